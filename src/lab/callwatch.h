// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtGlobal>

#include <array>
#include <atomic>
#include <chrono>
#include <functional>
#include <optional>
#include <thread>

namespace lab {

/// One system call of a watched thread.
struct Call
{
    int number = 0; ///< SYS_…
    std::array<quint64, 6> arguments{};
    /// Of accept(), recv(), read(), poll() and epoll_wait() and their kin: what they gave, or -errno. The
    /// others are seen just before they happen.
    std::optional<qint64> result;
    std::chrono::steady_clock::time_point time; ///< when it was seen
};

/// Sees every system call of one thread, in order, told by the kernel itself: seccomp_unotify(2), which needs
/// no rights and Linux 5.5. What manages memory, locks and the thread's end passes unseen. A watched call
/// costs two changes of thread, some microseconds, so nothing is timed under a watch.
class CallWatch
{
public:
    /// `seen` is called in a thread of the watch, while the watched one waits.
    explicit CallWatch(std::function<void(const Call &)> seen);
    /// The watched thread must have ended.
    ~CallWatch();
    Q_DISABLE_COPY_MOVE(CallWatch)

    /// Called by the thread that is to be watched, once; from here to its end each of its calls is seen.
    void attach();

    /// Waits until attach() was called; false when this system does not allow it, and nothing is watched.
    [[nodiscard]] bool isAttached() const;

private:
    void serve(int descriptor) const;
    void tell(int listener) const;

    static constexpr int notYet = -2;

    std::function<void(const Call &)> m_seen;
    std::atomic<int> m_listener = notYet; // -1: not allowed
    std::atomic<bool> m_over = false;
    std::thread m_thread;
};

} // namespace lab
