// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "lab/load.h"

#include "lab/text.h"

#include <algorithm>
#include <array>
#include <functional>
#include <iterator>

#include <poll.h>
#include <sys/epoll.h>
#include <sys/socket.h>

namespace lab {

namespace {

using Clock = std::chrono::steady_clock;

constexpr int lookEveryMs = 100; // whether it is to stop
constexpr int missingEvery = 16; // requests, one is for what is not there

/// One client that asks: a connection, and what has come back on it.
class Asker
{
public:
    /// Connects and asks; what it reads then is told by the epoll, with that number.
    [[nodiscard]] tl::expected<void, QString> begin(quint16 port, const Folder &folder, bool wantsMissing,
                                                    int epoll, quint32 number)
    {
        static const QByteArray present = request("/"), missing = request("/missing.html");
        const QByteArray &question = wantsMissing ? missing : present;
        m_expected = &folder.answer(question).bytes;
        m_received.clear();
        m_begun = Clock::now();
        auto socket = connectTo(port);
        if (!socket)
            return tl::unexpected(socket.error());
        m_socket = std::move(*socket);
        epoll_event event{};
        event.events = EPOLLIN;
        event.data.u32 = number;
        ::epoll_ctl(epoll, EPOLL_CTL_ADD, descriptor(), &event);
        ::send(descriptor(), question.data(), size_t(question.size()), MSG_NOSIGNAL);
        return {};
    }

    [[nodiscard]] bool isAsking() const { return descriptor() >= 0; }

    /// Takes what is there; at the end of the answer the sample gets it and the client is free again.
    void receive(Sample &sample)
    {
        std::array<char, 4096> bytes;
        const auto length = ::recv(descriptor(), bytes.data(), bytes.size(), MSG_DONTWAIT);
        if (length > 0) {
            m_received.append(bytes.data(), length);
            return;
        }
        if (length == 0 && m_received == *m_expected)
            sample.latencies.push_back(Clock::now() - m_begun);
        else
            ++sample.wrong;
        m_socket = Socket();
    }

private:
    [[nodiscard]] int descriptor() const { return m_socket.descriptor(); }

    Socket m_socket;
    const QByteArray *m_expected = nullptr;
    QByteArray m_received;
    Clock::time_point m_begun;
};

/// All that ask at once.
class Askers
{
public:
    Askers(quint16 port, const Folder &folder, int count)
        : m_port(port)
        , m_folder(folder)
        , m_askers(size_t(count))
    {
    }

    /// Those that are free ask, until so many have.
    [[nodiscard]] tl::expected<void, QString> begin(int most)
    {
        for (size_t i = 0; i < m_askers.size() && m_begun < most; ++i) {
            if (m_askers[i].isAsking())
                continue;
            const bool wantsMissing = m_begun % missingEvery == missingEvery - 1;
            if (auto done
                = m_askers[i].begin(m_port, m_folder, wantsMissing, m_epoll.descriptor(), quint32(i));
                !done)
                return done;
            ++m_begun;
        }
        return {};
    }

    /// Waits a moment for something to come, and takes it. False when nothing came.
    [[nodiscard]] bool receive(Sample &sample)
    {
        const int count
            = ::epoll_wait(m_epoll.descriptor(), m_events.data(), int(m_events.size()), lookEveryMs);
        for (int i = 0; i < count; ++i)
            m_askers[m_events[size_t(i)].data.u32].receive(sample);
        return count > 0;
    }

    [[nodiscard]] int asking() const
    {
        return int(std::count_if(m_askers.begin(), m_askers.end(), std::mem_fn(&Asker::isAsking)));
    }

private:
    quint16 m_port;
    const Folder &m_folder;
    Socket m_epoll{::epoll_create1(EPOLL_CLOEXEC)};
    std::vector<Asker> m_askers;
    std::array<epoll_event, 64> m_events{};
    int m_begun = 0;
};

} // namespace

tl::expected<Sample, QString> Load::ask(const Asking &asking) const
{
    Sample sample;
    Askers askers(m_port, m_folder, asking.clients);
    const auto begin = Clock::now(), end = begin + asking.duration;
    while (!m_stop.stop_requested()) {
        const auto now = Clock::now();
        if (now < end) {
            if (auto begun = askers.begin(asking.mostResponses); !begun)
                return tl::unexpected(begun.error());
        }
        const int waiting = askers.asking();
        if (waiting == 0)
            break;
        if (now >= end + asking.patience) {
            sample.unanswered = waiting;
            break;
        }
        if (askers.receive(sample))
            sample.length = Clock::now() - begin;
    }
    return sample;
}

QByteArray answerOf(const Socket &client, const QByteArray &question, std::chrono::milliseconds patience,
                    const std::stop_token &stop)
{
    ::send(client.descriptor(), question.data(), size_t(question.size()), MSG_NOSIGNAL);
    QByteArray answer;
    std::array<char, 4096> bytes;
    const auto end = Clock::now() + patience;
    while (Clock::now() < end && !stop.stop_requested()) {
        pollfd waiting{client.descriptor(), POLLIN, 0};
        if (::poll(&waiting, 1, lookEveryMs) <= 0)
            continue;
        const auto length = ::recv(client.descriptor(), bytes.data(), bytes.size(), MSG_DONTWAIT);
        if (length <= 0)
            break;
        answer.append(bytes.data(), length);
    }
    return answer;
}

tl::expected<std::vector<Socket>, QString> connectClients(quint16 port, int count,
                                                          const std::stop_token &stop)
{
    std::vector<Socket> clients;
    for (int i = 0; i < count && !stop.stop_requested(); ++i) {
        auto socket = connectTo(port);
        if (!socket)
            return tl::unexpected(socket.error());
        // Closed without TIME_WAIT, which would keep the local port busy for a minute.
        const linger reset{1, 0};
        ::setsockopt(socket->descriptor(), SOL_SOCKET, SO_LINGER, &reset, sizeof reset);
        clients.push_back(std::move(*socket));
    }
    return clients;
}

tl::expected<Pairs, QString> connectPairs(const Listening &listening, int count, const std::stop_token &stop)
{
    Pairs pairs;
    for (int left = count; left > 0; left -= mostQueued) {
        auto some = connectClients(listening.port, std::min(left, mostQueued), stop);
        if (!some)
            return tl::unexpected(some.error());
        for (Socket &client : *some) {
            Socket accepted(::accept4(listening.socket.descriptor(), nullptr, nullptr, SOCK_CLOEXEC));
            if (accepted.descriptor() < 0)
                return tl::unexpected(systemError(Lab::tr("The lab cannot accept a client")));
            pairs.accepted.push_back(std::move(accepted));
            pairs.clients.push_back(std::move(client));
        }
    }
    return pairs;
}

tl::expected<void, QString> Load::askOnce() const
{
    const auto sample = ask({});
    if (!sample)
        return tl::unexpected(sample.error());
    if (sample->latencies.empty() && !m_stop.stop_requested())
        return tl::unexpected(Lab::tr("The lab's server does not answer."));
    return {};
}

} // namespace lab
