// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "trace/filter.h"
#include "trace/log.h"

#include <Qt>

#include <deque>
#include <memory>
#include <optional>
#include <span>
#include <stop_token>
#include <vector>

namespace models {

inline constexpr int naturalOrder = -1; ///< column: by arrival

/// What a view shows and in which order. A value that any thread may use.
template <typename T>
struct Criteria
{
    trace::Filter filter;
    std::optional<quint64> connection; ///< only what belongs to this one
    int column = naturalOrder;
    Qt::SortOrder order = Qt::AscendingOrder;
    trace::SteadyNs now = 0; ///< for columns that move on with the clock

    [[nodiscard]] bool matches(const T &record) const;
};

/// One row of a view: the log's number for it and the record as the view shows it. Views own what they show,
/// so that a row can still be read while it is being removed, and while a paused view is ahead of the log's
/// eviction.
template <typename T>
struct ViewRow
{
    trace::Sequence sequence = 0;
    std::shared_ptr<const T> record;
};

/// The rows of a log that match, in the order wanted. A plain container without signals; T is
/// ConnectionRecord or Exchange.
template <typename T>
class ViewIndex
{
public:
    using Row = ViewRow<T>;
    using Ptr = std::shared_ptr<const T>;

    /// What has to happen to a view so that it agrees with the log again.
    struct Delta
    {
        std::vector<Row> replaced; ///< shown before and after, with a newer record
        std::vector<trace::Sequence>
            leaving;               ///< shown rows that do not match any more or are gone; ascending
        std::vector<Row> arriving; ///< ascending
    };

    ViewIndex() = default;
    explicit ViewIndex(Criteria<T> criteria)
        : m_criteria(std::move(criteria))
    {
    }
    /// Matches and sorts a copy of a log's rows. Gives nothing when it was stopped.
    [[nodiscard]] static std::optional<ViewIndex> build(std::vector<Row> rows, Criteria<T> criteria,
                                                        const std::stop_token &stop = {});

    [[nodiscard]] const Criteria<T> &criteria() const { return m_criteria; }
    [[nodiscard]] qsizetype size() const { return qsizetype(m_rows.size()); }
    [[nodiscard]] const Row &at(qsizetype row) const { return m_rows[size_t(row)]; }
    [[nodiscard]] bool isSorted() const { return m_criteria.column != naturalOrder; }
    /// Shown rows whose record may still be replaced.
    [[nodiscard]] const QHash<trace::Sequence, Ptr> &running() const { return m_running; }
    /// The place of a shown row; O(log n).
    [[nodiscard]] qsizetype find(const Row &row) const;

    /// Compares with the log: rows below its first are gone, those in changed hold newer records, [from, to)
    /// are new.
    [[nodiscard]] Delta delta(const trace::Rows<T> &log, std::span<const trace::Sequence> changed,
                              trace::Sequence from, trace::Sequence to) const;

private:
    Criteria<T> m_criteria;
    std::deque<Row> m_rows;
    QHash<trace::Sequence, Ptr> m_running;
};

} // namespace models
