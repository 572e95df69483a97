// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/liveview.h"

#include "gui/acts.h"
#include "gui/columnmemory.h"
#include "gui/consolepane.h"
#include "gui/copymenu.h"
#include "gui/details.h"
#include "gui/filterbar.h"
#include "gui/filterterms.h"
#include "gui/lanesview.h"
#include "gui/panes.h"
#include "gui/rowdelegate.h"
#include "gui/rowmenu.h"
#include "gui/tableview.h"

#include "models/format.h"
#include "trace/steadyclock.h"

#include <QHeaderView>
#include <QMenu>

#include <algorithm>
#include <chrono>

namespace gui {

using namespace std::chrono_literals;

LiveView::LiveView(const trace::Log &log, FilterBar &filterBar, Panes &panes, QObject *parent)
    : QObject(parent)
    , m_log(log)
    , m_filterBar(filterBar)
    , m_connections(&log)
    , m_requests(&log)
    , m_console(&log)
    , m_seen(&log)
    , m_lanes(new LanesView(log))
    , m_connectionsView(new TableView)
    , m_requestsView(new TableView)
    , m_details(new Details(log))
{
    makeTables();
    makeMenus();
    panes.fill(m_lanes, m_connectionsView, m_requestsView, m_details, new ConsolePane(&m_console));

    connect(m_connectionsView, &TableView::selectedIdChanged, this, &LiveView::selectConnection);
    connect(m_requestsView, &TableView::selectedIdChanged, this, &LiveView::selectRequest);
    connect(m_details, &Details::fixChosen, this, &LiveView::fixChosen);
    connect(m_details, &Details::openChosen, this, &LiveView::openChosen);
    connect(m_details, &Details::limitsChosen, this, &LiveView::limitsChosen);
    connect(m_details, &Details::exchangeChosen, this, &LiveView::chooseExchange);
    connect(m_details, &Details::connectionChosen, this, &LiveView::chooseConnection);
    connect(m_details, &Details::watched, this, [this](quint64 connection) {
        m_inspected = connection;
        tellWatched();
    });
    connect(m_details, &Details::termChosen, &filterBar, &FilterBar::addTerm);
    connect(&m_requests, &QAbstractItemModel::dataChanged, this, &LiveView::refreshDetails);
    connectFilter();
    connectLanes();
    connect(&m_tick, &QTimer::timeout, this, [this] {
        if (m_isCapture)
            return; // its times are those of another clock
        const trace::SteadyNs now = trace::steadyNow();
        m_connections.tick(now);
        m_requests.tick(now);
        m_details->tick();
    });
    m_tick.start(1s);
    setServing({});
}

void LiveView::connectFilter()
{
    m_filterBar.setSeenValues(&m_seen);
    for (const auto &[model, view] :
         {std::pair<models::TableModel *, TableView *>(&m_connections, m_connectionsView),
          {&m_requests, m_requestsView}}) {
        connect(model, &models::TableModel::countsChanged, this, &LiveView::showCounts);
        connect(model, &models::TableModel::rebuildingChanged, this, &LiveView::showCounts);
        connect(model, &models::TableModel::rebuildingChanged, view, &TableView::selectAgain);
        connect(model, &models::TableModel::orderChanged, view->horizontalHeader(),
                &QHeaderView::setSortIndicator);
        connect(&m_filterBar, &FilterBar::rebuildCancelled, model, &models::TableModel::cancelRebuild);
        connect(&m_filterBar, &FilterBar::highlightChanged, model, &models::TableModel::setHighlight);
    }
    connect(&m_requests, &models::TableModel::rebuildProgressed, this, [this](int percent) {
        m_filterBar.showCounts(
            {m_requests.matching(), m_requests.total(), m_requests.waiting(), true, percent});
    });
    connect(&m_filterBar, &FilterBar::filterChanged, this, [this](const trace::Filter &filter) {
        m_requests.setFilter(filter);
        m_connections.setFilter(filter);
        m_lanes->setFilter(filter);
        m_requestsView->selectAgain();
        m_connectionsView->selectAgain();
        showCounts();
    });
    connect(&m_filterBar, &FilterBar::highlightChanged, m_lanes, &LanesView::setHighlight);
    connect(&m_filterBar, &FilterBar::connectionReleased, m_connectionsView, &TableView::deselect);
    connect(&m_filterBar, &FilterBar::spanReleased, this, [this] { setSpan(std::nullopt); });
}

void LiveView::connectLanes()
{
    connect(m_lanes, &LanesView::connectionChosen, this, &LiveView::chooseConnection);
    connect(m_lanes, &LanesView::exchangeChosen, this, &LiveView::chooseExchange);
    connect(m_lanes, &LanesView::spanChosen, this, &LiveView::setSpan);
    connect(m_lanes, &LanesView::termChosen, &m_filterBar, &FilterBar::addTerm);
    connect(m_lanes, &LanesView::watched, this, [this](const std::vector<quint64> &connections) {
        m_inSight = connections;
        tellWatched();
    });
    connect(m_lanes, &LanesView::contextRequested, this,
            [this](quint64 connection, std::optional<quint64>, QMenu *menu) { offerActs(menu, connection); });
}

void LiveView::makeTables()
{
    m_connectionsView->setAccessibleName(tr("Connections"));
    m_connectionsView->setToolTip(tr("Select a connection to see its requests alone; Esc shows all again"));
    m_connectionsView->setModel(&m_connections);
    m_connectionsView->setItemDelegate(
        new RowDelegate(RowDelegate::Mark::State, int(models::ConnectionColumn::State), m_connectionsView));
    m_connectionColumns
        = new ColumnMemory(m_connectionsView,
                           {{QStringLiteral("8,888"), QStringLiteral("127.0.0.1:88888"),
                             QStringLiteral("MMM") + tr("closed (FIN)"), QStringLiteral("888"),
                             QStringLiteral("GET /index"), QStringLiteral("888.8 kB"),
                             QStringLiteral("888.8 kB"), QStringLiteral("88.8 ms"), QStringLiteral("888 ms")},
                            int(models::ConnectionColumn::Current),
                            {int(models::ConnectionColumn::BytesIn)}});

    m_requestsView->setAccessibleName(tr("Requests"));
    m_requestsView->setToolTip(tr("Select a request to see its heads and what became of it"));
    m_requestsView->setModel(&m_requests);
    m_requestsView->setItemDelegate(
        new RowDelegate(RowDelegate::Mark::Status, int(models::RequestColumn::Status), m_requestsView));
    m_requestColumns = new ColumnMemory(
        m_requestsView,
        {{QStringLiteral("88,888"), QStringLiteral("88:88:88.888"), QStringLiteral("888"),
          QStringLiteral("127.0.0.1:88888"), QStringLiteral("HEAD"), QStringLiteral("/path.html"),
          QStringLiteral("MM 888"), QStringLiteral("text/html;"), QStringLiteral("888.8 kB"),
          QStringLiteral("888.8 ms"), QStringLiteral("complete")},
         int(models::RequestColumn::Path),
         {int(models::RequestColumn::Client)}});
}

void LiveView::makeMenus()
{
    auto *connections = new RowMenu(m_connectionsView,
                                    {[this](const QModelIndex &index) {
                                         return filterTerm(*m_connections.connection(index.row()),
                                                           models::ConnectionColumn(index.column()));
                                     },
                                     {},
                                     {},
                                     [this](QMenu *menu, const QModelIndex &index) {
                                         offerActs(menu, m_connections.connection(index.row())->id);
                                     }});
    const auto exchange = [this](const QModelIndex &index) { return m_requests.exchange(index.row()); };
    auto *requests = new RowMenu(
        m_requestsView,
        {[exchange](const QModelIndex &index) {
             return filterTerm(*exchange(index), models::RequestColumn(index.column()));
         },
         [this, exchange](const QModelIndex &index) { return requestUrl(*exchange(index), m_url); },
         [this, exchange](QMenu *menu, const QModelIndex &index) { addCopyAs(menu, exchange(index), m_url); },
         [this, exchange](QMenu *menu, const QModelIndex &index) {
             offerActs(menu, exchange(index)->connection);
         }});
    for (RowMenu *menu : {connections, requests})
        connect(menu, &RowMenu::termChosen, &m_filterBar, &FilterBar::addTerm);
}

/// The newest record counts, not the one that a paused view shows.
void LiveView::offerActs(QMenu *menu, quint64 connection)
{
    const auto row = m_acts ? m_log.connections().find(connection) : std::nullopt;
    if (!row)
        return;
    menu->addSeparator();
    m_acts->fill(menu, *m_log.connections().at(*row));
}

void LiveView::setServing(const QUrl &url)
{
    m_serving = url.isValid();
    if (m_serving)
        m_url = url;
    if (!m_isCapture)
        m_lanes->setServing(m_serving);
    showCounts();
}

void LiveView::setPaused(bool paused)
{
    m_connections.setPaused(paused);
    m_requests.setPaused(paused);
    m_console.setPaused(paused);
    m_lanes->setPaused(paused);
    showCounts();
}

void LiveView::setSpan(const std::optional<trace::TimeSpan> &span)
{
    m_requests.setSpan(span);
    m_connections.setSpan(span);
    m_lanes->setSpan(span);
    m_filterBar.showSpan(
        span ? tr("%1 of time").arg(models::format::duration(span->until - span->from, QLocale()))
             : QString());
    m_requestsView->selectAgain();
    m_connectionsView->selectAgain();
    showCounts();
    emit spanChanged(span);
}

void LiveView::setKeepLimits(const net::Limits &limits)
{
    const qint64 idle = std::chrono::nanoseconds(limits.idle).count();
    m_lanes->setIdleLimit(idle);
    m_details->setLimits({idle, limits.requests});
}

void LiveView::setEnd(trace::SteadyNs end)
{
    m_details->setEnd(end);
}

void LiveView::showCapture()
{
    m_isCapture = true;
    m_lanes->showAll();
    showCounts();
}

void LiveView::tellWatched()
{
    std::vector<quint64> connections = m_inSight;
    if (m_inspected > 0
        && std::find(connections.begin(), connections.end(), m_inspected) == connections.end())
        connections.push_back(m_inspected);
    emit watched(connections);
}

/// A mark on the lanes is a row in the tables.
void LiveView::chooseExchange(quint64 exchange, quint64 connection)
{
    if (m_requests.connection() && m_requests.connection() != connection)
        m_connectionsView->deselect();
    m_requestsView->select(exchange);
}

void LiveView::chooseConnection(quint64 connection)
{
    m_connectionsView->select(connection);
}

void LiveView::forget()
{
    m_console.clear();
    m_connectionsView->deselect();
    m_requestsView->deselect();
    m_details->setExchange(nullptr);
}

void LiveView::setPalette(const QPalette &palette)
{
    m_connections.setPalette(palette);
    m_requests.setPalette(palette);
    m_console.setPalette(palette);
}

std::vector<trace::ExchangePtr> LiveView::shownExchanges() const
{
    std::vector<trace::ExchangePtr> exchanges;
    exchanges.reserve(size_t(m_requests.matching()));
    for (int row = 0; row < m_requests.rowCount(); ++row)
        exchanges.push_back(m_requests.exchange(row));
    return exchanges;
}

QString LiveView::shownBy() const
{
    QString text = m_requests.filter().toText();
    if (const auto connection = m_requests.connection()) {
        if (m_requests.filter().isAlternative())
            text = u'(' + text + u')';
        text += QStringLiteral(" conn:%1").arg(*connection);
    }
    if (m_requests.span())
        text += tr(" (in a span of time)");
    return text.trimmed();
}

trace::ExchangePtr LiveView::selectedExchange() const
{
    const std::optional<quint64> id = m_requestsView->selectedId();
    const int row = id ? m_requests.rowOf(*id) : -1;
    return row < 0 ? nullptr : m_requests.exchange(row);
}

void LiveView::save(QSettings &settings) const
{
    m_connectionColumns->save(settings, QStringLiteral("connections"));
    m_requestColumns->save(settings, QStringLiteral("requests"));
    m_details->savePage(settings);
    m_lanes->save(settings, QStringLiteral("lanes"));
}

void LiveView::restore(const QSettings &settings)
{
    m_connectionColumns->restore(settings, QStringLiteral("connections"));
    m_requestColumns->restore(settings, QStringLiteral("requests"));
    m_details->restorePage(settings);
    m_lanes->restore(settings, QStringLiteral("lanes"));
}

void LiveView::resetColumns()
{
    m_connectionColumns->reset();
    m_requestColumns->reset();
}

void LiveView::selectConnection()
{
    const std::optional<quint64> id = m_connectionsView->selectedId();
    m_requests.setConnection(id);
    m_filterBar.showConnection(id);
    m_details->setConnection(id.value_or(0));
    m_lanes->setSelected(id, m_requestsView->selectedId());
    showCounts();
}

void LiveView::selectRequest()
{
    const std::optional<quint64> id = m_requestsView->selectedId();
    const int row = id ? m_requests.rowOf(*id) : -1;
    m_details->setExchange(row < 0 ? nullptr : m_requests.exchange(row));
    const auto connection
        = row < 0 ? m_connectionsView->selectedId() : std::optional(m_requests.exchange(row)->connection);
    m_lanes->setSelected(connection, row < 0 ? std::nullopt : id);
}

void LiveView::refreshDetails(const QModelIndex &topLeft, const QModelIndex &bottomRight)
{
    if (!m_details->exchange())
        return;
    for (int row = topLeft.row(); row <= bottomRight.row(); ++row)
        if (m_requests.exchange(row)->id == m_details->exchange()->id)
            m_details->setExchange(m_requests.exchange(row));
}

void LiveView::showCounts()
{
    m_filterBar.showCounts(
        {m_requests.matching(), m_requests.total(), m_requests.waiting(), m_requests.isRebuilding()});
    const QString todo = m_isCapture ? tr("The capture holds none.")
        : m_serving ? tr("Open %1 in a browser: its requests appear here.").arg(m_url.toString())
                    : tr("Press Start to serve this folder.");
    const bool hidden = m_requests.total() > 0;
    m_requestsView->setEmptyText(!hidden ? todo
                                     : m_requests.connection()
                                     ? tr("This connection has no request that the filter shows.")
                                     : tr("No request matches the filter."));
    m_connectionsView->setEmptyText(m_connections.total() > 0 ? tr("No connection matches the filter.")
                                                              : todo);
}

} // namespace gui
