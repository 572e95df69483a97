// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>

#include <arpa/inet.h>
#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <array>

/// One answer as it came over the wire.
struct Answer
{
    int status = 0; ///< 0: the connection ended before there was one
    QByteArray head;
    QByteArray body;

    [[nodiscard]] QByteArray field(const QByteArray &name) const
    {
        const auto at = head.toLower().indexOf("\r\n" + name.toLower() + ":");
        if (at < 0)
            return {};
        const auto start = at + name.size() + 3;
        return head.sliced(start, head.indexOf("\r\n", start) - start).trimmed();
    }
};

/// A blocking client on a plain socket, so that it can do what no well-behaved client does. Every wait ends
/// after ten seconds.
class Client
{
public:
    explicit Client(quint16 port, int receiveBuffer = 0, in_addr_t host = INADDR_LOOPBACK)
        : m_socket(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0))
    {
        if (receiveBuffer > 0)
            ::setsockopt(m_socket, SOL_SOCKET, SO_RCVBUF, &receiveBuffer, sizeof receiveBuffer);
        sockaddr_in address{};
        address.sin_family = AF_INET;
        address.sin_port = htons(port);
        address.sin_addr.s_addr = htonl(host);
        m_connected = ::connect(m_socket, reinterpret_cast<sockaddr *>(&address), sizeof address) == 0;
    }
    ~Client() { close(); }
    Q_DISABLE_COPY(Client)
    Client(Client &&other) noexcept
        : m_socket(std::exchange(other.m_socket, -1))
        , m_connected(other.m_connected)
        , m_buffer(std::move(other.m_buffer))
    {
    }

    [[nodiscard]] bool isConnected() const { return m_connected; }
    void close()
    {
        if (m_socket >= 0)
            ::close(std::exchange(m_socket, -1));
    }
    void sendFin() { ::shutdown(m_socket, SHUT_WR); }
    void sendReset()
    {
        const linger hard{1, 0};
        ::setsockopt(m_socket, SOL_SOCKET, SO_LINGER, &hard, sizeof hard);
        close();
    }

    bool send(const QByteArray &bytes)
    {
        for (qsizetype done = 0; done < bytes.size();) {
            const auto n = ::send(m_socket, bytes.data() + done, size_t(bytes.size() - done), MSG_NOSIGNAL);
            if (n <= 0)
                return false;
            done += n;
        }
        return true;
    }

    /// Up to that many bytes; fewer when the server closes or nothing comes for ten seconds.
    QByteArray receive(qsizetype size)
    {
        while (m_buffer.size() < size && more()) { }
        const QByteArray bytes = m_buffer.first(std::min(size, m_buffer.size()));
        m_buffer.remove(0, bytes.size());
        return bytes;
    }

    /// Up to the next line end, without it.
    QByteArray line()
    {
        while (!m_buffer.contains("\r\n") && more()) { }
        const QByteArray line = receive(std::max<qsizetype>(0, m_buffer.indexOf("\r\n")));
        receive(2);
        return line;
    }

    /// Everything until the server closes.
    QByteArray receiveAll()
    {
        while (more()) { }
        return std::exchange(m_buffer, {});
    }

    /// The next response, its body by Content-Length; none after HEAD.
    Answer answer(bool toHead = false)
    {
        while (!m_buffer.contains("\r\n\r\n")) {
            if (!more())
                return {};
        }
        Answer answer;
        answer.head = receive(m_buffer.indexOf("\r\n\r\n") + 4);
        answer.status = answer.head.sliced(9, 3).toInt();
        if (!toHead)
            answer.body = receive(answer.field("Content-Length").toLongLong());
        return answer;
    }

    Answer get(const QByteArray &path)
    {
        send("GET " + path + " HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n");
        return answer();
    }

private:
    bool more()
    {
        pollfd ready{m_socket, POLLIN, 0};
        if (m_socket < 0 || ::poll(&ready, 1, 10'000) <= 0)
            return false;
        std::array<char, 65536> chunk;
        const auto n = ::recv(m_socket, chunk.data(), chunk.size(), 0);
        if (n <= 0)
            return false;
        m_buffer.append(chunk.data(), n);
        return true;
    }

    int m_socket;
    bool m_connected = false;
    QByteArray m_buffer;
};
