// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "epolltest.h"

#include <QElapsedTimer>
#include <QThread>
#include <QTimer>

#include <chrono>
#include <thread>

using namespace std::chrono_literals;

namespace {

qint64 nowNs()
{
    return std::chrono::nanoseconds(std::chrono::steady_clock::now().time_since_epoch()).count();
}

/// Runs a function for each timer event it gets.
class Receiver : public QObject
{
public:
    std::function<void(int id)> onTimer;
    QList<int> fired;

protected:
    void timerEvent(QTimerEvent *event) override
    {
        fired.append(event->timerId());
        if (onTimer)
            onTimer(event->timerId());
    }
};

/// Lets the time pass without events.
void busy(std::chrono::milliseconds time)
{
    std::this_thread::sleep_for(time);
}

} // namespace

class TestEpollTimers : public QObject
{
    Q_OBJECT
private slots:
    void neverFiresEarly_data();
    void neverFiresEarly();
    void firesInOrderOfTime();
    void firesInOrderOfStartWhenEqual();
    void repeats();
    void zeroTimerFiresOncePerTurn();
    void zeroTimersLetProcessingEnd();
    void killsItself();
    void killsTheOthers();
    void restartsItself();
    void takesItsOwnIdAgain();
    void startsAnotherForTheNextTurn();
    void deletesItsReceiver();
    void leavesOutMissedIntervals();
    void isNotFiredInsideItself();
    void nestedTurnFiresTheRest();
    void waitsWithATimerInFlight();
    void killedInANestedLoop();
    void excludesTimers();
    void outlivesManyRestarts();
    void keepsOrderAmongThousands();
    void movesToAnotherThread();
};

void TestEpollTimers::neverFiresEarly_data()
{
    QTest::addColumn<int>("ms");
    for (const int ms : {1, 2, 7, 20})
        QTest::addRow("%d ms", ms) << ms;
}

void TestEpollTimers::neverFiresEarly()
{
    QFETCH(const int, ms);
    Receiver receiver;
    const qint64 started = nowNs();
    receiver.startTimer(ms, Qt::PreciseTimer);
    while (receiver.fired.isEmpty())
        turn(QEventLoop::WaitForMoreEvents);
    QVERIFY(nowNs() - started >= ms * 1'000'000LL);
}

void TestEpollTimers::firesInOrderOfTime()
{
    Receiver receiver;
    const int third = receiver.startTimer(12, Qt::PreciseTimer);
    const int first = receiver.startTimer(4, Qt::PreciseTimer);
    const int second = receiver.startTimer(8, Qt::PreciseTimer);
    receiver.onTimer = [&](int id) { receiver.killTimer(id); };
    busy(20ms);
    turn();
    QCOMPARE(receiver.fired, (QList{first, second, third}));
}

void TestEpollTimers::firesInOrderOfStartWhenEqual()
{
    Receiver receiver;
    QList<int> ids;
    for (int i = 0; i < 20; ++i)
        ids.append(receiver.startTimer(0));
    turn();
    QCOMPARE(receiver.fired, ids);
    turn();
    QCOMPARE(receiver.fired, ids + ids);
}

void TestEpollTimers::repeats()
{
    Receiver receiver;
    receiver.startTimer(1, Qt::PreciseTimer);
    QTRY_VERIFY(receiver.fired.size() >= 10);
}

void TestEpollTimers::zeroTimerFiresOncePerTurn()
{
    Receiver receiver;
    receiver.startTimer(0);
    for (int i = 1; i <= 5; ++i) {
        turn(QEventLoop::WaitForMoreEvents); // does not block
        QCOMPARE(receiver.fired.size(), i);
    }
}

