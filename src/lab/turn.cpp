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
/// Lives in the server's thread; listen() and lines() are for others, before that is watched and when it has
/// ended.
class TurnConsole
{
public:
    void listen() { m_isListening = true; }
    [[nodiscard]] QStringList lines() const { return m_lines; }

    void print(const QString &line)
    {
        const bool isNewTurn = line == u"----1";
        if (!m_isListening || m_isOver || (m_lines.isEmpty() && !isNewTurn))
            return;
        m_isOver = isNewTurn && m_lines.contains(u"----4");
        if (isNewTurn && !m_isOver)
            m_lines.clear();
        if (!m_isOver)
            m_lines.append(line);
    }

private:
    std::atomic<bool> m_isListening = false;
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
    [[nodiscard]] tl::expected<void, QString> watchOneAnswer(Server &server, CallWatch &watch,
                                                             const Load &load);
    [[nodiscard]] tl::expected<void, QString> watchFromHere(Server &server, CallWatch &watch);
    [[nodiscard]] tl::expected<void, QString> connect(const Load &load, int count);
    [[nodiscard]] tl::expected<void, QString> ask(const Load &load);

    std::stop_token m_stop;
    Turn m_turn;
    TurnConsole m_console;
    std::vector<Socket> m_clients;
    std::vector<Recorded> m_recorded; // by the watch's thread, until that has ended
};

QString stopped()
{
    return Lab::tr("Cancelled.");
}

tl::expected<Turn, QString> Recording::record()
{
    auto listening = listenOnLoopback();
    if (!listening)
        return tl::unexpected(listening.error());
    const Load load(listening->port, labFolder(), m_stop);
    {
        CallWatch watch([this](const Call &call) { m_recorded.push_back(recorded(call)); });
        const auto server = startServer(m_turn.loop, std::move(listening->socket), labFolder(),
                                        [this](const QString &line) { m_console.print(line); });
        if (auto done = watchOneAnswer(*server, watch, load); !done)
            return tl::unexpected(done.error());
    }
    std::vector<quint16> ports;
    for (const Socket &client : m_clients)
        ports.push_back(localPort(client.descriptor()));
    m_turn.steps = turnSteps(m_turn.loop, m_recorded, ports, m_turn.asking);
    m_turn.console = m_console.lines();
    return std::move(m_turn);
}

tl::expected<void, QString> Recording::watchOneAnswer(Server &server, CallWatch &watch, const Load &load)
{
    const auto watchNow = [&] { return watchFromHere(server, watch); };
    const auto connectAll = [&] {
        return connect(load, m_turn.asking).and_then([&] { return connect(load, 1); }).and_then([&] {
            return connect(load, m_turn.idle - m_turn.asking);
        });
    };
    // To watch others come takes long where each of them is tried in every turn; and a loop that waits for
    // the first of them is not watched later.
    const auto ready = isBlocking() ? watchNow().and_then(connectAll) : connectAll().and_then(watchNow);
    return ready.and_then([&] { return ask(load); });
}

tl::expected<void, QString> Recording::watchFromHere(Server &server, CallWatch &watch)
{
    m_console.listen();
    server.watch(watch);
    if (!watch.isAttached())
        return tl::unexpected(
            Lab::tr("This system does not let a program watch its own system calls (seccomp_unotify)."));
    return {};
}

tl::expected<void, QString> Recording::connect(const Load &load, int count)
{
    auto some = isBlocking() ? load.connectUnseen(count) : load.connectIdle(count);
    if (!some)
        return tl::unexpected(some.error());
    if (m_stop.stop_requested())
        return tl::unexpected(stopped());
    std::move(some->begin(), some->end(), std::back_inserter(m_clients));
    return {};
}

tl::expected<void, QString> Recording::ask(const Load &load)
{
    const bool waitsForSilent = isBlocking() && m_turn.idle > 0;
    const QByteArray question = request("/");
    const auto answer
        = answerOf(m_clients[size_t(m_turn.asking)], question, waitsForSilent ? 300ms : 10s, m_stop);
    m_turn.answered = answer == labFolder().answer(question).bytes;
    // When somebody else is answered as well that turn is over, and its end recorded.
    const bool isOver = waitsForSilent
        || load.ask({})
               .map([](const Sample &sample) { return sample.latencies.size() == 1; })
               .value_or(false);
    if (m_stop.stop_requested())
        return tl::unexpected(stopped());
    if (m_turn.answered == waitsForSilent || !isOver)
        return tl::unexpected(Lab::tr("The lab's server does not answer."));
    return {};
}

} // namespace

tl::expected<Turn, QString> recordTurn(Loop loop, int idle, std::stop_token stop)
{
    // Blocking accepts none but the first.
    const int possible = loop == Loop::Blocking ? mostQueued : possibleIdle(raiseDescriptorLimit(), 1);
    return Recording(loop, std::clamp(idle, 0, possible), std::move(stop)).record();
}

} // namespace lab
