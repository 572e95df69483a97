// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/phases.h"

#include <QCoreApplication>

#include <algorithm>

namespace models {

using trace::SteadyNs;

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(models::phases)
};

/// Lays phases end to end.
class Builder
{
public:
    explicit Builder(SteadyNs now)
        : m_now(now)
    {
    }

    void add(PhaseKind kind, qint64 ns, bool running = false)
    {
        list.push_back({kind, m_end, std::max<qint64>(0, ns), running});
        m_end += list.back().ns;
    }
    /// From one stamp to the next, or until now when that has not come and the exchange goes on; the next
    /// stamp, 0 when there is nothing to follow.
    SteadyNs between(PhaseKind kind, SteadyNs from, SteadyNs to, bool goesOn)
    {
        if (from == 0 || (to == 0 && !goesOn))
            return 0;
        add(kind, (to == 0 ? m_now : to) - from, to == 0);
        return to;
    }

    std::vector<Phase> list;

private:
    SteadyNs m_now;
    qint64 m_end = 0;
};

} // namespace

std::vector<Phase> phases(const trace::Exchange &exchange, const trace::ConnectionRecord *connection,
                          SteadyNs now)
{
    const trace::Timings &t = exchange.timings;
    const bool goesOn = exchange.outcome == trace::Outcome::InProgress;
    Builder builder(now);
    if (exchange.ordinal == 1 && connection && connection->acceptWaitNs > 0)
        builder.add(PhaseKind::AcceptWait, connection->acceptWaitNs);
    if (exchange.extras->blockedNs > 0)
        builder.add(PhaseKind::Blocked, exchange.extras->blockedNs);
    // What was broken off ends the phase it was in, and so does an answer to what was never whole.
    const auto end = [&](PhaseKind kind, SteadyNs stamp) {
        const bool received = kind == PhaseKind::Head || kind == PhaseKind::Body;
        return stamp > 0                      ? stamp
            : received && t.responseStart > 0 ? t.responseStart
            : goesOn                          ? 0
                                              : t.finished;
    };
    const std::pair<PhaseKind, SteadyNs> stamps[] = {{PhaseKind::Head, t.headComplete},
                                                     {PhaseKind::Body, t.requestComplete},
                                                     {PhaseKind::Deciding, t.responseStart},
                                                     {PhaseKind::FirstByte, t.firstSent},
                                                     {PhaseKind::Sending, t.finished}};
    SteadyNs from = t.firstByte;
    for (const auto &[kind, stamp] : stamps) {
        const SteadyNs to = end(kind, stamp);
        if (kind == PhaseKind::Body && exchange.extras->requestBodyBytes == 0 && to == from)
            continue; // there was none
        from = builder.between(kind, from, to, goesOn);
        if (from == 0 || (stamp == 0 && to == t.finished && t.finished > 0))
            break;
    }
    const bool isLast = connection && connection->requests == exchange.ordinal;
    if (isLast && t.finished > 0 && connection->acknowledged >= t.finished)
        builder.add(PhaseKind::Drained, connection->acknowledged - t.finished);
    return builder.list;
}

qint64 total(const std::vector<Phase> &phases)
{
    return phases.empty() ? 0 : phases.back().startNs + phases.back().ns;
}

QString heading(PhaseKind kind)
{
    switch (kind) {
    case PhaseKind::AcceptWait: return Text::tr("Accept wait");
    case PhaseKind::Blocked: return Text::tr("Waiting its turn");
    case PhaseKind::Head: return Text::tr("Head");
    case PhaseKind::Body: return Text::tr("Body");
    case PhaseKind::Deciding: return Text::tr("Deciding");
    case PhaseKind::FirstByte: return Text::tr("First byte");
    case PhaseKind::Sending: return Text::tr("Sending");
    case PhaseKind::Drained: return Text::tr("Drained");
    }
    return {};
}

QString explanation(PhaseKind kind)
{
    switch (kind) {
    case PhaseKind::AcceptWait:
        return Text::tr(
            "The connection stood in the kernel's queue before we accepted it, at least so long.");
    case PhaseKind::Blocked:
        return Text::tr("It was there already, behind an earlier request of its connection.");
    case PhaseKind::Head: return Text::tr("From its first byte to the end of its head.");
    case PhaseKind::Body: return Text::tr("From the end of its head to the end of its body.");
    case PhaseKind::Deciding: return Text::tr("Looking for the file and deciding the answer.");
    case PhaseKind::FirstByte: return Text::tr("From the answer to its first byte in the kernel's hands.");
    case PhaseKind::Sending: return Text::tr("From the first byte in the kernel's hands to the last.");
    case PhaseKind::Drained:
        return Text::tr("From the last byte in the kernel's hands to the client's word that it has all.");
    }
    return {};
}

qint64 heldNs(const trace::Exchange &exchange, SteadyNs now)
{
    qint64 sum = 0;
    for (const trace::Hold &hold : exchange.extras->holds)
        sum += (hold.until > 0 ? hold.until : now) - hold.from;
    return std::max<qint64>(0, sum);
}

std::vector<SendingShare> sendingShares(const trace::Exchange &exchange, SteadyNs now)
{
    std::vector<SendingShare> shares;
    const auto add = [&shares](const QString &label, qint64 ns) {
        if (ns > 0)
            shares.push_back({label, ns});
    };
    add(Text::tr("client or network"), exchange.extras->stalledNs);
    add(Text::tr("disk"), exchange.diskNs);
    add(Text::tr("speed limit"), exchange.extras->throttledNs);
    add(Text::tr("held by you"), heldNs(exchange, now));
    return shares;
}

} // namespace models
