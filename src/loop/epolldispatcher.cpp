// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "epolldispatcher.h"

#include <QCoreApplication>
#include <QEvent>
#include <QSocketNotifier>
#include <QThread>
#include <QtAlgorithms>

#include <algorithm>
#include <array>
#include <chrono>
#include <cstring>
#include <limits>
#include <optional>
#include <set>
#include <unordered_map>
#include <utility>
#include <vector>

#include <cerrno>
#include <poll.h>
#include <sys/epoll.h>
#include <sys/eventfd.h>
#include <unistd.h>

using namespace std::chrono_literals;

namespace {

using Clock = std::chrono::steady_clock;
using std::chrono::milliseconds;
using std::chrono::nanoseconds;

constexpr Clock::time_point AtOnce = Clock::time_point::min();
constexpr Clock::time_point Never = Clock::time_point::max();

/// How long a system call may sleep; nothing means for ever.
std::optional<nanoseconds> timeLeft(Clock::time_point until)
{
    if (until == Never)
        return std::nullopt;
    if (until == AtOnce)
        return 0ns;
    return std::max<nanoseconds>(until - Clock::now(), 0ns);
}

timespec toTimespec(nanoseconds time)
{
    return {time_t(time / 1s), long((time % 1s).count())};
}

int toMilliseconds(const timespec &time)
{
    const qint64 ms = qint64(time.tv_sec) * 1000 + (time.tv_nsec + 999'999) / 1'000'000;
    return int(std::min<qint64>(ms, std::numeric_limits<int>::max()));
}

/// What epoll is asked for and what it answers, by QSocketNotifier::Type. Like poll, a hang-up or an error is
/// news for every type.
struct Kind
{
    const char *name;
    quint32 interest;
    quint32 news;
};
constexpr std::array<Kind, 3> kinds{{
    {"Read", EPOLLIN, EPOLLIN | EPOLLHUP | EPOLLERR},
    {"Write", EPOLLOUT, EPOLLOUT | EPOLLHUP | EPOLLERR},
    {"Exception", EPOLLPRI, EPOLLPRI | EPOLLHUP | EPOLLERR},
}};
static_assert(QSocketNotifier::Read == 0 && QSocketNotifier::Write == 1 && QSocketNotifier::Exception == 2);

constexpr quint32 bit(size_t type)
{
    return 1U << type;
}

/// One descriptor and who wants to know about it.
struct Watch
{
    std::array<QSocketNotifier *, kinds.size()> notifiers{};
    quint32 serial = 0;   ///< tells it from an earlier watch of the same descriptor number
    quint32 applied = 0;  ///< the interest epoll knows; 0: not added
    quint32 ready = 0;    ///< one bit for each notifier that waits for its event in this round
    bool changed = false; ///< listed in Poller::m_changed

    [[nodiscard]] quint32 interest() const
    {
        quint32 result = 0;
        for (size_t type = 0; type < kinds.size(); ++type)
            result |= notifiers[type] ? kinds[type].interest : 0;
        return result;
    }
    /// An event is for those who were registered when it was found, not for who comes later.
    void setReady(quint32 events)
    {
        ready = 0;
        for (size_t type = 0; type < kinds.size(); ++type)
            ready |= notifiers[type] && (events & kinds[type].news) ? bit(type) : 0;
    }
};

struct Timer
{
    milliseconds interval;
    Qt::TimerType type;
    QObject *object;
    Clock::time_point due;
    quint64 order; ///< of arming: breaks ties, and is never given twice

    /// A coarse timer moves to the roundest time within its tolerance, so that timers of one loop, and of all
    /// programs that do the same, wake the machine together.
    [[nodiscard]] Clock::time_point dueAfter(Clock::time_point from) const
    {
        const Clock::time_point exact = from + interval;
        if (interval == 0ms || type == Qt::PreciseTimer)
            return exact;
        const nanoseconds tolerance = type == Qt::CoarseTimer ? nanoseconds(interval) / 20 : 500ms;
        for (const nanoseconds grid : {1000ms, 500ms, 250ms, 100ms, 50ms, 25ms, 10ms, 5ms, 2ms}) {
            const Clock::time_point rounded(grid * ((exact.time_since_epoch() + grid / 2) / grid));
            if (std::chrono::abs(rounded - exact) <= tolerance)
                return rounded > from ? rounded : rounded + grid;
        }
        return exact;
    }
};

} // namespace

/// The timers of the loop, in one heap.
class EpollDispatcher::Timers
{
public:
    void add(int id, milliseconds interval, Qt::TimerType type, QObject *object)
    {
        remove(id);
        Timer timer{interval, type, object, {}, m_order++};
        timer.due = timer.dueAfter(Clock::now());
        m_timers.emplace(id, timer);
        push(id, timer);
        m_owned.emplace(object, id);
    }

