// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/brokenpages.h"
#include "models/timebuckets.h"
#include "models/topcounts.h"

#include <array>

namespace models {

/// What requests are counted by.
enum class TopKind : quint8 { Path, Client, Status, Outcome, Method, Type, File, Absent };
inline constexpr size_t topKinds = size_t(TopKind::Absent) + 1;

/// All that is counted of exchanges that ended, in bounded memory. A value; one thread at a time.
class Tally
{
public:
    Tally();

    /// Counts an exchange that ended.
    void add(const trace::Exchange &exchange);

    [[nodiscard]] quint64 requests() const { return m_requests; }
    /// By path: as asked for, without the query. By file: its path on the disk, of what was sent. Absent: the
    /// paths that were answered with 404.
    [[nodiscard]] const TopCounts &top(TopKind kind) const { return m_tops[size_t(kind)]; }
    [[nodiscard]] const BrokenPages &broken() const { return m_broken; }
    [[nodiscard]] const TimeBuckets &seconds() const { return m_seconds; } ///< of an hour and a half
    [[nodiscard]] const TimeBuckets &minutes() const { return m_minutes; } ///< of a week

private:
    void count(TopKind kind, QByteArrayView name, const trace::Exchange &exchange);

    quint64 m_requests = 0;
    std::array<TopCounts, topKinds> m_tops;
    BrokenPages m_broken;
    TimeBuckets m_seconds;
    TimeBuckets m_minutes;
};

} // namespace models
