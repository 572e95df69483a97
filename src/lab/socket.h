// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArrayView>
#include <QString>

#include <tl/expected.hpp>

#include <utility>

namespace lab {

/// The only request and the only response of the lab.
[[nodiscard]] QByteArrayView request();
[[nodiscard]] QByteArrayView response();

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

/// A listening socket on 127.0.0.1, non-blocking, and its port.
struct Listening
{
    Socket socket;
    quint16 port = 0;
};
[[nodiscard]] tl::expected<Listening, QString> listenOnLoopback();

/// A blocking connection to that port of this machine.
[[nodiscard]] tl::expected<Socket, QString> connectTo(quint16 port);

void makeNonBlocking(int descriptor);

/// Raises the limit of open descriptors as far as this process may and gives what it is now.
[[nodiscard]] qint64 raiseDescriptorLimit();

/// The system's words for errno as one sentence: what failed, and why.
[[nodiscard]] QString systemError(const QString &what);

} // namespace lab
