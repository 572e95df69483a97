// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "net/limits.h"
#include "site/site.h"
#include "trace/ring.h"

#include <QHostAddress>
#include <QObject>
#include <QStringList>

#include <tl/expected.hpp>

#include <chrono>
#include <memory>
#include <utility>
#include <vector>

namespace net {

struct Numbers;

/// A network as QHostAddress::parseSubnet() gives it: address and length of its prefix.
using Subnet = std::pair<QHostAddress, int>;

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
};

/// Why the server could not start: one plain sentence with what to do, and what the window can offer.
struct StartFailure
{
    enum class Kind : quint8 { PortInUse, NoRight, BadAddress, Folder, Other };
    Kind kind = Kind::Other;
    QString sentence;
    quint16 nextFreePort = 0; ///< for PortInUse: a port that was free a moment ago; else 0
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

    explicit Server(QObject *parent = nullptr);
    /// Stops at once and waits for the threads.
    ~Server() override;

    /// Opens the folder, binds, starts the loops. When it returns a value, connections are being accepted.
    [[nodiscard]] tl::expected<void, StartFailure> start(const ServerConfig &config);
    /// Accepts no more; lets running responses finish within the grace time, then closes; emits
    /// stateChanged(Stopped).
    void stop(std::chrono::milliseconds grace = std::chrono::seconds(2));
    /// Serves by these rules from the next request on; connections stay.
    [[nodiscard]] tl::expected<void, StartFailure> setSite(const site::SiteRules &rules);

    [[nodiscard]] State state() const { return m_state; }
    [[nodiscard]] const ServerConfig &config() const { return m_config; } ///< with the port that was bound
    [[nodiscard]] quint16 port() const { return m_config.port; }
    /// "http://127.0.0.1:7788/", one for each address; an address that means "all" gives the local one.
    [[nodiscard]] QStringList urls() const;
    [[nodiscard]] Totals totals() const;
    /// One per loop, new with every start.
    [[nodiscard]] std::vector<std::shared_ptr<trace::Ring>> rings() const;

signals:
    void stateChanged(net::Server::State state);

private:
    class Loop;
    void loopFinished();
    void setState(State state);

    State m_state = State::Stopped;
    ServerConfig m_config;
    std::shared_ptr<Numbers> m_numbers; ///< run on over starts and stops
    std::vector<std::unique_ptr<Loop>> m_loops;
};

} // namespace net
