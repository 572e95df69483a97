// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/laneitems.h"

#include <algorithm>

namespace models {

namespace {

/// The higher, the rather it is meant when several are near.
int rank(const LaneItem &item)
{
    switch (item.shape) {
    case LaneShape::ClosedByFin:
    case LaneShape::ClosedByRst:
    case LaneShape::Retransmit:
    case LaneShape::ZeroWindow:
    case LaneShape::Ready: return 2;
    default: return item.isExchange() ? 1 : 0;
    }
}

} // namespace

void hideUnmatched(std::vector<LaneItem> &items)
{
    std::erase_if(items, [](const LaneItem &item) { return item.isExchange() && !item.matches; });
}

double rightEdge(const LaneItem &item, double mark)
{
    switch (item.shape) {
    case LaneShape::Bead: return std::max((item.x0 + item.x1 + mark) / 2, item.x1);
    case LaneShape::Run: return item.x0 + beadWidth;
    default: return item.x1;
    }
}

const LaneItem *itemAt(const std::vector<LaneItem> &items, double x, double within)
{
    const LaneItem *best = nullptr;
    double bestDistance = within;
    for (const LaneItem &item : items) {
        const bool isPoint = item.shape == LaneShape::Bead || item.x1 - item.x0 < 1;
        const double reach = isPoint ? beadWidth / 2 : 0;
        const double distance = std::max({item.x0 - reach - x, x - item.x1 - reach, 0.0});
        if (distance > within)
            continue;
        const bool isUnder = distance == 0, bestIsUnder = bestDistance == 0;
        // What is a little beside it is not meant where an exchange lies right under it.
        const bool isBetter = !best
            || (isUnder && bestIsUnder ? rank(item) >= rank(*best)
                    : isUnder != bestIsUnder && std::min(rank(item), rank(*best)) > 0 ? isUnder
                    : rank(item) == rank(*best) ? distance <= bestDistance
                                                : rank(item) > rank(*best));
        if (isBetter) {
            best = &item;
            bestDistance = distance;
        }
    }
    return best;
}

} // namespace models
