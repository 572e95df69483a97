// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "trace/pcapng.h"

#include "trace/body.h"
#include "trace/escape.h"
#include "trace/milliseconds.h"
#include "trace/pcapngblock.h"
#include "trace/wire.h"

#include <QCoreApplication>
#include <QSysInfo>

namespace trace {

namespace {

using pcapng::append;
using pcapng::appendNumberOption;
using pcapng::appendOption;
using pcapng::block;

/// "#17 GET /a → 200, 12345 bytes, first byte after 3.1 ms, connection 4, request 3".
QByteArray commentOn(const Exchange &e)
{
    QByteArray line = '#' + QByteArray::number(e.id) + ' ';
    appendReadable(line, e.methodText());
    line += ' ';
    appendReadable(line, e.targetText());
    line += " → " + (e.status > 0 ? QByteArray::number(e.status) : QByteArray("no answer"));
    line += ", " + QByteArray::number(e.bodySent) + " bytes";
    if (e.timings.firstSent > e.timings.firstByte)
        line += ", first byte after " + milliseconds(e.timings.firstSent - e.timings.firstByte) + " ms";
    line += ", connection " + QByteArray::number(e.connection) + ", request " + QByteArray::number(e.ordinal);
    if (e.outcome != Outcome::Complete)
        line += ", " + sentence(e).toUtf8();
    return line;
}

/// How a connection ended, as far as the record tells. Of what it does not tell, only the side that closed is
/// seen to close.
struct Ending
{
    SteadyNs clientFin = 0;
    SteadyNs serverFin = 0;
    SteadyNs clientReset = 0;
    SteadyNs closed = 0;
};

Ending endingOf(CloseCause cause, SteadyNs closed, SteadyNs clientFin, SteadyNs serverFin)
{
    Ending ending{clientFin, serverFin, 0, closed};
    if (cause == CloseCause::Open || closed == 0)
        return ending;
    if (cause == CloseCause::ClientReset)
        ending.clientReset = closed;
    else if (cause == CloseCause::ClientFin && clientFin == 0)
        ending.clientFin = closed;
    if (cause != CloseCause::ClientReset && serverFin == 0)
        ending.serverFin = closed;
    return ending;
}

/// What is behind the known bytes of a segment, read from its file as long as that is unchanged.
QByteArray payload(const Segment &segment)
{
    if (segment.diskPath.isEmpty())
        return segment.bytes;
    Exchange source;
    source.diskPath = segment.diskPath;
    source.fileOffset = segment.fileOffset;
    source.fileSize = segment.fileSize;
    source.fileModifiedNs = segment.fileModifiedNs;
    source.bodySent = qint64(segment.length) - segment.bytes.size();
    return segment.bytes + responseContent(source, 0, source.bodySent).value_or(QByteArray());
}

Written failure(const SegmentSorter &sorter)
{
    return tl::unexpected(
        QCoreApplication::translate("trace", "The packets cannot be sorted on the disk: %1.")
            .arg(sorter.errorString()));
}

} // namespace

PcapngExporter::PcapngExporter(QIODevice &device, ExportOptions options)
    : Exporter(device, std::move(options))
{
}

Written PcapngExporter::writeStart()
{
    QByteArray section;
    append(section, quint32(0x1A2B3C4D));
    append(section, quint16(1));
    append(section, quint16(0));
    append(section, qint64(-1));
    appendOption(section, 3, QSysInfo::prettyProductName().toUtf8());
    appendOption(section, 4, "Porthole " PORTHOLE_VERSION);
    appendOption(section, 1,
                 "The headers of IP and TCP are made up; addresses, ports, times and bytes are real. "
                     + remark().toUtf8());
    appendOption(section, 0, {});

    QByteArray interface;
    append(interface, quint16(101)); // LINKTYPE_RAW: IPv4 or IPv6, as the first nibble says
    append(interface, quint16(0));
    append(interface, quint32(0));
    appendOption(interface, 2, "porthole");
    appendOption(interface, 3, "HTTP connections as the server saw them");
    appendNumberOption(interface, 9, quint8(9)); // times in ns
    appendOption(interface, 0, {});
    return write(block(pcapng::Type::Section, section) + block(pcapng::Type::Interface, interface));
}

Written PcapngExporter::writeExchange(const Exchange &exchange, const ConnectionRecord *connection)
{
    if (!m_clock)
        m_clock = exchange.startedMs * 1'000'000 - exchange.timings.firstByte;
    if (!addLifetime(exchange, connection))
        return failure(m_segments);
    std::vector<Segment> segments = wireSegments(exchange, options().withBodies);
    if (!segments.empty() && segments.front().kind == Segment::Kind::FromClient)
        segments.front().comment = commentOn(exchange);
    for (Segment &segment : segments) {
        segment.at += *m_clock;
        if (!m_segments.add(segment))
            return failure(m_segments);
    }
    return {};
}

/// The beginning and the end of a connection, with the first of its exchanges that comes.
bool PcapngExporter::addLifetime(const Exchange &exchange, const ConnectionRecord *connection)
{
    if (m_known.contains(exchange.connection))
        return true;
    m_known.insert(exchange.connection);
    ConnectionRecord lifetime;
    lifetime.accepted = exchange.timings.firstByte;
    if (connection)
        lifetime = *connection;
    Segment opened;
    opened.connection = exchange.connection;
    opened.client = exchange.client;
    opened.server = lifetime.server;
    opened.at = *m_clock + std::min(lifetime.accepted, exchange.timings.firstByte);
    bool isWell = m_segments.add(opened);
    const Ending ending = endingOf(lifetime.cause, lifetime.closed, lifetime.clientFin, lifetime.serverFin);
    const auto add = [&](Segment::Kind kind, SteadyNs at) {
        Segment segment;
        segment.connection = exchange.connection;
        segment.kind = kind;
        segment.at = *m_clock + at;
        isWell = isWell && (at == 0 || m_segments.add(segment));
    };
    add(Segment::Kind::ClientFin, ending.clientFin);
    add(Segment::Kind::ServerFin, ending.serverFin);
    add(Segment::Kind::ClientReset, ending.clientReset);
    add(Segment::Kind::Closed, ending.closed);
    return isWell;
}

void PcapngExporter::play(const Segment &segment, std::vector<Packet> &packets)
{
    if (segment.kind == Segment::Kind::Opened) {
        TcpFlow flow(segment.client, segment.server);
        flow.open(packets, segment.at);
        m_flows.insert(segment.connection, flow);
        return;
    }
    const auto flow = m_flows.find(segment.connection);
    if (flow == m_flows.end()) {
        ++m_late;
        return;
    }
    switch (segment.kind) {
    case Segment::Kind::FromClient:
    case Segment::Kind::FromServer:
        if (!flow->send(packets, segment, payload(segment)))
            ++m_late;
        break;
    case Segment::Kind::ClientFin:
    case Segment::Kind::ServerFin:
        flow->finish(packets, segment.at, segment.kind == Segment::Kind::ClientFin);
        break;
    case Segment::Kind::ClientReset: flow->reset(packets, segment.at); break;
    default: m_flows.erase(flow);
    }
}

Written PcapngExporter::writePacket(const Packet &packet)
{
    m_first = m_packets == 0 ? packet.at : m_first;
    m_last = packet.at;
    ++m_packets;
    QByteArray body;
    append(body, quint32(0));
    pcapng::appendTime(body, packet.at);
    append(body, quint32(packet.bytes.size()));
    append(body, packet.length);
    body += packet.bytes;
    pcapng::pad(body);
    appendNumberOption(body, 2, quint32(packet.fromClient ? 1 : 2)); // inbound, outbound
    if (!packet.comment.isEmpty())
        appendOption(body, 1, packet.comment);
    appendOption(body, 0, {});
    return write(block(pcapng::Type::Packet, body));
}

Written PcapngExporter::writeEnd()
{
    std::vector<Packet> packets;
    while (const auto segment = m_segments.next()) {
        packets.clear();
        play(*segment, packets);
        for (const Packet &packet : packets) {
            if (auto written = writePacket(packet); !written)
                return written;
        }
    }
    if (!m_segments.errorString().isEmpty())
        return failure(m_segments);
    QByteArray statistics;
    append(statistics, quint32(0));
    pcapng::appendTime(statistics, m_last);
    for (const auto &[code, at] : {std::pair<quint16, qint64>(2, m_first), {3, m_last}}) {
        QByteArray time;
        pcapng::appendTime(time, at);
        appendOption(statistics, code, time);
    }
    appendNumberOption(statistics, 4, m_packets);
    appendNumberOption(statistics, 5, options().evicted + m_late);
    appendOption(statistics, 0, {});
    return write(block(pcapng::Type::Statistics, statistics));
}

} // namespace trace
