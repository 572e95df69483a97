// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <atomic>

#include <pthread.h>
#include <time.h>

namespace lab {

/// The CPU time of one thread, to be read by another.
class ThreadClock
{
public:
    /// The thread to be measured calls this once, before it answers the first request.
    void start()
    {
        clockid_t clock;
        if (pthread_getcpuclockid(pthread_self(), &clock) == 0)
            m_clock.store(clock, std::memory_order_release);
    }

    /// Any thread, while the measured one lives: user and system time in ns.
    [[nodiscard]] long long nanoseconds() const
    {
        timespec time{};
        clock_gettime(m_clock.load(std::memory_order_acquire), &time);
        return time.tv_sec * 1'000'000'000LL + time.tv_nsec;
    }

private:
    std::atomic<clockid_t> m_clock = CLOCK_MONOTONIC;
};

/// One of the loops to be compared, with its thread: it accepts from a listening socket, gives the lab's
/// response to whatever it is asked, and closes. It stops when it is destroyed.
class Server
{
public:
    virtual ~Server() = default;
    [[nodiscard]] virtual const ThreadClock &clock() const = 0;
};

} // namespace lab
