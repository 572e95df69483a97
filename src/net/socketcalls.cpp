// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "net/socketcalls.h"

#include <array>
#include <cerrno>
#include <utility>

#include <fcntl.h>
#include <netinet/in.h>
#include <sys/ioctl.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <unistd.h>

#ifdef Q_OS_LINUX
#include <linux/tcp.h> // the whole tcp_info; netinet/tcp.h knows its first half
#include <sys/sendfile.h>
#endif

namespace net {

namespace {

#ifdef Q_OS_LINUX
qint64 transfer(int socket, const site::OpenFile &file, qint64 offset, qint64 length)
{
    off_t place = offset;
    return ::sendfile(socket, file.descriptor(), &place, size_t(length));
}
#else
qint64 transfer(int socket, const site::OpenFile &file, qint64 offset, qint64 length)
{
    std::array<char, 64 * 1024> buffer;
    const qint64 got = file.read(buffer.data(), offset, std::min(length, qint64(buffer.size())));
    return got <= 0 ? got : ::send(socket, buffer.data(), size_t(got), 0);
}
#endif

} // namespace

SendResult sendFile(qintptr socket, const site::OpenFile &file, qint64 offset, qint64 length)
{
    qint64 sent = 0;
    do
        sent = transfer(int(socket), file, offset, length);
    while (sent < 0 && errno == EINTR);
    if (sent > 0)
        return {SendEnd::Taken, sent};
    if (sent == 0)
        return {SendEnd::FileEnded};
    switch (std::exchange(errno, 0)) {
    case EAGAIN: return {SendEnd::NoRoom};
    case EIO:
    case EINVAL:
    case EOVERFLOW: return {SendEnd::FileEnded};
    default: return {SendEnd::ClientGone};
    }
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

bool endedByReset()
{
    // A read that meets FIN sets no errno, and nothing else in a loop's thread leaves these two behind.
    const int error = std::exchange(errno, 0);
    return error == ECONNRESET || error == ETIMEDOUT;
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
