// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/labplots.h"

#include "gui/graphicaccess.h"
#include "gui/unitticker.h"
#include "models/format.h"
#include "models/labfinding.h"

#include <qcustomplot.h>

#include <QFrame>
#include <QSvgGenerator>

#include <algorithm>
#include <cmath>
#include <limits>
#include <map>

namespace gui {

using models::LabQuantity;
using models::LabScale;

namespace {

/// Values of which 0 is one have a place for it on a logarithmic axis.
bool canBeZero(LabQuantity quantity)
{
    return quantity == LabQuantity::Useless;
}

/// The last point that a line goes to, in its own numbers.
std::optional<QPointF> endOf(const QCPGraph &graph)
{
    const auto points = graph.data();
    for (auto point = points->constEnd(); point != points->constBegin(); --point) {
        if (const QCPGraphData &before = *(point - 1); !std::isnan(before.value))
            return QPointF(before.key, before.value);
    }
    return std::nullopt;
}

/// Not a number where there is no place.
double placeOf(double value, LabQuantity quantity, LabScale scale)
{
    if (canBeZero(quantity))
        return models::place(value, scale);
    const bool hasPlace = value > 0 || scale == LabScale::Linear;
    return hasPlace ? value : std::numeric_limits<double>::quiet_NaN();
}

} // namespace

LabPlots::LabPlots(QWidget *parent)
    : QWidget(parent)
    , m_plot(new QCustomPlot(this))
    , m_focusMark(new QFrame(m_plot))
    , m_margins{new QCPMarginGroup(m_plot), new QCPMarginGroup(m_plot)}
{
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_plot);
    m_plot->setObjectName(QStringLiteral("labPlots"));
    makeGraphic(m_plot, tr("Comparison"));
    m_plot->setToolTip(tr("Left and Right read the numbers, Up and Down go from plot to plot"));
    m_plot->setFocusPolicy(Qt::StrongFocus);
    m_plot->installEventFilter(this);
    m_plot->setMinimumSize(480, 240);
    m_plot->setAutoAddPlottableToLegend(false);
    m_plot->plotLayout()->clear();
    m_plot->plotLayout()->setRowSpacing(0);
    m_plot->plotLayout()->setColumnSpacing(6);
    m_focusMark->setFrameStyle(QFrame::Box | QFrame::Plain);
    m_focusMark->setLineWidth(2);
    m_focusMark->setAttribute(Qt::WA_TransparentForMouseEvents);
    m_focusMark->hide();
    addPanel(0, 0, tr("Time for an answer"), {LabQuantity::Median, LabQuantity::Slow});
    addPanel(0, 1, tr("Answers a second"), {LabQuantity::Rate});
    addPanel(1, 0, tr("CPU for an answer"), {LabQuantity::Cpu});
    addPanel(1, 1, tr("Tries in vain for an answer"), {LabQuantity::Useless});
    connect(m_plot, &QCustomPlot::mouseMove, this,
            [this](const QMouseEvent *event) { point(event->position()); });
    connect(m_plot, &QCustomPlot::afterLayout, this, qOverload<>(&LabPlots::placeLabels));
    show({}, {});
}

void LabPlots::addPanel(int row, int column, const QString &name, std::vector<LabQuantity> quantities)
{
    // Each part is put in its place before it gets parts of its own: that is how they learn of the plot.
    auto *cell = new QCPLayoutGrid;
    m_plot->plotLayout()->addElement(row, column, cell);
    auto *text = new QCPTextElement(m_plot, quantities.size() > 1 ? tr("%1 (dotted: p99)").arg(name) : name);
    text->setTextFlags(Qt::AlignLeft | Qt::AlignVCenter);
    text->setMargins(QMargins(6, 2, 4, 0));
    cell->addElement(0, 0, text);
    auto *rect = new QCPAxisRect(m_plot);
    cell->addElement(1, 0, rect);
    rect->setMarginGroup(QCP::msLeft, m_margins[size_t(column)]);
    cell->setRowStretchFactor(0, 0.001);
    cell->setRowSpacing(0);
    for (QCPAxis *axis : rect->axes())
        axis->setLayer(QStringLiteral("axes"));
    for (const auto side : {QCPAxis::atBottom, QCPAxis::atLeft})
        rect->axis(side)->grid()->setLayer(QStringLiteral("grid"));
    if (row == 1)
        rect->axis(QCPAxis::atBottom)->setLabel(tr("idle clients"));
    rect->axis(QCPAxis::atBottom)->setLabelPadding(0);
    auto *cursor = new QCPItemStraightLine(m_plot);
    cursor->setClipAxisRect(rect);
    for (QCPItemPosition *end : cursor->positions())
        end->setAxes(rect->axis(QCPAxis::atBottom), rect->axis(QCPAxis::atLeft));
    cursor->setVisible(false);
    m_panels.push_back({name, std::move(quantities), column, text, rect, cursor, {}});
}

