// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "epolltest.h"

#include "trace/post.h"

#include <QLocalServer>
#include <QLocalSocket>
#include <QProcess>
#include <QTcpServer>
#include <QTcpSocket>
#include <QThread>
#include <QUdpSocket>
#include <QUuid>

/// Qt's own users of a dispatcher, on ours: here in the main thread, and in a thread that is given one.
class TestEpollNetwork : public QObject
{
    Q_OBJECT
private slots:
    void echoesOverTcp();
    void refusedConnection();
    void blockingCallsWork();
    void echoesOverLocalSocket();
    void receivesDatagrams();
    void runsProcesses();
};

namespace {

/// Sends back what comes, and closes when the other side has.
class EchoServer : public QTcpServer
{
public:
    explicit EchoServer(QObject *parent = nullptr)
        : QTcpServer(parent)
    {
        connect(this, &QTcpServer::newConnection, this, [this] {
            while (QTcpSocket *socket = nextPendingConnection()) {
                connect(socket, &QTcpSocket::readyRead, socket, [socket] {
                    socket->write(socket->readAll());
                    socket->flush();
                });
                connect(socket, &QTcpSocket::disconnected, socket, &QObject::deleteLater);
            }
        });
    }
};

} // namespace

void TestEpollNetwork::echoesOverTcp()
{
    QThread thread;
    thread.setEventDispatcher(new EpollDispatcher);
    thread.start();
    auto *server = new EchoServer;
    server->moveToThread(&thread);
    connect(&thread, &QThread::finished, server, &QObject::deleteLater);
    std::atomic<quint16> port = 0;
    trace::post(server, [server, &port] {
        server->listen(QHostAddress::LocalHost);
        port = server->serverPort();
    });
    QTRY_VERIFY(port != 0);

    constexpr int clients = 50;
    const QByteArray payload(200'000, 'p');
    std::vector<std::unique_ptr<QTcpSocket>> sockets;
    for (int i = 0; i < clients; ++i) {
        sockets.push_back(std::make_unique<QTcpSocket>());
        sockets.back()->connectToHost(QHostAddress::LocalHost, port);
        sockets.back()->write(payload);
    }
    for (const auto &socket : sockets)
        QTRY_COMPARE(socket->bytesAvailable(), payload.size());
    for (const auto &socket : sockets) {
        QCOMPARE(socket->readAll(), payload);
        socket->disconnectFromHost();
        QTRY_COMPARE(socket->state(), QAbstractSocket::UnconnectedState);
    }
    thread.quit();
    QVERIFY(thread.wait());
}

void TestEpollNetwork::refusedConnection()
{
    QTcpServer taken;
    QVERIFY(taken.listen(QHostAddress::LocalHost));
    const quint16 port = taken.serverPort();
    taken.close();
    QTcpSocket socket;
    socket.connectToHost(QHostAddress::LocalHost, port);
    QTRY_COMPARE(socket.error(), QAbstractSocket::ConnectionRefusedError);
}

void TestEpollNetwork::blockingCallsWork()
{
    QTcpServer server;
    QVERIFY(server.listen(QHostAddress::LocalHost));
    QTcpSocket client;
    client.connectToHost(QHostAddress::LocalHost, server.serverPort());
    QVERIFY(client.waitForConnected());
    QVERIFY(server.waitForNewConnection(30'000));
    QTcpSocket *peer = server.nextPendingConnection();
    client.write("abc");
    QVERIFY(client.waitForBytesWritten());
    QVERIFY(peer->waitForReadyRead());
    QCOMPARE(peer->readAll(), "abc");
    peer->close();
    QTRY_COMPARE(client.state(), QAbstractSocket::UnconnectedState);
}

void TestEpollNetwork::echoesOverLocalSocket()
{
    QLocalServer server;
    QVERIFY(server.listen(QUuid::createUuid().toString(QUuid::WithoutBraces)));
    connect(&server, &QLocalServer::newConnection, this, [&] {
        QLocalSocket *peer = server.nextPendingConnection();
        connect(peer, &QLocalSocket::readyRead, peer, [peer] { peer->write(peer->readAll()); });
    });
    QLocalSocket client;
    client.connectToServer(server.serverName());
    client.write("hello");
    QTRY_COMPARE(client.bytesAvailable(), 5);
    QCOMPARE(client.readAll(), "hello");
}

void TestEpollNetwork::receivesDatagrams()
{
    QUdpSocket receiver;
    QVERIFY(receiver.bind(QHostAddress::LocalHost));
    int count = 0;
    connect(&receiver, &QUdpSocket::readyRead, this, [&] {
        while (receiver.hasPendingDatagrams()) {
            receiver.readDatagram(nullptr, 0);
            ++count;
        }
    });
    QUdpSocket sender;
    for (int i = 1; i <= 5; ++i) {
        sender.writeDatagram("x", QHostAddress::LocalHost, receiver.localPort());
        QTRY_COMPARE(count, i);
    }
}

void TestEpollNetwork::runsProcesses()
{
    QProcess process;
    process.start(QStringLiteral("cat"), QStringList());
    process.write("through a child");
    process.closeWriteChannel();
    QTRY_COMPARE(process.state(), QProcess::NotRunning);
    QCOMPARE(process.exitCode(), 0);
    QCOMPARE(process.readAllStandardOutput(), "through a child");
}

EPOLL_TEST_MAIN(TestEpollNetwork)
#include "tst_epollnetwork.moc"
