// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/laneitems.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace models {

namespace {

constexpr double margin = 64; ///< pixels beside the axis at which what goes on is cut off
constexpr quint8 mostLevels = 3;
constexpr double endSpace = 3;                ///< pixels between the last exchange and the mark of the end
constexpr double tickSpace = 6;               ///< pixels: ticks of a kind that are closer are one
constexpr double leastTicked = 3 * beadWidth; ///< pixels: a shorter exchange has no room for ticks

/// Collects the items of one lane.
class Tracer
{
public:
    Tracer(const Lane &lane, const TimeAxis &axis, trace::SteadyNs now, std::vector<LaneItem> &items,
           double mark)
        : m_lane(lane)
        , m_axis(axis)
        , m_now(now)
        , m_end(std::min(lane.end(), std::max(now, lane.start())))
        , m_items(items)
        , m_mark(mark)
    {
    }

    void trace();

private:
    [[nodiscard]] LaneItem item(LaneShape shape, trace::SteadyNs from, trace::SteadyNs until) const;
    [[nodiscard]] bool isSeen(const LaneItem &item) const;
    void add(const LaneItem &item);
    void addBeads();
    size_t addRun(size_t first);
    void addPhases(size_t index, trace::SteadyNs free);
    [[nodiscard]] quint8 levelOf(size_t index) const;
    void addBlocked(size_t first, size_t end, trace::SteadyNs until);
    void addOwnPhases(size_t index, trace::SteadyNs from);
    [[nodiscard]] size_t queueEnd(size_t first, trace::SteadyNs free) const;
    void addQueue(size_t first, size_t end, trace::SteadyNs free);
    LaneItem joined(LaneShape shape, size_t first, size_t end) const;
    void addHolds(size_t index);
    void addGap(trace::SteadyNs from, trace::SteadyNs until, bool beforeFirst);
    void addTail(trace::SteadyNs from);
    void addSamples();
    void addEnd();
    void addTicks(const Bead &bead, size_t index);
    void addTick(const trace::Transfer &transfer, const Bead &bead, size_t index, size_t firstOfBead);
    [[nodiscard]] trace::SteadyNs endOf(const Bead &bead) const { return std::min(bead.end, m_now); }

