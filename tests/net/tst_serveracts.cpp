// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "client.h"
#include "serverfixture.h"

#include <QSignalSpy>

using trace::CloseCause;

/// What a person does to connections while they are served, and what the server tells whoever looks at them.
class TestServerActs : public ServerFixture
{
    Q_OBJECT

private slots:
    void samplesWhatIsWatched();
    void samplesTheLoop();
    void closesTheIdle();
    void closesOne();
    void closesAnAddress();
    void refusesToBanItself();

private:
    /// Lets the client have an answer; the first connection after that one which waits for the next request.
    quint64 idleConnection(Client &client, quint64 after = 0);
    /// Asks for more than fits into every buffer and reads none of it; the id of the connection.
    quint64 stalledConnection(Client &client);
    CloseCause causeOf(quint64 id);
};

quint64 TestServerActs::idleConnection(Client &client, quint64 after)
{
    if (client.get("/a.txt").status != 200)
        return 0;
    const auto record = connection([after](const trace::ConnectionRecord &one) {
        return one.state == trace::State::Idle && one.id > after;
    });
    return record ? record->id : 0;
}

quint64 TestServerActs::stalledConnection(Client &client)
{
    client.send("GET /large.bin HTTP/1.1\r\nHost: a\r\n\r\n");
    const auto record = exchange([](const trace::Exchange &one) {
        return one.targetText() == "/large.bin" && one.outcome == trace::Outcome::InProgress
            && one.bodySent > 0;
    });
    return record ? record->connection : 0;
}

CloseCause TestServerActs::causeOf(quint64 id)
{
    const auto record = connection([id](const trace::ConnectionRecord &one) {
        return one.id == id && one.state == trace::State::Closed;
    });
    return record ? record->cause : CloseCause::Open;
}

void TestServerActs::samplesWhatIsWatched()
{
    put(QStringLiteral("large.bin"), QByteArray(32'000'000, 'x'));
    QVERIFY(start());
    Client quiet(m_server->port());
    const quint64 other = idleConnection(quiet);
    Client slow(m_server->port(), 4096);
    const quint64 watched = stalledConnection(slow);
    QVERIFY(watched > 0 && other > 0 && watched != other);
    QVERIFY(m_log->tcpSamples().empty()); // nobody looks
    m_server->watch({watched, 4711});     // one that is not there does no harm
    QTRY_VERIFY(!m_log->tcpSamples().empty());
    const trace::TcpSample first = *m_log->tcpSamples().front();
    QCOMPARE(first.connection, watched);
    QVERIFY(first.backlog > 0);
#ifdef Q_OS_LINUX
    QVERIFY(first.tcp.rttUs > 0);
    QVERIFY(first.tcp.congestionWindow > 0);
    QVERIFY(first.tcp.unsent + first.tcp.inFlight > 0);
#endif
    m_server->watch({other}); // instead of the one before
    QTRY_COMPARE(m_log->tcpSamples().back()->connection, other);
    const size_t then = m_log->tcpSamples().size();
    QVERIFY(!slow.receive(1'000'000).isEmpty());
    QVERIFY(!slow.receive(31'000'000).isEmpty());
    QCOMPARE(quiet.get("/a.txt").status, 200);
    QTRY_VERIFY(m_log->tcpSamples().size() > then);
    for (size_t i = then; i < m_log->tcpSamples().size(); ++i)
        QCOMPARE(m_log->tcpSamples()[i]->connection, other);
}

void TestServerActs::samplesTheLoop()
{
    QVERIFY(start());
    Client client(m_server->port());
    QVERIFY(idleConnection(client) > 0);
    const auto shows = [this](quint32 open) {
        return !m_log->loopSamples().empty() && m_log->loopSamples().back()->open == open;
    };
    QTRY_VERIFY(shows(1));
    const trace::LoopSample sample = *m_log->loopSamples().back();
    QCOMPARE(sample.loop, 0);
    QVERIFY(sample.at > 0);
    QVERIFY(sample.lagNs >= 0);
#ifdef Q_OS_LINUX
    QCOMPARE(sample.acceptQueue, 0);
    QVERIFY(sample.acceptLimit > 0);
    QVERIFY(sample.overflows >= 0);
#endif
    client.close();
    QTRY_VERIFY(shows(0)); // and is quiet from then on
}

