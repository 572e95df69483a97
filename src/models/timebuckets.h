// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/histogram.h"
#include "models/marks.h"

#include <array>
#include <deque>

namespace models {

/// What ended in one stretch of time, and the bytes that went in it.
struct TimeBucket
{
    static constexpr size_t kinds = size_t(StatusKind::Broken) + 1;

    qint64 number = 0;                     ///< which stretch: steady time divided by the width
    std::array<quint64, kinds> requests{}; ///< by StatusKind
    quint64 bytesIn = 0;  ///< of requests that have ended by now, in the stretch in which they came
    quint64 bytesOut = 0; ///< the same
    quint32 open = 0;     ///< connections, the most at one time
    qint64 lagNs = 0;     ///< of the loops, the largest
    Histogram durations;  ///< ns
    Histogram waits;      ///< ns from the first byte of a request to the decision about its answer

    [[nodiscard]] quint64 total() const;
};

/// Stretches of equal width, the newest so many. Those in which nothing came are not kept. A value.
class TimeBuckets
{
public:
    TimeBuckets(qint64 widthNs, size_t most)
        : m_widthNs(widthNs)
        , m_most(most)
    {
    }

    [[nodiscard]] qint64 widthNs() const { return m_widthNs; }
    [[nodiscard]] qint64 most() const { return qint64(m_most); }                ///< so many are kept
    [[nodiscard]] const std::deque<TimeBucket> &list() const { return m_list; } ///< ascending
    /// The bucket of that moment; null when it is older than all that are kept.
    [[nodiscard]] TimeBucket *at(trace::SteadyNs moment);
    /// Counts an exchange that ended, in the stretch in which it did; its bytes in those in which the kernel
    /// gave or took them, as its transfers tell, else evenly over the time from the first to the last.
    void add(const trace::Exchange &exchange);

private:
    void addBytes(const trace::Exchange &exchange);

    qint64 m_widthNs;
    size_t m_most;
    std::deque<TimeBucket> m_list;
};

} // namespace models
