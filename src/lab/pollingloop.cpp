// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "lab/pollingloop.h"

#include <cerrno>

#include <sys/socket.h>

namespace lab {

PollingLoop::PollingLoop(Socket listening, std::vector<Socket> clients, const Folder &folder, Console console)
    : m_listening(std::move(listening))
    , m_folder(folder)
    , m_console(std::move(console))
    , m_clients(std::move(clients))
{
    makeNonBlocking(m_listening.descriptor());
    for (const Socket &client : m_clients)
        makeNonBlocking(client.descriptor());
}

void PollingLoop::turn()
{
    acceptOne();
    for (Socket &client : m_clients)
        tryClient(client);
    // The article's first mistake was to take a client out of the list while walking it: the next one was
    // passed over. Those that are done are taken out when the walk is over.
    std::erase_if(m_clients, [](const Socket &client) { return client.descriptor() < 0; });
}

void PollingLoop::acceptOne()
{
    print("----1");
    Socket client(::accept(m_listening.descriptor(), nullptr, nullptr));
    m_calls.add(1);
    if (client.descriptor() < 0) {
        m_useless.add(1);
        return;
    }
    print("----2");
    makeNonBlocking(client.descriptor());
    m_calls.add(1);
    m_clients.push_back(std::move(client));
}

void PollingLoop::tryClient(Socket &client)
{
    print("----3");
    char received[1024];
    const auto length = ::recv(client.descriptor(), received, sizeof received, 0);
    m_calls.add(1);
    if (length < 0 && (errno == EAGAIN || errno == EINTR)) {
        m_useless.add(1);
        return;
    }
    // The article's second mistake was to take nothing for a request: it means that the client has gone, and
    // its socket must leave the list too.
    if (length > 0)
        answer(client, QByteArrayView(received, length));
    client = Socket();
    m_calls.add(1);
    if (length > 0)
        print("----4");
}

void PollingLoop::answer(Socket &client, QByteArrayView request)
{
    const Answer &answer = m_folder.answer(request);
    ::send(client.descriptor(), answer.bytes.data(), size_t(answer.bytes.size()), MSG_NOSIGNAL);
    m_calls.add(1);
    if (m_console) {
        m_console(QString::fromUtf8(requestLine(request)));
        m_console(QString::number(answer.status));
    }
}

void PollingLoop::print(const char *line) const
{
    if (m_console)
        m_console(QLatin1String(line));
}

} // namespace lab
