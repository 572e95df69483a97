// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "epolltest.h"

#include <QTimer>

using Type = QSocketNotifier::Type;

/// What a notifier's callback may do to itself and to the others of its round. Two notifiers that are ready
/// together have no promised order, so both are given the same task: whoever comes first does it to the
/// other.
class TestEpollReentry : public QObject
{
    Q_OBJECT
private slots:
    void disablesItself();
    void deletesItself();
    void deletesItselfLater();
    void closesItsDescriptor();
    void disablesTheOther();
    void deletesTheOther();
    void disablesTheOtherTypeOfItsDescriptor();
    void disablesAndEnablesTheOther();
    void disablesAndEnablesTheOtherType();
    void addsOneForTheNextTurn();
    void addsAnotherTypeForTheNextTurn();
    void reusesTheDescriptorOfTheOther();
    void nestedTurnTakesTheRest();
    void nestedTurnForgetsWhatIsNoLongerTrue();
    void nestedTurnWithoutSocketsLeavesTheRest();
    void nestedLoopDoesNotLeaveStaleEvents();
    void nestedLoopDeletesTheOuterNotifier();
    void zeroTimersDoNotStarveSockets();
};

void TestEpollReentry::disablesItself()
{
    const Pair pair;
    Counted reader(pair.near(), Type::Read, [&] { reader.setEnabled(false); });
    pair.send();
    QVERIFY(turn());
    QVERIFY(!turn());
    QCOMPARE(reader.count, 1);
    reader.setEnabled(true);
    QVERIFY(turn());
    QCOMPARE(reader.count, 2);
}

void TestEpollReentry::deletesItself()
{
    const Pair pair;
    auto *reader = new QSocketNotifier(pair.near(), Type::Read);
    int count = 0;
    connect(reader, &QSocketNotifier::activated, this, [&] {
        ++count;
        delete reader;
    });
    pair.send();
    turn();
    QVERIFY(!turn());
    QCOMPARE(count, 1);
}

void TestEpollReentry::deletesItselfLater()
{
    const Pair pair;
    int count = 0;
    QEventLoop loop;
    auto *reader = new QSocketNotifier(pair.near(), Type::Read);
    connect(reader, &QSocketNotifier::activated, reader, [&] {
        ++count;
        reader->deleteLater();
    });
    connect(reader, &QObject::destroyed, &loop, &QEventLoop::quit);
    pair.send();
    loop.exec();
    QCOMPARE(count, 1);
}

void TestEpollReentry::closesItsDescriptor()
{
    Pair pair;
    Counted reader(pair.near(), Type::Read, [&] {
        reader.setEnabled(false);
        pair.closeNear();
    });
    pair.send();
    turn();
    QVERIFY(!turn());
    QCOMPARE(reader.count, 1);
}

void TestEpollReentry::disablesTheOther()
{
    const Pair a;
    const Pair b;
    std::array<std::unique_ptr<Counted>, 2> readers;
    readers[0] = std::make_unique<Counted>(a.near(), Type::Read, [&] { readers[1]->setEnabled(false); });
    readers[1] = std::make_unique<Counted>(b.near(), Type::Read, [&] { readers[0]->setEnabled(false); });
    a.send();
    b.send();
    turn();
    QCOMPARE(readers[0]->count + readers[1]->count, 1);
}

void TestEpollReentry::deletesTheOther()
{
    const Pair a;
    const Pair b;
    int count = 0;
    std::array<std::unique_ptr<Counted>, 2> readers;
    readers[0] = std::make_unique<Counted>(a.near(), Type::Read, [&] { ++count, readers[1]->remove(); });
    readers[1] = std::make_unique<Counted>(b.near(), Type::Read, [&] { ++count, readers[0]->remove(); });
    a.send();
    b.send();
    turn();
    QCOMPARE(count, 1);
}

