// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/theme.h"

#include "gui/outlinestyle.h"
#include "gui/readablestyle.h"

#include <QApplication>
#include <QStyle>

namespace gui {
namespace {

struct Shades
{
    QRgb window, base, alternate, text, button, highlight, highlighted, link, visited, placeholder, disabled,
        tip;
};

constexpr Shades LightShades{0xfff3f4f6, 0xffffffff, 0xfff7f8fa, 0xff1b1f24, 0xfff3f4f6, 0xff1f6fb2,
                             0xffffffff, 0xff0b5cad, 0xff6f42a1, 0xff616973, 0xff8b949e, 0xffffffff};
constexpr Shades DarkShades{0xff23272e, 0xff1a1d22, 0xff1f2329, 0xffe6e8eb, 0xff2c313a, 0xff2f72b5,
                            0xffffffff, 0xff6cb6ff, 0xffc297ff, 0xff8f98a3, 0xff6b7480, 0xff2c313a};

QPalette paletteOf(const Shades &shades)
{
    QPalette palette(QColor::fromRgb(shades.button), QColor::fromRgb(shades.window));
    const auto set = [&palette](QPalette::ColorRole role, QRgb rgb) { palette.setColor(role, QColor(rgb)); };
    set(QPalette::Window, shades.window);
    set(QPalette::WindowText, shades.text);
    set(QPalette::Base, shades.base);
    set(QPalette::AlternateBase, shades.alternate);
    set(QPalette::Text, shades.text);
    set(QPalette::Button, shades.button);
    set(QPalette::ButtonText, shades.text);
    set(QPalette::BrightText, shades.highlighted);
    set(QPalette::Highlight, shades.highlight);
    set(QPalette::HighlightedText, shades.highlighted);
    set(QPalette::Link, shades.link);
    set(QPalette::LinkVisited, shades.visited);
    set(QPalette::PlaceholderText, shades.placeholder);
    set(QPalette::ToolTipBase, shades.tip);
    set(QPalette::ToolTipText, shades.text);
    for (const auto role :
         {QPalette::WindowText, QPalette::Text, QPalette::ButtonText, QPalette::HighlightedText})
        palette.setColor(QPalette::Disabled, role, QColor(shades.disabled));
    palette.setColor(QPalette::Disabled, QPalette::Highlight, QColor(shades.button).darker(120));
    return palette;
}

} // namespace

QPalette lightPalette()
{
    return paletteOf(LightShades);
}

QPalette darkPalette()
{
    return paletteOf(DarkShades);
}

QString themeName(Theme theme)
{
    switch (theme) {
    case Theme::System: return QStringLiteral("system");
    case Theme::Light: return QStringLiteral("light");
    case Theme::Dark: return QStringLiteral("dark");
    }
    Q_UNREACHABLE();
}

Theme themeFromName(const QString &name)
{
    for (const Theme theme : {Theme::Light, Theme::Dark})
        if (name == themeName(theme))
            return theme;
    return Theme::System;
}

ThemeSwitch::ThemeSwitch()
    : m_systemStyle(QApplication::style()->objectName())
{
    QApplication::setStyle(new ReadableStyle(m_systemStyle));
}

void ThemeSwitch::apply(Theme theme)
{
    if (theme == m_current)
        return;
    m_current = theme;
    if (theme == Theme::System)
        QApplication::setStyle(new ReadableStyle(m_systemStyle));
    else
        QApplication::setStyle(new OutlineStyle(m_systemStyle));
    switch (theme) {
    case Theme::System: QApplication::setPalette(QPalette()); break;
    case Theme::Light: QApplication::setPalette(lightPalette()); break;
    case Theme::Dark: QApplication::setPalette(darkPalette()); break;
    }
}

} // namespace gui
