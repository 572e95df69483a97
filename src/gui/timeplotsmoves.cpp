// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/timeplots.h"

#include <qcustomplot.h>

#include <QFrame>

#include <algorithm>
#include <cmath>

// The wheel and the keys of the curves over time: what moves the time shown, and the point that is read.

namespace gui {

namespace {

constexpr double zoomStep = 1.5;
constexpr double moveStep = 0.2;   ///< of the time shown
constexpr double wheelNotch = 120; ///< eighths of a degree

} // namespace

bool TimePlots::eventFilter(QObject *watched, QEvent *event)
{
    if (watched != m_plot)
        return QWidget::eventFilter(watched, event);
    switch (event->type()) {
    case QEvent::FocusIn:
    case QEvent::FocusOut: m_focusMark->setVisible(event->type() == QEvent::FocusIn); break;
    case QEvent::Resize: m_focusMark->setGeometry(m_plot->rect()); break;
    case QEvent::MouseButtonPress:
        // While the plot waits for a rectangle it does not tell of clicks, and only an axis rect is to be
        // dragged over.
        m_plot->setSelectionRectMode(m_plot->axisRectAt(static_cast<QMouseEvent *>(event)->position())
                                         ? QCP::srmCustom
                                         : QCP::srmNone);
        break;
    default: break;
    }
    if (m_points.empty())
        return QWidget::eventFilter(watched, event);
    switch (event->type()) {
    case QEvent::Wheel: return turnWheel(*static_cast<QWheelEvent *>(event));
    case QEvent::KeyPress: return pressKey(*static_cast<QKeyEvent *>(event));
    case QEvent::MouseButtonDblClick: emit wholeWanted(); return true;
    case QEvent::FocusOut: say({}); break;
    default: break;
    }
    return QWidget::eventFilter(watched, event);
}

/// Up and down is nearer and farther, sideways or with Shift is earlier and later.
bool TimePlots::turnWheel(const QWheelEvent &event)
{
    const QPoint turned = event.angleDelta();
    const bool sideways
        = std::abs(turned.x()) > std::abs(turned.y()) || event.modifiers().testFlag(Qt::ShiftModifier);
    const int angle = std::abs(turned.x()) > std::abs(turned.y()) ? turned.x() : turned.y();
    const double notches = double(angle) / wheelNotch;
    const QCPAxisRect *on = m_plot->axisRectAt(event.position());
    if (!on || angle == 0)
        return false;
    if (sideways) {
        emit moved(-notches * moveStep);
        return true;
    }
    const double share = (event.position().x() - on->left()) / std::max(1, on->width());
    const trace::TimeSpan shown = this->shown();
    emit zoomed(std::pow(zoomStep, notches),
                shown.from + trace::SteadyNs(std::clamp(share, 0.0, 1.0) * double(shown.until - shown.from)));
    return true;
}

bool TimePlots::pressKey(const QKeyEvent &event)
{
    const bool aside = event.modifiers().testFlag(Qt::ControlModifier);
    const auto last = qint64(m_points.size()) - 1;
    switch (event.key()) {
    case Qt::Key_Plus:
    case Qt::Key_Equal: emit zoomed(zoomStep, m_at.value_or(middle())); return true;
    case Qt::Key_Minus: emit zoomed(1 / zoomStep, m_at.value_or(middle())); return true;
    case Qt::Key_0: emit wholeWanted(); return true;
    case Qt::Key_Left:
    case Qt::Key_Right: {
        const int step = event.key() == Qt::Key_Left ? -1 : 1;
        if (aside)
            emit moved(step * moveStep);
        else
            read(m_at ? current() + step : last);
        return true;
    }
    case Qt::Key_Home: read(0); return true;
    case Qt::Key_End: read(last); return true;
    case Qt::Key_Return:
    case Qt::Key_Enter:
        if (event.modifiers().testFlag(Qt::ShiftModifier))
            emit spanChosen(shown());
        else if (m_at)
            emit spanChosen(m_points[size_t(current())].span);
        return true;
    default: return false;
    }
}

trace::TimeSpan TimePlots::shown() const
{
    return {m_points.front().span.from, m_points.back().span.until};
}

trace::SteadyNs TimePlots::middle() const
{
    return shown().from + (shown().until - shown().from) / 2;
}

/// The point that is read by keys, or the nearest when it has gone out of sight.
qint64 TimePlots::current() const
{
    const auto after = std::partition_point(m_points.begin(), m_points.end(),
                                            [this](const auto &point) { return point.span.until < *m_at; });
    return std::min(qint64(after - m_points.begin()), qint64(m_points.size()) - 1);
}

void TimePlots::read(qint64 index)
{
    const auto &point = m_points[size_t(std::clamp<qint64>(index, 0, qint64(m_points.size()) - 1))];
    m_at = point.span.from;
    showCursor(&point);
    emit pointed(&point);
}

void TimePlots::say(const QString &reading)
{
    m_plot->setAccessibleName(reading.isEmpty() || !m_plot->hasFocus() ? tr("Over time")
                                                                       : tr("Over time: %1").arg(reading));
}

} // namespace gui
