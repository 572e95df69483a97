// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "client.h"
#include "serverfixture.h"

#include <QDateTime>
#include <QFile>
#include <QRandomGenerator>
#include <QSignalSpy>
#include <QTcpServer>
#include <QTemporaryDir>
#include <QTest>

#include <sys/resource.h>

using namespace std::chrono_literals;
using net::Server;
using net::StartFailure;
using trace::Outcome;

/// The server over real sockets.
class TestServer : public ServerFixture
{
    Q_OBJECT

private slots:
    void servesAndRecords();
    void keepsManyRequestsOnOneConnection();
    void sendsALargeFileExactly();
    void answersAHalfClosedClient();
    void answersOthersWhileOneReadsSlowly();
    void tellsFinFromReset();
    void recordsAnAbandonedDownload();
    void recordsAFileThatShrinks();
    void showsSlowOnesAtOnce();
    void timesOut();
    void spreadsOverLoops();
    void listensOnSeveralAddresses();
    void saysWhoHoldsThePort();
    void saysWhatIsWrongWithTheFolder();
    void resumesWhenDescriptorsRunOut();
    void stopsGracefully();
    void restartsOnTheSamePort();
    void changesTheSite();
    void readsTheRulesFilesAnew();
};

void TestServer::servesAndRecords()
{
    QVERIFY(start());
    Client client(m_server->port());
    const Answer answer = client.get("/");
    QCOMPARE(answer.status, 200);
    QCOMPARE(answer.body, QByteArray("<p>home</p>"));
    QCOMPARE(answer.field("Content-Type"), QByteArray("text/html; charset=utf-8"));
    QVERIFY(!answer.field("ETag").isEmpty() && !answer.field("Last-Modified").isEmpty());
    QCOMPARE(client.get("/nothing").status, 404);
    client.close();

    const auto missing = exchange([](const auto &e) { return e.status == 404; });
    QVERIFY(missing);
    QCOMPARE(missing->outcome, Outcome::Complete);
    QCOMPARE(missing->ordinal, 2U);
    QVERIFY(missing->diskPath.endsWith(QLatin1String("/nothing")));
    const auto closed = connection([](const auto &c) { return c.state == trace::State::Closed; });
    QVERIFY(closed);
    QCOMPARE(closed->cause, trace::CloseCause::ClientFin);
    QCOMPARE(closed->requests, 2U);
    QCOMPARE(closed->client.address, QByteArray("127.0.0.1"));
    QCOMPARE(closed->server.port, m_server->port());
    QCOMPARE(m_server->totals().exchanges, 2U);
    QCOMPARE(m_server->totals().bytesIn, closed->bytesIn);
    QCOMPARE(m_server->totals().bytesOut, closed->bytesOut);
}

void TestServer::keepsManyRequestsOnOneConnection()
{
    QVERIFY(start());
    Client client(m_server->port());
    for (int i = 0; i < 500; ++i)
        QCOMPARE(client.get("/a.txt").body, QByteArray("alpha"));
    QByteArray pipelined;
    for (int i = 0; i < 500; ++i)
        pipelined += "GET /a.txt HTTP/1.1\r\nHost: a\r\n\r\n";
    QVERIFY(client.send(pipelined));
    for (int i = 0; i < 500; ++i)
        QCOMPARE(client.answer().body, QByteArray("alpha"));
    QVERIFY(exchange([](const auto &e) { return e.ordinal == 1000; }));
    QCOMPARE(m_log->exchanges().size(), 1000);
}

void TestServer::sendsALargeFileExactly()
{
    QByteArray content(20'000'000, Qt::Uninitialized);
    QRandomGenerator random(7);
    random.fillRange(reinterpret_cast<quint32 *>(content.data()), content.size() / 4);
    put(QStringLiteral("large.bin"), content);
    QVERIFY(start());
    Client client(m_server->port());
    QVERIFY(client.get("/large.bin").body == content);
    QVERIFY(client.get("/large.bin").body == content);
    QCOMPARE(client.get("/a.txt").body, QByteArray("alpha"));
}

