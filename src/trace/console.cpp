// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "trace/console.h"

#include "trace/escape.h"

#include <algorithm>

namespace trace {

namespace {

using Kind = ConsoleLine::Kind;

/// "200"; "408 the request head took too long"; "no answer, aborted by the client …".
QByteArray statusText(const Exchange &exchange)
{
    QByteArray status
        = exchange.status > 0 ? QByteArray::number(exchange.status) : QByteArrayLiteral("no answer,");
    if (exchange.outcome == Outcome::Complete)
        return status;
    const bool faulty = exchange.fault != http::Fault::None && !exchange.extras->why.isEmpty();
    return status + ' ' + readable((faulty ? exchange.extras->why : sentence(exchange)).toUtf8()).toUtf8();
}

QByteArray textOf(Kind kind, const Exchange &exchange)
{
    switch (kind) {
    case Kind::Arrived: return "----2 " + exchange.client.text();
    case Kind::Request: {
        const QByteArrayView received = receivedLine(exchange);
        return received.isEmpty() ? QByteArrayLiteral("(nothing was received)") : readable(received).toUtf8();
    }
    case Kind::Path: return readable(exchange.diskPath.toUtf8()).toUtf8();
    case Kind::Status: return statusText(exchange);
    case Kind::Handled: break;
    }
    return exchange.persistence == http::Persistence::KeepAlive
        ? QByteArrayLiteral("----4 handled, connection kept")
        : QByteArrayLiteral("----4 handled, connection closed");
}

QByteArray textOf(Kind kind, const ConnectionRecord &connection)
{
    if (kind == Kind::Arrived)
        return "----2 " + connection.client.text();
    return "----4 nothing was asked: " + readable(sentence(connection.cause).toUtf8()).toUtf8();
}

} // namespace

QByteArrayView receivedLine(const Exchange &exchange)
{
    if (exchange.requestLine.length > 0)
        return exchange.requestLineText();
    const QByteArrayView head = exchange.requestHead;
    const auto isLineEnd = [](char byte) { return byte == '\r' || byte == '\n'; };
    return head.first(std::find_if(head.begin(), head.end(), isLineEnd) - head.begin());
}

QByteArray ConsoleLine::text() const
{
    if (const auto *ended = std::get_if<ExchangePtr>(&record))
        return textOf(kind, **ended);
    return textOf(kind, *std::get<ConnectionPtr>(record));
}

quint64 ConsoleLine::connection() const
{
    if (const auto *ended = std::get_if<ExchangePtr>(&record))
        return (*ended)->connection;
    return std::get<ConnectionPtr>(record)->id;
}

quint64 ConsoleLine::exchange() const
{
    const auto *ended = std::get_if<ExchangePtr>(&record);
    return ended && kind != Kind::Arrived ? (*ended)->id : 0;
}

int ConsoleLine::status() const
{
    const auto *ended = std::get_if<ExchangePtr>(&record);
    return ended && kind != Kind::Arrived ? (*ended)->status : 0;
}

std::vector<ConsoleLine> consoleLines(const ConnectionPtr &connection)
{
    std::vector<ConsoleLine> lines{{Kind::Arrived, connection}};
    if (connection->state == State::Closed && connection->requests == 0)
        lines.push_back({Kind::Handled, connection});
    return lines;
}

std::vector<ConsoleLine> consoleLines(const ExchangePtr &exchange)
{
    if (exchange->outcome == Outcome::InProgress)
        return {};
    std::vector<ConsoleLine> lines;
    lines.reserve(5); // with an arrival
    lines.push_back({Kind::Request, exchange});
    if (!exchange->diskPath.isEmpty())
        lines.push_back({Kind::Path, exchange});
    lines.push_back({Kind::Status, exchange});
    lines.push_back({Kind::Handled, exchange});
    return lines;
}

std::vector<ConsoleLine> Console::lines(const Record &record)
{
    if (const auto *exchange = std::get_if<ExchangePtr>(&record))
        return lines(*exchange);
    if (const auto *connection = std::get_if<ConnectionPtr>(&record))
        return lines(*connection);
    return {}; // the article's server took no samples
}

std::vector<ConsoleLine> Console::lines(const ConnectionPtr &connection)
{
    const bool known = m_arrived.contains(connection->id);
    if (connection->state == State::Closed)
        m_arrived.remove(connection->id);
    else if (known)
        return {};
    else
        m_arrived.insert(connection->id);
    auto lines = consoleLines(connection);
    if (known)
        lines.erase(lines.begin());
    return lines;
}

std::vector<ConsoleLine> Console::lines(const ExchangePtr &exchange)
{
    auto lines = consoleLines(exchange);
    if (!lines.empty() && !m_arrived.contains(exchange->connection)) {
        m_arrived.insert(exchange->connection);
        lines.insert(lines.begin(), {Kind::Arrived, exchange});
    }
    return lines;
}

} // namespace trace
