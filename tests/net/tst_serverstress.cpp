// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "client.h"

#include "net/server.h"
#include "trace/collector.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include <atomic>
#include <thread>

using namespace std::chrono_literals;
using net::Server;

/// Start, stop, clients and crowds all at once.
class TestServerStress : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void startsAndIsGoneAtOnce();
    void startsAndStopsUnderLoad();
    void holdsManyConnections();
    void answersAmongSlowOnes();

private:
    static QStringList descriptors()
    {
        QStringList open;
        const auto entries
            = QDir(QStringLiteral("/proc/self/fd")).entryInfoList(QDir::System | QDir::AllEntries);
        for (const QFileInfo &entry : entries)
            open << entry.fileName() + u' ' + entry.symLinkTarget();
        return open;
    }

    QTemporaryDir m_folder;
};

void TestServerStress::initTestCase()
{
    QFile file(m_folder.filePath(QStringLiteral("a.txt")));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write("alpha");
    QFile large(m_folder.filePath(QStringLiteral("large.bin")));
    QVERIFY(large.open(QIODevice::WriteOnly));
    large.write(QByteArray(1'000'000, 'x'));
}

void TestServerStress::startsAndIsGoneAtOnce()
{
    net::ServerConfig config;
    config.site.root = m_folder.path();
    config.port = 0;
    const QStringList before = descriptors();
    for (int round = 0; round < 50; ++round)
        QVERIFY(Server().start(config));
    QCOMPARE(descriptors(), before);
}

void TestServerStress::startsAndStopsUnderLoad()
{
    Server server;
    trace::Collector collector;
    net::ServerConfig config;
    config.site.root = m_folder.path();
    config.port = 0;
    config.loops = 2;
    QVERIFY(server.start(config));
    config.port = server.port();
    QCOMPARE(Client(config.port).get("/large.bin").status,
             200); // opens Qt's MIME database, once for the program
    server.stop(0ms);
    QTRY_COMPARE(server.state(), Server::State::Stopped);
    const QStringList before = descriptors();
    QVERIFY(server.start(config));

    std::atomic<bool> stop = false;
    std::atomic<int> answered = 0;
    std::atomic<int> wrong = 0;
    const auto load = [&] {
        while (!stop) {
            Client client(config.port);
            for (int i = 0; i < 20 && client.isConnected(); ++i) {
                const Answer answer = client.get(i % 4 == 3 ? "/large.bin" : "/a.txt");
                if (answer.status == 0)
                    break; // the server stopped
                const bool right = answer.status == 200;
                (right ? answered : wrong) += 1;
            }
        }
    };
    std::vector<std::thread> clients;
    for (int i = 0; i < 3; ++i)
        clients.emplace_back(load);

    for (int round = 0; round < 100; ++round) {
        collector.setRings(server.rings());
        const int target = answered + 5;
        QTRY_VERIFY(answered >= target);
        server.stop(round % 2 == 0 ? 0ms : 1000ms);
        QTRY_COMPARE(server.state(), Server::State::Stopped);
        QVERIFY2(server.start(config), "the port is free at once");
    }
    server.stop(0ms);
    QTRY_COMPARE(server.state(), Server::State::Stopped);
    stop = true;
    for (std::thread &client : clients)
        client.join();
    QCOMPARE(wrong.load(), 0);
    QTRY_COMPARE(descriptors(), before);
}

void TestServerStress::holdsManyConnections()
{
    constexpr int Crowd = 2000;
    Server server;
    net::ServerConfig config;
    config.site.root = m_folder.path();
    config.port = 0;
    config.limits.perAddress = 0;
    QVERIFY(server.start(config));
    std::vector<Client> crowd;
    for (int i = 0; i < Crowd; ++i) {
        crowd.emplace_back(server.port());
        QVERIFY(crowd.back().isConnected());
    }
    for (Client &client : crowd)
        QCOMPARE(client.get("/a.txt").body, QByteArray("alpha"));
    QCOMPARE(server.totals().open, quint64(Crowd));
    crowd.clear();
    QTRY_COMPARE(server.totals().open, 0U);
}

/// Resident memory of this process in KiB.
static qint64 residentKiB()
{
    QFile status(QStringLiteral("/proc/self/status"));
    if (!status.open(QIODevice::ReadOnly))
        return 0;
    const QByteArray text = status.readAll();
    return text.sliced(text.indexOf("VmRSS:") + 6).split('k').first().trimmed().toLongLong();
}

/// Slow-loris: heads that never end, a byte at a time, in turns with requests that want their answer.
void TestServerStress::answersAmongSlowOnes()
{
    constexpr int Slow = 500;
    constexpr int Requests = 200;
    const QByteArray head = "GET /a.txt HTTP/1.1\r\nHost: a\r\nX-Slow: " + QByteArray(400, 'x');
    Server server;
    net::ServerConfig config;
    config.site.root = m_folder.path();
    config.port = 0;
    config.limits.head = 60s;
    config.limits.headRate = 1000;
    config.limits.rateGrace = 20s;
    QVERIFY(server.start(config));
    trace::Collector collector; // what happened is read, as in every program; else it would be what fills the memory
    collector.setRings(server.rings());
    std::vector<Client> slow;
    for (int i = 0; i < Slow; ++i) {
        slow.emplace_back(server.port());
        QVERIFY(slow.back().send("GET"));
    }
    QCOMPARE(Client(server.port()).get("/a.txt").status, 200);
    const qint64 before = residentKiB();
    QVERIFY(before > 0);
    Client client(server.port());
    for (int i = 0; i < Requests; ++i) {
        for (Client &one : slow)
            QVERIFY(one.send(head.sliced(3 + i, 1)));
        QCOMPARE(client.get("/a.txt").body, QByteArray("alpha"));
        collector.drain();
    }
    QVERIFY(server.totals().open > quint64(Slow));
    QVERIFY2(residentKiB() - before < PORTHOLE_MEMORY_KIB, qPrintable(QString::number(residentKiB() - before)));

    net::Limits limits = config.limits; // from the next byte on they are too slow
    limits.rateGrace = 0ms;
    server.setLimits(limits);
    QTRY_VERIFY_WITH_TIMEOUT(
        [&] {
            for (Client &one : slow)
                (void)one.send("x"); // those that were told 408 are closed by now
            return server.totals().errors >= quint64(Slow);
        }(),
        30'000);
    QCOMPARE(client.get("/a.txt").body, QByteArray("alpha"));
}

QTEST_GUILESS_MAIN(TestServerStress)
#include "tst_serverstress.moc"
