// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/rowsmodel.h"

#include "models/roles.h"

#include <QHash>

#include <algorithm>
#include <iterator>

namespace models {

/// A view being built. The worker writes result, which the model's thread reads after it joined the worker;
/// the rest is the model's thread's alone.
template <typename T>
struct RowsModel<T>::Job
{
    std::optional<BuiltView<T>> result;
    trace::Sequence end = 0;             ///< the result knows rows below this …
    std::vector<trace::Sequence> behind; ///< … but for what these changed to since
    std::vector<Ptr> kept;               ///< records that the model let go of since
    bool cancelled = false;              ///< nothing comes in its place
};

template <typename T>
RowsModel<T>::RowsModel(const trace::Log *log, TableShape shape, qsizetype atOnce, QObject *parent)
    : TableModel(parent)
    , m_log(log)
    , m_shape(shape)
    , m_atOnce(atOnce)
{
    connect(log, &trace::Log::changed, this, [this](const trace::LogChange &change) { logChanged(change); });
    connect(
        &m_bell, &Bell::rang, this, [this] { workerEnded(); }, Qt::QueuedConnection);
    connect(
        &m_bell, &Bell::progressed, this,
        [this](int percent) {
            if (m_job && !m_worker.get_stop_token().stop_requested())
                emit rebuildProgressed(percent);
        },
        Qt::QueuedConnection);
    catchUp();
}

/// A worker stops at its next look at the token and is waited for.
template <typename T>
RowsModel<T>::~RowsModel() = default;

template <typename T>
const trace::Rows<T> &RowsModel<T>::log() const
{
    if constexpr (std::is_same_v<T, trace::Exchange>)
        return m_log->exchanges();
    else
        return m_log->connections();
}

template <typename T>
int RowsModel<T>::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_view.size());
}

template <typename T>
int RowsModel<T>::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : m_shape.columns;
}

template <typename T>
qsizetype RowsModel<T>::total() const
{
    return log().size();
}

template <typename T>
qsizetype RowsModel<T>::waiting() const
{
    return qsizetype(log().end() - std::max(m_end, log().first()));
}

template <typename T>
int RowsModel<T>::rowOf(quint64 id) const
{
    for (qsizetype row = m_view.size() - 1; row >= 0; --row) {
        if (m_view.at(row).record->id == id)
            return int(row);
    }
    return -1;
}

template <typename T>
void RowsModel<T>::logChanged(const trace::LogChange &change)
{
    const auto &changed = [&change]() -> const auto &
    {
        if constexpr (std::is_same_v<T, trace::Exchange>)
            return change.exchanges.changed;
        else
            return change.connections.changed;
    }
    ();
    addBelow(m_behind, changed, m_end);
    if (!m_paused)
        catchUp();
    emit countsChanged();
}

template <typename T>
void RowsModel<T>::catchUp()
{
    const auto behind = std::exchange(m_behind, {});
    const auto fresh = std::exchange(m_end, log().end());
    auto released = m_known.take(log(), behind, fresh);
    apply(m_view.delta(m_known, log().first(), behind, fresh));
    m_known.forgetBelow(log().first(), released);
    if (m_job) { // the worker may still look at them
        addBelow(m_job->behind, behind, m_job->end);
        std::move(released.begin(), released.end(), std::back_inserter(m_job->kept));
    }
}

template <typename T>
void RowsModel<T>::apply(const Delta &delta)
{
    // A row that goes at one end to come back at the other takes what points at it along; only arrange() can
    // do that.
    if (!delta.simple || (!delta.renamed.empty() && !persistentIndexList().isEmpty())) {
        arrange(delta);
        return;
    }
    replace(delta);
    if (!delta.leaving.empty()) {
        beginRemoveRows({}, 0, int(delta.leaving.size()) - 1);
        m_view.removeFront(qsizetype(delta.leaving.size()));
        endRemoveRows();
    }
    insertAtEnd(delta.arriving);
}

template <typename T>
void RowsModel<T>::arrange(const Delta &delta)
{
    replace(delta);
    insertAtEnd(delta.arriving);
    rearrange([&] { m_view.settle(delta); }, delta.renamed);
    removeAtEnd(qsizetype(delta.leaving.size()));
}

