// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/lanebacklog.h"

#include <cmath>

namespace models {

std::vector<BacklogPoint> backlog(const Lane &lane, const TimeAxis &axis)
{
    const auto &samples = lane.samples;
    auto sample = std::lower_bound(samples.begin(), samples.end(), axis.span().from,
                                   [](const auto &each, trace::SteadyNs at) { return each->at < at; });
    if (sample != samples.begin())
        --sample;
    std::vector<BacklogPoint> points;
    for (bool isBeside = false; sample != samples.end() && !isBeside; ++sample) {
        const trace::TcpInfo &tcp = (*sample)->tcp;
        const auto known = [](qint64 bytes) { return std::max<qint64>(bytes, 0); };
        const BacklogPoint point{axis.x((*sample)->at), (*sample)->at, known((*sample)->backlog),
                                 known(tcp.unsent), known(tcp.inFlight)};
        isBeside = point.at > axis.span().until;
        if (points.empty() || std::floor(point.x) > std::floor(points.back().x))
            points.push_back(point);
        else if (point.sum() > points.back().sum())
            points.back() = point;
    }
    return points;
}

const BacklogPoint *backlogAt(const std::vector<BacklogPoint> &points, double x, double within)
{
    const BacklogPoint *best = nullptr;
    for (const BacklogPoint &point : points)
        if (std::abs(point.x - x) <= (best ? std::abs(best->x - x) : within))
            best = &point;
    return best;
}

} // namespace models
