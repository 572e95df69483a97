// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "gui/why.h"
#include "models/connectionsmodel.h"
#include "models/consolemodel.h"
#include "models/requestsmodel.h"
#include "models/seenvalues.h"
#include "net/limits.h"

#include <QTimer>
#include <QUrl>

class QMenu;
class QSettings;

namespace gui {

class Acts;
class ColumnMemory;
class Details;
class FilterBar;
class LanesView;
class Panes;
class TableView;

/// What is happening now, or happened in a capture: the models on the log, the views on them in their panes,
/// and the one way selection flows: a connection narrows the requests, a request fills the inspector, a span
/// of time on the lanes narrows everything. Lives in the window's thread.
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
    /// Everything shows only what overlaps that time; nothing: all.
    void setSpan(const std::optional<trace::TimeSpan> &span);
    /// Selects that request, whatever connection the requests are narrowed to.
    void chooseExchange(quint64 exchange, quint64 connection);
    /// How long connections are kept, for the words on them.
    void setKeepLimits(const net::Limits &limits);
    /// The log is that of a recording, which ends there as far as it was read.
    void setEnd(trace::SteadyNs end);
    /// The log was filled from a capture, or is being: there is nothing to start.
    void showCapture();
    /// To be called when the log was cleared.
    void forget();
    void setPalette(const QPalette &palette);

    [[nodiscard]] const trace::Log &log() const { return m_log; }
    /// How many requests the table shows: by the filter, the connection and the span of time, paused or not.
    [[nodiscard]] qsizetype shownCount() const { return m_requests.matching(); }
    /// They are being chosen anew: until that is done shownBy() is ahead of them.
    [[nodiscard]] bool isRebuilding() const { return m_requests.isRebuilding(); }
    [[nodiscard]] std::vector<trace::ExchangePtr> shownExchanges() const;
    /// What they are chosen by, as a filter; empty: by nothing.
    [[nodiscard]] QString shownBy() const;
    /// The request that is selected; null: none.
    [[nodiscard]] trace::ExchangePtr selectedExchange() const;

    /// What a person chose on the views: columns, the inspector's page, what the lanes show.
    void save(QSettings &settings) const;
    void restore(const QSettings &settings);
    void resetColumns();

signals:
    void spanChanged(const std::optional<trace::TimeSpan> &span);
    void fixChosen(gui::Fix fix);
    void openChosen(const QByteArray &address); ///< below the root, as on the disk
    void limitsChosen();
    /// The connections that somebody looks at.
    void watched(const std::vector<quint64> &connections);

private:
    void connectFilter();
    void connectLanes();
    void chooseConnection(quint64 connection);
    void tellWatched();
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
    models::SeenValues m_seen;
    LanesView *m_lanes;
    TableView *m_connectionsView;
    TableView *m_requestsView;
    Details *m_details;
    Acts *m_acts = nullptr;
    ColumnMemory *m_connectionColumns = nullptr;
    ColumnMemory *m_requestColumns = nullptr;
    QUrl m_url; ///< that is served, or was last
    bool m_serving = false;
    bool m_isCapture = false;
    std::vector<quint64> m_inSight; ///< on the lanes
    quint64 m_inspected = 0;        ///< connection; 0: none
    QTimer m_tick;
};

} // namespace gui
