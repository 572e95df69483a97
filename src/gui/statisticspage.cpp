// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/statisticspage.h"

#include "gui/brokenpage.h"
#include "gui/filterbar.h"
#include "gui/liveview.h"
#include "gui/overtimepage.h"
#include "gui/sitetreepage.h"
#include "gui/toptable.h"
#include "models/format.h"

#include <QAction>
#include <QComboBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QSettings>
#include <QSplitter>
#include <QTabWidget>
#include <QVBoxLayout>

#include <chrono>

namespace gui {

using namespace std::chrono_literals;

namespace {

constexpr auto Pace = 500ms; ///< between two refreshes
constexpr QLatin1String ScopeKey("statistics/all");

/// A table under a heading.
QWidget *headed(const QString &heading, QWidget *table)
{
    auto *part = new QWidget;
    auto *layout = new QVBoxLayout(part);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(2);
    auto *label = new QLabel(heading);
    QFont bold = label->font();
    bold.setBold(true);
    label->setFont(bold);
    layout->addWidget(label);
    layout->addWidget(table, 1);
    return part;
}

} // namespace

StatisticsPage::StatisticsPage(const trace::Log &log, QWidget *parent)
    : QWidget(parent)
    , m_statistics(log)
    , m_choice(new QComboBox(this))
    , m_scope(new QLabel(this))
    , m_tabs(new QTabWidget(this))
    , m_overTime(new OverTimePage(m_statistics))
    , m_paths(new TopTable(tr("Paths")))
    , m_clients(new TopTable(tr("Clients")))
    , m_broken(new BrokenPage)
    , m_folder(new SiteTreePage)
{
    setObjectName(QStringLiteral("statistics"));
    makeTabs();
    makeScope();
    auto *above = new QHBoxLayout;
    above->addWidget(m_choice);
    above->addSpacing(8);
    above->addWidget(m_scope, 1);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(6, 6, 6, 6);
    layout->addLayout(above);
    layout->addWidget(m_tabs, 1);
    m_pace.setSingleShot(true);
    connect(&m_pace, &QTimer::timeout, this, &StatisticsPage::refresh);
    connect(&m_statistics, &models::Statistics::changed, this, &StatisticsPage::refreshSoon);
    connect(m_tabs, &QTabWidget::currentChanged, this, &StatisticsPage::refresh);
    connect(m_overTime, &OverTimePage::spanChosen, this, &StatisticsPage::spanChosen);
    connect(m_overTime, &OverTimePage::termChosen, this, &StatisticsPage::termChosen);
    connect(m_broken, &BrokenPage::termChosen, this, &StatisticsPage::termChosen);
    connect(m_broken, &BrokenPage::exchangeChosen, this, &StatisticsPage::exchangeChosen);
    connect(m_folder, &SiteTreePage::termChosen, this, &StatisticsPage::termChosen);
    refresh();
}

void StatisticsPage::makeScope()
{
    m_choice->setObjectName(QStringLiteral("scope"));
    m_choice->setAccessibleName(tr("Requests counted"));
    m_choice->setToolTip(tr("Which requests the numbers on this page are of"));
    m_choice->addItem(tr("What the filter shows"), int(Scope::Shown));
    m_choice->addItem(tr("All requests"), int(Scope::All));
    m_scope->setObjectName(QStringLiteral("scopeSentence"));
    m_scope->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    connect(m_choice, &QComboBox::currentIndexChanged, this, &StatisticsPage::applyScope);
}

void StatisticsPage::makeTabs()
{
    m_tabs->setObjectName(QStringLiteral("statisticsTabs"));
    m_tabs->setDocumentMode(true);
    m_tabs->setAccessibleName(tr("Statistics"));
    m_tabs->addTab(m_overTime, tr("Over Time"));
    m_tabs->addTab(makeTop(), tr("Top"));
    m_tabs->addTab(m_broken, tr("Broken Pages"));
    m_tabs->addTab(m_folder, tr("Folder"));
}

QWidget *StatisticsPage::makeTop()
{
    auto *kinds = new QTabWidget;
    kinds->setAccessibleName(tr("Counted by"));
    const std::pair<models::TopKind, QString> names[] = {{models::TopKind::Status, tr("Statuses")},
                                                         {models::TopKind::Outcome, tr("Outcomes")},
                                                         {models::TopKind::Method, tr("Methods")},
                                                         {models::TopKind::Type, tr("Types")}};
    for (const auto &[kind, name] : names) {
        m_kinds.emplace_back(kind, new TopTable(name));
        kinds->addTab(m_kinds.back().second, name);
    }
    auto *right = new QSplitter(Qt::Vertical);
    right->addWidget(headed(tr("Clients"), m_clients));
    right->addWidget(kinds);
    auto *both = new QSplitter;
    both->addWidget(headed(tr("Paths"), m_paths));
    both->addWidget(right);
    for (QSplitter *splitter : {right, both}) {
        splitter->setChildrenCollapsible(false);
        splitter->setSizes({1000, 1000});
    }
    for (TopTable *table : both->findChildren<TopTable *>())
        connect(table, &TopTable::termChosen, this, &StatisticsPage::termChosen);
    both->setContentsMargins(6, 6, 6, 6);
    return both;
}

void StatisticsPage::follow(FilterBar &filterBar, const QAction &pause, const LiveView &live)
{
    connect(&filterBar, &FilterBar::filterChanged, this, &StatisticsPage::setFilter);
    connect(&pause, &QAction::toggled, this, &StatisticsPage::setPaused);
    connect(&live, &LiveView::spanChanged, this, &StatisticsPage::setSpan);
    connect(this, &StatisticsPage::termChosen, &filterBar, &FilterBar::addTerm);
}

StatisticsPage::Scope StatisticsPage::scope() const
{
    return Scope(m_choice->currentData().toInt());
}

void StatisticsPage::setFilter(const trace::Filter &filter)
{
    m_filter = filter;
    if (scope() == Scope::Shown)
        m_statistics.setFilter(filter);
    else
        refreshSoon();
}

void StatisticsPage::setSpan(const std::optional<trace::TimeSpan> &span)
{
    m_span = span;
    if (scope() == Scope::Shown) {
        m_overTime->setSpan(span);
        m_statistics.setSpan(span);
    } else {
        refreshSoon();
    }
}

void StatisticsPage::applyScope()
{
    const bool all = scope() == Scope::All;
    m_overTime->setSpan(all ? std::nullopt : m_span);
    m_statistics.setFilter(all ? trace::Filter() : m_filter);
    m_statistics.setSpan(all ? std::nullopt : m_span);
    refresh();
}

/// Says also when the choice makes no difference, and what is left aside.
QString StatisticsPage::scopeSentence() const
{
    const QString count = models::format::count(qint64(m_statistics.tally().requests()), QLocale());
    const bool narrows = !m_filter.isEmpty() || m_span;
    if (m_statistics.isCounting())
        return tr("Counting what matches …");
    if (scope() == Scope::All)
        return narrows
            ? tr("%1 requests that ended, all there were: filter and chosen time are left aside").arg(count)
            : tr("%1 requests that ended, all there were").arg(count);
    if (!narrows)
        return tr("%1 requests that ended, all there were: nothing is filtered").arg(count);
    return tr("%1 requests that ended and match").arg(count);
}

void StatisticsPage::save(QSettings &settings) const
{
    settings.setValue(ScopeKey, scope() == Scope::All);
}

void StatisticsPage::restore(const QSettings &settings)
{
    const Scope scope = settings.value(ScopeKey).toBool() ? Scope::All : Scope::Shown;
    m_choice->setCurrentIndex(m_choice->findData(int(scope)));
}

void StatisticsPage::setRoot(const QString &folder)
{
    m_folder->setRoot(folder);
}

void StatisticsPage::setPaused(bool paused)
{
    m_isPaused = paused;
    refreshSoon();
}

void StatisticsPage::clear()
{
    m_statistics.clear();
    refresh();
}

void StatisticsPage::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    refresh();
}

void StatisticsPage::refreshSoon()
{
    if (isVisible() && !m_isPaused && !m_pace.isActive())
        m_pace.start(Pace);
}

/// Only what is seen.
void StatisticsPage::refresh()
{
    const models::Tally &tally = m_statistics.tally();
    m_scope->setText(scopeSentence());
    const QWidget *page = m_tabs->currentWidget();
    if (page == m_overTime) {
        m_overTime->refresh();
    } else if (page == m_broken) {
        m_broken->show(tally.broken());
    } else if (page == m_folder) {
        m_folder->show(tally, m_statistics.isNarrowed());
    } else {
        m_paths->show(tally.top(models::TopKind::Path), models::TopKind::Path);
        m_clients->show(tally.top(models::TopKind::Client), models::TopKind::Client);
        for (const auto &[kind, table] : m_kinds)
            table->show(tally.top(kind), kind);
    }
}

} // namespace gui
