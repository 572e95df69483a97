// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "trace/console.h"

#include "trace/escape.h"

#include <algorithm>

namespace trace {

namespace {

using Kind = ConsoleLine::Kind;

ConsoleLine arrival(const Endpoint &client, quint64 connection)
{
    return {Kind::Arrived, "----2 " + client.text(), connection};
}

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

} // namespace

QByteArrayView receivedLine(const Exchange &exchange)
{
    if (exchange.requestLine.length > 0)
        return exchange.requestLineText();
    const QByteArrayView head = exchange.requestHead;
    const auto isLineEnd = [](char byte) { return byte == '\r' || byte == '\n'; };
    return head.first(std::find_if(head.begin(), head.end(), isLineEnd) - head.begin());
}

std::vector<ConsoleLine> consoleLines(const ConnectionRecord &connection)
{
    std::vector<ConsoleLine> lines{arrival(connection.client, connection.id)};
    if (connection.state == State::Closed && connection.requests == 0)
        lines.push_back({Kind::Handled,
                         "----4 nothing was asked: " + readable(sentence(connection.cause).toUtf8()).toUtf8(),
                         connection.id});
    return lines;
}

std::vector<ConsoleLine> consoleLines(const Exchange &exchange)
{
    if (exchange.outcome == Outcome::InProgress)
        return {};
    const auto line = [&exchange](Kind kind, QByteArray text) {
        return ConsoleLine{kind, std::move(text), exchange.connection, exchange.id, exchange.status};
    };
    std::vector<ConsoleLine> lines;
    const QByteArrayView received = receivedLine(exchange);
    lines.push_back(
        line(Kind::Request, received.isEmpty() ? "(nothing was received)" : readable(received).toUtf8()));
    if (!exchange.diskPath.isEmpty())
        lines.push_back(line(Kind::Path, readable(exchange.diskPath.toUtf8()).toUtf8()));
    lines.push_back(line(Kind::Status, statusText(exchange)));
    const bool kept = exchange.persistence == http::Persistence::KeepAlive;
    lines.push_back(
        line(Kind::Handled, kept ? "----4 handled, connection kept" : "----4 handled, connection closed"));
    return lines;
}

std::vector<ConsoleLine> Console::lines(const Record &record)
{
    if (const auto *exchange = std::get_if<ExchangePtr>(&record))
        return lines(**exchange);
    if (const auto *connection = std::get_if<ConnectionPtr>(&record))
        return lines(**connection);
    return {}; // the article's server took no samples
}

std::vector<ConsoleLine> Console::lines(const ConnectionRecord &connection)
{
    const bool known = m_arrived.contains(connection.id);
    if (connection.state == State::Closed)
        m_arrived.remove(connection.id);
    else if (known)
        return {};
    else
        m_arrived.insert(connection.id);
    auto lines = consoleLines(connection);
    if (known)
        lines.erase(lines.begin());
    return lines;
}

std::vector<ConsoleLine> Console::lines(const Exchange &exchange)
{
    auto lines = consoleLines(exchange);
    if (!lines.empty() && !m_arrived.contains(exchange.connection)) {
        m_arrived.insert(exchange.connection);
        lines.insert(lines.begin(), arrival(exchange.client, exchange.connection));
    }
    return lines;
}

} // namespace trace