void TestEpollReentry::disablesTheOtherTypeOfItsDescriptor()
{
    const Pair pair;
    Counted writer(pair.near(), Type::Write);
    Counted reader(pair.near(), Type::Read, [&] { writer.setEnabled(false); });
    pair.send();
    turn();
    QCOMPARE(reader.count, 1);
    QCOMPARE(writer.count, 0);
}

void TestEpollReentry::disablesAndEnablesTheOther()
{
    const Pair a;
    const Pair b;
    std::array<std::unique_ptr<Counted>, 2> readers;
    const auto toggle = [&](size_t i) {
        readers[i]->setEnabled(false);
        readers[i]->setEnabled(true);
    };
    readers[0] = std::make_unique<Counted>(a.near(), Type::Read, [&] { toggle(1); });
    readers[1] = std::make_unique<Counted>(b.near(), Type::Read, [&] { toggle(0); });
    a.send();
    b.send();
    turn(); // what was found for the one that is gone is not for the one that came
    QCOMPARE(readers[0]->count + readers[1]->count, 1);
    turn();
    QCOMPARE(readers[0]->count + readers[1]->count, 2);
}

void TestEpollReentry::disablesAndEnablesTheOtherType()
{
    const Pair pair;
    Counted writer(pair.near(), Type::Write);
    Counted exception(pair.near(), Type::Exception);
    Counted reader(pair.near(), Type::Read, [&] {
        writer.setEnabled(false);
        writer.setEnabled(true);
    });
    pair.send();
    turn();
    QCOMPARE(reader.count, 1);
    QCOMPARE(writer.count, 0);
    reader.setEnabled(false);
    turn();
    QCOMPARE(writer.count, 1);
}

void TestEpollReentry::addsOneForTheNextTurn()
{
    const Pair a;
    const Pair b;
    std::unique_ptr<Counted> added;
    Counted reader(a.near(), Type::Read, [&] {
        readAll(a.near());
        added = std::make_unique<Counted>(b.near(), Type::Read);
    });
    a.send();
    b.send();
    turn();
    QVERIFY(added);
    QCOMPARE(added->count, 0);
    turn();
    QCOMPARE(added->count, 1);
    QCOMPARE(reader.count, 1);
}

void TestEpollReentry::addsAnotherTypeForTheNextTurn()
{
    Pair pair;
    std::unique_ptr<Counted> added;
    Counted reader(pair.near(), Type::Read, [&] {
        if (!added)
            added = std::make_unique<Counted>(pair.near(), Type::Write);
    });
    pair.closeFar(); // a hang-up is news for every type, but the writer came too late for this one
    turn();
    QVERIFY(added);
    QCOMPARE(added->count, 0);
    turn();
    QCOMPARE(added->count, 1);
}

void TestEpollReentry::reusesTheDescriptorOfTheOther()
{
    std::array<Pair, 2> pairs;
    const Pair silent;
    std::array<std::unique_ptr<Counted>, 2> readers;
    std::unique_ptr<Counted> fresh;
    const auto replace = [&](size_t i) {
        if (fresh)
            return;
        const int number = pairs[i].near();
        readers[i]->remove();
        pairs[i].closeNear();
        QCOMPARE(dup2(silent.near(), number), number);
        fresh = std::make_unique<Counted>(number, Type::Read, [number] { readAll(number); });
    };
    for (const size_t i : {0, 1}) {
        readers[i] = std::make_unique<Counted>(pairs[i].near(), Type::Read, [&, i] { replace(1 - i); });
        pairs[i].send();
    }
    turn();
    turn();
    QVERIFY(fresh);
    QCOMPARE(fresh->count, 0);
    silent.send();
    turn();
    QCOMPARE(fresh->count, 1);
}

