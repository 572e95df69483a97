// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/timebuckets.h"

#include <algorithm>
#include <numeric>

namespace models {
namespace {

using trace::SteadyNs;
using Kind = trace::Transfer::Kind;

/// Puts bytes into the buckets of the time in which they went.
class Spreader
{
public:
    Spreader(TimeBuckets &buckets, quint64 TimeBucket::*field)
        : m_buckets(buckets)
        , m_field(field)
    {
    }

    /// Evenly from one moment to the other. Rounding loses nothing: each bucket takes what is due by its end
    /// and has not been given out before.
    void even(SteadyNs from, SteadyNs until, quint64 bytes)
    {
        const qint64 width = m_buckets.widthNs();
        // Of what no bucket is kept for nothing is walked over.
        const SteadyNs kept = (until / width - m_buckets.most()) * width;
        const double length = double(until - from);
        quint64 given = kept > from ? due(bytes, double(kept - from) / length) : 0;
        for (SteadyNs start = std::max(from, kept); start <= until; start = (start / width + 1) * width) {
            const SteadyNs end = std::min(until, (start / width + 1) * width);
            const quint64 now = end >= until ? bytes : due(bytes, double(end - from) / length);
            if (TimeBucket *bucket = now > given ? m_buckets.at(start) : nullptr)
                bucket->*m_field += now - given;
            given = std::max(given, now);
            if (end >= until)
                return;
        }
    }

    /// As the turns of one kind tell, each when it was, joined ones evenly since the one before. They are
    /// taken as shares of all the bytes, for a read may hold a part of the next request too.
    void byTurns(const trace::Transfers &turns, Kind kind, SteadyNs from, quint64 bytes)
    {
        qint64 sum = 0;
        for (const trace::Transfer &turn : turns)
            sum += turn.kind == kind ? turn.bytes : 0;
        qint64 passed = 0;
        quint64 given = 0;
        for (const trace::Transfer &turn : turns) {
            if (turn.kind != kind || turn.bytes <= 0)
                continue;
            passed += turn.bytes;
            const quint64 now = passed == sum ? bytes : due(bytes, double(passed) / double(sum));
            even(turn.turns > 1 ? std::min(from, turn.at) : turn.at, turn.at, now - given);
            given = now;
            from = turn.at;
        }
    }

private:
    static quint64 due(quint64 bytes, double share)
    {
        return std::min(bytes, quint64(double(bytes) * share));
    }

    TimeBuckets &m_buckets;
    quint64 TimeBucket::*m_field;
};

/// Turns of that kind that moved bytes.
bool has(const trace::Transfers &turns, Kind kind)
{
    return std::any_of(turns.begin(), turns.end(),
                       [kind](const trace::Transfer &turn) { return turn.kind == kind && turn.bytes > 0; });
}

} // namespace

quint64 TimeBucket::total() const
{
    return std::accumulate(requests.begin(), requests.end(), quint64(0));
}

TimeBucket *TimeBuckets::at(trace::SteadyNs moment)
{
    const qint64 number = moment / m_widthNs;
    if (m_list.empty() || m_list.back().number < number) {
        m_list.emplace_back().number = number;
        if (m_list.size() > m_most)
            m_list.pop_front();
        return &m_list.back();
    }
    const auto found
        = std::lower_bound(m_list.begin(), m_list.end(), number,
                           [](const TimeBucket &bucket, qint64 key) { return bucket.number < key; });
    if (found->number == number)
        return &*found;
    if (m_list.size() >= m_most) {
        if (found == m_list.begin())
            return nullptr;
        const auto place = found - m_list.begin() - 1;
        m_list.pop_front();
        const auto made = m_list.emplace(m_list.begin() + place);
        made->number = number;
        return &*made;
    }
    const auto made = m_list.emplace(found);
    made->number = number;
    return &*made;
}

void TimeBuckets::add(const trace::Exchange &exchange)
{
    TimeBucket *bucket = at(exchange.timings.finished);
    if (!bucket)
        return;
    ++bucket->requests[std::min(size_t(statusKind(exchange)), TimeBucket::kinds - 1)];
    bucket->durations.add(exchange.durationNs());
    if (exchange.timings.responseStart > 0)
        bucket->waits.add(exchange.timings.responseStart - exchange.timings.firstByte);
    addBytes(exchange);
}

void TimeBuckets::addBytes(const trace::Exchange &exchange)
{
    const trace::Timings &times = exchange.timings;
    const auto add = [&](quint64 TimeBucket::*field, Kind kind, SteadyNs from, SteadyNs until, qint64 bytes) {
        if (bytes <= 0)
            return;
        if (from <= 0 || from > times.finished)
            from = times.finished;
        if (until < from)
            until = times.finished;
        Spreader spreader(*this, field);
        if (has(exchange.extras->transfers, kind))
            spreader.byTurns(exchange.extras->transfers, kind, from, quint64(bytes));
        else
            spreader.even(from, until, quint64(bytes));
    };
    add(&TimeBucket::bytesIn, Kind::Read, times.firstByte, times.requestComplete,
        exchange.requestHead.size() + exchange.extras->requestBodyBytes);
    add(&TimeBucket::bytesOut, Kind::Write, times.firstSent, times.finished, exchange.responseBytes);
}

} // namespace models
