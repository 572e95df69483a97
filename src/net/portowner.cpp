// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "net/portowner.h"

#include <QDir>
#include <QFile>
#include <QSet>
#include <QTcpServer>

namespace net {

namespace {

/// The socket inodes that listen on that port, from one of the kernel's tables (proc(5), /proc/net/tcp): the
/// fourth column is the state, 0A is LISTEN; the tenth is the inode.
QSet<QByteArray> listeningInodes(const QString &table, quint16 port)
{
    QSet<QByteArray> inodes;
    QFile file(table);
    if (!file.open(QIODevice::ReadOnly))
        return inodes;
    const QByteArray suffix = ':' + QByteArray::number(port, 16).toUpper().rightJustified(4, '0');
    const auto lines = file.readAll().split('\n');
    for (const QByteArray &line : lines) {
        const auto columns = line.simplified().split(' ');
        if (columns.size() > 9 && columns[1].endsWith(suffix) && columns[3] == "0A")
            inodes.insert(columns[9]);
    }
    return inodes;
}

bool holds(const QString &pid, const QSet<QByteArray> &inodes)
{
    const QDir descriptors(QStringLiteral("/proc/%1/fd").arg(pid));
    const auto names = descriptors.entryList(QDir::NoDotAndDotDot | QDir::System | QDir::AllEntries);
    return std::any_of(names.cbegin(), names.cend(), [&](const QString &name) {
        const QByteArray target = QFile::symLinkTarget(descriptors.filePath(name)).toLatin1();
        const auto open = target.indexOf("socket:[");
        return open >= 0 && inodes.contains(target.sliced(open + 8, target.size() - open - 9));
    });
}

} // namespace

PortOwner portOwner(quint16 port)
{
    const auto inodes = listeningInodes(QStringLiteral("/proc/net/tcp"), port)
        + listeningInodes(QStringLiteral("/proc/net/tcp6"), port);
    if (inodes.isEmpty())
        return {};
    const auto processes = QDir(QStringLiteral("/proc")).entryList(QDir::Dirs | QDir::NoDotAndDotDot);
    for (const QString &pid : processes) {
        bool isNumber = false;
        const qint64 number = pid.toLongLong(&isNumber);
        if (!isNumber || !holds(pid, inodes))
            continue;
        QFile name(QStringLiteral("/proc/%1/comm").arg(pid));
        if (name.open(QIODevice::ReadOnly))
            return {QString::fromUtf8(name.readAll().trimmed()), number};
    }
    return {};
}

quint16 nextFreePort(const QHostAddress &address, quint16 after)
{
    constexpr int Tries = 200;
    for (int port = after + 1; port <= std::min(after + Tries, 65535); ++port) {
        if (QTcpServer().listen(address, quint16(port)))
            return quint16(port);
    }
    return 0;
}

} // namespace net
