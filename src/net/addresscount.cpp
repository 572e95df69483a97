// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "net/addresscount.h"

#include <QtEndian>

namespace net {

AddressCount::Client AddressCount::clientOf(const QHostAddress &address)
{
    bool isV4 = false;
    const quint32 v4 = address.toIPv4Address(&isV4);
    if (isV4)
        return v4; // no IPv6 network in use begins with four bytes of zero
    const Q_IPV6ADDR v6 = address.toIPv6Address();
    return qFromBigEndian<quint64>(v6.c);
}

void AddressCount::remove(Client client)
{
    const auto found = m_counts.find(client);
    if (found != m_counts.end() && --*found == 0)
        m_counts.erase(found);
}

} // namespace net
