// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/turnplayer.h"

#include <algorithm>

namespace models {
namespace {

using Kind = lab::Step::Kind;

/// The listening socket, the silent clients and the one that asks.
size_t socketsOf(const lab::Turn &turn)
{
    return size_t(turn.idle) + 2;
}

SocketMark markOf(const lab::Step &step)
{
    switch (step.kind) {
    case Kind::Accept:
    case Kind::Receive: return step.found ? SocketMark::Ready : SocketMark::Tried;
    case Kind::Answer: return SocketMark::Answered;
    case Kind::Close: return SocketMark::Closed;
    case Kind::AskKernel: return SocketMark::Asked;
    case Kind::Other: break;
    }
    return SocketMark::Untouched;
}

/// The question to the kernel names sockets from the first on, all but those that were closed meanwhile.
void mark(std::vector<SocketMark> &marks, const lab::Step &step)
{
    const auto raise = [&step](SocketMark &socket) { socket = std::max(socket, markOf(step)); };
    const auto at = TurnPlayer::socketOf(step);
    if (step.kind == Kind::AskKernel)
        std::for_each_n(marks.begin(), std::clamp(step.asked, 0, int(marks.size())), raise);
    else if (at && *at < marks.size())
        raise(marks[*at]);
}

void count(TurnTally &tally, const lab::Step &step)
{
    ++tally.calls;
    if (step.kind == Kind::AskKernel) {
        tally.asked += step.asked;
        tally.ready += step.ready;
    } else if (!step.found) {
        ++tally.inVain;
    }
}

} // namespace

TurnPlayer::TurnPlayer(std::vector<lab::Turn> turns)
    : m_turns(std::move(turns))
{
    for (size_t turn = 0; turn < m_turns.size(); ++turn) {
        for (size_t step = 0; step < m_turns[turn].steps.size(); ++step)
            m_order.push_back({turn, step});
    }
    std::stable_sort(m_order.begin(), m_order.end(),
                     [this](const Moment &a, const Moment &b) { return timeOf(a) < timeOf(b); });
    rewind();
}

const lab::Step &TurnPlayer::stepOf(const Moment &moment) const
{
    return m_turns[moment.turn].steps[moment.step];
}

qint64 TurnPlayer::timeOf(const Moment &moment) const
{
    const lab::Turn &turn = m_turns[moment.turn];
    const bool isEndless = isWaiting(turn, stepOf(moment)) && moment.step > 0;
    return turn.steps[isEndless ? moment.step - 1 : moment.step].atNs;
}

bool TurnPlayer::isWaiting(const lab::Turn &turn, const lab::Step &step)
{
    return !turn.answered && &step == &turn.steps.back();
}

std::optional<size_t> TurnPlayer::socketOf(const lab::Step &step)
{
    if (step.kind == Kind::Accept)
        return 0;
    if (step.kind == Kind::AskKernel || step.client < 0)
        return std::nullopt;
    return size_t(step.client) + 1;
}

qint64 TurnPlayer::lengthNs() const
{
    return m_order.empty() ? 0 : timeOf(m_order.back());
}

void TurnPlayer::rewind()
{
    m_position = 0;
    m_now = 0;
    m_marks.clear();
    for (const lab::Turn &turn : m_turns)
        m_marks.emplace_back(socketsOf(turn), SocketMark::Untouched);
    m_tallies.assign(m_turns.size(), {});
    m_last.assign(m_turns.size(), std::nullopt);
}

void TurnPlayer::happen(const Moment &moment)
{
    const lab::Step &step = stepOf(moment);
    mark(m_marks[moment.turn], step);
    count(m_tallies[moment.turn], step);
    m_last[moment.turn] = moment.step;
    ++m_position;
}

void TurnPlayer::goTo(int position)
{
    const int wanted = std::clamp(position, 0, steps());
    if (wanted < m_position)
        rewind();
    while (m_position < wanted)
        happen(m_order[size_t(m_position)]);
    m_now = wanted > 0 ? double(timeOf(m_order[size_t(wanted) - 1])) : 0;
}

bool TurnPlayer::advance(double ns)
{
    const int before = m_position;
    m_now = std::min(m_now + ns, double(lengthNs()));
    while (!isAtEnd() && double(timeOf(m_order[size_t(m_position)])) <= m_now)
        happen(m_order[size_t(m_position)]);
    return m_position != before;
}

bool TurnPlayer::isTelling(int step) const
{
    const lab::Step &one = stepOf(m_order[size_t(step)]);
    return one.found || (one.kind != Kind::Accept && one.kind != Kind::Receive);
}

int TurnPlayer::nextTelling() const
{
    int step = m_position;
    while (step < steps() && !isTelling(step))
        ++step;
    return std::min(step + 1, steps());
}

int TurnPlayer::previousTelling() const
{
    int step = m_position - 2;
    while (step >= 0 && !isTelling(step))
        --step;
    return std::max(step + 1, 0);
}

std::optional<TurnPlayer::Moment> TurnPlayer::last() const
{
    if (m_position == 0)
        return std::nullopt;
    return m_order[size_t(m_position) - 1];
}

const lab::Step *TurnPlayer::lastOf(size_t turn) const
{
    return m_last[turn] ? &m_turns[turn].steps[*m_last[turn]] : nullptr;
}

} // namespace models
