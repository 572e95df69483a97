// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QPalette>
#include <QString>

namespace gui {

/// How the program looks: as the system does, or in one of our palettes on Qt's Fusion style.
enum class Theme : quint8 { System, Light, Dark };

[[nodiscard]] QPalette lightPalette();
[[nodiscard]] QPalette darkPalette();

/// The name a theme is remembered by, and back; an unknown name is System.
[[nodiscard]] QString themeName(Theme theme);
[[nodiscard]] Theme themeFromName(const QString &name);

/// Changes the whole application's style and palette. Made before the first change, it knows the way back to
/// the system's own look. Lives in the window's thread.
class ThemeSwitch
{
public:
    ThemeSwitch();
    void apply(Theme theme);
    [[nodiscard]] Theme current() const { return m_current; }

private:
    QString m_systemStyle;
    Theme m_current = Theme::System;
};

} // namespace gui
