// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/columns.h"

#include "models/marks.h"
#include "trace/console.h"

#include <QCoreApplication>

#include <algorithm>
#include <tuple>

namespace models {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(models::columns)
};

std::weak_ordering byBytes(QByteArrayView a, QByteArrayView b)
{
    return a.compare(b) <=> 0;
}

std::weak_ordering byEndpoint(const trace::Endpoint &a, const trace::Endpoint &b)
{
    const auto address = byBytes(a.address, b.address);
    return std::is_neq(address) ? address : a.port <=> b.port;
}

} // namespace

QString heading(ConnectionColumn column)
{
    switch (column) {
    case ConnectionColumn::Id: return Text::tr("Id");
    case ConnectionColumn::Client: return Text::tr("Client");
    case ConnectionColumn::State: return Text::tr("State");
    case ConnectionColumn::Requests: return Text::tr("Requests");
    case ConnectionColumn::Current: return Text::tr("Current request");
    case ConnectionColumn::BytesIn: return Text::tr("In");
    case ConnectionColumn::BytesOut: return Text::tr("Out");
    case ConnectionColumn::Age: return Text::tr("Age");
    case ConnectionColumn::Idle: return Text::tr("Idle");
    }
    return {};
}

QString heading(RequestColumn column)
{
    switch (column) {
    case RequestColumn::Id: return Text::tr("Id");
    case RequestColumn::Time: return Text::tr("Time");
    case RequestColumn::Connection: return Text::tr("Conn.");
    case RequestColumn::Client: return Text::tr("Client");
    case RequestColumn::Method: return Text::tr("Method");
    case RequestColumn::Path: return Text::tr("Path");
    case RequestColumn::Status: return Text::tr("Status");
    case RequestColumn::Type: return Text::tr("Type");
    case RequestColumn::Size: return Text::tr("Size");
    case RequestColumn::Duration: return Text::tr("Duration");
    case RequestColumn::Outcome: return Text::tr("Outcome");
    }
    return {};
}

QString explanation(ConnectionColumn column)
{
    switch (column) {
    case ConnectionColumn::Id: return Text::tr("The connection's number, in order of acceptance.");
    case ConnectionColumn::Client: return Text::tr("The client's address and port.");
    case ConnectionColumn::State: return Text::tr("What the connection is doing.");
    case ConnectionColumn::Requests: return Text::tr("Requests begun on this connection.");
    case ConnectionColumn::Current:
        return Text::tr(
            "The request in progress, as far as it has come; of a closed one, who closed it and why.");
    case ConnectionColumn::BytesIn: return Text::tr("Bytes received from the client.");
    case ConnectionColumn::BytesOut: return Text::tr("Bytes handed to the system for the client.");
    case ConnectionColumn::Age:
        return Text::tr("Time since it was accepted; of a closed one, how long it lived.");
    case ConnectionColumn::Idle: return Text::tr("Time since the last byte in either direction.");
    }
    return {};
}

QString explanation(RequestColumn column)
{
    switch (column) {
    case RequestColumn::Id: return Text::tr("The request's number, in order of their first bytes.");
    case RequestColumn::Time: return Text::tr("When its first byte came.");
    case RequestColumn::Connection: return Text::tr("The number of the connection it came on.");
    case RequestColumn::Client:
        return Text::tr("The client's address and port; its address alone where a trusted proxy told it.");
    case RequestColumn::Method: return Text::tr("What the client wants done: GET, HEAD …");
    case RequestColumn::Path: return Text::tr("What it asked for, or what came instead of a request.");
    case RequestColumn::Status: return Text::tr("The status it was answered with.");
    case RequestColumn::Type: return Text::tr("The media type of the response.");
    case RequestColumn::Size: return Text::tr("Bytes of content handed to the system for the client.");
    case RequestColumn::Duration: return Text::tr("From the first byte in to the last byte out.");
    case RequestColumn::Outcome: return Text::tr("How it ended, and why.");
    }
    return {};
}

