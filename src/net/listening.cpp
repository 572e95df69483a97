// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "net/listening.h"

#include "net/portowner.h"
#include "net/socketcalls.h"

#include <QCoreApplication>
#include <QTcpServer>

namespace net {

QString shown(const QHostAddress &address, quint16 port)
{
    const QString host = address.toString();
    return (host.contains(u':') ? QStringLiteral("[%1]:%2") : QStringLiteral("%1:%2")).arg(host).arg(port);
}

namespace {

constexpr int Backlog = 1024;

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(net::Server)
};

StartFailure portInUse(const QHostAddress &address, quint16 port)
{
    const PortOwner owner = portOwner(port);
    StartFailure failure{StartFailure::Kind::PortInUse, {}, nextFreePort(address, port)};
    failure.sentence = owner.program.isEmpty()
        ? Text::tr("Port %1 is already in use by another program.").arg(port)
        : Text::tr("Port %1 is already in use by %2 (process %3).")
              .arg(port)
              .arg(owner.program)
              .arg(owner.pid);
    if (failure.nextFreePort != 0)
        failure.sentence
            += u' ' + Text::tr("Close it, or use port %1, which is free.").arg(failure.nextFreePort);
    else
        failure.sentence += u' ' + Text::tr("Close it, or choose another port.");
    return failure;
}

StartFailure bindFailure(const QTcpServer &socket, const QHostAddress &address, quint16 port)
{
    switch (socket.serverError()) {
    case QAbstractSocket::AddressInUseError: return portInUse(address, port);
    case QAbstractSocket::SocketAccessError:
        return {StartFailure::Kind::NoRight,
                Text::tr("Port %1 needs administrator rights. Choose a port from 1024 up, for example 7788.")
                    .arg(port)};
    case QAbstractSocket::SocketAddressNotAvailableError:
        return {StartFailure::Kind::BadAddress,
                Text::tr("This machine has no address %1. Choose 127.0.0.1, or one of its own addresses.")
                    .arg(address.toString())};
    default:
        return {StartFailure::Kind::Other,
                Text::tr("Cannot listen on %1: %2.").arg(shown(address, port), socket.errorString())};
    }
}

void closeAll(const std::vector<std::vector<qintptr>> &shares)
{
    for (const auto &descriptors : shares) {
        for (const qintptr descriptor : descriptors) {
            if (descriptor >= 0)
                closeSocket(descriptor);
        }
    }
}

} // namespace

tl::expected<ListeningSockets, StartFailure> listen(const std::vector<QHostAddress> &addresses, quint16 &port)
{
    ListeningSockets sockets;
    for (const QHostAddress &address : addresses) {
        auto socket = std::make_unique<QTcpServer>();
        socket->setListenBacklogSize(Backlog);
        if (!socket->listen(address, port)) // sets SO_REUSEADDR on Unix
            return tl::unexpected(bindFailure(*socket, address, port));
        socket->pauseAccepting(); // the loops do
        sendAtOnce(socket->socketDescriptor());
        port = socket->serverPort();
        sockets.push_back(std::move(socket));
    }
    return sockets;
}

tl::expected<std::vector<std::vector<qintptr>>, StartFailure> share(const ListeningSockets &sockets,
                                                                    int loops)
{
    std::vector<std::vector<qintptr>> shares{size_t(loops)};
    for (auto &descriptors : shares) {
        for (const auto &socket : sockets) {
            descriptors.push_back(duplicate(socket->socketDescriptor()));
            if (descriptors.back() < 0) {
                closeAll(shares);
                return tl::unexpected(StartFailure{
                    StartFailure::Kind::Other,
                    Text::tr("Too many files are open. Raise the limit (ulimit -n) and start again.")});
            }
        }
    }
    return shares;
}

} // namespace net
