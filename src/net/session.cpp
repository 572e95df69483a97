// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "net/session.h"

#include "http/responsehead.h"
#include "http/status.h"
#include "net/transitions.h"

#include <utility>

namespace net {

using http::Persistence;
using trace::CloseCause;
using trace::Outcome;
using trace::State;
using trace::SteadyNs;
using Step = http::RequestParser::Step;

Session::Session(trace::ConnectionRecord connection, Surroundings &surroundings)
    : m_surroundings(surroundings)
    , m_connection(std::move(connection))
    , m_parser(surroundings.limits.parser)
    , m_deadline{after(m_connection.accepted, surroundings.limits.head)}
{
    m_connection.state = State::Receiving;
    m_connection.stateSince = m_connection.accepted;
    m_connection.lastActivity = m_connection.accepted;
    if (!surroundings.trustedProxies.empty())
        m_behindProxy = isTrusted(QHostAddress(QString::fromLatin1(m_connection.client.address)),
                                  surroundings.trustedProxies);
}

void Session::received(QByteArrayView bytes, SteadyNs now)
{
    m_connection.lastActivity = now;
    m_connection.bytesIn += quint64(bytes.size());
    ++m_connection.reads;
    switch (m_connection.state) {
    case State::Idle:
    case State::Receiving: consume(bytes, now); break;
    case State::Draining:
        m_drained += bytes.size();
        if (m_drained > m_surroundings.limits.drainBytes)
            closeWith(m_farewell, Outcome::Complete, now);
        break;
    case State::Responding:
    case State::Held:
        m_leftover.append(bytes);
        m_leftoverSince = m_leftoverSince > 0 ? m_leftoverSince : now;
        break;
    case State::Closed: break;
    }
}

void Session::consume(QByteArrayView bytes, SteadyNs now)
{
    const SteadyNs since = std::exchange(m_leftoverSince, 0); // of all these bytes: they came in one read
    while (m_connection.state == State::Receiving
           || (m_connection.state == State::Idle && !bytes.isEmpty())) {
        if (m_connection.state == State::Idle) {
            m_parser.reset(m_surroundings.limits.parser);
            setState(State::Receiving, now);
        }
        const auto [step, consumed] = m_parser.feed(bytes);
        const QByteArrayView taken = bytes.first(consumed);
        bytes = bytes.sliced(consumed);
        if (!m_exchange.isRunning() && (m_parser.started() || step == Step::Failed))
            beginExchange(now, since > 0 ? now - since : 0);
        if (m_exchange.isRunning())
            m_exchange.read(taken, now, m_surroundings.limits.recordBody);
        advance(step, now);
        if (step == Step::NeedMore)
            return;
    }
    m_leftover = bytes.toByteArray();
    if (!bytes.isEmpty())
        m_leftoverSince = since > 0 ? since : now;
}

void Session::advance(Step step, SteadyNs now)
{
    switch (step) {
    case Step::NeedMore:
        if (m_exchange.isRunning() && m_exchange->timings.headComplete > 0)
            m_deadline = {after(now, m_surroundings.limits.body)};
        else if (m_exchange.isRunning())
            m_deadline = headDeadline(m_surroundings.limits, m_exchange->timings.firstByte,
                                      m_parser.head().bytes.size());
        break;
    case Step::HeadComplete: headComplete(now); break;
    case Step::MessageComplete:
        m_exchange->timings.requestComplete = now;
        m_exchange.countBody(m_parser.bodyBytes());
        respond(answer(), now);
        break;
    case Step::Failed:
        if (m_exchange->timings.headComplete == 0)
            m_exchange.keepHead(m_head = m_parser.takeHead());
        m_exchange->faultOffset = qint32(m_parser.faultOffset());
        refuse(m_parser.fault(), now);
        break;
    }
}

void Session::beginExchange(SteadyNs now, qint64 blockedNs)
{
    m_exchange.begin(m_connection, m_surroundings, now, blockedNs);
    m_deadline = headDeadline(m_surroundings.limits, now, m_parser.head().bytes.size());
}

Session::Answer Session::answer()
{
    const SteadyNs asked = m_surroundings.clock();
    auto reply = m_surroundings.replies.find(m_head, asked);
    if (!reply) {
        reply = m_surroundings.site->answer(m_head, m_surroundings.cache);
        m_surroundings.replies.keep(m_head, *reply, asked);
    }
    return {std::move(*reply), m_surroundings.clock() - asked};
}

void Session::headComplete(SteadyNs now)
{
    m_head = m_parser.takeHead();
    m_exchange.keepHead(m_head);
    m_exchange->requestHead = m_surroundings.heads.request(m_head.bytes);
    m_exchange->timings.headComplete = now;
    m_exchange->persistence = m_head.persistence;
    const quint64 most = m_surroundings.limits.requests;
    if (most > 0 && m_connection.requests >= most && m_head.persistence == Persistence::KeepAlive) {
        m_exchange->persistence = Persistence::Close;
        m_farewell = CloseCause::RequestLimit;
    }
    if (m_behindProxy)
        m_exchange->extras.edit().forwardedFor = toldClient(m_head, m_surroundings.trustedProxies);
    m_deadline = {after(now, m_surroundings.limits.body)};
    if (!m_head.expectsContinue || m_head.framing == http::Framing::None)
        return;
    // RFC 9110 §10.1.1: either the final answer now, and then the body may or may not follow, so close; or
    // 100.
    auto decided = answer();
    if (decided.reply.status < 400) {
        m_interim = http::continueResponse();
        return;
    }
    m_exchange->persistence = Persistence::Close;
    respond(std::move(decided), now);
}

void Session::refuse(http::Fault fault, SteadyNs now)
{
    m_exchange->fault = fault;
    m_exchange.countBody(m_parser.bodyBytes());
    m_exchange->persistence = Persistence::Close;
    m_farewell = causeOf(fault);
    respond({site::Site::refuse(fault)}, now);
}

void Session::respond(Answer answer, SteadyNs now)
{
    auto &[reply, tookNs] = answer;
    const bool isStream = std::holds_alternative<std::unique_ptr<site::ContentSource>>(reply.body);
    const bool isChunked = isStream && m_head.minorVersion > 0 && !http::isBodiless(reply.status);
    if (isStream && !isChunked)
        m_exchange->persistence = Persistence::Close; // the end of the content is the end of the connection
    const http::ResponseHead head{
        .status = reply.status,
        .minorVersion = m_head.minorVersion,
        .persistence = m_exchange->persistence,
        .contentLength = http::isBodiless(reply.status) ? std::nullopt : reply.bodyLength(),
        .date = m_surroundings.date(now),
        .fields = reply.fields,
        .chunked = isChunked,
    };
    m_exchange->responseHead = m_surroundings.heads.response(head, reply.fields);
    if (m_head.verb == http::Method::Head)
        reply.body = {};
    m_exchange.answer(reply, m_surroundings.limits.recordBody);
    if (!reply.reasons.empty())
        m_exchange->extras.edit().reasons = std::move(reply.reasons);
    if (reply.status >= 300)
        m_exchange->extras.edit().why = site::sentence(reply.rule, reply.fault);
    m_exchange->timings.responseStart = now + tookNs;
    m_response = Response(m_exchange->responseHead, std::move(reply.body),
                          isChunked ? Framing::Chunked : Framing::Plain);
    m_sending = {.start = now};
    setState(State::Responding, now);
}

Output Session::output() const
{
    if (!m_interim.isEmpty())
        return {m_interim, {}, {}};
    return m_connection.state == State::Responding ? m_response.output() : Output{};
}

void Session::sent(qint64 bytes, SteadyNs now)
{
    m_connection.lastActivity = now;
    m_connection.bytesOut += quint64(bytes);
    ++m_connection.writes;
    if (!m_interim.isEmpty()) {
        m_interim.remove(0, bytes);
        if (m_interim.isEmpty())
            m_exchange->timings.continued = now;
        return;
    }
    Q_ASSERT(m_connection.state == State::Responding);
    m_sending.sent += bytes;
    m_exchange.sent(m_response.output(), bytes, now);
    m_response.sent(bytes);
    m_exchange->bodySent = m_response.contentSent();
    m_deadline = sendDeadline(m_surroundings.limits, m_sending, now);
    if (m_response.isSent())
        responseSent(now);
}

void Session::responseSent(SteadyNs now)
{
    const auto persistence = m_exchange->persistence;
    m_exchange->bodyLength = m_exchange->bodySent;
    if (persistence == Persistence::Close)
        m_exchange->cause = m_farewell;
    finishExchange(outcomeOf(m_exchange->fault), now);
    m_response = {};
    m_head = {};
    const QByteArray leftover = std::exchange(m_leftover, {});
    if (persistence == Persistence::Close) {
        m_drained = leftover.size();
        setState(State::Draining, now);
        return;
    }
    setState(State::Idle, now);
    consume(leftover, now);
}

void Session::hungUp(HangUp how, SteadyNs now)
{
    if (m_connection.state == State::Closed)
        return;
    const auto cause = how == HangUp::Reset ? CloseCause::ClientReset : CloseCause::ClientFin;
    if (how == HangUp::Fin && m_connection.clientFin == 0)
        m_connection.clientFin = now;
    const bool weWereFirst = m_connection.state == State::Draining;
    closeWith(weWereFirst ? m_farewell : cause, outcomeOf(cause), now);
}

void Session::deadlineReached(SteadyNs now)
{
    switch (m_connection.state) {
    case State::Idle: closeWith(CloseCause::IdleTimeout, Outcome::TimedOut, now); break;
    case State::Receiving:
        if (!m_exchange.isRunning())
            closeWith(m_connection.requests == 0 ? CloseCause::SilentTimeout : CloseCause::HeadTimeout,
                      Outcome::TimedOut, now);
        else if (m_exchange->timings.headComplete > 0)
            refuse(http::Fault::BodyTimeout, now);
        else {
            m_exchange.keepHead(m_head = m_parser.takeHead());
            refuse(m_deadline.cause == CloseCause::HeadTooSlow ? http::Fault::HeadTooSlow
                                                               : http::Fault::HeadTimeout,
                   now);
        }
        break;
    case State::Responding: closeWith(m_deadline.cause, Outcome::TimedOut, now); break;
    case State::Draining: closeWith(m_farewell, Outcome::Complete, now); break;
    case State::Held:
    case State::Closed: break;
    }
}

void Session::fileFailed(SteadyNs now, site::ContentError why)
{
    end(why == site::ContentError::Changed ? CloseCause::FileChanged : CloseCause::FileFailed, now);
}

void Session::finishSoon(SteadyNs now)
{
    if (m_connection.state == State::Responding) {
        m_exchange->persistence = Persistence::Close;
        m_farewell = CloseCause::ServerStopped;
    } else if (m_connection.state != State::Draining && m_connection.state != State::Closed) {
        end(CloseCause::ServerStopped, now);
    }
}

void Session::end(CloseCause cause, SteadyNs now)
{
    if (m_connection.state != State::Closed)
        closeWith(cause, outcomeOf(cause), now);
}

void Session::closeWith(CloseCause cause, Outcome outcome, SteadyNs now)
{
    if (!m_exchange.isRunning() && m_connection.requests == 0)
        beginExchange(m_connection.accepted, 0); // it said nothing: that is a row too
    if (m_exchange.isRunning()) {
        if (m_exchange->requestHead.isEmpty())
            m_exchange.keepHead(m_parser.head());
        if (m_exchange->timings.requestComplete == 0)
            m_exchange.countBody(m_parser.bodyBytes());
        if (m_exchange->status == 0)
            m_exchange->extras.edit().why = whyUnfinished(m_exchange.exchange(), cause);
        m_exchange->persistence = Persistence::Close;
        m_exchange->cause = cause;
        finishExchange(outcome, now);
    }
    m_interim.clear();
    m_connection.cause = cause;
    m_connection.closed = now;
    setState(State::Closed, now);
    m_surroundings.publish(std::make_shared<const trace::ConnectionRecord>(m_connection));
}

void Session::finishExchange(Outcome outcome, SteadyNs now)
{
    m_exchange->loopLagNs = std::max(m_exchange->loopLagNs, m_surroundings.loopLagNs);
    m_surroundings.publish(m_exchange.finish(outcome, now));
}

void Session::setState(State next, SteadyNs now)
{
    Q_ASSERT(isAllowed(m_connection.state, next));
    const Limits &limits = m_surroundings.limits;
    m_connection.state = next;
    m_connection.stateSince = now;
    m_pausedAt = 0;
    switch (next) {
    case State::Receiving: m_deadline = {after(now, limits.head)}; break;
    case State::Responding: m_deadline = sendDeadline(m_surroundings.limits, m_sending, now); break;
    case State::Draining:
        m_deadline = {after(now, limits.drain)};
        m_connection.serverFin = now;
        break;
    case State::Idle: m_deadline = {after(now, limits.idle)}; break;
    case State::Held:
    case State::Closed: m_deadline = {}; break;
    }
}

Wants Session::wants() const
{
    Wants wants{.write = !m_interim.isEmpty(), .deadline = m_pausedAt == 0 ? m_deadline.at : 0};
    switch (m_connection.state) {
    case State::Receiving:
    case State::Idle: wants.read = true; break;
    case State::Responding:
        wants.content = m_response.needsContent();
        wants.write = !wants.content;
        break;
    case State::Draining:
        wants.read = true;
        wants.channel = Channel::ShutWrite;
        break;
    case State::Held: break;
    case State::Closed: wants.channel = Channel::Close; break;
    }
    return wants;
}

} // namespace net
