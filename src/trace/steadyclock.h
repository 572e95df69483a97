// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "trace/readiness.h"

#include <chrono>

namespace trace {

/// The moment on the clock that every record of this process is stamped by.
[[nodiscard]] inline SteadyNs steadyNow()
{
    return std::chrono::steady_clock::now().time_since_epoch() / std::chrono::nanoseconds(1);
}

} // namespace trace
