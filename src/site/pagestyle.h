// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArrayView>

namespace site {

/// The colours all pages of ours share, in light and dark, as custom properties of CSS; text on them has a
/// contrast of 4.5:1 or more.
inline constexpr QByteArrayView pagePalette = R"(
:root{color-scheme:light dark;--ink:#1c2733;--soft:#51606f;--page:#f6f8fa;--rim:#8a6d3b;--glass:#dcebf5;--link:#0b5394}
@media(prefers-color-scheme:dark){:root{--ink:#e8eef4;--soft:#a5b3c1;--page:#12181f;--rim:#c9a45c;--glass:#1d3245;--link:#8cc4ff}}
*{box-sizing:border-box}
)";

} // namespace site