    bool remove(int id)
    {
        const auto found = m_timers.find(id);
        if (found == m_timers.end())
            return false;
        m_owned.erase({found->second.object, id});
        m_timers.erase(found);
        return true;
    }

    [[nodiscard]] QList<TimerInfo> of(const QObject *object) const
    {
        QList<TimerInfo> result;
        for (auto it = m_owned.lower_bound({object, 0}); it != m_owned.end() && it->first == object; ++it) {
            const Timer &timer = m_timers.at(it->second);
            result.append(TimerInfo(it->second, int(timer.interval.count()), timer.type));
        }
        return result;
    }

    [[nodiscard]] std::optional<nanoseconds> remaining(int id) const
    {
        const auto found = m_timers.find(id);
        return found == m_timers.end() ? std::nullopt : timeLeft(found->second.due);
    }

    Clock::time_point nextDue()
    {
        while (!m_heap.empty() && !live(m_heap.front()))
            pop();
        return m_heap.empty() ? Never : m_heap.front().due;
    }

    /// Sends the events of those that are due, each once; returns how many, zero timers not counted.
    int activate()
    {
        if (m_timers.empty())
            return 0;
        // What is armed from here on waits for the next turn, and stands behind all that is due now.
        const quint64 end = m_order;
        const Clock::time_point now = Clock::now();
        int activated = 0;
        while (nextDue() <= now && m_heap.front().order < end)
            activated += deliverFirst(now) > 0ms;
        return activated;
    }

private:
    struct Entry
    {
        Clock::time_point due;
        quint64 order;
        int id;
        bool operator<(const Entry &other) const // the heap's first is its greatest
        {
            return due != other.due ? due > other.due : order > other.order;
        }
    };

    /// Removing a timer leaves its entry behind until it comes up, or until most entries are such.
    [[nodiscard]] bool live(const Entry &entry) const
    {
        const auto found = m_timers.find(entry.id);
        return found != m_timers.end() && found->second.order == entry.order;
    }

    void push(int id, const Timer &timer)
    {
        if (m_heap.size() > 2 * m_timers.size() + 64) {
            const auto dead = [this](const Entry &entry) { return !live(entry); };
            m_heap.erase(std::remove_if(m_heap.begin(), m_heap.end(), dead), m_heap.end());
            std::make_heap(m_heap.begin(), m_heap.end());
        }
        m_heap.push_back({timer.due, timer.order, id});
        std::push_heap(m_heap.begin(), m_heap.end());
    }

    void pop()
    {
        std::pop_heap(m_heap.begin(), m_heap.end());
        m_heap.pop_back();
    }

    /// Returns the interval of the timer.
    milliseconds deliverFirst(Clock::time_point now)
    {
        const int id = m_heap.front().id;
        pop(); // and back after its event: a nested loop neither fires it again nor wakes up for it
        Timer &timer = m_timers.at(id);
        const quint64 order = timer.order = m_order++;
        timer.due = timer.dueAfter(timer.due);
        if (timer.due < now) // late: the intervals that are over are left out
            timer.due = timer.dueAfter(now);
        const milliseconds interval = timer.interval;
        QTimerEvent event(id);
        QCoreApplication::sendEvent(timer.object, &event);
        // It may be gone by now, and its id taken by another.
        const auto found = m_timers.find(id);
        if (found != m_timers.end() && found->second.order == order)
            push(id, found->second);
        return interval;
    }

    std::unordered_map<int, Timer> m_timers;           // by id
    std::set<std::pair<const QObject *, int>> m_owned; // object and id
    std::vector<Entry> m_heap;
    quint64 m_order = 0;
};

/// The descriptors of the loop and the epoll they are watched with.
class EpollDispatcher::Poller
{
public:
    Poller()
    {
        if (m_epollFd < 0)
            qFatal("EpollDispatcher: cannot make an event loop: %s", std::strerror(errno));
    }
    ~Poller()
    {
        close(m_epollFd);
        close(m_wakeFd);
    }
    Q_DISABLE_COPY_MOVE(Poller)

