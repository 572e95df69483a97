// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "lab/server.h"

namespace lab {

/// Where the article began: blocking sockets and one client at a time. A client that says nothing keeps all
/// others waiting. Lives in one thread; counts() may be called by another.
class BlockingLoop
{
public:
    BlockingLoop(Socket listening, const Folder &folder);

    /// Waits for a client, for its request, answers and closes; after a tenth of a second in vain it goes on
    /// waiting in the next turn.
    void turn();

    /// No call is useless here, for each waits until there is something.
    [[nodiscard]] Counts counts() const { return {m_calls.value(), 0}; }

private:
    Socket m_listening;
    Socket m_client; ///< whom it waits for
    const Folder &m_folder;
    Counter m_calls;
};

} // namespace lab
