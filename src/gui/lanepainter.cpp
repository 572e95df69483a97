// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/lanepainter.h"

#include "gui/lanelabels.h"
#include "models/format.h"
#include "models/lanebacklog.h"

#include <QCoreApplication>
#include <QFontMetrics>
#include <QLocale>
#include <QPainter>

#include <cmath>

namespace gui {

namespace {

using models::LaneItem;
using models::LaneShape;

constexpr int padding = 4;
constexpr double leastLabel = 56; ///< pixels that a request line needs to say something
constexpr int tallLane = 36;      ///< from here on the backlog is drawn large
constexpr int middleLane = 20;    ///< from here on there is room for a thin strip of it

class LanesPainter
{
public:
    LanesPainter(QPainter &painter, const LaneInk &ink, const LaneFrame &frame)
        : m_painter(painter)
        , m_ink(ink)
        , m_frame(frame)
        , m_metrics(painter.font())
    {
    }

    void paint();

private:
    void paintGround();
    void paintRows();
    void paintHeading(const models::LaneRow &row, const QRect &rect);
    void paintLane(const models::Lane &lane, const QRect &rect);
    void paintBacklog(const models::Lane &lane, const QRectF &rect);
    void paintItem(const models::Lane &lane, const LaneItem &item, const QRectF &strip);
    void paintLabel(const models::Bead &bead, const LaneItem &item, const QRectF &rect);
    void paintSelected(const models::Lane &lane, const QRectF &strip);
    void paintName(const models::Lane &lane, const QRect &rect);
    void paintStalls();
    void paintSpan();
    void paintAxis();
    void paintLoops();
    void paintGate();
    [[nodiscard]] QRect timeRect() const
    {
        return {m_frame.left, 0, m_frame.size.width() - m_frame.left, m_frame.size.height()};
    }
    [[nodiscard]] double x(trace::SteadyNs at) const
    {
        return m_frame.left + std::clamp(m_frame.axis.x(at), -8.0, m_frame.axis.width() + 8);
    }

