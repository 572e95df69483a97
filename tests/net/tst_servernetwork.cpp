// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "client.h"
#include "serverfixture.h"

#include <QFile>
#include <QSignalSpy>
#include <QTcpServer>

using namespace std::chrono_literals;
using net::Server;
using net::StartFailure;
using trace::Outcome;

/// Addresses that come and go while the server serves.
class TestServerNetwork : public ServerFixture
{
    Q_OBJECT

private slots:
    void followsTheNetwork();
    void staysWhenTheNetworkIsTurnedOff();
    void triesAgainWhatCannotBeBound();
    void knowsWhatAWildcardCovers();
};

/// 127.0.0.host, as if it were in a network.
static net::Place place(quint32 host)
{
    return {QStringLiteral("test0"), QHostAddress(INADDR_LOOPBACK - 1 + host), {}, false};
}

static Client clientOf(quint16 port, quint32 host)
{
    return Client(port, 0, INADDR_LOOPBACK - 1 + host);
}

void TestServerNetwork::followsTheNetwork()
{
    m_places = {place(2)};
    net::ServerConfig config;
    config.network = true;
    config.loops = 2;
    QVERIFY(start(config));
    QCOMPARE(m_server->urls().size(), 2);
    QVERIFY(m_server->places().first().listening);
    QVERIFY(m_server->urls().contains(m_server->places().first().url));
    Client before = clientOf(m_server->port(), 2);
    QCOMPARE(before.get("/a.txt").status, 200);

    QSignalSpy changed(m_server.get(), &Server::addressesChanged);
    m_places = {place(3)};
    QVERIFY(changed.wait(10'000));
    QCOMPARE(m_server->places().first().address, place(3).address);
    QCOMPARE(clientOf(m_server->port(), 3).get("/a.txt").status, 200);
    QTRY_VERIFY(!clientOf(m_server->port(), 2).isConnected());
    QCOMPARE(before.get("/a.txt").status, 200); // what was connected stays
    QCOMPARE(Client(m_server->port()).get("/a.txt").status, 200);
}

void TestServerNetwork::staysWhenTheNetworkIsTurnedOff()
{
    m_places = {place(2)};
    QVERIFY(start());
    QVERIFY(!m_server->places().first().listening);
    QVERIFY(!clientOf(m_server->port(), 2).isConnected());
    QVERIFY(m_server->setNetwork(true));
    QVERIFY(m_server->config().network);
    Client client = clientOf(m_server->port(), 2);
    QCOMPARE(client.get("/a.txt").status, 200);
    QVERIFY(m_server->setNetwork(false));
    QVERIFY(!m_server->places().first().listening);
    QTRY_VERIFY(!clientOf(m_server->port(), 2).isConnected());
    QCOMPARE(client.get("/a.txt").status, 200);
    QVERIFY(m_server->setNetwork(true));
    QVERIFY(m_server->setNetwork(false)); // and on again, before any loop has let go of the address
    QVERIFY(m_server->setNetwork(true));
    QTRY_VERIFY(m_server->places().first().listening);
    QCOMPARE(clientOf(m_server->port(), 2).get("/a.txt").status, 200);
}

void TestServerNetwork::triesAgainWhatCannotBeBound()
{
    m_places = {place(2)};
    QVERIFY(start());
    QTcpServer other;
    QVERIFY(other.listen(place(2).address, m_server->port()));
    const auto refused = m_server->setNetwork(true);
    QVERIFY(!refused);
    QCOMPARE(refused.error().kind, StartFailure::Kind::PortInUse);
    QVERIFY(!m_server->config().network);

    m_places = {place(2), place(3)};
    QVERIFY(m_server->setNetwork(true));
    QVERIFY(!m_server->places()[0].listening);
    QVERIFY(m_server->places()[1].listening);
    other.close();
    QTRY_VERIFY_WITH_TIMEOUT(m_server->places()[0].listening, 10'000);
    QCOMPARE(clientOf(m_server->port(), 2).get("/a.txt").status, 200);
}

void TestServerNetwork::knowsWhatAWildcardCovers()
{
    m_places = {place(2)};
    net::ServerConfig config;
    config.addresses = {QHostAddress(QHostAddress::AnyIPv4)};
    config.network = true;
    QVERIFY(start(config));
    QVERIFY(m_server->places().first().listening);
    QVERIFY(m_server->setNetwork(false));
    QVERIFY(m_server->places().first().listening);
    QCOMPARE(clientOf(m_server->port(), 2).get("/a.txt").status, 200);
    const QHostAddress v6(QStringLiteral("fd00::1"));
    QVERIFY(!net::isCovered(v6, config.addresses));
    QVERIFY(net::isCovered(v6, {QHostAddress(QStringLiteral("::"))}));
    QVERIFY(net::isCovered(v6, {QHostAddress(QHostAddress::Any)}));
    QVERIFY(!net::isCovered(place(2).address, {QHostAddress(QStringLiteral("::"))}));
}

QTEST_GUILESS_MAIN(TestServerNetwork)
#include "tst_servernetwork.moc"
