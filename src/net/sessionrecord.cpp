// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "net/session.h"

#include <algorithm>

// What a session writes down and moves nothing by.
namespace net {

using trace::State;
using trace::SteadyNs;

void Session::publishSnapshot() const
{
    if (m_connection.state == State::Closed)
        return;
    auto connection = std::make_shared<trace::ConnectionRecord>(m_connection);
    if (m_exchange.isRunning()) {
        auto exchange = m_exchange.snapshot(m_surroundings.clock());
        if (exchange->requestHead.isEmpty()) {
            const auto &head = m_parser.head();
            exchange->requestHead = head.bytes;
            exchange->requestLine = {0, quint32(head.requestLine().size())};
        }
        if (m_parser.bodyBytes() > 0)
            exchange->extras.edit().requestBodyBytes = m_parser.bodyBytes();
        connection->currentRequest = exchange->requestLineText().toByteArray();
        m_surroundings.publish(trace::ExchangePtr(std::move(exchange)));
    }
    m_surroundings.publish(trace::ConnectionPtr(std::move(connection)));
}

void Session::bufferFull(SteadyNs now)
{
    ++m_connection.fullBuffers;
    if (m_exchange.isRunning())
        m_exchange.full(now);
}

void Session::emptyRead(SteadyNs now)
{
    ++m_connection.emptyReads;
    if (m_exchange.isRunning())
        m_exchange.emptyRead(now);
}

void Session::diskTook(qint64 ns)
{
    m_exchange.diskTook(ns);
}

void Session::look(const KernelView &view, SteadyNs now)
{
    m_connection.tcp = view.tcp;
    if (m_exchange.isRunning()) {
        m_exchange->extras.edit().tcp = view.tcp;
        m_exchange.acknowledged(view.tcp.acknowledged, qint64(m_connection.bytesOut));
        m_exchange->loopLagNs = std::max(m_exchange->loopLagNs, m_surroundings.loopLagNs);
    }
    if (view.end == KernelView::End::ClientFin && m_connection.clientFin == 0)
        m_connection.clientFin = now;
    const bool nothingOnItsWay = view.tcp.unsent == 0 && view.tcp.inFlight == 0;
    if (!nothingOnItsWay)
        m_connection.acknowledged = 0;
    else if (m_connection.acknowledged < m_connection.lastActivity)
        m_connection.acknowledged = now;
}

qint64 Session::backlog() const
{
    if (!m_exchange.isRunning() || m_exchange.exchange().status == 0)
        return 0;
    const trace::Exchange &exchange = m_exchange.exchange();
    return exchange.bodyLength < 0 ? -1 : exchange.bodyLength - exchange.bodySent;
}

} // namespace net
