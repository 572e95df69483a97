// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "trace/samples.h"

#include <optional>

namespace net {

/// What the kernel knows of one connection.
struct KernelView
{
    /// Whether the other side has ended it, which a read would tell only later.
    enum class End : quint8 { Open, ClientFin, Reset };

    trace::TcpInfo tcp;
    End end = End::Open;
};

/// Asks the kernel: two system calls. Nothing where it does not tell (only Linux does).
[[nodiscard]] std::optional<KernelView> lookAt(qintptr socket);

/// Since the last segment that acknowledged something; -1: unknown. One system call.
[[nodiscard]] qint64 sinceAckNs(qintptr socket);

/// The connections that wait in front of a listening socket. -1: unknown.
struct AcceptQueue
{
    qint32 waiting = -1;
    qint32 limit = -1;
};
/// Linux tells it through the TCP_INFO of the listening socket (commit 5ee3afba88f5).
[[nodiscard]] AcceptQueue acceptQueue(qintptr listener);

/// Connections that were turned away because an accept queue was full, in this network namespace, ever; -1:
/// unknown. Reads a file.
[[nodiscard]] qint64 listenOverflows();

} // namespace net
