// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QTcpServer>

namespace net {

/// A listening socket of one loop: hands on accepted descriptors instead of making sockets. Lives in the
/// loop's thread.
class Listener : public QTcpServer
{
    Q_OBJECT
public:
    /// Takes over a listening descriptor. False when it is not one.
    bool adopt(qintptr descriptor);

signals:
    void accepted(qintptr descriptor);
    /// Descriptors or memory ran out: accepting is paused until resumeAccepting().
    void exhausted();

protected:
    void incomingConnection(qintptr descriptor) override { emit accepted(descriptor); }
    bool eventFilter(QObject *watched, QEvent *event) override;
};

} // namespace net
