// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>

class QCompleter;
class QModelIndex;
class QStandardItemModel;
class QTreeView;

namespace models {
class SeenValues;
}

namespace gui {

class FilterEdit;

/// Proposes how to go on in a filter that is being written: a list under the cursor, with an explanation for
/// each. It opens while one writes, and by Ctrl+Space; Tab takes the chosen one or the first, Enter the
/// chosen one, Esc closes.
class FilterCompletion : public QObject
{
    Q_OBJECT
public:
    /// The edit owns this.
    explicit FilterCompletion(FilterEdit *edit);

    /// Where values come from; must outlive this. Null: none are proposed.
    void setSeen(const models::SeenValues *seen) { m_seen = seen; }
    /// Opens the list, with its first line chosen. Does nothing when there is nothing to propose.
    void open();
    [[nodiscard]] bool isOpen() const;

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void propose();
    void show();
    void accept(const QModelIndex &index);
    [[nodiscard]] bool popupKey(int key);

    FilterEdit *m_edit;
    QCompleter *m_completer;
    QTreeView *m_popup;
    QStandardItemModel *m_model;
    const models::SeenValues *m_seen = nullptr;
    qsizetype m_from = 0; ///< what a proposal takes the place of
    qsizetype m_length = 0;
};

} // namespace gui
