// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/lanebook.h"

#include <iterator>

namespace models {

namespace {

constexpr qint64 nsPerMs = 1'000'000;

/// Sorted, unique, and none of those that are new anyway.
std::vector<trace::Sequence> tidied(std::vector<trace::Sequence> list, trace::Sequence end)
{
    std::sort(list.begin(), list.end());
    list.erase(std::unique(list.begin(), list.end()), list.end());
    list.erase(std::lower_bound(list.begin(), list.end(), end), list.end());
    return list;
}

trace::SteadyNs startOf(const trace::Exchange &exchange)
{
    const trace::Timings &timings = exchange.timings;
    for (const trace::SteadyNs stamp : {timings.firstByte, timings.headComplete, timings.requestComplete,
                                        timings.responseStart, timings.firstSent})
        if (stamp > 0)
            return stamp;
    return timings.finished;
}

trace::SteadyNs endOf(const trace::Exchange &exchange, trace::SteadyNs start)
{
    if (exchange.timings.finished > 0)
        return std::max(exchange.timings.finished, start);
    return exchange.outcome == trace::Outcome::InProgress ? Bead::running : start;
}

} // namespace

LaneBook::LaneBook(const trace::Log &log)
    : m_log(&log)
    , m_newLoopSamples(log.loopSamples().size())
    , m_newTcpSamples(log.tcpSamples().size())
{
    catchUp();
}

void LaneBook::logChanged(const trace::LogChange &change)
{
    const auto add = [](std::vector<trace::Sequence> &list, const std::vector<trace::Sequence> &more) {
        list.insert(list.end(), more.begin(), more.end());
    };
    add(m_changedConnections, change.connections.changed);
    add(m_changedExchanges, change.exchanges.changed);
    m_newLoopSamples += change.loopSamples;
    m_newTcpSamples += change.tcpSamples;
    if (!m_paused)
        catchUp();
}

void LaneBook::setPaused(bool paused)
{
    m_paused = paused;
    if (!paused)
        catchUp();
}

void LaneBook::catchUp()
{
    const auto follow
        = [this](auto &known, const auto &rows, std::vector<trace::Sequence> &changed, trace::Sequence &end) {
              const auto behind = tidied(std::exchange(changed, {}), end);
              const trace::Sequence fresh = std::exchange(end, rows.end());
              // What was replaced is not needed: a bead holds its own record.
              static_cast<void>(known.take(rows, behind, fresh));
              for (const trace::Sequence sequence : behind)
                  if (const auto &record = known.at(sequence))
                      take(record, sequence);
              for (auto row = known.from(fresh); row != known.end(); ++row)
                  take(row->record, row->sequence);
          };
    follow(m_connections, m_log->connections(), m_changedConnections, m_connectionsEnd);
    follow(m_exchanges, m_log->exchanges(), m_changedExchanges, m_exchangesEnd);
    takeSamples();
    letGo();
    settle();
}

/// What the log has let go of.
void LaneBook::letGo()
{
    std::vector<trace::ConnectionPtr> connections;
    std::vector<trace::ExchangePtr> exchanges;
    m_connections.forgetBelow(m_log->connections().first(), connections);
    m_exchanges.forgetBelow(m_log->exchanges().first(), exchanges);
    std::vector<quint64> over;
    for (const auto &exchange : exchanges)
        if (release(*exchange))
            over.push_back(exchange->connection);
    for (const auto &connection : connections)
        if (release(*connection))
            over.push_back(connection->id);
    if (over.empty())
        return;
    // Mostly the oldest end first, and lanes are many: none is looked at that lies outside of those.
    const auto [oldest, newest] = std::minmax_element(over.begin(), over.end());
    const auto last = placeOf(*newest + 1);
    m_lanes.erase(std::remove_if(placeOf(*oldest), last, [](const auto &lane) { return lane->isOver(); }),
                  last);
}

std::vector<std::unique_ptr<Lane>>::iterator LaneBook::placeOf(quint64 connection)
{
    return std::lower_bound(m_lanes.begin(), m_lanes.end(), connection,
                            [](const auto &each, quint64 id) { return each->id < id; });
}

void LaneBook::touch(Lane &lane, size_t from, size_t until)
{
    if (until > from) {
        lane.touch(from, until);
        m_touched.push_back(lane.id);
    }
}

/// Once for all changes to a lane, however many they are.
void LaneBook::settle()
{
    for (const quint64 id : std::exchange(m_touched, {}))
        if (Lane *lane = known(id))
            m_settled += lane->settle();
}

std::optional<size_t> LaneBook::find(const Lane &lane, const trace::Exchange &exchange) const
{
    const auto running = m_running.find(exchange.id);
    return lane.find(running != m_running.end() ? running->second : startOf(exchange), exchange.id);
}

Lane &LaneBook::lane(quint64 connection)
{
    auto place = m_lanes.end();
    if (!m_lanes.empty() && m_lanes.back()->id >= connection)
        place = placeOf(connection);
    if (place == m_lanes.end() || (*place)->id != connection) {
        place = m_lanes.insert(place, std::make_unique<Lane>());
        (*place)->id = connection;
        (*place)->isForgotten = true; // until its record comes
    }
    return **place;
}

Lane *LaneBook::known(quint64 connection) const
{
    const auto place = std::lower_bound(m_lanes.begin(), m_lanes.end(), connection,
                                        [](const auto &each, quint64 id) { return each->id < id; });
    return place != m_lanes.end() && (*place)->id == connection ? place->get() : nullptr;
}

void LaneBook::take(const trace::ConnectionPtr &connection, trace::Sequence sequence)
{
    Lane &lane = this->lane(connection->id);
    lane.connection = connection;
    lane.sequence = sequence;
    lane.isForgotten = false;
    lane.matches = m_filter.matches(*connection);
    if (connection->acceptedMs > 0)
        m_wallOffset = connection->acceptedMs * nsPerMs - connection->accepted;
    saw(std::max(
        {connection->accepted, connection->stateSince, connection->lastActivity, connection->closed}));
}

void LaneBook::take(const trace::ExchangePtr &exchange, trace::Sequence sequence)
{
    Lane &lane = this->lane(exchange->connection);
    Bead bead;
    bead.record = exchange;
    bead.sequence = sequence;
    bead.start = startOf(*exchange);
    bead.end = endOf(*exchange, bead.start);
    bead.kind = statusKind(*exchange);
    judge(bead);
    saw(bead.end == Bead::running ? bead.start : bead.end);
    if (m_wallOffset == 0 && exchange->startedMs > 0)
        m_wallOffset = exchange->startedMs * nsPerMs - exchange->timings.firstByte;

    const auto place = find(lane, *exchange);
    if (bead.end == Bead::running)
        m_running[exchange->id] = bead.start;
    else
        m_running.erase(exchange->id);
    m_touched.push_back(lane.id);
    if (place && lane.beads[*place].start == bead.start) {
        lane.beads[*place] = std::move(bead);
        lane.touch(*place, *place + 1);
        return;
    }
    if (place)
        lane.erase(*place);
    lane.insert(std::move(bead));
}

bool LaneBook::release(const trace::ConnectionRecord &connection)
{
    Lane *lane = known(connection.id);
    if (lane && lane->sequence < m_connections.first())
        lane->isForgotten = true;
    return lane && lane->isOver();
}

/// A bead that came back as a newer row stays.
bool LaneBook::release(const trace::Exchange &exchange)
{
    Lane *lane = known(exchange.connection);
    const auto place = lane ? find(*lane, exchange) : std::nullopt;
    if (!place || lane->beads[*place].sequence >= m_exchanges.first())
        return false;
    m_running.erase(exchange.id);
    lane->erase(*place);
    m_touched.push_back(lane->id);
    return lane->isOver();
}

void LaneBook::takeSamples()
{
    const auto newest = [](const auto &samples, size_t &count) {
        return samples.end() - std::ptrdiff_t(std::min(std::exchange(count, 0), samples.size()));
    };
    const auto &loops = m_log->loopSamples();
    for (auto sample = newest(loops, m_newLoopSamples); sample != loops.end(); ++sample)
        take(**sample);
    const auto &tcp = m_log->tcpSamples();
    for (auto sample = newest(tcp, m_newTcpSamples); sample != tcp.end(); ++sample)
        take(*sample);
    if (loops.empty())
        m_loops.clear();
}

void LaneBook::take(const trace::LoopSample &sample)
{
    LoopTrack &track = m_loops[sample.loop];
    if (!track.empty() && track.back().at > sample.at)
        return; // of another run, or a clock that went back: nothing that could be drawn
    track.push_back({sample.at, sample.lagNs, sample.acceptQueue, sample.acceptLimit, sample.overflows});
    if (track.size() > trace::Log::mostSamples)
        track.pop_front();
    saw(sample.at);
}

void LaneBook::take(const trace::TcpSamplePtr &sample)
{
    Lane *lane = known(sample->connection);
    if (!lane)
        return;
    lane->samples.push_back(sample);
    m_sampled.push_back(sample->connection);
    if (m_sampled.size() <= trace::Log::mostSamples)
        return;
    Lane *oldest = known(m_sampled.front());
    m_sampled.pop_front();
    if (oldest && !oldest->samples.empty()) // else its lane was forgotten meanwhile
        oldest->samples.pop_front();
}

void LaneBook::judge(Bead &bead) const
{
    bead.matches = m_filter.isEmpty() || m_filter.matches(*bead.record);
    bead.isMarked = !m_highlight.isEmpty() && m_highlight.matches(*bead.record);
}

void LaneBook::judgeAgain()
{
    for (const auto &lane : m_lanes) {
        lane->judged = 0;
        lane->matches = !lane->connection || m_filter.matches(*lane->connection);
    }
}

void LaneBook::setFilter(const trace::Filter &filter)
{
    m_filter = filter;
    judgeAgain();
}

void LaneBook::setHighlight(const trace::Filter &filter)
{
    m_highlight = filter;
    judgeAgain();
}

bool LaneBook::judge(size_t most)
{
    for (const auto &lane : m_lanes) {
        const size_t from = lane->judged;
        for (; lane->judged < lane->beads.size() && most > 0; --most)
            judge(lane->beads[lane->judged++]);
        touch(*lane, from, lane->judged);
        settle();
        if (lane->judged < lane->beads.size())
            return true;
    }
    return false;
}

trace::TimeSpan LaneBook::extent() const
{
    const auto first
        = std::find_if(m_lanes.begin(), m_lanes.end(), [](const auto &lane) { return lane->start() > 0; });
    if (first == m_lanes.end())
        return {m_latest, m_latest};
    return {std::min((*first)->start(), m_latest), m_latest};
}

} // namespace models
