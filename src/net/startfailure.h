// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace net {

/// Why the server could not start: one plain sentence with what to do, and what the window can offer.
struct StartFailure
{
    enum class Kind : quint8 { PortInUse, NoRight, BadAddress, Folder, Other };
    Kind kind = Kind::Other;
    QString sentence;
    quint16 nextFreePort = 0; ///< for PortInUse: a port that was free a moment ago; else 0
};

} // namespace net
