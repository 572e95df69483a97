// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAbstractEventDispatcher>

#include <atomic>
#include <memory>

/// Qt's event loop on Linux' epoll: a turn costs what is ready, however many descriptors are watched. Give it
/// to QThread::setEventDispatcher() before the thread starts, or to QCoreApplication::setEventDispatcher()
/// before the application is made. Lives in the thread it drives; wakeUp() and interrupt() may be called from
/// any thread.
///
/// It behaves like Qt's dispatcher for Unix, with what epoll makes different:
/// - a descriptor that was closed under its enabled notifier is not noticed (poll would tell); one that is
/// already bad
///   when its notifier is enabled is warned about, and the notifier disabled;
/// - two notifiers of one type on one descriptor: a warning, and the newer one gets the events, as with Qt's;
/// - precise timers are exact to what the kernel offers, not to the millisecond.
///
/// Needs Qt Core alone.
class EpollDispatcher final : public QAbstractEventDispatcher
{
    Q_OBJECT
public:
    /// Ends the program (qFatal) when the system gives no more descriptors: there is no loop without them.
    explicit EpollDispatcher(QObject *parent = nullptr);
    ~EpollDispatcher() override;

    /// One turn: posted events, then notifiers, then timers. True when anything was done; as with Qt's
    /// dispatchers zero timers do not count, so that "until there is nothing left" ends.
    bool processEvents(QEventLoop::ProcessEventsFlags flags) override;

    void registerSocketNotifier(QSocketNotifier *notifier) override;
    void unregisterSocketNotifier(QSocketNotifier *notifier) override;

    using QAbstractEventDispatcher::registerTimer;
    void registerTimer(int timerId, qint64 interval, Qt::TimerType timerType, QObject *object) override;
    bool unregisterTimer(int timerId) override;
    /// True when the object had timers.
    bool unregisterTimers(QObject *object) override;
    QList<TimerInfo> registeredTimers(QObject *object) const override;
    /// Milliseconds, rounded up; 0 when overdue, -1 when there is no such timer.
    int remainingTime(int timerId) override;

    void wakeUp() override;
    void interrupt() override;

private:
    class Poller;
    class Timers;

    /// Whether the loop must be told that there is something to do. Only a sleeping loop costs a system call.
    enum class Wake : quint8 { Running, Asleep, Told };

    bool mayRegister(const QObject *object, const char *what) const;

    std::unique_ptr<Poller> m_poller;
    std::unique_ptr<Timers> m_timers;
    std::atomic<Wake> m_wake = Wake::Running;
    std::atomic<quint32> m_interrupts = 0;
};