/// RFC 9112 §9.6: a client may close its half and still wait for what it asked for.
void TestServer::answersAHalfClosedClient()
{
    const QByteArray content = put(QStringLiteral("large.bin"), QByteArray(8'000'000, 'x'));
    QVERIFY(start());
    Client client(m_server->port(), 8192);
    client.send("GET /a.txt HTTP/1.1\r\nHost: a\r\n\r\nGET /large.bin HTTP/1.1\r\nHost: a\r\n\r\n"
                "GET /a.txt HTTP/1.1\r\nHost: a\r\n\r\n");
    client.sendFin();
    QCOMPARE(client.answer().body, QByteArray("alpha"));
    QCOMPARE(client.answer().body.size(), content.size());
    QCOMPARE(client.answer().body, QByteArray("alpha"));
    QVERIFY(client.receiveAll().isEmpty());
    const auto closed = connection([](const auto &c) { return c.state == trace::State::Closed; });
    QVERIFY(closed);
    QCOMPARE(closed->cause, trace::CloseCause::ClientFin);
}

void TestServer::answersOthersWhileOneReadsSlowly()
{
    put(QStringLiteral("large.bin"), QByteArray(8'000'000, 'x'));
    QVERIFY(start());
    Client slow(m_server->port(), 8192);
    slow.send("GET /large.bin HTTP/1.1\r\nHost: a\r\n\r\n");
    QCOMPARE(slow.receive(100).size(), 100);
    Client other(m_server->port());
    for (int i = 0; i < 100; ++i)
        QCOMPARE(other.get("/a.txt").status, 200);
    QVERIFY(slow.receive(7'999'000).size() == 7'999'000);
}

void TestServer::tellsFinFromReset()
{
    QVERIFY(start());
    Client fin(m_server->port());
    QCOMPARE(fin.get("/a.txt").status, 200);
    fin.close();
    Client reset(m_server->port());
    QCOMPARE(reset.get("/a.txt").status, 200);
    reset.sendReset();
    QVERIFY(connection([](const auto &c) { return c.id == 1 && c.cause == trace::CloseCause::ClientFin; }));
    QVERIFY(connection([](const auto &c) { return c.id == 2 && c.cause == trace::CloseCause::ClientReset; }));
}

void TestServer::recordsAnAbandonedDownload()
{
    put(QStringLiteral("large.bin"), QByteArray(30'000'000, 'x'));
    QVERIFY(start());
    for (const bool byReset : {false, true}) {
        Client client(m_server->port(), 8192);
        client.send("GET /large.bin HTTP/1.1\r\nHost: a\r\n\r\n");
        QCOMPARE(client.receive(1000).size(), 1000);
        if (byReset)
            client.sendReset();
        else
            client.sendFin(), client.receive(1'000'000), client.close(); // RST follows: there is more to come
    }
    for (const quint64 id : {1U, 2U}) {
        const auto broken
            = exchange([id](const auto &e) { return e.connection == id && e.timings.finished > 0; });
        QVERIFY(broken);
        QCOMPARE(broken->outcome, id == 1 ? Outcome::Aborted : Outcome::Reset);
        QCOMPARE(broken->status, 200);
        QVERIFY(broken->bodySent > 0 && broken->bodySent < broken->bodyLength);
    }
}

void TestServer::recordsAFileThatShrinks()
{
    put(QStringLiteral("large.bin"), QByteArray(30'000'000, 'x'));
    QVERIFY(start());
    Client client(m_server->port(), 8192);
    client.send("GET /large.bin HTTP/1.1\r\nHost: a\r\n\r\n");
    QCOMPARE(client.receive(1000).size(), 1000);
    QVERIFY(QFile::resize(m_folder->filePath(QStringLiteral("large.bin")), 10));
    QVERIFY(client.receiveAll().size() < 30'000'000);
    const auto broken = exchange([](const auto &e) { return e.timings.finished > 0; });
    QVERIFY(broken);
    QCOMPARE(broken->outcome, Outcome::FileChanged);
}

