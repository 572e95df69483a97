// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "lab/folder.h"
#include "lab/socket.h"

#include <chrono>
#include <stop_token>
#include <vector>

namespace lab {

constexpr int mostQueued = 64; ///< silent clients that fit a server's queue beside those that ask

/// Clients that say nothing, in the order of their coming. Fewer when it is to stop. Closed, they leave no
/// trace (RST).
[[nodiscard]] tl::expected<std::vector<Socket>, QString> connectClients(quint16 port, int count,
                                                                        const std::stop_token &stop);

/// Such clients, and the server's ends of their connections.
struct Pairs
{
    std::vector<Socket> clients;
    std::vector<Socket> accepted;
};
/// Connects and accepts so many. Nobody else may wait in the queue.
[[nodiscard]] tl::expected<Pairs, QString> connectPairs(const Listening &listening, int count,
                                                        const std::stop_token &stop);

/// How clients ask: at once, each on a new connection as soon as it has its answer.
struct Asking
{
    int clients = 1;
    int mostResponses = 1;
    std::chrono::milliseconds duration{1000};
    std::chrono::milliseconds patience{10'000}; ///< for the answers that are still missing then
};

/// What the asking clients saw.
struct Sample
{
    std::vector<std::chrono::nanoseconds> latencies; ///< of the right answers
    int wrong = 0;
    int unanswered = 0;
    std::chrono::nanoseconds length{}; ///< from the beginning to the last answer
};

/// The clients of a server on that port, all of them in the calling thread. Each answer is compared with the
/// folder's, byte for byte; one request in sixteen is for a file that is not there. A request to stop ends
/// everything within a tenth of a second; what is missing then is not counted.
class Load
{
public:
    Load(quint16 port, const Folder &folder, std::stop_token stop)
        : m_port(port)
        , m_folder(folder)
        , m_stop(std::move(stop))
    {
    }

    /// Lets clients ask until the time is over or there are that many answers.
    [[nodiscard]] tl::expected<Sample, QString> ask(const Asking &asking) const;

    /// One question, so that what follows finds a server that has begun.
    [[nodiscard]] tl::expected<void, QString> askOnce() const;

private:
    quint16 m_port;
    const Folder &m_folder;
    std::stop_token m_stop;
};

/// Asks on a connection and gives what comes back up to its end, or what had come by then.
[[nodiscard]] QByteArray answerOf(const Socket &client, const QByteArray &question,
                                  std::chrono::milliseconds patience, const std::stop_token &stop);

} // namespace lab
