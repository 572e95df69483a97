// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QIcon>
#include <QPalette>

namespace gui {

/// The icon resources/icons/<name>.svg, drawn in the application palette's colour of that role whenever it is
/// painted: it follows a change of theme by itself.
[[nodiscard]] QIcon paletteIcon(const QString &name, QPalette::ColorRole role = QPalette::ButtonText);

/// The same in a hue of its own, as far as it can be read on a button of the palette.
[[nodiscard]] QIcon hueIcon(const QString &name, QRgb hue);

} // namespace gui
