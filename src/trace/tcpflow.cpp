// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "trace/tcpflow.h"

#include "trace/ipaddress.h"

#include <QtEndian>

namespace trace {

namespace {

enum Flag : quint8 { Fin = 1, Syn = 2, Rst = 4, Psh = 8, Ack = 16 };

/// How far a stream runs ahead before the other side is seen to acknowledge it.
constexpr quint32 mostUnacknowledged = 256 * 1024;

template <typename Integer>
void append(QByteArray &out, Integer value)
{
    const Integer big = qToBigEndian(value);
    out.append(reinterpret_cast<const char *>(&big), sizeof big);
}

/// The sum of the internet checksum (RFC 1071), not yet folded.
quint64 sum(QByteArrayView bytes, quint64 start = 0)
{
    qsizetype i = 0;
    for (; i + 1 < bytes.size(); i += 2)
        start += quint64(uchar(bytes[i])) << 8 | uchar(bytes[i + 1]);
    return i < bytes.size() ? start + (quint64(uchar(bytes[i])) << 8) : start;
}

quint16 folded(quint64 sum)
{
    while (sum >> 16)
        sum = (sum & 0xffff) + (sum >> 16);
    return quint16(~sum);
}

void putChecksum(QByteArray &bytes, qsizetype at, quint16 checksum)
{
    qToBigEndian(checksum, bytes.data() + at);
}

/// RFC 791: no options, not to be fragmented, 64 hops.
QByteArray ipv4Header(const QByteArray &from, const QByteArray &to, quint32 payload)
{
    QByteArray out;
    append(out, quint16(0x4500));
    append(out, quint16(20 + payload));
    append(out, quint32(0x00004000));
    append(out, quint32(0x40060000));
    out += from + to;
    putChecksum(out, 10, folded(sum(out)));
    return out;
}

/// RFC 8200, next header 6.
QByteArray ipv6Header(const QByteArray &from, const QByteArray &to, quint32 payload)
{
    QByteArray out;
    append(out, quint32(0x60000000));
    append(out, quint16(payload));
    append(out, quint16(0x0640));
    return out + from + to;
}

/// An IPv4 address as IPv6 (RFC 4291 §2.5.5.2).
QByteArray mapped(const QByteArray &address)
{
    return address.size() == 4 ? QByteArray(10, '\0') + QByteArray(2, '\xff') + address : address;
}

} // namespace

TcpFlow::TcpFlow(const Endpoint &client, const Endpoint &server)
{
    m_client = {ipBytes(client.address), client.port, 0, 0, false};
    m_server = {ipBytes(server.address), server.port ? server.port : quint16(80), 0, 0, false};
    // One that is not known is "any" of the other's family.
    if (m_client.address.isEmpty())
        m_client.address = QByteArray(m_server.address.size() == 16 ? 16 : 4, '\0');
    if (m_server.address.isEmpty())
        m_server.address = QByteArray(m_client.address.size(), '\0');
    if (m_client.address.size() != m_server.address.size()) {
        m_client.address = mapped(m_client.address);
        m_server.address = mapped(m_server.address);
    }
}

QByteArray TcpFlow::tcpHeader(const Side &from, const Side &to, quint8 flags) const
{
    QByteArray out;
    append(out, from.port);
    append(out, to.port);
    append(out, from.sequence);
    append(out, flags & Ack ? to.sequence : quint32(0));
    const bool syn = flags & Syn;
    out.append(char(syn ? 0x70 : 0x50)).append(char(flags));
    append(out, quint16(65535));
    append(out, quint32(0)); // checksum, to be filled in; no urgent pointer
    if (syn)
        out.append("\x02\x04\xff\xd7\x01\x03\x03\x0e", 8); // MSS 65495, window scale 14
    return out;
}

Packet TcpFlow::packet(qint64 at, bool client, quint8 flags, const QByteArray &payload, quint32 length)
{
    Side &from = side(client);
    Side &to = side(!client);
    QByteArray tcp = tcpHeader(from, to, flags);
    const auto total = quint32(tcp.size()) + length;
    QByteArray pseudo = from.address + to.address;
    append(pseudo, quint32(6));
    append(pseudo, total);
    // Of a payload that is not known no checksum can be right.
    if (quint32(payload.size()) == length)
        putChecksum(tcp, 16, folded(sum(payload, sum(tcp, sum(pseudo)))));
    Packet made;
    made.at = at;
    made.fromClient = client;
    made.bytes = from.address.size() == 4 ? ipv4Header(from.address, to.address, total)
                                          : ipv6Header(from.address, to.address, total);
    made.length = quint32(made.bytes.size()) + total;
    made.bytes += tcp + payload;
    from.sequence += length + (flags & (Syn | Fin) ? 1 : 0);
    if (flags & Ack)
        to.acknowledged = to.sequence;
    return made;
}

void TcpFlow::open(std::vector<Packet> &out, qint64 at)
{
    out.push_back(packet(at, true, Syn));
    out.push_back(packet(at, false, Syn | Ack));
    out.push_back(packet(at, true, Ack));
}

bool TcpFlow::send(std::vector<Packet> &out, const Segment &segment, const QByteArray &bytes)
{
    const bool client = segment.kind == Segment::Kind::FromClient;
    Side &from = side(client);
    if (from.finished)
        return false;
    out.push_back(packet(segment.at, client, Psh | Ack, bytes, segment.length));
    out.back().comment = segment.comment;
    if (from.sequence - from.acknowledged >= mostUnacknowledged)
        out.push_back(packet(segment.at, !client, Ack));
    return true;
}

void TcpFlow::finish(std::vector<Packet> &out, qint64 at, bool client)
{
    if (side(client).finished)
        return;
    side(client).finished = true;
    out.push_back(packet(at, client, Fin | Ack));
    out.push_back(packet(at, !client, Ack));
}

void TcpFlow::reset(std::vector<Packet> &out, qint64 at)
{
    out.push_back(packet(at, true, Rst | Ack));
    m_client.finished = m_server.finished = true;
}

} // namespace trace