void TestEpollReentry::nestedTurnTakesTheRest()
{
    constexpr int n = 8;
    std::array<Pair, n> pairs;
    std::vector<std::unique_ptr<Counted>> readers;
    bool nested = false;
    for (const Pair &pair : pairs) {
        const int fd = pair.near();
        readers.push_back(std::make_unique<Counted>(fd, Type::Read, [&nested, fd] {
            readAll(fd);
            if (!std::exchange(nested, true))
                turn();
        }));
        pair.send();
    }
    turn();
    for (const auto &reader : readers)
        QCOMPARE(reader->count, 1);
}

void TestEpollReentry::nestedTurnForgetsWhatIsNoLongerTrue()
{
    std::array<Pair, 2> pairs;
    std::array<std::unique_ptr<Counted>, 2> readers;
    for (const size_t i : {0, 1}) {
        readers[i] = std::make_unique<Counted>(pairs[i].near(), Type::Read, [&] {
            for (const Pair &pair : pairs)
                readAll(pair.near());
            turn();
        });
        pairs[i].send();
    }
    turn();
    QCOMPARE(readers[0]->count + readers[1]->count, 1);
}

void TestEpollReentry::nestedTurnWithoutSocketsLeavesTheRest()
{
    std::array<Pair, 4> pairs;
    std::vector<std::unique_ptr<Counted>> readers;
    for (const Pair &pair : pairs) {
        const int fd = pair.near();
        readers.push_back(std::make_unique<Counted>(fd, Type::Read, [fd] {
            readAll(fd);
            turn(QEventLoop::ExcludeSocketNotifiers);
        }));
        pair.send();
    }
    turn();
    for (const auto &reader : readers)
        QCOMPARE(reader->count, 1);
}

void TestEpollReentry::nestedLoopDoesNotLeaveStaleEvents()
{
    std::array<Pair, 2> pairs;
    std::array<std::unique_ptr<Counted>, 2> readers;
    bool inside = false;
    int empty = 0;
    for (const size_t i : {0, 1}) {
        readers[i] = std::make_unique<Counted>(pairs[i].near(), Type::Read, [&, i] {
            empty += readAll(pairs[i].near()) == 0;
            if (std::exchange(inside, true))
                return;
            // The other is served in here, more than once, and must not be served again outside.
            QEventLoop loop;
            QTimer::singleShot(5, Qt::PreciseTimer, &loop, [&] {
                pairs[1 - i].send();
                QTimer::singleShot(5, Qt::PreciseTimer, &loop, &QEventLoop::quit);
            });
            loop.exec();
        });
        pairs[i].send();
    }
    turn();
    QCOMPARE(empty, 0);
    QCOMPARE(readers[0]->count + readers[1]->count, 3);
}

void TestEpollReentry::nestedLoopDeletesTheOuterNotifier()
{
    const Pair pair;
    auto *reader = new QSocketNotifier(pair.near(), Type::Read);
    auto *writer = new QSocketNotifier(pair.near(), Type::Write);
    int count = 0;
    connect(writer, &QSocketNotifier::activated, this, [&] { ++count; });
    connect(reader, &QSocketNotifier::activated, this, [&] {
        reader->setEnabled(false);
        writer->setEnabled(false);
        QEventLoop loop;
        QTimer::singleShot(0, &loop, [&] {
            delete reader;
            delete writer;
            loop.quit();
        });
        loop.exec();
    });
    pair.send();
    turn();
    turn();
    QCOMPARE(count, 0);
}

void TestEpollReentry::zeroTimersDoNotStarveSockets()
{
    const Pair pair;
    Counted reader(pair.near(), Type::Read);
    QTimer timer;
    int fired = 0;
    connect(&timer, &QTimer::timeout, this, [&] { ++fired; });
    timer.start(0);
    pair.send();
    for (int i = 1; i <= 5; ++i) {
        turn(QEventLoop::WaitForMoreEvents);
        QCOMPARE(reader.count, i);
        QCOMPARE(fired, i);
    }
}

EPOLL_TEST_MAIN(TestEpollReentry)
#include "tst_epollreentry.moc"
