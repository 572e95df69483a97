// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/viewindex.h"

#include "models/columns.h"

#include <algorithm>
#include <iterator>

namespace models {

namespace {

constexpr size_t stride = 16384; ///< rows a worker handles between two looks at its stop token

quint64 connectionOf(const trace::ConnectionRecord &record)
{
    return record.id;
}

quint64 connectionOf(const trace::Exchange &record)
{
    return record.connection;
}

/// A sort that can be stopped. False when it was.
template <typename Row, typename Before>
bool sortUnlessStopped(std::vector<Row> &rows, Before before, const std::stop_token &stop)
{
    const auto at = [&rows](size_t row) { return rows.begin() + qptrdiff(std::min(row, rows.size())); };
    for (size_t row = 0; row < rows.size(); row += stride) {
        if (stop.stop_requested())
            return false;
        std::sort(at(row), at(row + stride), before);
    }
    for (size_t width = stride; width < rows.size(); width *= 2) {
        for (size_t row = 0; row + width < rows.size(); row += 2 * width) {
            if (stop.stop_requested())
                return false;
            std::inplace_merge(at(row), at(row + width), at(row + 2 * width), before);
        }
    }
    return true;
}

/// Which sequences a view holds, as one bit each.
template <typename T>
class Members
{
public:
    explicit Members(const ViewIndex<T> &view)
    {
        if (view.size() == 0)
            return;
        trace::Sequence last = 0;
        m_first = view.at(0).sequence;
        for (qsizetype row = 0; row < view.size(); ++row) {
            m_first = std::min(m_first, view.at(row).sequence);
            last = std::max(last, view.at(row).sequence);
        }
        m_bits.resize(size_t(last - m_first) + 1);
        for (qsizetype row = 0; row < view.size(); ++row)
            m_bits[size_t(view.at(row).sequence - m_first)] = true;
    }

