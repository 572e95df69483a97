// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/knownrows.h"
#include "models/marks.h"
#include "trace/filter.h"

#include <limits>
#include <map>
#include <unordered_map>

/// What the lanes show, as plain data: connections in order of acceptance, each with its exchanges in order
/// of time.
namespace models {

/// One exchange on its lane. The sums run over the beads of the lane from some point on up to this one: only
/// their differences mean something, and make counting a stretch of beads cheap.
struct Bead
{
    static constexpr trace::SteadyNs running = std::numeric_limits<trace::SteadyNs>::max();

    trace::ExchangePtr record;
    trace::Sequence sequence = 0;
    trace::SteadyNs start = 0;
    trace::SteadyNs end = running;
    trace::SteadyNs reach = running; ///< the latest end of this one and of all before it
    quint32 troubles = 0;
    quint32 matching = 0;
    quint32 marked = 0;
    StatusKind kind = StatusKind::InProgress;
    bool matches = true;
    bool isMarked = false;
};

/// One connection with what is known of it.
struct Lane
{
    quint64 id = 0;
    trace::ConnectionPtr connection; ///< null when only its exchanges are known
    trace::Sequence sequence = 0;    ///< of the connection
    std::deque<Bead> beads;          ///< by start, then id
    std::deque<trace::TcpSamplePtr> samples;
    size_t judged = 0;        ///< beads at the front whose match is that of the filters set
    bool matches = true;      ///< the filter holds for its connection
    bool isForgotten = false; ///< the log has let go of its connection

    [[nodiscard]] trace::SteadyNs start() const;
    [[nodiscard]] trace::SteadyNs end() const; ///< Bead::running while it is open
    [[nodiscard]] const QByteArray &clientAddress() const;
    [[nodiscard]] QByteArray clientText() const; ///< with its port
    /// Whether it, or one of its beads, is what the filter asks for.
    [[nodiscard]] bool isWanted() const;
    /// The first bead that reaches to that moment or beyond; O(log n).
    [[nodiscard]] size_t firstReaching(trace::SteadyNs at) const;
    /// The first bead that starts at that moment or later, from that index on; O(log n).
    [[nodiscard]] size_t firstStarting(trace::SteadyNs at, size_t from = 0) const;
    /// O(log n) while ids are in the order of their starts, as they are of a server's own; else O(n).
    [[nodiscard]] std::optional<size_t> indexOf(quint64 exchange) const;

private:
    friend class LaneBook;
    [[nodiscard]] bool isOver() const { return isForgotten && beads.empty(); }
    [[nodiscard]] size_t placeOf(trace::SteadyNs start, quint64 exchange) const;
    [[nodiscard]] std::optional<size_t> find(trace::SteadyNs start, quint64 exchange) const;
    void insert(Bead bead);
    void erase(size_t place);
    void touch(size_t from, size_t until);
    size_t settle();

    size_t m_touchedFrom = 0; ///< beads whose sums are out of date: from here …
    size_t m_touchedEnd = 0;  ///< … to here, and perhaps those behind; 0: none
};

/// What one loop said, as much as the ribbon shows.
struct LoopPoint
{
    trace::SteadyNs at = 0;
    qint64 lagNs = 0;
    qint32 acceptQueue = -1;
    qint32 acceptLimit = -1;
    qint64 overflows = -1;
};
using LoopTrack = std::deque<LoopPoint>;

/// Keeps the lanes as the log changes, with its own hold on the records: paused, it stands still whatever the
/// log evicts. Lives in the window's thread.
class LaneBook
{
public:
    /// Takes what is in the log already. The log must outlive this.
    explicit LaneBook(const trace::Log &log);

    /// To be called with every change of the log.
    void logChanged(const trace::LogChange &change);
    [[nodiscard]] bool isPaused() const { return m_paused; }
    void setPaused(bool paused);

    /// Which beads and lanes match, and which are to stand out. Takes effect by judge().
    void setFilter(const trace::Filter &filter);
    void setHighlight(const trace::Filter &filter);
    [[nodiscard]] bool hasFilter() const { return !m_filter.isEmpty(); }
    /// Looks at so many beads at most with new filters; true when there are more to look at.
    bool judge(size_t most);

    /// By id, which is the order of acceptance. Pointers to lanes hold until the next change that is taken.
    [[nodiscard]] const std::vector<std::unique_ptr<Lane>> &lanes() const { return m_lanes; }
    [[nodiscard]] const Lane *find(quint64 connection) const { return known(connection); }
    [[nodiscard]] const std::map<int, LoopTrack> &loops() const { return m_loops; }
    /// How many beads were looked at so far to keep the sums: the cost of following, in beads.
    [[nodiscard]] quint64 settled() const { return m_settled; }

    /// From the first acceptance known to the last stamp seen; both 0 when nothing is known.
    [[nodiscard]] trace::TimeSpan extent() const;
    /// What to add to steady time for ns since 1970 UTC.
    [[nodiscard]] qint64 wallOffset() const { return m_wallOffset; }

private:
    void catchUp();
    void take(const trace::ConnectionPtr &connection, trace::Sequence sequence);
    void take(const trace::ExchangePtr &exchange, trace::Sequence sequence);
    void take(const trace::LoopSample &sample);
    void take(const trace::TcpSamplePtr &sample);
    void takeSamples();
    [[nodiscard]] bool release(const trace::ConnectionRecord &connection); ///< whether its lane is over
    [[nodiscard]] bool release(const trace::Exchange &exchange);           ///< the same
    void judge(Bead &bead) const;
    void judgeAgain();
    void letGo();
    void touch(Lane &lane, size_t from, size_t until);
    void settle();
    [[nodiscard]] std::optional<size_t> find(const Lane &lane, const trace::Exchange &exchange) const;
    void saw(trace::SteadyNs at) { m_latest = std::max(m_latest, at); }
    Lane &lane(quint64 connection);
    [[nodiscard]] std::vector<std::unique_ptr<Lane>>::iterator placeOf(quint64 connection);
    [[nodiscard]] Lane *known(quint64 connection) const;

    const trace::Log *m_log;
    KnownRows<trace::ConnectionRecord> m_connections;
    KnownRows<trace::Exchange> m_exchanges;
    std::vector<trace::Sequence> m_changedConnections; ///< since the last catchUp()
    std::vector<trace::Sequence> m_changedExchanges;
    trace::Sequence m_connectionsEnd = 0;
    trace::Sequence m_exchangesEnd = 0;
    size_t m_newLoopSamples = 0;
    size_t m_newTcpSamples = 0;
    bool m_paused = false;

    std::vector<std::unique_ptr<Lane>> m_lanes;
    /// Where the beads that run begin, by exchange: what replaces one may know more stamps, and begin
    /// earlier.
    std::unordered_map<quint64, trace::SteadyNs> m_running;
    std::vector<quint64> m_touched; ///< lanes with sums that are out of date; may name one twice
    quint64 m_settled = 0;
    std::map<int, LoopTrack> m_loops;
    std::deque<quint64> m_sampled; ///< connections of the TCP samples kept, oldest first
    trace::Filter m_filter;
    trace::Filter m_highlight;
    trace::SteadyNs m_latest = 0;
    qint64 m_wallOffset = 0;
};

} // namespace models
