// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "lab/pollingserver.h"

#include <cerrno>
#include <vector>

#include <sys/socket.h>

namespace lab {

namespace {

enum class Turn : quint8 { NoData, Done };

Turn serve(const Socket &client)
{
    char received[1024];
    const auto length = ::recv(client.descriptor(), received, sizeof received, 0);
    if (length < 0 && (errno == EAGAIN || errno == EWOULDBLOCK))
        return Turn::NoData; // the article's ----3
    if (length > 0)
        ::send(client.descriptor(), response().data(), size_t(response().size()), MSG_NOSIGNAL);
    return Turn::Done;
}

} // namespace

PollingServer::PollingServer(Socket listening)
    : m_thread([this, socket = std::move(listening)] { run(socket); })
{
}

PollingServer::~PollingServer()
{
    m_stop = true;
    m_thread.join();
}

void PollingServer::run(const Socket &listening)
{
    m_clock.start();
    std::vector<Socket> clients;
    while (!m_stop.load(std::memory_order_relaxed)) {
        Socket client(::accept(listening.descriptor(), nullptr, nullptr)); // none: the article's ----1
        if (client.descriptor() >= 0) {
            makeNonBlocking(client.descriptor());
            clients.push_back(std::move(client));
        }
        std::erase_if(clients, [](const Socket &each) { return serve(each) == Turn::Done; });
    }
}

} // namespace lab
