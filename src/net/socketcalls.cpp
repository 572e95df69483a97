// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "net/socketcalls.h"

#include <array>
#include <cerrno>

#include <fcntl.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <unistd.h>

#ifdef Q_OS_LINUX
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
    switch (errno) {
    case EAGAIN: return {SendEnd::NoRoom};
    // In CLOSE_WAIT, after the client's FIN, an RST is reported as EPIPE; before it, as ECONNRESET (tcp(7)).
    case EPIPE: return {SendEnd::ClientClosed};
    case EIO:
    case EINVAL:
    case EOVERFLOW: return {SendEnd::FileEnded};
    default: return {SendEnd::ClientReset};
    }
}

void shutdownWrite(qintptr socket)
{
    ::shutdown(int(socket), SHUT_WR);
}

bool wasReset(qintptr socket)
{
#ifdef Q_OS_LINUX
    tcp_info info{};
    socklen_t size = sizeof info;
    return ::getsockopt(int(socket), IPPROTO_TCP, TCP_INFO, &info, &size) == 0
        && info.tcpi_state == TCP_CLOSE;
#else
    Q_UNUSED(socket);
    return false;
#endif
}

qintptr duplicate(qintptr socket)
{
    return ::fcntl(int(socket), F_DUPFD_CLOEXEC, 0);
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
