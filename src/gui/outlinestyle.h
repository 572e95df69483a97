// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QProxyStyle>

namespace gui {

/// Qt's Fusion style with outlines that can be seen: its own are darker than the window, which in a dark
/// palette leaves an empty check box without an edge (WCAG 2.1, 1.4.11).
class OutlineStyle : public QProxyStyle
{
    Q_OBJECT
public:
    /// Goes by the name of the style that it stands in for, which is the way back.
    explicit OutlineStyle(const QString &name);

    void drawPrimitive(PrimitiveElement element, const QStyleOption *option, QPainter *painter,
                       const QWidget *widget) const override;
};

} // namespace gui
