// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtGlobal>

#include <vector>

namespace trace {

/// Nanoseconds on the steady clock; 0 means "has not happened".
using SteadyNs = qint64;

/// A turn of the loop in which a socket was ready, and what came of it.
struct Transfer
{
    enum class Kind : quint8 {
        Read,       ///< bytes came
        Write,      ///< the kernel took bytes
        EmptyRead,  ///< woken up to read, and there was nothing
        FullBuffer, ///< the kernel took nothing more: its send buffer is full
    };

    SteadyNs at = 0;   ///< of the last turn, when several are joined
    qint64 bytes = 0;  ///< 0 for EmptyRead; still to be handed over for FullBuffer, -1 while nobody knows
    quint32 turns = 1; ///< joined in this one
    Kind kind = Kind::Read;

    friend bool operator==(const Transfer &, const Transfer &) = default;
};

/// The most that are kept of one exchange; what comes after is joined with the last of its kind.
inline constexpr size_t mostTransfers = 256;
using Transfers = std::vector<Transfer>;

/// A time in which a person held the exchange back.
struct Hold
{
    SteadyNs from = 0;
    SteadyNs until = 0; ///< 0: still held

    friend bool operator==(const Hold &, const Hold &) = default;
};

/// A stretch of time, both ends included. What overlaps it belongs to it.
struct TimeSpan
{
    SteadyNs from = 0;
    SteadyNs until = 0;

    [[nodiscard]] bool overlaps(SteadyNs start, SteadyNs end) const { return start <= until && end >= from; }
    friend bool operator==(const TimeSpan &, const TimeSpan &) = default;
};

} // namespace trace
