// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/timeplots.h"

#include "gui/graphicaccess.h"
#include "gui/unitticker.h"
#include "models/format.h"
#include "trace/filterwrite.h"

#include <qcustomplot.h>

#include <QFrame>

#include <algorithm>
#include <cmath>
#include <limits>

namespace gui {
namespace {

using models::StatusKind;

enum Rect { Requests, Bytes, Open, Latencies };

QString written(double value)
{
    return models::format::count(qint64(value), QLocale());
}
QString writtenBytes(double value)
{
    return models::format::bytes(qint64(value), QLocale());
}
QString writtenTime(double value)
{
    return models::format::duration(qint64(value), QLocale());
}

/// Whole numbers only: there is no half of a connection.
class CountTicker : public UnitTicker<QCPAxisTicker>
{
public:
    CountTicker()
        : UnitTicker(written)
    {
    }
    double getTickStep(const QCPRange &range) override
    {
        return std::max(1.0, UnitTicker::getTickStep(range));
    }
    int getSubTickCount(double) override { return 0; }
};

QString nameOf(StatusKind kind)
{
    switch (kind) {
    case StatusKind::Success: return QStringLiteral("2xx");
    case StatusKind::Redirection: return QStringLiteral("3xx");
    case StatusKind::ClientError: return QStringLiteral("4xx");
    case StatusKind::ServerError: return QStringLiteral("5xx");
    default: return models::word(kind);
    }
}

QString termOf(StatusKind kind)
{
    return kind == StatusKind::Broken ? trace::wordTerm(trace::FilterKey::Is, "broken")
                                      : trace::statusClassTerm(2 + int(kind));
}

} // namespace

TimePlots::TimePlots(QWidget *parent)
    : QWidget(parent)
    , m_plot(new QCustomPlot(this))
    , m_focusMark(new QFrame(m_plot))
{
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_plot);
    m_plot->setObjectName(QStringLiteral("plots"));
    makeGraphic(m_plot, tr("Over time"));
    m_focusMark->setFrameStyle(QFrame::Box | QFrame::Plain);
    m_focusMark->setLineWidth(2);
    m_focusMark->setAttribute(Qt::WA_TransparentForMouseEvents);
    m_focusMark->hide();
    m_plot->setFocusPolicy(Qt::StrongFocus);
    m_plot->installEventFilter(this);
    m_plot->setMinimumSize(480, 320);
    m_plot->setToolTip(tr("Drag over a stretch of time, or click on a bar or a dot, to see only that time; "
                          "click on 4xx to see only those"));
    m_plot->setAutoAddPlottableToLegend(false);
    m_plot->plotLayout()->clear();
    m_plot->plotLayout()->setRowSpacing(2);
    m_plot->plotLayout()->setColumnSpacing(10);
    makeRects();
    connectMouse();
    applyPalette();
}

