// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QTableView>

#include <optional>

namespace models {
class TableModel;
}

namespace gui {

class FollowTail;

/// A table of live rows: one row height, no grid, whole rows selected one at a time, the newest row followed
/// while the view is at the bottom, and words on the empty view that say what to do.
class TableView : public QTableView
{
    Q_OBJECT
public:
    explicit TableView(QWidget *parent = nullptr);

    /// To be called once.
    void setModel(QAbstractItemModel *model) override;
    [[nodiscard]] FollowTail *followTail() const { return m_followTail; }

    /// Shown in the middle while there are no rows.
    void setEmptyText(const QString &text);
    [[nodiscard]] const QString &emptyText() const { return m_emptyText; }

    /// The id of the selected row (models::IdRole); nothing when none is selected.
    [[nodiscard]] std::optional<quint64> selectedId() const;
    /// The current row as text, its cells in the order shown, with a tab between them.
    [[nodiscard]] QString rowText(int row) const;

public slots:
    void copyRow() const;
    /// Selects nothing.
    void deselect();
    /// Selects the row of that id and goes to it, as soon as it is shown.
    void select(quint64 id);
    /// Selects the row that was selected when it is back after the filter had taken it away.
    void selectAgain();

signals:
    /// The person selected another row or none. Not emitted when the rows are only put in another order.
    void selectedIdChanged();

protected:
    void rowsAboutToBeRemoved(const QModelIndex &parent, int start, int end) override;
    void paintEvent(QPaintEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    void setRowHeight();
    void setSelected(std::optional<quint64> id);
    void noticeRelease();

    QString m_emptyText;
    FollowTail *m_followTail = nullptr;
    models::TableModel *m_tableModel = nullptr; ///< null when the rows have no ids
    std::optional<quint64> m_selected;
};

} // namespace gui
