// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "trace/log.h"

/// Connections made by hand for what the lanes must show. Times are ms after a start of their own.
namespace lanescene {

inline constexpr qint64 ms = 1'000'000;
inline constexpr trace::SteadyNs start = 1'000'000 * ms;

[[nodiscard]] constexpr trace::SteadyNs at(double afterMs)
{
    return start + qint64(afterMs * ms);
}

/// An open one, idle since its acceptance.
[[nodiscard]] trace::ConnectionRecord connection(quint64 id, double acceptedMs);
/// GET /n, answered whole with that status: head, decision and the sending each take a share.
[[nodiscard]] trace::Exchange exchange(quint64 id, quint64 connection, double fromMs, double untilMs,
                                       int status = 200);
/// Closes it at that moment.
void close(trace::ConnectionRecord &connection, double atMs, trace::CloseCause cause);

[[nodiscard]] trace::Record record(const trace::ConnectionRecord &connection);
[[nodiscard]] trace::Record record(const trace::Exchange &exchange);

/// One of each: every state, every end, runs, pipelining, holds, samples, a stall, a full queue. Ten seconds.
[[nodiscard]] trace::Batch everything();
/// That many exchanges spread evenly over so many connections; one in fifty is an error.
[[nodiscard]] trace::Batch crowd(int exchanges, int connections);

} // namespace lanescene
