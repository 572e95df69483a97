// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "lab/server.h"

#include <QAbstractEventDispatcher>
#include <QThread>

#include <memory>

namespace lab {

/// Without a dispatcher Qt chooses one; it then asks the kernel about every socket in every turn.
class QtServer final : public Server
{
public:
    QtServer(Socket listening, const Folder &folder, std::unique_ptr<QAbstractEventDispatcher> dispatcher);
    ~QtServer() override;
    Q_DISABLE_COPY_MOVE(QtServer)

    /// The sockets that Qt's dispatcher was made to ask about, without those that were ready.
    [[nodiscard]] Counts counts() const override;
    void watch(CallWatch &watch) override;

private:
    class Listener;

    Counter m_asked;
    Counter m_ready;
    Listener *m_listener; // lives and dies in the thread
    QThread m_thread;
};

} // namespace lab
