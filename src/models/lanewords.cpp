// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/lanewords.h"

#include "models/format.h"
#include "trace/escape.h"

#include <QCoreApplication>
#include <QStringList>

namespace models {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(models::lanewords)
};

constexpr qint64 nsPerMs = 1'000'000;
constexpr qsizetype mostOfLine = 120;

QString clock(trace::SteadyNs at, const LaneMoment &moment)
{
    return moment.wallOffset == 0 ? QStringLiteral("–")
                                  : format::timeOfDay((at + moment.wallOffset) / nsPerMs);
}

/// The request line, or the beginning of what came; safe to show, and not too long.
QString requestLine(const trace::Exchange &exchange)
{
    QByteArrayView line = exchange.requestLineText();
    if (line.isEmpty())
        line = exchange.requestHead;
    if (line.isEmpty())
        return Text::tr("nothing was asked");
    const QString shown = trace::readable(line.first(std::min(line.size(), mostOfLine))).trimmed();
    return line.size() > mostOfLine ? shown + u'…' : shown;
}

QString statusText(const Bead &bead)
{
    return bead.record->status > 0
        ? Text::tr("%1 %2 %3").arg(glyph(bead.kind)).arg(bead.record->status).arg(word(bead.kind))
        : Text::tr("%1 %2").arg(glyph(bead.kind), word(bead.kind));
}

qint64 lengthOf(const Bead &bead, trace::SteadyNs now)
{
    return std::max<qint64>(std::min(bead.end, now) - bead.start, 0);
}

/// "head 0.1 ms · deciding 2 ms · sending 31 ms": the phases that took a time.
QString phases(const Bead &bead, const LaneMoment &moment, const QLocale &locale)
{
    const trace::Exchange &exchange = *bead.record;
    const trace::Timings &t = exchange.timings;
    const trace::SteadyNs end = std::min(bead.end, moment.now);
    const trace::SteadyNs sent = t.firstSent > 0 ? t.firstSent : t.responseStart;
    QStringList parts;
    const auto add = [&](const QString &text, qint64 ns) {
        if (ns > 0)
            parts << text.arg(format::duration(ns, locale));
    };
    const auto between = [end](trace::SteadyNs from, trace::SteadyNs until) {
        return from > 0 ? (until > 0 ? until : end) - from : 0;
    };
    add(Text::tr("head %1"), between(bead.start, t.headComplete));
    if (exchange.extras->requestBodyBytes > 0)
        add(Text::tr("body %1"), between(t.headComplete, t.requestComplete));
    add(Text::tr("deciding %1"), between(t.requestComplete, sent));
    add(Text::tr("sending %1"), between(sent, bead.end == Bead::running ? 0 : bead.end));
    return parts.join(QStringLiteral(" · "));
}

/// What held it up, each only when it did.
QStringList delays(const trace::Exchange &exchange, const QLocale &locale)
{
    QStringList lines;
    const auto add = [&](const QString &text, qint64 ns) {
        if (ns > 0)
            lines << text.arg(format::duration(ns, locale));
    };
    add(Text::tr("waited %1 for an earlier request"), exchange.extras->blockedNs);
    add(Text::tr("waited %1 for the client or the network to take more"), exchange.extras->stalledNs);
    add(Text::tr("waited %1 for the speed limit"), exchange.extras->throttledNs);
    add(Text::tr("waited %1 for the disk"), exchange.diskNs);
    if (exchange.loopLagNs >= stallNs)
        add(Text::tr("its loop was late by up to %1"), exchange.loopLagNs);
    if (exchange.isHeld())
        lines << Text::tr("held back now");
    return lines;
}

QString exchangeCard(const Bead &bead, const LaneMoment &moment, const QLocale &locale)
{
    const trace::Exchange &exchange = *bead.record;
    QStringList lines{requestLine(exchange)};
    lines << Text::tr("%1 · %2").arg(statusText(bead), trace::sentence(exchange));
    if (!exchange.extras->why.isEmpty())
        lines << exchange.extras->why;
    const QString where = phases(bead, moment, locale);
    lines << (where.isEmpty()
                  ? format::duration(lengthOf(bead, moment.now), locale)
                  : Text::tr("%1: %2").arg(format::duration(lengthOf(bead, moment.now), locale), where));
    lines << delays(exchange, locale);
    if (exchange.extras->requestBodyBytes > 0)
        lines << Text::tr("%1 received, %2 sent")
                     .arg(format::bytes(exchange.extras->requestBodyBytes, locale),
                          format::bytes(exchange.bodySent, locale));
    else
        lines << Text::tr("%1 sent").arg(format::bytes(exchange.bodySent, locale));
    lines << Text::tr("at %1, request %2 on connection %3")
                 .arg(clock(bead.start, moment))
                 .arg(exchange.ordinal)
                 .arg(exchange.connection);
    return lines.join(u'\n');
}

