// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QHostAddress>
#include <QList>
#include <QString>

#include <vector>

namespace net {

/// One address this machine has in a network, and how others there reach the server.
struct Place
{
    QString interface; ///< "eth0", or as the system calls it for people
    QHostAddress address;
    QString url;
    bool listening = false;

    friend bool operator==(const Place &, const Place &) = default;
};

/// Every address that this machine has in its networks now: of interfaces that are up and running, without
/// loopback and link-local ones; neither URL nor listening are filled in. Asks the system.
[[nodiscard]] QList<Place> networkPlaces();

/// Whether a socket bound to one of these addresses takes connections to that address: the same, or one that
/// means all of its family (0.0.0.0; :: is IPv6 only, as the server binds it).
[[nodiscard]] bool isCovered(const QHostAddress &address, const std::vector<QHostAddress> &bound);

} // namespace net
