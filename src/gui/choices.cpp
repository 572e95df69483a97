// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/choices.h"

#include "gui/sitesettings.h"

#include <QSettings>

namespace gui {

Choices::Choices(net::Server &server, QSettings &settings, QObject *parent)
    : QObject(parent)
    , m_server(server)
    , m_settings(settings)
    , m_config(SiteSettings::read(settings))
{
    m_config.site.root = settings.value(QStringLiteral("folders/last")).toString();
    const uint port = settings.value(QStringLiteral("port"), m_config.port).toUInt();
    if (port <= std::numeric_limits<quint16>::max())
        m_config.port = quint16(port);
}

tl::expected<void, net::StartFailure> Choices::change(const net::ServerConfig &config)
{
    if (isSame(config, m_config))
        return {};
    const net::ServerConfig before = std::exchange(m_config, config);
    auto applied = apply(before);
    SiteSettings::write(m_config, m_settings);
    m_settings.setValue(QStringLiteral("folders/last"), m_config.site.root);
    m_settings.setValue(QStringLiteral("port"), m_config.port);
    emit changed();
    return applied;
}

tl::expected<void, net::StartFailure> Choices::changeRules(const site::SiteRules &rules)
{
    net::ServerConfig config = m_config;
    config.site = rules;
    return change(config);
}

tl::expected<void, net::StartFailure> Choices::apply(const net::ServerConfig &before)
{
    if (m_server.state() != net::Server::State::Listening)
        return {};
    if (m_config.limits != before.limits)
        m_server.setLimits(m_config.limits);
    if (m_config.network != m_server.config().network)
        if (auto set = m_server.setNetwork(m_config.network); !set) {
            m_config.network = m_server.config().network;
            return set;
        }
    return m_config.site != before.site ? m_server.setSite(m_config.site)
                                        : tl::expected<void, net::StartFailure>();
}

bool Choices::needsRestart() const
{
    if (m_server.state() != net::Server::State::Listening)
        return false;
    const net::ServerConfig &running = m_server.config();
    const bool samePort = m_config.port == 0 || m_config.port == running.port;
    return !samePort || m_config.loops != running.loops || m_config.addresses != running.addresses
        || m_config.trustedProxies != running.trustedProxies;
}

} // namespace gui
