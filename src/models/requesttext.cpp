// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/requesttext.h"

#include "models/format.h"
#include "models/marks.h"
#include "trace/escape.h"

#include <QCoreApplication>
#include <QDateTime>

namespace models {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(models::RequestsModel)
};

/// "404 Not Found", as it was sent.
QString statusLine(const trace::Exchange &exchange)
{
    const QByteArrayView head = exchange.responseHead;
    const qsizetype space = head.indexOf(' ');
    const qsizetype end = head.indexOf("\r\n");
    if (space < 0 || end < space)
        return exchange.status > 0 ? QString::number(exchange.status) : QString();
    return trace::readable(head.sliced(space + 1, end - space - 1));
}

/// Whom it came from; a proxy tells no port.
QString client(const trace::Exchange &exchange)
{
    return exchange.extras->forwardedFor.isEmpty() ? QString::fromUtf8(exchange.client.text())
                                                   : trace::readable(exchange.extras->forwardedFor);
}

QString path(const trace::Exchange &exchange)
{
    const QByteArrayView target = exchange.targetText();
    return target.isEmpty() ? trace::readable(targetOrLine(exchange)) : format::target(target);
}

/// How it ended and, unless all went well, why.
QString outcome(const trace::Exchange &exchange)
{
    QString ending = trace::sentence(exchange);
    const auto kind = statusKind(exchange);
    const bool fine = kind == StatusKind::Success || kind == StatusKind::Redirection;
    if (fine || kind == StatusKind::InProgress || exchange.extras->why.isEmpty())
        return ending;
    return Text::tr("%1: %2").arg(ending, exchange.extras->why);
}

} // namespace

QString text(const trace::Exchange &exchange, RequestColumn column, trace::SteadyNs now,
             const QLocale &locale)
{
    switch (column) {
    case RequestColumn::Id: return locale.toString(exchange.id);
    case RequestColumn::Time: return format::timeOfDay(exchange.startedMs);
    case RequestColumn::Connection: return locale.toString(exchange.connection);
    case RequestColumn::Client: return client(exchange);
    case RequestColumn::Method: return trace::readable(exchange.methodText());
    case RequestColumn::Path: return path(exchange);
    case RequestColumn::Status: return exchange.status > 0 ? QString::number(exchange.status) : QString();
    case RequestColumn::Type: return trace::readable(exchange.contentType);
    case RequestColumn::Size: return format::bytes(exchange.bodySent, locale);
    case RequestColumn::Duration: return format::duration(durationNs(exchange, now), locale);
    case RequestColumn::Outcome: return outcome(exchange);
    }
    return {};
}

QString exactText(const trace::Exchange &exchange, RequestColumn column, trace::SteadyNs now,
                  const QLocale &locale)
{
    switch (column) {
    case RequestColumn::Id:
        return Text::tr("Request %1, number %2 on its connection")
            .arg(locale.toString(exchange.id), locale.toString(exchange.ordinal));
    case RequestColumn::Time:
        return Text::tr("%1, %2").arg(
            format::exactTime(exchange.startedMs),
            format::ago(exchange.startedMs, QDateTime::currentMSecsSinceEpoch(), locale));
    case RequestColumn::Client:
        return exchange.extras->forwardedFor.isEmpty()
            ? client(exchange)
            : Text::tr("%1, told by the proxy %2")
                  .arg(client(exchange), QString::fromUtf8(exchange.client.text()));
    case RequestColumn::Path: return trace::readable(targetOrLine(exchange));
    case RequestColumn::Status: {
        const QString line = statusLine(exchange);
        const QString kind = word(statusKind(exchange));
        return line.isEmpty() ? kind : Text::tr("%1 (%2)").arg(line, kind);
    }
    case RequestColumn::Size:
        if (exchange.bodySent == exchange.bodyLength || exchange.bodyLength < 0)
            return format::exactBytes(exchange.bodySent, locale);
        return Text::tr("%1 of %2")
            .arg(locale.toString(exchange.bodySent), format::exactBytes(exchange.bodyLength, locale));
    case RequestColumn::Duration: return format::exactDuration(durationNs(exchange, now), locale);
    case RequestColumn::Outcome:
        return exchange.extras->why.isEmpty()
            ? text(exchange, column, now, locale)
            : Text::tr("%1: %2").arg(trace::sentence(exchange), exchange.extras->why);
    default: return text(exchange, column, now, locale);
    }
}

QString sentence(const trace::Exchange &exchange, trace::SteadyNs now, const QLocale &locale)
{
    const QString answer = text(exchange, RequestColumn::Status, now, locale).isEmpty()
        ? Text::tr("no answer")
        : exactText(exchange, RequestColumn::Status, now, locale);
    return Text::tr("Request %1 from %2: %3 %4: %5, %6 in %7, %8")
        .arg(locale.toString(exchange.id), client(exchange), trace::readable(exchange.methodText()),
             path(exchange), answer, text(exchange, RequestColumn::Size, now, locale),
             text(exchange, RequestColumn::Duration, now, locale), outcome(exchange));
}

} // namespace models
