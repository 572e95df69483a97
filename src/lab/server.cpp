// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "lab/server.h"

#include "lab/blockingloop.h"
#include "lab/ownthread.h"
#include "lab/pollingloop.h"
#include "lab/qtserver.h"

namespace lab {

std::unique_ptr<Server> startServer(Loop loop, Socket listening, std::vector<Socket> clients,
                                    const Folder &folder, const Console &console)
{
    switch (loop) {
    case Loop::Blocking: return std::make_unique<OwnThread<BlockingLoop>>(std::move(listening), folder);
    case Loop::Polling:
        return std::make_unique<OwnThread<PollingLoop>>(std::move(listening), std::move(clients), folder,
                                                        console);
    case Loop::Poll:
    case Loop::Epoll:
        return std::make_unique<QtServer>(loop, std::move(listening), std::move(clients), folder);
    }
    Q_UNREACHABLE();
}

} // namespace lab
