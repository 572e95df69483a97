// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/outlinestyle.h"

#include "models/marks.h"

#include <QPainter>
#include <QStyleOption>

namespace gui {

OutlineStyle::OutlineStyle(const QString &name)
    : QProxyStyle(QStringLiteral("Fusion"))
{
    setObjectName(name);
}

void OutlineStyle::drawPrimitive(PrimitiveElement element, const QStyleOption *option, QPainter *painter,
                                 const QWidget *widget) const
{
    QProxyStyle::drawPrimitive(element, option, painter, widget);
    const bool isRound = element == PE_IndicatorRadioButton;
    const bool outlined = isRound || element == PE_IndicatorCheckBox || element == PE_FrameLineEdit;
    // Fusion shows the focus of a field always, of a box only to who uses keys.
    const bool showsFocus = option->state.testFlag(State_HasFocus)
        && (element == PE_FrameLineEdit || option->state.testFlag(State_KeyboardFocusChange));
    if (!outlined || showsFocus || !option->state.testFlag(State_Enabled))
        return;
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    painter->setBrush(Qt::NoBrush);
    painter->setPen(
        models::faded(option->palette.color(QPalette::WindowText), option->palette.color(QPalette::Window)));
    const QRectF edge = QRectF(option->rect).adjusted(0.5, 0.5, -0.5, -0.5);
    if (isRound)
        painter->drawEllipse(edge.adjusted(1, 1, -1, -1)); // where Fusion draws its own
    else
        painter->drawRoundedRect(edge, 2, 2);
    painter->restore();
}

} // namespace gui
