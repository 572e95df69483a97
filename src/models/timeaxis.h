// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "trace/readiness.h"

#include <QString>

#include <vector>

namespace models {

/// Steady time laid out along a line of pixels: a value. Differences are taken in whole ns before they become
/// pixels, so that a nanosecond still counts after years of uptime.
class TimeAxis
{
public:
    /// width in pixels, at least 1. The span is widened or narrowed to what can be shown.
    TimeAxis(trace::TimeSpan span, double width);
    TimeAxis()
        : TimeAxis({0, 1'000'000'000}, 1)
    {
    }

    [[nodiscard]] double width() const { return m_width; }
    [[nodiscard]] double nsPerPixel() const { return m_nsPerPixel; }
    [[nodiscard]] qint64 lengthNs() const;
    [[nodiscard]] trace::TimeSpan span() const { return {m_from, m_from + lengthNs()}; }
    /// Pixels from the left edge; outside of the width for what is out of sight.
    [[nodiscard]] double x(trace::SteadyNs at) const { return double(at - m_from) / m_nsPerPixel; }
    [[nodiscard]] trace::SteadyNs at(double x) const;

    /// So many times more time in the same width (below 1: less); what is at x stays there.
    [[nodiscard]] TimeAxis zoomed(double factor, double x) const;
    /// Looks so many pixels further to the right.
    [[nodiscard]] TimeAxis panned(double pixels) const;
    /// The same length of time, with that moment at the right edge.
    [[nodiscard]] TimeAxis endingAt(trace::SteadyNs end) const;
    /// As much time per pixel, the left edge stays.
    [[nodiscard]] TimeAxis resized(double width) const;

    static constexpr double leastNsPerPixel = 1;
    static constexpr double mostNsPerPixel = 365.0 * 24 * 3600 * 1e9 / 100; ///< a year in a hundred pixels

private:
    trace::SteadyNs m_from = 0;
    double m_nsPerPixel = 1;
    double m_width = 1;
};

/// A line across the axis and what stands beside it.
struct AxisTick
{
    double x = 0;
    QString label; ///< "14:03:05", "14:03:05.120", "+40 µs" (after the last whole ms), "+300 ns"
};

/// The smallest of 1, 2 and 5 times a power of ten ns, above a second of 1, 2, 5, 10 and 30 s or min, 1, 2, 6
/// and 12 h, 1, 2, 5 … days, that takes so many pixels at least.
[[nodiscard]] qint64 tickStepNs(const TimeAxis &axis, double leastPixels);
/// Round moments of the wall clock. offset: ns from steady time to local time since 1970.
[[nodiscard]] std::vector<AxisTick> ticks(const TimeAxis &axis, qint64 offset, double leastPixels);

} // namespace models
