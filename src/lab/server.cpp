// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "lab/server.h"

#include "lab/blockingloop.h"
#include "lab/ownthread.h"
#include "lab/pollingloop.h"
#include "lab/qtserver.h"
#include "loop/epolldispatcher.h"

namespace lab {

std::unique_ptr<Server> startServer(Loop loop, Socket listening, const Folder &folder, const Console &console)
{
    switch (loop) {
    case Loop::Blocking:
        return std::make_unique<OwnThread<BlockingLoop>>(std::move(listening), folder, console);
    case Loop::Polling:
        return std::make_unique<OwnThread<PollingLoop>>(std::move(listening), folder, console);
    case Loop::Poll: return std::make_unique<QtServer>(std::move(listening), folder, nullptr);
    case Loop::Epoll:
        return std::make_unique<QtServer>(std::move(listening), folder, std::make_unique<EpollDispatcher>());
    }
    Q_UNREACHABLE();
}

} // namespace lab
