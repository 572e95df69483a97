// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/verdict.h"

#include "models/format.h"
#include "models/phases.h"

#include <QCoreApplication>

#include <algorithm>
#include <array>

namespace models {

using trace::Exchange;
using trace::Outcome;
using trace::SteadyNs;

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(models::verdict)
};

constexpr qint64 WorthAWordNs = 20'000'000;

struct Wait
{
    Slowest who;
    qint64 ns;
};

qint64 lifeNs(const Exchange &exchange, SteadyNs now)
{
    const SteadyNs end = exchange.timings.finished > 0 ? exchange.timings.finished : now;
    return exchange.extras->blockedNs + end - exchange.timings.firstByte;
}

/// A stall is the network's when segments had to be sent again, else the client's, who does not read.
Slowest whoStalled(const Exchange &exchange)
{
    return exchange.extras->tcp && exchange.extras->tcp->retransmits > 0 ? Slowest::Network : Slowest::Client;
}

/// Until the request was whole; the client's own time.
qint64 requestNs(const Exchange &exchange, SteadyNs now)
{
    const trace::Timings &t = exchange.timings;
    const SteadyNs whole = t.requestComplete > 0 ? t.requestComplete
        : t.responseStart > 0                    ? t.responseStart
        : t.finished > 0                         ? t.finished
                                                 : now;
    return whole - t.firstByte;
}

Wait longestWait(const Exchange &exchange, SteadyNs now)
{
    const trace::Timings &t = exchange.timings;
    const qint64 deciding
        = t.responseStart > 0 && t.requestComplete > 0 ? t.responseStart - t.requestComplete : 0;
    const std::array waits{Wait{whoStalled(exchange), exchange.extras->stalledNs},
                           Wait{Slowest::Client, requestNs(exchange, now)},
                           Wait{Slowest::Disk, exchange.diskNs},
                           Wait{Slowest::Deciding, deciding},
                           Wait{Slowest::SpeedLimit, exchange.extras->throttledNs},
                           Wait{Slowest::Person, heldNs(exchange, now)},
                           Wait{Slowest::Queue, exchange.extras->blockedNs},
                           Wait{Slowest::Loop, exchange.loopLagNs}};
    return *std::max_element(waits.begin(), waits.end(),
                             [](const Wait &a, const Wait &b) { return a.ns < b.ns; });
}

QString progress(const Exchange &exchange, const QString &time, Told told)
{
    const bool recorded = told == Told::Recorded;
    if (exchange.isHeld())
        return recorded ? Text::tr("It was still held by hand, after %1, when the recording ended.").arg(time)
                        : Text::tr("Held by you, %1 so far.").arg(time);
    if (exchange.status == 0)
        return recorded
            ? Text::tr("Its request was still coming, after %1, when the recording ended.").arg(time)
            : Text::tr("Receiving the request for %1.").arg(time);
    return recorded ? Text::tr("It was still being sent, after %1, when the recording ended.").arg(time)
                    : Text::tr("Being sent for %1.").arg(time);
}

QString outcome(const Exchange &exchange, Moment now, const QLocale &locale)
{
    const QString time = format::duration(lifeNs(exchange, now.at), locale);
    if (exchange.outcome == Outcome::InProgress)
        return progress(exchange, time, now.told);
    if (exchange.outcome == Outcome::Complete && exchange.status == 304)
        return Text::tr("Answered in %1: the client has it already.").arg(time);
    if (exchange.outcome == Outcome::Complete)
        return Text::tr("Delivered whole in %1.").arg(time);
    QString sentence = trace::sentence(exchange);
    sentence[0] = sentence[0].toUpper();
    return Text::tr("%1, after %2.").arg(sentence, time);
}

QString blame(Slowest who, const QString &time, qint64 percent, bool isRequest)
{
    switch (who) {
    case Slowest::Nobody: return {};
    case Slowest::Client:
        return isRequest
            ? Text::tr("The client was slow to ask: its request took %1 (%2 %).").arg(time).arg(percent)
            : Text::tr("The client read slowly: for %1 (%2 %) its buffers were full.").arg(time).arg(percent);
    case Slowest::Network:
        return Text::tr("The network was slow: for %1 (%2 %) nothing more went out, and segments had to be "
                        "sent again.")
            .arg(time)
            .arg(percent);
    case Slowest::Disk: return Text::tr("The disk was slow: reading took %1 (%2 %).").arg(time).arg(percent);
    case Slowest::Deciding:
        return Text::tr("We were slow: looking for the file took %1 (%2 %).").arg(time).arg(percent);
    case Slowest::Loop:
        return Text::tr("We were late: the loop was busy with others for %1 (%2 %).").arg(time).arg(percent);
    case Slowest::SpeedLimit:
        return Text::tr("Your speed limit held it back for %1 (%2 %).").arg(time).arg(percent);
    case Slowest::Person: return Text::tr("You held it for %1 (%2 %).").arg(time).arg(percent);
    case Slowest::Queue:
        return Text::tr("It waited %1 (%2 %) behind an earlier request of its connection.")
            .arg(time)
            .arg(percent);
    }
    return {};
}

} // namespace

Slowest slowest(const Exchange &exchange, SteadyNs now)
{
    const Wait wait = longestWait(exchange, now);
    return wait.ns > WorthAWordNs && wait.ns * 4 >= lifeNs(exchange, now) ? wait.who : Slowest::Nobody;
}

QString verdict(const Exchange &exchange, Moment moment, const QLocale &locale)
{
    QString text = outcome(exchange, moment, locale);
    const SteadyNs now = moment.at;
    const Slowest who = slowest(exchange, now);
    if (who == Slowest::Nobody)
        return text;
    const Wait wait = longestWait(exchange, now);
    const qint64 percent = std::min<qint64>(100, wait.ns * 100 / std::max<qint64>(1, lifeNs(exchange, now)));
    const bool isRequest = who == Slowest::Client && wait.ns == requestNs(exchange, now);
    return text + u' ' + blame(who, format::duration(wait.ns, locale), percent, isRequest);
}

QString whoClosed(const trace::ConnectionRecord &connection)
{
    using trace::CloseCause;
    if (connection.state != trace::State::Closed) {
        if (connection.clientFin > 0)
            return Text::tr("The client has closed its half (FIN) and still listens.");
        return connection.serverFin > 0 ? Text::tr("We have closed our half and wait for the client's.")
                                        : Text::tr("Nobody has closed it.");
    }
    if (connection.cause == CloseCause::ClientReset)
        return Text::tr("The client broke it off (RST).");
    const bool clientFirst = connection.clientFin > 0
        && (connection.serverFin == 0 || connection.clientFin < connection.serverFin);
    if (clientFirst || connection.cause == CloseCause::ClientFin)
        return Text::tr("The client closed first (FIN).");
    // "server: idle for too long": who it was is said already.
    return Text::tr("We closed first: %1.")
        .arg(trace::sentence(connection.cause).section(QStringLiteral(": "), -1));
}

} // namespace models
