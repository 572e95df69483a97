// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "net/server.h"
#include "trace/collector.h"
#include "trace/log.h"

#include <QTemporaryDir>
#include <QTest>

#include <functional>
#include <memory>

/// A server of a folder of its own, new for every test function, and the records of what it does.
class ServerFixture : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void cleanup();

protected:
    bool start(net::ServerConfig config = {});
    QByteArray put(const QString &name, const QByteArray &content);
    trace::ExchangePtr exchange(const std::function<bool(const trace::Exchange &)> &wanted);
    trace::ConnectionPtr connection(const std::function<bool(const trace::ConnectionRecord &)> &wanted);

    QList<net::Place> m_places; ///< that the server is told this machine has
    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<net::Server> m_server;
    std::unique_ptr<trace::Collector> m_collector;
    std::unique_ptr<trace::Log> m_log;
};