void TestServer::showsSlowOnesAtOnce()
{
    put(QStringLiteral("large.bin"), QByteArray(30'000'000, 'x'));
    QVERIFY(start());
    Client silent(m_server->port());
    Client partial(m_server->port());
    partial.send("GET /half HTT");
    Client slow(m_server->port(), 8192);
    slow.send("GET /large.bin HTTP/1.1\r\nHost: a\r\n\r\n");
    QVERIFY(connection([](const auto &c) { return c.state == trace::State::Receiving && c.requests == 0; }));
    QVERIFY(connection([](const auto &c) { return c.currentRequest == "GET /half HTT"; }));
    const auto sending = exchange([](const auto &e) { return e.status == 200 && e.bodySent > 0; });
    QVERIFY(sending);
    QCOMPARE(sending->outcome, Outcome::InProgress);
    QVERIFY(exchange([](const auto &e) { return e.status == 0 && e.requestHead == "GET /half HTT"; }));
}

void TestServer::timesOut()
{
    net::ServerConfig config;
    config.limits.head = 150ms;
    config.limits.idle = 150ms;
    QVERIFY(start(config));
    Client silent(m_server->port());
    Client partial(m_server->port());
    partial.send("GET /a");
    Client idle(m_server->port());
    QCOMPARE(idle.get("/a.txt").status, 200);
    QVERIFY(silent.receiveAll().isEmpty());
    QCOMPARE(partial.answer().status, 408);
    QVERIFY(idle.receiveAll().isEmpty());
    QVERIFY(connection([](const auto &c) { return c.cause == trace::CloseCause::SilentTimeout; }));
    partial.close();
    QVERIFY(connection([](const auto &c) { return c.cause == trace::CloseCause::HeadTimeout; }));
    QVERIFY(connection([](const auto &c) { return c.cause == trace::CloseCause::IdleTimeout; }));
}

void TestServer::spreadsOverLoops()
{
    net::ServerConfig config;
    config.loops = 3;
    QVERIFY(start(config));
    std::vector<Client> clients;
    for (int i = 0; i < 60; ++i)
        clients.emplace_back(m_server->port());
    for (Client &client : clients)
        QCOMPARE(client.get("/a.txt").status, 200);
    QCOMPARE(m_server->totals().open, 60U);
    QTRY_COMPARE(m_log->exchanges().size(), 60);
    QSet<quint64> ids;
    for (auto row = m_log->exchanges().first(); row < m_log->exchanges().end(); ++row)
        ids.insert(m_log->exchanges().at(row)->id);
    QCOMPARE(ids.size(), 60);
}

void TestServer::listensOnSeveralAddresses()
{
    net::ServerConfig config;
    config.addresses = {QHostAddress(QStringLiteral("127.0.0.1")), QHostAddress(QStringLiteral("127.0.0.2"))};
    QVERIFY(start(config));
    QCOMPARE(m_server->urls().size(), 2);
    QCOMPARE(Client(m_server->port()).get("/a.txt").status, 200);
}

void TestServer::saysWhoHoldsThePort()
{
    QTcpServer holder;
    QVERIFY(holder.listen(QHostAddress::LocalHost));
    net::ServerConfig config;
    config.site.root = m_folder->path();
    config.port = holder.serverPort();
    const auto started = m_server->start(config);
    QVERIFY(!started);
    QCOMPARE(started.error().kind, StartFailure::Kind::PortInUse);
    QVERIFY(started.error().sentence.contains(QString::number(config.port)));
#ifdef Q_OS_LINUX
    QVERIFY(started.error().sentence.contains(QLatin1String("tst_server")));
#endif
    QVERIFY(started.error().nextFreePort > config.port);
    QCOMPARE(m_server->state(), Server::State::Stopped);
    config.port = started.error().nextFreePort;
    QVERIFY(m_server->start(config));
}

void TestServer::saysWhatIsWrongWithTheFolder()
{
    net::ServerConfig config;
    config.site.root = m_folder->filePath(QStringLiteral("not there"));
    const auto started = m_server->start(config);
    QVERIFY(!started);
    QCOMPARE(started.error().kind, StartFailure::Kind::Folder);
    QVERIFY(started.error().sentence.contains(QLatin1String("not there")));
}

