// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/tablemodel.h"
#include "models/viewbuild.h"

#include <thread>

namespace models {

/// What a worker rings when it has come further, and when it has ended. No value but the percent travels with
/// it.
class Bell : public QObject
{
    Q_OBJECT
signals:
    void progressed(int percent);
    void rang();
};

/// Up to that many rows in the log a new filter or order is applied at once, above in a worker.
inline constexpr qsizetype rowsAtOnce = 20000;

/// How many columns a table has and which of them tick: what they say of a running row moves on with the
/// clock.
struct TableShape
{
    int columns;
    int firstTicking;
    int lastTicking;
};

/// A filtered, sorted, pausable table on one kind of a log's rows, kept up row by row. Rows are counted only
/// inserted, moved and removed, never reset, so a selection lives through every change of filter and order.
template <typename T>
class RowsModel : public TableModel
{
public:
    using Ptr = std::shared_ptr<const T>;

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    /// By a column, or by arrival for naturalOrder.
    void sort(int column, Qt::SortOrder order = Qt::AscendingOrder) override;

    [[nodiscard]] qsizetype matching() const override { return m_view.size(); }
    [[nodiscard]] qsizetype total() const override;
    [[nodiscard]] qsizetype waiting() const override;
    [[nodiscard]] bool isPaused() const override { return m_paused; }
    void setPaused(bool paused) override;
    void setFilter(const trace::Filter &filter) override;
    void setSpan(std::optional<trace::TimeSpan> span) override;
    [[nodiscard]] std::optional<trace::TimeSpan> span() const override { return m_wanted.span; }
    void setHighlight(const trace::Filter &filter) override;
    [[nodiscard]] bool isRebuilding() const override { return m_job != nullptr; }
    void cancelRebuild() override;
    [[nodiscard]] int rowOf(quint64 id) const override;
    void tick(trace::SteadyNs now) override;
    /// The record as shown in that row; the row must exist.
    [[nodiscard]] const Ptr &record(int row) const { return m_known.at(m_view.at(row).sequence); }

protected:
    RowsModel(const trace::Log *log, TableShape shape, qsizetype atOnce, QObject *parent);
    ~RowsModel() override;

    [[nodiscard]] const T &shown(int row) const { return *m_view.at(row).record; }
    [[nodiscard]] bool isHighlighted(const T &record) const;
    [[nodiscard]] trace::SteadyNs now() const { return m_now; }
    [[nodiscard]] const Criteria<T> &wanted() const { return m_wanted; }
    void want(Criteria<T> criteria);

private:
    struct Job;
    using View = ViewIndex<T>;
    using Delta = ViewDelta<T>;

    [[nodiscard]] const trace::Rows<T> &log() const;
    void logChanged(const trace::LogChange &change);
    void catchUp();
    void apply(const Delta &delta);
    void arrange(const Delta &delta);
    void replace(const Delta &delta);
    void insertAtEnd(std::span<const ViewRow<T>> rows);
    void removeAtEnd(qsizetype count);
    template <typename Change>
    void rearrange(Change change, const std::vector<typename Delta::Renaming> &renamed = {});
    void showTicking();

    void rebuild();
    void startWorker();
    void workerEnded();
    void adopt(BuiltView<T> built);
    [[nodiscard]] std::vector<ViewRow<T>> snapshot() const;

    const trace::Log *m_log;
    const TableShape m_shape;
    const qsizetype m_atOnce;
    KnownRows<T> m_known; ///< keeps alive what the views point at
    View m_view;
    SortedRowsPtr m_sorted; ///< that the view was made from
    Criteria<T> m_wanted;
    trace::Filter m_highlight;
    trace::SteadyNs m_now = 0;
    bool m_paused = false;
    trace::Sequence m_end = 0;             ///< the log's rows below this are known …
    std::vector<trace::Sequence> m_behind; ///< … but for what these changed to since; ascending
    std::shared_ptr<Job> m_job;
    Bell m_bell;
    std::jthread m_worker; ///< uses the bell and the records, so it goes first
};

} // namespace models
