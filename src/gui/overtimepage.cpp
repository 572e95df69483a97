// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/overtimepage.h"

#include "gui/tabular.h"
#include "gui/timeplots.h"
#include "models/format.h"
#include "models/timezoom.h"
#include "trace/filterwrite.h"

#include <QComboBox>
#include <QHeaderView>
#include <QLabel>
#include <QStackedWidget>
#include <QTableView>
#include <QToolButton>
#include <QVBoxLayout>

#include <algorithm>

namespace gui {
namespace {

constexpr qint64 second = 1'000'000'000;
constexpr qint64 mostPoints = 240;

} // namespace

OverTimePage::OverTimePage(const models::Statistics &statistics, QWidget *parent)
    : QWidget(parent)
    , m_statistics(statistics)
    , m_window(new QComboBox(this))
    , m_latency(new QComboBox(this))
    , m_asTable(new QToolButton(this))
    , m_reading(new QLabel(this))
    , m_views(new QStackedWidget(this))
    , m_plots(new TimePlots)
    , m_table(new QTableView)
{
    makeControls();
    m_table->setModel(&m_model);
    m_table->setAccessibleName(tr("Numbers over time"));
    m_table->setToolTip(tr("Enter shows only what happened in that stretch of time"));
    m_table->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_table->setSelectionMode(QAbstractItemView::SingleSelection);
    m_table->setShowGrid(false);
    m_table->setTabKeyNavigation(false);
    m_table->setFont(tabularFont(font()));
    m_table->verticalHeader()->hide();
    m_table->horizontalHeader()->setSectionResizeMode(QHeaderView::Stretch);
    m_views->addWidget(m_plots);
    m_views->addWidget(m_table);
    makePlots();
    connect(m_table, &QTableView::activated, this,
            [this](const QModelIndex &index) { emit spanChosen(m_model.point(index.row()).span); });
    tell(nullptr);
}

void OverTimePage::makePlots()
{
    connect(m_plots, &TimePlots::spanChosen, this, &OverTimePage::spanChosen);
    connect(m_plots, &TimePlots::termChosen, this, &OverTimePage::termChosen);
    connect(m_plots, &TimePlots::percentileChosen, this, &OverTimePage::choosePercentile);
    connect(m_plots, &TimePlots::pointed, this, [this](const models::TimePoint *point) {
        tell(point);
        m_plots->say(point ? m_reading->text() : QString());
    });
    connect(m_plots, &TimePlots::zoomed, this, [this](double factor, trace::SteadyNs about) {
        zoomTo(models::zoomed(m_zoom.value_or(unzoomed()), factor, about, whole()));
    });
    connect(m_plots, &TimePlots::moved, this,
            [this](double share) { zoomTo(models::moved(m_zoom.value_or(unzoomed()), share, whole())); });
    connect(m_plots, &TimePlots::wholeWanted, this, [this] {
        if (m_zoom)
            zoomTo(std::nullopt);
        else
            emit spanChosen(std::nullopt);
    });
}

void OverTimePage::zoomTo(const std::optional<trace::TimeSpan> &span)
{
    m_zoom = span;
    refresh();
    tell(nullptr);
}

/// The same percentile of all that is in sight: a curve has one a point.
void OverTimePage::choosePercentile(double percent)
{
    const auto one = points(1);
    const auto &shown = models::shownPercentiles;
    const auto which = size_t(std::find(shown.begin(), shown.end(), percent) - shown.begin());
    // How long it took until the answer was decided is nothing that a filter asks for.
    if (one.size() == 1 && one[0].ended > 0
        && models::Latency(m_latency->currentData().toInt()) == models::Latency::Duration)
        emit termChosen(trace::numberTerm(trace::FilterKey::Duration, trace::Relation::GreaterOrEqual,
                                          one[0].percentiles[which]));
}

void OverTimePage::makeControls()
{
    m_window->setObjectName(QStringLiteral("window"));
    m_window->setAccessibleName(tr("Time shown"));
    m_window->setToolTip(tr("How much of the past is shown"));
    m_window->addItem(tr("Last minute"), 60 * second);
    m_window->addItem(tr("Last 10 minutes"), 600 * second);
    m_window->addItem(tr("Last hour"), 3600 * second);
    m_window->addItem(tr("All"), qint64(0));
    m_window->setCurrentIndex(1);
    m_latency->setAccessibleName(tr("Time measured"));
    m_latency->setToolTip(tr("What the times to answer are of"));
    m_latency->addItem(tr("Until the last byte"), int(models::Latency::Duration));
    m_latency->addItem(tr("Until the answer is decided"), int(models::Latency::Wait));
    m_asTable->setText(tr("Table"));
    m_asTable->setAccessibleName(tr("Table"));
    m_asTable->setToolTip(tr("Show the numbers instead of the curves"));
    m_asTable->setCheckable(true);
    m_asTable->setFocusPolicy(Qt::StrongFocus);
    m_reading->setFont(tabularFont(font()));
    m_reading->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    auto *controls = new QHBoxLayout;
    controls->addWidget(m_window);
    controls->addWidget(m_latency);
    controls->addWidget(m_asTable);
    controls->addSpacing(8);
    controls->addWidget(m_reading, 1);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(6, 6, 6, 6);
    layout->addLayout(controls);
    layout->addWidget(m_views, 1);
    connect(m_window, &QComboBox::currentIndexChanged, this, [this] { zoomTo(std::nullopt); });
    connect(m_latency, &QComboBox::currentIndexChanged, this, &OverTimePage::refresh);
    connect(m_asTable, &QToolButton::toggled, this, [this](bool on) {
        m_views->setCurrentIndex(on ? 1 : 0);
        tell(nullptr);
        refresh();
    });
}

void OverTimePage::setSpan(const std::optional<trace::TimeSpan> &span)
{
    m_span = span;
    m_zoom.reset();
    m_window->setEnabled(!span);
}

trace::TimeSpan OverTimePage::whole() const
{
    return models::extent(m_statistics.tally().minutes(), m_statistics.loopMinutes());
}

/// What the chosen time or the chosen window covers; empty at 0 without any.
trace::TimeSpan OverTimePage::unzoomed() const
{
    const trace::TimeSpan seconds
        = models::extent(m_statistics.tally().seconds(), m_statistics.loopSeconds());
    const trace::TimeSpan all = whole();
    if (m_span || all.until == 0)
        return m_span.value_or(all);
    const qint64 window = m_window->currentData().toLongLong();
    if (window == 0)
        return all.from < seconds.from - 60 * second ? all : seconds;
    // What is not over yet has no empty past.
    const qint64 begun = std::min(all.from, seconds.until - 60 * second + 1);
    return {std::max({qint64(0), begun, seconds.until - window + 1}), seconds.until};
}

std::vector<models::TimePoint> OverTimePage::points(qint64 most) const
{
    const models::Tally &tally = m_statistics.tally();
    if (whole().until == 0)
        return {};
    const trace::TimeSpan span = m_zoom.value_or(unzoomed());
    const trace::TimeSpan seconds = models::extent(tally.seconds(), m_statistics.loopSeconds());
    const bool coarse = span.from < seconds.from - 60 * second;
    return models::timePoints(coarse ? tally.minutes() : tally.seconds(),
                              coarse ? m_statistics.loopMinutes() : m_statistics.loopSeconds(), span,
                              models::Latency(m_latency->currentData().toInt()), most);
}

void OverTimePage::refresh()
{
    const auto shown = points(mostPoints);
    if (m_asTable->isChecked()) {
        const int row = m_table->currentIndex().row();
        m_model.show(shown, m_statistics.wallClock().value_or(0));
        if (row >= 0 && row < m_model.rowCount())
            m_table->setCurrentIndex(m_model.index(row, 0));
    } else {
        m_plots->show(shown, m_statistics.wallClock().value_or(0));
    }
}

void OverTimePage::tell(const models::TimePoint *point)
{
    const QLocale locale;
    if (!point) {
        m_reading->setText(m_asTable->isChecked() ? tr("Enter on a row shows only that time.")
                               : m_zoom
                               ? tr("Zoomed in: a double click or 0 shows all of the chosen time again.")
                               : tr("Point at a curve or use the arrow keys to read it; drag or Enter shows "
                                    "only that time; the wheel or + and − zoom."));
        return;
    }
    const qint64 at = m_statistics.wallClock().value_or(0) + point->span.from / 1'000'000;
    QString text = tr("%1 · %2 · out %3, in %4 · %5 open")
                       .arg(models::format::timeOfDay(at).left(8),
                            models::format::requestRate(point->allRequests(), locale),
                            models::format::byteRate(point->bytesOut, locale),
                            models::format::byteRate(point->bytesIn, locale),
                            models::format::count(point->open, locale));
    if (point->ended > 0)
        text += tr(" · p50 %1, p99 %2")
                    .arg(models::format::duration(point->percentiles[0], locale),
                         models::format::duration(point->percentiles[2], locale));
    m_reading->setText(text);
}

} // namespace gui
