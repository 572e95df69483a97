// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "net/limits.h"
#include "trace/records.h"

namespace net {

/// A moment, and why the connection ends when it is missed.
struct Deadline
{
    trace::SteadyNs at = 0; ///< 0: none
    trace::CloseCause cause = trace::CloseCause::Open;
};

[[nodiscard]] trace::SteadyNs after(trace::SteadyNs now, std::chrono::milliseconds time);

/// For a request head of which that many bytes are there: counted from its first byte, the time for all of
/// it, or less while it comes slower than the least rate.
[[nodiscard]] Deadline headDeadline(const Limits &limits, trace::SteadyNs firstByte, qint64 received);

/// What was sent of a response, and how long that was not up to the client.
struct Sending
{
    trace::SteadyNs start = 0;
    trace::SteadyNs paused = 0; ///< ns
    qint64 sent = 0;
};

/// For the client to take more of it, after progress: counted from then, and from the start while it reads
/// slower than the least rate.
[[nodiscard]] Deadline sendDeadline(const Limits &limits, const Sending &sending, trace::SteadyNs now);

} // namespace net
