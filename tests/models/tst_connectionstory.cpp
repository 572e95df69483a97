// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/connectionstory.h"
#include "models/moment.h"

#include <QTest>

#include <functional>

using models::KeepLimits;
using models::Moment;
using models::Told;
using trace::ConnectionRecord;
using trace::State;

class ConnectionStoryTest : public QObject
{
    Q_OBJECT
private slots:
    void tells_data();
    void tells();
    void keeps_data();
    void keeps();
    void splitsTheBacklog();
    void latest_data();
    void latest();
};

namespace {

constexpr qint64 S = 1'000'000'000;

ConnectionRecord idle()
{
    ConnectionRecord record;
    record.id = 4;
    record.state = State::Idle;
    record.accepted = 10 * S;
    record.stateSince = 20 * S;
    record.requests = 12;
    return record;
}

} // namespace

Q_DECLARE_METATYPE(ConnectionRecord)
Q_DECLARE_METATYPE(Told)
Q_DECLARE_METATYPE(KeepLimits)
Q_DECLARE_METATYPE(trace::Record)

void ConnectionStoryTest::tells_data()
{
    QTest::addColumn<ConnectionRecord>("connection");
    QTest::addColumn<Told>("told");
    QTest::addColumn<QString>("text");
    QTest::newRow("live") << idle() << Told::Live
                          << QStringLiteral("It is idle, for 7.0 s. Nobody has closed it.");
    QTest::newRow("recorded") << idle() << Told::Recorded
                              << QStringLiteral("It was idle, for 7.0 s, when the recording ended. "
                                                "Nobody has closed it.");
    ConnectionRecord closed = idle();
    closed.state = State::Closed;
    closed.cause = trace::CloseCause::IdleTimeout;
    closed.closed = 25 * S;
    QTest::newRow("closed") << closed << Told::Recorded
                            << QStringLiteral("Lived 15.0 s. We closed first: idle for too long.");
}

void ConnectionStoryTest::tells()
{
    QFETCH(ConnectionRecord, connection);
    QFETCH(Told, told);
    QTEST(models::story(connection, Moment(27 * S, told), QLocale::c()), "text");
}

void ConnectionStoryTest::keeps_data()
{
    QTest::addColumn<ConnectionRecord>("connection");
    QTest::addColumn<Told>("told");
    QTest::addColumn<KeepLimits>("limits");
    QTest::addColumn<QString>("text");
    const KeepLimits both{15 * S, 100};
    QTest::newRow("idle") << idle() << Told::Live << both
                          << QStringLiteral("Closes in 8 s if nothing comes: idle connections are kept for "
                                            "15.0 s. Request 12 of 100.");
    QTest::newRow("any number") << idle() << Told::Live << KeepLimits{15 * S, 0}
                                << QStringLiteral("Closes in 8 s if nothing comes: idle connections are kept "
                                                  "for 15.0 s.");
    QTest::newRow("a part of a second is one")
        << idle() << Told::Live << KeepLimits{7 * S + 1, 0}
        << QStringLiteral("Closes in 1 s if nothing comes: idle connections are kept for 7.0 s.");
    QTest::newRow("over") << idle() << Told::Live << KeepLimits{7 * S, 0}
                          << QStringLiteral("It has been idle for 7.0 s and is about to be closed.");
    QTest::newRow("limits not known") << idle() << Told::Live << KeepLimits{} << QString();
    QTest::newRow("recorded") << idle() << Told::Recorded << both << QString();
    ConnectionRecord busy = idle();
    busy.state = State::Responding;
    QTest::newRow("busy") << busy << Told::Live << both << QStringLiteral("Request 12 of 100.");
    ConnectionRecord closed = idle();
    closed.state = State::Closed;
    QTest::newRow("closed") << closed << Told::Live << both << QString();
}

void ConnectionStoryTest::keeps()
{
    QFETCH(ConnectionRecord, connection);
    QFETCH(Told, told);
    QFETCH(KeepLimits, limits);
    QTEST(models::keepStory(connection, Moment(27 * S, told), limits, QLocale::c()), "text");
}

void ConnectionStoryTest::splitsTheBacklog()
{
    trace::TcpSample sample;
    QCOMPARE(models::backlogOf(sample), models::Backlog());
    sample.backlog = 100;
    sample.tcp.unsent = 20;
    sample.tcp.inFlight = 3;
    QCOMPARE(models::backlogOf(sample), (models::Backlog{100, 20, 3}));
    QCOMPARE(models::backlogOf(sample).total(), 123);
}

void ConnectionStoryTest::latest_data()
{
    QTest::addColumn<trace::Record>("record");
    const auto open = std::make_shared<ConnectionRecord>(idle());
    open->stateSince = 12 * S;
    open->lastActivity = 30 * S;
    QTest::newRow("activity of a connection") << trace::Record(trace::ConnectionPtr(open));
    const auto closed = std::make_shared<ConnectionRecord>(idle());
    closed->closed = 30 * S;
    QTest::newRow("end of a connection") << trace::Record(trace::ConnectionPtr(closed));
    const auto ended = std::make_shared<trace::Exchange>();
    ended->timings.firstByte = 3 * S;
    ended->timings.finished = 30 * S;
    QTest::newRow("end of an exchange") << trace::Record(trace::ExchangePtr(ended));
    const auto running = std::make_shared<trace::Exchange>();
    running->timings.firstByte = 3 * S;
    running->extras.edit().transfers
        = {{4 * S, 1, 1, trace::Transfer::Kind::Read}, {30 * S, 1, 1, trace::Transfer::Kind::Write}};
    QTest::newRow("transfer of an exchange") << trace::Record(trace::ExchangePtr(running));
    const auto held = std::make_shared<trace::Exchange>();
    held->extras.edit().holds = {{30 * S, 0}};
    QTest::newRow("hold") << trace::Record(trace::ExchangePtr(held));
    const auto loop = std::make_shared<trace::LoopSample>();
    loop->at = 30 * S;
    QTest::newRow("loop") << trace::Record(trace::LoopSamplePtr(loop));
    const auto tcp = std::make_shared<trace::TcpSample>();
    tcp->at = 30 * S;
    QTest::newRow("kernel") << trace::Record(trace::TcpSamplePtr(tcp));
}

void ConnectionStoryTest::latest()
{
    QFETCH(trace::Record, record);
    QCOMPARE(models::latest({}), 0);
    QCOMPARE(models::latest({record}), 30 * S);
    const auto later = std::make_shared<trace::LoopSample>();
    later->at = 31 * S;
    QCOMPARE(models::latest({later, record}), 31 * S);
}

QTEST_GUILESS_MAIN(ConnectionStoryTest)
#include "tst_connectionstory.moc"