QCPAxisRect *TimePlots::addRect(int row, int column, const QString &title)
{
    // Each part is put in its place before it gets parts of its own: that is how they learn of the plot.
    auto *cell = new QCPLayoutGrid;
    m_plot->plotLayout()->addElement(row, column, cell);
    auto *head = new QCPLayoutGrid;
    cell->addElement(0, 0, head);
    auto *text = new QCPTextElement(m_plot, title);
    text->setTextFlags(Qt::AlignLeft | Qt::AlignVCenter);
    text->setMargins(QMargins(6, 2, 4, 2));
    head->addElement(0, 0, text);
    auto *legend = new QCPLegend;
    head->addElement(0, 1, legend);
    legend->setLayer(QStringLiteral("legend"));
    legend->setFillOrder(QCPLayoutGrid::foColumnsFirst);
    legend->setWrap(0);
    legend->setBorderPen(Qt::NoPen);
    legend->setBrush(Qt::NoBrush);
    legend->setMargins(QMargins(0, 0, 4, 0));
    legend->setIconSize(12, 12);
    legend->setColumnSpacing(8);
    legend->setRowSpacing(0);
    head->setColumnStretchFactor(0, 1);
    head->setColumnStretchFactor(1, 0.001);
    auto *rect = new QCPAxisRect(m_plot);
    cell->addElement(1, 0, rect);
    cell->setRowStretchFactor(0, 0.001);
    cell->setRowSpacing(0);
    rect->setMinimumMargins(QMargins(60, 4, 8, 20));
    rect->setProperty("legend", QVariant::fromValue<QObject *>(legend));
    m_rects.push_back(rect);
    for (QCPAxis *axis : rect->axes())
        axis->setLayer(QStringLiteral("axes"));
    rect->axis(QCPAxis::atBottom)->grid()->setLayer(QStringLiteral("grid"));
    rect->axis(QCPAxis::atLeft)->grid()->setLayer(QStringLiteral("grid"));
    const auto clock = QSharedPointer<QCPAxisTickerDateTime>::create();
    clock->setDateTimeFormat(QStringLiteral("HH:mm:ss"));
    clock->setTickCount(4);
    rect->axis(QCPAxis::atBottom)->setTicker(clock);
    auto *cursor = new QCPItemStraightLine(m_plot);
    cursor->setClipAxisRect(rect);
    for (QCPItemPosition *end : cursor->positions())
        end->setAxes(rect->axis(QCPAxis::atBottom), rect->axis(QCPAxis::atLeft));
    cursor->setVisible(false);
    m_cursors.push_back(cursor);
    return rect;
}

QCPGraph *TimePlots::addGraph(QCPAxisRect *rect, const QString &name)
{
    QCPGraph *graph = m_plot->addGraph(rect->axis(QCPAxis::atBottom), rect->axis(QCPAxis::atLeft));
    graph->setName(name);
    graph->addToLegend(qobject_cast<QCPLegend *>(rect->property("legend").value<QObject *>()));
    return graph;
}

void TimePlots::makeRects()
{
    QCPAxisRect *requests = addRect(0, 0, tr("Requests/s"));
    auto *legend = qobject_cast<QCPLegend *>(requests->property("legend").value<QObject *>());
    for (size_t kind = 0; kind < m_requests.size(); ++kind) {
        auto *bars = new QCPBars(requests->axis(QCPAxis::atBottom), requests->axis(QCPAxis::atLeft));
        bars->setName(models::glyph(StatusKind(kind)) + u' ' + nameOf(StatusKind(kind)));
        bars->addToLegend(legend);
        if (kind > 0)
            bars->moveAbove(m_requests[kind - 1]);
        m_requests[kind] = bars;
    }
    QCPAxisRect *bytes = addRect(0, 1, tr("Bytes/s"));
    m_out = addGraph(bytes, tr("out"));
    m_in = addGraph(bytes, tr("in"));
    QCPAxisRect *open = addRect(1, 0, tr("Open connections"));
    m_open = addGraph(open, tr("all clients"));
    m_open->setLineStyle(QCPGraph::lsStepCenter);
    QCPAxisRect *latencies = addRect(1, 1, tr("Time to answer"));
    for (size_t i = 0; i < m_percentiles.size(); ++i)
        m_percentiles[i] = addGraph(latencies, tr("p%1").arg(models::shownPercentiles[i]));
    m_lag = addGraph(latencies, tr("loop late")); // what the loops themselves add
    requests->axis(QCPAxis::atLeft)->setTicker(QSharedPointer<CountTicker>::create());
    open->axis(QCPAxis::atLeft)->setTicker(QSharedPointer<CountTicker>::create());
    bytes->axis(QCPAxis::atLeft)->setTicker(QSharedPointer<UnitTicker<QCPAxisTicker>>::create(writtenBytes));
    latencies->axis(QCPAxis::atLeft)->setScaleType(QCPAxis::stLogarithmic);
    latencies->axis(QCPAxis::atLeft)
        ->setTicker(QSharedPointer<UnitTicker<QCPAxisTickerLog>>::create(writtenTime));
}

