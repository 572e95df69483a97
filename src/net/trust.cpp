// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "net/trust.h"

#include "http/forwarded.h"

#include <algorithm>

namespace net {

QHostAddress unmapped(const QHostAddress &address)
{
    bool isV4 = false;
    const quint32 v4 = address.toIPv4Address(&isV4);
    return isV4 ? QHostAddress(v4) : address;
}

bool isTrusted(const QHostAddress &address, const std::vector<Subnet> &proxies)
{
    const QHostAddress plain = unmapped(address);
    return std::any_of(proxies.cbegin(), proxies.cend(),
                       [&](const Subnet &subnet) { return plain.isInSubnet(subnet); });
}

QByteArray toldClient(const http::RequestHead &head, const std::vector<Subnet> &proxies)
{
    const std::vector<QByteArray> hops = http::forwardedFor(head);
    for (auto hop = hops.crbegin(); hop != hops.crend(); ++hop) {
        const QHostAddress address = unmapped(QHostAddress(QString::fromLatin1(*hop)));
        if (address.isNull())
            return {}; // who is behind it would be this hop's word, and it is nobody we trust
        if (!isTrusted(address, proxies))
            return address.toString().toLatin1();
    }
    return {};
}

} // namespace net
