// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "gui/why.h"
#include "models/connectionsmodel.h"
#include "models/consolemodel.h"
#include "models/requestsmodel.h"

#include <QTimer>
#include <QUrl>

class QMenu;
class QSettings;

namespace gui {

class Acts;
class ColumnMemory;
class Details;
class FilterBar;
class Panes;
class TableView;

/// What is happening now: the models on the log, the views on them in their panes, and the one way selection
/// flows: a connection narrows the requests, a request fills the details. Lives in the window's thread.
class LiveView : public QObject
{
    Q_OBJECT
public:
    /// Fills the panes. Log, filter bar and panes must outlive this.
    LiveView(const trace::Log &log, FilterBar &filterBar, Panes &panes, QObject *parent = nullptr);

    /// What can be done to connections, for the menus; without it nothing can. Must outlive this.
    void setActs(Acts *acts) { m_acts = acts; }
    /// The address that is served, for the links and the words on empty views; invalid while stopped.
    void setServing(const QUrl &url);
    void setPaused(bool paused);
    /// To be called when the log was cleared.
    void forget();
    void setPalette(const QPalette &palette);

    void saveColumns(QSettings &settings) const;
    void restoreColumns(const QSettings &settings);
    void resetColumns();

signals:
    void fixChosen(gui::Fix fix);
    void openChosen(const QByteArray &address); ///< below the root, as on the disk
    void limitsChosen();

private:
    void makeTables();
    void makeMenus();
    void selectConnection();
    void selectRequest();
    void refreshDetails(const QModelIndex &topLeft, const QModelIndex &bottomRight);
    void showCounts();
    void offerActs(QMenu *menu, quint64 connection);

    const trace::Log &m_log;
    FilterBar &m_filterBar;
    models::ConnectionsModel m_connections;
    models::RequestsModel m_requests;
    models::ConsoleModel m_console;
    TableView *m_connectionsView;
    TableView *m_requestsView;
    Details *m_details;
    Acts *m_acts = nullptr;
    ColumnMemory *m_connectionColumns = nullptr;
    ColumnMemory *m_requestColumns = nullptr;
    QUrl m_url; ///< that is served, or was last
    bool m_serving = false;
    QTimer m_tick;
};

} // namespace gui
