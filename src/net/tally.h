// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtGlobal>

#include <atomic>

namespace net {

/// A counter that one loop writes and any thread reads. Relaxed order is enough: each stands for itself.
class Counter
{
public:
    void add(quint64 n) { m_value.store(value() + n, std::memory_order_relaxed); }
    void set(quint64 n) { m_value.store(n, std::memory_order_relaxed); }
    [[nodiscard]] quint64 value() const { return m_value.load(std::memory_order_relaxed); }

private:
    std::atomic<quint64> m_value = 0;
};

/// What one loop has done since it started.
struct Tally
{
    Counter accepted;
    Counter open;
    Counter exchanges; ///< ended
    Counter errors;    ///< answered with 4xx or 5xx, or broken off
    Counter bytesIn;
    Counter bytesOut;
    Counter acceptPauses; ///< times descriptors ran out
    Counter lagNs;        ///< the loop's largest lag in the last tenth of a second
};

/// Numbers handed out over all loops, in order.
struct Numbers
{
    std::atomic<quint64> connections = 0;
    std::atomic<quint64> exchanges = 0;
};

} // namespace net
