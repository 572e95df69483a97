// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/timesliderscale.h"

#include <algorithm>
#include <chrono>

namespace gui {

using namespace std::chrono_literals;

namespace {

constexpr int SnapPixels = 5;

} // namespace

int TimeScale::toPixel(trace::SteadyNs time) const
{
    const qint64 length = bounds.until - bounds.from;
    if (length <= 0)
        return left;
    const double share = double(time - bounds.from) / double(length);
    return left + int(std::clamp(share, 0.0, 1.0) * width + 0.5);
}

trace::SteadyNs TimeScale::toTime(int pixel) const
{
    if (width <= 0)
        return bounds.from;
    const double share = std::clamp(double(pixel - left) / width, 0.0, 1.0);
    return bounds.from + qint64(share * double(bounds.until - bounds.from));
}

trace::SteadyNs TimeScale::snapped(int pixel) const
{
    if (pixel >= left + width - SnapPixels)
        return bounds.until;
    return pixel <= left + SnapPixels ? bounds.from : toTime(pixel);
}

std::vector<trace::SteadyNs> TimeScale::ticks(int apart) const
{
    const qint64 length = bounds.until - bounds.from;
    if (length <= 0 || width <= 0)
        return {};
    const qint64 step = roundStep(qint64(double(length) * apart / width));
    std::vector<trace::SteadyNs> ticks;
    for (qint64 after = 0; after <= length; after += step)
        ticks.push_back(bounds.from + after);
    return ticks;
}

qint64 roundStep(qint64 leastNs)
{
    const qint64 minute = std::chrono::nanoseconds(1min).count();
    for (qint64 power = 1; power * 5 < minute; power *= 10) {
        for (const int factor : {1, 2, 5}) {
            if (power * factor >= leastNs && power * factor < minute)
                return power * factor;
        }
    }
    for (const int minutes : {1, 2, 5, 10, 15, 30, 60, 120, 360, 720}) {
        if (minutes * minute >= leastNs)
            return minutes * minute;
    }
    const qint64 day = std::chrono::nanoseconds(24h).count();
    return (leastNs + day - 1) / day * day;
}

trace::TimeSpan played(trace::TimeSpan shown, trace::TimeSpan bounds, qint64 elapsedNs, int speed)
{
    return {shown.from, std::min(bounds.until, shown.until + elapsedNs * speed)};
}

} // namespace gui
