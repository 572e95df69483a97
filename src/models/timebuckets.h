// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/histogram.h"
#include "models/marks.h"

#include <array>
#include <deque>

namespace models {

/// What ended in one stretch of time.
struct TimeBucket
{
    static constexpr size_t kinds = size_t(StatusKind::Broken) + 1;

    qint64 number = 0;                     ///< which stretch: steady time divided by the width
    std::array<quint64, kinds> requests{}; ///< by StatusKind
    quint64 bytesIn = 0;
    quint64 bytesOut = 0;
    quint32 open = 0;    ///< connections, the most at one time
    qint64 lagNs = 0;    ///< of the loops, the largest
    Histogram durations; ///< ns
    Histogram waits;     ///< ns from the first byte of a request to the decision about its answer

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
    [[nodiscard]] const std::deque<TimeBucket> &list() const { return m_list; } ///< ascending
    /// The bucket of that moment; null when it is older than all that are kept.
    [[nodiscard]] TimeBucket *at(trace::SteadyNs moment);
    /// Counts an exchange that ended, in the stretch in which it did.
    void add(const trace::Exchange &exchange);

private:
    qint64 m_widthNs;
    size_t m_most;
    std::deque<TimeBucket> m_list;
};

} // namespace models
