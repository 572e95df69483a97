// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "lab/server.h"

#include <vector>

namespace lab {

/// The article's loop: non-blocking sockets, each of them tried in every turn. Lives in one thread; counts()
/// may be called by another. The lines it prints are the article's: "----1" before it tries to accept,
/// "----2" when a client has come, "----3" before it tries a client, "----4" when one is answered and closed,
/// and with it the request line and the status.
class PollingLoop
{
public:
    PollingLoop(Socket listening, std::vector<Socket> clients, const Folder &folder, Console console);

    /// Tries to accept one client, then tries every client of the list.
    void turn();

    [[nodiscard]] qsizetype clients() const { return qsizetype(m_clients.size()); }
    /// Its calls and those of them that found nothing.
    [[nodiscard]] Counts counts() const { return {m_calls.value(), m_useless.value()}; }

private:
    void acceptOne();
    void tryClient(Socket &client);
    void answer(Socket &client, QByteArrayView request);
    void print(const char *line) const;

    Socket m_listening;
    const Folder &m_folder;
    Console m_console;
    std::vector<Socket> m_clients;
    Counter m_calls;
    Counter m_useless;
};

} // namespace lab