void TestServerActs::closesTheIdle()
{
    put(QStringLiteral("large.bin"), QByteArray(32'000'000, 'x'));
    QVERIFY(start());
    Client idle(m_server->port()), silent(m_server->port()), busy(m_server->port(), 4096);
    const quint64 first = idleConnection(idle);
    const quint64 running = stalledConnection(busy);
    QVERIFY(connection([](const trace::ConnectionRecord &one) { return one.id == 3; }));
    m_server->kickIdle();
    QCOMPARE(idle.receiveAll(), QByteArray());
    QCOMPARE(silent.receiveAll(), QByteArray());
    QCOMPARE(causeOf(first), CloseCause::Kicked);
    m_server->kickIdle();                            // nobody is left
    QCOMPARE(busy.answer().body.size(), 32'000'000); // what runs goes on
    QVERIFY(running > 0);
    Client later(m_server->port());
    QCOMPARE(later.get("/a.txt").status, 200);
}

void TestServerActs::closesOne()
{
    QVERIFY(start());
    Client first(m_server->port()), second(m_server->port());
    const quint64 id = idleConnection(first);
    QVERIFY(idleConnection(second, id) > id);
    m_server->kick(id);
    m_server->kick(4711);
    QCOMPARE(first.receiveAll(), QByteArray());
    QCOMPARE(causeOf(id), CloseCause::Kicked);
    QCOMPARE(second.get("/a.txt").status, 200);
}

void TestServerActs::closesAnAddress()
{
    put(QStringLiteral("large.bin"), QByteArray(32'000'000, 'x'));
    QVERIFY(start());
    Client idle(m_server->port()), busy(m_server->port(), 4096);
    const quint64 first = idleConnection(idle);
    const quint64 running = stalledConnection(busy);
    m_server->kickAddress(QHostAddress(QStringLiteral("192.0.2.7")));
    QCOMPARE(idle.get("/a.txt").status, 200); // somebody else's
    m_server->kickAddress(QHostAddress(QHostAddress::LocalHost));
    QCOMPARE(causeOf(first), CloseCause::Kicked);
    QCOMPARE(causeOf(running), CloseCause::Kicked);
    const auto broken = exchange([](const trace::Exchange &one) {
        return one.targetText() == "/large.bin" && one.outcome != trace::Outcome::InProgress;
    });
    QVERIFY(broken);
    QCOMPARE(broken->outcome, trace::Outcome::Kicked);
    QVERIFY(broken->bodySent < broken->bodyLength);
    Client later(m_server->port());
    QCOMPARE(later.get("/a.txt").status, 200); // it is not banned
}

void TestServerActs::refusesToBanItself()
{
    QVERIFY(start());
    const QSignalSpy changed(m_server.get(), &net::Server::bansChanged);
    QVERIFY(!m_server->ban(QHostAddress(QHostAddress::LocalHost)));
    QCOMPARE(changed.size(), 0);
    const QHostAddress stranger(QStringLiteral("192.0.2.7"));
    QVERIFY(m_server->ban(stranger));
    QVERIFY(m_server->ban(QHostAddress(QStringLiteral("::ffff:192.0.2.7")))); // the same
    QCOMPARE(m_server->bans(), QList<QHostAddress>{stranger});
    QCOMPARE(changed.size(), 1);
    m_server->unban(stranger);
    QCOMPARE(m_server->bans(), QList<QHostAddress>());
    Client client(m_server->port());
    QCOMPARE(client.get("/a.txt").status, 200);
}

QTEST_GUILESS_MAIN(TestServerActs)
#include "tst_serveracts.moc"