    QPainter &m_painter;
    const LaneInk &m_ink;
    const LaneFrame &m_frame;
    QFontMetrics m_metrics;
    QLocale m_locale;
    std::vector<models::AxisTick> m_ticks;
    std::vector<LaneItem> m_items; ///< of one lane; kept for its memory
};

void LanesPainter::paint()
{
    m_ticks = models::ticks(m_frame.axis, m_frame.localOffset,
                            m_metrics.horizontalAdvance(QStringLiteral("88:88:88.888")) + 4 * padding);
    paintGround();
    m_painter.setClipRect(0, m_frame.geometry.top, m_frame.size.width(),
                          m_frame.size.height() - m_frame.geometry.top);
    paintRows();
    m_painter.setClipRect(timeRect());
    paintStalls();
    paintSpan();
    paintAxis();
    paintLoops();
    m_painter.setClipping(false);
    paintGate();
}

void LanesPainter::paintGround()
{
    m_painter.fillRect(QRect({0, 0}, m_frame.size), m_ink.base());
    for (const models::AxisTick &tick : m_ticks)
        if (tick.x >= 0)
            m_painter.fillRect(int(m_frame.left + tick.x), m_frame.geometry.top, 1, m_frame.size.height(),
                               m_ink.faint());
}

void LanesPainter::paintRows()
{
    const auto range = m_frame.geometry.visible(m_frame.rows->size());
    for (size_t i = range.first; i < range.end; ++i) {
        const models::LaneRow &row = (*m_frame.rows)[i];
        const QRect rect(0, m_frame.geometry.y(qsizetype(i)), m_frame.size.width(), m_frame.geometry.height);
        if (row.lane)
            paintLane(*row.lane, rect);
        else
            paintHeading(row, rect);
    }
}

void LanesPainter::paintHeading(const models::LaneRow &row, const QRect &rect)
{
    m_painter.fillRect(rect.adjusted(m_frame.gate, 0, 0, 0), m_ink.palette().color(QPalette::AlternateBase));
    m_painter.setPen(m_ink.text());
    const QString text
        = QCoreApplication::translate("gui::LaneCanvas", "%1: %n connection(s)", nullptr, row.lanes)
              .arg(QString::fromLatin1(row.client));
    m_painter.drawText(rect.adjusted(m_frame.gate + padding, 0, -padding, 0), Qt::AlignVCenter, text);
}

void LanesPainter::paintLane(const models::Lane &lane, const QRect &rect)
{
    const bool isSelected = m_frame.connection == lane.id;
    if (isSelected) {
        QColor wash = m_ink.palette().color(QPalette::Highlight);
        wash.setAlpha(36);
        m_painter.fillRect(rect.adjusted(m_frame.gate, 0, 0, 0), wash);
    }
    m_painter.fillRect(m_frame.gate, rect.bottom(), rect.width() - m_frame.gate, 1, m_ink.faint());

    m_items.clear();
    models::appendLaneItems(lane, m_frame.axis, m_frame.now, m_items, m_ink.glyphSize());
    if (m_frame.hidesUnmatched)
        models::hideUnmatched(m_items);
    m_painter.save();
    m_painter.setClipRect(QRect(m_frame.left, rect.top(), rect.width() - m_frame.left, rect.height()),
                          Qt::IntersectClip);
    QRectF strip(m_frame.left, rect.top(), 1, rect.height() - 1);
    if (const int below = backlogHeight(lane, rect.height()); below > 0) {
        strip.setHeight(strip.height() - below);
        paintBacklog(lane, QRectF(m_frame.left, strip.bottom() + 1, 1, below - 1));
    }
    for (const LaneItem &item : m_items)
        paintItem(lane, item, strip);
    if (isSelected)
        paintSelected(lane, strip);
    m_painter.restore();
    paintName(lane, rect);
    if (isSelected && m_frame.hasFocus) {
        m_painter.setPen(QPen(m_ink.palette().color(QPalette::Highlight), 1, Qt::DashLine));
        m_painter.drawRect(rect.adjusted(m_frame.gate, 0, -1, -2));
    }
}

/// Where the bytes were that the client had not yet, each look until the next: from below in flight, in the
/// kernel, with us. The largest in sight is the full height.
void LanesPainter::paintBacklog(const models::Lane &lane, const QRectF &rect)
{
    const auto points = models::backlog(lane, m_frame.axis);
    qint64 most = 1;
    for (const models::BacklogPoint &point : points)
        most = std::max(most, point.sum());
    const QBrush ours(m_ink.shape(LaneShape::ClosedByRst, false));
    const QBrush kernel(m_ink.shape(LaneShape::Sending, false), Qt::Dense4Pattern);
    const QBrush flying(m_ink.shape(LaneShape::Draining, false), Qt::VerPattern);
    for (size_t i = 0; i + 1 < points.size(); ++i) {
        const double from = std::round(x(points[i].at));
        const double width = std::max(std::round(x(points[i + 1].at)) - from, 1.0);
        double foot = rect.bottom();
        for (const auto &[bytes, brush] :
             {std::pair(points[i].inFlight, flying), {points[i].kernel, kernel}, {points[i].ours, ours}}) {
            const double height = std::round(rect.height() * double(bytes) / double(most));
            m_painter.fillRect(QRectF(from, foot - height, width, height), brush);
            foot -= height;
        }
    }
}

void LanesPainter::paintItem(const models::Lane &lane, const LaneItem &item, const QRectF &strip)
{
    const double x0 = std::round(m_frame.left + item.x0);
    const double x1 = std::max(std::round(m_frame.left + item.x1), x0 + 1);
    QRectF rect(x0, strip.top(), x1 - x0, strip.height());
    if (item.shape == LaneShape::Run)
        rect.setWidth(std::clamp(rect.width(), models::beadWidth - 1, models::beadWidth));
    const bool isDimmed = m_frame.hasFilter && item.isExchange() && !item.matches;
    paintLaneItem(m_painter, m_ink, item, rect, isDimmed);
    if (!item.isExchange() || item.shape == LaneShape::Ready)
        return;
    const models::Bead &bead = lane.beads[*item.bead];
    if (item.isLast)
        paintLabel(bead, item, rect);
    if (item.isMarked)
        m_painter.fillRect(QRectF(rect.left(), rect.top(), std::max(rect.width(), 5.0), 2), m_ink.text());
}

/// The status at the end of an exchange's last phase, and its request line where there is room.
void LanesPainter::paintLabel(const models::Bead &bead, const LaneItem &item, const QRectF &rect)
{
    const bool isDimmed = m_frame.hasFilter && !item.matches;
    double right = std::min(rect.right(), double(m_frame.size.width())) - padding;
    const double left = std::max(rect.left(), double(m_frame.left)) + padding;
    const int size = m_ink.glyphSize();
    if (rect.width() >= size + 2) {
        const QPointF corner(right - size + 1, std::round(rect.center().y() - size / 2.0));
        if (item.shape == LaneShape::Deciding)
            m_painter.fillRect(QRectF(corner, QSizeF(size, size)).adjusted(-1, -1, 1, 1), m_ink.base());
        m_painter.drawPixmap(corner, m_ink.glyph(item.kind, isDimmed));
        right -= size + padding;
    }
    if (right - left < leastLabel || rect.height() < m_metrics.height() || item.shape == LaneShape::Deciding)
        return;
    const QByteArrayView line = bead.record->requestLineText();
    if (line.isEmpty())
        return;
    m_painter.setPen(isDimmed ? m_ink.faded() : m_ink.text());
    const double top = std::round(rect.center().y() - m_metrics.height() / 2.0);
    m_painter.drawStaticText(QPointF(left, top), m_frame.labels->label(line, int(right - left)));
}

/// A ring around all phases of the selected exchange.
void LanesPainter::paintSelected(const models::Lane &lane, const QRectF &strip)
{
    const auto index = m_frame.exchange ? lane.indexOf(*m_frame.exchange) : std::nullopt;
    if (!index)
        return;
    const models::Bead &bead = lane.beads[*index];
    double from = std::round(x(bead.start));
    double until = std::round(x(std::min(bead.end, m_frame.now)));
    if (until - from < models::beadWidth) {
        const double middle = std::round((from + until) / 2);
        from = middle - m_ink.glyphSize() / 2.0 - 3;
        until = middle + m_ink.glyphSize() / 2.0 + 3;
    }
    m_painter.setPen(QPen(m_ink.palette().color(QPalette::Highlight), 2));
    m_painter.setBrush(Qt::NoBrush);
    m_painter.drawRect(QRectF(from - 1, strip.top() + 2, until - from + 2, strip.height() - 3));
}

void LanesPainter::paintName(const models::Lane &lane, const QRect &rect)
{
    const QRect name(m_frame.gate, rect.top(), m_frame.left - m_frame.gate, rect.height() - 1);
    if (name.height() < m_metrics.ascent())
        return;
    const bool isClosed = lane.end() != models::Bead::running;
    const models::StateKind state
        = lane.connection ? models::stateKind(*lane.connection) : models::StateKind::ClosedByFin;
    const int glyph = m_metrics.height();
    m_painter.setPen(models::colour(state, m_ink.base()));
    m_painter.drawText(QRect(name.left(), name.top(), glyph, name.height()), Qt::AlignCenter,
                       models::glyph(state));
    m_painter.setPen(isClosed ? m_ink.faded() : m_ink.text());
    const QRect rest = name.adjusted(glyph, 0, -padding, 0);
    const QString id = m_locale.toString(lane.id);
    m_painter.drawText(rest, Qt::AlignVCenter, id);
    const QRect client = rest.adjusted(m_metrics.horizontalAdvance(id) + padding, 0, 0, 0);
    m_painter.setPen(m_ink.faded());
    m_painter.drawText(
        client, Qt::AlignVCenter | Qt::AlignRight,
        m_metrics.elidedText(QString::fromLatin1(lane.clientText()), Qt::ElideLeft, client.width()));
}

void LanesPainter::paintStalls()
{
    QColor band = m_ink.shape(LaneShape::ClosedByRst, false);
    for (const models::Stall &stall : models::stalls(m_frame.book->loops(), m_frame.axis)) {
        const double from = x(stall.from);
        band.setAlpha(48);
        m_painter.fillRect(QRectF(from, m_frame.ribbon, std::max(x(stall.until) - from, 2.0),
                                  m_frame.size.height() - m_frame.ribbon),
                           band);
    }
}

void LanesPainter::paintSpan()
{
    if (!m_frame.span)
        return;
    const QColor hue = m_ink.palette().color(QPalette::Highlight);
    QColor wash = hue;
    wash.setAlpha(44);
    const double from = std::round(x(m_frame.span->from));
    const double until = std::round(x(m_frame.span->until));
    m_painter.fillRect(QRectF(from, 0, until - from, m_frame.size.height()), wash);
    for (const double edge : {from, until})
        m_painter.fillRect(QRectF(edge - 1, 0, 2, m_frame.size.height()), hue);
}

void LanesPainter::paintAxis()
{
    m_painter.setPen(m_ink.faded());
    for (const models::AxisTick &tick : m_ticks) {
        const int at = int(m_frame.left + tick.x);
        m_painter.drawLine(at, m_frame.ribbon - 4, at, m_frame.ribbon - 1);
        m_painter.drawText(QPointF(at + padding, m_metrics.ascent() + 2), tick.label);
    }
    const QColor red = m_ink.shape(LaneShape::ClosedByRst, false);
    for (const models::Overflow &overflow : models::overflows(m_frame.book->loops(), m_frame.axis)) {
        const double at = x(overflow.at);
        m_painter.setPen(Qt::NoPen);
        m_painter.setBrush(red);
        m_painter.drawPolygon(QPolygonF(
            {{at - 4, m_frame.ribbon - 8.0}, {at + 4, m_frame.ribbon - 8.0}, {at, m_frame.ribbon - 1.0}}));
    }
    if (m_frame.span) {
        const double from = x(m_frame.span->from) + padding;
        const QString length = models::format::duration(m_frame.span->until - m_frame.span->from, m_locale);
        const QRectF box(from, 1, m_metrics.horizontalAdvance(length) + 2 * padding, m_metrics.height());
        m_painter.fillRect(box, m_ink.palette().color(QPalette::Highlight));
        m_painter.setPen(m_ink.palette().color(QPalette::HighlightedText));
        m_painter.drawText(box, Qt::AlignCenter, length);
    }
}

void LanesPainter::paintLoops()
{
    const auto &loops = m_frame.book->loops();
    const int room = m_frame.geometry.top - m_frame.ribbon - 1;
    int y = m_frame.ribbon;
    const int count = std::max(int(loops.size()), 1);
    for (const auto &[loop, track] : loops) {
        const int height = std::max(room / count - 1, 1);
        m_painter.fillRect(QRect(m_frame.left, y, timeRect().width(), height),
                           m_ink.palette().color(QPalette::AlternateBase));
        for (const models::HeatCell &cell : models::heatCells(track, m_frame.axis, 2))
            if (const double share = models::heat(cell.lagNs); share > 0)
                m_painter.fillRect(
                    QRectF(m_frame.left + cell.x0, y, std::max(cell.x1 - cell.x0, 1.0), height),
                    m_ink.heat(0.08 + 0.92 * share * share));
        y += height + 1;
    }
    m_painter.setPen(m_ink.faint());
    m_painter.drawLine(0, m_frame.geometry.top - 1, m_frame.size.width(), m_frame.geometry.top - 1);
    m_painter.drawLine(m_frame.left - 1, 0, m_frame.left - 1, m_frame.size.height());
}

/// A tank that fills from below, with a line at three quarters of its limit: full, the kernel turns away.
void LanesPainter::paintGate()
{
    const QRectF tank = QRectF(2, m_frame.geometry.top + 2, m_frame.gate - 5,
                               m_frame.size.height() - m_frame.geometry.top - 4);
    const models::Gate gate
        = models::gate(m_frame.book->loops(), std::min(m_frame.now, m_frame.axis.span().until));
    m_painter.setPen(gate.waiting < 0 ? QPen(m_ink.faint(), 1, Qt::DotLine) : QPen(m_ink.faded()));
    m_painter.setBrush(Qt::NoBrush);
    m_painter.drawRect(tank.adjusted(0.5, 0.5, -0.5, -0.5));
    if (gate.waiting <= 0)
        return;
    const double share = gate.limit > 0 ? std::min(double(gate.waiting) / double(gate.limit), 1.0) : 0.5;
    const double height = std::max(std::round((tank.height() - 2) * share), 2.0);
    const bool isFull = share >= 0.75;
    m_painter.fillRect(QRectF(tank.left() + 1, tank.bottom() - 1 - height, tank.width() - 2, height),
                       m_ink.shape(isFull ? LaneShape::ClosedByRst : LaneShape::Listening, false));
    m_painter.setPen(m_ink.text());
    const double limit = tank.bottom() - tank.height() * 0.75;
    m_painter.drawLine(QPointF(tank.left() - 1, limit), QPointF(tank.right() + 1, limit));
}

} // namespace

int backlogHeight(const models::Lane &lane, int laneHeight)
{
    if (lane.samples.empty() || laneHeight < middleLane)
        return 0;
    return laneHeight >= tallLane ? laneHeight * 2 / 5 : laneHeight / 4;
}

void paintLanes(QPainter &painter, const LaneInk &ink, const LaneFrame &frame)
{
    LanesPainter(painter, ink, frame).paint();
}

} // namespace gui
