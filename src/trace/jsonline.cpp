// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "trace/jsonline.h"

#include "trace/console.h"
#include "trace/escape.h"
#include "trace/words.h"

namespace trace {

namespace {

/// Appends ,"key": to what is there. Keys are ours and need no escaping.
void appendKey(QByteArray &out, const char *key)
{
    out.append(",\"").append(key).append("\":");
}

void appendText(QByteArray &out, const char *key, QByteArrayView text)
{
    appendKey(out, key);
    if (text.isEmpty())
        out += "null";
    else
        appendJson(out, text);
}

void appendNumber(QByteArray &out, const char *key, qint64 number)
{
    appendKey(out, key);
    out += QByteArray::number(number);
}

/// "HTTP/1.1" at the end of a request line (RFC 9112 §3); empty when there is none.
QByteArrayView version(QByteArrayView requestLine)
{
    const QByteArrayView word = requestLine.sliced(requestLine.lastIndexOf(' ') + 1);
    return word.startsWith("HTTP/") ? word : QByteArrayView();
}

void appendTime(QByteArray &out, const Exchange &exchange, QByteArrayView second)
{
    const QByteArray ms = QByteArray::number(exchange.startedMs % 1000).rightJustified(3, '0');
    out.append("{\"time\":\"").append(second).append('.').append(ms).append("Z\"");
}

} // namespace

void appendReasons(QByteArray &out, const http::Reasons &reasons)
{
    out += '[';
    for (const http::Reason &reason : reasons) {
        if (&reason != &reasons.front())
            out += ',';
        out.append("{\"step\":\"").append(word(reason.step)).append("\",\"text\":");
        appendJson(out, reason.text);
        out += '}';
    }
    out += ']';
}

void appendJsonLine(QByteArray &out, const Exchange &exchange, QByteArrayView second)
{
    const bool understood = exchange.method.length > 0;
    appendTime(out, exchange, second);
    appendText(out, "client", exchange.clientAddress());
    appendNumber(out, "port", exchange.client.port);
    appendNumber(out, "connection", qint64(exchange.connection));
    appendNumber(out, "request", exchange.ordinal);
    appendText(out, "method", exchange.methodText());
    appendText(out, "target", exchange.targetText());
    appendText(out, "version", understood ? version(exchange.requestLineText()) : QByteArrayView());
    appendText(out, "received", understood ? QByteArrayView() : receivedLine(exchange));
    if (exchange.status > 0)
        appendNumber(out, "status", exchange.status);
    else
        appendText(out, "status", {});
    if (exchange.bodyLength >= 0)
        appendNumber(out, "length", exchange.bodyLength);
    else
        appendText(out, "length", {});
    appendNumber(out, "bytes", exchange.bodySent);
    appendNumber(out, "duration_us", exchange.durationNs() / 1000);
    appendText(out, "outcome", word(exchange.outcome));
    appendText(out, "close_cause",
               exchange.cause == CloseCause::Open ? QByteArrayView() : word(exchange.cause));
    appendText(out, "why", exchange.extras->why.toUtf8());
    appendKey(out, "reasons");
    appendReasons(out, exchange.extras->reasons);
    appendText(out, "referer", exchange.requestField("Referer"));
    appendText(out, "user_agent", exchange.requestField("User-Agent"));
    out += "}\n";
}

} // namespace trace