    /// Any thread: the descriptor never changes.
    void wakeUp() const { eventfd_write(m_wakeFd, 1); }

    void add(QSocketNotifier *notifier)
    {
        const int fd = int(notifier->socket());
        const auto [found, isNew] = m_watches.try_emplace(fd);
        Watch &watch = found->second;
        if (isNew)
            watch.serial = m_serial++;
        QSocketNotifier *&slot = watch.notifiers[notifier->type()];
        if (slot && slot != notifier) {
            qWarning("EpollDispatcher: Multiple socket notifiers for same socket %d and type %s", fd,
                     kinds[notifier->type()].name);
            watch.ready &= ~bit(notifier->type());
            watch.applied = EPOLLET; // the older one may have outlived its descriptor: ask epoll what it has
        }
        slot = notifier;
        markChanged(fd, watch);
    }

    void remove(QSocketNotifier *notifier)
    {
        const int fd = int(notifier->socket());
        const auto found = m_watches.find(fd);
        if (found == m_watches.end() || found->second.notifiers[notifier->type()] != notifier)
            return; // replaced by a newer one
        Watch &watch = found->second;
        watch.notifiers[notifier->type()] = nullptr;
        watch.ready &= ~bit(notifier->type());
        if (watch.interest() != 0) {
            markChanged(fd, watch);
            return;
        }
        // At once: the descriptor may be closed and its number given to another before the next turn.
        if (watch.applied != 0)
            epoll_ctl(m_epollFd, EPOLL_CTL_DEL, fd, nullptr);
        m_alwaysReady.erase(fd);
        m_watches.erase(found);
    }

    /// Sleeps until a descriptor is ready, somebody wakes or the time has come. What is ready waits for
    /// activate().
    void wait(Clock::time_point until)
    {
        applyChanges();
        const bool someReady = std::any_of(m_alwaysReady.begin(), m_alwaysReady.end(), [this](int fd) {
            return (m_watches.at(fd).interest() & FileEvents) != 0;
        });
        m_events.resize(std::max(m_events.size(), m_watches.size() + 1)); // as with poll, one turn takes all
        collect(waitFor(someReady ? AtOnce : until,
                        [this](const timespec *timeout) { return callEpoll(timeout); }));
    }

    /// The same with an ear for wake-ups alone.
    void waitForWakeUp(Clock::time_point until) const
    {
        pollfd wakeUp{m_wakeFd, POLLIN, 0};
        if (waitFor(until, [&](const timespec *timeout) { return ppoll(&wakeUp, 1, timeout, nullptr); }) > 0)
            consumeWakeUp();
    }

    /// Sends the events of the notifiers that are ready; returns how many.
    int activate()
    {
        int activated = 0;
        while (m_next < m_round.size()) {
            QSocketNotifier *notifier = takeReady(m_round[m_next]);
            if (!notifier) {
                ++m_next;
                continue;
            }
            QEvent event(QEvent::SockAct);
            QCoreApplication::sendEvent(notifier, &event);
            ++activated;
        }
        return activated;
    }

private:
    /// An epoll that hears wake-ups; -1 when the system gives none.
    [[nodiscard]] int makeEpoll() const
    {
        const int fd = epoll_create1(EPOLL_CLOEXEC);
        epoll_event event{};
        event.events = EPOLLIN;
        event.data.u64 = WakeUpToken;
        if (fd < 0 || epoll_ctl(fd, EPOLL_CTL_ADD, m_wakeFd, &event) == 0)
            return fd;
        close(fd);
        return -1;
    }

    void markChanged(int fd, Watch &watch)
    {
        if (!std::exchange(watch.changed, true))
            m_changed.push_back(fd);
    }

    /// Late, so that a notifier that is enabled and disabled within one turn costs no system call.
    void applyChanges()
    {
        while (!m_changed.empty()) { // disabling a bad notifier may append
            const auto found = m_watches.find(m_changed.back());
            m_changed.pop_back();
            if (found != m_watches.end() && std::exchange(found->second.changed, false))
                apply(found->first, found->second);
        }
    }