void TimePlots::connectMouse()
{
    m_plot->setSelectionRectMode(QCP::srmCustom);
    connect(m_plot->selectionRect(), &QCPSelectionRect::accepted, this,
            [this](const QRect &rect, QMouseEvent *) { choose(rect); });
    connect(m_plot->selectionRect(), &QCPSelectionRect::canceled, this,
            [this](const QRect &rect, QInputEvent *event) {
                if (!event) // not by a key, but because nothing was dragged over: a click
                    chooseAt(rect.topLeft());
            });
    connect(m_plot, &QCustomPlot::mouseMove, this,
            [this](const QMouseEvent *event) { point(event->position().toPoint()); });
    connect(m_plot, &QCustomPlot::legendClick, this, [this](QCPLegend *, QCPAbstractLegendItem *item) {
        if (auto *of = qobject_cast<QCPPlottableLegendItem *>(item))
            chooseItem(of->plottable());
    });
}

void TimePlots::chooseItem(const QCPAbstractPlottable *plottable)
{
    const auto bars = std::find(m_requests.begin(), m_requests.end(), plottable);
    if (bars != m_requests.end())
        emit termChosen(termOf(StatusKind(bars - m_requests.begin())));
    const auto curve = std::find(m_percentiles.begin(), m_percentiles.end(), plottable);
    if (curve != m_percentiles.end())
        emit percentileChosen(models::shownPercentiles[size_t(curve - m_percentiles.begin())]);
}

void TimePlots::show(const std::vector<models::TimePoint> &points, qint64 wallClock)
{
    m_points = points;
    m_wallClock = wallClock;
    const auto count = qsizetype(points.size());
    QVector<double> at(count), in(count), out(count), open(count), lag(count);
    const auto onLog = [](qint64 ns) { return double(std::max<qint64>(ns, 1)); };
    constexpr double nothing = std::numeric_limits<double>::quiet_NaN();
    std::array<QVector<double>, models::TimeBucket::kinds> requests;
    std::array<QVector<double>, models::shownPercentiles.size()> percentiles;
    for (const models::TimePoint &point : points) {
        const auto i = &point - points.data();
        at[i] = (double(point.span.from) + double(point.span.until)) / 2e9 + double(wallClock) / 1e3;
        in[i] = point.bytesIn;
        out[i] = point.bytesOut;
        open[i] = point.open;
        lag[i] = point.lagNs > 0 ? onLog(point.lagNs) : nothing;
        for (size_t kind = 0; kind < requests.size(); ++kind)
            requests[kind] += point.requests[kind];
        for (size_t k = 0; k < percentiles.size(); ++k)
            percentiles[k] += point.ended > 0 ? onLog(point.percentiles[k]) : nothing;
    }
    m_in->setData(at, in, true);
    m_out->setData(at, out, true);
    m_open->setData(at, open, true);
    m_lag->setData(at, lag, true);
    const double width = points.empty() ? 1 : double(points[0].span.until - points[0].span.from) / 1e9;
    for (size_t kind = 0; kind < requests.size(); ++kind) {
        m_requests[kind]->setData(at, requests[kind], true);
        m_requests[kind]->setWidth(width);
    }
    for (size_t k = 0; k < percentiles.size(); ++k) {
        m_percentiles[k]->setData(at, percentiles[k], true);
        // A point without neighbours has no line: it needs a mark.
        m_percentiles[k]->setScatterStyle(QCPScatterStyle(QCPScatterStyle::ssDisc, 3));
    }
    if (!points.empty()) {
        for (QCPAxisRect *rect : m_rects)
            rect->axis(QCPAxis::atBottom)->setRange(at.first() - width / 2, at.last() + width / 2);
    }
    setHeights(points);
    m_plot->setAccessibleDescription(models::summary(points, QLocale()));
    m_plot->replot(QCustomPlot::rpQueuedReplot);
}

