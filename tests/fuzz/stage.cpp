// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "stage.h"

#include "content.h"
#include "fuzz.h"

#include <utility>

namespace fuzz {

using trace::State;

Stage::Stage(std::shared_ptr<const site::Site> site)
{
    m_surroundings.site = std::move(site);
    m_surroundings.trustedProxies = {QHostAddress::parseSubnet(QStringLiteral("192.0.2.0/24"))};
    m_surroundings.nextExchangeId = [this] { return ++m_ids; };
    m_surroundings.clock = [this] { return m_now; };
    m_surroundings.publish = [this](const trace::Record &published) { record(published); };
    trace::ConnectionRecord connection;
    connection.id = 1;
    connection.accepted = m_now;
    connection.client = {"192.0.2.7", 40000};
    m_session = std::make_unique<net::Session>(connection, m_surroundings);
}

void Stage::record(const trace::Record &record)
{
    const auto *exchange = std::get_if<trace::ExchangePtr>(&record);
    if (!exchange)
        return;
    const auto outcome = (*exchange)->outcome;
    auto &known = m_outcomes[(*exchange)->id];
    require(known == trace::Outcome::InProgress, "an exchange was published after its end");
    known = outcome;
    if (outcome != trace::Outcome::InProgress)
        m_ended.push_back(*exchange);
}

void Stage::receive(const QByteArray &bytes)
{
    m_waiting += bytes;
    settle();
}

void Stage::setRoom(qint64 bytes)
{
    m_room = bytes;
}

/// Lets the session read and write as far as both sides can.
void Stage::settle()
{
    for (bool moved = true; moved && !isClosed();) {
        moved = write();
        if (!m_waiting.isEmpty() && m_session->wants().read) {
            m_session->received(std::exchange(m_waiting, {}), m_now);
            moved = true;
        }
        m_session->publishSnapshot();
    }
    const net::Wants wants = m_session->wants();
    require(isClosed() == (wants.channel == net::Channel::Close), "closed is what a closed session wants");
    require(isClosed() || m_paused || wants.deadline > 0, "an open connection has no deadline");
}

bool Stage::write()
{
    if (m_paused)
        return false;
    if (m_session->wants().content) {
        m_session->fetchContent(m_now);
        m_session->resumeClock(m_now);
        return true;
    }
    if (!m_session->wants().write)
        return false;
    const net::Output output = m_session->output();
    QByteArray bytes = output.head.toByteArray() + output.body.toByteArray();
    if (output.slice.length > 0)
        bytes += contentOf(output.slice);
    require(!bytes.isEmpty(), "a session wants to write and has nothing");
    if (m_room > 0)
        bytes.truncate(m_room);
    m_wire += bytes;
    m_session->sent(bytes.size(), m_now);
    return m_room == 0;
}

void Stage::pass(std::chrono::milliseconds time)
{
    const trace::SteadyNs end = m_now + std::chrono::nanoseconds(time).count();
    for (auto due = m_session->wants().deadline; due > 0 && due <= end && !isClosed();
         due = m_session->wants().deadline) {
        m_now = std::max(m_now, due);
        m_session->deadlineReached(m_now);
        settle();
    }
    m_now = end;
    settle();
}

void Stage::throttle(std::chrono::milliseconds time)
{
    if (isClosed())
        return;
    m_session->pauseClock(m_now);
    m_paused = true;
    pass(time);
    m_paused = false;
    m_session->resumeClock(m_now);
    settle();
}

void Stage::hangUp(net::HangUp how)
{
    m_session->hungUp(how, m_now);
    require(isClosed(), "a connection that was hung up is not closed");
}

void Stage::finishSoon()
{
    m_session->finishSoon(m_now);
    settle();
}

void Stage::breakContent()
{
    if (m_session->state() == State::Responding && m_session->output().slice.length > 0)
        m_session->fileFailed(m_now);
}

void Stage::finish()
{
    m_session->end(trace::CloseCause::Kicked, m_now);
    require(isClosed(), "a session that was ended is not closed");
    require(m_session->wants().channel == net::Channel::Close && !m_session->wants().read
                && !m_session->wants().write,
            "a closed session wants something");
    require(m_session->record().cause != trace::CloseCause::Open, "a closed connection has no cause");
    require(m_session->record().bytesOut == quint64(m_wire.size()), "bytes out are not those that were sent");
    for (const auto &[id, outcome] : m_outcomes)
        require(outcome != trace::Outcome::InProgress, "an exchange never ended");
    requireResponses(m_wire, m_ended);
}

namespace {

qsizetype lengthIn(QByteArrayView head)
{
    const QByteArray lower = head.toByteArray().toLower();
    const qsizetype at = lower.indexOf("\r\ncontent-length: ");
    return at < 0 ? -1 : lower.sliced(at + 18, lower.indexOf('\r', at + 18) - at - 18).toLongLong();
}

/// Takes as much of the content as there is; false when it is cut short.
bool takeContent(QByteArrayView &wire, const trace::Exchange &exchange)
{
    const int status = exchange.status;
    if (exchange.methodText() == "HEAD" || status == 204 || status == 304)
        return true;
    if (exchange.responseHead.contains("\r\nTransfer-Encoding: chunked\r\n")) {
        for (;;) {
            const qsizetype end = wire.indexOf("\r\n");
            if (end < 0)
                return wire = {}, false;
            bool isNumber = false;
            const qsizetype size = wire.first(end).toByteArray().toLongLong(&isNumber, 16);
            require(isNumber, "a chunk without a size");
            const bool fits = wire.size() >= end + 2 + size + 2;
            wire = fits ? wire.sliced(end + 2 + size + 2) : QByteArrayView();
            if (size == 0 || !fits)
                return fits;
        }
    }
    const qsizetype length = lengthIn(exchange.responseHead);
    const qsizetype taken = length < 0 ? wire.size() : std::min(length, wire.size());
    require(length >= 0 || exchange.persistence == http::Persistence::Close,
            "content without an end on a connection that stays");
    wire = wire.sliced(taken);
    return length < 0 || taken == length;
}

} // namespace

void requireResponses(QByteArrayView wire, const std::vector<trace::ExchangePtr> &exchanges)
{
    constexpr QByteArrayView interim = "HTTP/1.1 100 Continue\r\n\r\n";
    for (size_t i = 0; i < exchanges.size(); ++i) {
        const trace::Exchange &exchange = *exchanges[i];
        const bool last = i + 1 == exchanges.size();
        const bool interimCut = last && interim.startsWith(wire);
        if (wire.startsWith(interim) || interimCut)
            wire = wire.sliced(std::min(interim.size(), wire.size()));
        if (last && exchange.responseHead.startsWith(wire.toByteArray())) {
            require(exchange.outcome != trace::Outcome::Complete || wire == exchange.responseHead,
                    "a response that was cut short counts as complete");
            return;
        }
        require(wire.startsWith(exchange.responseHead), "a response head that was not recorded as it is",
                wire.first(std::min<qsizetype>(wire.size(), 400)).toByteArray());
        wire = wire.sliced(exchange.responseHead.size());
        const bool whole = takeContent(wire, exchange);
        require(whole || last, "a response that was cut short has another behind it");
        require(whole || exchange.outcome != trace::Outcome::Complete,
                "a response that was cut short counts as complete");
    }
    require(wire.isEmpty(), "bytes behind the last response", wire.toByteArray());
}

} // namespace fuzz
