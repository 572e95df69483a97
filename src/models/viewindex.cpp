// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/viewindex.h"

#include "models/columns.h"

#include <algorithm>
#include <iterator>
#include <limits>

namespace models {

namespace {

quint64 connectionOf(const trace::ConnectionRecord &record)
{
    return record.id;
}

quint64 connectionOf(const trace::Exchange &record)
{
    return record.connection;
}

/// Which sequences a view holds, as one bit each.
template <typename T>
class Members
{
public:
    explicit Members(const std::deque<ViewRow<T>> &rows)
    {
        const auto bySequence
            = [](const ViewRow<T> &a, const ViewRow<T> &b) { return a.sequence < b.sequence; };
        const auto [first, last] = std::minmax_element(rows.begin(), rows.end(), bySequence);
        if (first == rows.end())
            return;
        m_first = first->sequence;
        m_bits.resize(size_t(last->sequence - m_first) + 1);
        for (const ViewRow<T> &row : rows)
            m_bits[size_t(row.sequence - m_first)] = true;
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

trace::TimeSpan lifeOf(const trace::ConnectionRecord &record)
{
    return {record.accepted, isRunning(record) ? std::numeric_limits<trace::SteadyNs>::max() : record.closed};
}

trace::TimeSpan lifeOf(const trace::Exchange &record)
{
    return {record.timings.firstByte,
            isRunning(record) ? std::numeric_limits<trace::SteadyNs>::max() : record.timings.finished};
}

template <typename T>
bool Criteria<T>::matches(const T &record) const
{
    if (connection && connectionOf(record) != *connection)
        return false;
    if (span) {
        const trace::TimeSpan life = lifeOf(record);
        if (!span->overlaps(life.from, life.until))
            return false;
    }
    return filter.matches(record);
}

template <typename T>
auto ViewDelta<T>::replacedRanges() const -> std::vector<Range>
{
    std::vector<Range> ranges;
    for (const Replacement &replacement : replaced) {
        const bool adjoins = !ranges.empty() && ranges.back().last + 1 == replacement.row;
        if (adjoins || ranges.size() == mostRanges)
            ranges.back().last = replacement.row;
        else
            ranges.push_back({replacement.row, replacement.row});
    }
    return ranges;
}

template <typename T>
bool Criteria<T>::before(const ViewRow<T> &a, const ViewRow<T> &b) const
{
    if (isSorted()) {
        const auto sides = compare(*a.record, *b.record, column, now);
        if (std::is_neq(sides))
            return std::is_lt(sides) == (order == Qt::AscendingOrder);
    }
    return a.sequence < b.sequence;
}

template <typename T>
ViewIndex<T>::ViewIndex(Criteria<T> criteria, std::span<const Row> rows)
    : m_criteria(std::move(criteria))
{
    append(rows);
}

template <typename T>
qsizetype ViewIndex<T>::find(const Row &row) const
{
    const auto place = std::lower_bound(m_rows.cbegin(), m_rows.cend(), row,
                                        [this](const Row &a, const Row &b) { return before(a, b); });
    Q_ASSERT(place != m_rows.cend() && place->sequence == row.sequence);
    return place - m_rows.cbegin();
}

template <typename T>
auto ViewIndex<T>::delta(const KnownRows<T> &known, trace::Sequence first,
                         std::span<const trace::Sequence> changed, trace::Sequence fresh) const -> Delta
{
    Delta delta;
    delta.first = first;
    evict(delta);
    for (const trace::Sequence sequence : changed) {
        const auto &record = known.at(sequence);
        if (record && sequence >= first)
            change(delta, {sequence, record.get()});
    }
    for (auto row = known.from(std::max(fresh, first)); row != known.end(); ++row) {
        if (m_criteria.matches(*row->record))
            delta.arriving.push_back({row->sequence, row->record.get()});
    }
    const auto byRow = [](const auto &a, const auto &b) { return a.row < b.row; };
    std::sort(delta.leaving.begin(), delta.leaving.end());
    std::sort(delta.replaced.begin(), delta.replaced.end(), byRow);
    std::sort(delta.arriving.begin(), delta.arriving.end(),
              [this](const Row &a, const Row &b) { return before(a, b); });
    delta.simple = isSimple(delta);
    rename(delta);
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
void ViewIndex<T>::evict(Delta &delta) const
{
    if (delta.first <= m_floor)
        return;
    for (qsizetype row = 0; const Row &shown : m_rows) {
        if (shown.sequence < delta.first)
            delta.leaving.push_back(row);
        else if (!m_criteria.isSorted())
            return; // the rest is newer
        ++row;
    }
}

/// A row whose record is now this one. What can change is running, so when it is shown it is among those.
template <typename T>
void ViewIndex<T>::change(Delta &delta, const Row &now) const
{
    const bool matches = m_criteria.matches(*now.record);
    const auto shown = m_running.constFind(now.sequence);
    if (shown == m_running.cend()) {
        if (matches)
            delta.arriving.push_back(now);
        return;
    }
    const qsizetype row = find({now.sequence, *shown});
    if (!matches) {
        delta.leaving.push_back(row);
        return;
    }
    const bool moves = m_criteria.isSorted()
        && std::is_neq(compare(**shown, *now.record, m_criteria.column, m_criteria.now));
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
void ViewIndex<T>::rename(Delta &delta) const
{
    if (delta.leaving.empty() || delta.arriving.empty())
        return;
    QHash<quint64, Row> gone; // by id
    for (auto row = m_running.cbegin(); row != m_running.cend(); ++row) {
        if (row.key() < delta.first)
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
void ViewIndex<T>::replace(const Delta &delta)
{
    m_floor = std::max(m_floor, delta.first);
    for (const auto &replacement : delta.replaced) {
        Row &row = m_rows[size_t(replacement.row)];
        row.record = replacement.record;
        m_running.remove(row.sequence);
        note(row);
    }
}

template <typename T>
void ViewIndex<T>::removeFront(qsizetype count)
{
    const auto end = m_rows.begin() + count;
    for (auto row = m_rows.begin(); row != end; ++row)
        m_running.remove(row->sequence);
    m_rows.erase(m_rows.begin(), end);
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
void ViewIndex<T>::trail(std::span<const Row> leaving)
{
    m_rows.insert(m_rows.end(), leaving.begin(), leaving.end());
}

template <typename T>
void ViewIndex<T>::removeBack(qsizetype count)
{
    m_rows.erase(m_rows.end() - count, m_rows.end());
}

template <typename T>
void ViewIndex<T>::settle(const Delta &delta)
{
    const auto arrived = m_rows.end() - qptrdiff(delta.arriving.size());
    std::vector<Row> moving(arrived, m_rows.end());
    std::vector<Row> out;
    auto unread = m_rows.begin();
    auto kept = unread; // rows that stay close up behind this
    const auto takeOut = [&](qsizetype row, std::vector<Row> &to) {
        const auto place = m_rows.begin() + row;
        kept = kept == unread ? place : std::copy(unread, place, kept);
        unread = place + 1;
        to.push_back(*place);
    };
    auto leaving = delta.leaving.begin();
    const auto takeLeaving = [&](qsizetype until) {
        for (; leaving != delta.leaving.end() && *leaving < until; ++leaving)
            takeOut(*leaving, out);
    };
    for (const auto &replacement : delta.replaced) {
        if (replacement.moves) {
            takeLeaving(replacement.row);
            takeOut(replacement.row, moving);
        }
    }
    takeLeaving(size());
    kept = kept == unread ? arrived : std::copy(unread, arrived, kept);

    for (const Row &row : out)
        m_running.remove(row.sequence);
    std::copy(out.begin(), out.end(), m_rows.end() - qptrdiff(out.size()));
    merge(std::move(moving), size_t(kept - m_rows.begin()));
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
        written = std::copy_backward(place, unread, written);
        unread = place;
        *--written = *row;
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
    const Members theirs(other.m_rows);
    std::vector<Row> rows;
    std::copy_if(m_rows.begin(), m_rows.end(), std::back_inserter(rows),
                 [&theirs](const Row &row) { return !theirs.contains(row.sequence); });
    return rows;
}

template struct Criteria<trace::ConnectionRecord>;
template struct Criteria<trace::Exchange>;
template struct ViewDelta<trace::ConnectionRecord>;
template struct ViewDelta<trace::Exchange>;
template class ViewIndex<trace::ConnectionRecord>;
template class ViewIndex<trace::Exchange>;

} // namespace models
