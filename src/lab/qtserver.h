// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "lab/server.h"

#include <thread>

class QAbstractEventDispatcher;
class QEventLoop;

namespace lab {

/// Loop::Poll or Loop::Epoll: QTcpServer and QTcpSocket in an event loop.
class QtServer final : public Server
{
public:
    QtServer(Loop loop, Socket listening, std::vector<Socket> clients, const Folder &folder);
    ~QtServer() override;
    Q_DISABLE_COPY_MOVE(QtServer)

    [[nodiscard]] std::optional<Counts> counts() const override { return std::nullopt; }
    void watch(CallWatch &watch) override;

private:
    class Listener;

    void run(Socket listening, std::vector<Socket> clients);
    void obey(QEventLoop &events);
    void wake() const;

    const Loop m_loop;
    const Folder &m_folder;
    std::unique_ptr<Listener> m_listener; // made by the thread, deleted when that has ended
    std::atomic<QAbstractEventDispatcher *> m_dispatcher
        = nullptr; // the thread's, from its beginning to its end
    std::atomic<CallWatch *> m_watch = nullptr;
    std::atomic<bool> m_stop = false;
    std::atomic<bool> m_mayEnd = false; // nobody will wake it any more
    std::thread
        m_thread; // not Qt's: what is handed over is seen to be ordered, by people and by ThreadSanitizer
};

} // namespace lab