void TestEpollTimers::zeroTimersLetProcessingEnd()
{
    Receiver receiver;
    receiver.startTimer(0);
    turn();
    QVERIFY(!turn());
    QCoreApplication::processEvents(QEventLoop::AllEvents, 60'000); // ends when there is nothing else
    QVERIFY(!receiver.fired.isEmpty());
}

void TestEpollTimers::killsItself()
{
    Receiver receiver;
    receiver.onTimer = [&](int id) { receiver.killTimer(id); };
    receiver.startTimer(0);
    turn();
    turn();
    QCOMPARE(receiver.fired.size(), 1);
}

void TestEpollTimers::killsTheOthers()
{
    Receiver receiver;
    QList<int> ids;
    for (int i = 0; i < 5; ++i)
        ids.append(receiver.startTimer(0));
    receiver.onTimer = [&](int) {
        for (const int id : std::as_const(ids).mid(1))
            receiver.killTimer(id);
        receiver.onTimer = {};
    };
    turn();
    QCOMPARE(receiver.fired, QList{ids.first()});
}

void TestEpollTimers::restartsItself()
{
    QTimer timer;
    int count = 0;
    connect(&timer, &QTimer::timeout, this, [&] {
        ++count;
        timer.start(0);
    });
    timer.start(0);
    for (int i = 1; i <= 3; ++i) {
        turn();
        QCOMPARE(count, i);
    }
}

void TestEpollTimers::takesItsOwnIdAgain()
{
    Receiver receiver;
    const int id = receiver.startTimer(0);
    auto *dispatcher = QCoreApplication::eventDispatcher();
    receiver.onTimer = [&](int) {
        dispatcher->unregisterTimer(id);
        dispatcher->registerTimer(id, 0, Qt::PreciseTimer, &receiver);
    };
    for (int i = 1; i <= 5; ++i) {
        turn();
        QCOMPARE(receiver.fired.size(), i);
    }
}

void TestEpollTimers::startsAnotherForTheNextTurn()
{
    Receiver receiver;
    receiver.onTimer = [&](int id) {
        receiver.killTimer(id);
        receiver.startTimer(0);
    };
    receiver.startTimer(0);
    for (int i = 1; i <= 3; ++i) {
        turn();
        QCOMPARE(receiver.fired.size(), i);
    }
}

void TestEpollTimers::deletesItsReceiver()
{
    auto *receiver = new Receiver;
    int count = 0;
    receiver->startTimer(0);
    receiver->startTimer(0);
    receiver->onTimer = [&](int) {
        ++count;
        delete receiver;
    };
    turn();
    turn();
    QCOMPARE(count, 1);
}

void TestEpollTimers::leavesOutMissedIntervals()
{
    Receiver receiver;
    receiver.startTimer(200, Qt::PreciseTimer);
    busy(700ms);
    QElapsedTimer sinceFired;
    sinceFired.start();
    turn();
    turn();
    turn();
    if (sinceFired.elapsed() < 200) // else a slow machine made the next one due
        QCOMPARE(receiver.fired.size(), 1);
}

void TestEpollTimers::isNotFiredInsideItself()
{
    Receiver receiver;
    int inside = 0;
    receiver.onTimer = [&](int id) {
        QTimer other;
        other.start(1);
        busy(3ms);
        for (int i = 0; i < 3; ++i)
            turn(QEventLoop::WaitForMoreEvents);
        inside = int(receiver.fired.size());
        receiver.killTimer(id);
    };
    receiver.startTimer(1, Qt::PreciseTimer);
    while (receiver.fired.isEmpty())
        turn(QEventLoop::WaitForMoreEvents);
    QCOMPARE(inside, 1);
}

void TestEpollTimers::nestedTurnFiresTheRest()
{
    Receiver receiver;
    QList<int> ids;
    for (int i = 0; i < 4; ++i)
        ids.append(receiver.startTimer(0));
    qsizetype inside = 0;
    receiver.onTimer = [&](int) {
        receiver.onTimer = {};
        turn();
        inside = receiver.fired.size();
    };
    turn();
    QCOMPARE(inside, 4);
    QCOMPARE(receiver.fired, ids);
    turn();
    QCOMPARE(receiver.fired.size(), 8);
}

void TestEpollTimers::waitsWithATimerInFlight()
{
    Receiver zero;
    int turns = 0;
    zero.onTimer = [&](int id) {
        bool done = false;
        QTimer::singleShot(20, Qt::PreciseTimer, &zero, [&] { done = true; });
        for (; !done; ++turns)
            turn(QEventLoop::WaitForMoreEvents);
        zero.killTimer(id);
    };
    zero.startTimer(0);
    turn();
    QVERIFY2(turns < 10, "the nested loop spins for the zero timer it is inside of");
}

void TestEpollTimers::killedInANestedLoop()
{
    auto *receiver = new Receiver;
    receiver->startTimer(0);
    receiver->onTimer = [receiver](int) {
        receiver->onTimer = {};
        QTimer::singleShot(0, [receiver] { delete receiver; });
        turn();
    };
    turn();
    QVERIFY(!turn());
}

void TestEpollTimers::excludesTimers()
{
    Receiver receiver;
    receiver.startTimer(0);
    turn(QEventLoop::X11ExcludeTimers);
    QVERIFY(receiver.fired.isEmpty());
    turn();
    QCOMPARE(receiver.fired.size(), 1);
}

void TestEpollTimers::outlivesManyRestarts()
{
    QTimer timer;
    int count = 0;
    connect(&timer, &QTimer::timeout, this, [&] { ++count; });
    for (int i = 0; i < 10'000; ++i)
        timer.start(i % 2 == 0 ? 1'000'000 : 10'000);
    timer.setSingleShot(true);
    timer.start(0);
    turn();
    turn();
    QCOMPARE(count, 1);
}

void TestEpollTimers::keepsOrderAmongThousands()
{
    struct Due
    {
        qint64 earliest;
        qint64 latest;
    };
    Receiver receiver;
    QMap<int, Due> expected; // by id
    for (int i = 0; i < 4000; ++i) {
        const int ms = 1 + i * 7919 % 40;
        const qint64 before = nowNs() + ms * 1'000'000LL;
        const int id = receiver.startTimer(ms, Qt::PreciseTimer);
        expected.insert(id, {before, nowNs() + ms * 1'000'000LL});
    }
    for (const auto ids = expected.keys(); const int id : ids) {
        if (id % 3 == 0) {
            receiver.killTimer(id);
            expected.remove(id);
        }
    }
    receiver.onTimer = [&](int id) { receiver.killTimer(id); };
    busy(60ms);
    turn();
    QCOMPARE(receiver.fired.size(), expected.size());
    QCOMPARE(QSet<int>(receiver.fired.begin(), receiver.fired.end()).size(), expected.size());
    for (qsizetype i = 1; i < receiver.fired.size(); ++i)
        QVERIFY(expected[receiver.fired[i - 1]].earliest <= expected[receiver.fired[i]].latest);
}

void TestEpollTimers::movesToAnotherThread()
{
    QThread thread;
    thread.setEventDispatcher(new EpollDispatcher);
    thread.start();
    auto *timer = new QTimer;
    std::atomic<QThread *> firedIn = nullptr;
    connect(timer, &QTimer::timeout, timer, [&] { firedIn = QThread::currentThread(); });
    connect(&thread, &QThread::finished, timer, &QObject::deleteLater);
    timer->start(5);
    timer->moveToThread(&thread);
    QTRY_COMPARE(firedIn.load(), &thread);
    thread.quit();
    QVERIFY(thread.wait());
}

EPOLL_TEST_MAIN(TestEpollTimers)
#include "tst_epolltimers.moc"
