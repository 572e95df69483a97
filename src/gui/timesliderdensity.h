// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "trace/records.h"

#include <QHash>

namespace gui {

/// How many requests began when, in slices of time that grow as the time does, so that it stays as small as
/// it is. A plain container.
class TimeDensity
{
public:
    struct Slice
    {
        quint32 requests = 0;
        quint32 errors = 0; ///< of them: 4xx, 5xx or broken off

        friend bool operator==(const Slice &, const Slice &) = default;
    };
    static constexpr qint64 mostSlices = 1024;

    /// Each request counts once, whatever newer records of it come.
    void add(const trace::Exchange &exchange);

    [[nodiscard]] bool isEmpty() const { return m_slices.empty(); }
    /// From the first request to the last moment that is known; nothing yet: both 0.
    [[nodiscard]] trace::TimeSpan bounds() const { return m_bounds; }
    /// What began in [from, until), as far as whole slices tell.
    [[nodiscard]] Slice between(trace::SteadyNs from, trace::SteadyNs until) const;
    [[nodiscard]] qint64 sliceNs() const { return m_sliceNs; }

private:
    [[nodiscard]] Slice &at(trace::SteadyNs time);
    void halve();

    std::vector<Slice> m_slices;
    qint64 m_first = 0; ///< number of the first slice: its time divided by m_sliceNs
    qint64 m_sliceNs = 1'000'000;
    trace::TimeSpan m_bounds;
    QHash<quint64, trace::SteadyNs> m_running; ///< requests that have not ended
};

} // namespace gui
