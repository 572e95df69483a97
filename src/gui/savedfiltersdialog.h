// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "gui/savedfilters.h"

#include <QDialog>

#include <optional>

class QLabel;
class QLineEdit;
class QPushButton;
class QTreeWidget;
class QTreeWidgetItem;

namespace gui {

/// Gives filters names, and keeps those that have some: rename, delete, and take a deletion back. Not modal.
class SavedFiltersDialog : public QDialog
{
    Q_OBJECT
public:
    /// Changes the filters given, which must outlive this.
    explicit SavedFiltersDialog(SavedFilters &filters, QWidget *parent = nullptr);

    /// Shows, ready to name that filter; without one, to look after those there are.
    void openFor(const QString &text);

signals:
    void changed();

private:
    QWidget *makeNameRow();
    QWidget *makeButtons();
    void fill(const QString &chosen = {});
    void saveText();
    void renamed(QTreeWidgetItem *item);
    void removeChosen();
    void takeBack();
    void enableButtons();

    SavedFilters &m_filters;
    QString m_text; ///< to be named
    std::optional<SavedFilter> m_removed;
    QWidget *m_nameRow;
    QLabel *m_textLabel;
    QLineEdit *m_name;
    QPushButton *m_save;
    QTreeWidget *m_list;
    QPushButton *m_rename;
    QPushButton *m_remove;
    QPushButton *m_undo;
    QLabel *m_note;
};

} // namespace gui
