// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "trace/records.h"

#include <QObject>
#include <QPointer>

class QHostAddress;
class QMenu;
class QWidget;
namespace net {
class Server;
}

namespace gui {

class BansDialog;
class MessageBar;

/// What a person can do to connections while they are served: close, ban, pause. Every act says in the
/// message bar what was done and how to undo it, where it can be undone. Lives in the window's thread.
class Acts : public QObject
{
    Q_OBJECT
public:
    /// Everything passed in must outlive this; the window is the parent of its dialog.
    Acts(net::Server &server, MessageBar &messageBar, QWidget *window);

    /// The entries for one connection, into a menu of the caller's; disabled where they would do nothing.
    void fill(QMenu *menu, const trace::ConnectionRecord &connection);

    void close(quint64 connection);
    void closeAllOf(const QHostAddress &address);
    void closeIdle();
    /// Refused with a sentence for an address of this machine.
    void ban(const QHostAddress &address);
    void unban(const QHostAddress &address);
    /// Pauses a transfer that runs, goes on with one that is paused.
    void pauseOrResume(const trace::ConnectionRecord &connection);
    void showBans();

private:
    void tellOfBan(const QHostAddress &address);

    net::Server &m_server;
    MessageBar &m_messageBar;
    QWidget *m_window;
    QPointer<BansDialog> m_bans;
};

} // namespace gui