    [[nodiscard]] bool contains(trace::Sequence sequence) const
    {
        return sequence >= m_first && sequence - m_first < m_bits.size()
            && m_bits[size_t(sequence - m_first)];
    }

private:
    trace::Sequence m_first = 0;
    std::vector<bool> m_bits;
};

} // namespace

bool isRunning(const trace::ConnectionRecord &record)
{
    return record.state != trace::State::Closed;
}

bool isRunning(const trace::Exchange &record)
{
    return record.outcome == trace::Outcome::InProgress;
}

template <typename T>
bool Criteria<T>::matches(const T &record) const
{
    return (!connection || connectionOf(record) == *connection) && filter.matches(record);
}

template <typename T>
auto ViewIndex<T>::build(std::vector<Row> rows, Criteria<T> criteria, const std::stop_token &stop)
    -> std::optional<ViewIndex>
{
    ViewIndex index;
    index.m_criteria = std::move(criteria);
    size_t kept = 0;
    for (size_t row = 0; row < rows.size(); ++row) {
        if (row % stride == 0 && stop.stop_requested())
            return std::nullopt;
        if (!index.m_criteria.matches(*rows[row].record))
            continue;
        index.note(rows[row]);
        if (kept != row)
            rows[kept] = std::move(rows[row]);
        ++kept;
    }
    rows.resize(kept);
    const auto before = [&index](const Row &a, const Row &b) { return index.before(a, b); };
    if (index.m_criteria.isSorted() && !sortUnlessStopped(rows, before, stop))
        return std::nullopt;
    index.m_rows.assign(std::move_iterator(rows.begin()), std::move_iterator(rows.end()));
    return index;
}

/// A total order: rows that are equivalent by the column stand in order of arrival, ascending or descending.
template <typename T>
bool ViewIndex<T>::before(const Row &a, const Row &b) const
{
    if (m_criteria.isSorted()) {
        const auto order = compare(*a.record, *b.record, m_criteria.column, m_criteria.now);
        if (order != 0)
            return (order < 0) == (m_criteria.order == Qt::AscendingOrder);
    }
    return a.sequence < b.sequence;
}

template <typename T>
qsizetype ViewIndex<T>::lowerBound(const Row &row) const
{
    const auto place = std::lower_bound(m_rows.cbegin(), m_rows.cend(), row,
                                        [this](const Row &a, const Row &b) { return before(a, b); });
    return place - m_rows.cbegin();
}

template <typename T>
bool ViewIndex<T>::holds(const Row &row) const
{
    const qsizetype place = lowerBound(row);
    return place < size() && at(place).sequence == row.sequence;
}

template <typename T>
qsizetype ViewIndex<T>::find(const Row &row) const
{
    Q_ASSERT(holds(row));
    return lowerBound(row);
}

template <typename T>
auto ViewIndex<T>::delta(const trace::Rows<T> &log, std::span<const trace::Sequence> changed,
                         trace::Sequence from, trace::Sequence to) const -> Delta
{
    Delta delta;
    evict(delta, log);
    for (const trace::Sequence sequence : changed) {
        if (log.contains(sequence))
            change(delta, {sequence, log.at(sequence)});
    }
    for (auto sequence = std::max(from, log.first()); sequence < to; ++sequence) {
        if (m_criteria.matches(*log.at(sequence)))
            delta.arriving.push_back({sequence, log.at(sequence)});
    }
    const auto byRow = [](const auto &a, const auto &b) { return a.row < b.row; };
    std::sort(delta.leaving.begin(), delta.leaving.end());
    std::sort(delta.replaced.begin(), delta.replaced.end(), byRow);
    std::sort(delta.arriving.begin(), delta.arriving.end(),
              [this](const Row &a, const Row &b) { return before(a, b); });
    delta.simple = isSimple(delta);
    rename(delta, log);
    return delta;
}

template <typename T>
bool ViewIndex<T>::isSimple(const Delta &delta) const
{
    const bool fromFront
        = delta.leaving.empty() || delta.leaving.back() == qsizetype(delta.leaving.size()) - 1;
    const bool toEnd
        = delta.arriving.empty() || m_rows.empty() || before(m_rows.back(), delta.arriving.front());
    return fromFront && toEnd
        && std::none_of(delta.replaced.begin(), delta.replaced.end(),
                        [](const auto &row) { return row.moves; });
}

/// Rows that the log has let go.
template <typename T>
void ViewIndex<T>::evict(Delta &delta, const trace::Rows<T> &log) const
{
    for (qsizetype row = 0; row < size(); ++row) {
        if (at(row).sequence < log.first())
            delta.leaving.push_back(row);
        else if (!m_criteria.isSorted())
            return; // the rest is newer
    }
}

/// A row whose record is now this one. What can change is running, so when it is shown it is among those.
template <typename T>
void ViewIndex<T>::change(Delta &delta, const Row &now) const
{
    const bool matches = m_criteria.matches(*now.record);
    const auto shown = m_running.constFind(now.sequence);
    if (shown == m_running.cend()) {
        if (matches
            && !holds(now)) // a view built after the change, before it was told, has the record already
            delta.arriving.push_back(now);
        return;
    }
    const qsizetype row = find({now.sequence, *shown});
    if (!matches) {
        delta.leaving.push_back(row);
        return;
    }
    const bool moves
        = m_criteria.isSorted() && compare(**shown, *now.record, m_criteria.column, m_criteria.now) != 0;
    delta.replaced.push_back({row, now.record, moves});
}

template <typename T>
auto ViewIndex<T>::moveOn(trace::SteadyNs now) -> Delta
{
    Delta delta;
    for (auto row = m_running.cbegin(); row != m_running.cend(); ++row)
        delta.replaced.push_back({find({row.key(), row.value()}), row.value(), true});
    std::sort(delta.replaced.begin(), delta.replaced.end(),
              [](const auto &a, const auto &b) { return a.row < b.row; });
    m_criteria.now = now;
    return delta;
}

/// What still runs is not evicted for good, it comes back under a new number; what was selected stays
/// selected.
template <typename T>
void ViewIndex<T>::rename(Delta &delta, const trace::Rows<T> &log) const
{
    QHash<quint64, Row> gone; // by id
    if (delta.leaving.empty() || delta.arriving.empty())
        return;
    for (auto row = m_running.cbegin(); row != m_running.cend(); ++row) {
        if (row.key() < log.first())
            gone.insert(row.value()->id, {row.key(), row.value()});
    }
    if (gone.isEmpty())
        return;
    for (const Row &row : delta.arriving) {
        if (const auto old = gone.constFind(row.record->id); old != gone.cend())
            delta.renamed.push_back({find(*old), row.sequence});
    }
}

template <typename T>
void ViewIndex<T>::note(const Row &row)
{
    if (isRunning(*row.record))
        m_running.insert(row.sequence, row.record);
}

template <typename T>
void ViewIndex<T>::removeFront(qsizetype count)
{
    for (; count > 0; --count) {
        forget(m_rows.front());
        m_rows.pop_front();
    }
}

template <typename T>
void ViewIndex<T>::removeBack(qsizetype count)
{
    for (; count > 0; --count) {
        forget(m_rows.back());
        m_rows.pop_back();
    }
}

template <typename T>
void ViewIndex<T>::replace(const Delta &delta)
{
    for (const auto &replacement : delta.replaced) {
        Row &row = m_rows[size_t(replacement.row)];
        row.record = replacement.record;
        forget(row);
        note(row);
    }
}

template <typename T>
void ViewIndex<T>::append(std::span<const Row> arriving)
{
    for (const Row &row : arriving) {
        m_rows.push_back(row);
        note(row);
    }
}

template <typename T>
void ViewIndex<T>::settle(const Delta &delta)
{
    std::vector<Row> out;
    std::vector<Row> moving(std::move_iterator(m_rows.end() - qptrdiff(delta.arriving.size())),
                            std::move_iterator(m_rows.end()));
    auto leaving = delta.leaving.cbegin();
    auto replaced = delta.replaced.cbegin();
    const size_t end = m_rows.size() - delta.arriving.size();
    size_t kept = 0;
    for (size_t row = 0; row < end; ++row) {
        const auto here = qsizetype(row);
        while (replaced != delta.replaced.cend() && (replaced->row < here || !replaced->moves))
            ++replaced;
        if (leaving != delta.leaving.cend() && *leaving == here) {
            out.push_back(std::move(m_rows[row]));
            ++leaving;
        } else if (replaced != delta.replaced.cend() && replaced->row == here) {
            moving.push_back(std::move(m_rows[row]));
        } else {
            if (kept != row)
                m_rows[kept] = std::move(m_rows[row]);
            ++kept;
        }
    }
    std::move(out.begin(), out.end(), m_rows.end() - qptrdiff(out.size()));
    merge(std::move(moving), kept);
}

/// Puts rows in among the first kept ones, which stand in order; behind those is room for them.
template <typename T>
void ViewIndex<T>::merge(std::vector<Row> rows, size_t kept)
{
    const auto order = [this](const Row &a, const Row &b) { return before(a, b); };
    std::sort(rows.begin(), rows.end(), order);
    auto unread = m_rows.begin() + qptrdiff(kept);
    auto written = unread + qptrdiff(rows.size());
    for (auto row = rows.rbegin(); row != rows.rend(); ++row) {
        const auto place = std::upper_bound(m_rows.begin(), unread, *row, order);
        written = std::move_backward(place, unread, written);
        unread = place;
        *--written = std::move(*row);
    }
}

template <typename T>
void ViewIndex<T>::apply(const Delta &delta)
{
    replace(delta);
    append(delta.arriving);
    settle(delta);
    removeBack(qsizetype(delta.leaving.size()));
}

template <typename T>
auto ViewIndex<T>::without(const ViewIndex &other) const -> std::vector<Row>
{
    const Members theirs(other);
    std::vector<Row> rows;
    std::copy_if(m_rows.begin(), m_rows.end(), std::back_inserter(rows),
                 [&theirs](const Row &row) { return !theirs.contains(row.sequence); });
    return rows;
}

template struct Criteria<trace::ConnectionRecord>;
template struct Criteria<trace::Exchange>;
template class ViewIndex<trace::ConnectionRecord>;
template class ViewIndex<trace::Exchange>;

} // namespace models
