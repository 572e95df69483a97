// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QHash>
#include <QHostAddress>

namespace net {

/// How many connections each client has open. A client is an IPv4 address, mapped or not, or an IPv6 network
/// of /64, in which a client has as many addresses as it likes (RFC 8981).
class AddressCount
{
public:
    using Client = quint64;

    [[nodiscard]] static Client clientOf(const QHostAddress &address);
    /// One more; how many it has now.
    int add(Client client) { return ++m_counts[client]; }
    void remove(Client client);
    [[nodiscard]] bool isEmpty() const { return m_counts.isEmpty(); }

private:
    QHash<Client, int> m_counts;
};

} // namespace net
