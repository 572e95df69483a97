// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "net/bans.h"

#include <QCoreApplication>

namespace net {

tl::expected<void, QString> mayBan(const QHostAddress &address, const QList<QHostAddress> &own,
                                   const std::vector<Subnet> &trustedProxies)
{
    const auto text = [&address](const char *source) {
        return tl::unexpected(QCoreApplication::translate("net", source).arg(address.toString()));
    };
    if (address.isLoopback() || own.contains(unmapped(address)))
        return text("%1 is this machine. It cannot be banned: you would shut yourself out.");
    if (isTrusted(address, trustedProxies))
        return text("%1 is a trusted proxy. It cannot be banned: it speaks for many clients.");
    return {};
}

QList<QHostAddress> normalised(const QList<QHostAddress> &bans)
{
    QList<QHostAddress> list;
    for (const QHostAddress &address : bans) {
        const QHostAddress plain = unmapped(address);
        if (!plain.isNull() && !list.contains(plain))
            list << plain;
    }
    return list;
}

} // namespace net
