// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "net/server.h"

class QSettings;

namespace gui {

/// What a person chose about serving, remembered in the group "site". The folder and the port are not part of
/// it: the window remembers them. Pure but for the settings.
class SiteSettings
{
public:
    static constexpr qint64 mostCacheBytes = qint64(1024) * 1024 * 1024 * 1024;
    static constexpr int mostLoops = 64;

    /// Whatever is missing or cannot be used has its default.
    [[nodiscard]] static net::ServerConfig read(QSettings &settings);
    static void write(const net::ServerConfig &config, QSettings &settings);
};

/// "10.0.0.0/8"; a single address without its length.
[[nodiscard]] QString networkText(const net::Subnet &network);

/// Whether both say the same.
[[nodiscard]] bool isSame(const net::ServerConfig &a, const net::ServerConfig &b);

} // namespace gui
