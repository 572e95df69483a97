// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/lanebook.h"
#include "models/timeaxis.h"

namespace models {

/// A loop that came this late, in ns, is said to have stalled: a person at the browser would notice it.
inline constexpr qint64 stallNs = 30'000'000;

/// One cell of a loop's heat strip: how late the loop was at most in that stretch.
struct HeatCell
{
    double x0 = 0;
    double x1 = 0;
    qint64 lagNs = 0;
    trace::SteadyNs at = 0; ///< when that was
};

/// Cells at least as wide as that, in pixels, from left to right.
[[nodiscard]] std::vector<HeatCell> heatCells(const LoopTrack &track, const TimeAxis &axis,
                                              double leastWidth);
/// 0 for up to a millisecond, 1 from a tenth of a second on, by the logarithm.
[[nodiscard]] double heat(qint64 lagNs);

/// A time in which a loop did nothing for anybody.
struct Stall
{
    int loop = 0;
    trace::SteadyNs from = 0;
    trace::SteadyNs until = 0; ///< not later than the sample that told
    qint64 lagNs = 0;
};
[[nodiscard]] std::vector<Stall> stalls(const std::map<int, LoopTrack> &loops, const TimeAxis &axis);

/// When the kernel turned connections away for a full queue, and how many.
struct Overflow
{
    trace::SteadyNs at = 0;
    qint64 count = 0;
};
/// As the first loop that knows tells: the count is the host's, the same for all.
[[nodiscard]] std::vector<Overflow> overflows(const std::map<int, LoopTrack> &loops, const TimeAxis &axis);

/// The queues of all loops at that moment; -1: nobody knows.
struct Gate
{
    qint64 waiting = -1;
    qint64 limit = -1;
};
[[nodiscard]] Gate gate(const std::map<int, LoopTrack> &loops, trace::SteadyNs at);

} // namespace models
