// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "trace/harmessage.h"

#include "http/date.h"
#include "http/grammar.h"
#include "trace/body.h"
#include "trace/decode.h"
#include "trace/harfields.h"
#include "trace/head.h"
#include "trace/wire.h"

#include <QDateTime>

#include <algorithm>

namespace trace::har {

namespace {

using http::grammar::equals;

QByteArrayView lastWord(QByteArrayView line)
{
    return line.sliced(line.lastIndexOf(' ') + 1);
}

QByteArrayView requestVersion(const Exchange &exchange)
{
    const QByteArrayView word = lastWord(startLine(exchange.requestHead));
    return word.startsWith("HTTP/") ? word : QByteArrayView("");
}

/// Text is what is UTF-8 and has no zero byte in it.
bool isText(QByteArrayView bytes)
{
    return !bytes.contains('\0') && QUtf8StringView(bytes.data(), bytes.size()).isValidUtf8();
}

void writeBytes(JsonWriter &json, const QByteArray &bytes, const char *encodingName)
{
    if (isText(bytes)) {
        json.text("text", bytes);
    } else {
        json.text("text", bytes.toBase64());
        json.text(encodingName, "base64");
    }
}

void writeFields(JsonWriter &json, QByteArrayView head)
{
    json.begin("headers", '[');
    for (const HeadField &field : headFields(head)) {
        json.begin('{');
        json.text("name", field.name);
        json.text("value", field.value);
        json.end('}');
    }
    json.end(']');
}

/// name=value; the value is empty when there is no '='.
std::pair<QByteArrayView, QByteArrayView> pairOf(QByteArrayView text)
{
    const qsizetype equals = text.indexOf('=');
    if (equals < 0)
        return {text, QByteArrayView("")};
    return {text.first(equals).trimmed(), text.sliced(equals + 1).trimmed()};
}

std::vector<QByteArrayView> split(QByteArrayView text, char separator)
{
    std::vector<QByteArrayView> parts;
    while (!text.isEmpty()) {
        const qsizetype end = text.indexOf(separator);
        const QByteArrayView part = (end < 0 ? text : text.first(end)).trimmed();
        if (!part.isEmpty())
            parts.push_back(part);
        text = end < 0 ? QByteArrayView() : text.sliced(end + 1);
    }
    return parts;
}

void writePair(JsonWriter &json, QByteArrayView name, QByteArrayView value)
{
    json.begin('{');
    json.text("name", name);
    json.text("value", value);
    json.end('}');
}

void writeCookies(JsonWriter &json, QByteArrayView head)
{
    json.begin("cookies", '[');
    for (const HeadField &field : headFields(head)) {
        if (!equals(field.name, "Cookie"))
            continue;
        for (const QByteArrayView cookie : split(field.value, ';')) {
            const auto [name, value] = pairOf(cookie);
            writePair(json, name, value);
        }
    }
    json.end(']');
}

/// RFC 6265 §4.1.1.
void writeCookieAttribute(JsonWriter &json, QByteArrayView attribute)
{
    const auto [name, value] = pairOf(attribute);
    if (equals(name, "Path"))
        json.text("path", value);
    else if (equals(name, "Domain"))
        json.text("domain", value);
    else if (equals(name, "HttpOnly"))
        json.raw("httpOnly", "true");
    else if (equals(name, "Secure"))
        json.raw("secure", "true");
    else if (const auto seconds = equals(name, "Expires") ? http::parseDate(value) : std::nullopt)
        json.text("expires",
                  QDateTime::fromSecsSinceEpoch(*seconds, Qt::UTC).toString(Qt::ISODate).toLatin1());
}

void writeSetCookies(JsonWriter &json, QByteArrayView head)
{
    json.begin("cookies", '[');
    for (const HeadField &field : headFields(head)) {
        const auto parts = split(field.value, ';');
        if (!equals(field.name, "Set-Cookie") || parts.empty())
            continue;
        const auto [name, value] = pairOf(parts.front());
        json.begin('{');
        json.text("name", name);
        json.text("value", value);
        for (size_t i = 1; i < parts.size(); ++i)
            writeCookieAttribute(json, parts[i]);
        json.end('}');
    }
    json.end(']');
}

/// As a form is read: percent-decoded, '+' is a space.
QByteArray formDecoded(QByteArrayView text)
{
    return QByteArray::fromPercentEncoding(text.toByteArray().replace('+', ' '));
}

void writeQuery(JsonWriter &json, QByteArrayView target)
{
    json.begin("queryString", '[');
    const qsizetype mark = target.indexOf('?');
    if (mark >= 0) {
        for (const QByteArrayView part : split(target.sliced(mark + 1), '&')) {
            const auto [name, value] = pairOf(part);
            writePair(json, formDecoded(name), formDecoded(value));
        }
    }
    json.end(']');
}

/// The head itself, in base64, where the fields do not tell every byte of it.
void writeHead(JsonWriter &json, const QByteArray &head, const QByteArray &firstLine)
{
    QByteArray rebuilt = firstLine;
    for (const HeadField &field : headFields(head))
        rebuilt += fieldLineOf(field.name, field.value);
    rebuilt += "\r\n";
    if (rebuilt != head || !isText(head))
        json.text("_head", head.toBase64());
}

void writePostData(JsonWriter &json, const Exchange &exchange, const ExportOptions &options)
{
    if (exchange.extras->requestBodyBytes == 0 && exchange.extras->requestBody.isEmpty())
        return;
    json.begin("postData", '{');
    json.text("mimeType", headValue(exchange.requestHead, "Content-Type"));
    const QByteArray content = requestContent(exchange).left(options.bodyLimit);
    if (options.withBodies && !content.isEmpty())
        writeBytes(json, content, "_encoding");
    else
        json.text("text", "");
    if (!options.withBodies || content.size() < exchange.extras->requestBodyBytes)
        json.text("comment", "The content is not here in full.");
    json.end('}');
}

/// The text of the response and how large it is once decoded.
void writeContent(JsonWriter &json, const Exchange &exchange, const ExportOptions &options)
{
    const QByteArrayView coding = headValue(exchange.responseHead, "Content-Encoding");
    const auto kept = options.withBodies && exchange.bodySent > 0
        ? responseContent(exchange, 0, options.bodyLimit)
        : tl::expected<QByteArray, NoContent>(QByteArray());
    const bool isWhole = kept && kept->size() == exchange.bodySent;
    const auto plain = coding.isEmpty() || !isWhole || kept->isEmpty()
        ? std::nullopt
        : decoded(*kept, coding, options.bodyLimit);
    json.begin("content", '{');
    json.number("size", plain ? plain->size() : exchange.bodySent);
    if (plain)
        json.number("compression", plain->size() - exchange.bodySent);
    json.text("mimeType",
              exchange.contentType.isEmpty() ? "x-unknown" : QByteArrayView(exchange.contentType));
    if (plain)
        writeBytes(json, *plain, "encoding");
    else if (kept && !kept->isEmpty() && coding.isEmpty())
        writeBytes(json, *kept, "encoding");
    if (kept && !kept->isEmpty() && !coding.isEmpty())
        json.text("_encoded", kept->toBase64());
    if (!kept)
        json.text("comment", sentence(kept.error()).toUtf8());
    else if (!isWhole)
        json.text("comment", "The content is not here in full.");
    json.end('}');
}

/// Percent-encodes what a URI may not hold and a '%' that begins no escape.
QByteArray asUri(QByteArrayView text)
{
    using namespace http::grammar;
    QByteArray out;
    for (qsizetype i = 0; i < text.size(); ++i) {
        const char c = text[i];
        const bool isEscape = c == '%' && i + 2 < text.size() && is(text[i + 1], Hex) && is(text[i + 2], Hex);
        if (isEscape || is(c, Unreserved | SubDelim) || QByteArrayView("/?:@").contains(c))
            out += c;
        else
            out += '%' + QByteArray(1, c).toHex().toUpper();
    }
    return out;
}

} // namespace

QByteArray urlOf(const Exchange &exchange, const ConnectionRecord *connection)
{
    const QByteArrayView target = exchange.targetText();
    const qsizetype scheme = target.indexOf("://");
    if (scheme > 0 && !target.startsWith('/'))
        return target.first(scheme + 3).toByteArray() + asUri(target.sliced(scheme + 3));
    const QByteArrayView named = exchange.requestField("Host");
    QByteArray host = named.toByteArray();
    if (named.isEmpty() || http::grammar::invalidInHost(named) >= 0)
        host = connection && connection->server.port ? connection->server.text() : QByteArray("localhost");
    return "http://" + host + (target.startsWith('/') ? "" : "/") + asUri(target);
}

void writeRequest(JsonWriter &json, const Exchange &exchange, const ConnectionRecord *connection,
                  const ExportOptions &options)
{
    const QByteArray &head = exchange.requestHead;
    const QByteArray url = urlOf(exchange, connection);
    const QByteArrayView version = requestVersion(exchange);
    json.begin("request", '{');
    json.text("method", exchange.methodText());
    json.text("url", url);
    json.text("httpVersion", version);
    writeCookies(json, head);
    writeFields(json, head);
    writeQuery(json, exchange.targetText());
    writePostData(json, exchange, options);
    json.number("headersSize", head.size());
    json.number("bodySize", requestWireBytes(exchange) - head.size());
    writeHead(json, head, startLineOf(exchange.methodText(), targetOf(url), version));
    json.end('}');
}

void writeResponse(JsonWriter &json, const Exchange &exchange, const ExportOptions &options)
{
    const QByteArray &head = exchange.responseHead;
    const QByteArrayView line = startLine(head);
    const QByteArrayView version = line.first(std::max<qsizetype>(0, line.indexOf(' ')));
    // "HTTP/1.1 200 OK": the reason stands behind the second space.
    const qsizetype reasonAt = version.size() + 5;
    const QByteArrayView reason = reasonAt < line.size() ? line.sliced(reasonAt) : QByteArrayView("");
    json.begin("response", '{');
    json.number("status", exchange.status);
    json.text("statusText", reason);
    json.text("httpVersion", version);
    writeSetCookies(json, head);
    writeFields(json, head);
    writeContent(json, exchange, options);
    json.text("redirectURL", headValue(head, "Location"));
    json.number("headersSize", head.size());
    json.number("bodySize", std::max<qint64>(0, responseWireBytes(exchange) - head.size()));
    writeHead(json, head, statusLineOf(version, exchange.status, reason));
    json.end('}');
}

} // namespace trace::har
