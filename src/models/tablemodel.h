// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/columns.h"
#include "trace/filter.h"
#include "trace/readiness.h"

#include <QAbstractTableModel>
#include <QLocale>
#include <QPalette>

#include <optional>

namespace models {

/// What the tables have in common whatever their rows are. Lives in the window's thread.
class TableModel : public QAbstractTableModel
{
    Q_OBJECT
public:
    using QAbstractTableModel::QAbstractTableModel;

    [[nodiscard]] virtual qsizetype matching() const = 0; ///< rows shown
    [[nodiscard]] virtual qsizetype total() const = 0;    ///< rows in the log
    /// While paused: rows that came since, matching or not.
    [[nodiscard]] virtual qsizetype waiting() const = 0;
    [[nodiscard]] virtual bool isPaused() const = 0;
    /// A paused view stands still, also when the log evicts what it shows; resumed it catches up in one step.
    /// A new filter or order while paused is applied to the rows as they were. Meanwhile the records of those
    /// rows are kept, so memory for up to one more budget of the log is held.
    virtual void setPaused(bool paused) = 0;
    /// Rows that do not match are not shown. Over a large log the old view stays until the new one is ready.
    virtual void setFilter(const trace::Filter &filter) = 0;
    /// Rows that were not alive within that time are not shown; nothing shows all. What still runs is alive.
    virtual void setSpan(std::optional<trace::TimeSpan> span) = 0;
    [[nodiscard]] virtual std::optional<trace::TimeSpan> span() const = 0;
    /// Rows for which it certainly holds have HighlightRole; the empty filter highlights none.
    virtual void setHighlight(const trace::Filter &filter) = 0;
    /// True from a change of filter or order until it is shown.
    [[nodiscard]] virtual bool isRebuilding() const = 0;
    /// Gives up what is being rebuilt: the view stays as it is, by the filter, span, connection and order it
    /// was made by. Emits orderChanged() when the order had been asked to change.
    virtual void cancelRebuild() = 0;
    /// The row of that connection or exchange, -1 when it is not shown. Searches from the newest on.
    [[nodiscard]] virtual int rowOf(quint64 id) const = 0;
    /// What moves on while a row is running is shown as of now (steady clock, ns); to be called once a
    /// second. A paused view stands still.
    virtual void tick(trace::SteadyNs now) = 0;

    /// Colours for Qt::ForegroundRole follow this palette.
    void setPalette(const QPalette &palette);

signals:
    /// matching(), total() or waiting() changed; at most once per append.
    void countsChanged();
    void rebuildingChanged(bool rebuilding);
    void rebuildProgressed(int percent); ///< while rebuilding: 1 to 100, ascending
    /// The rows are in this order again, though another was asked for.
    void orderChanged(int column, Qt::SortOrder order);

protected:
    [[nodiscard]] const QPalette &palette() const { return m_palette; }
    [[nodiscard]] const QLocale &locale() const { return m_locale; }
    [[nodiscard]] static QVariant alignment(bool isNumber);
    /// headerData() of a column that columns.h describes.
    template <typename Column>
    [[nodiscard]] QVariant headerOf(Column column, Qt::Orientation orientation, int role) const
    {
        if (orientation != Qt::Horizontal || int(column) < 0 || int(column) >= columnCount())
            return {};
        switch (role) {
        case Qt::DisplayRole:
        case Qt::AccessibleTextRole: return heading(column);
        case Qt::ToolTipRole:
        case Qt::AccessibleDescriptionRole: return explanation(column);
        case Qt::TextAlignmentRole: return alignment(isNumber(column));
        default: return {};
        }
    }

private:
    QPalette m_palette;
    QLocale m_locale;
};

} // namespace models
