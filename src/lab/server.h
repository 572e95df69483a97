// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "lab/folder.h"
#include "lab/lab.h"
#include "lab/socket.h"

#include <atomic>
#include <ctime>
#include <memory>

#include <pthread.h>

namespace lab {

class CallWatch;

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

/// A number that one thread counts and others read.
class Counter
{
public:
    void add(qint64 number)
    {
        // Cheaper than an atomic addition, and enough: there is one that writes.
        m_value.store(m_value.load(std::memory_order_relaxed) + number, std::memory_order_relaxed);
    }
    [[nodiscard]] qint64 value() const { return m_value.load(std::memory_order_relaxed); }

private:
    std::atomic<qint64> m_value = 0;
};

/// What a server has counted about itself since it started.
struct Counts
{
    qint64 systemCalls = 0;
    qint64 useless = 0; ///< those of them that found nothing
};

/// Takes what the article's program prints, line by line, in the server's thread. May be empty.
using Console = std::function<void(const QString &)>;

/// One of the loops to be compared, with its thread: it accepts from a listening socket, takes whatever comes
/// for a request, gives the folder's answer and closes. It stops when it is destroyed, within a tenth of a
/// second and a turn. Its other functions may be called by any one thread.
class Server
{
public:
    Server() = default;
    virtual ~Server() = default;
    Q_DISABLE_COPY_MOVE(Server)

    [[nodiscard]] const ThreadClock &clock() const { return m_clock; }
    /// Nothing when its calls are made by a library, out of its sight.
    [[nodiscard]] virtual std::optional<Counts> counts() const = 0;
    /// Lets its thread attach to the watch in its next turn. The watch must outlive the server.
    virtual void watch(CallWatch &watch) = 0;

protected:
    ThreadClock m_clock;
};

/// Starts a loop on a listening socket and with clients that have been accepted before; those take long to
/// come where each turn accepts one and tries all. The folder must outlive it. Blocking has no list of
/// clients and closes them.
[[nodiscard]] std::unique_ptr<Server> startServer(Loop loop, Socket listening, std::vector<Socket> clients,
                                                  const Folder &folder, const Console &console = {});

} // namespace lab
