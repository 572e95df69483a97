// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/moment.h"

#include <algorithm>

namespace models {
namespace {

using trace::SteadyNs;

SteadyNs latestOf(const trace::ConnectionPtr &connection)
{
    return std::max({connection->accepted, connection->stateSince, connection->lastActivity,
                     connection->clientFin, connection->serverFin, connection->closed,
                     connection->acknowledged});
}

SteadyNs latestOf(const trace::ExchangePtr &exchange)
{
    const trace::Timings &t = exchange->timings;
    SteadyNs last = std::max(
        {t.firstByte, t.headComplete, t.requestComplete, t.responseStart, t.firstSent, t.finished});
    if (!exchange->extras->transfers.empty())
        last = std::max(last, exchange->extras->transfers.back().at);
    if (!exchange->extras->holds.empty())
        last = std::max({last, exchange->extras->holds.back().from, exchange->extras->holds.back().until});
    return last;
}

SteadyNs latestOf(const trace::LoopSamplePtr &sample)
{
    return sample->at;
}

SteadyNs latestOf(const trace::TcpSamplePtr &sample)
{
    return sample->at;
}

} // namespace

SteadyNs latest(const trace::Batch &batch)
{
    SteadyNs last = 0;
    for (const trace::Record &record : batch)
        last = std::max(last, std::visit([](const auto &kind) { return latestOf(kind); }, record));
    return last;
}

} // namespace models
