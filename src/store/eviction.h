// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "store/capturelimits.h"
#include "store/connection.h"

namespace store {

/// What was taken out of a capture.
struct Evicted
{
    quint64 exchanges = 0;
    quint64 records = 0; ///< of every kind, the exchanges among them

    friend bool operator==(const Evicted &, const Evicted &) = default;
};

/// The run that is being recorded, for which what goes is counted.
struct Recorded
{
    qint64 run = 0;
    qint64 epochMs = 0; ///< when its steady clock was 0, ms since 1970 UTC
};

/// Takes out what is over the limits, the oldest first whatever it is a record of, in a transaction of its
/// own: a bounded part, so that the writer is never away for long; nothing when all is within. Connections
/// that are open stay. Now in ms since 1970 UTC. After an error there may be a transaction to be rolled back.
[[nodiscard]] tl::expected<Evicted, QSqlError> evictOldest(Connection &connection, CaptureLimits limits,
                                                           qint64 nowMs, Recorded recorded);

} // namespace store