    void apply(int fd, Watch &watch)
    {
        const quint32 wanted = watch.interest();
        if (wanted == watch.applied)
            return;
        epoll_event event{};
        event.events = wanted;
        event.data.u64 = quint64(watch.serial) << 32 | quint32(fd);
        int result = epoll_ctl(m_epollFd, watch.applied == 0 ? EPOLL_CTL_ADD : EPOLL_CTL_MOD, fd, &event);
        if (result < 0 && (errno == ENOENT || errno == EEXIST))
            result = epoll_ctl(m_epollFd, errno == ENOENT ? EPOLL_CTL_ADD : EPOLL_CTL_MOD, fd, &event);
        watch.applied = result == 0 ? wanted : 0;
        if (result < 0 && errno == EPERM)
            m_alwaysReady.insert(fd);
        else if (result < 0)
            disable(fd, watch, std::strerror(errno));
    }

    static void disable(int fd, const Watch &watch, const char *reason)
    {
        const auto notifiers = watch.notifiers; // the watch goes with the last of them
        for (QSocketNotifier *notifier : notifiers) {
            if (!notifier)
                continue;
            qWarning("EpollDispatcher: Invalid socket %d with type %s (%s), disabling...", fd,
                     kinds[notifier->type()].name, reason);
            notifier->setEnabled(false);
        }
    }

    /// Calls until it is not interrupted by a signal.
    template <typename Call>
    static int waitFor(Clock::time_point until, Call call)
    {
        for (;;) {
            const auto left = timeLeft(until);
            const timespec timeout = toTimespec(left.value_or(0ns));
            const int count = call(left ? &timeout : nullptr);
            if (count < 0 && errno == EINTR)
                continue;
            if (count < 0)
                qErrnoWarning("EpollDispatcher: cannot wait for events");
            return count;
        }
    }

    int callEpoll(const timespec *timeout)
    {
        const int room = int(m_events.size());
#if defined(__GLIBC__) && __GLIBC_PREREQ(2, 35)
        if (m_hasPwait2) {
            const int count = epoll_pwait2(m_epollFd, m_events.data(), room, timeout, nullptr);
            if (count >= 0 || (errno != ENOSYS && errno != EPERM))
                return count;
            m_hasPwait2 = false; // older than Linux 5.11, or a sandbox
        }
#endif
        return epoll_wait(m_epollFd, m_events.data(), room, timeout ? toMilliseconds(*timeout) : -1);
    }

    void consumeWakeUp() const
    {
        eventfd_t ignored = 0;
        eventfd_read(m_wakeFd, &ignored);
    }

    void collect(int count)
    {
        m_round.clear();
        m_next = 0;
        bool stale = false;
        for (int i = 0; i < count; ++i) {
            const quint64 token = m_events[i].data.u64;
            const int fd = int(token & 0xffffffff);
            const auto found = m_watches.find(fd);
            if (token == WakeUpToken)
                consumeWakeUp();
            else if (found == m_watches.end() || found->second.serial != token >> 32)
                stale = true;
            else
                queue(fd, found->second, m_events[i].events);
        }
        for (const int fd : m_alwaysReady)
            queue(fd, m_watches.at(fd), FileEvents);
        if (stale)
            reopen();
    }

    void queue(int fd, Watch &watch, quint32 events)
    {
        watch.setReady(events);
        m_round.push_back(fd);
    }

    /// For a descriptor that was closed before its notifier was disabled while a duplicate, in a forked child
    /// say, keeps the file open: epoll would report it for ever, and it cannot be removed.
    void reopen()
    {
        const int fresh = makeEpoll();
        if (fresh < 0)
            return; // no descriptor left: the next turn tries again
        close(std::exchange(m_epollFd, fresh));
        for (auto &[fd, watch] : m_watches) {
            watch.applied = 0;
            markChanged(fd, watch);
        }
    }

    QSocketNotifier *takeReady(int fd)
    {
        const auto found = m_watches.find(fd);
        if (found == m_watches.end() || found->second.ready == 0)
            return nullptr;
        Watch &watch = found->second;
        const uint type = qCountTrailingZeroBits(watch.ready);
        watch.ready &= ~bit(type);
        return watch.notifiers[type];
    }

    static constexpr quint64 WakeUpToken = ~quint64(0);
    static constexpr quint32 FileEvents = EPOLLIN | EPOLLOUT;

