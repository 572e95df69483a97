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
signals:
    void accepted(qintptr descriptor);

protected:
    void incomingConnection(qintptr descriptor) override { emit accepted(descriptor); }
};

} // namespace net
