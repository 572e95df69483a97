// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/knownrows.h"
#include "trace/filter.h"
#include "trace/log.h"

#include <Qt>

#include <deque>
#include <optional>
#include <span>
#include <vector>

namespace models {

inline constexpr int naturalOrder = -1; ///< column: by arrival

/// One row of a view: the log's number for it and the record as the view shows it. Whoever has the view keeps
/// the record alive.
template <typename T>
struct ViewRow
{
    trace::Sequence sequence = 0;
    const T *record = nullptr;
};

/// What a view shows and in which order. A value that any thread may use.
template <typename T>
struct Criteria
{
    trace::Filter filter;
    std::optional<quint64> connection;   ///< only what belongs to this one
    std::optional<trace::TimeSpan> span; ///< only what overlaps this
    int column = naturalOrder;
    Qt::SortOrder order = Qt::AscendingOrder;
    trace::SteadyNs now = 0; ///< for columns that move on with the clock

    [[nodiscard]] bool matches(const T &record) const;
    [[nodiscard]] bool isSorted() const { return column != naturalOrder; }
    /// A total order: rows that are equivalent by the column stand in order of arrival, ascending or
    /// descending.
    [[nodiscard]] bool before(const ViewRow<T> &a, const ViewRow<T> &b) const;
};

/// When it was alive: an exchange from its first byte to its end, a connection from its acceptance to its
/// close. What still runs has no end yet, so it lasts to the end of the clock.
[[nodiscard]] trace::TimeSpan lifeOf(const trace::ConnectionRecord &record);
[[nodiscard]] trace::TimeSpan lifeOf(const trace::Exchange &record);

/// What has to happen to a view so that it agrees with the log again.
template <typename T>
struct ViewDelta
{
    struct Replacement
    {
        qsizetype row;
        const T *record;
        bool moves; ///< it does not belong at its row any more
    };
    struct Renaming
    {
        qsizetype row;            ///< one that leaves
        trace::Sequence sequence; ///< under which its record arrives again
    };

    std::vector<Replacement> replaced; ///< rows with a newer record; ascending
    std::vector<qsizetype> leaving;    ///< rows that do not match any more or are gone; ascending
    std::vector<ViewRow<T>> arriving;  ///< by sequence, ascending
    std::vector<Renaming> renamed;
    trace::Sequence first = 0; ///< rows below are gone
    bool simple = false; ///< what leaves is the front, what arrives belongs at the end and nothing moves

    struct Range
    {
        qsizetype first;
        qsizetype last;
    };
    static constexpr size_t mostRanges = 64; ///< more are said as one

    /// The rows replaced, those that adjoin as one range.
    [[nodiscard]] std::vector<Range> replacedRanges() const;
    [[nodiscard]] bool isEmpty() const { return replaced.empty() && leaving.empty() && arriving.empty(); }
};

/// The rows of a log that match, in the order wanted. A plain container without signals; T is
/// ConnectionRecord or Exchange.
template <typename T>
class ViewIndex
{
public:
    using Row = ViewRow<T>;
    using Delta = ViewDelta<T>;

    ViewIndex() = default;
    /// Of rows that match and stand in the order wanted; buildView() makes them so.
    ViewIndex(Criteria<T> criteria, std::span<const Row> rows);

    [[nodiscard]] const Criteria<T> &criteria() const { return m_criteria; }
    [[nodiscard]] qsizetype size() const { return qsizetype(m_rows.size()); }
    [[nodiscard]] const Row &at(qsizetype row) const { return m_rows[size_t(row)]; }
    /// Shown rows whose record may still be replaced.
    [[nodiscard]] const QHash<trace::Sequence, const T *> &running() const { return m_running; }
    /// The place of a shown row; O(log n).
    [[nodiscard]] qsizetype find(const Row &row) const;

    /// The rows, in order, that the other view does not hold.
    [[nodiscard]] std::vector<Row> without(const ViewIndex &other) const;

    /// Compares with what is known: rows below first are gone, those in changed (ascending, below fresh) have
    /// newer records, those from fresh on are new. O(changed + new), and O(rows) when a sorted view loses
    /// rows.
    [[nodiscard]] Delta delta(const KnownRows<T> &known, trace::Sequence first,
                              std::span<const trace::Sequence> changed, trace::Sequence fresh) const;
    /// What moves because the clock has moved on to now; takes now for the order at once.
    [[nodiscard]] Delta moveOn(trace::SteadyNs now);

    // The steps that apply a delta, in this order, each one a change that a view can follow.
    void replace(const Delta &delta);           ///< records alone
    void removeFront(qsizetype count);          ///< what leaves by a simple delta
    void append(std::span<const Row> arriving); ///< at the end, whatever the order
    /// Everything to its place, what leaves to the end; O(rows) at worst.
    void settle(const Delta &delta);
    void removeBack(qsizetype count); ///< what left
    /// All steps at once, for a view that nobody looks at.
    void apply(const Delta &delta);
    /// Rows of another view that are to leave this one by removeBack().
    void trail(std::span<const Row> leaving);

private:
    [[nodiscard]] bool before(const Row &a, const Row &b) const { return m_criteria.before(a, b); }
    void note(const Row &row);
    void evict(Delta &delta) const;
    void change(Delta &delta, const Row &now) const;
    void rename(Delta &delta) const;
    [[nodiscard]] bool isSimple(const Delta &delta) const;
    void merge(std::vector<Row> rows, size_t kept);

    Criteria<T> m_criteria;
    std::deque<Row> m_rows;
    trace::Sequence m_floor = 0; ///< no row is below, but for those that are leaving
    QHash<trace::Sequence, const T *> m_running;
};

/// A record that a newer one may still replace.
[[nodiscard]] bool isRunning(const trace::ConnectionRecord &record);
[[nodiscard]] bool isRunning(const trace::Exchange &record);

} // namespace models
