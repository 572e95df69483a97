// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "net/trust.h"

#include <QList>
#include <QString>

#include <tl/expected.hpp>

namespace net {

/// Nobody shuts out himself: an address of this machine (own, or loopback) is not banned, nor a trusted
/// proxy, behind which anybody may be. The error is one sentence.
[[nodiscard]] tl::expected<void, QString> mayBan(const QHostAddress &address, const QList<QHostAddress> &own,
                                                 const std::vector<Subnet> &trustedProxies);

/// Each once, IPv4 addresses without their IPv6 dress; without null ones.
[[nodiscard]] QList<QHostAddress> normalised(const QList<QHostAddress> &bans);

} // namespace net
