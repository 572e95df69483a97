// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "epolltest.h"

#include <QRegularExpression>
#include <QTemporaryFile>
#include <QTimer>

using Type = QSocketNotifier::Type;

/// Where epoll is not poll: what it remembers of descriptors, and those it refuses.
class TestEpollDescriptors : public QObject
{
    Q_OBJECT
private slots:
    void enablesAndDisablesInOneTurn();
    void sleepsWhileTheDisabledIsReady();
    void findsRegularFilesAlwaysReady();
    void disablesBadDescriptors();
    void forgetsWhatWasClosedFirst();
    void keepsStaleEventsFromTheNextOwner();
    void followsADescriptorReopenedUnderItsNotifier();
};

void TestEpollDescriptors::enablesAndDisablesInOneTurn()
{
    const Pair pair;
    Counted reader(pair.near(), Type::Read);
    Counted writer(pair.near(), Type::Write);
    writer.setEnabled(false);
    QVERIFY(!turn());
    for (int i = 0; i < 3; ++i) {
        writer.setEnabled(true);
        writer.setEnabled(false);
        QVERIFY(!turn());
    }
    QCOMPARE(writer.count, 0);
    QCOMPARE(reader.count, 0);
}

void TestEpollDescriptors::sleepsWhileTheDisabledIsReady()
{
    const Pair pair;
    Counted reader(pair.near(), Type::Read);
    turn();
    reader.setEnabled(false);
    pair.send();
    bool fired = false;
    QTimer::singleShot(10, Qt::PreciseTimer, this, [&] { fired = true; });
    turn(QEventLoop::WaitForMoreEvents); // nothing but the timer ends it
    QVERIFY(fired);
}

void TestEpollDescriptors::findsRegularFilesAlwaysReady()
{
    QTemporaryFile file;
    QVERIFY(file.open());
    Counted reader(file.handle(), Type::Read);
    Counted writer(file.handle(), Type::Write);
    Counted exception(file.handle(), Type::Exception);
    for (int i = 1; i <= 3; ++i) {
        QVERIFY(turn(QEventLoop::WaitForMoreEvents)); // does not block
        QCOMPARE(reader.count, i);
        QCOMPARE(writer.count, i);
    }
    reader.setEnabled(false);
    turn();
    QCOMPARE(reader.count, 3);
    QCOMPARE(writer.count, 4);
    writer.remove();
    QVERIFY(!turn());
    QCOMPARE(exception.count, 0);
}

void TestEpollDescriptors::disablesBadDescriptors()
{
    Pair pair;
    const int number = pair.near();
    Counted reader(number, Type::Read);
    Counted writer(number, Type::Write);
    pair.closeNear();
    QTest::ignoreMessage(QtWarningMsg, QRegularExpression(QStringLiteral("Invalid socket .* type Read")));
    QTest::ignoreMessage(QtWarningMsg, QRegularExpression(QStringLiteral("Invalid socket .* type Write")));
    QVERIFY(!turn());
    QVERIFY(!reader.isEnabled());
    QVERIFY(!writer.isEnabled());
    QVERIFY(!turn()); // says it once
    QCOMPARE(reader.count + writer.count, 0);
}

void TestEpollDescriptors::forgetsWhatWasClosedFirst()
{
    Pair pair;
    const Pair other;
    Counted stays(other.near(), Type::Read, [&] { readAll(other.near()); });
    Counted reader(pair.near(), Type::Read);
    turn();
    const int duplicate = dup(pair.near());
    pair.closeNear(); // epoll still has it, by the duplicate
    reader.remove();
    pair.send();
    turn();
    int turns = 0;
    bool done = false;
    QObject counter;
    connect(QCoreApplication::eventDispatcher(), &QAbstractEventDispatcher::awake, &counter,
            [&] { ++turns; });
    QTimer::singleShot(20, Qt::PreciseTimer, &counter, [&] { done = true; });
    while (!done)
        turn(QEventLoop::WaitForMoreEvents);
    QVERIFY2(turns < 10, "the loop spins on a descriptor that nobody watches");
    QCOMPARE(reader.count, 0);
    other.send();
    turn();
    QCOMPARE(stays.count, 1);
    close(duplicate);
}

void TestEpollDescriptors::keepsStaleEventsFromTheNextOwner()
{
    Pair pair;
    const Pair silent;
    Counted reader(pair.near(), Type::Read);
    turn();
    const int number = pair.near();
    const int duplicate = dup(number);
    pair.closeNear();
    reader.remove();
    QCOMPARE(dup2(silent.near(), number), number);
    Counted next(number, Type::Read);
    pair.send(); // epoll reports it under the old number
    turn();
    turn();
    QCOMPARE(next.count, 0);
    silent.send();
    turn();
    QCOMPARE(next.count, 1);
    next.remove();
    close(number);
    close(duplicate);
}

void TestEpollDescriptors::followsADescriptorReopenedUnderItsNotifier()
{
    Pair gone;
    const Pair fresh;
    Counted older(gone.near(), Type::Read);
    turn();
    const int number = gone.near();
    QCOMPARE(dup2(fresh.near(), number), number); // closes the old file under its notifier
    QTest::ignoreMessage(QtWarningMsg, QRegularExpression(QStringLiteral("Multiple socket notifiers")));
    Counted newer(number, Type::Read);
    fresh.send();
    turn();
    QCOMPARE(older.count, 0);
    QCOMPARE(newer.count, 1);
}

EPOLL_TEST_MAIN(TestEpollDescriptors)
#include "tst_epolldescriptors.moc"