void TestServer::resumesWhenDescriptorsRunOut()
{
    QVERIFY(start());
    Client first(m_server->port());
    QCOMPARE(first.get("/a.txt").status, 200);

    rlimit before{};
    QCOMPARE(::getrlimit(RLIMIT_NOFILE, &before), 0);
    Client waiting(m_server->port()); // connected by the kernel, accepted below
    QTRY_COMPARE(m_server->totals().open, 2U);
    Client late(m_server->port());
    QTRY_COMPARE(m_server->totals().open, 3U);

    // From here on no descriptor is free; a connection made by a descriptor that existed before cannot be
    // accepted.
    const int spare = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    const int lowestFree = ::dup(spare);
    ::close(lowestFree);
    rlimit none = before;
    none.rlim_cur = rlim_t(lowestFree);
    QCOMPARE(::setrlimit(RLIMIT_NOFILE, &none), 0);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(m_server->port());
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    QCOMPARE(::connect(spare, reinterpret_cast<sockaddr *>(&address), sizeof address), 0);
    QTRY_VERIFY(m_server->totals().refusedDescriptors > 0);
    QCOMPARE(first.get("/a.txt").status, 503); // no descriptor for the file either, but it is answered
    QCOMPARE(::setrlimit(RLIMIT_NOFILE, &before), 0);

    QTRY_COMPARE(m_server->totals().open, 4U); // nobody had to resume it by hand
    QCOMPARE(first.get("/a.txt").status, 200);
    ::close(spare);
}

void TestServer::stopsGracefully()
{
    const QByteArray content = put(QStringLiteral("large.bin"), QByteArray(8'000'000, 'x'));
    QVERIFY(start());
    Client idle(m_server->port());
    QCOMPARE(idle.get("/a.txt").status, 200);
    Client busy(m_server->port(), 8192);
    busy.send("GET /large.bin HTTP/1.1\r\nHost: a\r\n\r\n");
    QCOMPARE(busy.receive(1).size(), 1);
    m_server->stop(10s);
    QCOMPARE(m_server->state(), Server::State::Stopping);
    QVERIFY(idle.receiveAll().isEmpty());
    QVERIFY(busy.receiveAll().size() > content.size());
    busy.close();
    QTRY_COMPARE(m_server->state(), Server::State::Stopped);
    m_collector->drain();
    const auto large = exchange([](const auto &e) { return e.bodyLength > 1000; });
    QVERIFY(large);
    QCOMPARE(large->outcome, Outcome::Complete);
}

void TestServer::restartsOnTheSamePort()
{
    QVERIFY(start());
    auto config = m_server->config();
    for (int i = 0; i < 20; ++i) {
        Client client(config.port);
        QCOMPARE(client.get("/a.txt").status, 200);
        m_server->stop(0ms);
        QTRY_COMPARE(m_server->state(), Server::State::Stopped);
        QVERIFY(!Client(config.port).isConnected());
        QVERIFY(m_server->start(config));
    }
}

void TestServer::changesTheSite()
{
    QVERIFY(start());
    QTemporaryDir other;
    QFile file(other.filePath(QStringLiteral("a.txt")));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write("other");
    file.close();
    Client client(m_server->port());
    QCOMPARE(client.get("/a.txt").body, QByteArray("alpha"));
    QVERIFY(m_server->setSite({.root = other.path()}));
    QTRY_COMPARE(client.get("/a.txt").body, QByteArray("other"));
}

void TestServer::readsTheRulesFilesAnew()
{
    QVERIFY(start());
    QVERIFY(m_server->siteProblems().isEmpty());
    Client client(m_server->port());
    QCOMPARE(client.get("/old").status, 404);
    QSignalSpy reloaded(m_server.get(), &Server::siteReloaded);
    put(QStringLiteral("_redirects"), "/old /a.txt 302\nnonsense\n");
    QVERIFY(reloaded.wait(10'000));
    QCOMPARE(reloaded.first().first().toStringList(), m_server->siteProblems());
    QCOMPARE(m_server->siteProblems().size(), 1);
    QVERIFY(m_server->siteProblems().first().startsWith(QStringLiteral("_redirects, line 2: ")));
    QTRY_COMPARE(client.get("/old").field("Location"), QByteArray("/a.txt"));

    QVERIFY(QFile::remove(m_folder->filePath(QStringLiteral("_redirects"))));
    QVERIFY(reloaded.wait(10'000));
    QVERIFY(m_server->siteProblems().isEmpty());
    QTRY_COMPARE(client.get("/old").status, 404);
}

QTEST_GUILESS_MAIN(TestServer)
#include "tst_server.moc"
