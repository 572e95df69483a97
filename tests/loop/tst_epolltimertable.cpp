// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "epolltest.h"

#include <QRegularExpression>

#include <chrono>
#include <limits>
#include <thread>

using namespace std::chrono_literals;

namespace {

EpollDispatcher *dispatcher()
{
    return static_cast<EpollDispatcher *>(QCoreApplication::eventDispatcher());
}

qint64 nowNs()
{
    return std::chrono::nanoseconds(std::chrono::steady_clock::now().time_since_epoch()).count();
}

} // namespace

/// What the dispatcher knows about its timers: when they are due by their type, which there are, whose they
/// are.
class TestEpollTimerTable : public QObject
{
    Q_OBJECT
private slots:
    void coarseStaysWithin_data();
    void coarseStaysWithin();
    void coarseMeetsOnWholeSeconds_data();
    void coarseMeetsOnWholeSeconds();
    void veryCoarseIsNeverDueAtOnce();
    void lists();
    void tellsRemainingTime();
    void unregisters();
    void refusesWhatIsWrong();
};

void TestEpollTimerTable::coarseStaysWithin_data()
{
    QTest::addColumn<Qt::TimerType>("type");
    QTest::addColumn<int>("ms");
    QTest::addColumn<int>("toleranceUs");
    for (const int ms : {5, 21, 33, 50, 77, 100, 333, 1000, 1030, 7777, 20'000, 61'234}) {
        QTest::addRow("precise %d ms", ms) << Qt::PreciseTimer << ms << 0;
        QTest::addRow("coarse %d ms", ms) << Qt::CoarseTimer << ms << ms * 50;
        if (ms >= 1000)
            QTest::addRow("very coarse %d ms", ms) << Qt::VeryCoarseTimer << ms << 500'000;
    }
}

void TestEpollTimerTable::coarseStaysWithin()
{
    QFETCH(const Qt::TimerType, type);
    QFETCH(const int, ms);
    QFETCH(const int, toleranceUs);
    QObject object;
    for (int i = 0; i < 20; ++i) {
        const qint64 before = nowNs();
        const int id = object.startTimer(ms, type);
        const qint64 after = nowNs();
        // Due is in (now + remaining - 1 ms, now + remaining], for some now on either side of the question.
        const qint64 asked = nowNs();
        const qint64 remaining = dispatcher()->remainingTime(id) * 1'000'000LL;
        const qint64 answered = nowNs();
        QVERIFY(answered + remaining >= before + ms * 1'000'000LL - toleranceUs * 1000LL);
        QVERIFY(asked + remaining - 1'000'000 <= after + ms * 1'000'000LL + toleranceUs * 1000LL);
        object.killTimer(id);
        std::this_thread::sleep_for(1ms); // another phase
    }
}

