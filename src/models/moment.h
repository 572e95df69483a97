// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "trace/records.h"
#include "trace/steadyclock.h"

#include <optional>

namespace models {

/// Whether what has not ended still goes on, or is only not known to have ended.
enum class Told : quint8 {
    Live,
    Recorded, ///< the recording stops there
};

/// The moment up to which what has not ended is measured, on the clock of the records.
struct Moment
{
    Moment(trace::SteadyNs time, Told how = Told::Live)
        : at(time)
        , told(how)
    {
    }

    trace::SteadyNs at;
    Told told;
};

/// The end of a recording when there is one, else now.
[[nodiscard]] inline Moment momentOf(const std::optional<trace::SteadyNs> &end)
{
    return end ? Moment(*end, Told::Recorded) : Moment(trace::steadyNow());
}

/// The latest that these records speak of; 0 without one. Of a whole recording, when it ended.
[[nodiscard]] trace::SteadyNs latest(const trace::Batch &batch);

} // namespace models
