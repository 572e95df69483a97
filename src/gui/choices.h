// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "net/server.h"

#include <QObject>

class QSettings;

namespace gui {

/// What a person chose about serving: one value, remembered when it changes and given to the server while it
/// runs, without dropping a connection. Lives in the window's thread.
class Choices : public QObject
{
    Q_OBJECT
public:
    /// Starts with what is remembered. Server and settings must outlive this.
    Choices(net::Server &server, QSettings &settings, QObject *parent = nullptr);

    /// With the folder and the port.
    [[nodiscard]] const net::ServerConfig &config() const { return m_config; }
    /// Port, loops, addresses and trusted proxies count from the next start on, everything else at once. The
    /// error says why the server goes on as before; all but the network switch is kept all the same.
    tl::expected<void, net::StartFailure> change(const net::ServerConfig &config);
    tl::expected<void, net::StartFailure> changeRules(const site::SiteRules &rules);

    /// Whether something was chosen that the running server does not know before it is started again.
    [[nodiscard]] bool needsRestart() const;

signals:
    void changed();

private:
    [[nodiscard]] tl::expected<void, net::StartFailure> apply(const net::ServerConfig &before);

    net::Server &m_server;
    QSettings &m_settings;
    net::ServerConfig m_config;
};

} // namespace gui
