// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/viewindex.h"

#include <QAbstractTableModel>
#include <QLocale>
#include <QPalette>

#include <set>
#include <thread>

namespace models {

/// What the tables have in common that has no type of row. Lives in the window's thread.
class TableModel : public QAbstractTableModel
{
    Q_OBJECT
public:
    using QAbstractTableModel::QAbstractTableModel;

    [[nodiscard]] virtual qsizetype matching() const = 0; ///< rows shown
    [[nodiscard]] virtual qsizetype total() const = 0;    ///< rows in the log
    /// While paused: rows that came since.
    [[nodiscard]] virtual qsizetype waiting() const = 0;
    [[nodiscard]] virtual bool isPaused() const = 0;
    /// The view stops; the log goes on. When resumed it catches up in one step.
    virtual void setPaused(bool paused) = 0;
    /// Rows that do not match are not shown. Over a large log the old view stays until the new one is ready.
    virtual void setFilter(const trace::Filter &filter) = 0;
    /// True from a change of filter or order until it is shown.
    [[nodiscard]] virtual bool isRebuilding() const = 0;
    /// The row of that connection or exchange, -1 when it is not shown. Searches from the newest on.
    [[nodiscard]] virtual int rowOf(quint64 id) const = 0;

    /// Colours for Qt::ForegroundRole follow this palette.
    void setPalette(const QPalette &palette);

signals:
    /// matching(), total() or waiting() changed; at most once per append.
    void countsChanged();
    void rebuildingChanged(bool rebuilding);

protected:
    [[nodiscard]] const QPalette &palette() const { return m_palette; }
    [[nodiscard]] const QLocale &locale() const { return m_locale; }
    /// A worker has ended; called in the model's thread.
    Q_INVOKABLE virtual void workerDone() = 0;

private:
    QPalette m_palette;
    QLocale m_locale;
};

/// A filtered, sorted, pausable table on one kind of a log's rows, kept up row by row.
template <typename T>
class RowsModel : public TableModel
{
public:
    using Ptr = std::shared_ptr<const T>;
    /// Up to here a new filter or order is applied at once, above in a worker.
    static constexpr qsizetype atOnce = 20000;

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    void sort(int column, Qt::SortOrder order = Qt::AscendingOrder) override;

    [[nodiscard]] qsizetype matching() const override { return m_view.size(); }
    [[nodiscard]] qsizetype total() const override;
    [[nodiscard]] qsizetype waiting() const override;
    [[nodiscard]] bool isPaused() const override { return m_paused; }
    void setPaused(bool paused) override;
    void setFilter(const trace::Filter &filter) override;
    [[nodiscard]] bool isRebuilding() const override { return m_job != nullptr; }
    [[nodiscard]] int rowOf(quint64 id) const override;
    /// The record as shown in that row; the row must exist.
    [[nodiscard]] const Ptr &record(int row) const { return m_view.at(row).record; }

protected:
    RowsModel(const trace::Log *log, QObject *parent);
    ~RowsModel() override;

    [[nodiscard]] const ViewIndex<T> &view() const { return m_view; }
    [[nodiscard]] const Criteria<T> &wanted() const { return m_wanted; }
    void setWanted(Criteria<T> criteria);

private:
    struct Job;

    const trace::Log *m_log;
    ViewIndex<T> m_view;
    Criteria<T> m_wanted;
    bool m_paused = false;
    trace::Sequence m_end = 0;          ///< the view knows the log's rows below this
    std::set<trace::Sequence> m_behind; ///< rows below m_end that changed since the view looked at them
    std::shared_ptr<Job> m_job;
    std::jthread m_worker;
};

} // namespace models
