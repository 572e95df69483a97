// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "net/startfailure.h"

#include <QHostAddress>

#include <tl/expected.hpp>

#include <memory>
#include <vector>

class QTcpServer;

namespace net {

using ListeningSockets = std::vector<std::unique_ptr<QTcpServer>>;

/// "127.0.0.1:7788" or "[::1]:7788".
[[nodiscard]] QString shown(const QHostAddress &address, quint16 port);

/// Listens on all addresses with one port, and accepts nothing: the loops do. A port of 0 is replaced by the
/// one the system picked for the first address.
[[nodiscard]] tl::expected<ListeningSockets, StartFailure> listen(const std::vector<QHostAddress> &addresses,
                                                                  quint16 &port);

/// One descriptor of each listening socket for each loop: all loops take from the same accept queue. The
/// caller owns them.
[[nodiscard]] tl::expected<std::vector<std::vector<qintptr>>, StartFailure>
share(const ListeningSockets &sockets, int loops);

} // namespace net
