// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "trace/log.h"

#include <QRandomGenerator>

/// A made-up server run: connections and exchanges that come, go on and end by chance, the same every time.
class Scene
{
public:
    explicit Scene(quint32 seed)
        : m_random(seed)
    {
    }

    /// What one frame brings: a few new ones, a few that go on, a few that end.
    trace::Batch frame();
    /// That many exchanges that came and went.
    trace::Batch finished(int count);

    [[nodiscard]] int below(int bound) { return m_random.bounded(bound); }
    [[nodiscard]] trace::SteadyNs now() const { return m_now; }

    [[nodiscard]] trace::ConnectionPtr newConnection();
    [[nodiscard]] std::shared_ptr<trace::Exchange> newExchange();

private:
    void touch(trace::ConnectionRecord &connection);
    void touch(trace::Exchange &exchange);

    QRandomGenerator m_random;
    trace::SteadyNs m_now = 1'000'000;
    quint64 m_lastConnection = 0;
    quint64 m_lastExchange = 0;
    std::vector<trace::ConnectionRecord> m_open;
    std::vector<trace::Exchange> m_running;
};
