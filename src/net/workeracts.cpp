// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "net/connection.h"
#include "net/listener.h"
#include "net/worker.h"

#include <utility>

// What a person does to connections, and what they look at.
namespace net {

using trace::CloseCause;
using trace::State;

Connection *Worker::find(quint64 id)
{
    const auto found = m_connections.find(id);
    return found == m_connections.end() ? nullptr : found->second.connection.get();
}

void Worker::setBans(const QSet<QHostAddress> &bans)
{
    m_plan.bans = bans;
    forEach([&bans](Connection &connection) {
        if (bans.contains(unmapped(connection.peer())))
            connection.end(CloseCause::Banned);
    });
}

void Worker::kick(quint64 connection)
{
    if (Connection *found = find(connection))
        found->end(CloseCause::Kicked);
}

void Worker::kickAddress(const QHostAddress &address)
{
    forEach([&address](Connection &connection) {
        if (unmapped(connection.peer()) == address)
            connection.end(CloseCause::Kicked);
    });
}

void Worker::kickIdle()
{
    forEach([](Connection &connection) {
        const trace::ConnectionRecord &record = connection.record();
        const bool neverAsked = record.state == State::Receiving && record.requests == 0;
        if (record.state == State::Idle || neverAsked)
            connection.end(CloseCause::Kicked);
    });
}

void Worker::hold(quint64 connection)
{
    Connection *found = find(connection);
    if (!found)
        return;
    found->hold();
    if (found->record().state == State::Held)
        m_held.insert(connection);
}

void Worker::release(quint64 connection)
{
    m_held.remove(connection);
    if (Connection *found = find(connection))
        found->release();
}

void Worker::watch(const std::vector<quint64> &connections)
{
    std::unordered_map<quint64, trace::TcpSamplePtr> watched;
    for (const quint64 id : connections) {
        const auto before = m_watched.find(id);
        if (find(id))
            watched.emplace(id, before == m_watched.end() ? nullptr : before->second);
    }
    m_watched = std::move(watched);
}

void Worker::sample(trace::SteadyNs now)
{
    m_surroundings.loopLagNs = m_lag->takeMaxNs();
    m_plan.tally->lagNs.set(quint64(m_surroundings.loopLagNs));
    std::vector<qintptr> listeners;
    for (const auto &listener : m_listeners)
        listeners.push_back(listener->socketDescriptor());
    if (auto sample = m_sampler.look(now, m_surroundings.loopLagNs, m_connections.size(), listeners))
        m_plan.ring->push(std::move(sample));
    sampleWatched();
}

/// A sample for whoever watches, when it says something new.
void Worker::sampleWatched()
{
    for (const quint64 id : std::as_const(m_held)) {
        if (Connection *connection = find(id); connection && !m_watched.contains(id))
            (void)connection->look();
    }
    m_held.removeIf([this](quint64 id) {
        const Connection *connection = find(id);
        return !connection || connection->record().state != State::Held;
    });
    for (auto watched = m_watched.begin(); watched != m_watched.end();) {
        Connection *connection = find(watched->first);
        if (!connection) {
            watched = m_watched.erase(watched);
            continue;
        }
        auto sample = connection->look();
        const auto &before = watched->second;
        if (sample && (!before || before->backlog != sample->backlog || before->tcp != sample->tcp)) {
            watched->second = sample;
            m_plan.ring->push(std::move(sample));
        }
        ++watched;
    }
}

} // namespace net
