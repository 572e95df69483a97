// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QUrl>

#include <functional>

class QMenu;
class QModelIndex;

namespace gui {

class TableView;

/// The context menu of a table's rows: copy, filter by the cell, and what the row offers beyond that.
class RowMenu : public QObject
{
    Q_OBJECT
public:
    /// What the menu has to know about a cell; functions that are not set leave their entries out.
    struct Offers
    {
        std::function<QString(const QModelIndex &)> filterTerm;   ///< empty: the cell gives no term
        std::function<QUrl(const QModelIndex &)> url;             ///< invalid: the row has none
        std::function<void(QMenu *, const QModelIndex &)> copyAs; ///< adds more ways to copy the row
        std::function<void(QMenu *, const QModelIndex &)> more;   ///< adds what can be done with the row
    };

    /// The view owns this.
    RowMenu(TableView *view, Offers offers);

    /// The entries for that cell, into a menu of the caller's.
    void fill(QMenu *menu, const QModelIndex &index);

signals:
    void termChosen(const QString &term); ///< to be added to the filter

private:
    void addUrl(QMenu *menu, const QModelIndex &index);

    TableView *m_view;
    Offers m_offers;
};

} // namespace gui
