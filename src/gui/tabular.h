// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFont>

namespace gui {

/// The same font with figures of one width, so that numbers stand in columns and do not dance: itself when
/// its digits already are, else the nearest family of the system whose digits are.
[[nodiscard]] QFont tabularFont(const QFont &font);

} // namespace gui