template <typename T>
void RowsModel<T>::replace(const Delta &delta)
{
    if (delta.replaced.empty())
        return;
    m_view.replace(delta);
    for (const auto &range : delta.replacedRanges())
        emit dataChanged(index(int(range.first), 0), index(int(range.last), m_shape.columns - 1));
}

template <typename T>
void RowsModel<T>::insertAtEnd(std::span<const ViewRow<T>> rows)
{
    if (rows.empty())
        return;
    beginInsertRows({}, int(m_view.size()), int(m_view.size() + qsizetype(rows.size())) - 1);
    m_view.append(rows);
    endInsertRows();
}

template <typename T>
void RowsModel<T>::removeAtEnd(qsizetype count)
{
    if (count == 0)
        return;
    beginRemoveRows({}, int(m_view.size() - count), int(m_view.size()) - 1);
    m_view.removeBack(count);
    endRemoveRows();
}

/// Changes the order of the rows and nothing else; what points at a row goes with it.
template <typename T>
template <typename Change>
void RowsModel<T>::rearrange(Change change, const std::vector<typename Delta::Renaming> &renamed)
{
    emit layoutAboutToBeChanged({}, VerticalSortHint);
    QHash<trace::Sequence, trace::Sequence> names;
    for (const auto &renaming : renamed) {
        // Both ways: no two indexes may come to point at one place.
        names.insert(m_view.at(renaming.row).sequence, renaming.sequence);
        names.insert(renaming.sequence, m_view.at(renaming.row).sequence);
    }

    const QModelIndexList before = persistentIndexList();
    std::vector<trace::Sequence> sequences;
    QHash<trace::Sequence, int> rows;
    for (const QModelIndex &index : before) {
        const auto sequence = m_view.at(index.row()).sequence;
        sequences.push_back(names.value(sequence, sequence));
        rows.insert(sequences.back(), -1);
    }
    change();
    for (qsizetype row = 0; !rows.isEmpty() && row < m_view.size(); ++row) {
        if (const auto wanted = rows.find(m_view.at(row).sequence); wanted != rows.end())
            *wanted = int(row);
    }
    QModelIndexList after;
    for (qsizetype i = 0; i < before.size(); ++i)
        after.append(index(rows.value(sequences[size_t(i)]), before[i].column()));
    changePersistentIndexList(before, after);
    emit layoutChanged({}, VerticalSortHint);
}

template <typename T>
void RowsModel<T>::setPaused(bool paused)
{
    if (m_paused == paused)
        return;
    m_paused = paused;
    if (!paused)
        catchUp();
    emit countsChanged();
}

template <typename T>
void RowsModel<T>::setFilter(const trace::Filter &filter)
{
    auto criteria = m_wanted;
    criteria.filter = filter;
    want(std::move(criteria));
}

template <typename T>
void RowsModel<T>::setSpan(std::optional<trace::TimeSpan> span)
{
    if (span == m_wanted.span)
        return;
    auto criteria = m_wanted;
    criteria.span = span;
    want(std::move(criteria));
}

template <typename T>
void RowsModel<T>::setHighlight(const trace::Filter &filter)
{
    m_highlight = filter;
    if (rowCount() > 0)
        emit dataChanged(index(0, 0), index(rowCount() - 1, columnCount() - 1), {HighlightRole});
}

template <typename T>
bool RowsModel<T>::isHighlighted(const T &record) const
{
    return !m_highlight.isEmpty() && m_highlight.judge(record) == trace::Truth::Yes;
}

template <typename T>
void RowsModel<T>::sort(int column, Qt::SortOrder order)
{
    auto criteria = m_wanted;
    criteria.column = column >= 0 && column < m_shape.columns ? column : naturalOrder;
    criteria.order = order;
    if (criteria.column == m_wanted.column && criteria.order == m_wanted.order)
        return;
    want(std::move(criteria));
}

