// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "trace/csv.h"

#include "trace/console.h"
#include "trace/escape.h"
#include "trace/head.h"
#include "trace/milliseconds.h"
#include "trace/words.h"

#include <QDateTime>

namespace trace {

namespace {

struct Column
{
    const char *name;
    QByteArray (*value)(const Exchange &exchange);
};

QByteArray number(qint64 value)
{
    return value < 0 ? QByteArray() : QByteArray::number(value);
}

/// Between two stamps; empty unless both have happened.
QByteArray span(SteadyNs from, SteadyNs until)
{
    return from > 0 && until >= from ? milliseconds(until - from) : QByteArray();
}

QByteArray time(const Exchange &e)
{
    return QDateTime::fromMSecsSinceEpoch(e.startedMs, Qt::UTC).toString(Qt::ISODateWithMs).toLatin1();
}

QByteArray bytes(QByteArrayView view)
{
    return view.toByteArray();
}

/// A format: columns may be added at the end, none may change its name or meaning.
constexpr Column columns[] = {
    {"exchange", [](const Exchange &e) { return QByteArray::number(e.id); }},
    {"connection", [](const Exchange &e) { return QByteArray::number(e.connection); }},
    {"request", [](const Exchange &e) { return QByteArray::number(e.ordinal); }},
    {"time", time},
    {"client", [](const Exchange &e) { return e.clientAddress(); }},
    {"port", [](const Exchange &e) { return QByteArray::number(e.client.port); }},
    {"method", [](const Exchange &e) { return bytes(e.methodText()); }},
    {"target", [](const Exchange &e) { return bytes(e.targetText()); }},
    {"received",
     [](const Exchange &e) { return e.method.length > 0 ? QByteArray() : bytes(receivedLine(e)); }},
    {"status", [](const Exchange &e) { return e.status > 0 ? number(e.status) : QByteArray(); }},
    {"type", [](const Exchange &e) { return e.contentType; }},
    {"length", [](const Exchange &e) { return number(e.bodyLength); }},
    {"sent", [](const Exchange &e) { return number(e.bodySent); }},
    {"request_body", [](const Exchange &e) { return number(e.extras->requestBodyBytes); }},
    {"outcome", [](const Exchange &e) { return bytes(word(e.outcome)); }},
    {"close_cause",
     [](const Exchange &e) { return e.cause == CloseCause::Open ? QByteArray() : bytes(word(e.cause)); }},
    {"why", [](const Exchange &e) { return e.extras->why.toUtf8(); }},
    {"duration_ms", [](const Exchange &e) { return span(e.timings.firstByte, e.timings.finished); }},
    {"receiving_ms", [](const Exchange &e) { return span(e.timings.firstByte, e.timings.requestComplete); }},
    {"first_byte_ms", [](const Exchange &e) { return span(e.timings.firstByte, e.timings.firstSent); }},
    {"sending_ms", [](const Exchange &e) { return span(e.timings.firstSent, e.timings.finished); }},
    {"disk_ms", [](const Exchange &e) { return milliseconds(e.diskNs); }},
    {"stalled_ms", [](const Exchange &e) { return milliseconds(e.extras->stalledNs); }},
    {"throttled_ms", [](const Exchange &e) { return milliseconds(e.extras->throttledNs); }},
    {"blocked_ms", [](const Exchange &e) { return milliseconds(e.extras->blockedNs); }},
    {"loop_lag_ms", [](const Exchange &e) { return milliseconds(e.loopLagNs); }},
    {"backlog_max", [](const Exchange &e) { return number(e.extras->backlogMax); }},
    {"referer", [](const Exchange &e) { return bytes(e.requestField("Referer")); }},
    {"user_agent", [](const Exchange &e) { return bytes(e.requestField("User-Agent")); }},
    {"file", [](const Exchange &e) { return e.diskPath.toUtf8(); }},
};

} // namespace

void appendCsvCell(QByteArray &out, QByteArrayView text)
{
    QByteArray cell;
    appendReadable(cell, text);
    if (!cell.isEmpty() && QByteArrayView("=+-@").contains(cell.front()))
        cell.prepend('\'');
    // A quote inside is doubled (RFC 4180 §2).
    if (cell.contains('"') || cell.contains(','))
        cell = '"' + cell.replace('"', "\"\"") + '"';
    out += cell;
}

Written CsvExporter::writeStart()
{
    m_row.clear();
    for (const Column &column : columns)
        m_row.append(column.name).append(',');
    m_row.chop(1);
    return write(m_row + "\r\n");
}

Written CsvExporter::writeExchange(const Exchange &exchange, const ConnectionRecord * /*connection*/)
{
    m_row.clear();
    for (const Column &column : columns) {
        appendCsvCell(m_row, column.value(exchange));
        m_row += ',';
    }
    m_row.chop(1);
    return write(m_row + "\r\n");
}

} // namespace trace
