// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "net/limits.h"
#include "net/networkplaces.h"
#include "net/startfailure.h"
#include "net/trust.h"
#include "site/site.h"
#include "trace/ring.h"

#include <QHash>
#include <QHostAddress>
#include <QObject>
#include <QStringList>
#include <QTimer>

#include <tl/expected.hpp>

#include <chrono>
#include <functional>
#include <memory>
#include <optional>
#include <vector>

namespace net {

struct Numbers;

/// Everything that says how to serve. A value; the window and `porthole serve` fill the same one.
struct ServerConfig
{
    site::SiteRules site;
    std::vector<QHostAddress> addresses = {QHostAddress(QHostAddress::LocalHost)};
    bool network = false; ///< also on every address this machine has in its networks, followed as they change
    quint16 port = 7788;  ///< 0 picks a free one
    int loops = 1;
    Limits limits;
    std::vector<Subnet> trustedProxies; ///< whose word about the client's address is taken
    QList<QHostAddress> bans;           ///< whose connections are closed as soon as they are made
};

/// Counters of all loops, read at any moment without waiting.
struct Totals
{
    quint64 accepted = 0;
    quint64 open = 0;      ///< connections
    quint64 exchanges = 0; ///< finished
    quint64 errors = 0;    ///< exchanges answered with 4xx or 5xx, or broken off
    quint64 bytesIn = 0;
    quint64 bytesOut = 0;
    quint64 refusedDescriptors = 0; ///< times accepting paused because descriptors ran out
    qint64 loopLagNs = 0;           ///< the largest lag among the loops in the last sampling interval
};

/// The server: listening sockets and one worker thread per loop. Lives in the thread that made it (the
/// window's or main); every method is to be called there. Commands go to the loops as queued calls that carry
/// values.
class Server : public QObject
{
    Q_OBJECT
public:
    enum class State : quint8 { Stopped, Listening, Stopping };
    Q_ENUM(State)

    /// Says which addresses this machine has; a test tells its own.
    using PlaceSource = std::function<QList<Place>()>;

    explicit Server(QObject *parent = nullptr, PlaceSource placeSource = networkPlaces);
    /// Stops at once and waits for the threads.
    ~Server() override;

    /// Opens the folder, binds, starts the loops. When it returns a value, connections are being accepted.
    [[nodiscard]] tl::expected<void, StartFailure> start(const ServerConfig &config);
    /// Accepts no more; lets running responses finish within the grace time, then closes; emits
    /// stateChanged(Stopped).
    void stop(std::chrono::milliseconds grace = std::chrono::seconds(2));
    /// Serves by these rules from the next request on; connections stay.
    [[nodiscard]] tl::expected<void, StartFailure> setSite(const site::SiteRules &rules);
    /// New limits count from the next deadline, the next request and the next connection on.
    void setLimits(const Limits &limits);
    /// Listens on every address this machine has in its networks, or no longer; connections stay. Fails, and
    /// changes nothing, when it is listening and none of the addresses can be bound.
    [[nodiscard]] tl::expected<void, StartFailure> setNetwork(bool on);

    // What a person does to connections. Nothing happens to one that is gone by then.
    void kick(quint64 connection);
    void kickAddress(const QHostAddress &address);
    /// All that wait for a request, their first or the next one.
    void kickIdle();
    /// Pauses the transfer of a response, and goes on with it.
    void hold(quint64 connection);
    void release(quint64 connection);
    /// Closes what is open from that address and whatever comes from it, until unban(); stop() changes
    /// nothing about that. Refused in one sentence for an address of this machine and for a trusted proxy,
    /// who speaks for others.
    [[nodiscard]] tl::expected<void, QString> ban(const QHostAddress &address);
    void unban(const QHostAddress &address);
    [[nodiscard]] const QList<QHostAddress> &bans() const { return m_config.bans; }
    /// The connections that somebody looks at, instead of those before: they are sampled ten times a second.
    void watch(const std::vector<quint64> &connections);

    [[nodiscard]] State state() const { return m_state; }
    [[nodiscard]] const ServerConfig &config() const { return m_config; } ///< with the port that was bound
    [[nodiscard]] quint16 port() const { return m_config.port; }
    /// "http://127.0.0.1:7788/", one for each address of the configuration, where an address that means "all"
    /// gives the local one; then those in the networks that are listened on.
    [[nodiscard]] QStringList urls() const;
    /// Every address this machine has in its networks, whether it is listened on or not.
    [[nodiscard]] QList<Place> places() const;
    /// What in the folder's rules files was left out and why; empty when all is well or nothing is
    /// served.
    [[nodiscard]] QStringList siteProblems() const;
    [[nodiscard]] Totals totals() const;
    /// One per loop, new with every start.
    [[nodiscard]] std::vector<std::shared_ptr<trace::Ring>> rings() const;

signals:
    void stateChanged(net::Server::State state);
    /// places() or urls() differ from before.
    void addressesChanged();
    /// The folder's rules files were read anew, with siteProblems().
    void siteReloaded(const QStringList &problems);
    void bansChanged();

private:
    class Loop;
    void loopFinished();
    void setState(State state);
    std::optional<StartFailure> followNetwork();
    void followSite();
    [[nodiscard]] QList<Place> currentPlaces() const;
    [[nodiscard]] tl::expected<void, StartFailure> listenOn(const QHostAddress &address);
    void stopListeningOn(const QHostAddress &address);
    void released(const QHostAddress &address);
    void applyBans();
    template <typename Command>
    void command(Command command);

    State m_state = State::Stopped;
    ServerConfig m_config;
    std::shared_ptr<Numbers> m_numbers; ///< run on over starts and stops
    std::vector<std::unique_ptr<Loop>> m_loops;
    std::shared_ptr<const site::Site> m_site; ///< while listening: the one that is served
    QTimer m_siteTimer;
    PlaceSource m_placeSource;
    QList<Place> m_places;              ///< while listening: as followNetwork() left them
    QHash<QHostAddress, int> m_leaving; ///< no longer listened on, with how many loops have yet to let go
    QTimer m_networkTimer;
};

} // namespace net
