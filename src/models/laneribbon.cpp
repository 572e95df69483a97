// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/laneribbon.h"

#include <cmath>

namespace models {

namespace {

constexpr qint64 nsPerMs = 1'000'000;
constexpr qint64 samplePeriodNs = 100 * nsPerMs;
constexpr qint64 freshNs = 2'000 * nsPerMs; ///< older, a sample says nothing of that moment

/// The first sample that ends at that moment or later.
auto firstFrom(const LoopTrack &track, trace::SteadyNs at)
{
    return std::lower_bound(track.begin(), track.end(), at,
                            [](const LoopPoint &point, trace::SteadyNs t) { return point.at < t; });
}

} // namespace

std::vector<HeatCell> heatCells(const LoopTrack &track, const TimeAxis &axis, double leastWidth)
{
    std::vector<HeatCell> cells;
    const trace::TimeSpan span = axis.span();
    for (auto point = firstFrom(track, span.from); point != track.end(); ++point) {
        const trace::SteadyNs from = point->at - samplePeriodNs - std::max<qint64>(point->lagNs, 0);
        if (from > span.until)
            break;
        const double x0 = std::max(axis.x(from), 0.0);
        const double x1 = std::min(axis.x(point->at), axis.width());
        if (cells.empty() || x1 - cells.back().x0 > leastWidth) {
            const double left = cells.empty() ? x0 : std::max(x0, cells.back().x1);
            cells.push_back({left, std::max(x1, left), point->lagNs, point->at});
            continue;
        }
        HeatCell &cell = cells.back();
        cell.x1 = std::max(cell.x1, x1);
        if (point->lagNs > cell.lagNs) {
            cell.lagNs = point->lagNs;
            cell.at = point->at;
        }
    }
    return cells;
}

double heat(qint64 lagNs)
{
    return lagNs <= nsPerMs ? 0 : std::min(std::log10(double(lagNs) / nsPerMs) / 2, 1.0);
}

std::vector<Stall> stalls(const std::map<int, LoopTrack> &loops, const TimeAxis &axis)
{
    std::vector<Stall> found;
    const trace::TimeSpan span = axis.span();
    for (const auto &[loop, track] : loops) {
        for (auto point = firstFrom(track, span.from); point != track.end(); ++point) {
            if (point->at - point->lagNs > span.until)
                break;
            if (point->lagNs >= stallNs)
                found.push_back({loop, point->at - point->lagNs, point->at, point->lagNs});
        }
    }
    return found;
}

std::vector<Overflow> overflows(const std::map<int, LoopTrack> &loops, const TimeAxis &axis)
{
    std::vector<Overflow> found;
    const auto knows = std::find_if(loops.begin(), loops.end(), [](const auto &loop) {
        return !loop.second.empty() && loop.second.back().overflows >= 0;
    });
    if (knows == loops.end())
        return found;
    const LoopTrack &track = knows->second;
    const trace::TimeSpan span = axis.span();
    for (auto point = firstFrom(track, span.from); point != track.end() && point->at <= span.until; ++point) {
        if (point == track.begin())
            continue;
        const qint64 before = std::prev(point)->overflows;
        if (before >= 0 && point->overflows > before)
            found.push_back({point->at, point->overflows - before});
    }
    return found;
}

Gate gate(const std::map<int, LoopTrack> &loops, trace::SteadyNs at)
{
    Gate sum;
    for (const auto &[loop, track] : loops) {
        auto point = firstFrom(track, at);
        if (point == track.end() && !track.empty())
            --point;
        if (point == track.end() || point->acceptQueue < 0 || std::abs(point->at - at) > freshNs)
            continue;
        sum.waiting = std::max<qint64>(sum.waiting, 0) + point->acceptQueue;
        if (point->acceptLimit >= 0)
            sum.limit = std::max<qint64>(sum.limit, 0) + point->acceptLimit;
    }
    return sum;
}

} // namespace models
