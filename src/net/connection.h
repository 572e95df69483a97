// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "net/bucket.h"
#include "net/session.h"
#include "net/socketcalls.h"

#include <QHostAddress>
#include <QTcpSocket>

#include <memory>

class QSocketNotifier;

namespace net {

class Worker;

/// One accepted socket and its session: carries bytes between them and does what the session wants. Lives in
/// its worker's thread.
///
/// QTcpSocket owns the descriptor and says when there is something to read. Reading itself is done here, with
/// one call into memory that all connections share: QTcpSocket would ask how much there is before, copy it
/// into a buffer of its own, and keep that buffer, 16 KiB for each connection that is idle.
class Connection : public QObject
{
    Q_OBJECT
public:
    /// Takes over the accepted descriptor. The record's ends are filled in from the socket.
    Connection(qintptr descriptor, trace::ConnectionRecord record, Worker &worker);
    ~Connection() override;

    [[nodiscard]] quint64 id() const { return m_session.record().id; }
    [[nodiscard]] trace::SteadyNs deadline() const { return m_session.wants().deadline; }
    [[nodiscard]] const trace::ConnectionRecord &record() const { return m_session.record(); }
    [[nodiscard]] QHostAddress peer() const { return m_socket.peerAddress(); }
    /// To be called once it is known to its worker; it may close at once.
    void begin() { follow(); }
    /// There is room again after a wait, or there are tokens: sends on, then reads what waited behind.
    void resume();
    /// Publishes how things stand now.
    void publishSnapshot();
    void checkDeadline(trace::SteadyNs now);
    void finishSoon();
    void end(trace::CloseCause cause);
    void hold();
    void release();
    /// Asks the kernel how the connection is doing, for the record; the sample is for whoever watches. Null
    /// when the kernel does not tell.
    [[nodiscard]] trace::TcpSamplePtr look();

protected:
    /// Reads when QTcpSocket's notifier says so, in its place.
    bool eventFilter(QObject *notifier, QEvent *event) override;

private:
    void readyRead();
    void pump();
    [[nodiscard]] qint64 offer();
    bool sendSome(qint64 most);
    bool tookSome(SendResult result);
    void waitForRoom();
    void follow();
    void setReading(bool on);
    void lookWhileAnswering();

    Worker &m_worker;
    QTcpSocket m_socket;
    QSocketNotifier *m_readable; ///< the socket's own; gone once that is closed
    Session m_session;
    std::unique_ptr<QSocketNotifier> m_room; ///< room in the kernel's send buffer
    Bucket m_bucket;
    Channel m_channel = Channel::Open; ///< what was done of what the session wanted
    bool m_reading = true;             ///< the same of wants().read
    bool m_touched = false;            ///< the worker knows that there is something to publish
};

} // namespace net