void TestEpollTimerTable::coarseMeetsOnWholeSeconds_data()
{
    QTest::addColumn<Qt::TimerType>("type");
    QTest::addColumn<int>("ms");
    for (const int ms : {300, 1000, 1499, 2500, 20'000})
        QTest::addRow("very coarse %d ms", ms) << Qt::VeryCoarseTimer << ms;
    for (const int ms : {10'000, 10'333, 60'000})
        QTest::addRow("coarse %d ms", ms) << Qt::CoarseTimer << ms;
}

void TestEpollTimerTable::coarseMeetsOnWholeSeconds()
{
    QFETCH(const Qt::TimerType, type);
    QFETCH(const int, ms);
    QObject object;
    const qint64 started = nowNs();
    const int id = object.startTimer(ms, type);
    const qint64 asked = nowNs();
    const qint64 remaining = dispatcher()->remainingTime(id) * 1'000'000LL;
    const qint64 answered = nowNs();
    const qint64 second = (answered + remaining) / 1'000'000'000 * 1'000'000'000;
    QVERIFY(asked + remaining - 1'000'000 <= second);
    QVERIFY(second > started);
}

void TestEpollTimerTable::veryCoarseIsNeverDueAtOnce()
{
    QObject object;
    for (int i = 0; i < 10; ++i) { // the nearest second may be the one that has begun
        const qint64 started = nowNs();
        const int id = object.startTimer(300, Qt::VeryCoarseTimer);
        const qint64 remaining = dispatcher()->remainingTime(id) * 1'000'000LL;
        QVERIFY(remaining > 0 || nowNs() / 1'000'000'000 != started / 1'000'000'000);
        std::this_thread::sleep_for(100ms);
    }
}

void TestEpollTimerTable::lists()
{
    QObject object;
    QObject other;
    other.startTimer(5);
    const int precise = object.startTimer(100, Qt::PreciseTimer);
    const int coarse = object.startTimer(1000, Qt::CoarseTimer);
    const int veryCoarse = object.startTimer(60'000, Qt::VeryCoarseTimer);
    QMap<int, QPair<int, Qt::TimerType>> found;
    for (const auto &info : dispatcher()->registeredTimers(&object))
        found.insert(info.timerId, {info.interval, info.timerType});
    QCOMPARE(found.size(), 3);
    QCOMPARE(found.value(precise), qMakePair(100, Qt::PreciseTimer));
    QCOMPARE(found.value(coarse), qMakePair(1000, Qt::CoarseTimer));
    QCOMPARE(found.value(veryCoarse), qMakePair(60'000, Qt::VeryCoarseTimer));
    object.killTimer(coarse);
    QCOMPARE(dispatcher()->registeredTimers(&object).size(), 2);
}

void TestEpollTimerTable::tellsRemainingTime()
{
    QObject object;
    const int id = object.startTimer(50, Qt::PreciseTimer);
    QVERIFY(dispatcher()->remainingTime(id) <= 50);
    std::this_thread::sleep_for(60ms);
    QCOMPARE(dispatcher()->remainingTime(id), 0);
    object.killTimer(id);
    QCOMPARE(dispatcher()->remainingTime(id), -1);
    const int distant
        = dispatcher()->registerTimer(std::numeric_limits<qint64>::max(), Qt::PreciseTimer, &object);
    QCOMPARE(dispatcher()->remainingTime(distant), std::numeric_limits<int>::max());
    QVERIFY(dispatcher()->unregisterTimer(distant));
}

void TestEpollTimerTable::unregisters()
{
    QObject receiver;
    const int id = dispatcher()->registerTimer(0, Qt::CoarseTimer, &receiver);
    dispatcher()->registerTimer(0, Qt::CoarseTimer, &receiver);
    dispatcher()->registerTimer(0, Qt::CoarseTimer, &receiver);
    QVERIFY(dispatcher()->unregisterTimer(id));
    QVERIFY(!dispatcher()->unregisterTimer(id));
    QVERIFY(dispatcher()->unregisterTimers(&receiver));
    QVERIFY(!dispatcher()->unregisterTimers(&receiver));
    QVERIFY(dispatcher()->registeredTimers(&receiver).isEmpty());
}

void TestEpollTimerTable::refusesWhatIsWrong()
{
    const QRegularExpression positive(QStringLiteral("positive id"));
    const QRegularExpression otherThread(QStringLiteral("another thread"));
    QObject object;
    QTest::ignoreMessage(QtWarningMsg, positive);
    dispatcher()->registerTimer(0, 10, Qt::PreciseTimer, &object);
    QTest::ignoreMessage(QtWarningMsg, positive);
    dispatcher()->registerTimer(1 << 20, -10, Qt::PreciseTimer, &object);
    QTest::ignoreMessage(QtWarningMsg, otherThread);
    dispatcher()->registerTimer(1 << 20, 10, Qt::PreciseTimer, nullptr);
    QVERIFY(dispatcher()->registeredTimers(&object).isEmpty());
    QTest::ignoreMessage(QtWarningMsg, otherThread);
    std::thread([&] { dispatcher()->registerTimer(1 << 20, 10, Qt::PreciseTimer, &object); }).join();
    QVERIFY(dispatcher()->registeredTimers(&object).isEmpty());
}

EPOLL_TEST_MAIN(TestEpollTimerTable)
#include "tst_epolltimertable.moc"
