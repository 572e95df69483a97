// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "net/networkplaces.h"

#include <QNetworkInterface>

#include <algorithm>

namespace net {

namespace {

bool covers(const QHostAddress &bound, const QHostAddress &address)
{
    if (bound == QHostAddress(QHostAddress::Any))
        return true;
    const bool isV4 = address.protocol() == QAbstractSocket::IPv4Protocol;
    return bound == (isV4 ? QHostAddress::AnyIPv4 : QHostAddress::AnyIPv6)
        || bound.isEqual(address, QHostAddress::StrictConversion);
}

} // namespace

QList<Place> networkPlaces()
{
    constexpr auto Needed = QNetworkInterface::IsUp | QNetworkInterface::IsRunning;
    QList<Place> places;
    const auto interfaces = QNetworkInterface::allInterfaces();
    for (const QNetworkInterface &interface : interfaces) {
        if ((interface.flags() & Needed) != Needed || interface.flags() & QNetworkInterface::IsLoopBack)
            continue;
        const auto entries = interface.addressEntries();
        for (const QNetworkAddressEntry &entry : entries) {
            if (!entry.ip().isLinkLocal() && !entry.ip().isLoopback())
                places.push_back({interface.humanReadableName(), entry.ip(), {}, false});
        }
    }
    return places;
}

bool isCovered(const QHostAddress &address, const std::vector<QHostAddress> &bound)
{
    return std::any_of(bound.cbegin(), bound.cend(),
                       [&](const QHostAddress &one) { return covers(one, address); });
}

} // namespace net
