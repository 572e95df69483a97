// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "epolltest.h"

#include <QEventLoop>
#include <QThread>
#include <QTimer>

#include <future>

namespace {

/// Runs the function in a thread of its own, driven by our dispatcher or by Qt's, and returns what it
/// returns.
QString runInThread(bool ours, QString (*function)())
{
    std::promise<QString> result;
    const std::unique_ptr<QThread> thread(QThread::create([&] { result.set_value(function()); }));
    if (ours)
        thread->setEventDispatcher(new EpollDispatcher);
    thread->start();
    thread->wait();
    return result.get_future().get();
}

QAbstractEventDispatcher *current()
{
    return QAbstractEventDispatcher::instance();
}

/// Calls the function in the given object's thread at its next turn.
void later(QObject *context, std::function<void()> function)
{
    QMetaObject::invokeMethod(context, std::move(function), Qt::QueuedConnection);
}

// The scenarios: each does something and tells in which order things happened. Programs written for Qt rely
// on it, so Qt's dispatcher and ours must tell the same.

QString postedEventsInOrder()
{
    QString log;
    QObject object;
    later(&object, [&] { log += u'1'; });
    later(&object, [&] {
        log += u'2';
        later(&object, [&] { log += u'4'; });
    });
    later(&object, [&] { log += u'3'; });
    current()->processEvents(QEventLoop::AllEvents);
    log += u'|';
    current()->processEvents(QEventLoop::AllEvents);
    return log;
}

QString priorities()
{
    QString log;
    class Listener : public QObject
    {
    public:
        QString *log = nullptr;
        bool event(QEvent *event) override
        {
            if (event->type() >= QEvent::User)
                *log += QString::number(event->type() - QEvent::User);
            return QObject::event(event);
        }
    } listener;
    listener.log = &log;
    QCoreApplication::postEvent(&listener, new QEvent(QEvent::Type(QEvent::User + 1)), Qt::LowEventPriority);
    QCoreApplication::postEvent(&listener, new QEvent(QEvent::Type(QEvent::User + 2)),
                                Qt::NormalEventPriority);
    QCoreApplication::postEvent(&listener, new QEvent(QEvent::Type(QEvent::User + 3)), Qt::HighEventPriority);
    current()->processEvents(QEventLoop::AllEvents);
    return log;
}

QString blocksAfterPosts()
{
    QString log;
    QObject object;
    QObject::connect(current(), &QAbstractEventDispatcher::awake, &object, [&] { log += u'a'; });
    QObject::connect(current(), &QAbstractEventDispatcher::aboutToBlock, &object, [&] { log += u'b'; });
    later(&object, [&] { log += u'p'; });
    current()->processEvents(QEventLoop::AllEvents);
    log += u'|';
    QTimer::singleShot(5, &object, [&] { log += u't'; });
    current()->processEvents(QEventLoop::WaitForMoreEvents);
    return log;
}

QString socketsAndZeroTimers()
{
    QString log;
    const Pair pair;
    QSocketNotifier reader(pair.near(), QSocketNotifier::Read);
    QObject::connect(&reader, &QSocketNotifier::activated, &reader, [&] {
        readAll(pair.near());
        log += u's';
    });
    QTimer timer;
    QObject::connect(&timer, &QTimer::timeout, &timer, [&] { log += u'z'; });
    timer.start(0);
    for (int i = 0; i < 3; ++i) {
        pair.send();
        current()->processEvents(QEventLoop::AllEvents);
        log += u'|';
    }
    return log;
}

QString nestedLoops()
{
    QString log;
    QObject object;
    QEventLoop outer;
    later(&object, [&] {
        log += u'(';
        QEventLoop inner;
        later(&object, [&] { log += u'i'; });
        later(&object, [&] { inner.quit(); });
        inner.exec();
        log += u')';
        later(&object, [&] { outer.quit(); });
    });
    outer.exec();
    return log;
}

QString quitOuterInsideInner()
{
    QString log;
    QObject object;
    QEventLoop outer;
    later(&object, [&] {
        QEventLoop inner;
        later(&object, [&] {
            outer.quit(); // takes effect when the inner one has ended
            log += u'o';
        });
        QTimer::singleShot(5, &object, [&] {
            inner.quit();
            log += u'i';
        });
        inner.exec();
    });
    outer.exec();
    log += u'.';
    return log;
}

QString deferredDelete()
{
    QString log;
    QEventLoop loop;
    auto *object = new QObject;
    QObject::connect(object, &QObject::destroyed, &loop, [&] { log += u'd'; });
    later(&loop, [&] {
        object->deleteLater();
        QEventLoop inner; // deletion waits for the loop it was asked in
        later(&inner, [&] {
            log += u'i';
            inner.quit();
        });
        inner.exec();
        log += u'e';
        later(&loop, [&] { loop.quit(); });
    });
    loop.exec();
    return log;
}

QString interruptInEvent()
{
    QString log;
    QObject object;
    QTimer timer;
    QObject::connect(&timer, &QTimer::timeout, &object, [&] { log += u't'; });
    timer.start(0);
    later(&object, [] { current()->interrupt(); });
    log += current()->processEvents(QEventLoop::WaitForMoreEvents) ? u'y' : u'n';
    return log;
}

struct Scenario
{
    const char *name;
    QString (*run)();
    const char16_t *expected;
};
constexpr Scenario scenarios[] = {
    {"posted events in order, new ones next turn", postedEventsInOrder, u"123|4"},
    {"priorities", priorities, u"321"},
    {"awake, posted events, about to block", blocksAfterPosts, u"ap|abt"},
    {"sockets before zero timers, each once a turn", socketsAndZeroTimers, u"sz|sz|sz|"},
    {"nested loops", nestedLoops, u"(i)"},
    {"quit the outer loop inside the inner", quitOuterInsideInner, u"oi."},
    {"deferred delete", deferredDelete, u"ied"},
    {"interrupt in an event", interruptInEvent, u"n"},
};

} // namespace

class TestEpollOrder : public QObject
{
    Q_OBJECT
private slots:
    void sameOrderAsQt_data();
    void sameOrderAsQt();
};

void TestEpollOrder::sameOrderAsQt_data()
{
    QTest::addColumn<const Scenario *>("scenario");
    QTest::addColumn<bool>("ours");
    for (const Scenario &scenario : scenarios) {
        QTest::addRow("Qt: %s", scenario.name) << &scenario << false;
        QTest::addRow("ours: %s", scenario.name) << &scenario << true;
    }
}

void TestEpollOrder::sameOrderAsQt()
{
    QFETCH(const Scenario *const, scenario);
    QFETCH(const bool, ours);
    QCOMPARE(runInThread(ours, scenario->run), QString::fromUtf16(scenario->expected));
}

int main(int argc, char *argv[])
{
    qputenv("QT_NO_GLIB", "1"); // Qt's own dispatcher to compare with, not GLib's
    const QCoreApplication app(argc, argv);
    TestEpollOrder test;
    return QTest::qExec(&test, argc, argv);
}
#include "tst_epollorder.moc"