LabPlots::Curve LabPlots::addCurve(const Panel &panel, lab::Loop loop, LabQuantity quantity)
{
    QCPGraph *graph
        = m_plot->addGraph(panel.rect->axis(QCPAxis::atBottom), panel.rect->axis(QCPAxis::atLeft));
    auto *label = new QCPItemText(m_plot);
    label->setText(quantity == LabQuantity::Slow ? tr("%1 p99").arg(lab::name(loop)) : lab::name(loop));
    label->setPositionAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    label->setClipToAxisRect(false);
    label->setLayer(QStringLiteral("legend")); // over all lines
    label->position->setType(QCPItemPosition::ptAbsolute);
    auto *leader = new QCPItemLine(m_plot);
    leader->setClipToAxisRect(false);
    leader->start->setType(QCPItemPosition::ptAbsolute);
    leader->end->setType(QCPItemPosition::ptAbsolute);
    return {loop, quantity, graph, label, leader};
}

/// The loops that there are may have changed: each has its line in every plot.
void LabPlots::makeCurves()
{
    for (Panel &panel : m_panels) {
        for (const Curve &curve : panel.curves) {
            m_plot->removeGraph(curve.graph);
            m_plot->removeItem(curve.label);
            m_plot->removeItem(curve.leader);
        }
        panel.curves.clear();
        for (const lab::Series &series : m_series) {
            for (const LabQuantity quantity : panel.quantities)
                panel.curves.push_back(addCurve(panel, series.loop, quantity));
        }
    }
    applyPalette();
}

void LabPlots::show(const std::vector<lab::Series> &series, const std::vector<int> &idle)
{
    const bool same = std::equal(series.begin(), series.end(), m_series.begin(), m_series.end(),
                                 [](const auto &a, const auto &b) { return a.loop == b.loop; });
    m_series = series;
    m_axis = idle;
    m_idle.clear();
    for (const lab::Series &one : series) {
        for (const lab::Point &point : one.points)
            m_idle.push_back(point.idle);
    }
    std::sort(m_idle.begin(), m_idle.end());
    m_idle.erase(std::unique(m_idle.begin(), m_idle.end()), m_idle.end());
    if (!same || series.empty())
        makeCurves();
    if (m_read && std::find(m_idle.begin(), m_idle.end(), *m_read) == m_idle.end())
        showReading(m_panel, std::nullopt);
    fill();
    m_plot->setAccessibleDescription(models::finding(series, QLocale()));
}

void LabPlots::setScale(LabScale scale)
{
    m_scale = scale;
    fill();
}

void LabPlots::fill()
{
    for (const Panel &panel : m_panels) {
        for (const Curve &curve : panel.curves) {
            const auto series = std::find_if(m_series.begin(), m_series.end(),
                                             [&curve](const auto &one) { return one.loop == curve.loop; });
            QVector<double> at, values;
            for (const lab::Point &point : series->points) {
                at += models::place(point.idle, m_scale);
                values += placeOf(models::value(point, curve.quantity), curve.quantity, m_scale);
            }
            curve.graph->setData(at, values);
        }
        setTickers(panel);
        setRanges(panel);
    }
    if (m_read)
        showReading(m_panel, m_read);
    m_plot->replot(QCustomPlot::rpQueuedReplot);
}

/// The least and the highest value of the plot; 0 and 0 without any.
std::pair<double, double> LabPlots::extent(const Panel &panel) const
{
    double least = std::numeric_limits<double>::max(), highest = 0;
    for (const lab::Series &series : m_series) {
        for (const lab::Point &point : series.points) {
            for (const LabQuantity quantity : panel.quantities) {
                const double value = models::value(point, quantity);
                if (std::isnan(placeOf(value, quantity, m_scale)))
                    continue;
                least = std::min(least, value);
                highest = std::max(highest, value);
            }
        }
    }
    return {std::min(least, highest), highest};
}

void LabPlots::setTickers(const Panel &panel)
{
    QCPAxis *idle = panel.rect->axis(QCPAxis::atBottom);
    QCPAxis *values = panel.rect->axis(QCPAxis::atLeft);
    const LabQuantity quantity = panel.quantities.front();
    const auto count = [](double number) { return models::format::count(std::llround(number), QLocale()); };
    const auto written = [quantity](double value) { return models::text(value, quantity, QLocale()); };
    const bool logarithmic = m_scale == LabScale::Logarithmic;
    constexpr double labelRoom = 0.13;
    idle->setTicker(
        QSharedPointer<PlaceTicker>::create(models::labelled(m_axis, m_scale, labelRoom), m_scale, count));
    values->setScaleType(logarithmic && !canBeZero(quantity) ? QCPAxis::stLogarithmic : QCPAxis::stLinear);
    if (!logarithmic)
        values->setTicker(QSharedPointer<UnitTicker<RoundTicker>>::create(written));
    else if (canBeZero(quantity))
        values->setTicker(
            QSharedPointer<PlaceTicker>::create(models::decades(extent(panel).second), m_scale, count));
    else
        values->setTicker(QSharedPointer<UnitTicker<PowerTicker>>::create(written));
}

