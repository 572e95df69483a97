// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "scene.h"

#include <array>

using namespace trace;

ConnectionPtr Scene::newConnection()
{
    ConnectionRecord connection;
    connection.id = ++m_lastConnection;
    connection.client = {"192.0.2." + QByteArray::number(below(20)), quint16(1024 + below(100))};
    connection.acceptedMs = 1'316'387'908'042 + m_now / 1'000'000;
    connection.accepted = connection.stateSince = connection.lastActivity = ++m_now;
    return std::make_shared<ConnectionRecord>(connection);
}

std::shared_ptr<Exchange> Scene::newExchange()
{
    static constexpr std::array paths{"/", "/index.html", "/a%20b", "/favicon.ico", "/img/logo.png"};
    static constexpr std::array methods{"GET", "HEAD", "POST"};
    Exchange exchange;
    exchange.id = ++m_lastExchange;
    exchange.connection = 1 + quint64(below(int(std::max<quint64>(m_lastConnection, 1))));
    exchange.client = {"192.0.2." + QByteArray::number(below(20)), 1024};
    exchange.startedMs = 1'316'387'908'042 + m_now / 1'000'000;
    exchange.timings.firstByte = ++m_now;
    const QByteArray method = methods.at(size_t(below(methods.size())));
    const QByteArray path = paths.at(size_t(below(paths.size())));
    exchange.requestHead = method + ' ' + path + " HTTP/1.1\r\n\r\n";
    exchange.method = {0, quint32(method.size())};
    exchange.target = {quint32(method.size()) + 1, quint32(path.size())};
    return std::make_shared<Exchange>(exchange);
}

void Scene::touch(ConnectionRecord &connection)
{
    static constexpr std::array states{State::Receiving, State::Responding, State::Idle, State::Held,
                                       State::Closed};
    connection.state = states.at(size_t(below(states.size())));
    connection.stateSince = connection.lastActivity = ++m_now;
    connection.requests += quint64(below(2));
    connection.bytesIn += quint64(below(1000));
    connection.bytesOut += quint64(below(3)) * 1000;
    if (connection.state == State::Closed) {
        connection.closed = m_now;
        connection.cause = below(2) ? CloseCause::ClientFin : CloseCause::IdleTimeout;
    }
}

void Scene::touch(Exchange &exchange)
{
    static constexpr std::array statuses{200, 200, 304, 404, 500};
    exchange.status = statuses.at(size_t(below(statuses.size())));
    exchange.bodySent += below(3) * 1000;
    ++m_now;
    if (below(2)) {
        exchange.outcome = below(4) ? Outcome::Complete : Outcome::Aborted;
        exchange.timings.finished = m_now;
        exchange.contentType = below(2) ? "text/html" : "image/png";
    }
}

Batch Scene::frame()
{
    Batch batch;
    const auto goOn = [&](auto &all, auto isOver) {
        for (auto &one : all) {
            if (below(3) == 0) {
                touch(one);
                batch.push_back(std::make_shared<const std::decay_t<decltype(one)>>(one));
            }
        }
        std::erase_if(all, isOver);
    };
    goOn(m_open, [](const ConnectionRecord &one) { return one.state == State::Closed; });
    goOn(m_running, [](const Exchange &one) { return one.outcome != Outcome::InProgress; });
    for (int count = below(4); count > 0; --count) {
        m_open.push_back(*newConnection());
        batch.push_back(std::make_shared<const ConnectionRecord>(m_open.back()));
    }
    for (int count = below(8); count > 0; --count) {
        const auto exchange = newExchange();
        if (below(3))
            touch(*exchange);
        if (exchange->outcome == Outcome::InProgress)
            m_running.push_back(*exchange);
        batch.push_back(ExchangePtr(exchange));
    }
    return batch;
}

Batch Scene::finished(int count)
{
    Batch batch;
    for (; count > 0; --count) {
        const auto exchange = newExchange();
        while (exchange->outcome == Outcome::InProgress)
            touch(*exchange);
        batch.push_back(ExchangePtr(exchange));
    }
    return batch;
}
