// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "lab/server.h"
#include "lab/socket.h"

#include <thread>

namespace lab {

/// The article's loop: non-blocking sockets, each of them tried in every turn.
class PollingServer final : public Server
{
public:
    explicit PollingServer(Socket listening);
    ~PollingServer() override;

    [[nodiscard]] const ThreadClock &clock() const override { return m_clock; }

private:
    void run(const Socket &listening);

    ThreadClock m_clock;
    std::atomic<bool> m_stop = false;
    std::thread m_thread;
};

} // namespace lab
