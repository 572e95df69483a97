// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/timezoom.h"

#include <algorithm>

namespace models {
namespace {

using trace::SteadyNs;
using trace::TimeSpan;

constexpr SteadyNs leastNs = 10'000'000'000;

/// Of that length from there, pushed into the whole.
TimeSpan placed(double from, SteadyNs length, TimeSpan whole)
{
    length = std::min(length, whole.until - whole.from);
    const auto last = double(whole.until - length);
    const auto start = SteadyNs(std::clamp(from, double(whole.from), last));
    return {start, start + length};
}

} // namespace

TimeSpan zoomed(TimeSpan shown, double factor, SteadyNs about, TimeSpan whole)
{
    const auto length = double(std::max<SteadyNs>(shown.until - shown.from, 1));
    const double wanted = std::clamp(length / factor, double(leastNs),
                                     std::max(double(leastNs), double(whole.until - whole.from)));
    const double share = double(about - shown.from) / length;
    return placed(double(about) - share * wanted, SteadyNs(wanted), whole);
}

TimeSpan moved(TimeSpan shown, double share, TimeSpan whole)
{
    const SteadyNs length = shown.until - shown.from;
    return placed(double(shown.from) + share * double(length), length, whole);
}

} // namespace models
