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
    const auto addressOf
        = [](const QByteArray &hop) { return unmapped(QHostAddress(QString::fromLatin1(hop))); };
    const std::vector<QByteArray> hops = http::forwardedFor(head);
    const auto last = std::find_if(hops.crbegin(), hops.crend(), [&](const QByteArray &hop) {
        const QHostAddress address = addressOf(hop);
        return address.isNull() || !isTrusted(address, proxies);
    });
    if (last == hops.crend())
        return {};
    // Who is behind a hop without an address would be its own word, and it is nobody we trust.
    const QHostAddress address = addressOf(*last);
    return address.isNull() ? QByteArray() : address.toString().toLatin1();
}

} // namespace net
