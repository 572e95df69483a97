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
    /// Counts how often the socket was ready to be read, which QTcpSocket keeps to itself.
    bool eventFilter(QObject *notifier, QEvent *event) override;

private:
    void readyRead();
    void socketStateChanged(QAbstractSocket::SocketState state);
    void pump();
    [[nodiscard]] qint64 offer();
    bool sendSome(qint64 most);
    bool tookSome(SendResult result);
    void waitForRoom();
    void follow();
    void setReading(bool on);
    void noteUselessWakeUps();
    void lookWhileAnswering();
    template <typename Action>
    void forReadNotifier(Action action);

    Worker &m_worker;
    QTcpSocket m_socket;
    Session m_session;
    std::unique_ptr<QSocketNotifier> m_room; ///< room in the kernel's send buffer
    Bucket m_bucket;
    Channel m_channel = Channel::Open; ///< what was done of what the session wanted
    bool m_reading = true;             ///< the same of wants().read
    bool m_wokenToRead = false;        ///< and nothing came of it yet
    bool m_touched = false;            ///< the worker knows that there is something to publish
};

} // namespace net
