// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/timeaxis.h"

#include <QCoreApplication>
#include <QDateTime>

#include <algorithm>
#include <array>
#include <cmath>

namespace models {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(models::timeaxis)
};

constexpr qint64 us = 1000;
constexpr qint64 ms = 1000 * us;
constexpr qint64 second = 1000 * ms;
constexpr qint64 minute = 60 * second;
constexpr qint64 hour = 60 * minute;
constexpr qint64 day = 24 * hour;

/// The first of them that is long enough, 0 when none is.
template <size_t Count>
qint64 firstOf(const std::array<qint64, Count> &steps, double least)
{
    const auto step
        = std::find_if(steps.begin(), steps.end(), [least](qint64 ns) { return double(ns) >= least; });
    return step == steps.end() ? 0 : *step;
}

/// 1, 2 or 5 times a power of ten units.
qint64 decimalStep(qint64 unit, double least)
{
    for (qint64 step = unit; step < std::numeric_limits<qint64>::max() / 10; step *= 10) {
        if (const qint64 found = firstOf(std::array{step, 2 * step, 5 * step}, least))
            return found;
    }
    return std::numeric_limits<qint64>::max() / 10;
}

qint64 floorTo(qint64 value, qint64 step)
{
    const qint64 rest = value % step;
    return value - rest - (rest < 0 ? step : 0);
}

/// local: ns since 1970 by the clock on the wall.
QString label(qint64 local, qint64 step)
{
    if (step < us && local % us != 0)
        return Text::tr("+%1 ns").arg(local - floorTo(local, us));
    if (step < ms && local % ms != 0)
        return Text::tr("+%1 µs").arg((local - floorTo(local, ms)) / us);
    const QDateTime time = QDateTime::fromMSecsSinceEpoch(floorTo(local, ms) / ms, Qt::UTC);
    if (step < second)
        return time.toString(u"HH:mm:ss.zzz");
    if (step < minute)
        return time.toString(u"HH:mm:ss");
    return time.toString(step < day ? u"HH:mm" : u"yyyy-MM-dd");
}

} // namespace

TimeAxis::TimeAxis(trace::TimeSpan span, double width)
    : m_from(span.from)
    , m_nsPerPixel(std::clamp(double(std::max<qint64>(span.until - span.from, 1)) / std::max(width, 1.0),
                              leastNsPerPixel, mostNsPerPixel))
    , m_width(std::max(width, 1.0))
{
}

qint64 TimeAxis::lengthNs() const
{
    return qint64(std::llround(m_width * m_nsPerPixel));
}

trace::SteadyNs TimeAxis::at(double x) const
{
    return m_from + std::llround(x * m_nsPerPixel);
}

TimeAxis TimeAxis::zoomed(double factor, double x) const
{
    TimeAxis next = *this;
    next.m_nsPerPixel = std::clamp(m_nsPerPixel * factor, leastNsPerPixel, mostNsPerPixel);
    next.m_from = at(x) - std::llround(x * next.m_nsPerPixel);
    return next;
}

TimeAxis TimeAxis::panned(double pixels) const
{
    TimeAxis next = *this;
    next.m_from = at(pixels);
    return next;
}

TimeAxis TimeAxis::endingAt(trace::SteadyNs end) const
{
    TimeAxis next = *this;
    next.m_from = end - lengthNs();
    return next;
}

TimeAxis TimeAxis::resized(double width) const
{
    TimeAxis next = *this;
    next.m_width = std::max(width, 1.0);
    return next;
}

qint64 tickStepNs(const TimeAxis &axis, double leastPixels)
{
    const double least = axis.nsPerPixel() * leastPixels;
    if (least <= double(second) / 2)
        return decimalStep(1, least);
    static constexpr std::array steps{second, 2 * second, 5 * second, 10 * second, 30 * second,
                                      minute, 2 * minute, 5 * minute, 10 * minute, 30 * minute,
                                      hour,   2 * hour,   6 * hour,   12 * hour};
    const qint64 step = firstOf(steps, least);
    return step ? step : decimalStep(day, least);
}

std::vector<AxisTick> ticks(const TimeAxis &axis, qint64 offset, double leastPixels)
{
    const qint64 step = tickStepNs(axis, leastPixels);
    const trace::TimeSpan span = axis.span();
    std::vector<AxisTick> found;
    for (qint64 local = floorTo(span.from + offset, step) + step; local - offset <= span.until; local += step)
        found.push_back({axis.x(local - offset), label(local, step)});
    return found;
}

} // namespace models
