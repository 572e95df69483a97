// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/turnplayer.h"

#include <QColor>
#include <QPalette>
#include <QPixmap>
#include <QRectF>

#include <array>

class QPainter;

namespace gui {

enum class SocketShape : quint8 { Listening, Client };

/// A client's socket as a square, the listening one round: what has come to it is told by what is drawn
/// inside, then by the hue. A square of a few pixels has room for the hue and how much of it is filled.
void paintSocket(QPainter &painter, const QRectF &square, models::SocketMark mark, SocketShape shape,
                 const QPalette &palette);

/// Every mark drawn once at one size, to be put in many places: drawing thousands anew takes longer than a
/// frame.
class SocketStamps
{
public:
    /// ratio: of the device's pixels to ours.
    SocketStamps(double side, const QPalette &palette, double ratio);
    void paint(QPainter &painter, const QPointF &at, models::SocketMark mark, SocketShape shape) const;

private:
    static constexpr size_t marks = size_t(models::SocketMark::Closed) + 1;
    std::array<std::array<QPixmap, marks>, 2> m_pictures; ///< by shape and mark
};

[[nodiscard]] QColor socketColour(models::SocketMark mark, const QPalette &palette);

} // namespace gui
