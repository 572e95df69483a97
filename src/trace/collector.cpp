// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "trace/collector.h"

namespace trace {

Collector::Collector(int interval, QObject *parent)
    : QObject(parent)
{
    m_timer.setInterval(interval);
    m_timer.setTimerType(Qt::PreciseTimer);
    connect(&m_timer, &QTimer::timeout, this, &Collector::drain);
}

void Collector::setRings(std::vector<std::shared_ptr<Ring>> rings)
{
    drain();
    m_droppedBefore = dropped();
    m_rings = std::move(rings);
    if (m_rings.empty())
        m_timer.stop();
    else
        m_timer.start();
}

quint64 Collector::dropped() const
{
    quint64 sum = m_droppedBefore;
    for (const auto &ring : m_rings)
        sum += ring->dropped();
    return sum;
}

void Collector::drain()
{
    Batch records;
    for (const auto &ring : m_rings)
        ring->drain(records);
    if (!records.empty())
        emit batch(records);
}

} // namespace trace
