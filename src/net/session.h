// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "http/parser.h"
#include "net/deadlines.h"
#include "net/protocol.h"
#include "net/recorder.h"
#include "net/response.h"
#include "net/surroundings.h"
#include "net/tcpinfo.h"
#include "trace/records.h"

#include <memory>

namespace net {

/// One HTTP/1 connection as an explicit state machine (DESIGN, Session): bytes and the clock come in as
/// arguments, output, wishes and records come out. No socket, no timer, no thread of its own; used in its
/// loop's thread.
class Session
{
public:
    /// A connection just accepted: id, loop, ends and times are filled in; the session keeps the record from
    /// here on.
    Session(trace::ConnectionRecord connection, Surroundings &surroundings);

    /// Bytes that came while wants().read was true.
    void received(QByteArrayView bytes, trace::SteadyNs now);
    /// The kernel took that many bytes of output().
    void sent(qint64 bytes, trace::SteadyNs now);
    void hungUp(HangUp how, trace::SteadyNs now);
    void deadlineReached(trace::SteadyNs now);
    /// Makes the next bytes of content while wants().content. The clock stands until resumeClock().
    void fetchContent(trace::SteadyNs now);
    /// Sending waits for us, not for the client: until resumeClock() no deadline of sending runs on.
    void pauseClock(trace::SteadyNs now);
    void resumeClock(trace::SteadyNs now);
    /// The file in output() could not be read to the promised length, or is another version by now.
    void fileFailed(trace::SteadyNs now, site::ContentError why = site::ContentError::ReadFailed);
    /// The server stops: closes at once when nothing is being answered, else after the running response.
    void finishSoon(trace::SteadyNs now);
    /// Ends at once: Kicked, Banned, ServerStopped or AddressLimit.
    void end(trace::CloseCause cause, trace::SteadyNs now);
    /// A person holds the response back, or lets it go on; nothing happens where there is none.
    void hold(trace::SteadyNs now);
    void release(trace::SteadyNs now);

    // For the record alone.
    void bufferFull(trace::SteadyNs now); ///< the kernel takes no more of output()
    void emptyRead(trace::SteadyNs now);  ///< woken up to read, and there was nothing
    void diskTook(qint64 ns);             ///< reading a slice of output()
    void look(const KernelView &view, trace::SteadyNs now);
    void accepted(qint64 waitNs) { m_connection.acceptWaitNs = waitNs; }
    /// Bytes of the response's content that are still with us; -1 while nobody knows.
    [[nodiscard]] qint64 backlog() const;

    [[nodiscard]] Wants wants() const;
    [[nodiscard]] Output output() const;
    [[nodiscard]] trace::State state() const { return m_connection.state; }
    [[nodiscard]] const trace::ConnectionRecord &record() const { return m_connection; }
    /// Publishes how things stand now, for views: the connection, and the exchange in progress if there is
    /// one.
    void publishSnapshot() const;

private:
    /// Why the clock stands.
    enum class Pause : quint8 { Making, Waiting };
    /// What the site says, and how long it took to say it.
    struct Answer
    {
        site::Reply reply;
        qint64 tookNs = 0;
    };
    void setState(trace::State next, trace::SteadyNs now);
    void consume(QByteArrayView bytes, trace::SteadyNs now);
    void advance(http::RequestParser::Step step, trace::SteadyNs now);
    void beginExchange(trace::SteadyNs now, qint64 blockedNs);
    [[nodiscard]] Answer answer();
    void headComplete(trace::SteadyNs now);
    void refuse(http::Fault fault, trace::SteadyNs now);
    void respond(Answer answer, trace::SteadyNs now);
    void responseSent(trace::SteadyNs now);
    void closeWith(trace::CloseCause cause, trace::Outcome outcome, trace::SteadyNs now);
    void finishExchange(trace::Outcome outcome, trace::SteadyNs now);

    Surroundings &m_surroundings;
    trace::ConnectionRecord m_connection;
    trace::CloseCause m_farewell = trace::CloseCause::Finished; ///< why we close once the response is sent
    http::RequestParser m_parser;
    http::RequestHead m_head;            ///< of the request being answered
    Recorder m_exchange;                 ///< in progress
    Response m_response;                 ///< being sent
    QByteArray m_interim;                ///< 100 Continue still to be sent
    QByteArray m_leftover;               ///< received behind the request being answered …
    trace::SteadyNs m_leftoverSince = 0; ///< … at that time
    Sending m_sending;
    qint64 m_drained = 0; ///< bytes discarded in Draining
    Deadline m_deadline;
    trace::SteadyNs m_pausedAt = 0; ///< the clock stands since; 0: it runs
    Pause m_pause = Pause::Making;  ///< why it stands
    bool m_behindProxy = false;     ///< the other end is a trusted proxy
};

static_assert(Protocol<Session>);

} // namespace net
