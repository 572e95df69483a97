// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "trace/copyas.h"

#include "http/grammar.h"
#include "trace/body.h"
#include "trace/copyquote.h"
#include "trace/head.h"
#include "trace/redact.h"

#include <QCoreApplication>

#include <algorithm>

namespace trace {

namespace {

using http::grammar::equals;

QString text(const char *source)
{
    return QCoreApplication::translate("trace", source);
}

/// What a command has to send.
struct Sent
{
    QByteArray method;
    QByteArray url;
    std::vector<HeadField> fields;
    QByteArray content;
    bool isOldest = false; ///< HTTP/1.0

    [[nodiscard]] bool has(QByteArrayView name) const
    {
        return std::any_of(fields.begin(), fields.end(),
                           [name](const HeadField &field) { return equals(field.name, name); });
    }
};

bool isOneOf(QByteArrayView name, std::initializer_list<QByteArrayView> names)
{
    return std::any_of(names.begin(), names.end(),
                       [name](QByteArrayView other) { return equals(name, other); });
}

/// Fields that every client makes itself.
bool isClients(QByteArrayView name)
{
    return isOneOf(name, {"Host", "Content-Length", "Transfer-Encoding", "Expect"});
}

/// Fields of the connection, which fetch and PowerShell refuse (RFC 9110 §7.6.1).
bool isConnections(QByteArrayView name)
{
    return isOneOf(name, {"Connection", "Proxy-Connection", "Keep-Alive", "TE", "Trailer", "Upgrade"});
}

/// What no URL may hold is percent-encoded.
QByteArray urlOf(QByteArrayView base, QByteArrayView target)
{
    const qsizetype scheme = base.indexOf("://");
    const qsizetype path = base.indexOf('/', scheme + 3);
    QByteArray url = (path < 0 ? base : base.first(path)).toByteArray();
    for (const char c : target) {
        if (http::grammar::is(c, http::grammar::Visible))
            url += c;
        else
            url += '%' + QByteArray(1, c).toHex().toUpper();
    }
    return url;
}

bool canBeSent(const Exchange &exchange, QByteArrayView base)
{
    return exchange.targetText().startsWith('/') && exchange.method.length > 0 && base.indexOf("://") > 0;
}

Sent sentOf(const Exchange &exchange, QByteArrayView base)
{
    Sent sent;
    sent.method = exchange.methodText().toByteArray();
    sent.url = urlOf(base, exchange.targetText());
    for (const HeadField &field : headFields(exchange.requestHead)) {
        // A name that is none could be an option or a file to a command.
        const bool isName = !field.name.isEmpty()
            && std::all_of(field.name.begin(), field.name.end(),
                           [](char c) { return http::grammar::is(c, http::grammar::TokenChar); });
        if (isName && !isClients(field.name))
            sent.fields.push_back(field);
    }
    sent.content = requestContent(exchange);
    sent.isOldest = exchange.requestLineText().endsWith(" HTTP/1.0");
    return sent;
}

QByteArray lineOf(const HeadField &field)
{
    return field.name.toByteArray() + ": " + field.value.toByteArray();
}

/// curl for a shell that quotes like that. It takes "Name:" for one not to be sent, and "Name;" for one
/// without a value.
template <typename Quote>
QString curlOf(const Sent &sent, Quote quote)
{
    QString command = QStringLiteral("curl --include --path-as-is --globoff");
    if (sent.isOldest)
        command += QStringLiteral(" --http1.0");
    const bool hasContent = !sent.content.isEmpty() && sent.method != "HEAD";
    if (sent.method == "HEAD")
        command += QStringLiteral(" --head");
    else if (sent.method != "GET" || hasContent)
        command += QStringLiteral(" --request ") + quote(sent.method);
    const auto add = [&](const QByteArray &line) { command += QStringLiteral(" --header ") + quote(line); };
    for (const HeadField &field : sent.fields)
        add(field.value.isEmpty() ? field.name.toByteArray() + ';' : lineOf(field));
    for (const char *own : {"User-Agent", "Accept"}) {
        if (!sent.has(own))
            add(QByteArray(own) + ':');
    }
    if (hasContent && !sent.has("Content-Type"))
        add("Content-Type:");
    return command;
}

QString curlShOf(const Sent &sent)
{
    QString command = curlOf(sent, quote::shell);
    if (sent.content.isEmpty() || sent.method == "HEAD")
        return command + u' ' + quote::shell(sent.url);
    if (quote::isPlain(sent.content))
        return command + QStringLiteral(" --data-raw ") + quote::shell(sent.content) + u' '
            + quote::shell(sent.url);
    return quote::printfCommand(sent.content) + QStringLiteral(" | ") + command
        + QStringLiteral(" --data-binary @- ") + quote::shell(sent.url);
}

/// cmd.exe has no way to write any byte: such a body has to be in a file.
QString curlCmdOf(const Sent &sent)
{
    QString command = curlOf(sent, quote::cmd);
    const bool hasContent = !sent.content.isEmpty() && sent.method != "HEAD";
    if (hasContent && quote::isPlain(sent.content))
        command += QStringLiteral(" --data-raw ") + quote::cmd(sent.content);
    else if (hasContent)
        command += QStringLiteral(" --data-binary @request-body.bin");
    return command + u' ' + quote::cmd(sent.url);
}

QString wgetOf(const Sent &sent)
{
    QString command = QStringLiteral("wget --server-response --content-on-error --tries=1 --max-redirect=0 "
                                     "--no-iri --output-document=- --method=")
        + quote::shell(sent.method);
    for (const HeadField &field : sent.fields)
        command += QStringLiteral(" --header=") + quote::shell(lineOf(field));
    const QString url = u' ' + quote::shell(sent.url);
    if (sent.content.isEmpty())
        return command + url;
    if (quote::isPlain(sent.content))
        return command + QStringLiteral(" --body-data=") + quote::shell(sent.content) + url;
    // It wants to know the length beforehand, so a pipe will not do.
    return QStringLiteral("body=$(mktemp) && ") + quote::printfCommand(sent.content)
        + QStringLiteral(" >\"$body\" && ") + command + QStringLiteral(" --body-file=\"$body\"") + url
        + QStringLiteral("; rm -f \"$body\"");
}

/// Field values are bytes to fetch, written as the characters of the same numbers. A string for a body would
/// bring a Content-Type with it where there was none.
QString fetchOf(const Sent &sent)
{
    QString out = QStringLiteral("await fetch(%1, {\n  method: %2,\n  headers: [\n")
                      .arg(quote::script(QString::fromLatin1(sent.url)),
                           quote::script(QString::fromLatin1(sent.method)));
    for (const HeadField &field : sent.fields) {
        if (!isConnections(field.name))
            out += QStringLiteral("    [") + quote::script(QString::fromLatin1(field.name))
                + QStringLiteral(", ") + quote::script(QString::fromLatin1(field.value))
                + QStringLiteral("],\n");
    }
    out += QStringLiteral("  ],\n  redirect: \"manual\",\n");
    if (!sent.content.isEmpty() && sent.method != "GET" && sent.method != "HEAD") { // fetch forbids it
        const bool isString = quote::isPlain(sent.content) && sent.has("Content-Type");
        out += QStringLiteral("  body: ");
        out += isString ? quote::script(QString::fromUtf8(sent.content))
                        : QStringLiteral("Uint8Array.from(atob(\"%1\"), c => c.charCodeAt(0))")
                              .arg(QString::fromLatin1(sent.content.toBase64()));
        out += QStringLiteral(",\n");
    }
    return out + QStringLiteral("});");
}

/// A table of PowerShell's has each name once: what came twice is joined (RFC 9110 §5.3, RFC 6265 §4.2).
QString powerShellFields(const Sent &sent)
{
    std::vector<std::pair<QByteArray, QByteArray>> fields;
    for (const HeadField &field : sent.fields) {
        if (isConnections(field.name) || isOneOf(field.name, {"User-Agent", "Content-Type"}))
            continue;
        const auto same = std::find_if(fields.begin(), fields.end(),
                                       [&](const auto &other) { return equals(other.first, field.name); });
        if (same == fields.end())
            fields.emplace_back(field.name.toByteArray(), field.value.toByteArray());
        else
            same->second += (equals(field.name, "Cookie") ? "; " : ", ") + field.value.toByteArray();
    }
    QString out;
    for (const auto &[name, value] : fields)
        out += QStringLiteral("  ") + quote::powerShell(name) + QStringLiteral(" = ")
            + quote::powerShell(value) + u'\n';
    return out.isEmpty() ? out : QStringLiteral(" -Headers @{\n") + out + u'}';
}

QString powerShellOf(const Sent &sent)
{
    const bool isUsual
        = isOneOf(sent.method, {"GET", "HEAD", "POST", "PUT", "DELETE", "OPTIONS", "TRACE", "PATCH"});
    QString command = QStringLiteral("Invoke-WebRequest -UseBasicParsing -MaximumRedirection 0 -Uri ")
        + quote::powerShell(sent.url)
        + (isUsual ? QStringLiteral(" -Method ") : QStringLiteral(" -CustomMethod "))
        + quote::powerShell(sent.method);
    for (const HeadField &field : sent.fields) {
        if (equals(field.name, "User-Agent"))
            command += QStringLiteral(" -UserAgent ") + quote::powerShell(field.value);
        else if (equals(field.name, "Content-Type"))
            command += QStringLiteral(" -ContentType ") + quote::powerShell(field.value);
    }
    command += powerShellFields(sent);
    if (sent.content.isEmpty() || sent.method == "GET" || sent.method == "HEAD")
        return command;
    // A string is sent in whatever encoding that version likes.
    const bool isAscii = quote::isPlain(sent.content)
        && std::all_of(sent.content.begin(), sent.content.end(), [](char c) { return uchar(c) < 0x80; });
    return command + QStringLiteral(" -Body ")
        + (isAscii ? quote::powerShell(sent.content)
                   : QStringLiteral("([Convert]::FromBase64String('%1'))")
                         .arg(QString::fromLatin1(sent.content.toBase64())));
}

/// Between fences longer than any run of backticks in it.
QString fenced(const QByteArray &bytes)
{
    QString fence = QStringLiteral("```");
    QString content = QString::fromUtf8(bytes).replace(QStringLiteral("\r\n"), QStringLiteral("\n"));
    while (content.contains(fence))
        fence += u'`';
    while (content.endsWith(u'\n'))
        content.chop(1);
    return fence + QStringLiteral("http\n") + content + u'\n' + fence + u'\n';
}

QString markdownOf(const Exchange &whole)
{
    const Exchange exchange = redacted(whole);
    QByteArray request = exchange.requestHead;
    const QByteArray content = requestContent(exchange);
    if (quote::isPlain(QByteArray(content).replace("\r\n", "\n").replace('\t', ' ')))
        request += content;
    QString out = fenced(request);
    if (!exchange.responseHead.isEmpty())
        out += u'\n' + fenced(exchange.responseHead);
    out += u'\n' + sentence(exchange);
    if (!exchange.extras->why.isEmpty())
        out += QStringLiteral(" – ") + exchange.extras->why;
    return out + u'\n';
}

} // namespace

QString title(CopyFormat format)
{
    switch (format) {
    case CopyFormat::CurlSh: return text("curl Command (sh)");
    case CopyFormat::CurlCmd: return text("curl Command (cmd.exe)");
    case CopyFormat::Fetch: return text("fetch (JavaScript)");
    case CopyFormat::PowerShell: return text("PowerShell Command");
    case CopyFormat::Wget: return text("wget Command (sh)");
    case CopyFormat::RawRequest: return text("Request as Received");
    case CopyFormat::RawResponseHead: return text("Response Head as Sent");
    case CopyFormat::Markdown: return text("Markdown, Secrets Covered");
    }
    Q_UNREACHABLE();
}

bool canCopy(const Exchange &exchange, QByteArrayView baseUrl, CopyFormat format)
{
    switch (format) {
    case CopyFormat::RawRequest:
        return !exchange.requestHead.isEmpty() || !exchange.extras->requestBody.isEmpty();
    case CopyFormat::RawResponseHead: return !exchange.responseHead.isEmpty();
    case CopyFormat::Markdown: return true;
    default: return canBeSent(exchange, baseUrl);
    }
}

QString copyText(const Exchange &exchange, QByteArrayView baseUrl, CopyFormat format)
{
    if (!canCopy(exchange, baseUrl, format))
        return {};
    if (format == CopyFormat::RawRequest)
        return QString::fromUtf8(exchange.requestHead + exchange.extras->requestBody);
    if (format == CopyFormat::RawResponseHead)
        return QString::fromUtf8(exchange.responseHead);
    if (format == CopyFormat::Markdown)
        return markdownOf(exchange);
    const Sent sent = sentOf(exchange, baseUrl);
    switch (format) {
    case CopyFormat::CurlSh: return curlShOf(sent);
    case CopyFormat::CurlCmd: return curlCmdOf(sent);
    case CopyFormat::Fetch: return fetchOf(sent);
    case CopyFormat::PowerShell: return powerShellOf(sent);
    case CopyFormat::Wget: return wgetOf(sent);
    default: Q_UNREACHABLE();
    }
}

} // namespace trace
