// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/columns.h"

#include "trace/jsonline.h"
#include "trace/words.h"

namespace store {

namespace {

using trace::ConnectionRecord;
using trace::Exchange;

QVariant number(quint64 value)
{
    return qint64(value); // SQLite's integers are signed; none of ours gets that far
}

/// A clock stamp, NULL for what has not happened.
QVariant stamp(qint64 value)
{
    return value > 0 ? QVariant(value) : QVariant();
}

QVariant text(QByteArrayView value)
{
    return QString::fromLatin1(value);
}

/// As in a JSON log line; NULL when there are none.
QVariant reasons(const Exchange &exchange)
{
    if (exchange.reasons.empty())
        return {};
    QByteArray json;
    trace::appendReasons(json, exchange.reasons);
    return QString::fromUtf8(json);
}

template <typename Enum>
QVariant named(Enum value)
{
    return text(trace::word(value));
}

constexpr Column<ConnectionRecord> ofConnections[] = {
    {"connection INTEGER NOT NULL", [](const ConnectionRecord &c) { return number(c.id); }},
    {"loop INTEGER NOT NULL", [](const ConnectionRecord &c) { return QVariant(c.loop); }},
    {"client_address TEXT", [](const ConnectionRecord &c) { return text(c.client.address); }},
    {"client_port INTEGER NOT NULL", [](const ConnectionRecord &c) { return number(c.client.port); }},
    {"server_address TEXT", [](const ConnectionRecord &c) { return text(c.server.address); }},
    {"server_port INTEGER NOT NULL", [](const ConnectionRecord &c) { return number(c.server.port); }},
    {"state TEXT NOT NULL", [](const ConnectionRecord &c) { return named(c.state); }},
    {"cause TEXT NOT NULL", [](const ConnectionRecord &c) { return named(c.cause); }},
    {"accepted_ms INTEGER NOT NULL", [](const ConnectionRecord &c) { return QVariant(c.acceptedMs); }},
    {"accepted_ns INTEGER", [](const ConnectionRecord &c) { return stamp(c.accepted); }},
    {"state_since_ns INTEGER", [](const ConnectionRecord &c) { return stamp(c.stateSince); }},
    {"last_activity_ns INTEGER", [](const ConnectionRecord &c) { return stamp(c.lastActivity); }},
    {"closed_ns INTEGER", [](const ConnectionRecord &c) { return stamp(c.closed); }},
    {"requests INTEGER NOT NULL", [](const ConnectionRecord &c) { return number(c.requests); }},
    {"current_request BLOB", [](const ConnectionRecord &c) { return QVariant(c.currentRequest); }},
    {"bytes_in INTEGER NOT NULL", [](const ConnectionRecord &c) { return number(c.bytesIn); }},
    {"bytes_out INTEGER NOT NULL", [](const ConnectionRecord &c) { return number(c.bytesOut); }},
};

constexpr Column<Exchange> ofExchanges[] = {
    {"exchange INTEGER NOT NULL", [](const Exchange &e) { return number(e.id); }},
    {"connection INTEGER NOT NULL", [](const Exchange &e) { return number(e.connection); }},
    {"ordinal INTEGER NOT NULL", [](const Exchange &e) { return number(e.ordinal); }},
    {"client_address TEXT", [](const Exchange &e) { return text(e.client.address); }},
    {"client_port INTEGER NOT NULL", [](const Exchange &e) { return number(e.client.port); }},
    {"outcome TEXT NOT NULL", [](const Exchange &e) { return named(e.outcome); }},
    {"status INTEGER", [](const Exchange &e) { return e.status > 0 ? QVariant(e.status) : QVariant(); }},
    {"fault TEXT NOT NULL", [](const Exchange &e) { return named(e.fault); }},
    {"fault_offset INTEGER",
     [](const Exchange &e) { return e.faultOffset >= 0 ? QVariant(e.faultOffset) : QVariant(); }},
    {"why TEXT", [](const Exchange &e) { return QVariant(e.why); }},
    {"started_ms INTEGER NOT NULL", [](const Exchange &e) { return QVariant(e.startedMs); }},
    {"first_byte_ns INTEGER", [](const Exchange &e) { return stamp(e.timings.firstByte); }},
    {"head_complete_ns INTEGER", [](const Exchange &e) { return stamp(e.timings.headComplete); }},
    {"request_complete_ns INTEGER", [](const Exchange &e) { return stamp(e.timings.requestComplete); }},
    {"response_start_ns INTEGER", [](const Exchange &e) { return stamp(e.timings.responseStart); }},
    {"finished_ns INTEGER", [](const Exchange &e) { return stamp(e.timings.finished); }},
    {"request_head BLOB", [](const Exchange &e) { return QVariant(e.requestHead); }},
    {"method_offset INTEGER NOT NULL", [](const Exchange &e) { return number(e.method.offset); }},
    {"method_length INTEGER NOT NULL", [](const Exchange &e) { return number(e.method.length); }},
    {"target_offset INTEGER NOT NULL", [](const Exchange &e) { return number(e.target.offset); }},
    {"target_length INTEGER NOT NULL", [](const Exchange &e) { return number(e.target.length); }},
    {"line_offset INTEGER NOT NULL", [](const Exchange &e) { return number(e.requestLine.offset); }},
    {"line_length INTEGER NOT NULL", [](const Exchange &e) { return number(e.requestLine.length); }},
    {"persistence TEXT NOT NULL",
     [](const Exchange &e) {
         return text(e.persistence == http::Persistence::KeepAlive ? "keep-alive" : "close");
     }},
    {"request_body_bytes INTEGER NOT NULL", [](const Exchange &e) { return QVariant(e.requestBodyBytes); }},
    {"response_head BLOB", [](const Exchange &e) { return QVariant(e.responseHead); }},
    {"content_type TEXT", [](const Exchange &e) { return text(e.contentType); }},
    {"body_length INTEGER NOT NULL", [](const Exchange &e) { return QVariant(e.bodyLength); }},
    {"body_sent INTEGER NOT NULL", [](const Exchange &e) { return QVariant(e.bodySent); }},
    {"disk_path TEXT", [](const Exchange &e) { return QVariant(e.diskPath); }},
    {"forwarded_for TEXT",
     [](const Exchange &e) { return e.forwardedFor.isEmpty() ? QVariant() : text(e.forwardedFor); }},
    {"reasons TEXT", [](const Exchange &e) { return reasons(e); }},
    {"close_cause TEXT", [](const Exchange &e) { return named(e.cause); }},
};

} // namespace

std::span<const Column<ConnectionRecord>> connectionColumns()
{
    return ofConnections;
}

std::span<const Column<Exchange>> exchangeColumns()
{
    return ofExchanges;
}

} // namespace store
