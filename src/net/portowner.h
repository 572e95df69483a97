// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QHostAddress>
#include <QString>

namespace net {

/// A program that listens on a port.
struct PortOwner
{
    QString program; ///< its name; empty when it cannot be known
    qint64 pid = 0;
};

/// Who listens on that TCP port of this machine, as far as this user may know (Linux: /proc); empty
/// elsewhere.
[[nodiscard]] PortOwner portOwner(quint16 port);

/// The first port from `after` + 1 on that can be bound at that address at this moment; 0 when there is none.
[[nodiscard]] quint16 nextFreePort(const QHostAddress &address, quint16 after);

} // namespace net
