// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/summary.h"

#include "gui/filterterms.h"
#include "http/status.h"
#include "models/format.h"
#include "models/marks.h"
#include "models/verdict.h"
#include "trace/filterwrite.h"
#include "trace/head.h"

#include <QCoreApplication>

namespace gui {
namespace {

namespace format = models::format;
using models::RequestColumn;
using trace::Exchange;
using trace::FilterKey;

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(gui::summary)
};

/// By shape and word: the hue is the table's.
QString status(const Exchange &exchange)
{
    const models::StatusKind kind = models::statusKind(exchange);
    const QString sent = exchange.status > 0
        ? QStringLiteral("%1 %2")
              .arg(exchange.status)
              .arg(QString::fromLatin1(http::reasonPhrase(exchange.status)))
        : Text::tr("no response");
    return Text::tr("%1 %2, %3").arg(models::glyph(kind), sent.trimmed(), models::word(kind));
}

QString client(const Exchange &exchange)
{
    const QString peer = QString::fromLatin1(exchange.client.text());
    return exchange.extras->forwardedFor.isEmpty()
        ? peer
        : Text::tr("%1, as the proxy at %2 says").arg(QString::fromUtf8(exchange.extras->forwardedFor), peer);
}

QString connection(const Exchange &exchange, const QLocale &locale)
{
    const QString number = locale.toString(exchange.connection);
    const QString ordinal = locale.toString(exchange.ordinal);
    if (exchange.outcome == trace::Outcome::InProgress)
        return Text::tr("%1, request %2 on it").arg(number, ordinal);
    return exchange.cause == trace::CloseCause::Open
        ? Text::tr("%1, request %2 on it; kept open after it").arg(number, ordinal)
        : Text::tr("%1, request %2 on it; ended with it").arg(number, ordinal);
}

QString took(const Exchange &exchange, const models::Moment &moment, const QLocale &locale)
{
    const qint64 ns = exchange.durationNs();
    if (ns >= 0)
        return format::duration(ns, locale);
    const QString soFar = format::duration(moment.at - exchange.timings.firstByte, locale);
    return moment.told == models::Told::Recorded ? Text::tr("%1 until the recording ended").arg(soFar)
                                                 : Text::tr("%1 so far").arg(soFar);
}

QString received(const Exchange &exchange, const QLocale &locale)
{
    const QString head = format::bytes(exchange.requestHead.size(), locale);
    return exchange.extras->requestBodyBytes > 0
        ? Text::tr("head of %1, body of %2")
              .arg(head, format::bytes(exchange.extras->requestBodyBytes, locale))
        : Text::tr("head of %1, no body").arg(head);
}

/// What was sent of what was announced; the difference is what the client did not get.
QString sent(const Exchange &exchange, const QLocale &locale)
{
    if (exchange.status == 0)
        return Text::tr("nothing");
    const QString done = format::bytes(exchange.bodySent, locale);
    QString text = exchange.bodyLength < 0 ? Text::tr("%1 of content, length not announced").arg(done)
        : exchange.bodySent == exchange.bodyLength
        ? Text::tr("%1 of content, all of it").arg(done)
        : Text::tr("%1 of %2 of content (%3 %)")
              .arg(done, format::bytes(exchange.bodyLength, locale),
                   locale.toString(exchange.bodySent * 100 / std::max<qint64>(1, exchange.bodyLength)));
    if (exchange.extras->bodyAcknowledged >= 0 && exchange.extras->bodyAcknowledged < exchange.bodySent)
        text += Text::tr("; the client's system confirmed %1")
                    .arg(format::bytes(exchange.extras->bodyAcknowledged, locale));
    return text;
}

QString lineTerm(const QByteArray &head, int line, FilterKey key)
{
    const QList<QByteArray> lines = head.split('\n');
    if (line < 1 || line >= lines.size())
        return {};
    const QByteArray alone = "\r\n" + lines[line].trimmed(); // a head of one field
    const auto fields = trace::headFields(alone);
    return fields.empty() ? QString() : trace::fieldTerm(key, fields[0].name, fields[0].value);
}

} // namespace

std::vector<Fact> summary(const FactSources &sources, const QLocale &locale)
{
    const Exchange &exchange = sources.exchange;
    std::vector<Fact> facts;
    const auto add = [&](const QString &name, const QString &value, FactPage page, RequestColumn column) {
        facts.push_back({name, value, page, filterTerm(exchange, column)});
    };
    add(Text::tr("Status"), status(exchange), FactPage::Why, RequestColumn::Status);
    add(Text::tr("Sent"), sent(exchange, locale), FactPage::Body, RequestColumn::Size);
    add(Text::tr("Took"), took(exchange, sources.moment, locale), FactPage::Timing, RequestColumn::Duration);
    add(Text::tr("Client"), client(exchange), FactPage::None, RequestColumn::Client);
    add(Text::tr("Connection"), connection(exchange, locale), FactPage::Connection,
        RequestColumn::Connection);
    const QString ended
        = sources.connection ? models::whoClosed(*sources.connection) : trace::sentence(exchange.cause);
    if (sources.connection || exchange.cause != trace::CloseCause::Open)
        add(Text::tr("Hung up"), ended, FactPage::Connection, RequestColumn::Outcome);
    facts.push_back({Text::tr("Cache"), sources.cache, FactPage::Cache, {}});
    if (!exchange.methodText().isEmpty())
        add(Text::tr("Method"), QString::fromLatin1(exchange.methodText()), FactPage::None,
            RequestColumn::Method);
    add(Text::tr("Address"), format::target(models::targetOrLine(exchange)), FactPage::None,
        RequestColumn::Path);
    if (!exchange.contentType.isEmpty())
        add(Text::tr("Type"), QString::fromLatin1(exchange.contentType), FactPage::Body, RequestColumn::Type);
    add(Text::tr("Received"), received(exchange, locale), FactPage::None, RequestColumn::Outcome);
    facts.back().term.clear(); // the language has no word for the size of a request
    add(Text::tr("Began"), format::exactTime(exchange.startedMs), FactPage::None, RequestColumn::Time);
    if (!exchange.diskPath.isEmpty())
        facts.push_back({Text::tr("File"), exchange.diskPath, FactPage::None,
                         trace::exactTerm(FilterKey::File, exchange.diskPath)});
    return facts;
}

QString requestLineTerm(const Exchange &exchange, int line)
{
    return line == 0 ? filterTerm(exchange, RequestColumn::Path)
                     : lineTerm(exchange.requestHead, line, FilterKey::RequestHeader);
}

QString responseLineTerm(const Exchange &exchange, int line)
{
    return line == 0 ? filterTerm(exchange, RequestColumn::Status)
                     : lineTerm(exchange.responseHead, line, FilterKey::ResponseHeader);
}

} // namespace gui
