// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/lanepainter.h"

#include <QPainter>

#include <cmath>

namespace gui {

namespace {

using models::LaneItem;
using models::LaneShape;

/// The part of a lane's height that a request takes.
QRectF body(const QRectF &rect)
{
    const double inset = std::max(std::round(rect.height() / 6), 2.0);
    return rect.adjusted(0, inset, 0, -inset);
}

void paintGlyph(QPainter &painter, const LaneInk &ink, models::StatusKind kind, bool dimmed, QPointF middle)
{
    const double half = ink.glyphSize() / 2.0;
    painter.drawPixmap(QPointF(std::round(middle.x() - half), std::round(middle.y() - half)),
                       ink.glyph(kind, dimmed));
}

void outline(QPainter &painter, const QRectF &rect, const QColor &colour)
{
    painter.setPen(colour);
    painter.setBrush(Qt::NoBrush);
    painter.drawRect(rect.adjusted(0.5, 0.5, -0.5, -0.5));
}

/// Hatched, barred or dotted ground under an outline.
void paintPattern(QPainter &painter, const QRectF &rect, const QColor &colour, Qt::BrushStyle style)
{
    painter.fillRect(rect, QBrush(colour, style));
    outline(painter, rect, colour);
}

void paintDots(QPainter &painter, const QRectF &rect, const QColor &colour, Qt::PenStyle style)
{
    painter.setPen(QPen(colour, 1, style));
    const double y = std::round(rect.center().y()) + 0.5;
    painter.drawLine(QPointF(rect.left(), y), QPointF(rect.right(), y));
}

/// The rail of the side that may still speak: the client's above, ours below.
void paintRail(QPainter &painter, const LaneItem &item, const QRectF &rect, const QColor &colour)
{
    const double third = rect.height() / 3;
    const double whole = rect.top() + (item.byClient ? 2 : 1) * third;
    const double ended = rect.top() + (item.byClient ? 1 : 2) * third;
    painter.fillRect(QRectF(rect.left(), std::round(whole) - 1, rect.width(), 2), colour);
    painter.fillRect(QRectF(rect.left(), std::round(ended) - 2, 4, 4), colour);
}

void paintDrain(QPainter &painter, const QRectF &rect, const QColor &colour)
{
    QLinearGradient fade(rect.topLeft(), rect.topRight());
    QColor none = colour;
    none.setAlpha(30);
    fade.setColorAt(0, colour);
    fade.setColorAt(1, none);
    painter.fillRect(body(rect), fade);
}

/// What is sent fills up from below: pale ground, a strong foot.
void paintSending(QPainter &painter, const LaneInk &ink, const LaneItem &item, const QRectF &rect,
                  bool dimmed)
{
    const QRectF box = body(rect);
    const QColor &hue = ink.status(item.kind, dimmed);
    painter.fillRect(box, ink.wash(item.kind, dimmed));
    const double foot = std::max(std::round(box.height() / 5), 2.0);
    painter.fillRect(QRectF(box.left(), box.bottom() - foot, box.width(), foot), hue);
    outline(painter, box, hue);
}

void paintBody(QPainter &painter, const QRectF &rect, const QColor &colour)
{
    const QRectF box = body(rect);
    QColor pale = colour;
    pale.setAlpha(110);
    painter.fillRect(QRectF(box.left(), box.center().y(), box.width(), box.height() / 2), pale);
    outline(painter, box, colour);
}

/// The more there are, the higher; what went wrong is the cap.
void paintRun(QPainter &painter, const LaneInk &ink, const LaneItem &item, const QRectF &rect, bool dimmed)
{
    const QRectF box = body(rect);
    const double share = std::min(0.4 + std::log2(double(item.count)) / 16, 1.0);
    const double height = std::round(box.height() * share);
    const QRectF bar(rect.left(), box.bottom() - height, std::max(rect.width(), 2.0), height);
    const bool isTroubled = item.troubles > 0;
    painter.fillRect(bar, ink.status(isTroubled ? models::StatusKind::Success : item.kind, dimmed));
    if (!isTroubled)
        return;
    const double cap = std::max(std::round(height * std::max(double(item.troubles) / item.count, 0.3)), 3.0);
    painter.fillRect(QRectF(bar.left(), bar.top() - 1, bar.width(), cap), ink.status(item.kind, dimmed));
    painter.fillRect(QRectF(bar.left(), bar.top() + cap - 1, bar.width(), 1), ink.base());
}

void paintEnd(QPainter &painter, const LaneItem &item, const QRectF &rect, const QColor &colour, int size)
{
    QRectF square(0, 0, size, size);
    square.moveCenter({std::round(rect.left()), std::round(rect.center().y())});
    if (item.shape == LaneShape::ClosedByFin) {
        painter.fillRect(square.adjusted(1, 1, -1, -1), colour);
        return;
    }
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(colour, 2));
    painter.drawLine(square.topLeft(), square.bottomRight());
    painter.drawLine(square.topRight(), square.bottomLeft());
    painter.setRenderHint(QPainter::Antialiasing, false);
}

/// Small, at the upper edge of the lane: a cross for what was sent again, a ring for a full buffer.
void paintSample(QPainter &painter, const LaneItem &item, const QRectF &rect, const QColor &colour)
{
    const QPointF middle(rect.left(), rect.top() + 4);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(colour, 1.5));
    painter.setBrush(Qt::NoBrush);
    if (item.shape == LaneShape::ZeroWindow) {
        painter.drawEllipse(middle, 2.5, 2.5);
    } else {
        painter.drawLine(middle - QPointF(2.5, 2.5), middle + QPointF(2.5, 2.5));
        painter.drawLine(middle + QPointF(-2.5, 2.5), middle + QPointF(2.5, -2.5));
    }
    painter.setRenderHint(QPainter::Antialiasing, false);
}