QString runCard(const LaneItem &item, const LaneMoment &moment, const QLocale &locale)
{
    QString text = Text::tr("%1 requests within %2 at %3")
                       .arg(locale.toString(item.count), format::duration(item.until - item.from, locale),
                            clock(item.from, moment));
    if (item.troubles > 0)
        text += u'\n' + Text::tr("%1 of them errors or broken off").arg(locale.toString(item.troubles));
    return text + u'\n' + Text::tr("Zoom in to tell them apart.");
}

/// "ready to read at 12:03:04.500: 512 B in 2 turns".
QString readyText(const LaneItem &item, const LaneMoment &moment, const QLocale &locale)
{
    using Kind = trace::Transfer::Kind;
    const QString when = clock(item.from, moment);
    const QString bytes = format::bytes(std::max<qint64>(item.transfer.bytes, 0), locale);
    const int turns = int(item.transfer.turns);
    switch (item.transfer.kind) {
    case Kind::Read:
        return Text::tr("ready to read at %1: %2 in %n turn(s)", nullptr, turns).arg(when, bytes);
    case Kind::Write:
        return Text::tr("ready to write at %1: the kernel took %2 in %n turn(s)", nullptr, turns)
            .arg(when, bytes);
    case Kind::EmptyRead:
        return Text::tr("woken up to read at %1, %n time(s): nothing was there", nullptr, turns).arg(when);
    case Kind::FullBuffer: break;
    }
    return item.transfer.bytes < 0
        ? Text::tr("the kernel's send buffer was full at %1").arg(when)
        : Text::tr("the kernel's send buffer was full at %1, with %2 still to hand over").arg(when, bytes);
}

/// What is drawn between the exchanges, without its length.
QString gapText(const LaneItem &item)
{
    switch (item.shape) {
    case LaneShape::AcceptWait: return Text::tr("waited at least %1 to be accepted");
    case LaneShape::Listening: return Text::tr("connected and said nothing for %1");
    case LaneShape::HalfClosed:
        return item.byClient ? Text::tr("the client has said goodbye (FIN), we have not: half-closed for %1")
                             : Text::tr("we have said goodbye (FIN), the client has not: half-closed for %1");
    case LaneShape::Draining: return Text::tr("we have said goodbye and waited %1 for the client's");
    default: return Text::tr("idle %1");
    }
}

} // namespace

QString word(LaneShape shape)
{
    switch (shape) {
    case LaneShape::AcceptWait: return Text::tr("waiting to be accepted");
    case LaneShape::Listening: return Text::tr("connected, nothing asked");
    case LaneShape::Idle: return Text::tr("idle");
    case LaneShape::HalfClosed: return Text::tr("half-closed");
    case LaneShape::Draining: return Text::tr("waiting for the client's goodbye");
    case LaneShape::Head: return Text::tr("reading the head");
    case LaneShape::Body: return Text::tr("reading the body");
    case LaneShape::Deciding: return Text::tr("deciding");
    case LaneShape::Sending: return Text::tr("sending");
    case LaneShape::Blocked: return Text::tr("waiting behind an earlier request");
    case LaneShape::Held: return Text::tr("held back");
    case LaneShape::Bead: return Text::tr("one request");
    case LaneShape::Run: return Text::tr("several requests");
    case LaneShape::Retransmit: return Text::tr("sent again");
    case LaneShape::ZeroWindow: return Text::tr("client's buffer full");
    case LaneShape::Ready: return Text::tr("socket ready");
    case LaneShape::ClosedByFin: return Text::tr("closed (FIN)");
    case LaneShape::ClosedByRst: return Text::tr("closed (RST)");
    }
    return {};
}

