// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/timebuckets.h"
#include "trace/readiness.h"

#include <QLocale>
#include <QString>

#include <vector>

namespace models {

inline constexpr std::array shownPercentiles{50.0, 90.0, 99.0, 99.9};

/// What one point of the curves over time says: rates over the stretch that it stands for.
struct TimePoint
{
    trace::TimeSpan span;
    std::array<double, TimeBucket::kinds> requests{};          ///< per second, by StatusKind
    double bytesIn = 0;                                        ///< per second
    double bytesOut = 0;                                       ///< per second
    quint32 open = 0;                                          ///< connections, the most at one time
    qint64 lagNs = 0;                                          ///< of the loops, the largest
    quint64 ended = 0;                                         ///< requests
    std::array<qint64, shownPercentiles.size()> percentiles{}; ///< ns; 0 when no request ended

    [[nodiscard]] double allRequests() const;
};

/// What the percentiles are of.
enum class Latency : quint8 {
    Duration, ///< from the first byte of the request to the last of the answer
    Wait,     ///< from the first byte of the request to the decision about the answer
};

/// Points of equal width over that time, from left to right, at most so many; also where nothing ended.
/// loops: buckets of the same width with the open connections and lags.
[[nodiscard]] std::vector<TimePoint> timePoints(const TimeBuckets &ended, const TimeBuckets &loops,
                                                trace::TimeSpan span, Latency latency, qint64 most);

/// The same in one sentence, for who does not see curves.
[[nodiscard]] QString summary(const std::vector<TimePoint> &points, const QLocale &locale);

/// From the beginning of the first bucket of both to the end of the last; empty at 0 without any.
[[nodiscard]] trace::TimeSpan extent(const TimeBuckets &ended, const TimeBuckets &loops);

} // namespace models
