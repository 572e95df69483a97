// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/timebuckets.h"

#include <algorithm>
#include <numeric>

namespace models {

quint64 TimeBucket::total() const
{
    return std::accumulate(requests.begin(), requests.end(), quint64(0));
}

TimeBucket *TimeBuckets::at(trace::SteadyNs moment)
{
    const qint64 number = moment / m_widthNs;
    if (m_list.empty() || m_list.back().number < number) {
        m_list.emplace_back().number = number;
        if (m_list.size() > m_most)
            m_list.pop_front();
        return &m_list.back();
    }
    const auto found
        = std::lower_bound(m_list.begin(), m_list.end(), number,
                           [](const TimeBucket &bucket, qint64 key) { return bucket.number < key; });
    if (found->number == number)
        return &*found;
    if (m_list.size() >= m_most) {
        if (found == m_list.begin())
            return nullptr;
        const auto place = found - m_list.begin() - 1;
        m_list.pop_front();
        const auto made = m_list.emplace(m_list.begin() + place);
        made->number = number;
        return &*made;
    }
    const auto made = m_list.emplace(found);
    made->number = number;
    return &*made;
}

void TimeBuckets::add(const trace::Exchange &exchange)
{
    TimeBucket *bucket = at(exchange.timings.finished);
    if (!bucket)
        return;
    ++bucket->requests[std::min(size_t(statusKind(exchange)), TimeBucket::kinds - 1)];
    bucket->bytesIn += quint64(exchange.requestHead.size() + exchange.requestBodyBytes);
    bucket->bytesOut += quint64(exchange.responseBytes);
    bucket->durations.add(exchange.durationNs());
    if (exchange.timings.responseStart > 0)
        bucket->waits.add(exchange.timings.responseStart - exchange.timings.firstByte);
}

} // namespace models
