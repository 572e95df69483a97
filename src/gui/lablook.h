// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "lab/lab.h"

#include <QColor>
#include <QIcon>
#include <QPolygonF>
#include <QSize>

namespace gui {

/// How the loops are told apart: by a shape and a dash first, then by a hue.
[[nodiscard]] QColor loopColour(lab::Loop loop, const QColor &ground);
[[nodiscard]] Qt::PenStyle loopDash(lab::Loop loop);
/// The outline of its mark, about a middle at 0, 0, as wide as 2.
[[nodiscard]] QPolygonF loopShape(lab::Loop loop);

inline constexpr QSize loopIconSize{30, 14};
/// A piece of its line with its mark, in the colours of the application's palette whenever it is painted.
[[nodiscard]] QIcon loopIcon(lab::Loop loop);

} // namespace gui
