// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "net/bans.h"
#include "net/server.h"
#include "net/serverloop.h"

// What a person does to connections, and what they look at.
namespace net {

void Server::kick(quint64 connection)
{
    command([connection](Worker &worker) { worker.kick(connection); });
}

void Server::kickAddress(const QHostAddress &address)
{
    command([address = unmapped(address)](Worker &worker) { worker.kickAddress(address); });
}

void Server::kickIdle()
{
    command([](Worker &worker) { worker.kickIdle(); });
}

void Server::hold(quint64 connection)
{
    command([connection](Worker &worker) { worker.hold(connection); });
}

void Server::release(quint64 connection)
{
    command([connection](Worker &worker) { worker.release(connection); });
}

void Server::watch(const std::vector<quint64> &connections)
{
    command([connections](Worker &worker) { worker.watch(connections); });
}

tl::expected<void, QString> Server::ban(const QHostAddress &address)
{
    const QHostAddress banned = unmapped(address);
    QList<QHostAddress> own;
    const QList<Place> machine = m_placeSource();
    for (const Place &place : machine)
        own << place.address;
    if (auto allowed = mayBan(banned, own, m_config.trustedProxies); !allowed)
        return allowed;
    if (m_config.bans.contains(banned))
        return {};
    m_config.bans << banned;
    applyBans();
    return {};
}

void Server::unban(const QHostAddress &address)
{
    if (m_config.bans.removeAll(unmapped(address)) > 0)
        applyBans();
}

void Server::applyBans()
{
    const QSet<QHostAddress> bans(m_config.bans.cbegin(), m_config.bans.cend());
    command([bans](Worker &worker) { worker.setBans(bans); });
    emit bansChanged();
}

} // namespace net