void paintBlocked(QPainter &painter, const LaneItem &item, const QRectF &rect, const QColor &colour)
{
    const double height = std::max(std::round(rect.height() / 8), 3.0);
    const double top = rect.bottom() - 1 - height - (item.level - 1) * (height + 1);
    outline(painter, QRectF(rect.left(), top, rect.width(), height), colour);
}

/// Small, at the lower edge of the lane: read points up and write down, a ring for a wake-up that found
/// nothing, a bar for a full buffer.
void paintReady(QPainter &painter, const LaneInk &ink, const LaneItem &item, const QRectF &rect)
{
    using Kind = trace::Transfer::Kind;
    const double size = readySize(ink);
    const QRectF box(std::round(rect.left() - size / 2), rect.bottom() - size, size, size);
    painter.fillRect(box.adjusted(-1, -1, 1, 0), ink.base());
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.setBrush(ink.text());
    const double middle = box.center().x();
    switch (item.transfer.kind) {
    case Kind::Read:
        painter.drawPolygon(QPolygonF({{middle, box.top()}, box.bottomRight(), box.bottomLeft()}));
        break;
    case Kind::Write:
        painter.drawPolygon(QPolygonF({box.topLeft(), box.topRight(), {middle, box.bottom()}}));
        break;
    case Kind::EmptyRead:
        painter.setBrush(Qt::NoBrush);
        painter.setPen(QPen(ink.text(), 1));
        painter.drawEllipse(box.adjusted(0.5, 0.5, -0.5, -0.5));
        break;
    case Kind::FullBuffer:
        painter.fillRect(QRectF(middle - 1.5, box.top(), 3, size), ink.shape(LaneShape::ClosedByRst, false));
        break;
    }
    painter.setRenderHint(QPainter::Antialiasing, false);
}

} // namespace

double readySize(const LaneInk &ink)
{
    return std::max(std::round(ink.glyphSize() * 0.45), 5.0);
}

void paintLaneItem(QPainter &painter, const LaneInk &ink, const LaneItem &item, const QRectF &rect,
                   bool dimmed)
{
    const QColor &hue = ink.shape(item.shape, dimmed);
    switch (item.shape) {
    case LaneShape::AcceptWait: paintPattern(painter, body(rect), hue, Qt::BDiagPattern); break;
    case LaneShape::Listening: paintDots(painter, rect, hue, Qt::SolidLine); break;
    case LaneShape::Idle: paintDots(painter, rect, hue, Qt::DotLine); break;
    case LaneShape::HalfClosed: paintRail(painter, item, rect, hue); break;
    case LaneShape::Draining: paintDrain(painter, rect, hue); break;
    case LaneShape::Head: outline(painter, body(rect), hue); break;
    case LaneShape::Body: paintBody(painter, rect, hue); break;
    case LaneShape::Deciding: painter.fillRect(body(rect), hue); break;
    case LaneShape::Sending: paintSending(painter, ink, item, rect, dimmed); break;
    case LaneShape::Blocked: paintBlocked(painter, item, rect, hue); break;
    case LaneShape::Held:
        painter.fillRect(body(rect), ink.base());
        paintPattern(painter, body(rect), hue, Qt::VerPattern);
        break;
    case LaneShape::Bead: paintGlyph(painter, ink, item.kind, dimmed, rect.center()); break;
    case LaneShape::Run: paintRun(painter, ink, item, rect, dimmed); break;
    case LaneShape::Retransmit:
    case LaneShape::ZeroWindow: paintSample(painter, item, rect, hue); break;
    case LaneShape::Ready: paintReady(painter, ink, item, rect); break;
    case LaneShape::ClosedByFin:
    case LaneShape::ClosedByRst: paintEnd(painter, item, rect, hue, ink.glyphSize()); break;
    }
}

} // namespace gui
