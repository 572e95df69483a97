// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/acts.h"

#include "gui/bansdialog.h"
#include "gui/icons.h"
#include "gui/messagebar.h"
#include "net/server.h"

#include <QMenu>

namespace gui {
namespace {

QHostAddress addressOf(const trace::ConnectionRecord &connection)
{
    return QHostAddress(QString::fromLatin1(connection.client.address));
}

} // namespace

Acts::Acts(net::Server &server, MessageBar &messageBar, QWidget *window)
    : QObject(window)
    , m_server(server)
    , m_messageBar(messageBar)
    , m_window(window)
{
}

void Acts::fill(QMenu *menu, const trace::ConnectionRecord &connection)
{
    using State = trace::State;
    const bool open = connection.state != State::Closed;
    const bool held = connection.state == State::Held;
    const QHostAddress address = addressOf(connection);
    const QString client = QString::fromLatin1(connection.client.address);

    QAction *pause = menu->addAction(held ? tr("&Resume Transfer") : tr("&Pause Transfer"));
    pause->setIcon(paletteIcon(held ? QStringLiteral("start") : QStringLiteral("pause")));
    pause->setEnabled(held || connection.state == State::Responding);
    connect(pause, &QAction::triggered, this, [this, connection] { pauseOrResume(connection); });
    QAction *kick = menu->addAction(tr("C&lose Connection %1").arg(connection.id));
    kick->setIcon(paletteIcon(QStringLiteral("close")));
    kick->setEnabled(open);
    connect(kick, &QAction::triggered, this, [this, id = connection.id] { close(id); });
    connect(menu->addAction(tr("Close &All of %1").arg(client)), &QAction::triggered, this,
            [this, address] { closeAllOf(address); });
    const bool banned = m_server.bans().contains(address);
    connect(menu->addAction((banned ? tr("Let %1 I&n Again") : tr("Ba&n %1")).arg(client)),
            &QAction::triggered, this, [this, address, banned] { banned ? unban(address) : ban(address); });
}

void Acts::close(quint64 connection)
{
    m_server.kick(connection);
}

void Acts::closeAllOf(const QHostAddress &address)
{
    m_server.kickAddress(address);
    m_messageBar.say(tr("The connections of %1 were closed. It may connect again.").arg(address.toString()),
                     {tr("Ban %1").arg(address.toString()), [this, address] { ban(address); }},
                     MessageBar::Tone::Notice);
}

void Acts::closeIdle()
{
    m_server.kickIdle();
    m_messageBar.say(tr("The idle connections were closed."), {}, MessageBar::Tone::Notice);
}

void Acts::ban(const QHostAddress &address)
{
    if (const auto done = m_server.ban(address); !done)
        m_messageBar.say(done.error(), {});
    else
        tellOfBan(address);
}

void Acts::tellOfBan(const QHostAddress &address)
{
    m_messageBar.say(
        tr("%1 is banned: its connections were closed, new ones are closed at once.").arg(address.toString()),
        {tr("Undo"), [this, address] { unban(address); }}, MessageBar::Tone::Notice);
}

void Acts::unban(const QHostAddress &address)
{
    m_server.unban(address);
    m_messageBar.say(tr("%1 may connect again.").arg(address.toString()), {}, MessageBar::Tone::Notice);
}

void Acts::pauseOrResume(const trace::ConnectionRecord &connection)
{
    if (connection.state == trace::State::Held)
        m_server.release(connection.id);
    else
        m_server.hold(connection.id);
}

void Acts::showBans()
{
    if (!m_bans)
        m_bans = new BansDialog(m_server, m_window);
    m_bans->show();
    m_bans->raise();
    m_bans->activateWindow();
}

} // namespace gui
