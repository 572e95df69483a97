// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "net/worker.h"

#include "net/connection.h"
#include "net/listener.h"
#include "net/socketcalls.h"
#include "trace/steadyclock.h"

#include <QAbstractEventDispatcher>
#include <QScopedValueRollback>
#include <QThread>

#include <algorithm>
#include <chrono>

namespace net {

namespace {

constexpr std::chrono::milliseconds TickTime{100};
constexpr std::chrono::milliseconds WakeTime{25}; ///< of connections that wait for tokens
constexpr qsizetype ScratchBytes = 64 * 1024;
constexpr size_t LateRecords = 65536;

bool isError(const trace::Exchange &exchange)
{
    return exchange.status >= 400 || exchange.outcome != trace::Outcome::Complete;
}

} // namespace

Worker::Worker(WorkerPlan plan)
    : m_plan(std::move(plan))
    , m_scratch(ScratchBytes, Qt::Uninitialized)
    , m_sampler(m_plan.loop)
{
    setSite(m_plan.site);
    m_surroundings.trustedProxies = m_plan.trustedProxies;
    applyLimits();
    m_surroundings.nextExchangeId = [numbers = m_plan.numbers] { return ++numbers->exchanges; };
    m_surroundings.clock = &Worker::now;
    m_surroundings.publish = [this](const trace::Record &record) { publish(record); };
    m_ticker.setInterval(TickTime);
    connect(&m_ticker, &QTimer::timeout, this, &Worker::tick);
    m_waker.setInterval(WakeTime);
    connect(&m_waker, &QTimer::timeout, this, &Worker::wakeWaiting);
}

Worker::~Worker()
{
    for (const qintptr descriptor : m_plan.listeners) // it was never started
        closeSocket(descriptor);
}

trace::SteadyNs Worker::now()
{
    return trace::steadyNow();
}

void Worker::start()
{
    Q_ASSERT(thread() == QThread::currentThread());
    setWallClock();
    m_accepting = true;
    for (const qintptr descriptor : std::exchange(m_plan.listeners, {}))
        addListener(descriptor);
    m_ticker.start();
    connect(QAbstractEventDispatcher::instance(), &QAbstractEventDispatcher::awake, this,
            [this] { m_surroundings.replies.nextTurn(); }); // said before the loop waits
    m_lag = std::make_unique<loop::LoopLag>();
}

void Worker::stop(std::chrono::milliseconds grace)
{
    if (m_stopAt > 0)
        return;
    m_stopAt = now() + std::chrono::nanoseconds(grace).count();
    m_listeners.clear();
    forEach([](Connection &connection) { connection.finishSoon(); });
    checkStopped();
}

void Worker::setSite(std::shared_ptr<const site::Site> site)
{
    m_surroundings.cache.setBudget(site->rules().cacheBytes / m_plan.loops);
    m_surroundings.site = std::move(site);
    m_surroundings.replies.clear();
}

void Worker::setLimits(const Limits &limits)
{
    m_plan.limits = limits;
    applyLimits();
}

void Worker::applyLimits()
{
    m_surroundings.limits = m_plan.limits;
    const quint64 speed = m_plan.limits.speed;
    m_bucket.setSpeed(speed == 0 ? 0 : std::max<quint64>(1, speed / quint64(m_plan.loops)));
}

qint64 Worker::offer(trace::SteadyNs now)
{
    if (m_bucket.isLimited() && !m_waiting.empty() && !m_waking)
        return 0; // others were there before
    return m_bucket.offer(now);
}

void Worker::waitForTokens(Connection &connection)
{
    m_waiting.push_back(connection.id());
    if (!m_waker.isActive())
        m_waker.start();
}

/// Who got tokens goes to the end of the line, so that all get the same.
void Worker::wakeWaiting()
{
    const QScopedValueRollback waking(m_waking, true);
    std::deque<quint64> line = std::exchange(m_waiting, {});
    while (!line.empty() && m_bucket.offer(now()) > 0) {
        const auto found = m_connections.find(line.front());
        line.pop_front();
        if (found != m_connections.end())
            found->second.connection->resume();
    }
    m_waiting.insert(m_waiting.begin(), line.cbegin(), line.cend());
    if (m_waiting.empty())
        m_waker.stop();
}

void Worker::addListener(qintptr descriptor)
{
    if (m_stopAt > 0) {
        closeSocket(descriptor);
        return;
    }
    auto listener = std::make_unique<Listener>();
    connect(listener.get(), &Listener::accepted, this, &Worker::adopt);
    connect(listener.get(), &Listener::exhausted, this, &Worker::acceptFailed);
    listener->adopt(descriptor);
    if (!m_accepting)
        listener->pauseAccepting();
    m_listeners.push_back(std::move(listener));
}

void Worker::removeListener(const QHostAddress &address)
{
    const auto found = std::find_if(m_listeners.begin(), m_listeners.end(), [&](const auto &listener) {
        return listener->serverAddress() == address;
    });
    if (found == m_listeners.end())
        return;
    if (m_accepting)
        (*found)->waitForNewConnection(0); // whoever connected is served; what is left at the end gets RST
    m_listeners.erase(found);
}

bool Worker::hasRoom() const
{
    return int(m_connections.size()) < std::max(1, m_plan.limits.connections / m_plan.loops);
}

void Worker::adopt(qintptr descriptor)
{
    trace::ConnectionRecord record;
    record.id = ++m_plan.numbers->connections;
    record.loop = m_plan.loop;
    record.accepted = now();
    record.acceptedMs = m_surroundings.wallMs(record.accepted);
    Slot slot{std::make_unique<Connection>(descriptor, std::move(record), *this), {}, 0};
    Connection &connection = *slot.connection;
    const bool isTooMany = isOverAddressLimit(slot);
    m_connections.emplace(connection.id(), std::move(slot));
    m_plan.tally->accepted.add(1);
    m_plan.tally->open.set(m_connections.size());
    publish(std::make_shared<const trace::ConnectionRecord>(connection.record())); // its row comes at once
    if (m_plan.bans.contains(unmapped(connection.peer())))
        connection.end(trace::CloseCause::Banned);
    else if (isTooMany)
        connection.end(trace::CloseCause::AddressLimit);
    else
        connection.begin();
    if (!hasRoom())
        accepting(false);
}

/// Counts it; a trusted proxy brings many clients.
bool Worker::isOverAddressLimit(Slot &slot)
{
    const int most = m_plan.limits.perAddress;
    const QHostAddress peer = slot.connection->peer();
    if (most == 0 || isTrusted(peer, m_surroundings.trustedProxies))
        return false;
    slot.client = AddressCount::clientOf(peer);
    return m_clients.add(*slot.client) > most;
}

/// Qt stops accepting when accept() fails for lack of descriptors or memory and would stay deaf; the next
/// tick tries again.
void Worker::acceptFailed()
{
    m_accepting = false;
    m_plan.tally->acceptPauses.add(1);
}

void Worker::accepting(bool on)
{
    m_accepting = on;
    for (const auto &listener : m_listeners) {
        if (on)
            listener->resumeAccepting();
        else
            listener->pauseAccepting();
    }
}

void Worker::touched(Connection &connection)
{
    m_touched.push_back(connection.id());
}

void Worker::retire(Connection &connection)
{
    const auto found = m_connections.find(connection.id());
    Q_ASSERT(found != m_connections.end());
    if (found->second.client)
        m_clients.remove(*found->second.client);
    found->second.connection.release()->deleteLater(); // it is on the stack
    m_connections.erase(found);
    m_plan.tally->open.set(m_connections.size());
    checkStopped();
}

void Worker::tick()
{
    const trace::SteadyNs time = now();
    setWallClock();
    publishLate();
    publishTouched();
    m_surroundings.replies.expire(time);
    expire(time);
    if (!m_accepting && hasRoom())
        accepting(true);
    sample(time);
    if (m_stopAt > 0 && time >= m_stopAt)
        forEach([](Connection &connection) { connection.end(trace::CloseCause::ServerStopped); });
}

void Worker::publish(const trace::Record &record)
{
    const auto *exchange = std::get_if<trace::ExchangePtr>(&record);
    if (exchange && (*exchange)->outcome != trace::Outcome::InProgress) {
        m_plan.tally->exchanges.add(1);
        m_plan.tally->errors.add(isError(**exchange) ? 1 : 0);
    }
    const auto *connection = std::get_if<trace::ConnectionPtr>(&record);
    const bool mustArrive = connection && (*connection)->state == trace::State::Closed;
    if (mustArrive && !m_plan.ring->hasRoom() && m_late.size() < LateRecords)
        m_late.push_back(record); // else its row would say "open" for ever
    else
        m_plan.ring->push(record);
}

void Worker::publishLate()
{
    while (!m_late.empty() && m_plan.ring->hasRoom()) {
        m_plan.ring->push(m_late.front());
        m_late.pop_front();
    }
}

void Worker::publishTouched()
{
    for (const quint64 id : std::exchange(m_touched, {})) {
        const auto found = m_connections.find(id);
        if (found == m_connections.end())
            continue;
        found->second.connection->publishSnapshot();
        queueDeadline(id, found->second);
    }
}

void Worker::queueDeadline(quint64 id, Slot &slot)
{
    const trace::SteadyNs deadline = slot.connection->deadline();
    if (deadline == 0 || (slot.due != 0 && slot.due <= deadline))
        return;
    slot.due = deadline;
    m_due.push({deadline, id});
}

void Worker::expire(trace::SteadyNs now)
{
    while (!m_due.empty() && m_due.top().at <= now) {
        const Due due = m_due.top();
        m_due.pop();
        auto found = m_connections.find(due.connection);
        if (found == m_connections.end() || found->second.due != due.at)
            continue;
        found->second.due = 0;
        found->second.connection->checkDeadline(now);
        found = m_connections.find(due.connection); // it may be gone by now
        if (found != m_connections.end())
            queueDeadline(due.connection, found->second);
    }
}

/// Sampled at every tick, so the stamps follow a wall clock that is set.
void Worker::setWallClock()
{
    const auto wall = std::chrono::system_clock::now().time_since_epoch() / std::chrono::nanoseconds(1);
    m_surroundings.wallOffsetNs = wall - now();
}

void Worker::checkStopped()
{
    if (m_stopAt == 0 || !m_connections.empty())
        return;
    m_ticker.stop();
    publishLate();
    emit finished();
}

/// For each connection there is now; the action may close it.
void Worker::forEach(const std::function<void(Connection &)> &action)
{
    std::vector<quint64> ids;
    ids.reserve(m_connections.size());
    for (const auto &[id, slot] : m_connections)
        ids.push_back(id);
    for (const quint64 id : ids) {
        if (const auto found = m_connections.find(id); found != m_connections.end())
            action(*found->second.connection);
    }
}

} // namespace net
