// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "lab/load.h"

#include <QByteArray>
#include <QCoreApplication>

#include <algorithm>
#include <functional>

#include <poll.h>
#include <sys/socket.h>

namespace lab {

namespace {

using Clock = std::chrono::steady_clock;

constexpr int patienceMs = 30'000; // for the slowest loop on a busy machine

/// One client that asks: a connection, and what has come back on it.
class Asker
{
public:
    [[nodiscard]] tl::expected<void, QString> begin(quint16 port)
    {
        m_received.clear();
        m_begun = Clock::now();
        auto socket = connectTo(port);
        if (!socket)
            return tl::unexpected(socket.error());
        m_socket = std::move(*socket);
        ::send(m_socket.descriptor(), request().data(), size_t(request().size()), MSG_NOSIGNAL);
        return {};
    }

    [[nodiscard]] int descriptor() const { return m_socket.descriptor(); }
    [[nodiscard]] bool isAsking() const { return descriptor() >= 0; }

    /// Takes what is there; at the end of the answer the sample gets it and the client is free again.
    void receive(Sample &sample)
    {
        char bytes[4096];
        const auto length = ::recv(descriptor(), bytes, sizeof bytes, MSG_DONTWAIT);
        if (length > 0) {
            m_received.append(bytes, length);
            return;
        }
        if (length == 0 && m_received == response())
            sample.latencies.push_back(Clock::now() - m_begun);
        else
            ++sample.wrong;
        m_socket = Socket();
    }

private:
    Socket m_socket;
    QByteArray m_received;
    Clock::time_point m_begun;
};

/// Waits until something has come for some of them, and takes it. False when nothing came for long.
bool receiveSome(std::vector<Asker> &askers, Sample &sample)
{
    std::vector<pollfd> waiting;
    for (const Asker &asker : askers)
        waiting.push_back({asker.descriptor(), POLLIN, 0}); // poll() passes over those with descriptor -1
    if (::poll(waiting.data(), nfds_t(waiting.size()), patienceMs) <= 0)
        return false;
    for (size_t i = 0; i < askers.size(); ++i) {
        if (waiting[i].revents != 0)
            askers[i].receive(sample);
    }
    return true;
}

} // namespace

tl::expected<Sample, QString> ask(quint16 port, int clients, int mostResponses,
                                  std::chrono::milliseconds duration)
{
    Sample sample;
    std::vector<Asker> askers;
    askers.resize(size_t(clients));
    const auto end = Clock::now() + duration;
    for (int begun = 0;;) {
        for (Asker &asker : askers) {
            if (asker.isAsking() || begun >= mostResponses || Clock::now() >= end)
                continue;
            if (auto done = asker.begin(port); !done)
                return tl::unexpected(done.error());
            ++begun;
        }
        const auto asking = std::count_if(askers.begin(), askers.end(), std::mem_fn(&Asker::isAsking));
        if (asking == 0)
            break;
        if (!receiveSome(askers, sample)) {
            sample.wrong += int(asking);
            break;
        }
    }
    return sample;
}

tl::expected<std::vector<Socket>, QString> connectIdle(quint16 port, int count)
{
    // The kernel queues connections until they are accepted, a limited number and in order. So now and then
    // one asks: when it is answered, all before it have been accepted.
    constexpr int step = 100;
    std::vector<Socket> idle;
    idle.reserve(size_t(count));
    for (int left = count; left >= 0; left -= step) {
        for (int i = 0; i < std::min(left, step); ++i) {
            auto socket = connectTo(port);
            if (!socket)
                return tl::unexpected(socket.error());
            // Closed without TIME_WAIT, which would keep the local port busy for a minute.
            const linger reset{1, 0};
            ::setsockopt(socket->descriptor(), SOL_SOCKET, SO_LINGER, &reset, sizeof reset);
            idle.push_back(std::move(*socket));
        }
        const auto accepted = ask(port, 1, 1, std::chrono::seconds(1));
        if (!accepted)
            return tl::unexpected(accepted.error());
        if (accepted->latencies.empty())
            return tl::unexpected(QCoreApplication::translate("lab", "The lab's server does not answer."));
    }
    return idle;
}

} // namespace lab
