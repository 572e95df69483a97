// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/viewbuild.h"

#include <algorithm>
#include <iterator>

namespace models {

namespace {

/// Fewer rows than that for one that stands in order are put in one by one.
constexpr size_t few = 16;

template <typename T>
class Builder
{
public:
    using Row = ViewRow<T>;

    Builder(std::vector<Row> rows, const Criteria<T> &criteria, Steps &steps)
        : m_rows(std::move(rows))
        , m_criteria(criteria)
        , m_steps(steps)
        , m_matches(m_rows.size())
    {
    }

    [[nodiscard]] bool match();
    [[nodiscard]] bool sort(const SortedRows *before);
    /// What matches, in the order wanted.
    [[nodiscard]] std::vector<Row> matching() const;
    [[nodiscard]] SortedRowsPtr sorted(const SortedRowsPtr &before) const;

private:
    void placeRows();
    [[nodiscard]] std::vector<Row> stillThere(const SortedRows &before);
    void merge(const std::vector<Row> &kept, const std::vector<Row> &rest);
    [[nodiscard]] size_t placeOf(trace::Sequence sequence) const
    {
        return m_places[size_t(sequence - m_rows.front().sequence)];
    }

    static constexpr quint32 nowhere = ~quint32(0);

    std::vector<Row> m_rows; ///< ascending by sequence
    const Criteria<T> &m_criteria;
    Steps &m_steps;
    std::vector<bool> m_matches;   ///< by place in m_rows
    std::vector<quint32> m_places; ///< of a sequence in m_rows, counted from the first
    std::vector<bool> m_kept;      ///< by place: it was sorted before
    std::vector<Row> m_sorted;     ///< those that match, and whatever else was sorted before
    size_t m_new = 0;              ///< of these, those that were not
};

template <typename T>
bool Builder<T>::match()
{
    for (size_t row = 0; row < m_rows.size(); ++row) {
        if (row % stride == 0 && !m_steps.next())
            return false;
        m_matches[row] = m_criteria.matches(*m_rows[row].record);
    }
    return true;
}

template <typename T>
bool Builder<T>::sort(const SortedRows *before)
{
    placeRows();
    m_kept.assign(m_rows.size(), false);
    const std::vector<Row> kept = before ? stillThere(*before) : std::vector<Row>();
    std::vector<Row> rest;
    for (size_t row = 0; row < m_rows.size(); ++row) {
        if (m_matches[row] && !m_kept[row])
            rest.push_back(m_rows[row]);
    }
    m_new = rest.size();
    m_steps.begin(2 * stridesIn(rest.size()), 60);
    const auto order = [this](const Row &a, const Row &b) { return m_criteria.before(a, b); };
    if (!sortUnlessStopped(rest, order, m_steps))
        return false;
    merge(kept, rest);
    return true;
}

template <typename T>
void Builder<T>::placeRows()
{
    if (m_rows.empty())
        return;
    m_places.assign(size_t(m_rows.back().sequence - m_rows.front().sequence) + 1, nowhere);
    for (size_t row = 0; row < m_rows.size(); ++row)
        m_places[size_t(m_rows[row].sequence - m_rows.front().sequence)] = quint32(row);
}

template <typename T>
auto Builder<T>::stillThere(const SortedRows &before) -> std::vector<Row>
{
    std::vector<Row> kept;
    kept.reserve(before.sequences.size());
    for (const trace::Sequence sequence : before.sequences) {
        if (m_rows.empty() || sequence < m_rows.front().sequence || sequence > m_rows.back().sequence)
            continue;
        const size_t place = placeOf(sequence);
        if (place == nowhere)
            continue;
        m_kept[place] = true;
        kept.push_back(m_rows[place]);
    }
    return kept;
}

template <typename T>
void Builder<T>::merge(const std::vector<Row> &kept, const std::vector<Row> &rest)
{
    const auto order = [this](const Row &a, const Row &b) { return m_criteria.before(a, b); };
    m_sorted.reserve(kept.size() + rest.size());
    if (rest.size() * few > kept.size()) {
        std::merge(kept.begin(), kept.end(), rest.begin(), rest.end(), std::back_inserter(m_sorted), order);
        return;
    }
    auto unread = kept.begin();
    for (const Row &row : rest) {
        const auto place = std::upper_bound(unread, kept.end(), row, order);
        m_sorted.insert(m_sorted.end(), unread, place);
        m_sorted.push_back(row);
        unread = place;
    }
    m_sorted.insert(m_sorted.end(), unread, kept.end());
}

template <typename T>
auto Builder<T>::matching() const -> std::vector<Row>
{
    std::vector<Row> rows;
    if (m_criteria.isSorted()) {
        std::copy_if(m_sorted.begin(), m_sorted.end(), std::back_inserter(rows),
                     [this](const Row &row) { return m_matches[placeOf(row.sequence)]; });
        return rows;
    }
    for (size_t row = 0; row < m_rows.size(); ++row) {
        if (m_matches[row])
            rows.push_back(m_rows[row]);
    }
    return rows;
}

/// What still runs may belong elsewhere tomorrow.
template <typename T>
SortedRowsPtr Builder<T>::sorted(const SortedRowsPtr &before) const
{
    if (!m_criteria.isSorted())
        return nullptr;
    if (before && m_new == 0 && m_sorted.size() == before->sequences.size())
        return before;
    auto sorted = std::make_shared<SortedRows>(SortedRows{m_criteria.column, m_criteria.order, {}});
    sorted->sequences.reserve(m_sorted.size());
    for (const Row &row : m_sorted) {
        if (!isRunning(*row.record))
            sorted->sequences.push_back(row.sequence);
    }
    return sorted;
}

} // namespace

template <typename T>
std::optional<BuiltView<T>> buildView(std::vector<ViewRow<T>> rows, Criteria<T> criteria,
                                      const SortedRowsPtr &before, const std::stop_token &stop,
                                      const Progress &progress)
{
    Steps steps(stop, progress);
    steps.begin(stridesIn(rows.size()), criteria.isSorted() ? 40 : 100);
    Builder<T> builder(std::move(rows), criteria, steps);
    if (!builder.match())
        return std::nullopt;
    const bool fits = before && before->column == criteria.column && before->order == criteria.order;
    if (criteria.isSorted() && !builder.sort(fits ? before.get() : nullptr))
        return std::nullopt;
    const auto matching = builder.matching();
    SortedRowsPtr sorted = builder.sorted(fits ? before : nullptr);
    return BuiltView<T>{ViewIndex<T>(std::move(criteria), matching), std::move(sorted)};
}

template std::optional<BuiltView<trace::ConnectionRecord>>
buildView(std::vector<ViewRow<trace::ConnectionRecord>>, Criteria<trace::ConnectionRecord>,
          const SortedRowsPtr &, const std::stop_token &, const Progress &);
template std::optional<BuiltView<trace::Exchange>> buildView(std::vector<ViewRow<trace::Exchange>>,
                                                             Criteria<trace::Exchange>, const SortedRowsPtr &,
                                                             const std::stop_token &, const Progress &);

} // namespace models
