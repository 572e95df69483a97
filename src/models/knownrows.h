// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "trace/log.h"

#include <algorithm>
#include <deque>
#include <iterator>
#include <memory>
#include <span>
#include <utility>
#include <vector>

namespace models {

/// Adds those below the end to an ascending list.
inline void addBelow(std::vector<trace::Sequence> &list, const std::vector<trace::Sequence> &more,
                     trace::Sequence end)
{
    const auto last = std::lower_bound(more.begin(), more.end(), end);
    std::vector<trace::Sequence> united;
    united.reserve(list.size() + more.size());
    std::set_union(list.begin(), list.end(), more.begin(), last, std::back_inserter(united));
    list = std::move(united);
}

/// A log's rows as a view knows them: its own hold on the records. So a row can still be read while it is
/// being removed, and a paused view keeps what the log evicts. By sequence; there may be gaps.
template <typename T>
class KnownRows
{
public:
    using Ptr = std::shared_ptr<const T>;
    struct Row
    {
        trace::Sequence sequence;
        Ptr record;
    };

    [[nodiscard]] trace::Sequence first() const { return m_first; } ///< rows below were let go
    [[nodiscard]] qsizetype size() const { return qsizetype(m_rows.size()); }
    [[nodiscard]] auto begin() const { return m_rows.cbegin(); }
    [[nodiscard]] auto end() const { return m_rows.cend(); }
    /// The first row from that sequence on; O(log n).
    [[nodiscard]] auto from(trace::Sequence sequence) const
    {
        return std::lower_bound(m_rows.cbegin(), m_rows.cend(), sequence,
                                [](const Row &row, trace::Sequence wanted) { return row.sequence < wanted; });
    }
    /// The record of that row; null when it is not known.
    [[nodiscard]] const Ptr &at(trace::Sequence sequence) const
    {
        static const Ptr none;
        const auto row = from(sequence);
        return row != m_rows.cend() && row->sequence == sequence ? row->record : none;
    }

    /// Takes the log's newer records of changed rows and its new rows, those not below fresh. Returns the
    /// records that were replaced.
    [[nodiscard]] std::vector<Ptr> take(const trace::Rows<T> &log, std::span<const trace::Sequence> changed,
                                        trace::Sequence fresh)
    {
        std::vector<Ptr> replaced;
        for (const trace::Sequence sequence : changed) {
            const auto row = m_rows.begin() + (from(sequence) - m_rows.cbegin());
            if (log.contains(sequence))
                replaced.push_back(std::exchange(row->record, log.at(sequence)));
        }
        for (auto sequence = std::max(fresh, log.first()); sequence < log.end(); ++sequence)
            m_rows.push_back({sequence, log.at(sequence)});
        return replaced;
    }

    /// Lets go of the rows below that sequence and adds their records to those released.
    void forgetBelow(trace::Sequence first, std::vector<Ptr> &released)
    {
        const auto last = m_rows.begin() + (from(first) - m_rows.cbegin());
        for (auto row = m_rows.begin(); row != last; ++row)
            released.push_back(std::move(row->record));
        m_rows.erase(m_rows.begin(), last);
        m_first = first;
    }

private:
    std::deque<Row> m_rows;
    trace::Sequence m_first = 0;
};

} // namespace models
