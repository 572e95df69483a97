// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "trace/exporter.h"
#include "trace/tcpflow.h"

#include <QHash>
#include <QSet>

namespace trace {

/// Exports as the packets that could have carried the connections (draft-ietf-opsawg-pcapng, LINKTYPE_RAW):
/// real addresses, ports and times, one segment for each read and write, the true bytes as far as they are
/// known; headers of IP and TCP are made up. Packets stand in order of time over all connections.
class PcapngExporter : public Exporter
{
public:
    PcapngExporter(QIODevice &device, ExportOptions options);

private:
    Written writeStart() override;
    Written writeExchange(const Exchange &exchange, const ConnectionRecord *connection) override;
    Written writeEnd() override;

    [[nodiscard]] bool addLifetime(const Exchange &exchange, const ConnectionRecord *connection);
    [[nodiscard]] Written writePacket(const Packet &packet);
    void play(const Segment &segment, std::vector<Packet> &packets);

    SegmentSorter m_segments;
    QSet<quint64> m_known;           ///< connections whose beginning and end are added
    std::optional<qint64> m_clock;   ///< wall clock minus steady clock, ns; one for all, lest order changes
    QHash<quint64, TcpFlow> m_flows; ///< connections that are open where the packets are being written
    quint64 m_packets = 0;
    quint64 m_late = 0; ///< segments that came after the end of their stream
    qint64 m_first = 0;
    qint64 m_last = 0;
};

} // namespace trace
