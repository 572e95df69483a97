// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "trace/harhead.h"

#include "http/grammar.h"
#include "trace/body.h"
#include "trace/harfields.h"

#include <QJsonArray>

namespace trace::har {

namespace {

using http::grammar::equals;

QByteArray textOf(const QJsonObject &object, const char *name)
{
    return object[QLatin1String(name)].toString().toUtf8();
}

QByteArray head(const QJsonObject &message, QByteArray line)
{
    if (const QJsonValue kept = message[QLatin1String("_head")]; kept.isString())
        return QByteArray::fromBase64(kept.toString().toLatin1());
    const QJsonArray fields = message[QLatin1String("headers")].toArray();
    for (const auto &field : fields)
        line += fieldLineOf(textOf(field.toObject(), "name"), textOf(field.toObject(), "value"));
    return line + "\r\n";
}

/// "h2", "http/2.0": as a start line would have it.
QByteArray versionOf(const QJsonObject &message)
{
    QByteArray version = textOf(message, "httpVersion").trimmed().toUpper();
    if (version.startsWith("HTTP/") && !version.contains(' ') && version.size() < 10)
        return version;
    return version == "H2" ? "HTTP/2" : version.startsWith("H3") ? "HTTP/3" : "HTTP/1.1";
}

/// A line of a head has no line break in it.
QByteArray onOneLine(QByteArray text)
{
    return text.replace('\r', ' ').replace('\n', ' ').trimmed();
}

/// Browsers join the lines of one name with line breaks.
QByteArray foreignFields(const QJsonObject &message, bool &hasHost)
{
    QByteArray lines;
    const QJsonArray fields = message[QLatin1String("headers")].toArray();
    for (const auto &field : fields) {
        const QByteArray name = onOneLine(textOf(field.toObject(), "name"));
        if (name.isEmpty() || name.startsWith(':') || equals(name, "Content-Encoding"))
            continue;
        hasHost = hasHost || equals(name, "Host");
        const QList<QByteArray> values = textOf(field.toObject(), "value").split('\n');
        for (const QByteArray &value : values)
            lines += fieldLineOf(name, onOneLine(value));
    }
    return lines;
}

/// Host and port of an absolute URL.
QByteArray hostOf(const QByteArray &url)
{
    const qsizetype scheme = url.indexOf("://");
    if (scheme < 0)
        return {};
    qsizetype end = scheme + 3;
    while (end < url.size() && !QByteArrayView("/?#").contains(url[end]))
        ++end;
    const QByteArray host = url.mid(scheme + 3, end - scheme - 3);
    return host.mid(host.lastIndexOf('@') + 1);
}

} // namespace

QByteArray requestHead(const QJsonObject &request)
{
    return head(request,
                startLineOf(textOf(request, "method"), targetOf(textOf(request, "url")),
                            textOf(request, "httpVersion")));
}

QByteArray responseHead(const QJsonObject &response)
{
    return head(response,
                statusLineOf(textOf(response, "httpVersion"), response[QLatin1String("status")].toInt(),
                             textOf(response, "statusText")));
}

QByteArray foreignRequestHead(const QJsonObject &request)
{
    QByteArray url = onOneLine(textOf(request, "url")).replace(' ', "%20");
    const qsizetype fragment = url.indexOf('#');
    if (fragment >= 0)
        url.truncate(fragment);
    bool hasHost = false;
    const QByteArray fields = foreignFields(request, hasHost);
    return startLineOf(onOneLine(textOf(request, "method")), targetOf(url), versionOf(request))
        + (hasHost ? QByteArray() : fieldLineOf("Host", hostOf(url))) + fields + "\r\n";
}

QByteArray foreignResponseHead(const QJsonObject &response)
{
    const int status = response[QLatin1String("status")].toInt();
    if (status < 100 || status > 999)
        return {};
    bool hasHost = false;
    return statusLineOf(versionOf(response), status, onOneLine(textOf(response, "statusText")))
        + foreignFields(response, hasHost) + "\r\n";
}

QByteArray bytesOf(const QJsonObject &content, QLatin1String encoding)
{
    const QByteArray text = textOf(content, "text");
    return content[encoding].toString() == QLatin1String("base64") ? QByteArray::fromBase64(text) : text;
}

// A chunk's size may begin with zeros (RFC 9112 §7.1): as many as make the body as long as it was.
QByteArray framed(const QByteArray &content, QByteArrayView head, bool isWhole, qint64 wireSize)
{
    constexpr qsizetype mostPadding = 64 * 1024;
    if (content.isEmpty() || !isChunked(head))
        return content;
    QByteArray size = QByteArray::number(content.size(), 16);
    const QByteArray end = isWhole ? "\r\n0\r\n\r\n" : "";
    const qint64 missing = wireSize - size.size() - 2 - content.size() - end.size();
    if (missing > 0 && missing <= mostPadding)
        size.prepend(QByteArray(missing, '0'));
    return size + "\r\n" + content + end;
}

} // namespace trace::har
