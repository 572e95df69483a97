// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/connectionstory.h"

#include "models/format.h"
#include "models/marks.h"
#include "models/verdict.h"

#include <QCoreApplication>

#include <algorithm>

namespace models {

using trace::SteadyNs;
using trace::TcpInfo;

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(models::connectionstory)
};

QString known(qint64 value, const QString &text)
{
    return value < 0 ? QStringLiteral("–") : text;
}

QString microseconds(qint64 us, const QLocale &locale)
{
    return known(us, format::duration(us * 1000, locale));
}

/// "812 ms (83 %)" of the time there was something to send.
QString limited(qint64 us, qint64 busyUs, const QLocale &locale)
{
    if (us < 0 || busyUs <= 0)
        return microseconds(us, locale);
    return Text::tr("%1 (%2 %)").arg(microseconds(us, locale)).arg(us * 100 / busyUs);
}

QString times(quint64 count, const QLocale &locale)
{
    return count == 1 ? Text::tr("once") : Text::tr("%1 times").arg(locale.toString(count));
}

QString perTurn(quint64 bytes, quint64 turns, const QLocale &locale)
{
    return format::bytes(turns > 0 ? qint64(bytes / turns) : 0, locale);
}

} // namespace

QString story(const trace::ConnectionRecord &connection, Moment now, const QLocale &locale)
{
    const bool closed = connection.state == trace::State::Closed;
    const QString lived = format::duration(connection.closed - connection.accepted, locale);
    const QString since = format::duration(now.at - connection.stateSince, locale);
    const QString state = word(stateKind(connection));
    QStringList sentences;
    sentences << (closed ? Text::tr("Lived %1.").arg(lived)
                      : now.told == Told::Recorded
                      ? Text::tr("It was %1, for %2, when the recording ended.").arg(state, since)
                      : Text::tr("It is %1, for %2.").arg(state, since));
    sentences << whoClosed(connection);
    if (connection.acceptWaitNs > 0)
        sentences << Text::tr("It waited at least %1 to be accepted.")
                         .arg(format::duration(connection.acceptWaitNs, locale));
    if (connection.reads > 0)
        sentences << Text::tr("Bytes came %1, %2 at a time.")
                         .arg(times(connection.reads, locale),
                              perTurn(connection.bytesIn, connection.reads, locale));
    if (connection.emptyReads > 0)
        sentences << Text::tr("It was ready to read and nothing came %1.")
                         .arg(times(connection.emptyReads, locale));
    if (connection.writes > 0)
        sentences << Text::tr("Written %1, %2 at a time.")
                         .arg(times(connection.writes, locale),
                              perTurn(connection.bytesOut, connection.writes, locale));
    if (connection.fullBuffers > 0)
        sentences << Text::tr("The kernel's buffer was full %1.").arg(times(connection.fullBuffers, locale));
    return sentences.join(u' ');
}

QString keepStory(const trace::ConnectionRecord &connection, Moment now, const KeepLimits &limits,
                  const QLocale &locale)
{
    if (connection.state == trace::State::Closed || now.told == Told::Recorded)
        return {};
    QStringList sentences;
    if (connection.state == trace::State::Idle && limits.idleNs > 0) {
        constexpr qint64 second = 1'000'000'000;
        const qint64 left = limits.idleNs - (now.at - connection.stateSince);
        const QString limit = format::duration(limits.idleNs, locale);
        sentences << (left > 0
                          ? Text::tr("Closes in %1 s if nothing comes: idle connections are kept for %2.")
                                .arg(locale.toString((left + second - 1) / second), limit)
                          : Text::tr("It has been idle for %1 and is about to be closed.").arg(limit));
    }
    if (limits.requests > 0)
        sentences << Text::tr("Request %1 of %2.")
                         .arg(locale.toString(connection.requests), locale.toString(limits.requests));
    return sentences.join(u' ');
}

std::vector<Figure> tcpFigures(const std::optional<TcpInfo> &tcp, const QLocale &locale)
{
    const TcpInfo info = tcp.value_or(TcpInfo());
    const auto bytes = [&locale](qint64 count) { return known(count, format::bytes(count, locale)); };
    return {
        {Text::tr("Round trip"), microseconds(info.rttUs, locale),
         Text::tr("How long a segment and its confirmation take, smoothed (rtt).")},
        {Text::tr("Shortest"), microseconds(info.minRttUs, locale),
         Text::tr("The shortest round trip (min_rtt).")},
        {Text::tr("Sent again"), known(info.retransmits, locale.toString(info.retransmits)),
         Text::tr("Segments that were lost and sent again (retrans).")},
        {Text::tr("Window"), known(info.congestionWindow, locale.toString(info.congestionWindow)),
         Text::tr("Segments that may be on their way at once (cwnd).")},
        {Text::tr("Client's room"), bytes(info.sendWindow),
         Text::tr("Bytes the client lets us send now; 0: its buffer is full (snd_wnd).")},
        {Text::tr("Busy"), microseconds(info.busyUs, locale),
         Text::tr("Time in which there was something to send (busy).")},
        {Text::tr("Limited by client"), limited(info.rwndLimitedUs, info.busyUs, locale),
         Text::tr("Of that, held back by the client's full buffer (rwnd_limited).")},
        {Text::tr("Limited by us"), limited(info.sndbufLimitedUs, info.busyUs, locale),
         Text::tr("Of that, held back because our send buffer was too small (sndbuf_limited).")},
    };
}

std::vector<Figure> backlogFigures(const trace::TcpSample *sample, const QLocale &locale)
{
    const auto bytes = [&locale](qint64 count) { return known(count, format::bytes(count, locale)); };
    return {
        {Text::tr("With us"), bytes(sample ? sample->backlog : -1),
         Text::tr("Bytes of the response that the kernel has not taken yet.")},
        {Text::tr("In the kernel"), bytes(sample ? sample->tcp.unsent : -1),
         Text::tr("Taken by the kernel and not sent yet.")},
        {Text::tr("On their way"), bytes(sample ? sample->tcp.inFlight : -1),
         Text::tr("Sent, and not confirmed by the client's system yet.")},
    };
}

Backlog backlogOf(const trace::TcpSample &sample)
{
    const auto known = [](qint64 bytes) { return std::max<qint64>(0, bytes); };
    return {known(sample.backlog), known(sample.tcp.unsent), known(sample.tcp.inFlight)};
}

} // namespace models
