// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/laneink.h"

#include <QPainter>

namespace gui {

namespace {

using models::LaneShape;
using models::StateKind;
using models::StatusKind;

QColor mixed(const QColor &from, const QColor &to, double share)
{
    const auto channel = [share](int a, int b) { return int(a + (b - a) * share); };
    return {channel(from.red(), to.red()), channel(from.green(), to.green()),
            channel(from.blue(), to.blue())};
}

/// The state whose hue a shape has; the tables have the same.
StateKind stateOf(LaneShape shape)
{
    switch (shape) {
    case LaneShape::AcceptWait:
    case LaneShape::Listening: return StateKind::Listening;
    case LaneShape::Head:
    case LaneShape::Body:
    case LaneShape::Blocked: return StateKind::Reading;
    case LaneShape::Deciding: return StateKind::Thinking;
    case LaneShape::Ready: return StateKind::Listening;
    case LaneShape::Sending:
    case LaneShape::Bead:
    case LaneShape::Run: return StateKind::Sending;
    case LaneShape::Held: return StateKind::Held;
    case LaneShape::HalfClosed:
    case LaneShape::Draining: return StateKind::Draining;
    case LaneShape::Idle: return StateKind::Idle;
    case LaneShape::ClosedByFin: return StateKind::ClosedByFin;
    case LaneShape::Retransmit:
    case LaneShape::ZeroWindow:
    case LaneShape::ClosedByRst: return StateKind::ClosedByRst;
    }
    return StateKind::Idle;
}

QPixmap statusPixmap(StatusKind kind, const QColor &colour, int size, qreal ratio)
{
    QPixmap picture(QSize(size, size) * ratio);
    picture.setDevicePixelRatio(ratio);
    picture.fill(Qt::transparent);
    QPainter painter(&picture);
    painter.setRenderHint(QPainter::Antialiasing);
    drawStatusShape(painter, kind, QRectF(0.5, 0.5, size - 1, size - 1), colour);
    return picture;
}

} // namespace

LaneInk::LaneInk(const QPalette &palette, int glyph, qreal ratio)
    : m_palette(palette)
    , m_faint(mixed(palette.color(QPalette::Text), palette.color(QPalette::Base), 0.82))
    , m_faded(models::faded(palette.color(QPalette::Text), palette.color(QPalette::Base)))
    , m_glyph(glyph)
{
    const QColor ground = base();
    for (size_t i = 0; i < shapes; ++i) {
        const QColor hue = models::colour(stateOf(LaneShape(i)), ground);
        m_shapes[i] = {hue, mixed(hue, ground, 0.7)};
    }
    for (size_t i = 0; i < kinds; ++i) {
        const QColor hue = models::colour(StatusKind(i), ground);
        m_status[i] = {hue, mixed(hue, ground, 0.7)};
        m_wash[i] = {mixed(hue, ground, 0.78), mixed(hue, ground, 0.92)};
        for (size_t dimmed = 0; dimmed < 2; ++dimmed)
            m_glyphs[i][dimmed] = statusPixmap(StatusKind(i), m_status[i][dimmed], glyph, ratio);
    }
}

const QColor &LaneInk::shape(LaneShape shape, bool dimmed) const
{
    return m_shapes[size_t(shape)][size_t(dimmed)];
}

const QColor &LaneInk::status(StatusKind kind, bool dimmed) const
{
    return m_status[size_t(kind)][size_t(dimmed)];
}

const QColor &LaneInk::wash(StatusKind kind, bool dimmed) const
{
    return m_wash[size_t(kind)][size_t(dimmed)];
}

const QPixmap &LaneInk::glyph(StatusKind kind, bool dimmed) const
{
    return m_glyphs[size_t(kind)][size_t(dimmed)];
}

QColor LaneInk::heat(double share) const
{
    return mixed(base(), shape(LaneShape::ClosedByRst, false), share);
}

void drawStatusShape(QPainter &painter, StatusKind kind, const QRectF &square, const QColor &colour)
{
    painter.setPen(Qt::NoPen);
    painter.setBrush(colour);
    const QPointF middle = square.center();
    switch (kind) {
    case StatusKind::Success: painter.drawEllipse(square); return;
    case StatusKind::Redirection:
        painter.drawPie(square, 90 * 16, 180 * 16);
        painter.setBrush(Qt::NoBrush);
        painter.setPen(QPen(colour, 1));
        painter.drawEllipse(square.adjusted(0.5, 0.5, -0.5, -0.5));
        return;
    case StatusKind::ClientError:
        painter.drawPolygon(
            QPolygonF({{middle.x(), square.top()}, square.bottomRight(), square.bottomLeft()}));
        return;
    case StatusKind::ServerError:
        painter.drawPolygon(QPolygonF({{middle.x(), square.top()},
                                       {square.right(), middle.y()},
                                       {middle.x(), square.bottom()},
                                       {square.left(), middle.y()}}));
        return;
    case StatusKind::Broken:
        painter.setPen(QPen(colour, std::max(square.width() / 4.5, 1.5)));
        painter.drawLine(square.topLeft() + QPointF(1, 1), square.bottomRight() - QPointF(1, 1));
        painter.drawLine(square.topRight() + QPointF(-1, 1), square.bottomLeft() + QPointF(1, -1));
        return;
    case StatusKind::InProgress:
        for (const double x :
             {square.left() + square.width() / 8, middle.x(), square.right() - square.width() / 8})
            painter.drawEllipse(QPointF(x, middle.y()), square.width() / 8, square.width() / 8);
        return;
    }
}

} // namespace gui
