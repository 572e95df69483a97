// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/readablestyle.h"

#include "models/marks.h"

#include <QPalette>

namespace gui {

ReadableStyle::ReadableStyle(const QString &name)
    : QProxyStyle(name)
{
    setObjectName(name);
}

void ReadableStyle::polish(QPalette &palette)
{
    QProxyStyle::polish(palette);
    const QColor window = palette.color(QPalette::Window);
    const QColor quiet = models::faded(palette.color(QPalette::WindowText), window);
    palette.setColor(QPalette::PlaceholderText, models::readable(quiet, palette.color(QPalette::Base)));
}

} // namespace gui
