// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "net/socketcalls.h"

#include <QTcpServer>
#include <QTcpSocket>
#include <QTest>

#include <memory>

#include <sys/socket.h>

using net::ReceiveEnd;

/// What the system says of a connection over loopback.
class TestSocketCalls : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void tellsHowAReadEnds();
    void tellsAReset();
    void whatIsAcceptedSendsAtOnce();

private:
    [[nodiscard]] ReceiveEnd receive(); ///< once there is something to tell

    QTcpServer m_listener;
    std::unique_ptr<QTcpSocket> m_client;
    std::unique_ptr<QTcpSocket> m_accepted;
    QByteArray m_scratch = QByteArray(100, '\0');
    QByteArray m_received;
};

void TestSocketCalls::init()
{
    m_listener.close();
    QVERIFY(m_listener.listen(QHostAddress::LocalHost));
    net::sendAtOnce(m_listener.socketDescriptor());
    m_client = std::make_unique<QTcpSocket>();
    m_client->connectToHost(m_listener.serverAddress(), m_listener.serverPort());
    QVERIFY(m_client->waitForConnected());
    QVERIFY(m_listener.waitForNewConnection(5000));
    m_accepted.reset(m_listener.nextPendingConnection());
    QVERIFY(m_accepted);
}

ReceiveEnd TestSocketCalls::receive()
{
    net::ReceiveResult result{ReceiveEnd::Nothing, {}};
    (void)QTest::qWaitFor([&] {
        result = net::receive(m_accepted->socketDescriptor(), m_scratch);
        m_received = result.bytes.toByteArray();
        return result.end != ReceiveEnd::Nothing;
    });
    return result.end;
}

void TestSocketCalls::tellsHowAReadEnds()
{
    QCOMPARE(net::receive(m_accepted->socketDescriptor(), m_scratch).end, ReceiveEnd::Nothing);
    m_client->write(QByteArray(150, 'x'));
    m_client->flush();
    QCOMPARE(receive(), ReceiveEnd::Data);
    QCOMPARE(m_received, QByteArray(100, 'x')); // what fits
    QCOMPARE(receive(), ReceiveEnd::Data);
    QCOMPARE(m_received, QByteArray(50, 'x'));
    m_client->disconnectFromHost();
    QCOMPARE(receive(), ReceiveEnd::Fin);
    QCOMPARE(receive(), ReceiveEnd::Fin);
}

void TestSocketCalls::tellsAReset()
{
    const linger atOnce{1, 0};
    QCOMPARE(::setsockopt(int(m_client->socketDescriptor()), SOL_SOCKET, SO_LINGER, &atOnce, sizeof atOnce),
             0);
    m_client->abort();
    QCOMPARE(receive(), ReceiveEnd::Reset);
}

void TestSocketCalls::whatIsAcceptedSendsAtOnce()
{
    QCOMPARE(m_accepted->socketOption(QAbstractSocket::LowDelayOption).toInt(), 1);
}

QTEST_GUILESS_MAIN(TestSocketCalls)
#include "tst_socketcalls.moc"
