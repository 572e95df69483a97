// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "trace/exporter.h"

#include <QBuffer>

/// Records for tests of exporters.
namespace made {

/// A request that was understood and answered whole; the response's head is given without its blank line.
inline trace::Exchange exchange(const QByteArray &requestLine,
                                const QByteArray &requestFields = "Host: a.test\r\n",
                                const QByteArray &responseHead = "HTTP/1.1 200 OK\r\n",
                                const QByteArray &body = {})
{
    trace::Exchange e;
    e.id = 17;
    e.connection = 4;
    e.ordinal = 2;
    e.client = {"192.0.2.7", 52144};
    e.outcome = trace::Outcome::Complete;
    e.startedMs = 1'316'387'908'042; // 2011-09-18T23:18:28.042Z
    e.timings = {1'000, 2'000, 3'000, 4'000, 1'236'000, 5'000};
    e.requestHead = requestLine + "\r\n" + requestFields + "\r\n";
    const auto first = quint32(requestLine.indexOf(' '));
    const auto last = quint32(requestLine.lastIndexOf(' '));
    e.method = {0, first};
    e.target = {first + 1, last - first - 1};
    e.requestLine = {0, quint32(requestLine.size())};
    e.persistence = http::Persistence::KeepAlive;
    e.responseHead = responseHead + "\r\n";
    e.status = responseHead.mid(9, 3).toInt();
    e.contentType = "text/plain";
    e.responseBody = body;
    e.bodyLength = e.bodySent = body.size();
    e.responseBytes = e.responseHead.size() + body.size();
    return e;
}

inline trace::ConnectionRecord connection()
{
    trace::ConnectionRecord c;
    c.id = 4;
    c.client = {"192.0.2.7", 52144};
    c.server = {"192.0.2.1", 7788};
    c.state = trace::State::Closed;
    c.cause = trace::CloseCause::ClientFin;
    c.acceptedMs = 1'316'387'908'041;
    c.accepted = 500;
    c.closed = 2'000'000;
    c.requests = 2;
    return c;
}

/// What an exporter writes for these.
inline QByteArray exported(trace::ExportFormat format, const std::vector<trace::Exchange> &exchanges,
                           const trace::ConnectionRecord *connection = nullptr,
                           const trace::ExportOptions &options = {})
{
    QBuffer buffer;
    buffer.open(QIODevice::WriteOnly);
    const auto exporter = trace::makeExporter(format, buffer, options);
    trace::Written written = exporter->begin();
    for (const trace::Exchange &exchange : exchanges)
        written = written ? exporter->add(exchange, connection) : written;
    written = written ? exporter->end() : written;
    if (!written)
        qFatal("%s", qUtf8Printable(written.error()));
    return buffer.data();
}

} // namespace made
