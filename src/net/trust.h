// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "http/message.h"

#include <QHostAddress>

#include <utility>
#include <vector>

namespace net {

/// A network as QHostAddress::parseSubnet() gives it: address and length of its prefix.
using Subnet = std::pair<QHostAddress, int>;

/// The address; for ::ffff:a.b.c.d, a.b.c.d.
[[nodiscard]] QHostAddress unmapped(const QHostAddress &address);

[[nodiscard]] bool isTrusted(const QHostAddress &address, const std::vector<Subnet> &proxies);

/// For whom a trusted proxy passed this request on: the last address told that is not a trusted proxy
/// itself. Empty when there is none, or when it is not an address.
[[nodiscard]] QByteArray toldClient(const http::RequestHead &head, const std::vector<Subnet> &proxies);

} // namespace net
