// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "net/session.h"

#include <utility>

// When the clock of sending stands: while we make content, wait for a speed limit, or a person holds it.
namespace net {

using trace::State;
using trace::SteadyNs;

void Session::fetchContent(SteadyNs now)
{
    Q_ASSERT(wants().content);
    pauseClock(now);
    m_pause = Pause::Making;
    const SteadyNs asked = m_surroundings.clock();
    const auto fetched = m_response.fetch();
    m_exchange.diskTook(m_surroundings.clock() - asked);
    if (!fetched)
        fileFailed(now, fetched.error());
    else if (m_response.isSent())
        responseSent(now);
}

void Session::pauseClock(SteadyNs now)
{
    if (m_connection.state != State::Responding || m_pausedAt != 0)
        return;
    m_pausedAt = now;
    m_pause = Pause::Waiting;
}

void Session::resumeClock(SteadyNs now)
{
    if (m_pausedAt == 0)
        return;
    const SteadyNs stood = now - std::exchange(m_pausedAt, 0);
    m_sending.paused += stood;
    m_deadline.at += stood;
    if (m_pause == Pause::Waiting)
        m_exchange.throttled(stood);
}

/// The clock of sending stands meanwhile: nobody but the person is slow.
void Session::hold(SteadyNs now)
{
    if (m_connection.state != State::Responding)
        return;
    resumeClock(now);
    setState(State::Held, now);
    m_exchange.hold(now);
    publishSnapshot();
}

void Session::release(SteadyNs now)
{
    if (m_connection.state != State::Held)
        return;
    m_sending.paused += now - m_connection.stateSince;
    m_exchange.release(now);
    setState(State::Responding, now);
}

} // namespace net
