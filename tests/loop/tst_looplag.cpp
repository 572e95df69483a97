// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "loop/looplag.h"

#include <QTest>
#include <QTimer>

#include <algorithm>
#include <thread>

using loop::LoopLag;
using namespace std::chrono_literals;

class TestLoopLag : public QObject
{
    Q_OBJECT
private slots:
    void arithmetic_data();
    void arithmetic();
    void seesABlockedLoop();
    void keepsTheLargest();
};

void TestLoopLag::arithmetic_data()
{
    QTest::addColumn<qint64>("started");
    QTest::addColumn<qint64>("fired");
    QTest::addColumn<qint64>("lag");
    constexpr qint64 period = LoopLag::PeriodNs;
    QTest::newRow("in time") << qint64(0) << period << qint64(0);
    QTest::newRow("one nanosecond late") << qint64(0) << period + 1 << qint64(1);
    QTest::newRow("early") << qint64(0) << period - 1 << qint64(0);
    QTest::newRow("at once") << qint64(7) << qint64(7) << qint64(0);
    QTest::newRow("a second late") << qint64(5) << 5 + period + 1'000'000'000 << qint64(1'000'000'000);
    constexpr qint64 century = 3'155'760'000'000'000'000;
    QTest::newRow("a clock of 100 years") << century << century + period + 3 << qint64(3);
}

void TestLoopLag::arithmetic()
{
    QFETCH(const qint64, started);
    QFETCH(const qint64, fired);
    QTEST(LoopLag::lagNs(started, fired), "lag");
}

void TestLoopLag::seesABlockedLoop()
{
    LoopLag lag;
    QCOMPARE(lag.takeMaxNs(), 0);
    std::this_thread::sleep_for(60ms); // the loop is busy
    qint64 seen = 0;
    QTRY_VERIFY((seen = std::max(seen, lag.takeMaxNs())) > 0);
    QVERIFY(seen >= 40'000'000);
    QCOMPARE(lag.takeMaxNs(), 0);
}

void TestLoopLag::keepsTheLargest()
{
    LoopLag lag;
    std::this_thread::sleep_for(60ms);
    int ticks = 0;
    QTimer timer;
    connect(&timer, &QTimer::timeout, this, [&] { ++ticks; });
    timer.start(LoopLag::PeriodNs / 1'000'000);
    QTRY_VERIFY(ticks >= 5); // the probe's own ticks were as many, and less late
    QVERIFY(lag.takeMaxNs() >= 40'000'000);
}

QTEST_GUILESS_MAIN(TestLoopLag)
#include "tst_looplag.moc"
