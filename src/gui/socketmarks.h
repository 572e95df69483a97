// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/turnplayer.h"

#include <QColor>
#include <QPalette>
#include <QRectF>

class QPainter;

namespace gui {

enum class SocketShape : quint8 { Listening, Client };

/// A client's socket as a square, the listening one round: what has come to it is told by what is drawn
/// inside, then by the hue. A square of a few pixels has room for the hue and how much of it is filled.
void paintSocket(QPainter &painter, const QRectF &square, models::SocketMark mark, SocketShape shape,
                 const QPalette &palette);
[[nodiscard]] QColor socketColour(models::SocketMark mark, const QPalette &palette);

} // namespace gui
