// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QStringList>

class QHeaderView;
class QMenu;
class QSettings;
class QTableView;

namespace gui {

/// The columns of one table: their first widths, the menu that hides and shows them, and their memory from
/// one run to the next. Until the person sizes a column by hand one elastic column takes the room the others
/// leave.
class ColumnMemory : public QObject
{
    Q_OBJECT
public:
    /// How the columns look before the person changes anything.
    struct Defaults
    {
        QStringList widest; ///< for each column a text that should just fit
        int elastic = 0;    ///< the column that grows and shrinks with the view
        QList<int> hidden;
    };

    /// The table's model must be set already; the table owns this.
    ColumnMemory(QTableView *table, Defaults defaults);

    void save(QSettings &settings, const QString &key) const;
    void restore(const QSettings &settings, const QString &key);
    /// Back to the defaults and to the natural order.
    void reset();
    /// Adds the columns as checkable entries, and the way back to the defaults.
    void fillMenu(QMenu *menu);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void fit();
    [[nodiscard]] int narrowest(int column) const;

    QTableView *m_table;
    QHeaderView *m_header;
    Defaults m_defaults;
    bool m_sizedByHand = false;
    bool m_fitting = false; ///< sizes that change now are ours
};

} // namespace gui
