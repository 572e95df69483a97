// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "lab/callwatch.h"
#include "lab/lab.h"
#include "lab/load.h"
#include "lab/server.h"
#include "lab/steprecord.h"
#include "lab/text.h"

#include <algorithm>

namespace lab {

namespace {

using namespace std::chrono_literals;

/// What the article's program prints from the beginning of the turn in which somebody is answered to its end.
/// Lives in the server's thread; lines() is for others when that has ended.
class TurnConsole
{
public:
    [[nodiscard]] QStringList lines() const { return m_lines; }

    void print(const QString &line)
    {
        const bool isNewTurn = line == u"----1";
        m_isOver = m_isOver || (isNewTurn && m_lines.contains(u"----4"));
        if (m_isOver)
            return;
        if (isNewTurn)
            m_lines.clear();
        m_lines.append(line);
    }

private:
    bool m_isOver = false;
    QStringList m_lines;
};

/// The clients of the turn: the one that asks stands in the middle of those that do not.
class Recording
{
public:
    Recording(Loop loop, int idle, std::stop_token stop)
        : m_stop(std::move(stop))
    {
        m_turn.loop = loop;
        m_turn.idle = idle;
        m_turn.asking = (idle + 1) / 2;
    }

    [[nodiscard]] tl::expected<Turn, QString> record();

private:
    [[nodiscard]] bool isBlocking() const { return m_turn.loop == Loop::Blocking; }
    [[nodiscard]] tl::expected<void, QString> connectListed(const Listening &listening);
    [[nodiscard]] tl::expected<void, QString> connectQueued(quint16 port);
    [[nodiscard]] tl::expected<void, QString> watchOneAnswer(Listening listening);
    [[nodiscard]] tl::expected<void, QString> ask(const Load &load);

    std::stop_token m_stop;
    Turn m_turn;
    TurnConsole m_console;
    std::vector<Socket> m_clients;
    std::vector<Socket> m_accepted;
    std::vector<Recorded> m_recorded; // by the watch's thread, until that has ended
};

tl::expected<Turn, QString> Recording::record()
{
    auto listening = listenOnLoopback();
    if (!listening)
        return tl::unexpected(listening.error());
    if (!isBlocking()) {
        if (const auto connected = connectListed(*listening); !connected)
            return tl::unexpected(connected.error());
    }
    if (const auto watched = watchOneAnswer(std::move(*listening)); !watched)
        return tl::unexpected(watched.error());
    std::vector<quint16> ports;
    for (const Socket &client : m_clients)
        ports.push_back(localPort(client.descriptor()));
    m_turn.steps = turnSteps(m_turn.loop, m_recorded, ports, m_turn.asking);
    m_turn.console = m_console.lines();
    return std::move(m_turn);
}

/// Those that a loop with a list begins with.
tl::expected<void, QString> Recording::connectListed(const Listening &listening)
{
    auto pairs = connectPairs(listening, m_turn.idle + 1, m_stop);
    if (!pairs)
        return tl::unexpected(pairs.error());
    m_clients = std::move(pairs->clients);
    m_accepted = std::move(pairs->accepted);
    return {};
}

/// Those that a loop without one accepts itself, under the watch.
tl::expected<void, QString> Recording::connectQueued(quint16 port)
{
    auto clients = connectClients(port, m_turn.idle + 1, m_stop);
    if (!clients)
        return tl::unexpected(clients.error());
    m_clients = std::move(*clients);
    return {};
}

tl::expected<void, QString> Recording::watchOneAnswer(Listening listening)
{
    const Load load(listening.port, labFolder(), m_stop);
    CallWatch watch([this](const Call &call) { m_recorded.push_back(recorded(call)); });
    const auto server = startServer(m_turn.loop, std::move(listening.socket), std::move(m_accepted),
                                    labFolder(), [this](const QString &line) { m_console.print(line); });
    server->watch(watch);
    if (!watch.isAttached())
        return tl::unexpected(
            Lab::tr("This system does not let a program watch its own system calls (seccomp_unotify)."));
    if (isBlocking()) {
        if (auto connected = connectQueued(listening.port); !connected)
            return connected;
    }
    return m_stop.stop_requested() ? tl::unexpected(Lab::tr("Cancelled.")) : ask(load);
}

tl::expected<void, QString> Recording::ask(const Load &load)
{
    const bool waitsForSilent = isBlocking() && m_turn.idle > 0;
    const QByteArray question = request("/");
    const auto answer
        = answerOf(m_clients[size_t(m_turn.asking)], question, waitsForSilent ? 300ms : 10s, m_stop);
    m_turn.answered = answer == labFolder().answer(question).bytes;
    if (m_turn.answered == waitsForSilent && !m_stop.stop_requested())
        return tl::unexpected(Lab::tr("The lab's server does not answer."));
    // When somebody else is answered as well that turn is over, and its end recorded.
    if (!waitsForSilent) {
        if (auto answered = load.askOnce(); !answered)
            return answered;
    }
    if (m_stop.stop_requested())
        return tl::unexpected(Lab::tr("Cancelled."));
    return {};
}

} // namespace

tl::expected<Turn, QString> recordTurn(Loop loop, int idle, const std::stop_token &stop)
{
    // All but the first stay in the queue of Blocking.
    const int most = loop == Loop::Blocking ? mostQueued : mostTurnIdle;
    const int possible = std::min(most, possibleIdle(raiseDescriptorLimit(), 1));
    return Recording(loop, std::clamp(idle, 0, possible), stop).record();
}

} // namespace lab
