// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/timesliderdensity.h"

#include "models/marks.h"

#include <algorithm>

namespace gui {

namespace {

/// Rounded down, of negative numbers too.
qint64 divided(qint64 number, qint64 by)
{
    return number >= 0 ? number / by : -((-number + by - 1) / by);
}

} // namespace

void TimeDensity::add(const trace::Exchange &exchange)
{
    const trace::SteadyNs began = exchange.timings.firstByte;
    const bool runs = exchange.outcome == trace::Outcome::InProgress;
    const bool isNew = !m_running.contains(exchange.id);
    const trace::SteadyNs latest = std::max(began, exchange.timings.finished);
    m_bounds = isEmpty() ? trace::TimeSpan{began, latest}
                         : trace::TimeSpan{std::min(m_bounds.from, began), std::max(m_bounds.until, latest)};
    Slice &slice = at(began);
    if (isNew)
        ++slice.requests;
    if (!runs && models::isTrouble(models::statusKind(exchange)))
        ++slice.errors;
    if (runs)
        m_running.insert(exchange.id, began);
    else if (!isNew)
        m_running.remove(exchange.id);
}

TimeDensity::Slice &TimeDensity::at(trace::SteadyNs time)
{
    if (isEmpty())
        m_first = divided(time, m_sliceNs);
    for (;;) {
        const qint64 number = divided(time, m_sliceNs);
        const qint64 first = std::min(number, m_first);
        const qint64 end = std::max(number + 1, m_first + qint64(m_slices.size()));
        if (end - first > mostSlices) {
            halve();
            continue;
        }
        m_slices.insert(m_slices.begin(), size_t(m_first - first), Slice{});
        m_slices.resize(size_t(end - first));
        m_first = first;
        return m_slices[size_t(number - first)];
    }
}

/// Joins two slices each.
void TimeDensity::halve()
{
    const qint64 first = divided(m_first, 2);
    std::vector<Slice> joined(size_t(divided(m_first + qint64(m_slices.size()) - 1, 2) - first + 1));
    for (size_t i = 0; i < m_slices.size(); ++i) {
        Slice &slice = joined[size_t(divided(m_first + qint64(i), 2) - first)];
        slice.requests += m_slices[i].requests;
        slice.errors += m_slices[i].errors;
    }
    m_slices = std::move(joined);
    m_first = first;
    m_sliceNs *= 2;
}

TimeDensity::Slice TimeDensity::between(trace::SteadyNs from, trace::SteadyNs until) const
{
    Slice sum;
    const qint64 begin = std::max<qint64>(divided(from, m_sliceNs) - m_first, 0);
    const qint64 end = std::min<qint64>(divided(until - 1, m_sliceNs) + 1 - m_first, qint64(m_slices.size()));
    for (qint64 i = begin; i < end; ++i) {
        sum.requests += m_slices[size_t(i)].requests;
        sum.errors += m_slices[size_t(i)].errors;
    }
    return sum;
}

} // namespace gui