    const int m_wakeFd = eventfd(0, EFD_NONBLOCK | EFD_CLOEXEC);
    int m_epollFd = makeEpoll();
    [[maybe_unused]] bool m_hasPwait2 = true;
    quint32 m_serial = 0;
    std::unordered_map<int, Watch> m_watches; // by descriptor
    std::vector<int> m_changed;               // descriptors whose interest epoll has not been told yet
    std::set<int> m_alwaysReady; // regular files: epoll refuses them, for poll they are always ready
    std::vector<epoll_event> m_events;
    // The round: descriptors that have ready notifiers. A nested loop that polls starts a new round and
    // leaves nothing to the outer one: what that had not delivered is reported again, if it is still true.
    std::vector<int> m_round;
    size_t m_next = 0;
};

EpollDispatcher::EpollDispatcher(QObject *parent)
    : QAbstractEventDispatcher(parent)
    , m_poller(std::make_unique<Poller>())
    , m_timers(std::make_unique<Timers>())
{
}

EpollDispatcher::~EpollDispatcher() = default;

bool EpollDispatcher::processEvents(QEventLoop::ProcessEventsFlags flags)
{
    // A count and not a flag, so that a nested loop cannot take away an interrupt that is meant for this one.
    const quint32 interrupts = m_interrupts;
    emit awake();
    QCoreApplication::sendPostedEvents();

    const bool mayWait = flags.testFlag(QEventLoop::WaitForMoreEvents) && m_wake == Wake::Running
        && m_interrupts == interrupts;
    if (mayWait)
        emit aboutToBlock();
    if (m_interrupts != interrupts)
        return false;

    const bool sockets = !flags.testFlag(QEventLoop::ExcludeSocketNotifiers);
    const bool timers = !flags.testFlag(QEventLoop::X11ExcludeTimers);
    // Whoever posts an event wakes up afterwards. Either this sees it and does not sleep, or the waker sees
    // Asleep and writes to the descriptor.
    Wake running = Wake::Running;
    const bool sleeps = mayWait && m_wake.compare_exchange_strong(running, Wake::Asleep);
    const Clock::time_point until = !sleeps ? AtOnce : timers ? m_timers->nextDue() : Never;
    if (sockets)
        m_poller->wait(until);
    else
        m_poller->waitForWakeUp(until);
    int done = m_wake.exchange(Wake::Running) == Wake::Told ? 1 : 0;

    if (sockets)
        done += m_poller->activate();
    if (timers)
        done += m_timers->activate();
    return done > 0;
}

void EpollDispatcher::wakeUp()
{
    if (m_wake.exchange(Wake::Told) == Wake::Asleep)
        m_poller->wakeUp();
}

void EpollDispatcher::interrupt()
{
    ++m_interrupts;
    wakeUp();
}

bool EpollDispatcher::mayRegister(const QObject *object, const char *what) const
{
    if (object && object->thread() == thread() && thread() == QThread::currentThread())
        return true;
    qWarning("EpollDispatcher: %s cannot be started or stopped from another thread", what);
    return false;
}

void EpollDispatcher::registerSocketNotifier(QSocketNotifier *notifier)
{
    if (mayRegister(notifier, "socket notifiers"))
        m_poller->add(notifier);
}

void EpollDispatcher::unregisterSocketNotifier(QSocketNotifier *notifier)
{
    if (mayRegister(notifier, "socket notifiers"))
        m_poller->remove(notifier);
}

void EpollDispatcher::registerTimer(int timerId, qint64 interval, Qt::TimerType timerType, QObject *object)
{
    // A century is for ever, and stays clear of the clock's end.
    constexpr qint64 longest = milliseconds(24h * 36525).count();
    if (timerId < 1 || interval < 0)
        qWarning("EpollDispatcher: timers need a positive id and an interval of 0 or more");
    else if (mayRegister(object, "timers"))
        m_timers->add(timerId, milliseconds(std::min(interval, longest)), timerType, object);
}

bool EpollDispatcher::unregisterTimer(int timerId)
{
    return mayRegister(this, "timers") && m_timers->remove(timerId);
}

bool EpollDispatcher::unregisterTimers(QObject *object)
{
    if (!mayRegister(object, "timers"))
        return false;
    const auto timers = m_timers->of(object);
    for (const TimerInfo &timer : timers)
        m_timers->remove(timer.timerId);
    return !timers.isEmpty();
}

QList<QAbstractEventDispatcher::TimerInfo> EpollDispatcher::registeredTimers(QObject *object) const
{
    return m_timers->of(object);
}

int EpollDispatcher::remainingTime(int timerId)
{
    const auto left = m_timers->remaining(timerId);
    if (!left)
        return -1;
    return int(
        std::min<qint64>(std::chrono::ceil<milliseconds>(*left).count(), std::numeric_limits<int>::max()));
}
