// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "trace/readiness.h"

#include <memory>

namespace trace {

/// What the kernel says of one TCP connection (Linux: TCP_INFO and SIOCOUTQ). -1: it did not say.
struct TcpInfo
{
    qint64 rttUs = -1; ///< smoothed
    qint64 minRttUs = -1;
    qint64 retransmits = -1;      ///< segments sent again, ever
    qint64 congestionWindow = -1; ///< segments
    qint64 sendWindow = -1;       ///< bytes the client lets us send; 0: its buffer is full
    qint64 busyUs = -1;           ///< time with something to send …
    qint64 rwndLimitedUs = -1;    ///< … in which the client's window held it back
    qint64 sndbufLimitedUs = -1;  ///< … in which our send buffer was too small
    qint64 unsent = -1;           ///< bytes in the kernel that have not left
    qint64 acknowledged = -1;     ///< bytes the client's system has, ever
    qint64 inFlight = -1;         ///< bytes sent and not acknowledged

    friend bool operator==(const TcpInfo &, const TcpInfo &) = default;
};

/// A look at one connection that somebody watches, ten times a second at most.
struct TcpSample
{
    quint64 connection = 0;
    SteadyNs at = 0;
    qint64 backlog = -1; ///< bytes of the response that the kernel has not taken; -1 while nobody knows
    TcpInfo tcp;
};

/// How one loop was doing over the tenth of a second that ends at `at`.
struct LoopSample
{
    int loop = 0;
    SteadyNs at = 0;
    qint64 lagNs = 0;        ///< the largest
    quint32 open = 0;        ///< connections
    qint32 acceptQueue = -1; ///< connections that wait to be accepted, over all its listeners; -1: unknown
    qint32 acceptLimit = -1; ///< how many may wait
    qint64 overflows = -1;   ///< connections the kernel turned away for a full queue, host-wide, ever
};

using TcpSamplePtr = std::shared_ptr<const TcpSample>;
using LoopSamplePtr = std::shared_ptr<const LoopSample>;

} // namespace trace
