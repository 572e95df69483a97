// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "lab/server.h"
#include "lab/socket.h"

#include <QAbstractEventDispatcher>
#include <QThread>

#include <memory>

namespace lab {

/// QTcpServer and QTcpSocket in a thread with its own event loop.
class QtServer final : public Server
{
public:
    /// Without a dispatcher Qt chooses one.
    QtServer(Socket listening, std::unique_ptr<QAbstractEventDispatcher> dispatcher);
    ~QtServer() override;

    [[nodiscard]] const ThreadClock &clock() const override { return m_clock; }

private:
    ThreadClock m_clock;
    QThread m_thread;
};

} // namespace lab
