// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "net/socketcalls.h"

#include <array>
#include <cerrno>

#include <fcntl.h>
#include <netinet/in.h>
#include <poll.h>
#include <sys/ioctl.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/uio.h>
#include <unistd.h>

#ifdef Q_OS_LINUX
#include <linux/tcp.h> // the whole tcp_info; netinet/tcp.h knows its first half
#endif

namespace net {

namespace {

#ifdef MSG_NOSIGNAL
constexpr int NoSignal = MSG_NOSIGNAL;
#else
constexpr int NoSignal = 0; // QTcpSocket has the process ignore SIGPIPE
#endif

} // namespace

ReceiveResult receive(qintptr socket, QByteArray &into)
{
    ssize_t size = 0;
    do
        size = ::recv(int(socket), into.data(), size_t(into.size()), 0);
    while (size < 0 && errno == EINTR);
    if (size > 0)
        return {ReceiveEnd::Data, QByteArrayView(into).first(size)};
    if (size == 0)
        return {ReceiveEnd::Fin, {}};
    const bool isEmpty = errno == EAGAIN || errno == EWOULDBLOCK;
    return {isEmpty ? ReceiveEnd::Nothing : ReceiveEnd::Reset, {}};
}

SendResult send(qintptr socket, QByteArrayView head, QByteArrayView body)
{
    std::array<iovec, 2> parts{iovec{const_cast<char *>(head.data()), size_t(head.size())},
                               iovec{const_cast<char *>(body.data()), size_t(body.size())}};
    msghdr message{};
    message.msg_iov = parts.data();
    message.msg_iovlen = parts.size();
    ssize_t sent = 0;
    do
        sent = ::sendmsg(int(socket), &message, NoSignal);
    while (sent < 0 && errno == EINTR);
    if (sent >= 0)
        return {SendEnd::Taken, sent};
    const int error = errno;
    return {error == EAGAIN || error == EWOULDBLOCK || error == ENOBUFS ? SendEnd::NoRoom
                                                                        : SendEnd::ClientGone};
}

bool hasRoom(qintptr socket)
{
    pollfd ready{int(socket), POLLOUT, 0};
    return ::poll(&ready, 1, 0) > 0;
}

void sendAtOnce(qintptr socket)
{
    const int on = 1;
    ::setsockopt(int(socket), IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
}

void shutdownWrite(qintptr socket)
{
    ::shutdown(int(socket), SHUT_WR);
}

bool receivedFin(qintptr socket, quint64 readBytes)
{
#ifdef Q_OS_LINUX
    tcp_info info{};
    socklen_t size = sizeof info;
    int unread = 0;
    return ::getsockopt(int(socket), IPPROTO_TCP, TCP_INFO, &info, &size) == 0
        && ::ioctl(int(socket), FIONREAD, &unread) == 0
        && info.tcpi_bytes_received > readBytes + quint64(unread);
#else
    Q_UNUSED(socket);
    Q_UNUSED(readBytes);
    return false;
#endif
}

qintptr duplicate(qintptr socket)
{
    return ::fcntl(int(socket), F_DUPFD_CLOEXEC, 0);
}

void closeSocket(qintptr socket)
{
    ::close(int(socket));
}

void raiseDescriptorLimit()
{
    rlimit limit{};
    if (::getrlimit(RLIMIT_NOFILE, &limit) == 0 && limit.rlim_cur < limit.rlim_max) {
        limit.rlim_cur = limit.rlim_max;
        ::setrlimit(RLIMIT_NOFILE, &limit);
    }
}

} // namespace net
