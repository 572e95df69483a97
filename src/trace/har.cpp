// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "trace/har.h"

#include "trace/harfields.h"
#include "trace/harmessage.h"
#include "trace/jsonline.h"
#include "trace/milliseconds.h"
#include "trace/words.h"

#include <QDateTime>

#include <algorithm>

namespace trace {

namespace {

QByteArray isoTime(qint64 ms)
{
    return QDateTime::fromMSecsSinceEpoch(ms, Qt::UTC).toString(Qt::ISODateWithMs).toLatin1();
}

/// Between two stamps; 0 unless both have happened in that order.
qint64 span(SteadyNs from, SteadyNs until)
{
    return from > 0 && until > from ? until - from : 0;
}

/// The phases of an entry in ns; -1: not measured, or not on this request.
struct Phases
{
    qint64 blocked = -1;
    qint64 connect = -1;
    qint64 send = 0;
    qint64 wait = 0;
    qint64 receive = 0;

    [[nodiscard]] qint64 sum() const
    {
        return std::max<qint64>(0, blocked) + std::max<qint64>(0, connect) + send + wait + receive;
    }
};

Phases phasesOf(const Exchange &e, const ConnectionRecord *connection)
{
    const Timings &t = e.timings;
    Phases phases;
    const SteadyNs requested = std::max({t.firstByte, t.headComplete, t.requestComplete});
    const SteadyNs sending = t.firstSent > 0 ? t.firstSent : t.responseStart;
    phases.send = span(t.firstByte, requested);
    // An answer that came before the request was whole has waited for nothing.
    phases.wait = std::max<qint64>(0, span(requested, sending) - e.extras->blockedNs);
    phases.receive = span(std::max(sending, t.firstByte), t.finished);
    if (e.extras->blockedNs > 0)
        phases.blocked = e.extras->blockedNs;
    if (e.ordinal != 1 || !connection)
        return phases;
    if (connection->acceptWaitNs >= 0)
        phases.blocked = std::max<qint64>(0, phases.blocked) + connection->acceptWaitNs;
    if (connection->tcp && connection->tcp->rttUs >= 0)
        phases.connect = connection->tcp->rttUs * 1000;
    return phases;
}

QByteArray phase(qint64 ns)
{
    return ns < 0 ? QByteArray("-1") : milliseconds(ns);
}

void writeTimings(JsonWriter &json, const Phases &phases)
{
    json.begin("timings", '{');
    json.raw("blocked", phase(phases.blocked));
    json.raw("dns", "-1");
    json.raw("connect", phase(phases.connect));
    json.raw("ssl", "-1");
    json.raw("send", phase(phases.send));
    json.raw("wait", phase(phases.wait));
    json.raw("receive", phase(phases.receive));
    json.end('}');
}

template <typename T, typename Value, size_t count>
void writeMembers(JsonWriter &json, const T &record, const har::Member<T, Value> (&members)[count])
{
    const T plain{};
    for (const auto &member : members) {
        if (record.*member.value != plain.*member.value)
            json.number(member.name, qint64(record.*member.value));
    }
}

void writeEndpoint(JsonWriter &json, const char *name, const Endpoint &end)
{
    json.begin(name, '{');
    json.text("address", end.address);
    json.number("port", end.port);
    json.end('}');
}

void writeTcp(JsonWriter &json, const std::optional<TcpInfo> &tcp)
{
    if (!tcp)
        return;
    json.begin("_tcp", '{');
    writeMembers(json, *tcp, har::tcpNumbers);
    json.end('}');
}

void writeTransfers(JsonWriter &json, const Transfers &transfers)
{
    if (transfers.empty())
        return;
    json.begin("_transfers", '[');
    for (const Transfer &transfer : transfers) {
        json.begin('{');
        json.text("kind", word(transfer.kind));
        json.number("at", transfer.at);
        json.number("bytes", transfer.bytes);
        json.number("turns", transfer.turns);
        json.end('}');
    }
    json.end(']');
}

void writeHolds(JsonWriter &json, const std::vector<Hold> &holds)
{
    if (holds.empty())
        return;
    json.begin("_holds", '[');
    for (const Hold &hold : holds) {
        json.begin('{');
        json.number("from", hold.from);
        json.number("until", hold.until);
        json.end('}');
    }
    json.end(']');
}

/// Where method, target and line are, when that is not plain from the head.
void writeSpans(JsonWriter &json, const Exchange &e)
{
    const Exchange plain = [&e] {
        Exchange bare;
        bare.requestHead = e.requestHead;
        return har::withPlainSpans(bare);
    }();
    if (plain.method == e.method && plain.target == e.target && plain.requestLine == e.requestLine)
        return;
    json.begin("_spans", '[');
    for (const http::Span span : {e.method, e.target, e.requestLine}) {
        json.value(span.offset);
        json.value(span.length);
    }
    json.end(']');
}

void writeConnection(JsonWriter &json, const ConnectionRecord &c)
{
    json.begin("_connection", '{');
    json.number("loop", c.loop);
    writeEndpoint(json, "client", c.client);
    writeEndpoint(json, "server", c.server);
    json.text("state", word(c.state));
    json.text("cause", word(c.cause));
    writeMembers(json, c, har::connectionNumbers);
    writeMembers(json, c, har::connectionCounts);
    writeTcp(json, c.tcp);
    json.end('}');
}

void writeVerdict(JsonWriter &json, const Exchange &e)
{
    json.text("_outcome", word(e.outcome));
    json.text("_closeCause", word(e.cause));
    json.text("_persistence", e.persistence == http::Persistence::KeepAlive ? "keep-alive" : "close");
    if (e.fault != http::Fault::None)
        json.text("_fault", word(e.fault));
    if (e.faultOffset >= 0)
        json.number("_faultOffset", e.faultOffset);
    if (!e.extras->why.isEmpty())
        json.text("_why", e.extras->why.toUtf8());
    if (!e.extras->reasons.empty()) {
        QByteArray reasons;
        appendReasons(reasons, e.extras->reasons);
        json.raw("_reasons", reasons);
    }
    if (!e.contentType.isEmpty())
        json.text("_contentType", e.contentType);
    if (!e.extras->forwardedFor.isEmpty())
        json.text("_forwardedFor", e.extras->forwardedFor);
    if (!e.diskPath.isEmpty())
        json.text("_diskPath", e.diskPath.toUtf8());
}

void writeExtras(JsonWriter &json, const Exchange &e, const ConnectionRecord *connection)
{
    json.number("_exchange", qint64(e.id));
    json.number("_requestIndex", e.ordinal);
    writeEndpoint(json, "_peer", e.client);
    writeVerdict(json, e);
    json.begin("_stamps", '{');
    writeMembers(json, e.timings, har::stamps);
    json.end('}');
    writeMembers(json, e, har::exchangeNumbers);
    writeMembers(json, *e.extras, har::extraNumbers);
    writeSpans(json, e);
    writeTransfers(json, e.extras->transfers);
    writeHolds(json, e.extras->holds);
    writeTcp(json, e.extras->tcp);
    if (connection)
        writeConnection(json, *connection);
}

} // namespace

QByteArray harEntry(const Exchange &exchange, const ConnectionRecord *connection,
                    const ExportOptions &options)
{
    QByteArray out;
    JsonWriter json(out);
    const Phases phases = phasesOf(exchange, connection);
    json.begin('{');
    json.text("startedDateTime", isoTime(exchange.startedMs));
    json.raw("time", milliseconds(phases.sum()));
    har::writeRequest(json, exchange, connection, options);
    har::writeResponse(json, exchange, options);
    json.raw("cache", "{}");
    writeTimings(json, phases);
    if (connection && !connection->server.address.isEmpty())
        json.text("serverIPAddress", connection->server.address);
    json.text("connection", QByteArray::number(exchange.connection));
    json.text("comment", sentence(exchange).toUtf8());
    writeExtras(json, exchange, connection);
    json.end('}');
    return out;
}

HarExporter::HarExporter(QIODevice &device, ExportOptions options)
    : Exporter(device, std::move(options))
{
}

Written HarExporter::writeStart()
{
    QByteArray out;
    JsonWriter json(out);
    json.begin('{');
    json.begin("log", '{');
    json.text("version", "1.2");
    json.begin("creator", '{');
    json.text("name", "Porthole");
    json.text("version", PORTHOLE_VERSION);
    json.end('}');
    json.text(
        "comment",
        "Seen by the server: \"receive\" lasts until the kernel had taken the last byte of the response. "
            + remark().toUtf8());
    json.begin("entries", '[');
    return write(out);
}

Written HarExporter::writeExchange(const Exchange &exchange, const ConnectionRecord *connection)
{
    const QByteArray separator = m_isFirst ? "\n" : ",\n";
    m_isFirst = false;
    return write(separator + harEntry(exchange, connection, options()));
}

Written HarExporter::writeEnd()
{
    return write("\n]}}\n");
}

} // namespace trace
