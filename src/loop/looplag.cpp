// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "loop/looplag.h"

#include <algorithm>
#include <chrono>
#include <utility>

namespace loop {

namespace {

qint64 nowNs()
{
    return std::chrono::nanoseconds(std::chrono::steady_clock::now().time_since_epoch()).count();
}

} // namespace

LoopLag::LoopLag(QObject *parent)
    : QObject(parent)
    , m_timer(this)
{
    m_timer.setTimerType(Qt::PreciseTimer);
    // Single-shot and started anew: when a repeating timer is due after a late one is each dispatcher's own
    // affair.
    m_timer.setSingleShot(true);
    m_timer.setInterval(std::chrono::nanoseconds(PeriodNs) / std::chrono::milliseconds(1));
    connect(&m_timer, &QTimer::timeout, this, &LoopLag::fired);
    start();
}

qint64 LoopLag::takeMaxNs()
{
    return std::exchange(m_maxNs, 0);
}

void LoopLag::start()
{
    m_startedNs = nowNs();
    m_timer.start();
}

void LoopLag::fired()
{
    m_maxNs = std::max(m_maxNs, lagNs(m_startedNs, nowNs()));
    start();
}

} // namespace loop
