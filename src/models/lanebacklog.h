// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/lanebook.h"
#include "models/timeaxis.h"

namespace models {

/// Where the bytes of a response were that the client did not have yet, at one look.
struct BacklogPoint
{
    double x = 0; ///< pixels on the axis
    trace::SteadyNs at = 0;
    qint64 ours = 0;     ///< not taken by the kernel
    qint64 kernel = 0;   ///< taken, and not sent
    qint64 inFlight = 0; ///< sent, and not acknowledged

    [[nodiscard]] qint64 sum() const { return ours + kernel + inFlight; }
};

/// The looks at a watched lane that are in sight, and one beside each edge, from left to right: of those on
/// one pixel the fullest. What a look did not tell counts as nothing.
[[nodiscard]] std::vector<BacklogPoint> backlog(const Lane &lane, const TimeAxis &axis);
/// The one nearest to x within so many pixels; null when there is none.
[[nodiscard]] const BacklogPoint *backlogAt(const std::vector<BacklogPoint> &points, double x, double within);

} // namespace models
