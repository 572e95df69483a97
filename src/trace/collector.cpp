// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "trace/collector.h"

#include <QElapsedTimer>

#include <algorithm>
#include <iterator>

namespace trace {

namespace {

constexpr size_t fewest = 200; ///< in a frame, however long they take

} // namespace

Collector::Collector(int interval, std::chrono::milliseconds share, QObject *parent)
    : QObject(parent)
    , m_share(share)
{
    m_timer.setInterval(interval);
    m_timer.setTimerType(Qt::PreciseTimer);
    connect(&m_timer, &QTimer::timeout, this, &Collector::frame);
}

void Collector::setRings(std::vector<std::shared_ptr<Ring>> rings)
{
    take();
    if (m_share == whole)
        handOn(m_waiting.size());
    m_droppedBefore = dropped();
    m_rings = std::move(rings);
    m_timer.start(); // until nothing waits and nothing can come
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
    take();
    handOn(m_waiting.size());
}

void Collector::frame()
{
    if (m_waiting.size() < mostWaiting)
        take();
    if (m_share == whole)
        handOn(m_waiting.size());
    else
        handOnShare();
    if (m_rings.empty() && m_waiting.empty())
        m_timer.stop();
}

void Collector::handOnShare()
{
    QElapsedTimer timer;
    timer.start();
    const size_t most = std::min(m_most, m_waiting.size());
    handOn(most);
    // As many as took their share, going by these; no more than twice as many at once.
    const double used = double(timer.nsecsElapsed()) / double(std::chrono::nanoseconds(m_share).count());
    const auto fitting = size_t(double(most) / std::max(used, 0.5));
    if (most == m_most || used > 1)
        m_most = std::max(fewest, fitting);
}

void Collector::take()
{
    Batch records;
    for (const auto &ring : m_rings)
        ring->drain(records);
    std::move(records.begin(), records.end(), std::back_inserter(m_waiting));
}

void Collector::handOn(size_t most)
{
    if (most == 0)
        return;
    const auto end = m_waiting.begin() + qptrdiff(most);
    const Batch records(std::make_move_iterator(m_waiting.begin()), std::make_move_iterator(end));
    m_waiting.erase(m_waiting.begin(), end);
    emit batch(records);
}

} // namespace trace
