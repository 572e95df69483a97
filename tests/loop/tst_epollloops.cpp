// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "epolltest.h"

#include "trace/post.h"

#include <QEventLoop>
#include <QThread>
#include <QTimer>

#include <atomic>
#include <csignal>
#include <pthread.h>
#include <thread>

namespace {

QAbstractEventDispatcher *current()
{
    return QAbstractEventDispatcher::instance();
}

/// Calls the function in the given object's thread at its next turn.
void later(QObject *context, std::function<void()> function)
{
    QMetaObject::invokeMethod(context, std::move(function), Qt::QueuedConnection);
}

} // namespace

class TestEpollLoops : public QObject
{
    Q_OBJECT
private slots:
    void nothingToDo();
    void wakeUpEndsAWait();
    void wakeUpsAreOne();
    void wakeUpFromAnotherThread();
    void wakeUpWithoutSockets();
    void wakeUpStorm();
    void postsFromThreadsKeepTheirOrder();
    void interruptFromAnotherThread();
    void nestedLoopKeepsTheInterrupt();
    void postedInAboutToBlock();
    void signalDoesNotEndAWait();
    void quitsThreads();
};

void TestEpollLoops::nothingToDo()
{
    turn();
    QVERIFY(!turn());
    QVERIFY(!turn(QEventLoop::ExcludeSocketNotifiers));
    QVERIFY(!turn(QEventLoop::EventLoopExec | QEventLoop::ExcludeUserInputEvents));
}

void TestEpollLoops::wakeUpEndsAWait()
{
    current()->wakeUp();
    QVERIFY(turn(QEventLoop::WaitForMoreEvents)); // does not block
    current()->wakeUp();
    QVERIFY(turn(QEventLoop::WaitForMoreEvents | QEventLoop::X11ExcludeTimers
                 | QEventLoop::ExcludeSocketNotifiers));
}

void TestEpollLoops::wakeUpsAreOne()
{
    for (int i = 0; i < 1000; ++i)
        current()->wakeUp();
    QVERIFY(turn());
    QVERIFY(!turn());
}

void TestEpollLoops::wakeUpFromAnotherThread()
{
    auto *dispatcher = current();
    for (int i = 0; i < 200; ++i) {
        std::thread waker([dispatcher] { dispatcher->wakeUp(); });
        QVERIFY(turn(QEventLoop::WaitForMoreEvents)); // blocks until then
        waker.join();
    }
}

void TestEpollLoops::wakeUpWithoutSockets()
{
    auto *dispatcher = current();
    for (int i = 0; i < 200; ++i) {
        std::thread waker([dispatcher] { dispatcher->wakeUp(); });
        QVERIFY(turn(QEventLoop::WaitForMoreEvents | QEventLoop::ExcludeSocketNotifiers));
        waker.join();
    }
}

void TestEpollLoops::wakeUpStorm()
{
    constexpr int threads = 4;
    constexpr int each = 20'000;
    auto *dispatcher = current();
    std::atomic<int> running = threads;
    std::vector<std::thread> wakers;
    for (int t = 0; t < threads; ++t) {
        wakers.emplace_back([&running, dispatcher] {
            for (int i = 0; i < each; ++i)
                dispatcher->wakeUp();
            --running;
            dispatcher->wakeUp(); // and the loop that waits for the count sees it
        });
    }
    while (running > 0)
        turn(QEventLoop::WaitForMoreEvents);
    for (auto &waker : wakers)
        waker.join();
    turn();
    QVERIFY(!turn());
}

void TestEpollLoops::postsFromThreadsKeepTheirOrder()
{
    constexpr int threads = 4;
    constexpr int each = 5000;
    std::array<std::vector<int>, threads> received;
    QObject object;
    QEventLoop loop;
    int finished = 0;
    std::vector<std::thread> posters;
    for (int t = 0; t < threads; ++t) {
        posters.emplace_back([&, t] {
            for (int i = 0; i < each; ++i)
                trace::post(&object, [&received, t, i] { received[size_t(t)].push_back(i); });
            trace::post(&object, [&] {
                if (++finished == threads)
                    loop.quit();
            });
        });
    }
    loop.exec();
    for (auto &poster : posters)
        poster.join();
    for (const auto &list : received) {
        QCOMPARE(list.size(), size_t(each));
        QVERIFY(std::is_sorted(list.begin(), list.end()));
    }
}

void TestEpollLoops::interruptFromAnotherThread()
{
    auto *dispatcher = current();
    for (int i = 0; i < 100; ++i) {
        std::thread other([dispatcher] { dispatcher->interrupt(); });
        turn(QEventLoop::WaitForMoreEvents); // returns
        other.join();
        turn();
    }
}

void TestEpollLoops::nestedLoopKeepsTheInterrupt()
{
    QObject object;
    QEventLoop outer;
    bool returned = false;
    later(&object, [&] {
        outer.quit();
        turn(); // a flag would be cleared in here, and the outer turn would sleep for ever
        turn();
    });
    QTimer guard;
    connect(&guard, &QTimer::timeout, this, [&] { returned = true; });
    guard.start(60'000);
    outer.exec();
    QVERIFY(!returned);
}

void TestEpollLoops::postedInAboutToBlock()
{
    QObject object;
    bool delivered = false;
    connect(current(), &QAbstractEventDispatcher::aboutToBlock, &object, [&] {
        disconnect(current(), &QAbstractEventDispatcher::aboutToBlock, &object, nullptr);
        later(&object, [&] { delivered = true; });
    });
    turn();
    turn(QEventLoop::WaitForMoreEvents); // does not block
    turn();
    QVERIFY(delivered);
}

void TestEpollLoops::signalDoesNotEndAWait()
{
    struct sigaction action
    {
    };
    action.sa_handler = [](int) {};
    sigaction(SIGUSR1, &action, nullptr);
    std::atomic<bool> stop = false;
    std::thread nuisance([&stop, target = pthread_self()] {
        while (!stop) {
            pthread_kill(target, SIGUSR1);
            std::this_thread::sleep_for(std::chrono::milliseconds(1));
        }
    });
    QObject object;
    bool fired = false;
    QTimer::singleShot(30, Qt::PreciseTimer, &object, [&] { fired = true; });
    int turns = 0;
    for (; !fired; ++turns)
        turn(QEventLoop::WaitForMoreEvents);
    stop = true;
    nuisance.join();
    QVERIFY(turns < 5);
}

void TestEpollLoops::quitsThreads()
{
    for (int i = 0; i < 50; ++i) {
        QThread thread;
        thread.setEventDispatcher(new EpollDispatcher);
        thread.start();
        std::atomic<bool> ran = false;
        auto *worker = new QObject;
        worker->moveToThread(&thread);
        connect(&thread, &QThread::finished, worker, &QObject::deleteLater);
        trace::post(worker, [&] {
            ran = QThread::currentThread() == &thread;
            QThread::currentThread()->quit();
        });
        QVERIFY(thread.wait());
        QVERIFY(ran);
    }
}

EPOLL_TEST_MAIN(TestEpollLoops)
#include "tst_epollloops.moc"
