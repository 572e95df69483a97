// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "net/connection.h"

#include "net/socketcalls.h"
#include "net/worker.h"

#include <QHostAddress>
#include <QScopedValueRollback>
#include <QSocketNotifier>
#include <QThread>

namespace net {

namespace {

/// What one connection may send in one turn of the loop before the others have theirs.
constexpr qint64 TurnBytes = 256 * 1024;
/// Qt's read buffer: what a client can push at us while we do not read (Qt sets no bound by itself).
constexpr qint64 ReadBufferBytes = 64 * 1024;

trace::Endpoint endpoint(const QHostAddress &address, quint16 port)
{
    bool mapped = false;
    const quint32 v4 = address.toIPv4Address(&mapped); // ::ffff:a.b.c.d is shown as a.b.c.d
    return {(mapped ? QHostAddress(v4) : address).toString().toLatin1(), port};
}

trace::ConnectionRecord withEnds(trace::ConnectionRecord record, const QTcpSocket &socket)
{
    record.client = endpoint(socket.peerAddress(), socket.peerPort());
    record.server = endpoint(socket.localAddress(), socket.localPort());
    return record;
}

QTcpSocket &opened(QTcpSocket &socket, qintptr descriptor)
{
    socket.setReadBufferSize(ReadBufferBytes);
    socket.setSocketDescriptor(descriptor);
    socket.setSocketOption(QAbstractSocket::LowDelayOption, 1);
    return socket;
}

} // namespace

Connection::Connection(qintptr descriptor, trace::ConnectionRecord record, Worker &worker)
    : m_worker(worker)
    , m_session(withEnds(std::move(record), opened(m_socket, descriptor)), worker.surroundings())
{
    Q_ASSERT(thread() == QThread::currentThread());
    connect(&m_socket, &QTcpSocket::readyRead, this, &Connection::readyRead);
    connect(&m_socket, &QTcpSocket::bytesWritten, this, &Connection::bytesWritten);
    connect(&m_socket, &QTcpSocket::stateChanged, this, &Connection::socketStateChanged);
}

Connection::~Connection()
{
    m_socket.disconnect(this); // closing it says so, to a session that is gone by then
}

void Connection::readyRead()
{
    QByteArray &scratch = m_worker.scratch();
    while (m_session.wants().read) {
        const qint64 size = m_socket.read(scratch.data(), scratch.size());
        if (size <= 0)
            break;
        m_worker.tally().bytesIn.add(quint64(size));
        m_session.received(QByteArrayView(scratch).first(size), Worker::now());
        pump();
        if (size < scratch.size())
            break;
    }
    follow();
}

/// Sends what the session has, as long as the kernel takes it and the turn lasts.
void Connection::pump()
{
    if (m_pumping)
        return;
    const QScopedValueRollback pumping(m_pumping, true);
    const quint64 turnEnd = m_session.record().bytesOut + TurnBytes;
    while (m_session.wants().write && m_inSocket == 0) {
        if (m_session.record().bytesOut >= turnEnd) {
            waitForRoom();
            return;
        }
        const Output output = m_session.output();
        if (!output.head.isEmpty() || !output.body.isEmpty())
            sendBytes(output);
        else if (!sendSlice(output.slice))
            return;
    }
}

/// Write and flush in the same turn: QTcpSocket's write notifier then costs no system call.
void Connection::sendBytes(const Output &output)
{
    m_inSocket = output.head.size() + output.body.size();
    m_socket.write(output.head.data(), output.head.size());
    if (!output.body.isEmpty())
        m_socket.write(output.body.data(), output.body.size());
    m_socket.flush(); // emits bytesWritten, and on failure stateChanged, before it returns
}

void Connection::bytesWritten(qint64 bytes)
{
    m_inSocket -= bytes;
    m_worker.tally().bytesOut.add(quint64(bytes));
    if (m_session.wants().write)
        m_session.sent(bytes, Worker::now());
    if (!m_pumping)
        resume();
}

/// There is room again after a wait: sends on, then reads what waited behind.
void Connection::resume()
{
    pump();
    readyRead();
}

bool Connection::sendSlice(const site::FileSlice &slice)
{
    const auto result
        = sendFile(m_socket.socketDescriptor(), *slice.file, slice.offset, std::min(slice.length, TurnBytes));
    switch (result.end) {
    case SendEnd::Taken:
        m_worker.tally().bytesOut.add(quint64(result.bytes));
        m_session.sent(result.bytes, Worker::now());
        return true;
    case SendEnd::NoRoom: waitForRoom(); return false;
    case SendEnd::FileEnded: m_session.fileFailed(Worker::now()); return false;
    case SendEnd::ClientGone: {
        const quint64 read = m_session.record().bytesIn + quint64(m_socket.bytesAvailable());
        const bool fin = receivedFin(m_socket.socketDescriptor(), read);
        m_session.hungUp(fin ? HangUp::Fin : HangUp::Reset, Worker::now());
        return false;
    }
    }
    return false;
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

void Connection::socketStateChanged(QAbstractSocket::SocketState state)
{
    if (m_session.state() == trace::State::Closed)
        return;
    // Closing: a read met the end. Unconnected: a write failed, or there was no clean end.
    if (state == QAbstractSocket::ClosingState || state == QAbstractSocket::UnconnectedState) {
        m_session.hungUp(endedByReset() ? HangUp::Reset : HangUp::Fin, Worker::now());
    }
    if (!m_pumping)
        follow();
}

void Connection::publishSnapshot()
{
    m_touched = false;
    m_session.publishSnapshot();
}

void Connection::checkDeadline(trace::SteadyNs now)
{
    const trace::SteadyNs due = deadline();
    if (due == 0 || due > now)
        return;
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

/// Turns QTcpSocket's read notifier off and on. Left on while we answer, it would fill Qt's buffer and, on
/// the client's FIN, close the socket under a response that a half-closed client still waits for (RFC 9112
/// §9.6); off, the kernel's window is the back-pressure. The notifier is found as the child object it is;
/// without one nothing is lost but that.
void Connection::setReading(bool on)
{
    if (on == m_reading)
        return;
    m_reading = on;
    const auto notifiers = m_socket.findChildren<QSocketNotifier *>();
    for (QSocketNotifier *notifier : notifiers) {
        if (notifier->type() == QSocketNotifier::Read)
            notifier->setEnabled(on);
    }
}

} // namespace net
