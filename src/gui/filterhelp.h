// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDialog>

class QLineEdit;
class QTreeWidget;
class QTreeWidgetItem;

namespace gui {

/// The filter language on a page, to be searched: what to write, and what it finds. Not modal, so that one
/// can read and write.
class FilterHelp : public QDialog
{
    Q_OBJECT
public:
    explicit FilterHelp(QWidget *parent = nullptr);

    /// Shows and takes the keys.
    void open() override;

signals:
    void termChosen(const QString &term); ///< to be added to the filter

private:
    void fill();
    void search(const QString &text);
    void choose(const QTreeWidgetItem *item);

    QLineEdit *m_search;
    QTreeWidget *m_list;
};

} // namespace gui
