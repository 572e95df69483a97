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

/// What the server streams, allows and takes from a proxy, and what it changes while it serves.
class TestServerLimits : public ServerFixture
{
    Q_OBJECT

private slots:
    void streamsWhatIsMadeWhileItIsSent();
    void refusesTooManyFromOneAddress();
    void takesAProxysWord();
    void keepsToTheSpeeds_data();
    void keepsToTheSpeeds();
    void changesTheLimits();
};

void TestServerLimits::streamsWhatIsMadeWhileItIsSent()
{
    put(QStringLiteral("large.txt"), QByteArray(3'000'000, 'x'));
    net::ServerConfig config;
    config.site.cacheBytes = 0; // made anew each time
    QVERIFY(start(config));
    const QByteArray fields = "Host: a\r\nAccept-Encoding: gzip\r\n\r\n";
    Client client(m_server->port());
    client.send("GET /large.txt HTTP/1.1\r\n" + fields + "GET /a.txt HTTP/1.1\r\nHost: a\r\n\r\n");
    const Answer chunked = client.answer();
    QCOMPARE(chunked.status, 200);
    QCOMPARE(chunked.field("Transfer-Encoding"), QByteArray("chunked"));
    QVERIFY(chunked.field("Content-Length").isEmpty());
    QByteArray content;
    for (qsizetype size = -1; size != 0;) {
        size = client.line().toLongLong(nullptr, 16);
        content += client.receive(size);
        QCOMPARE(client.receive(2), QByteArray("\r\n"));
    }
    QVERIFY(content.startsWith("\x1f\x8b"));
    QCOMPARE(client.answer().body, QByteArray("alpha")); // the connection goes on behind the last chunk

    Client old(m_server->port());
    old.send("GET /large.txt HTTP/1.0\r\n" + fields);
    const Answer plain = old.answer();
    QCOMPARE(plain.field("Connection"), QByteArray("close"));
    QVERIFY(plain.field("Transfer-Encoding").isEmpty());
    QCOMPARE(old.receiveAll(), content);

    Client head(m_server->port());
    head.send("HEAD /large.txt HTTP/1.1\r\n" + fields);
    QCOMPARE(head.answer(true).field("Transfer-Encoding"), QByteArray("chunked"));
    QCOMPARE(head.get("/a.txt").body, QByteArray("alpha"));
    for (const quint64 id : {1, 3}) {
        const auto row
            = exchange([id](const auto &e) { return e.id == id && e.outcome == Outcome::Complete; });
        QVERIFY(row);
        QCOMPARE(row->bodySent, content.size());
        QCOMPARE(row->bodyLength, content.size());
    }
}

void TestServerLimits::refusesTooManyFromOneAddress()
{
    net::ServerConfig config;
    config.addresses = {QHostAddress(QHostAddress::AnyIPv4)};
    config.limits.perAddress = 2;
    QVERIFY(start(config));
    Client first(m_server->port());
    QCOMPARE(first.get("/a.txt").status, 200);
    {
        Client second(m_server->port());
        QCOMPARE(second.get("/a.txt").status, 200);
        Client third(m_server->port());
        QCOMPARE(third.receiveAll(), QByteArray());
        QVERIFY(connection([](const auto &c) { return c.cause == trace::CloseCause::AddressLimit; }));
        const auto row = exchange([](const auto &e) { return e.outcome == Outcome::Refused; });
        QVERIFY(row);
        QCOMPARE(row->extras->why, QStringLiteral("Too many connections are open from this address."));
        QCOMPARE(second.get("/a.txt").status, 200);
    }
    QTRY_COMPARE(Client(m_server->port()).get("/a.txt").status, 200); // there is room again
}

void TestServerLimits::takesAProxysWord()
{
    net::ServerConfig config;
    config.trustedProxies = {QHostAddress::parseSubnet(QStringLiteral("127.0.0.0/8"))};
    config.limits.perAddress = 1;
    QVERIFY(start(config));
    Client other(m_server->port());
    QCOMPARE(other.get("/a.txt").status, 200);
    Client client(m_server->port()); // a proxy brings many clients
    client.send("GET /a.txt HTTP/1.1\r\nHost: a\r\n"
                "X-Forwarded-For: 198.51.100.1, 192.0.2.9, 127.0.0.1\r\n\r\n");
    QCOMPARE(client.answer().status, 200);
    const auto row = exchange([](const auto &e) { return !e.extras->forwardedFor.isEmpty(); });
    QVERIFY(row);
    QCOMPARE(row->extras->forwardedFor, QByteArray("192.0.2.9"));
}

void TestServerLimits::keepsToTheSpeeds_data()
{
    QTest::addColumn<quint64>("together");
    QTest::addColumn<quint64>("each");
    QTest::newRow("together") << quint64(1'000'000) << quint64(0);
    QTest::newRow("each") << quint64(0) << quint64(500'000);
}

/// The clients of one file that is larger than what may go at once: all get it, none of it is late.
void TestServerLimits::keepsToTheSpeeds()
{
    QFETCH(quint64, together);
    QFETCH(quint64, each);
    const QByteArray large = put(QStringLiteral("large.bin"), QByteArray(400'000, 'x'));
    net::ServerConfig config;
    config.limits.speed = together;
    config.limits.connectionSpeed = each;
    config.limits.send = 50ms; // the time that we make them wait is not theirs
    QVERIFY(start(config));
    std::vector<Client> clients;
    for (int i = 0; i < 3; ++i) {
        clients.emplace_back(m_server->port());
        clients.back().send("GET /large.bin HTTP/1.1\r\nHost: a\r\n\r\n");
    }
    for (Client &client : clients)
        QVERIFY(client.answer().body == large);
    for (quint64 id = 1; id <= 3; ++id) {
        const auto row = exchange([id](const auto &e) { return e.id == id && e.timings.finished > 0; });
        QVERIFY(row);
        // Faster than the speed and its burst nothing can go, however loaded the machine is.
        const qint64 spared = 100'000 + 16'384;
        QVERIFY(row->durationNs() >= (large.size() - spared) * 1'000'000'000 / qint64(together + each));
    }
}

void TestServerLimits::changesTheLimits()
{
    QVERIFY(start());
    Client client(m_server->port());
    QCOMPARE(client.get("/a.txt").status, 200);
    Client other(m_server->port());
    QCOMPARE(other.get("/a.txt").status, 200);
    net::Limits limits = m_server->config().limits;
    limits.requests = 2;
    limits.parser.requestLine = 64;
    m_server->setLimits(limits);
    QCOMPARE(m_server->config().limits, limits);
    QTRY_VERIFY([&] { // the loop has heard of it
        Client probe(m_server->port());
        probe.get("/a.txt");
        return probe.get("/a.txt").field("Connection") == "close";
    }());
    QCOMPARE(client.get("/a.txt").field("Connection"), QByteArray("close"));
    QCOMPARE(client.receiveAll(), QByteArray());
    QCOMPARE(other.get('/' + QByteArray(64, 'x')).status, 414); // open connections, too
    client.close();
    QVERIFY(
        connection([](const auto &c) { return c.id == 1 && c.cause == trace::CloseCause::RequestLimit; }));
}

QTEST_GUILESS_MAIN(TestServerLimits)
#include "tst_serverlimits.moc"
