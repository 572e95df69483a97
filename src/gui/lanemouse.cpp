// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/lanecanvas.h"

#include <QApplication>
#include <QHelpEvent>
#include <QMouseEvent>
#include <QScrollBar>
#include <QToolTip>

#include <algorithm>
#include <cmath>

// What the mouse does on the lanes, and what is under it.

namespace gui {

namespace {

constexpr double reach = 5;   ///< pixels within which a mark or an edge is meant
constexpr double notch = 120; ///< of a wheel
constexpr double zoomPerNotch = 1.25;

} // namespace

LaneCanvas::Spot LaneCanvas::spotAt(QPoint place) const
{
    Spot spot;
    spot.row = geometry().rowAt(place.y(), m_rows.size());
    const models::Lane *lane = spot.row ? m_rows[*spot.row].lane : nullptr;
    if (!lane || place.x() < m_left)
        return spot;
    std::vector<models::LaneItem> items;
    models::appendLaneItems(*lane, m_axis, m_now, items, m_ink.glyphSize());
    if (m_order.onlyMatching && m_book.hasFilter())
        models::hideUnmatched(items);
    const QRect row = rowRect(*spot.row);
    const int foot = row.bottom() - backlogHeight(*lane, row.height());
    // The ticks lie under the exchanges they are of.
    const auto ticks = std::stable_partition(items.begin(), items.end(), [](const models::LaneItem &each) {
        return each.shape != models::LaneShape::Ready;
    });
    const std::vector<models::LaneItem> below(ticks, items.end());
    items.erase(ticks, items.end());
    const models::LaneItem *item = place.y() >= foot - readySize(m_ink) && place.y() <= foot
        ? models::itemAt(below, timeX(place.x()), reach)
        : nullptr;
    if (!item)
        item = models::itemAt(items, timeX(place.x()), reach);
    if (item)
        spot.item = *item;
    return spot;
}

/// Of the strip below a watched lane; nothing beside it.
QString LaneCanvas::backlogCardAt(QPoint place, const Spot &spot) const
{
    const models::Lane &lane = *m_rows[*spot.row].lane;
    const QRect row = rowRect(*spot.row);
    if (place.x() < m_left || place.y() <= row.bottom() - backlogHeight(lane, row.height()))
        return {};
    const auto points = models::backlog(lane, m_axis);
    const models::BacklogPoint *point = models::backlogAt(points, timeX(place.x()), reach * 2);
    return point ? models::backlogSentence(*point, moment(), locale()) : QString();
}

QString LaneCanvas::cardAt(QPoint place) const
{
    if (place.x() < m_gate && place.y() >= m_top)
        return models::gateSentence(models::gate(m_book.loops(), m_now), locale());
    if (place.y() < m_top)
        return headCardAt(place);
    const Spot spot = spotAt(place);
    const models::Lane *lane = spot.row ? m_rows[*spot.row].lane : nullptr;
    if (!lane)
        return {};
    if (const QString strip = backlogCardAt(place, spot); !strip.isEmpty())
        return strip;
    return spot.item ? models::card(*lane, *spot.item, moment(), locale())
                     : models::laneSentence(*lane, moment(), locale());
}

/// Of the axis and the loops' strips.
QString LaneCanvas::headCardAt(QPoint place) const
{
    const double x = timeX(place.x());
    if (x < 0)
        return {};
    for (const models::Overflow &overflow : models::overflows(m_book.loops(), m_axis))
        if (place.y() < m_ribbon && std::abs(m_axis.x(overflow.at) - x) <= reach)
            return models::overflowSentence(overflow, moment(), locale());
    if (place.y() < m_ribbon)
        return m_span ? models::spanSentence(*m_span, moment(), locale()) : QString();
    QStringList lines;
    for (const auto &[loop, track] : m_book.loops()) {
        const auto cells = models::heatCells(track, m_axis, 2);
        const auto cell = std::find_if(cells.begin(), cells.end(), [x](const models::HeatCell &each) {
            return x >= each.x0 - 1 && x <= each.x1 + 1;
        });
        if (cell != cells.end())
            lines << models::lagSentence(loop, *cell, moment(), locale());
    }
    return lines.join(u'\n');
}

bool LaneCanvas::viewportEvent(QEvent *event)
{
    if (event->type() != QEvent::ToolTip)
        return QAbstractScrollArea::viewportEvent(event);
    const auto *help = static_cast<QHelpEvent *>(event);
    const QString text = cardAt(help->pos());
    // A card goes away as soon as the pointer leaves a few pixels around it.
    const QRect around(help->pos() - QPoint(4, 4), QSize(9, 9));
    if (text.isEmpty())
        QToolTip::hideText();
    else
        QToolTip::showText(help->globalPos(), text.toHtmlEscaped().replace(u'\n', QStringLiteral("<br>")),
                           viewport(), around);
    event->setAccepted(!text.isEmpty());
    return true;
}

void LaneCanvas::setSpan(std::optional<trace::TimeSpan> span)
{
    m_span = span;
    viewport()->update();
}

void LaneCanvas::chooseSpan(std::optional<trace::TimeSpan> span)
{
    setSpan(span);
    emit spanChosen(span);
}

bool LaneCanvas::isOnEdge(double x, trace::SteadyNs edge) const
{
    return std::abs(m_axis.x(edge) - x) <= reach;
}

void LaneCanvas::mousePressEvent(QMouseEvent *event)
{
    m_pressed = m_last = event->pos();
    const bool pans = event->button() == Qt::MiddleButton
        || (event->button() == Qt::LeftButton && event->modifiers() & Qt::ShiftModifier);
    const double x = timeX(event->pos().x());
    if (pans) {
        m_drag = Drag::Pan;
        viewport()->setCursor(Qt::ClosedHandCursor);
    } else if (event->button() == Qt::LeftButton) {
        m_drag = Drag::Press;
        m_anchor = m_axis.at(x);
        const bool onFrom = m_span && isOnEdge(x, m_span->from);
        if (m_span && x >= 0 && (onFrom || isOnEdge(x, m_span->until))) {
            m_drag = Drag::Span;
            m_anchor = onFrom ? m_span->until : m_span->from;
        }
    }
}

void LaneCanvas::mouseMoveEvent(QMouseEvent *event)
{
    const QPoint moved = event->pos() - std::exchange(m_last, event->pos());
    const double x = timeX(event->pos().x());
    const bool isFar = (event->pos() - m_pressed).manhattanLength() >= QApplication::startDragDistance();
    if (m_drag == Drag::Press && isFar && timeX(m_pressed.x()) >= 0)
        m_drag = Drag::Span;
    switch (m_drag) {
    case Drag::Span: {
        const trace::SteadyNs at = m_axis.at(std::clamp(x, 0.0, m_axis.width()));
        setSpan(trace::TimeSpan{std::min(m_anchor, at), std::max(m_anchor, at)});
        return;
    }
    case Drag::Pan:
        verticalScrollBar()->setValue(verticalScrollBar()->value() - moved.y());
        if (moved.x() != 0)
            setAxis(m_axis.panned(-moved.x()));
        return;
    case Drag::Press: return;
    case Drag::None: break;
    }
    const bool onEdge = m_span && x >= 0 && (isOnEdge(x, m_span->from) || isOnEdge(x, m_span->until));
    viewport()->setCursor(onEdge ? Qt::SplitHCursor : Qt::ArrowCursor);
}

void LaneCanvas::mouseReleaseEvent(QMouseEvent *event)
{
    const Drag drag = std::exchange(m_drag, Drag::None);
    if (drag == Drag::Pan)
        viewport()->unsetCursor();
    else if (drag == Drag::Span && m_span)
        emit spanChosen(m_span);
    else if (drag == Drag::Press)
        choose(spotAt(event->pos()), timeX(event->pos().x()));
}

/// Of a run, the one nearest to the pointer.
void LaneCanvas::choose(const Spot &spot, double x)
{
    const models::Lane *lane = spot.row ? m_rows[*spot.row].lane : nullptr;
    if (!lane)
        return;
    if (!spot.item || !spot.item->bead) {
        select(lane->id, {});
        return;
    }
    const size_t first = *spot.item->bead;
    const size_t last = first + spot.item->count - 1;
    const size_t index = std::clamp(lane->firstStarting(m_axis.at(x), first), first, last);
    select(lane->id, lane->beads[index].record->id);
}

void LaneCanvas::mouseDoubleClickEvent(QMouseEvent *event)
{
    const trace::SteadyNs at = m_axis.at(timeX(event->pos().x()));
    const bool inSpan = m_span && m_span->overlaps(at, at);
    if (event->button() == Qt::LeftButton && (inSpan || spotAt(event->pos()).item))
        fit(); // the first of the two clicks has selected it
}

void LaneCanvas::wheelEvent(QWheelEvent *event)
{
    const QPoint turned = event->angleDelta();
    const double x = timeX(event->position().x());
    if (event->modifiers() & Qt::ControlModifier) {
        const double factor = std::pow(zoomPerNotch, -turned.y() / notch);
        if (m_following)
            zoom(factor);
        else
            setAxis(m_axis.zoomed(factor, std::max(x, 0.0)));
    } else if (event->modifiers() & Qt::ShiftModifier || turned.x() != 0) {
        const int by = turned.x() != 0 ? turned.x() : turned.y();
        setAxis(m_axis.panned(-by / notch * m_axis.width() / 12));
    } else {
        const QScrollBar *bar = verticalScrollBar();
        verticalScrollBar()->setValue(bar->value() - int(turned.y() / notch * 3 * m_rowHeight));
    }
    event->accept();
}

void LaneCanvas::contextMenuEvent(QContextMenuEvent *event)
{
    if (event->reason() == QContextMenuEvent::Mouse) {
        const QPoint place = viewport()->mapFromGlobal(event->globalPos());
        const Spot spot = spotAt(place);
        if (!spot.row || !m_rows[*spot.row].lane)
            return;
        choose(spot, timeX(place.x()));
        emit menuRequested(*m_connection, m_exchange, event->globalPos());
    } else if (const auto row = currentRow()) {
        emit menuRequested(*m_connection, m_exchange,
                           viewport()->mapToGlobal(rowRect(*row).bottomLeft() + QPoint(m_left, 0)));
    }
    event->accept();
}

void LaneCanvas::focusInEvent(QFocusEvent *event)
{
    QAbstractScrollArea::focusInEvent(event);
    viewport()->update();
    emit currentChanged();
}

void LaneCanvas::focusOutEvent(QFocusEvent *event)
{
    QAbstractScrollArea::focusOutEvent(event);
    viewport()->update();
}

} // namespace gui