QString laneSentence(const Lane &lane, const LaneMoment &moment, const QLocale &locale)
{
    QStringList parts;
    if (lane.connection) {
        const trace::ConnectionRecord &connection = *lane.connection;
        parts << word(stateKind(connection));
        if (connection.state == trace::State::Closed)
            parts << trace::sentence(connection.cause);
        parts << Text::tr("%n request(s)", nullptr, int(connection.requests));
        parts << Text::tr("%1 sent").arg(format::bytes(qint64(connection.bytesOut), locale));
        parts << Text::tr("open for %1")
                     .arg(format::duration(
                         std::max<qint64>(std::min(lane.end(), moment.now) - lane.start(), 0), locale));
    } else {
        parts << Text::tr("%n request(s)", nullptr, int(lane.beads.size()));
    }
    return Text::tr("Connection %1 from %2: %3.")
        .arg(locale.toString(lane.id), QString::fromLatin1(lane.clientText()),
             parts.join(QStringLiteral(", ")));
}

QString beadSentence(const Bead &bead, const LaneMoment &moment, const QLocale &locale)
{
    const QString status = bead.record->status > 0
        ? Text::tr("%1 %2").arg(bead.record->status).arg(word(bead.kind))
        : word(bead.kind);
    return Text::tr("%1, %2, %3, %4.")
        .arg(requestLine(*bead.record), status, trace::sentence(*bead.record),
             format::duration(lengthOf(bead, moment.now), locale));
}

QString card(const Lane &lane, const LaneItem &item, const LaneMoment &moment, const QLocale &locale)
{
    if (item.shape == LaneShape::Ready)
        return readyText(item, moment, locale) + u'\n' + requestLine(*lane.beads[*item.bead].record);
    if (item.bead && item.count > 1)
        return runCard(item, moment, locale);
    if (item.bead)
        return exchangeCard(lane.beads[*item.bead], moment, locale);
    const QString whose
        = Text::tr("connection %1, %2").arg(lane.id).arg(QString::fromLatin1(lane.clientText()));
    QString what;
    switch (item.shape) {
    case LaneShape::ClosedByFin:
    case LaneShape::ClosedByRst:
        what = Text::tr("%1 at %2").arg(trace::sentence(lane.connection->cause), clock(item.from, moment));
        break;
    case LaneShape::Retransmit:
        what = Text::tr("%n segment(s) sent again by %1 (sampled)", nullptr, int(item.count))
                   .arg(clock(item.from, moment));
        break;
    case LaneShape::ZeroWindow:
        what = Text::tr("the client's buffer was full at %1 (sampled)").arg(clock(item.from, moment));
        break;
    default: what = gapText(item).arg(format::duration(item.until - item.from, locale));
    }
    const bool counts
        = item.shape == LaneShape::Idle && lane.end() == Bead::running && item.until == moment.now;
    if (const qint64 left = moment.idleLimitNs - (item.until - item.from); counts && left > 0)
        what = Text::tr("%1, closes in %2").arg(what, format::duration(left, locale));
    return what + u'\n' + whose;
}

QString backlogSentence(const BacklogPoint &point, const LaneMoment &moment, const QLocale &locale)
{
    return Text::tr("%1 with us, %2 in the kernel, %3 in flight at %4 (sampled).")
        .arg(format::bytes(point.ours, locale), format::bytes(point.kernel, locale),
             format::bytes(point.inFlight, locale), clock(point.at, moment));
}

QString lagSentence(int loop, const HeatCell &cell, const LaneMoment &moment, const QLocale &locale)
{
    return Text::tr("Loop %1 was late by %2 at %3.")
        .arg(loop)
        .arg(format::duration(cell.lagNs, locale), clock(cell.at, moment));
}

QString gateSentence(const Gate &gate, const QLocale &locale)
{
    if (gate.waiting < 0)
        return Text::tr("How many connections wait to be accepted is not known.");
    if (gate.limit < 0)
        return Text::tr("%1 connections wait to be accepted.").arg(locale.toString(gate.waiting));
    return Text::tr("%1 of at most %2 connections wait to be accepted.")
        .arg(locale.toString(gate.waiting), locale.toString(gate.limit));
}

QString overflowSentence(const Overflow &overflow, const LaneMoment &moment, const QLocale &locale)
{
    return Text::tr(
               "%1 connections turned away for a full queue by %2 (of this host, not of this program alone).")
        .arg(locale.toString(overflow.count), clock(overflow.at, moment));
}

QString spanSentence(const trace::TimeSpan &span, const LaneMoment &moment, const QLocale &locale)
{
    return Text::tr("%1: %2 to %3")
        .arg(format::duration(span.until - span.from, locale), clock(span.from, moment),
             clock(span.until, moment));
}

} // namespace models
