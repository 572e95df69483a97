// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "net/session.h"

#include "http/date.h"
#include "http/responsehead.h"
#include "http/status.h"
#include "net/transitions.h"

#include <QCoreApplication>

#include <utility>

namespace net {

using http::Persistence;
using trace::CloseCause;
using trace::Outcome;
using trace::State;
using trace::SteadyNs;
using Step = http::RequestParser::Step;

namespace {

SteadyNs after(SteadyNs now, std::chrono::milliseconds time)
{
    return now + std::chrono::nanoseconds(time).count();
}

/// What stands in the record of a request that was never whole.
QString unfinished(const trace::Exchange &exchange)
{
    if (exchange.requestHead.isEmpty())
        return QCoreApplication::translate("net", "The client connected and said nothing.");
    if (exchange.timings.headComplete == 0)
        return QCoreApplication::translate("net",
                                           "The request head was not whole when the connection ended.");
    return QCoreApplication::translate("net", "The request body was not whole when the connection ended.");
}

} // namespace

QByteArrayView Surroundings::date(SteadyNs now)
{
    const qint64 second = (wallOffsetNs + now) / 1'000'000'000;
    if (second != m_dateSecond) {
        m_dateSecond = second;
        m_date = http::formatDate(second);
    }
    return m_date;
}

Session::Session(trace::ConnectionRecord connection, Surroundings &surroundings)
    : m_surroundings(surroundings)
    , m_connection(std::move(connection))
    , m_parser(surroundings.limits.parser)
    , m_deadline(after(m_connection.accepted, surroundings.limits.head))
{
    m_connection.state = State::Receiving;
    m_connection.stateSince = m_connection.accepted;
    m_connection.lastActivity = m_connection.accepted;
}

void Session::received(QByteArrayView bytes, SteadyNs now)
{
    m_connection.lastActivity = now;
    m_connection.bytesIn += quint64(bytes.size());
    switch (m_connection.state) {
    case State::Idle:
    case State::Receiving: consume(bytes, now); break;
    case State::Draining:
        m_drained += bytes.size();
        if (m_drained > m_surroundings.limits.drainBytes)
            closeWith(m_farewell, Outcome::Complete, now);
        break;
    case State::Responding:
    case State::Held: m_leftover.append(bytes); break;
    case State::Closed: break;
    }
}

void Session::consume(QByteArrayView bytes, SteadyNs now)
{
    while (m_connection.state == State::Receiving
           || (m_connection.state == State::Idle && !bytes.isEmpty())) {
        if (m_connection.state == State::Idle)
            setState(State::Receiving, now);
        const auto [step, consumed] = m_parser.feed(bytes);
        bytes = bytes.sliced(consumed);
        if (!m_exchange && (m_parser.started() || step == Step::Failed))
            beginExchange(now);
        advance(step, now);
        if (step == Step::NeedMore)
            return;
    }
    m_leftover = bytes.toByteArray();
}

void Session::advance(Step step, SteadyNs now)
{
    switch (step) {
    case Step::NeedMore:
        if (m_exchange && m_exchange->timings.headComplete > 0)
            m_deadline = after(now, m_surroundings.limits.body);
        break;
    case Step::HeadComplete: headComplete(now); break;
    case Step::MessageComplete:
        m_exchange->timings.requestComplete = now;
        m_exchange->requestBodyBytes = m_parser.bodyBytes();
        respond(m_surroundings.site->answer(m_head, m_surroundings.cache), now);
        break;
    case Step::Failed:
        if (m_exchange->timings.headComplete == 0)
            keepHead(m_head = m_parser.takeHead());
        m_exchange->faultOffset = qint32(m_parser.faultOffset());
        refuse(m_parser.fault(), now);
        break;
    }
}

void Session::beginExchange(SteadyNs now)
{
    m_exchange = std::make_shared<trace::Exchange>();
    m_exchange->id = m_surroundings.nextExchangeId();
    m_exchange->connection = m_connection.id;
    m_exchange->ordinal = quint32(++m_connection.requests);
    m_exchange->client = m_connection.client;
    m_exchange->startedMs = m_surroundings.wallMs(now);
    m_exchange->timings.firstByte = now;
    m_deadline = after(now, m_surroundings.limits.head);
}

void Session::keepHead(const http::RequestHead &head)
{
    m_exchange->requestHead = head.bytes;
    m_exchange->method = head.method;
    m_exchange->target = head.target;
    m_exchange->requestLine = {0, quint32(head.requestLine().size())};
}

void Session::headComplete(SteadyNs now)
{
    m_head = m_parser.takeHead();
    keepHead(m_head);
    m_exchange->timings.headComplete = now;
    m_exchange->persistence = m_head.persistence;
    m_deadline = after(now, m_surroundings.limits.body);
    if (!m_head.expectsContinue || m_head.framing == http::Framing::None)
        return;
    // RFC 9110 §10.1.1: either the final answer now, and then the body may or may not follow, so close; or
    // 100.
    auto reply = m_surroundings.site->answer(m_head, m_surroundings.cache);
    if (reply.status < 400) {
        m_interim = QByteArrayLiteral("HTTP/1.1 100 Continue\r\n\r\n");
        return;
    }
    m_exchange->persistence = Persistence::Close;
    respond(std::move(reply), now);
}

void Session::refuse(http::Fault fault, SteadyNs now)
{
    m_exchange->fault = fault;
    m_exchange->persistence = Persistence::Close;
    m_farewell = causeOf(fault);
    respond(site::Site::refuse(fault), now);
}

void Session::respond(site::Reply reply, SteadyNs now)
{
    const bool bodiless = http::isBodiless(reply.status);
    m_reply = std::move(reply);
    m_exchange->responseHead = http::write({
        .status = m_reply.status,
        .minorVersion = m_head.minorVersion,
        .persistence = m_exchange->persistence,
        .contentLength = bodiless ? std::nullopt : m_reply.bodyLength(),
        .date = m_surroundings.date(now),
        .fields = m_reply.fields,
    });
    if (m_head.verb == http::Method::Head)
        m_reply.body = {};
    m_exchange->status = m_reply.status;
    m_exchange->contentType = m_reply.contentType;
    m_exchange->diskPath = m_reply.diskPath;
    m_exchange->bodyLength = m_reply.bodyLength().value_or(-1);
    m_exchange->reasons = std::move(m_reply.reasons);
    if (m_reply.status >= 300)
        m_exchange->why = site::sentence(m_reply.rule, m_reply.fault);
    m_exchange->timings.responseStart = now;
    m_sent = 0;
    setState(State::Responding, now);
}

Output Session::output() const
{
    if (!m_interim.isEmpty())
        return {m_interim, {}, {}};
    if (m_connection.state != State::Responding)
        return {};
    const QByteArrayView head = m_exchange->responseHead;
    const qint64 bodySent = std::max<qint64>(0, m_sent - head.size());
    Output output;
    output.head = head.sliced(std::min<qint64>(m_sent, head.size()));
    if (const auto *bytes = std::get_if<QByteArray>(&m_reply.body))
        output.body = QByteArrayView(*bytes).sliced(bodySent);
    else if (const auto *slice = std::get_if<site::FileSlice>(&m_reply.body))
        output.slice = {slice->file, slice->offset + bodySent, slice->length - bodySent};
    return output;
}

void Session::sent(qint64 bytes, SteadyNs now)
{
    m_connection.lastActivity = now;
    m_connection.bytesOut += quint64(bytes);
    if (!m_interim.isEmpty()) {
        m_interim.remove(0, bytes);
        return;
    }
    Q_ASSERT(m_connection.state == State::Responding);
    m_sent += bytes;
    m_exchange->bodySent = std::max<qint64>(0, m_sent - m_exchange->responseHead.size());
    m_deadline = after(now, m_surroundings.limits.send);
    if (m_sent >= m_exchange->responseHead.size() + m_exchange->bodyLength)
        responseSent(now);
}

void Session::responseSent(SteadyNs now)
{
    const auto persistence = m_exchange->persistence;
    finishExchange(outcomeOf(m_exchange->fault), now);
    m_reply = {};
    m_head = {};
    const QByteArray leftover = std::exchange(m_leftover, {});
    if (persistence == Persistence::Close) {
        m_drained = leftover.size();
        setState(State::Draining, now);
        return;
    }
    m_parser.reset();
    setState(State::Idle, now);
    consume(leftover, now);
}

void Session::hungUp(HangUp how, SteadyNs now)
{
    if (m_connection.state == State::Closed)
        return;
    const auto cause = how == HangUp::Reset ? CloseCause::ClientReset : CloseCause::ClientFin;
    const bool weWereFirst = m_connection.state == State::Draining;
    closeWith(weWereFirst ? m_farewell : cause, outcomeOf(cause), now);
}

void Session::deadlineReached(SteadyNs now)
{
    switch (m_connection.state) {
    case State::Idle: closeWith(CloseCause::IdleTimeout, Outcome::TimedOut, now); break;
    case State::Receiving:
        if (!m_exchange)
            closeWith(m_connection.requests == 0 ? CloseCause::SilentTimeout : CloseCause::HeadTimeout,
                      Outcome::TimedOut, now);
        else if (m_exchange->timings.headComplete > 0)
            refuse(http::Fault::BodyTimeout, now);
        else {
            keepHead(m_head = m_parser.takeHead());
            refuse(http::Fault::HeadTimeout, now);
        }
        break;
    case State::Responding: closeWith(CloseCause::SendTimeout, Outcome::TimedOut, now); break;
    case State::Draining: closeWith(m_farewell, Outcome::Complete, now); break;
    case State::Held:
    case State::Closed: break;
    }
}

void Session::fileFailed(SteadyNs now)
{
    closeWith(CloseCause::FileFailed, Outcome::FileFailed, now);
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
    if (!m_exchange && m_connection.requests == 0)
        beginExchange(m_connection.accepted); // it said nothing: that is a row too
    if (m_exchange) {
        if (m_exchange->requestHead.isEmpty())
            keepHead(m_parser.head());
        if (m_exchange->status == 0)
            m_exchange->why = unfinished(*m_exchange);
        m_exchange->persistence = Persistence::Close;
        finishExchange(outcome, now);
    }
    m_connection.cause = cause;
    m_connection.closed = now;
    setState(State::Closed, now);
    m_surroundings.publish(std::make_shared<const trace::ConnectionRecord>(m_connection));
}

void Session::finishExchange(Outcome outcome, SteadyNs now)
{
    m_exchange->outcome = outcome;
    m_exchange->timings.finished = now;
    m_surroundings.publish(trace::ExchangePtr(std::move(m_exchange)));
    m_exchange = nullptr;
}

void Session::publishSnapshot() const
{
    if (m_connection.state == State::Closed)
        return;
    auto connection = std::make_shared<trace::ConnectionRecord>(m_connection);
    if (m_exchange) {
        auto exchange = std::make_shared<trace::Exchange>(*m_exchange);
        if (exchange->requestHead.isEmpty()) {
            const auto &head = m_parser.head();
            exchange->requestHead = head.bytes;
            exchange->requestLine = {0, quint32(head.requestLine().size())};
        }
        exchange->requestBodyBytes = m_parser.bodyBytes();
        connection->currentRequest = exchange->requestLineText().toByteArray();
        m_surroundings.publish(trace::ExchangePtr(std::move(exchange)));
    }
    m_surroundings.publish(trace::ConnectionPtr(std::move(connection)));
}

void Session::setState(State next, SteadyNs now)
{
    Q_ASSERT(isAllowed(m_connection.state, next));
    const Limits &limits = m_surroundings.limits;
    m_connection.state = next;
    m_connection.stateSince = now;
    switch (next) {
    case State::Receiving: m_deadline = after(now, limits.head); break;
    case State::Responding: m_deadline = after(now, limits.send); break;
    case State::Draining: m_deadline = after(now, limits.drain); break;
    case State::Idle: m_deadline = after(now, limits.idle); break;
    case State::Held:
    case State::Closed: m_deadline = 0; break;
    }
}

Wants Session::wants() const
{
    Wants wants{.write = !m_interim.isEmpty(), .deadline = m_deadline};
    switch (m_connection.state) {
    case State::Receiving:
    case State::Idle: wants.read = true; break;
    case State::Responding: wants.write = true; break;
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
