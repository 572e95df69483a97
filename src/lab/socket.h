// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <tl/expected.hpp>

#include <utility>

namespace lab {

/// Owns a socket's descriptor.
class Socket
{
public:
    Socket() = default;
    explicit Socket(int descriptor)
        : m_descriptor(descriptor)
    {
    }
    ~Socket();
    Socket(Socket &&other) noexcept
        : m_descriptor(other.release())
    {
    }
    Socket &operator=(Socket &&other) noexcept
    {
        std::swap(m_descriptor, other.m_descriptor);
        return *this;
    }

    [[nodiscard]] int descriptor() const { return m_descriptor; } ///< -1: none
    [[nodiscard]] int release() { return std::exchange(m_descriptor, -1); }

private:
    int m_descriptor = -1;
};

/// A listening socket on 127.0.0.1 as the article makes it, SO_REUSEADDR and a backlog of 128, and its port.
/// While it blocks, accept() and, on those that come, recv() give up after a tenth of a second.
struct Listening
{
    Socket socket;
    quint16 port = 0;
};
[[nodiscard]] tl::expected<Listening, QString> listenOnLoopback();

/// A blocking connection to that port of this machine.
[[nodiscard]] tl::expected<Socket, QString> connectTo(quint16 port);

/// As the article's setblocking(False): one system call.
void makeNonBlocking(int descriptor);

/// The TCP port of this end and of the other one; 0 when it is no connected socket.
[[nodiscard]] quint16 localPort(int descriptor);
[[nodiscard]] quint16 peerPort(int descriptor);

/// Raises the limit of open descriptors as far as this process may and gives what it is now.
[[nodiscard]] qint64 raiseDescriptorLimit();

/// How many idle clients there may be beside those that ask, when both ends of every connection are in this
/// process and it may open so many descriptors.
[[nodiscard]] int possibleIdle(qint64 descriptorLimit, int active);

/// The system's words for errno as one sentence: what failed, and why.
[[nodiscard]] QString systemError(const QString &what);

} // namespace lab
