// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/frameclock.h"

namespace gui {

using namespace std::chrono_literals;

FrameClock::FrameClock(QObject *parent)
    : QObject(parent)
{
    m_timer.setTimerType(Qt::PreciseTimer);
    connect(&m_timer, &QTimer::timeout, this,
            [this] { m_longestMs = std::max(m_longestMs, m_sinceTurn.restart()); });
    m_sinceTurn.start();
    m_timer.start(16ms);
}

qint64 FrameClock::longestGapMs() const
{
    return std::max(m_longestMs, m_sinceTurn.elapsed());
}

void FrameClock::reset()
{
    m_longestMs = 0;
    m_sinceTurn.restart();
}

} // namespace gui
