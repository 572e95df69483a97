// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/timesliderhandle.h"

#include <QMouseEvent>
#include <QPainter>

namespace gui {

TimeSliderHandle::TimeSliderHandle(QWidget *parent)
    : QAbstractSlider(parent)
{
    setOrientation(Qt::Horizontal);
    setRange(0, 1000);
    setSingleStep(5);
    setPageStep(100);
    setFocusPolicy(Qt::StrongFocus);
    setCursor(Qt::SizeHorCursor);
    setFixedWidth(wide);
}

void TimeSliderHandle::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const QColor line = palette().color(hasFocus() ? QPalette::Highlight : QPalette::Text);
    painter.fillRect(QRect(wide / 2, 0, 1, height()), line);
    const QRectF grip(0.5, height() / 2.0 - 10, wide - 1, 20);
    painter.setPen(QPen(line, hasFocus() ? 2 : 1));
    painter.setBrush(palette().button());
    painter.drawRoundedRect(grip.adjusted(0.5, 0.5, -0.5, -0.5), 3, 3);
    for (const int x : {wide / 2 - 1, wide / 2 + 1})
        painter.fillRect(QRect(x, height() / 2 - 4, 1, 8), palette().color(QPalette::ButtonText));
}

void TimeSliderHandle::mousePressEvent(QMouseEvent *event)
{
    m_grip = event->pos().x() - wide / 2;
    event->accept();
}

void TimeSliderHandle::mouseMoveEvent(QMouseEvent *event)
{
    if (event->buttons() & Qt::LeftButton)
        emit dragged(mapToParent(event->pos()).x() - m_grip);
}

void TimeSliderHandle::focusInEvent(QFocusEvent *event)
{
    QAbstractSlider::focusInEvent(event);
    update();
}

void TimeSliderHandle::focusOutEvent(QFocusEvent *event)
{
    QAbstractSlider::focusOutEvent(event);
    update();
}

} // namespace gui
