// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "trace/segment.h"

namespace trace {

/// A packet for a file of raw IP packets.
struct Packet
{
    qint64 at = 0; ///< ns since 1970 UTC
    bool fromClient = false;
    QByteArray bytes;   ///< from the IP header on
    quint32 length = 0; ///< on the wire: more than bytes where the payload is not known
    QByteArray comment;
};

/// Both directions of one connection as the packets of TCP (RFC 9293) that could have carried them: it opens
/// with a handshake, numbers and acknowledges every byte, and ends as the connection did. A value.
class TcpFlow
{
public:
    TcpFlow(const Endpoint &client, const Endpoint &server);

    void open(std::vector<Packet> &out, qint64 at);
    /// A segment of payload; whatever of its bytes is known. False when that side has ended its stream.
    [[nodiscard]] bool send(std::vector<Packet> &out, const Segment &segment, const QByteArray &bytes);
    void finish(std::vector<Packet> &out, qint64 at, bool client);
    void reset(std::vector<Packet> &out, qint64 at);

private:
    struct Side
    {
        QByteArray address; ///< 4 or 16 bytes
        quint16 port = 0;
        quint32 sequence = 0;     ///< of its next byte
        quint32 acknowledged = 0; ///< by the other side
        bool finished = false;
    };
    [[nodiscard]] Packet packet(qint64 at, bool client, quint8 flags, const QByteArray &payload = {},
                                quint32 length = 0);
    [[nodiscard]] QByteArray tcpHeader(const Side &from, const Side &to, quint8 flags) const;
    [[nodiscard]] Side &side(bool client) { return client ? m_client : m_server; }

    Side m_client;
    Side m_server;
};

} // namespace trace
