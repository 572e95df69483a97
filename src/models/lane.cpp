// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/lanebook.h"

#include <iterator>
#include <tuple>

// One lane: where its beads are, and their sums.

namespace models {

trace::SteadyNs Lane::start() const
{
    if (connection)
        return connection->accepted;
    return beads.empty() ? 0 : beads.front().start;
}

trace::SteadyNs Lane::end() const
{
    if (!connection)
        return beads.empty() ? 0 : beads.back().reach;
    if (connection->state != trace::State::Closed)
        return Bead::running;
    return std::max({connection->closed, connection->stateSince, connection->accepted});
}

const QByteArray &Lane::clientAddress() const
{
    static const QByteArray none;
    if (connection)
        return connection->client.address;
    return beads.empty() ? none : beads.front().record->client.address;
}

QByteArray Lane::clientText() const
{
    if (connection)
        return connection->client.text();
    return beads.empty() ? QByteArray() : beads.front().record->client.text();
}

bool Lane::isWanted() const
{
    if (beads.empty())
        return matches;
    const Bead &first = beads.front();
    return first.matches || beads.back().matching != first.matching;
}

size_t Lane::firstReaching(trace::SteadyNs at) const
{
    const auto bead = std::lower_bound(beads.begin(), beads.end(), at,
                                       [](const Bead &each, trace::SteadyNs t) { return each.reach < t; });
    return size_t(bead - beads.begin());
}

/// Gallops first: the answer is mostly near.
size_t Lane::firstStarting(trace::SteadyNs at, size_t from) const
{
    size_t step = 1;
    size_t low = from;
    while (low + step < beads.size() && beads[low + step].start < at) {
        low += step;
        step *= 2;
    }
    const auto last = beads.begin() + std::ptrdiff_t(std::min(low + step + 1, beads.size()));
    const auto bead = std::lower_bound(beads.begin() + std::ptrdiff_t(std::min(low, beads.size())), last, at,
                                       [](const Bead &each, trace::SteadyNs t) { return each.start < t; });
    return size_t(bead - beads.begin());
}

std::optional<size_t> Lane::indexOf(quint64 exchange) const
{
    const auto near
        = std::lower_bound(beads.begin(), beads.end(), exchange,
                           [](const Bead &each, quint64 wanted) { return each.record->id < wanted; });
    if (near != beads.end() && near->record->id == exchange)
        return size_t(near - beads.begin());
    const auto bead = std::find_if(beads.rbegin(), beads.rend(),
                                   [exchange](const Bead &each) { return each.record->id == exchange; });
    if (bead == beads.rend())
        return std::nullopt;
    return size_t(beads.rend() - bead) - 1;
}

size_t Lane::placeOf(trace::SteadyNs start, quint64 exchange) const
{
    const auto bead = std::lower_bound(
        beads.begin(), beads.end(), std::pair(start, exchange),
        [](const Bead &each, const auto &wanted) { return std::pair(each.start, each.record->id) < wanted; });
    return size_t(bead - beads.begin());
}

std::optional<size_t> Lane::find(trace::SteadyNs start, quint64 exchange) const
{
    const size_t place = placeOf(start, exchange);
    if (place < beads.size() && beads[place].record->id == exchange)
        return place;
    return std::nullopt;
}

void Lane::insert(Bead bead)
{
    const size_t place = placeOf(bead.start, bead.record->id);
    judged += place <= judged ? 1 : 0;
    m_touchedEnd += place < m_touchedEnd ? 1 : 0;
    beads.insert(beads.begin() + std::ptrdiff_t(place), std::move(bead));
    touch(place, place + 1);
}

/// The sums need a look only behind a bead that stays.
void Lane::erase(size_t place)
{
    beads.erase(beads.begin() + std::ptrdiff_t(place));
    judged -= place < judged ? 1 : 0;
    if (place > 0)
        touch(place, place + 1);
    else if (m_touchedFrom > 0)
        --m_touchedFrom;
}

void Lane::touch(size_t from, size_t until)
{
    m_touchedFrom = m_touchedEnd > 0 ? std::min(m_touchedFrom, from) : from;
    m_touchedEnd = std::max(m_touchedEnd, until);
}

/// Brings the sums up to date from the first bead touched to the first behind the last one that has its
/// right sums already: so have all behind that. Returns at how many it looked.
size_t Lane::settle()
{
    const size_t from = m_touchedFrom;
    const size_t end = std::exchange(m_touchedEnd, 0);
    const auto sums
        = [](const Bead &bead) { return std::tuple(bead.reach, bead.troubles, bead.matching, bead.marked); };
    size_t i = from;
    for (; end > 0 && i < beads.size(); ++i) {
        Bead &bead = beads[i];
        const Bead *before = i > 0 ? &beads[i - 1] : nullptr;
        const auto known = sums(bead);
        bead.reach = before ? std::max(before->reach, bead.end) : bead.end;
        bead.troubles = (before ? before->troubles : 0) + (isTrouble(bead.kind) ? 1 : 0);
        bead.matching = (before ? before->matching : 0) + (bead.matches ? 1 : 0);
        bead.marked = (before ? before->marked : 0) + (bead.isMarked ? 1 : 0);
        if (i >= end && known == sums(bead))
            break;
    }
    return end > 0 ? i - std::min(from, i) : 0;
}

} // namespace models
