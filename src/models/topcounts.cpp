// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/topcounts.h"

#include <algorithm>

namespace models {

void Counts::add(const Counts &other)
{
    requests += other.requests;
    errors += other.errors;
    connections += other.connections;
    bytes += other.bytes;
    durations.add(other.durations);
}

Counts &TopCounts::of(QByteArrayView name)
{
    const auto known = m_rows.find(QByteArray::fromRawData(name.data(), name.size()));
    if (known != m_rows.end())
        return *known;
    if (name.size() > m_mostBytes / longestShare)
        return m_others;
    while (m_rows.size() >= m_most || m_bytes + name.size() > m_mostBytes)
        forgetHalf();
    m_bytes += name.size();
    return m_rows[name.toByteArray()];
}

void TopCounts::forgetHalf()
{
    std::vector<quint64> sizes;
    sizes.reserve(size_t(m_rows.size()));
    for (const Counts &row : std::as_const(m_rows))
        sizes.push_back(row.requests);
    const auto middle = sizes.begin() + qptrdiff(sizes.size() / 2);
    std::nth_element(sizes.begin(), middle, sizes.end());
    const quint64 bound = *middle;
    auto excess = (m_rows.size() + 1) / 2;
    const auto forget = [this, &excess](auto less) {
        for (auto row = m_rows.begin(); row != m_rows.end() && excess > 0;) {
            if (!less(row->requests)) {
                ++row;
                continue;
            }
            m_others.add(*row);
            m_bytes -= row.key().size();
            row = m_rows.erase(row);
            --excess;
        }
    };
    forget([bound](quint64 requests) { return requests < bound; });
    // Of equal ones every other first: taken as the table holds them, those that stay would crowd into one
    // part of it, and every look-up there would walk past them.
    bool everyOther = false;
    forget(
        [bound, &everyOther](quint64 requests) { return requests == bound && (everyOther = !everyOther); });
    forget([bound](quint64 requests) { return requests == bound; });
}

} // namespace models
