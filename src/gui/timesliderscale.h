// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "trace/readiness.h"

#include <QString>

#include <vector>

/// The geometry of the time slider. Pure.
namespace gui {

/// Where moments are on a strip of pixels.
struct TimeScale
{
    trace::TimeSpan bounds;
    int left = 0;
    int width = 0; ///< in pixels

    [[nodiscard]] int toPixel(trace::SteadyNs time) const; ///< within the strip
    [[nodiscard]] trace::SteadyNs toTime(int pixel) const; ///< within the bounds
    /// The same, but near an end it is that end.
    [[nodiscard]] trace::SteadyNs snapped(int pixel) const;
    /// Round moments after the beginning, at least so many pixels apart.
    [[nodiscard]] std::vector<trace::SteadyNs> ticks(int apart) const;
};

/// The distance between ticks that is at least as long: 1, 2 or 5 of a power of ten; from a minute on 1, 2,
/// 5, 10, 15 or 30 minutes, 1, 2, 6 or 12 hours, then days.
[[nodiscard]] qint64 roundStep(qint64 leastNs);

/// What is shown while it plays: the end moves on as the time does, and stops at the end of what there is.
[[nodiscard]] trace::TimeSpan played(trace::TimeSpan shown, trace::TimeSpan bounds, qint64 elapsedNs,
                                     int speed);

} // namespace gui