void LabPlots::setRanges(const Panel &panel)
{
    const bool logarithmic = m_scale == LabScale::Logarithmic;
    const double most = m_axis.empty() ? 0 : m_axis.back();
    const double last = logarithmic ? models::place(std::max(most, 10.0), m_scale) : std::max(most, 10.0);
    panel.rect->axis(QCPAxis::atBottom)->setRange(-last * 0.04, last * 1.04);
    const auto [least, highest] = extent(panel);
    QCPAxis *values = panel.rect->axis(QCPAxis::atLeft);
    if (!logarithmic) {
        values->setRange(0, highest > 0 ? highest * 1.1 : 1);
    } else if (canBeZero(panel.quantities.front())) {
        const double top = models::place(models::decades(highest).back(), m_scale);
        values->setRange(-top * 0.04, top * 1.02);
    } else {
        const auto [from, until] = models::decadesAround(least, highest);
        values->setRange(from, until);
    }
}

void LabPlots::placeLabels()
{
    for (const Panel &panel : m_panels)
        placeLabels(panel);
}

/// Lines that end at the same number of idle clients have their names beside each other.
void LabPlots::placeLabels(const Panel &panel)
{
    std::map<double, std::vector<const Curve *>> groups; // by where they end
    const bool haveRoom = double(panel.curves.size()) * fontMetrics().height() <= panel.rect->height();
    for (const Curve &curve : panel.curves) {
        const auto end = endOf(*curve.graph);
        const bool isNamed = end && (haveRoom || curve.quantity == panel.quantities.front());
        curve.label->setVisible(isNamed);
        curve.leader->setVisible(isNamed);
        if (isNamed)
            groups[end->x()].push_back(&curve);
    }
    for (const auto &[place, curves] : groups)
        placeLabels(panel, curves);
}

/// Right of the plot, or of the point that they end at when that is not the last; at the height where its
/// line ends, as far as others leave room.
void LabPlots::placeLabels(const Panel &panel, const std::vector<const Curve *> &curves)
{
    const QCPAxis *idle = panel.rect->axis(QCPAxis::atBottom);
    const QCPAxis *values = panel.rect->axis(QCPAxis::atLeft);
    const double last = m_axis.empty() ? 0 : models::place(m_axis.back(), m_scale);
    std::vector<QPointF> ends;
    std::vector<double> wanted;
    ends.reserve(curves.size());
    wanted.reserve(curves.size());
    for (const Curve *curve : curves) {
        const QPointF end = endOf(*curve->graph).value_or(QPointF());
        ends.emplace_back(idle->coordToPixel(end.x()), values->coordToPixel(end.y()));
        wanted.push_back(ends.back().y());
    }
    constexpr double gap = 14;
    const bool isLast = endOf(*curves.front()->graph)->x() >= last;
    const double x = gap + (isLast ? double(panel.rect->right()) : ends.front().x());
    const double height = fontMetrics().height();
    const auto places
        = models::spread(wanted, height, panel.rect->top() + height / 2, panel.rect->bottom() - height / 2);
    for (size_t i = 0; i < curves.size(); ++i) {
        const QPointF at(x, places[i]);
        curves[i]->label->position->setPixelPosition(at);
        curves[i]->leader->start->setPixelPosition(ends[i]);
        curves[i]->leader->end->setPixelPosition(at - QPointF(2, 0));
    }
}

bool LabPlots::savePicture(const QString &path)
{
    const QSize size = m_plot->size().expandedTo({960, 600}); // also while the table is shown instead
    if (!path.endsWith(QStringLiteral(".svg"), Qt::CaseInsensitive)) {
        constexpr double sharp = 2; // for print and for screens with small pixels
        return m_plot->savePng(path, size.width(), size.height(), sharp);
    }
    QSvgGenerator file;
    file.setFileName(path);
    file.setSize(size);
    file.setViewBox(QRect({}, size));
    file.setTitle(tr("Comparison"));
    file.setDescription(m_plot->accessibleDescription());
    QCPPainter painter;
    if (!painter.begin(&file))
        return false;
    painter.setMode(QCPPainter::pmVectorized);
    painter.setMode(QCPPainter::pmNoCaching);
    m_plot->toPainter(&painter, size.width(), size.height());
    m_plot->replot(QCustomPlot::rpQueuedReplot); // the labels go back to their places
    return painter.end();
}

} // namespace gui