bool isNumber(ConnectionColumn column)
{
    switch (column) {
    case ConnectionColumn::Client:
    case ConnectionColumn::State:
    case ConnectionColumn::Current: return false;
    default: return true;
    }
}

bool isNumber(RequestColumn column)
{
    switch (column) {
    case RequestColumn::Id:
    case RequestColumn::Time:
    case RequestColumn::Connection:
    case RequestColumn::Size:
    case RequestColumn::Duration: return true;
    default: return false;
    }
}

bool ticks(ConnectionColumn column)
{
    return column == ConnectionColumn::Age || column == ConnectionColumn::Idle;
}

bool ticks(RequestColumn column)
{
    return column == RequestColumn::Duration;
}

qint64 ageNs(const trace::ConnectionRecord &connection, trace::SteadyNs now)
{
    const bool closed = connection.state == trace::State::Closed;
    return (closed ? connection.closed : std::max(now, connection.lastActivity)) - connection.accepted;
}

qint64 idleNs(const trace::ConnectionRecord &connection, trace::SteadyNs now)
{
    if (connection.state == trace::State::Closed)
        return -1;
    const auto since = std::max(connection.lastActivity, connection.accepted);
    return std::max(now, since) - since;
}

qint64 durationNs(const trace::Exchange &exchange, trace::SteadyNs now)
{
    const auto start = exchange.timings.firstByte;
    return exchange.timings.finished > 0 ? exchange.durationNs() : std::max(now, start) - start;
}

QByteArrayView targetOrLine(const trace::Exchange &exchange)
{
    if (const auto target = exchange.targetText(); !target.isEmpty())
        return target;
    return trace::receivedLine(exchange);
}

std::weak_ordering compare(const trace::ConnectionRecord &a, const trace::ConnectionRecord &b, int column,
                           trace::SteadyNs now)
{
    switch (ConnectionColumn(column)) {
    case ConnectionColumn::Id: return a.id <=> b.id;
    case ConnectionColumn::Client: return byEndpoint(a.client, b.client);
    case ConnectionColumn::State:
        return std::tuple(stateKind(a), a.cause) <=> std::tuple(stateKind(b), b.cause);
    case ConnectionColumn::Requests: return a.requests <=> b.requests;
    case ConnectionColumn::Current: return byBytes(a.currentRequest, b.currentRequest);
    case ConnectionColumn::BytesIn: return a.bytesIn <=> b.bytesIn;
    case ConnectionColumn::BytesOut: return a.bytesOut <=> b.bytesOut;
    case ConnectionColumn::Age: return ageNs(a, now) <=> ageNs(b, now);
    case ConnectionColumn::Idle: return idleNs(a, now) <=> idleNs(b, now);
    }
    return std::weak_ordering::equivalent;
}

std::weak_ordering compare(const trace::Exchange &a, const trace::Exchange &b, int column,
                           trace::SteadyNs now)
{
    switch (RequestColumn(column)) {
    case RequestColumn::Id: return a.id <=> b.id;
    case RequestColumn::Time: return a.startedMs <=> b.startedMs;
    case RequestColumn::Connection: return a.connection <=> b.connection;
    case RequestColumn::Client: {
        const auto address = byBytes(a.clientAddress(), b.clientAddress());
        return std::is_neq(address) ? address : a.client.port <=> b.client.port;
    }
    case RequestColumn::Method: return byBytes(a.methodText(), b.methodText());
    case RequestColumn::Path: return byBytes(targetOrLine(a), targetOrLine(b));
    case RequestColumn::Status: return a.status <=> b.status;
    case RequestColumn::Type: return byBytes(a.contentType, b.contentType);
    case RequestColumn::Size: return a.bodySent <=> b.bodySent;
    case RequestColumn::Duration: return durationNs(a, now) <=> durationNs(b, now);
    case RequestColumn::Outcome: return a.outcome <=> b.outcome;
    }
    return std::weak_ordering::equivalent;
}

} // namespace models
