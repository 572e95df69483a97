// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/socketmarks.h"

#include "models/marks.h"

#include <QPainter>

#include <algorithm>

namespace gui {

using models::SocketMark;

namespace {

// Okabe and Ito; readable() fits them to the ground.
constexpr QRgb orange = 0xffe69f00;
constexpr QRgb vermillion = 0xffd55e00;
constexpr QRgb bluishGreen = 0xff009e73;
constexpr QRgb blue = 0xff0072b2;

constexpr double LeastForShapes = 7;

/// A stroke from corner to corner; two make a cross.
void paintStroke(QPainter &painter, const QRectF &square, bool isCross)
{
    painter.drawLine(square.bottomLeft(), square.topRight());
    if (isCross)
        painter.drawLine(square.topLeft(), square.bottomRight());
}

} // namespace

QColor socketColour(SocketMark mark, const QPalette &palette)
{
    const QColor base = palette.color(QPalette::Base);
    const auto ink = [&base](QRgb hue) { return models::readable(QColor::fromRgb(hue), base); };
    switch (mark) {
    case SocketMark::Untouched: break;
    case SocketMark::Asked: return ink(orange);
    case SocketMark::Tried: return ink(vermillion);
    case SocketMark::Ready: return ink(blue);
    case SocketMark::Answered:
    case SocketMark::Closed: return ink(bluishGreen);
    }
    return models::faded(palette.color(QPalette::Text), base);
}

SocketStamps::SocketStamps(double side, const QPalette &palette, double ratio)
{
    for (const SocketShape shape : {SocketShape::Listening, SocketShape::Client}) {
        for (size_t mark = 0; mark < marks; ++mark) {
            QPixmap picture((QSizeF(side, side) * ratio).toSize());
            picture.setDevicePixelRatio(ratio);
            picture.fill(Qt::transparent);
            QPainter painter(&picture);
            painter.setRenderHint(QPainter::Antialiasing);
            paintSocket(painter, QRectF(0, 0, side, side), SocketMark(mark), shape, palette);
            m_pictures[size_t(shape)][mark] = picture;
        }
    }
}

void SocketStamps::paint(QPainter &painter, const QPointF &at, SocketMark mark, SocketShape shape) const
{
    painter.drawPixmap(at, m_pictures[size_t(shape)][size_t(mark)]);
}

void paintSocket(QPainter &painter, const QRectF &square, SocketMark mark, SocketShape shape,
                 const QPalette &palette)
{
    const QColor colour = socketColour(mark, palette);
    const bool isSmall = square.width() < LeastForShapes;
    QColor wash = colour;
    wash.setAlphaF(mark == SocketMark::Untouched ? 0 : isSmall ? 0.6F : 0.2F);
    const bool isFull = mark == SocketMark::Ready || mark == SocketMark::Answered;
    const QRectF outline = square.adjusted(0.5, 0.5, -0.5, -0.5);
    painter.setPen(QPen(colour, 1));
    painter.setBrush(isFull ? colour : wash);
    const double corner = shape == SocketShape::Listening ? outline.width() / 2 : 0;
    painter.drawRoundedRect(outline, corner, corner);
    if (isSmall)
        return;
    const double inset = square.width() / 4;
    const QRectF inside = square.adjusted(inset, inset, -inset, -inset);
    painter.setPen(QPen(isFull ? palette.color(QPalette::Base) : colour, std::max(1.2, square.width() / 10)));
    switch (mark) {
    case SocketMark::Asked: paintStroke(painter, inside, false); break;
    case SocketMark::Tried: paintStroke(painter, inside, true); break;
    case SocketMark::Answered:
    case SocketMark::Closed:
        painter.drawPolyline(QPolygonF{{inside.left(), inside.center().y()},
                                       {inside.center().x() - inset / 3, inside.bottom()},
                                       inside.topRight()});
        break;
    default: break;
    }
}

} // namespace gui
