// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "net/session.h"

#include <QByteArray>

#include <map>
#include <memory>
#include <vector>

namespace fuzz {

/// A session with a pretended kernel, clock and collector around it, which watch that it keeps its promises.
class Stage
{
public:
    explicit Stage(std::shared_ptr<const site::Site> site);

    void receive(const QByteArray &bytes); ///< the client sent them; they wait until they are wanted
    void setRoom(qint64 bytes);            ///< most that the kernel takes at a time; 0: any number
    void pass(std::chrono::milliseconds time);
    void throttle(std::chrono::milliseconds time); ///< time passes in which we do not send
    void hangUp(net::HangUp how);
    void finishSoon();
    void breakContent();

    /// Ends the connection and looks at everything that was sent and recorded.
    void finish();

private:
    void record(const trace::Record &record);
    void settle();
    bool write();
    [[nodiscard]] bool isClosed() const { return m_session->state() == trace::State::Closed; }

    net::Surroundings m_surroundings;
    std::unique_ptr<net::Session> m_session;
    std::vector<trace::ExchangePtr> m_ended;
    std::map<quint64, trace::Outcome> m_outcomes; ///< of every exchange that was ever published
    QByteArray m_waiting;                         ///< in the kernel, not yet read by the session
    QByteArray m_wire;                            ///< sent
    trace::SteadyNs m_now = 1'000'000'000;
    qint64 m_room = 0;
    bool m_paused = false;
    quint64 m_ids = 0;
};

/// Whether these bytes are the responses of these exchanges, one behind the other, each framed as it says
/// (RFC 9112 §6); the last one may be cut short.
void requireResponses(QByteArrayView wire, const std::vector<trace::ExchangePtr> &exchanges);

} // namespace fuzz
