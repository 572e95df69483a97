// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "trace/records.h"

#include <boost/lockfree/spsc_queue.hpp>

#include <atomic>

namespace trace {

/// The way of records from one loop to the collector. One thread pushes, one thread drains; neither ever
/// waits.
class Ring
{
public:
    explicit Ring(size_t capacity = 65536)
        : m_queue(capacity)
    {
    }

    /// The loop's thread. False when the ring is full: the record is lost and counted.
    bool push(const Record &record)
    {
        if (m_queue.push(record))
            return true;
        m_dropped.fetch_add(1, std::memory_order_relaxed);
        return false;
    }

    /// The loop's thread.
    [[nodiscard]] bool hasRoom() const { return m_queue.write_available() > 0; }

    /// The collector's thread. Appends everything that is there to the batch.
    void drain(Batch &batch)
    {
        m_queue.consume_all([&batch](Record &record) { batch.push_back(std::move(record)); });
    }

    /// Any thread: records lost since the start.
    [[nodiscard]] quint64 dropped() const { return m_dropped.load(std::memory_order_relaxed); }

private:
    boost::lockfree::spsc_queue<Record> m_queue;
    std::atomic<quint64> m_dropped = 0;
};

} // namespace trace
