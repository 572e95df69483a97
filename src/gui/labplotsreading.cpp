// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/labplots.h"

#include <qcustomplot.h>

#include <QFrame>
#include <QKeyEvent>
#include <QToolTip>

#include <algorithm>
#include <cmath>

// Reading the lab's plots: with the pointer, and with keys.

namespace gui {

bool LabPlots::eventFilter(QObject *watched, QEvent *event)
{
    if (watched != m_plot)
        return QWidget::eventFilter(watched, event);
    switch (event->type()) {
    case QEvent::FocusIn:
    case QEvent::FocusOut: m_focusMark->setVisible(event->type() == QEvent::FocusIn); break;
    case QEvent::Resize: m_focusMark->setGeometry(m_plot->rect()); break;
    case QEvent::Leave:
        if (!m_plot->hasFocus())
            showReading(m_panel, std::nullopt);
        break;
    case QEvent::ToolTip: return m_read.has_value(); // what is read stands there already
    case QEvent::KeyPress: return pressKey(static_cast<QKeyEvent *>(event)->key());
    default: break;
    }
    return QWidget::eventFilter(watched, event);
}

bool LabPlots::pressKey(int key)
{
    if (m_idle.empty())
        return false;
    const auto panels = int(m_panels.size()), last = int(m_idle.size()) - 1;
    const auto at = m_read ? std::lower_bound(m_idle.begin(), m_idle.end(), *m_read) : m_idle.end();
    const auto current = std::clamp(int(at - m_idle.begin()), 0, last);
    const auto read
        = [this, last](int index) { showReading(m_panel, m_idle[size_t(std::clamp(index, 0, last))]); };
    switch (key) {
    case Qt::Key_Left: read(m_read ? current - 1 : last); return true;
    case Qt::Key_Right: read(m_read ? current + 1 : last); return true;
    case Qt::Key_Home: read(0); return true;
    case Qt::Key_End: read(last); return true;
    case Qt::Key_Up:
    case Qt::Key_Down:
        m_panel = size_t((int(m_panel) + (key == Qt::Key_Up ? panels - 1 : 1)) % panels);
        read(current);
        return true;
    default: return false;
    }
}

void LabPlots::point(const QPointF &position)
{
    const QCPAxisRect *on = m_plot->axisRectAt(position);
    const auto panel
        = std::find_if(m_panels.begin(), m_panels.end(), [on](const Panel &one) { return one.rect == on; });
    if (panel == m_panels.end() || m_idle.empty())
        return QToolTip::hideText();
    const QCPAxis *axis = on->axis(QCPAxis::atBottom);
    const auto distance
        = [&](int idle) { return std::abs(axis->coordToPixel(models::place(idle, m_scale)) - position.x()); };
    showReading(size_t(panel - m_panels.begin()),
                *std::min_element(m_idle.begin(), m_idle.end(),
                                  [&](int a, int b) { return distance(a) < distance(b); }));
    const QPoint beside = m_plot->mapToGlobal(position.toPoint());
    QToolTip::showText(beside, reading(QStringLiteral("\n"), QStringLiteral("\n")), m_plot);
}

/// What is read, with that after the heading and between the loops.
QString LabPlots::reading(const QString &after, const QString &between) const
{
    const Panel &panel = m_panels[m_panel];
    return panel.name + u' ' + models::withIdle(*m_read, QLocale()) + after
        + models::reading(m_series, *m_read, panel.quantities, QLocale()).join(between);
}

void LabPlots::showReading(size_t panel, std::optional<int> idle)
{
    m_panel = panel;
    m_read = idle;
    for (const Panel &one : m_panels) {
        one.cursor->setVisible(idle.has_value());
        const double at = models::place(idle.value_or(0), m_scale);
        one.cursor->point1->setCoords(at, 1);
        one.cursor->point2->setCoords(at, 2);
    }
    const QString words = idle ? reading(QStringLiteral(": "), QStringLiteral("; ")) : QString();
    emit read(words);
    // A screen reader tells the new name of what has the focus.
    m_plot->setAccessibleName(words.isEmpty() || !m_plot->hasFocus() ? tr("Comparison")
                                                                     : tr("Comparison: %1").arg(words));
    m_plot->replot(QCustomPlot::rpQueuedReplot);
}

} // namespace gui