template <typename T>
void RowsModel<T>::tick(trace::SteadyNs now)
{
    if (m_paused)
        return;
    m_now = now;
    m_wanted.now = now;
    if (m_view.running().isEmpty())
        return;
    const int sorted = m_view.criteria().column;
    if (sorted >= m_shape.firstTicking && sorted <= m_shape.lastTicking)
        arrange(m_view.moveOn(now));
    else
        showTicking();
}

/// One range from the first running row to the last.
template <typename T>
void RowsModel<T>::showTicking()
{
    auto first = m_view.size();
    qsizetype last = 0;
    for (auto row = m_view.running().cbegin(); row != m_view.running().cend(); ++row) {
        const auto place = m_view.find({row.key(), row.value()});
        first = std::min(first, place);
        last = std::max(last, place);
    }
    emit dataChanged(index(int(first), m_shape.firstTicking), index(int(last), m_shape.lastTicking));
}

template <typename T>
void RowsModel<T>::want(Criteria<T> criteria)
{
    m_wanted = std::move(criteria);
    rebuild();
}

/// Brings the view to the criteria wanted: at once, or in a worker when that could hold up the window.
template <typename T>
void RowsModel<T>::rebuild()
{
    if (m_job) {
        m_job->cancelled = false;
        m_worker.request_stop(); // workerEnded() comes back here
        return;
    }
    if (m_known.size() > m_atOnce) {
        startWorker();
        return;
    }
    adopt(*buildView(snapshot(), m_wanted, m_sorted));
    emit countsChanged();
}

template <typename T>
void RowsModel<T>::cancelRebuild()
{
    if (!m_job)
        return;
    const auto given = std::exchange(m_wanted, m_view.criteria());
    m_wanted.now = m_now;
    m_job->cancelled = true;
    m_worker.request_stop(); // workerEnded() follows
    if (given.column != m_wanted.column || given.order != m_wanted.order)
        emit orderChanged(m_wanted.column, m_wanted.order);
}

template <typename T>
std::vector<ViewRow<T>> RowsModel<T>::snapshot() const
{
    std::vector<ViewRow<T>> rows;
    rows.reserve(size_t(m_known.size()));
    for (const auto &row : m_known)
        rows.push_back({row.sequence, row.record.get()});
    return rows;
}

/// What the worker looks at never changes and stays: records are constant, and m_known or the job keeps each
/// one until the worker was joined. Its place among the members makes sure that it outlives neither them nor
/// the bell.
template <typename T>
void RowsModel<T>::startWorker()
{
    m_job = std::make_shared<Job>();
    m_job->end = m_end;
    m_worker = std::jthread([bell = &m_bell, job = m_job, rows = snapshot(), criteria = m_wanted,
                             sorted = m_sorted](const std::stop_token &stop) mutable {
        job->result = buildView(std::move(rows), std::move(criteria), sorted, stop,
                                [bell](int percent) { emit bell->progressed(percent); });
        emit bell->rang();
    });
    emit rebuildingChanged(true);
}

template <typename T>
void RowsModel<T>::workerEnded()
{
    const bool superseded = m_worker.get_stop_token().stop_requested();
    m_worker.join();
    const auto job = std::exchange(m_job, nullptr);
    if (job->cancelled) {
        emit countsChanged();
    } else if (superseded) {
        rebuild();
    } else {
        BuiltView<T> next = std::move(*job->result);
        next.view.apply(next.view.delta(m_known, m_known.first(), job->behind, job->end));
        adopt(std::move(next));
        emit countsChanged();
    }
    if (!m_job)
        emit rebuildingChanged(false);
}

/// Goes over from the view shown to the next one without a reset: what is new comes at the end, everything
/// takes its place, what is not wanted any more leaves at the end.
template <typename T>
void RowsModel<T>::adopt(BuiltView<T> built)
{
    m_sorted = std::move(built.sorted);
    View next = std::move(built.view);
    const auto arriving = next.without(m_view);
    const auto leaving = m_view.without(next);
    next.trail(leaving);
    insertAtEnd(arriving);
    rearrange([&] { m_view = std::move(next); });
    removeAtEnd(qsizetype(leaving.size()));
}

template class RowsModel<trace::ConnectionRecord>;
template class RowsModel<trace::Exchange>;

} // namespace models
