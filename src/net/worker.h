// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "loop/looplag.h"
#include "net/addresscount.h"
#include "net/bucket.h"
#include "net/loopsampler.h"
#include "net/session.h"
#include "net/tally.h"
#include "trace/ring.h"

#include <QHostAddress>
#include <QObject>
#include <QSet>
#include <QTimer>

#include <deque>
#include <optional>
#include <queue>
#include <unordered_map>

namespace net {

class Connection;
class Listener;

/// What a worker is made with; values and things that any thread may use.
struct WorkerPlan
{
    int loop = 0;
    std::vector<qintptr> listeners; ///< listening descriptors, owned by the worker from here on
    std::shared_ptr<const site::Site> site;
    Limits limits;
    std::vector<Subnet> trustedProxies;
    QSet<QHostAddress> bans; ///< unmapped
    int loops = 1;           ///< that there are, this one among them
    std::shared_ptr<trace::Ring> ring;
    std::shared_ptr<Tally> tally;
    std::shared_ptr<Numbers> numbers;
};

/// One loop: its listeners, its connections, its clock tick. Lives in its own thread; commands reach it by
/// trace::post().
class Worker : public QObject
{
    Q_OBJECT
public:
    explicit Worker(WorkerPlan plan);
    ~Worker() override;

    /// Begins to accept.
    void start();
    /// Accepts no more, lets running responses finish within the grace time, then emits finished().
    void stop(std::chrono::milliseconds grace);
    void setSite(std::shared_ptr<const site::Site> site);
    void setLimits(const Limits &limits);
    /// Closes what is open from one of these addresses, and from now on whatever comes from there.
    void setBans(const QSet<QHostAddress> &bans);
    /// The connections that somebody looks at: they are sampled at every tick.
    void watch(const std::vector<quint64> &connections);
    /// Does that with the connection, if this loop has it.
    void kick(quint64 connection);
    void kickAddress(const QHostAddress &address);
    /// Those that wait for a request, their first or the next one.
    void kickIdle();
    void hold(quint64 connection);
    void release(quint64 connection);
    /// Takes over one more listening descriptor.
    void addListener(qintptr descriptor);
    /// Accepts what waits at the socket bound to that address, then closes it.
    void removeListener(const QHostAddress &address);

    /// The steady clock, ns.
    [[nodiscard]] static trace::SteadyNs now();

    // For its connections, in the same thread.
    [[nodiscard]] Surroundings &surroundings() { return m_surroundings; }
    [[nodiscard]] QByteArray &scratch() { return m_scratch; } ///< to read into, within one call
    [[nodiscard]] Tally &tally() { return *m_plan.tally; }
    /// Bytes that one connection may send now by the loop's share of the speed; 0: waitForTokens().
    [[nodiscard]] qint64 offer(trace::SteadyNs now);
    void take(qint64 bytes) { m_bucket.take(bytes); }
    /// Resumes the connection when there are tokens, in turn with the others that wait.
    void waitForTokens(Connection &connection);
    /// Something happened there: it is published at the next tick and its deadline is kept.
    void touched(Connection &connection);
    /// Its session is closed: forget it.
    void retire(Connection &connection);

signals:
    /// Every connection is closed; the thread may end.
    void finished();

private:
    struct Slot
    {
        std::unique_ptr<Connection> connection;
        std::optional<AddressCount::Client> client; ///< that it is counted for
        trace::SteadyNs due = 0;                    ///< the earliest of its entries in m_due; 0: none
    };
    /// A connection's deadline as it was; it is looked at anew when it comes, so a deadline that moves on
    /// costs nothing.
    struct Due
    {
        trace::SteadyNs at;
        quint64 connection;
        friend bool operator>(Due a, Due b) { return a.at > b.at; }
    };

    void adopt(qintptr descriptor);
    void acceptFailed();
    [[nodiscard]] bool hasRoom() const;
    void accepting(bool on);
    void tick();
    void publish(const trace::Record &record);
    void publishLate();
    void publishTouched();
    void queueDeadline(quint64 id, Slot &slot);
    void expire(trace::SteadyNs now);
    void setWallClock();
    void applyLimits();
    void wakeWaiting();
    [[nodiscard]] bool isOverAddressLimit(Slot &slot);
    [[nodiscard]] Connection *find(quint64 id);
    void sample(trace::SteadyNs now);
    void sampleWatched();
    void checkStopped();
    void forEach(const std::function<void(Connection &)> &action);

    WorkerPlan m_plan;
    Surroundings m_surroundings;
    QByteArray m_scratch;
    std::vector<std::unique_ptr<Listener>> m_listeners;
    std::unordered_map<quint64, Slot> m_connections;
    std::vector<quint64> m_touched;
    std::priority_queue<Due, std::vector<Due>, std::greater<>> m_due;
    std::deque<trace::Record> m_late; ///< closing records the ring had no room for
    QTimer m_ticker{this};
    AddressCount m_clients;
    Bucket m_bucket;                      ///< the loop's share of the speed
    std::deque<quint64> m_waiting;        ///< connections without tokens, the next to be resumed in front
    QTimer m_waker{this};                 ///< runs while somebody waits
    bool m_waking = false;                ///< wakeWaiting() is on the stack
    std::unique_ptr<loop::LoopLag> m_lag; ///< made in the loop's thread
    LoopSampler m_sampler;
    std::unordered_map<quint64, trace::TcpSamplePtr> m_watched; ///< with the last sample of each
    QSet<quint64> m_held; ///< watched too: nobody reads or writes that would notice a reset
    bool m_accepting = false;
    trace::SteadyNs m_stopAt = 0; ///< when the grace time ends; 0 while serving
};

} // namespace net
