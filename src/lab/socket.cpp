// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "lab/socket.h"

#include <QCoreApplication>

#include <cerrno>

#include <arpa/inet.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <unistd.h>

namespace lab {

namespace {

sockaddr_in loopback(quint16 port)
{
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(port);
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    return address;
}

} // namespace

QByteArrayView request()
{
    return "GET / HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n";
}

QByteArrayView response()
{
    static const QByteArray bytes
        = "HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nContent-Length: 1024\r\nConnection: close\r\n\r\n"
        + QByteArray("Porthole's lab.\n").repeated(64);
    return bytes;
}

Socket::~Socket()
{
    if (m_descriptor >= 0)
        ::close(m_descriptor);
}

tl::expected<Listening, QString> listenOnLoopback()
{
    Socket socket(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0));
    sockaddr_in address = loopback(0);
    socklen_t length = sizeof address;
    auto *generic = reinterpret_cast<sockaddr *>(&address);
    if (socket.descriptor() < 0 || ::bind(socket.descriptor(), generic, length) != 0
        || ::listen(socket.descriptor(), SOMAXCONN) != 0
        || ::getsockname(socket.descriptor(), generic, &length) != 0)
        return tl::unexpected(
            systemError(QCoreApplication::translate("lab", "The lab cannot listen on 127.0.0.1")));
    makeNonBlocking(socket.descriptor());
    return Listening{std::move(socket), ntohs(address.sin_port)};
}

tl::expected<Socket, QString> connectTo(quint16 port)
{
    Socket socket(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0));
    const sockaddr_in address = loopback(port);
    if (socket.descriptor() < 0
        || ::connect(socket.descriptor(), reinterpret_cast<const sockaddr *>(&address), sizeof address) != 0)
        return tl::unexpected(
            systemError(QCoreApplication::translate("lab", "A client of the lab cannot connect")));
    return socket;
}

void makeNonBlocking(int descriptor)
{
    ::fcntl(descriptor, F_SETFL, ::fcntl(descriptor, F_GETFL) | O_NONBLOCK);
}

qint64 raiseDescriptorLimit()
{
    rlimit limit{};
    ::getrlimit(RLIMIT_NOFILE, &limit);
    const rlim_t before = limit.rlim_cur;
    limit.rlim_cur = limit.rlim_max;
    return qint64(::setrlimit(RLIMIT_NOFILE, &limit) == 0 ? limit.rlim_cur : before);
}

QString systemError(const QString &what)
{
    return QStringLiteral("%1: %2.").arg(what, qt_error_string(errno));
}

} // namespace lab
