// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "lab/callwatch.h"
#include "lab/server.h"

#include <thread>

namespace lab {

/// A server whose loop is a function turn(), called over and over in a thread of its own, which waits for a
/// tenth of a second at most. The loop counts its own calls.
template <typename LoopType>
class OwnThread final : public Server
{
public:
    template <typename... Arguments>
    explicit OwnThread(Arguments &&...arguments)
        : m_loop(std::forward<Arguments>(arguments)...)
        , m_thread([this] { run(); })
    {
    }
    ~OwnThread() override
    {
        m_stop = true;
        m_thread.join();
    }
    Q_DISABLE_COPY_MOVE(OwnThread)

    [[nodiscard]] std::optional<Counts> counts() const override { return m_loop.counts(); }
    void watch(CallWatch &watch) override { m_watch = &watch; }

private:
    void run()
    {
        m_clock.start();
        while (!m_stop.load(std::memory_order_relaxed)) {
            if (m_watch.load(std::memory_order_relaxed))
                m_watch.exchange(nullptr)->attach();
            m_loop.turn();
        }
    }

    LoopType m_loop;
    std::atomic<bool> m_stop = false;
    std::atomic<CallWatch *> m_watch = nullptr;
    std::thread m_thread;
};

} // namespace lab
