// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/filteredit.h"

#include <QKeyEvent>
#include <QPainter>
#include <QPainterPath>

namespace gui {
namespace {

/// Okabe-Ito vermillion: 3:1 or better on light and dark fields, and the wave itself says "wrong".
constexpr QRgb WrongColour = 0xffd55e00;

} // namespace

void FilterEdit::markWrong(qsizetype offset, qsizetype length)
{
    m_offset = offset;
    m_length = std::max<qsizetype>(1, length);
    update();
}

void FilterEdit::clearMark()
{
    m_length = 0;
    update();
}

void FilterEdit::keyPressEvent(QKeyEvent *event)
{
    if (event->modifiers() == Qt::NoModifier && event->key() == Qt::Key_Up)
        emit olderWanted();
    else if (event->modifiers() == Qt::NoModifier && event->key() == Qt::Key_Down)
        emit newerWanted();
    else
        QLineEdit::keyPressEvent(event);
}

void FilterEdit::paintEvent(QPaintEvent *event)
{
    QLineEdit::paintEvent(event);
    if (!isMarked())
        return;

    // The text scrolls inside the field: the cursor's place on screen tells by how much.
    const auto advance
        = [this](qsizetype units) { return fontMetrics().horizontalAdvance(text().left(units)); };
    const int origin = cursorRect().center().x() - advance(cursorPosition());
    const int from = origin + advance(m_offset);
    const int to = std::max(origin + advance(m_offset + m_length), from + fontMetrics().averageCharWidth());
    const qreal base = rect().center().y() + fontMetrics().height() / 2.0;

    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setClipRect(rect().adjusted(3, 0, -3, 0));
    painter.setPen(QPen(QColor(WrongColour), 1.5));
    QPainterPath wave(QPointF(from, base));
    for (int x = from, up = 1; x < to; x += 3, up = 1 - up)
        wave.lineTo(x + 3, base - (up ? 2.5 : 0));
    painter.drawPath(wave);
}

} // namespace gui