    const Lane &m_lane;
    const TimeAxis &m_axis;
    trace::SteadyNs m_now;
    trace::SteadyNs m_end; ///< of the lane, as far as it is known
    std::vector<LaneItem> &m_items;
    std::vector<LaneItem> m_ticks; ///< they belong on top
    double m_mark;
};

LaneItem Tracer::item(LaneShape shape, trace::SteadyNs from, trace::SteadyNs until) const
{
    LaneItem item;
    item.shape = shape;
    item.from = from;
    item.until = std::max(from, until);
    item.x0 = std::clamp(m_axis.x(item.from), -margin, m_axis.width() + margin);
    item.x1 = std::clamp(m_axis.x(item.until), -margin, m_axis.width() + margin);
    return item;
}

bool Tracer::isSeen(const LaneItem &item) const
{
    return item.x1 > -margin && item.x0 < m_axis.width() + margin;
}

void Tracer::add(const LaneItem &item)
{
    if (isSeen(item))
        m_items.push_back(item);
}

void Tracer::trace()
{
    const trace::SteadyNs start = m_lane.start();
    const auto &connection = m_lane.connection;
    if (connection && connection->acceptWaitNs > 0)
        add(item(LaneShape::AcceptWait, start - connection->acceptWaitNs, start));
    if (m_axis.x(start) > m_axis.width() + margin || m_axis.x(m_end) < -margin)
        return;
    addBeads();
    addSamples();
    addEnd();
    m_items.insert(m_items.end(), m_ticks.begin(), m_ticks.end());
}

/// Beads from left to right with what lies between them.
void Tracer::addBeads()
{
    const auto &beads = m_lane.beads;
    size_t i = m_lane.firstReaching(m_axis.at(-margin));
    trace::SteadyNs free = i > 0 ? beads[i - 1].reach : m_lane.start();
    while (i < beads.size() && m_axis.x(beads[i].start) < m_axis.width() + margin) {
        if (beads[i].start > free)
            addGap(free, beads[i].start, i == 0);
        size_t next = i + 1;
        if (m_axis.x(endOf(beads[i])) - m_axis.x(beads[i].start) < beadWidth)
            next = addRun(i);
        else if (const size_t end = queueEnd(i, free); end - i > mostLevels)
            addQueue(i, next = end, free);
        else
            addPhases(i, free);
        free = std::max(free, std::min(beads[next - 1].reach, m_now));
        i = next;
    }
    if (i == beads.size())
        addTail(beads.empty() ? m_lane.start() : std::max(free, m_lane.start()));
    else if (beads[i].start > free)
        addGap(free, beads[i].start, i == 0);
}

/// One short exchange or the run that begins with it; returns the one behind. A run ends before one that is
/// long enough to be seen by itself.
size_t Tracer::addRun(size_t first)
{
    const auto &beads = m_lane.beads;
    const Bead &bead = beads[first];
    size_t next = m_lane.firstStarting(m_axis.at(m_axis.x(bead.start) + beadWidth), first + 1);
    // Only the last of them can reach out of so narrow a run and still be answered after the others.
    if (next - first > 1 && m_axis.x(endOf(beads[next - 1])) - m_axis.x(beads[next - 1].start) >= beadWidth)
        --next;
    add(joined(next - first > 1 ? LaneShape::Run : LaneShape::Bead, first, next));
    return next;
}

/// What can be said of several neighbours at once, from the first one's start to the last one's end.
LaneItem Tracer::joined(LaneShape shape, size_t first, size_t end) const
{
    const auto &beads = m_lane.beads;
    const Bead &bead = beads[first];
    const Bead &last = beads[end - 1];
    LaneItem all = item(shape, bead.start, std::max(endOf(bead), endOf(last)));
    all.bead = first;
    all.count = quint32(end - first);
    all.troubles = last.troubles - bead.troubles + (isTrouble(bead.kind) ? 1 : 0);
    all.matches = bead.matches || last.matching != bead.matching;
    all.isMarked = bead.isMarked || last.marked != bead.marked;
    all.kind = bead.kind;
    for (size_t i = first; i < std::min(end, first + 16) && all.count > 1; ++i)
        all.kind = std::max(all.kind, beads[i].kind == StatusKind::InProgress ? all.kind : beads[i].kind);
    return all;
}

/// Where those end that wait behind others and begin within a bead's width of the first, or left of what
/// can be seen.
size_t Tracer::queueEnd(size_t first, trace::SteadyNs free) const
{
    const trace::SteadyNs start = m_lane.beads[first].start;
    if (first == 0 || free <= start)
        return first;
    return m_lane.firstStarting(std::max(m_axis.at(m_axis.x(start) + beadWidth), m_axis.at(-margin)),
                                first + 1);
}

/// Many that wait at once: one mark for all while they wait, then the phases of each that is long enough when
/// its turn has come, and a run of those that are not. Pixels bound the cost: two turns are a bead wide.
void Tracer::addQueue(size_t first, size_t end, trace::SteadyNs free)
{
    const auto &beads = m_lane.beads;
    const trace::SteadyNs now = m_now;
    addBlocked(first, end, std::min(std::max(free, beads[end - 2].reach), now));
    for (size_t i = first; i < end && free < now && m_axis.x(free) < m_axis.width() + margin;) {
        size_t next = i + 1;
        if (m_axis.x(endOf(beads[i])) - m_axis.x(free) >= beadWidth) {
            addOwnPhases(i, std::max(free, beads[i].start));
        } else {
            next = std::clamp(m_lane.firstReaching(m_axis.at(m_axis.x(free) + beadWidth)), next, end);
            LaneItem run = joined(next - i > 1 ? LaneShape::Run : LaneShape::Bead, i, next);
            const LaneItem place = item(run.shape, free, std::min(beads[next - 1].reach, now));
            run.from = place.from;
            run.until = place.until;
            run.x0 = place.x0;
            run.x1 = place.x1;
            add(run);
        }
        free = std::max(free, beads[next - 1].reach);
        i = next;
    }
}

quint8 Tracer::levelOf(size_t index) const
{
    size_t behind = index - 1; // how many are still in front of it
    while (behind > 0 && index - behind < mostLevels
           && m_lane.beads[behind - 1].reach > m_lane.beads[index].start)
        --behind;
    return quint8(index - behind);
}

void Tracer::addBlocked(size_t first, size_t end, trace::SteadyNs until)
{
    LaneItem blocked = joined(LaneShape::Blocked, first, end);
    const LaneItem place = item(LaneShape::Blocked, blocked.from, until);
    blocked.until = place.until;
    blocked.x1 = place.x1;
    blocked.level = levelOf(first);
    add(blocked);
}

/// A long exchange. free: when the exchanges before it were done.
void Tracer::addPhases(size_t index, trace::SteadyNs free)
{
    const Bead &bead = m_lane.beads[index];
    trace::SteadyNs from = bead.start;
    if (index > 0 && free > from && m_lane.beads[index - 1].reach > from) {
        addBlocked(index, index + 1, std::min(free, endOf(bead)));
        from = std::min(free, endOf(bead));
    }
    addOwnPhases(index, from);
}

/// The phases of an exchange since its turn came.
void Tracer::addOwnPhases(size_t index, trace::SteadyNs from)
{
    const Bead &bead = m_lane.beads[index];
    const trace::Timings &t = bead.record->timings;
    const trace::SteadyNs end = endOf(bead);
    const bool isSent = t.responseStart > 0
        && (t.firstSent > 0 || bead.record->responseBytes > 0 || bead.record->bodySent > 0
            || bead.end != Bead::running);
    struct Phase
    {
        LaneShape shape;
        trace::SteadyNs until; // 0: it goes on, or was never reached
    };
    const trace::SteadyNs sentFrom = t.firstSent > 0 ? t.firstSent : isSent ? t.responseStart : 0;
    const std::array<Phase, 4> phases{{{LaneShape::Head, t.headComplete},
                                       {LaneShape::Body, t.requestComplete},
                                       {LaneShape::Deciding, sentFrom},
                                       {LaneShape::Sending, 0}}};
    const bool isCutShort = bead.end != Bead::running;
    for (const Phase &phase : phases) {
        const bool isOver = phase.until > 0 && phase.until < end;
        // Broken off before the request was whole, and answered all the same: the answer began then.
        if (phase.until == 0 && isCutShort && phase.shape != LaneShape::Sending && sentFrom > from)
            continue;
        const trace::SteadyNs until = isOver ? std::max(phase.until, from) : end;
        if (until > from || !isOver) {
            LaneItem piece = item(phase.shape, from, until);
            piece.bead = index;
            piece.kind = bead.kind;
            piece.matches = bead.matches;
            piece.isMarked = bead.isMarked;
            piece.isLast = !isOver;
            add(piece);
        }
        from = std::max(from, until);
        if (!isOver)
            break;
    }
    addHolds(index);
    if (m_axis.x(end) - m_axis.x(bead.start) >= leastTicked)
        addTicks(bead, index);
}

/// When the socket was ready for it. A plain exchange keeps no list: one read and one write.
void Tracer::addTicks(const Bead &bead, size_t index)
{
    using Kind = trace::Transfer::Kind;
    const trace::Exchange &exchange = *bead.record;
    const size_t first = m_ticks.size();
    for (const trace::Transfer &transfer : exchange.extras->transfers)
        addTick(transfer, bead, index, first);
    if (!exchange.extras->transfers.empty())
        return;
    const trace::Timings &t = exchange.timings;
    const trace::SteadyNs sent
        = t.firstSent > 0 || exchange.responseBytes == 0 ? t.firstSent : t.responseStart;
    const qint64 received = exchange.requestHead.size() + exchange.extras->requestBodyBytes;
    if (t.firstByte > 0)
        addTick({t.firstByte, received, 1, Kind::Read}, bead, index, first);
    if (sent > 0)
        addTick({sent, exchange.responseBytes, 1, Kind::Write}, bead, index, first);
}

/// Joined with the last of its kind when that is too close, within the exchange.
void Tracer::addTick(const trace::Transfer &transfer, const Bead &bead, size_t index, size_t firstOfBead)
{
    LaneItem tick = item(LaneShape::Ready, transfer.at, transfer.at);
    if (!isSeen(tick))
        return;
    const auto near = std::find_if(
        m_ticks.rbegin(), m_ticks.rend() - std::ptrdiff_t(firstOfBead), [&](const LaneItem &each) {
            return each.transfer.kind == transfer.kind && std::abs(each.x0 - tick.x0) < tickSpace;
        });
    if (near != m_ticks.rend() - std::ptrdiff_t(firstOfBead)) {
        near->transfer.turns += transfer.turns;
        near->transfer.bytes = transfer.kind == trace::Transfer::Kind::FullBuffer
            ? std::max(near->transfer.bytes, transfer.bytes)
            : near->transfer.bytes + transfer.bytes;
        near->until = std::max(near->until, tick.until);
        return;
    }
    tick.bead = index;
    tick.kind = bead.kind;
    tick.matches = bead.matches;
    tick.transfer = transfer;
    m_ticks.push_back(tick);
}

void Tracer::addHolds(size_t index)
{
    const Bead &bead = m_lane.beads[index];
    for (const trace::Hold &hold : bead.record->extras->holds) {
        LaneItem held = item(LaneShape::Held, hold.from, hold.until > 0 ? hold.until : endOf(bead));
        held.bead = index;
        held.kind = bead.kind;
        held.matches = bead.matches;
        add(held);
    }
}

void Tracer::addGap(trace::SteadyNs from, trace::SteadyNs until, bool beforeFirst)
{
    if (m_axis.x(until) - m_axis.x(from) >= 1) // else there is nothing to be seen of it
        add(item(beforeFirst ? LaneShape::Listening : LaneShape::Idle, from, until));
}

/// From the last exchange to the end: idle, then perhaps half-closed or draining.
void Tracer::addTail(trace::SteadyNs from)
{
    if (!m_lane.connection || m_end <= from)
        return;
    const trace::ConnectionRecord &connection = *m_lane.connection;
    const bool isSilent = m_lane.beads.empty() && connection.requests == 0;
    const bool isDraining = connection.serverFin > 0 && connection.clientFin == 0;
    trace::SteadyNs first = m_end; // when the first side was done
    for (const trace::SteadyNs fin : {connection.clientFin, connection.serverFin})
        if (fin > 0)
            first = std::min(first, fin);
    if (connection.state == trace::State::Draining)
        first = std::min(first, connection.stateSince);
    first = std::max(first, from);
    if (first > from)
        add(item(isSilent ? LaneShape::Listening : LaneShape::Idle, from, first));
    if (first >= m_end)
        return;
    const bool weFirst = connection.serverFin > 0
        && (connection.clientFin == 0 || connection.serverFin <= connection.clientFin);
    LaneItem rest
        = item(isDraining || weFirst || connection.state == trace::State::Draining ? LaneShape::Draining
                                                                                   : LaneShape::HalfClosed,
               first, m_end);
    rest.byClient = !weFirst;
    add(rest);
}

/// The moments at which a look at TCP found more segments sent again, or a client's buffer full.
void Tracer::addSamples()
{
    const auto &samples = m_lane.samples;
    auto sample = std::lower_bound(samples.begin(), samples.end(), m_axis.at(-margin),
                                   [](const auto &each, trace::SteadyNs at) { return each->at < at; });
    qint64 before = sample == samples.begin() ? 0 : (*std::prev(sample))->tcp.retransmits;
    double lastX = -2 * margin; // of a mark: two within a few pixels are one
    for (; sample != samples.end() && (*sample)->at <= m_axis.span().until; ++sample) {
        const trace::TcpInfo &tcp = (*sample)->tcp;
        const bool isResent = tcp.retransmits > std::max<qint64>(before, 0);
        LaneItem mark
            = item(isResent ? LaneShape::Retransmit : LaneShape::ZeroWindow, (*sample)->at, (*sample)->at);
        if (isResent)
            mark.count = quint32(tcp.retransmits - std::max<qint64>(before, 0));
        if ((isResent || tcp.sendWindow == 0) && mark.x0 - lastX >= beadWidth / 2) {
            add(mark);
            lastX = mark.x0;
        }
        before = std::max(before, tcp.retransmits);
    }
}

/// Beside the last bead, not on it: how the last request went is what is looked for first.
void Tracer::addEnd()
{
    if (!m_lane.connection || m_lane.connection->state != trace::State::Closed)
        return;
    const bool isReset = m_lane.connection->cause == trace::CloseCause::ClientReset;
    LaneItem end = item(isReset ? LaneShape::ClosedByRst : LaneShape::ClosedByFin, m_end, m_end);
    for (const LaneItem &each : m_items)
        if (each.isExchange())
            end.x0 = std::max(end.x0, rightEdge(each, m_mark) + m_mark / 2 + endSpace);
    end.x1 = end.x0;
    add(end);
}

} // namespace

void appendLaneItems(const Lane &lane, const TimeAxis &axis, trace::SteadyNs now,
                     std::vector<LaneItem> &items, double mark)
{
    Tracer(lane, axis, now, items, mark).trace();
}

} // namespace models
