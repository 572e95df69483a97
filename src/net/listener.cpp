// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "net/listener.h"

#include <QEvent>
#include <QSocketNotifier>

#include <cerrno>

namespace net {

bool Listener::adopt(qintptr descriptor)
{
    if (!setSocketDescriptor(descriptor))
        return false;
    const auto notifiers = findChildren<QSocketNotifier *>();
    for (QSocketNotifier *notifier : notifiers)
        notifier->installEventFilter(this);
    return true;
}

/// Watches QTcpServer accept. Its engine remembers only the first error it ever met, which is the harmless
/// "nobody is waiting", so that EMFILE later on is taken for that: the notifier stays on and the loop spins
/// on a socket that stays readable. errno tells the truth: the last call of a round of accepting is the
/// accept() that failed.
bool Listener::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() != QEvent::SockAct)
        return QTcpServer::eventFilter(watched, event);
    errno = 0;
    watched->event(event);
    switch (errno) {
    case EMFILE:
    case ENFILE:
    case ENOBUFS:
    case ENOMEM:
        pauseAccepting();
        emit exhausted();
        break;
    default: break;
    }
    return true;
}

} // namespace net
