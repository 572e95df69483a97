// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "lab/socket.h"

#include "lab/lab.h"
#include "lab/text.h"

#include <algorithm>
#include <cerrno>

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/ioctl.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/time.h>
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

quint16 portBy(int (*ask)(int, sockaddr *, socklen_t *), int descriptor)
{
    sockaddr_in address{};
    socklen_t length = sizeof address;
    const bool isKnown = ask(descriptor, reinterpret_cast<sockaddr *>(&address), &length) == 0;
    return isKnown && address.sin_family == AF_INET ? ntohs(address.sin_port) : 0;
}

} // namespace

Socket::~Socket()
{
    if (m_descriptor >= 0)
        ::close(m_descriptor);
}

tl::expected<Listening, QString> listenOnLoopback()
{
    Socket socket(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0));
    const int on = 1, backlog = 128;
    const timeval tenth{0, 100'000};
    const sockaddr_in address = loopback(0);
    if (socket.descriptor() < 0
        || ::setsockopt(socket.descriptor(), SOL_SOCKET, SO_REUSEADDR, &on, sizeof on) != 0
        || ::setsockopt(socket.descriptor(), SOL_SOCKET, SO_RCVTIMEO, &tenth, sizeof tenth) != 0
        || ::bind(socket.descriptor(), reinterpret_cast<const sockaddr *>(&address), sizeof address) != 0
        || ::listen(socket.descriptor(), backlog) != 0)
        return tl::unexpected(systemError(Lab::tr("The lab cannot listen on 127.0.0.1")));
    const quint16 port = localPort(socket.descriptor());
    return Listening{std::move(socket), port};
}

tl::expected<Socket, QString> connectTo(quint16 port)
{
    Socket socket(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0));
    const sockaddr_in address = loopback(port);
    if (socket.descriptor() < 0
        || ::connect(socket.descriptor(), reinterpret_cast<const sockaddr *>(&address), sizeof address) != 0)
        return tl::unexpected(systemError(Lab::tr("A client of the lab cannot connect")));
    return socket;
}

void makeNonBlocking(int descriptor)
{
    int on = 1;
    ::ioctl(descriptor, FIONBIO, &on);
}

quint16 localPort(int descriptor)
{
    return portBy(::getsockname, descriptor);
}

quint16 peerPort(int descriptor)
{
    return portBy(::getpeername, descriptor);
}

qint64 raiseDescriptorLimit()
{
    rlimit limit{};
    ::getrlimit(RLIMIT_NOFILE, &limit);
    const rlim_t before = limit.rlim_cur;
    limit.rlim_cur = limit.rlim_max;
    return qint64(::setrlimit(RLIMIT_NOFILE, &limit) == 0 ? limit.rlim_cur : before);
}

int possibleIdle(qint64 descriptorLimit, int active)
{
    constexpr int others = 64; // the program's own, with room
    return int(std::clamp<qint64>((descriptorLimit - others) / 2 - active, 0, mostIdle));
}

QString systemError(const QString &what)
{
    return QStringLiteral("%1: %2.").arg(what, qt_error_string(errno));
}

} // namespace lab
