// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/lablook.h"

#include "models/marks.h"

#include <QGuiApplication>
#include <QIconEngine>
#include <QPainter>
#include <QPalette>

#include <cmath>
#include <numbers>

namespace gui {
namespace {

// Okabe and Ito; readable() fits them to the ground.
constexpr QRgb vermillion = 0xffd55e00;
constexpr QRgb blue = 0xff0072b2;
constexpr QRgb bluishGreen = 0xff009e73;
constexpr QRgb reddishPurple = 0xffcc79a7;

QRgb hue(lab::Loop loop)
{
    switch (loop) {
    case lab::Loop::Blocking: return reddishPurple;
    case lab::Loop::Polling: return vermillion;
    case lab::Loop::Poll: return blue;
    case lab::Loop::Epoll: break;
    }
    return bluishGreen;
}

class LoopIconEngine : public QIconEngine
{
public:
    explicit LoopIconEngine(lab::Loop loop)
        : m_loop(loop)
    {
    }

    void paint(QPainter *painter, const QRect &rect, QIcon::Mode mode, QIcon::State) override
    {
        const QPalette palette = QGuiApplication::palette();
        const QColor colour = mode == QIcon::Disabled
            ? palette.color(QPalette::Disabled, QPalette::WindowText)
            : loopColour(m_loop, palette.color(QPalette::Window));
        painter->save();
        painter->setRenderHint(QPainter::Antialiasing);
        const QPointF middle = QRectF(rect).center();
        painter->setPen(QPen(colour, 1.5, loopDash(m_loop)));
        painter->drawLine(QPointF(rect.left(), middle.y()), QPointF(rect.right() + 1, middle.y()));
        painter->translate(middle);
        painter->scale(4, 4);
        painter->setPen(Qt::NoPen);
        painter->setBrush(colour);
        painter->drawPolygon(loopShape(m_loop));
        painter->restore();
    }

    QPixmap pixmap(const QSize &size, QIcon::Mode mode, QIcon::State state) override
    {
        QPixmap picture(size);
        picture.fill(Qt::transparent);
        QPainter painter(&picture);
        paint(&painter, picture.rect(), mode, state);
        return picture;
    }

    [[nodiscard]] QIconEngine *clone() const override { return new LoopIconEngine(*this); }

private:
    lab::Loop m_loop;
};

/// A regular polygon with its first corner at that angle.
QPolygonF regular(int corners, double degrees)
{
    QPolygonF shape;
    for (int corner = 0; corner < corners; ++corner) {
        const double angle
            = degrees * std::numbers::pi / 180 + 2 * std::numbers::pi * double(corner) / double(corners);
        shape += QPointF(std::cos(angle), std::sin(angle));
    }
    return shape;
}

} // namespace

QColor loopColour(lab::Loop loop, const QColor &ground)
{
    return models::readable(QColor::fromRgb(hue(loop)), ground);
}

Qt::PenStyle loopDash(lab::Loop loop)
{
    switch (loop) {
    case lab::Loop::Blocking: return Qt::DashDotDotLine;
    case lab::Loop::Polling: return Qt::DashDotLine;
    case lab::Loop::Poll: return Qt::DashLine;
    case lab::Loop::Epoll: break;
    }
    return Qt::SolidLine;
}

QPolygonF loopShape(lab::Loop loop)
{
    constexpr int round = 24;
    switch (loop) {
    case lab::Loop::Blocking: return regular(4, 0);
    case lab::Loop::Polling: return regular(3, -90);
    case lab::Loop::Poll: return QRectF(-0.85, -0.85, 1.7, 1.7);
    case lab::Loop::Epoll: break;
    }
    return regular(round, 0);
}

QIcon loopIcon(lab::Loop loop)
{
    return QIcon(new LoopIconEngine(loop));
}

} // namespace gui
