// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "net/connection.h"

#include "http/text.h"
#include "net/filecopy.h"
#include "net/tcpinfo.h"
#include "net/worker.h"

#include <QEvent>
#include <QHostAddress>
#include <QSocketNotifier>
#include <QThread>

#include <algorithm>

namespace net {

using trace::Endpoint;

namespace {

/// What one connection may send in one turn of the loop before the others have theirs.
constexpr qint64 TurnBytes = 256 * 1024;

Endpoint endpoint(const QHostAddress &address, quint16 port)
{
    bool mapped = false;
    const quint32 v4 = address.toIPv4Address(&mapped); // ::ffff:a.b.c.d is shown as a.b.c.d
    if (!mapped)
        return {address.toString().toLatin1(), port};
    const http::Decimal a(v4 >> 24), b(v4 >> 16 & 255), c(v4 >> 8 & 255), d(v4 & 255);
    Endpoint end{{}, port};
    http::append(end.address, {a.text(), ".", b.text(), ".", c.text(), ".", d.text()});
    return end;
}

trace::ConnectionRecord withEnds(trace::ConnectionRecord record, const QTcpSocket &socket)
{
    record.client = endpoint(socket.peerAddress(), socket.peerPort());
    record.server = endpoint(socket.localAddress(), socket.localPort());
    return record;
}

/// Lets the socket take over the descriptor; its read notifier, found as the child object it is.
QSocketNotifier *opened(QTcpSocket &socket, qintptr descriptor)
{
    socket.setSocketDescriptor(descriptor);
    const auto notifiers = socket.findChildren<QSocketNotifier *>();
    const auto found = std::ranges::find(notifiers, QSocketNotifier::Read, &QSocketNotifier::type);
    Q_ASSERT(found != notifiers.end());
    return *found;
}

} // namespace

Connection::Connection(qintptr descriptor, trace::ConnectionRecord record, Worker &worker)
    : m_worker(worker)
    , m_readable(opened(m_socket, descriptor))
    , m_session(withEnds(std::move(record), m_socket), worker.surroundings())
{
    Q_ASSERT(thread() == QThread::currentThread());
    m_readable->installEventFilter(this);
    m_session.accepted(sinceAckNs(m_socket.socketDescriptor()));
}

Connection::~Connection() = default;

bool Connection::eventFilter(QObject *, QEvent *event)
{
    if (event->type() != QEvent::SockAct)
        return false;
    readyRead();
    return true;
}

/// One read for each event: what is left is reported again, after the others had their turn.
void Connection::readyRead()
{
    const auto [end, bytes] = receive(m_socket.socketDescriptor(), m_worker.scratch());
    switch (end) {
    case ReceiveEnd::Data:
        m_worker.tally().bytesIn.add(quint64(bytes.size()));
        m_session.received(bytes, Worker::now());
        pump();
        break;
    case ReceiveEnd::Nothing: m_session.emptyRead(Worker::now()); break;
    case ReceiveEnd::Fin: m_session.hungUp(HangUp::Fin, Worker::now()); break;
    case ReceiveEnd::Reset: m_session.hungUp(HangUp::Reset, Worker::now()); break;
    }
    follow();
}

/// Sends what the session has, as long as the kernel takes it, the speed allows it and the turn lasts.
void Connection::pump()
{
    m_session.resumeClock(Worker::now());
    const quint64 turnEnd = m_session.record().bytesOut + TurnBytes;
    for (Wants wants = m_session.wants(); wants.write || wants.content; wants = m_session.wants()) {
        if (m_session.record().bytesOut >= turnEnd) {
            if (!hasRoom(m_socket.socketDescriptor()))
                m_session.bufferFull(Worker::now());
            return waitForRoom();
        }
        if (wants.content) {
            m_session.fetchContent(Worker::now());
            m_session.resumeClock(Worker::now());
            continue;
        }
        const qint64 most = offer();
        if (most == 0) {
            m_session.pauseClock(Worker::now());
            return m_worker.waitForTokens(*this);
        }
        if (!sendSome(std::min(most, TurnBytes)))
            return;
    }
}

/// What the speeds of this connection and of its loop let it send now.
qint64 Connection::offer()
{
    const Limits &limits = m_worker.surroundings().limits;
    if (limits.speed == 0 && limits.connectionSpeed == 0)
        return TurnBytes;
    const trace::SteadyNs now = Worker::now();
    m_bucket.setSpeed(limits.connectionSpeed);
    return std::min(m_bucket.offer(now), m_worker.offer(now));
}

/// Sends of the session's output what fits; false when there is nothing more to do now.
bool Connection::sendSome(qint64 most)
{
    const Output output = m_session.output();
    QByteArrayView body = output.body;
    if (output.slice.length > 0) {
        const qint64 room = std::max<qint64>(1, most - output.head.size());
        const trace::SteadyNs asked = Worker::now();
        const auto copy = copyOf(output.slice, m_worker.scratch(), room);
        m_session.diskTook(Worker::now() - asked);
        if (!copy) {
            m_session.fileFailed(Worker::now(), copy.error());
            return false;
        }
        body = *copy;
    }
    const auto head = output.head.first(std::min(output.head.size(), most));
    return tookSome(send(m_socket.socketDescriptor(), head, body.first(std::min(body.size(), most))));
}

bool Connection::tookSome(SendResult result)
{
    switch (result.end) {
    case SendEnd::Taken:
        m_worker.tally().bytesOut.add(quint64(result.bytes));
        m_bucket.take(result.bytes);
        m_worker.take(result.bytes);
        m_session.sent(result.bytes, Worker::now());
        return true;
    case SendEnd::NoRoom:
        m_session.bufferFull(Worker::now());
        waitForRoom();
        return false;
    case SendEnd::ClientGone: {
        const bool fin = receivedFin(m_socket.socketDescriptor(), m_session.record().bytesIn);
        lookWhileAnswering();
        m_session.hungUp(fin ? HangUp::Fin : HangUp::Reset, Worker::now());
        return false;
    }
    }
    return false;
}

void Connection::resume()
{
    pump();
    follow();
}

void Connection::waitForRoom()
{
    if (!m_room) {
        m_room = std::make_unique<QSocketNotifier>(m_socket.socketDescriptor(), QSocketNotifier::Write);
        connect(m_room.get(), &QSocketNotifier::activated, this, [this] {
            m_room->setEnabled(false);
            resume();
        });
    }
    m_room->setEnabled(true);
}

void Connection::publishSnapshot()
{
    m_touched = false;
    lookWhileAnswering(); // longer than a tick
    m_session.publishSnapshot();
}

trace::TcpSamplePtr Connection::look()
{
    const auto view = lookAt(m_socket.socketDescriptor());
    if (!view)
        return nullptr;
    const trace::SteadyNs now = Worker::now();
    m_session.look(*view, now);
    if (view->end == KernelView::End::Reset && m_session.state() == trace::State::Held)
        m_session.hungUp(HangUp::Reset, now); // nobody reads or writes who could have met it
    follow();
    return std::make_shared<trace::TcpSample>(
        trace::TcpSample{m_session.record().id, now, m_session.backlog(), view->tcp});
}

/// For the record alone: how much arrived is known only as long as the socket is there.
void Connection::lookWhileAnswering()
{
    const trace::State state = m_session.state();
    if (state != trace::State::Responding && state != trace::State::Held)
        return;
    if (const auto view = lookAt(m_socket.socketDescriptor()))
        m_session.look(*view, Worker::now());
}

void Connection::hold()
{
    m_session.hold(Worker::now());
    follow();
}

void Connection::release()
{
    m_session.release(Worker::now());
    resume();
}

void Connection::checkDeadline(trace::SteadyNs now)
{
    const trace::SteadyNs due = deadline();
    if (due == 0 || due > now)
        return;
    lookWhileAnswering();
    m_session.deadlineReached(now);
    resume();
}

void Connection::finishSoon()
{
    m_session.finishSoon(Worker::now());
    follow();
}

void Connection::end(trace::CloseCause cause)
{
    lookWhileAnswering();
    m_session.end(cause, Worker::now());
    follow();
}

/// Does with the socket what the session wants by now.
void Connection::follow()
{
    const Wants wants = m_session.wants();
    if (wants.channel == Channel::Close) {
        if (m_channel == Channel::Close)
            return;
        m_channel = Channel::Close;
        if (m_room)
            m_room->setEnabled(false); // before the descriptor goes
        m_socket.abort();
        m_worker.retire(*this);
        return;
    }
    if (wants.channel == Channel::ShutWrite && m_channel == Channel::Open) {
        m_channel = Channel::ShutWrite;
        shutdownWrite(m_socket.socketDescriptor());
    }
    setReading(wants.read);
    if (!m_touched) {
        m_touched = true;
        m_worker.touched(*this);
    }
}

/// Off while we answer: what the client sends meanwhile waits in the kernel, whose window is the
/// back-pressure, and its FIN waits behind the response that a half-closed client still expects (RFC 9112
/// §9.6).
void Connection::setReading(bool on)
{
    if (on == m_reading)
        return;
    m_reading = on;
    m_readable->setEnabled(on);
}

} // namespace net
