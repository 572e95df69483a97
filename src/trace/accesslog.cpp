// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "trace/accesslog.h"

#include "http/text.h"
#include "trace/escape.h"
#include "trace/jsonline.h"

#include <QDateTime>

#include <cstdlib>

namespace trace {

namespace {

void appendTwoDigits(QByteArray &out, int number)
{
    out.append(char('0' + number / 10)).append(char('0' + number % 10));
}

/// "[18/Sep/2011:19:18:28 -0400]"
QByteArray apacheTime(qint64 second)
{
    static constexpr const char *months[]
        = {"Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
    const QDateTime local = QDateTime::fromSecsSinceEpoch(second);
    const QDate date = local.date();
    const QTime time = local.time();
    const int offset = local.offsetFromUtc() / 60;
    QByteArray out = "[";
    appendTwoDigits(out, date.day());
    out.append('/').append(months[date.month() - 1]).append('/').append(QByteArray::number(date.year()));
    for (const int part : {time.hour(), time.minute(), time.second()}) {
        out += ':';
        appendTwoDigits(out, part);
    }
    out.append(' ').append(offset < 0 ? '-' : '+');
    appendTwoDigits(out, std::abs(offset) / 60);
    appendTwoDigits(out, std::abs(offset) % 60);
    return out.append(']');
}

/// "2011-09-18T23:18:28"
QByteArray isoTime(qint64 second)
{
    return QDateTime::fromSecsSinceEpoch(second, Qt::UTC).toString(u"yyyy-MM-ddTHH:mm:ss").toLatin1();
}

/// In quotation marks, which the parts around it bring.
void appendQuoted(QByteArray &out, QByteArrayView text)
{
    if (text.isEmpty())
        out += '-';
    else
        appendEscaped(out, text);
}

/// The request line as %r gives it: like Apache, "-" for a request that never came whole, but bytes that were
/// refused are shown.
QByteArrayView requestLine(const Exchange &exchange)
{
    return exchange.outcome == Outcome::Refused ? receivedLine(exchange) : exchange.requestLineText();
}

void appendCommon(QByteArray &out, const Exchange &exchange, QByteArrayView time)
{
    const http::Decimal status(exchange.status);
    const http::Decimal length(exchange.bodyLength);
    http::append(out, {exchange.clientAddress(), " - - ", time, " \""});
    appendQuoted(out, requestLine(exchange));
    http::append(out,
                 {"\" ", exchange.status > 0 ? status.text() : "-", " ",
                  exchange.bodyLength > 0 ? length.text() : "-"});
}

} // namespace

std::optional<LogFormat> logFormat(QByteArrayView name)
{
    if (name == "common")
        return LogFormat::Common;
    if (name == "combined")
        return LogFormat::Combined;
    if (name == "json")
        return LogFormat::Json;
    if (name == "console")
        return LogFormat::Console;
    return std::nullopt;
}

QByteArray escaped(QByteArrayView text)
{
    QByteArray out;
    appendEscaped(out, text);
    return out;
}

int LogFormatter::append(QByteArray &out, const Record &record)
{
    if (m_format == LogFormat::Console)
        return appendConsole(out, record);
    const auto *pointer = std::get_if<ExchangePtr>(&record);
    if (!pointer || (*pointer)->outcome == Outcome::InProgress)
        return 0;
    const Exchange &exchange = **pointer;
    const QByteArray &time = second(exchange.startedMs);
    if (m_format == LogFormat::Json) {
        appendJsonLine(out, exchange, time);
        return 1;
    }
    appendCommon(out, exchange, time);
    if (m_format == LogFormat::Combined) {
        out += " \"";
        appendQuoted(out, exchange.requestField("Referer"));
        out += "\" \"";
        appendQuoted(out, exchange.requestField("User-Agent"));
        out += '"';
    }
    out += '\n';
    return 1;
}

int LogFormatter::appendConsole(QByteArray &out, const Record &record)
{
    const auto lines = m_console.lines(record);
    for (const ConsoleLine &line : lines)
        out.append(line.text()).append('\n');
    return int(lines.size());
}

const QByteArray &LogFormatter::second(qint64 msSinceEpoch)
{
    const qint64 second = msSinceEpoch / 1000;
    if (second != m_second) {
        m_second = second;
        m_secondText = m_format == LogFormat::Json ? isoTime(second) : apacheTime(second);
    }
    return m_secondText;
}

QByteArray logLines(const Record &record, LogFormat format)
{
    QByteArray out;
    LogFormatter(format).append(out, record);
    return out;
}

} // namespace trace
