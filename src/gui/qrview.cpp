// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/qrview.h"

#include <QPainter>

namespace gui {
namespace {

constexpr int QuietZone = 4; // modules on each side

} // namespace

QrView::QrView(QWidget *parent)
    : QWidget(parent)
{
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
}

void QrView::setText(const QString &text)
{
    m_code = QrCode::of(text.toUtf8());
    setAccessibleDescription(text);
    update();
}

QSize QrView::sizeHint() const
{
    return {200, 200};
}

QSize QrView::minimumSizeHint() const
{
    return sizeHint();
}

void QrView::paintEvent(QPaintEvent *)
{
    if (!m_code)
        return;
    QPainter painter(this);
    // In the screen's own pixels: a module that ends between two of them would be grey.
    const qreal ratio = devicePixelRatio();
    painter.scale(1 / ratio, 1 / ratio);
    const int room = int(std::min(width(), height()) * ratio);
    const int modules = m_code->size() + 2 * QuietZone;
    const int scale = std::max(1, room / modules);
    painter.fillRect(0, 0, modules * scale, modules * scale, Qt::white);
    for (int y = 0; y < m_code->size(); ++y)
        for (int x = 0; x < m_code->size(); ++x)
            if (m_code->isDark(x, y))
                painter.fillRect((x + QuietZone) * scale, (y + QuietZone) * scale, scale, scale, Qt::black);
}

} // namespace gui