void TimePlots::setHeights(const std::vector<models::TimePoint> &points)
{
    double requests = 0, bytes = 0, open = 0, least = std::numeric_limits<double>::max(), most = 0;
    for (const models::TimePoint &point : points) {
        requests = std::max(requests, point.allRequests());
        bytes = std::max({bytes, point.bytesIn, point.bytesOut});
        open = std::max(open, double(point.open));
        if (point.ended > 0) {
            least = std::min(least, double(point.percentiles.front()));
            most = std::max(most, double(point.percentiles.back()));
        }
        if (point.lagNs > 0) {
            least = std::min(least, double(point.lagNs));
            most = std::max(most, double(point.lagNs));
        }
    }
    const auto setHeight = [this](Rect rect, double from, double to) {
        m_rects[rect]->axis(QCPAxis::atLeft)->setRange(from, to);
    };
    setHeight(Requests, 0, std::max(requests, 1.0) * 1.1);
    setHeight(Bytes, 0, std::max(bytes, 1000.0) * 1.1);
    setHeight(Open, 0, std::max(open, 3.0) * 1.1);
    // Whole decades, so that there are labels to read the curves by.
    const auto decade
        = [](double ns, double (*round)(double)) { return std::pow(10.0, round(std::log10(ns))); };
    const bool any = most > 0;
    setHeight(Latencies, any ? decade(std::max(least * 0.9, 1.0), std::floor) : 1e5,
              any ? decade(most * 1.1, std::ceil) : 1e9);
}

trace::SteadyNs TimePlots::momentAt(double x) const
{
    const double seconds = m_rects.front()->axis(QCPAxis::atBottom)->pixelToCoord(x);
    return trace::SteadyNs((seconds - double(m_wallClock) / 1e3) * 1e9);
}

/// All rects show the same time, but each has its own place.
void TimePlots::choose(const QRect &rect)
{
    const QCPAxisRect *on = m_plot->axisRectAt(rect.topLeft());
    if (!on)
        on = m_plot->axisRectAt(rect.center());
    if (!on || m_points.empty() || rect.width() < 4)
        return;
    const double shift = m_rects.front()->left() - on->left();
    const double scale = double(m_rects.front()->width()) / std::max(1, on->width());
    const auto moment
        = [this, on, shift, scale](int x) { return momentAt(on->left() + (x - on->left()) * scale + shift); };
    emit spanChosen({moment(std::max(rect.left(), on->left())), moment(std::min(rect.right(), on->right()))});
}

void TimePlots::point(const QPoint &position)
{
    const models::TimePoint *found = pointAt(position);
    showCursor(found);
    emit pointed(found);
}

const models::TimePoint *TimePlots::pointAt(const QPoint &position) const
{
    const QCPAxisRect *on = m_plot->axisRectAt(position);
    if (!on || m_points.empty())
        return nullptr;
    const double at = double(position.x() - on->left()) / std::max(1, on->width());
    const auto i = qint64(at * double(m_points.size()));
    return i >= 0 && i < qint64(m_points.size()) ? &m_points[size_t(i)] : nullptr;
}

/// A bar or a dot shows only its own time.
void TimePlots::chooseAt(const QPoint &position)
{
    if (const models::TimePoint *found = pointAt(position); found && found->ended > 0)
        emit spanChosen(found->span);
}

void TimePlots::showCursor(const models::TimePoint *point)
{
    for (QCPItemStraightLine *cursor : m_cursors) {
        cursor->setVisible(point);
        if (!point)
            continue;
        const double x
            = (double(point->span.from) + double(point->span.until)) / 2e9 + double(m_wallClock) / 1e3;
        cursor->point1->setCoords(x, 1);
        cursor->point2->setCoords(x, 2);
    }
    m_plot->replot(QCustomPlot::rpQueuedReplot);
}

} // namespace gui
