// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "trace/readiness.h"

namespace models {

/// The stretch of time that curves show, nearer (factor above 1) or farther, with that moment staying where
/// it is as far as the whole allows. Never shorter than ten seconds, as the curves have one point a second,
/// nor longer than the whole. Pure.
[[nodiscard]] trace::TimeSpan zoomed(trace::TimeSpan shown, double factor, trace::SteadyNs about,
                                     trace::TimeSpan whole);

/// The same length, later (or earlier) by that share of it, within the whole. Pure.
[[nodiscard]] trace::TimeSpan moved(trace::TimeSpan shown, double share, trace::TimeSpan whole);

} // namespace models
