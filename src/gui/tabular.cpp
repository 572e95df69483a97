// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/tabular.h"

#include <QFontDatabase>
#include <QFontMetricsF>

namespace gui {
namespace {

bool hasTabularFigures(const QFont &font)
{
    const QFontMetricsF metrics(font);
    const qreal width = metrics.horizontalAdvance(u'0');
    for (char16_t digit = u'1'; digit <= u'9'; ++digit)
        if (!qFuzzyCompare(metrics.horizontalAdvance(digit), width))
            return false;
    return true;
}

} // namespace

QFont tabularFont(const QFont &font)
{
    if (hasTabularFigures(font))
        return font;
    QFont fixed = QFontDatabase::systemFont(QFontDatabase::FixedFont);
    fixed.setPointSizeF(font.pointSizeF());
    fixed.setWeight(font.weight());
    return fixed;
}

} // namespace gui
