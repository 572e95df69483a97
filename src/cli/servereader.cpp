// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/servereader.h"

#include "cli/text.h"

#include <algorithm>
#include <limits>
#include <optional>

namespace cli {

namespace {

constexpr qint64 any = std::numeric_limits<qint64>::max();

/// A field name or value may hold no control characters; a name is a token (RFC 9110 §5.1).
bool isFieldName(const QString &text)
{
    return !text.isEmpty() && std::all_of(text.begin(), text.end(), [](QChar c) {
        return c > u' ' && c < u'\x7f' && !QStringLiteral("\"(),/:;<=>?@[\\]{}").contains(c);
    });
}

bool isFieldValue(const QString &text)
{
    return std::none_of(text.begin(), text.end(), [](QChar c) { return c < u' ' || c == u'\x7f'; });
}

/// "[/pattern] Name: value"; nothing when it is not.
std::optional<HeaderLine> headerLine(const QString &text)
{
    QString pattern = QStringLiteral("/*"), field = text;
    if (text.startsWith(u'/')) {
        pattern = text.section(u' ', 0, 0);
        field = text.section(u' ', 1);
    }
    const auto colon = field.indexOf(u':');
    if (colon < 0)
        return std::nullopt;
    const QString name = field.first(colon).trimmed(), value = field.sliced(colon + 1).trimmed();
    if (!isFieldName(name) || !isFieldValue(value))
        return std::nullopt;
    return HeaderLine{pattern.toUtf8(), name.toLatin1(), value.toUtf8()};
}

void readListen(ValueReader &reader, Serve &serve)
{
    reader.read(QStringLiteral("port"), serve.port, 0, 65535);
    if (reader.isSet(QStringLiteral("bind")))
        serve.addresses = reader.values(QStringLiteral("bind"));
    serve.network = reader.isSet(QStringLiteral("network"));
    serve.trustedProxies = reader.values(QStringLiteral("trust-proxy"));
    serve.bans = reader.values(QStringLiteral("ban"));
    reader.read(QStringLiteral("loops"), serve.loops, 1, 64);
}

void readErrorPages(ValueReader &reader, Serve &serve)
{
    for (const QString &text : reader.values(QStringLiteral("error-page"))) {
        const int status = text.section(u'=', 0, 0).toInt();
        const QString file = text.section(u'=', 1);
        if (!text.contains(u'=') || status < 400 || status > 599)
            reader.fail(
                Cli::tr(
                    "--error-page takes a status from 400 to 599 and a file, as in 404=404.html, not “%1”.")
                    .arg(text));
        else if (file.isEmpty())
            serve.errorPages.remove(status);
        else
            serve.errorPages.insert(status, file);
    }
}

void readFolder(ValueReader &reader, Serve &serve)
{
    reader.readNames(QStringLiteral("index"), serve.indexNames);
    serve.listing = !reader.isSet(QStringLiteral("no-listing"));
    serve.zip = !reader.isSet(QStringLiteral("no-zip"));
    serve.cleanUrls = !reader.isSet(QStringLiteral("no-clean-urls"));
    reader.read(QStringLiteral("fallback"), serve.fallback);
    serve.ignoreCase = reader.isSet(QStringLiteral("ignore-case"));
    readErrorPages(reader, serve);
    serve.rulesFiles = !reader.isSet(QStringLiteral("no-rules-files"));
    reader.readWord(QStringLiteral("dot-files"), serve.dotFiles,
                    {QStringLiteral("hide"), QStringLiteral("serve")});
    reader.readWord(QStringLiteral("symlinks"), serve.symlinks,
                    {QStringLiteral("inside"), QStringLiteral("never")});
}

void readHeaders(ValueReader &reader, Serve &serve)
{
    for (const QString &text : reader.values(QStringLiteral("header"))) {
        if (const auto line = headerLine(text))
            serve.headers.append(*line);
        else
            reader.fail(
                Cli::tr("--header takes a line like “/assets/* Cache-Control: max-age=3600”, not “%1”.")
                    .arg(text));
    }
}

void readTypes(ValueReader &reader, Serve &serve)
{
    for (const QString &text : reader.values(QStringLiteral("type"))) {
        QString ending = text.section(u'=', 0, 0).toLower();
        if (ending.startsWith(u'.'))
            ending.remove(0, 1);
        const QString type = text.section(u'=', 1);
        if (ending.isEmpty() || ending.contains(u'/') || !type.contains(u'/') || !isFieldValue(type))
            reader.fail(Cli::tr("--type takes a line like .xyz=text/plain, not “%1”.").arg(text));
        else
            serve.mediaTypes.insert(ending, type.toUtf8());
    }
}

/// A value of a field, which may be empty.
void readField(ValueReader &reader, const QString &name, QByteArray &variable)
{
    if (!reader.isSet(name))
        return;
    const QString text = reader.values(name).constLast();
    if (isFieldValue(text))
        variable = text.toUtf8();
    else
        reader.fail(Cli::tr("--%1 may hold no control characters.").arg(name));
}

void readFields(ValueReader &reader, Serve &serve)
{
    readHeaders(reader, serve);
    readField(reader, QStringLiteral("cache-control"), serve.cacheControl);
    readTypes(reader, serve);
    readField(reader, QStringLiteral("cors"), serve.corsOrigin);
    serve.isolation = reader.isSet(QStringLiteral("isolation"));
    serve.precompressed = !reader.isSet(QStringLiteral("no-precompressed"));
    serve.compress = !reader.isSet(QStringLiteral("no-compression"));
    reader.readBytes(QStringLiteral("compression-cache"), serve.cacheBytes, 0, any);
}

void readRecords(ValueReader &reader, Serve &serve)
{
    reader.read(QStringLiteral("access-log"), serve.accessLog);
    reader.readWord(QStringLiteral("log-format"), serve.logFormat,
                    {QStringLiteral("combined"), QStringLiteral("common"), QStringLiteral("json"),
                     QStringLiteral("console")});
    if (reader.isSet(QStringLiteral("log-format")) && !reader.isSet(QStringLiteral("access-log")))
        reader.fail(
            Cli::tr("--log-format is about the access log: add --access-log FILE, or --access-log - to "
                    "see it here."));
    reader.read(QStringLiteral("capture"), serve.capture);
    reader.readBytes(QStringLiteral("capture-size"), serve.captureSize, 0, any);
    constexpr qint64 tenYears = 315'360'000; // seconds
    reader.read(QStringLiteral("capture-age"), serve.captureAge, 0, tenYears);
    for (const QString &name : {QStringLiteral("capture-size"), QStringLiteral("capture-age")}) {
        if (reader.isSet(name) && serve.capture.isEmpty())
            reader.fail(Cli::tr("--%1 is about the capture: add --capture FILE.").arg(name));
    }
    constexpr qint64 bodyMost = 64 * 1024 * 1024;
    reader.readBytes(QStringLiteral("record-body"), serve.recordBody, 0, bodyMost);
}

void readLimits(ValueReader &reader, Serve &serve)
{
    constexpr qint64 headMost = 16 * 1024 * 1024;
    reader.read(QStringLiteral("idle-timeout"), serve.idle);
    reader.read(QStringLiteral("head-timeout"), serve.head);
    reader.read(QStringLiteral("body-timeout"), serve.body);
    reader.read(QStringLiteral("send-timeout"), serve.send);
    reader.read(QStringLiteral("max-connections"), serve.maxConnections, 1, 1'000'000);
    reader.read(QStringLiteral("max-per-address"), serve.maxPerAddress, 0, 1'000'000);
    reader.read(QStringLiteral("max-requests"), serve.maxRequests, 0, any);
    reader.readBytes(QStringLiteral("max-request-line"), serve.maxRequestLine, 64, headMost);
    reader.readBytes(QStringLiteral("max-head"), serve.maxHead, 256, headMost);
    reader.read(QStringLiteral("max-fields"), serve.maxFields, 1, 100'000);
    reader.readBytes(QStringLiteral("max-body"), serve.maxBody, 0, any);
    reader.readBytes(QStringLiteral("min-head-rate"), serve.minHeadRate, 0, any);
    reader.readBytes(QStringLiteral("min-send-rate"), serve.minSendRate, 0, any);
    reader.readBytes(QStringLiteral("max-speed"), serve.maxSpeed, 0, any);
    reader.readBytes(QStringLiteral("max-speed-each"), serve.maxConnectionSpeed, 0, any);
}

} // namespace

Serve readServe(ValueReader &reader)
{
    Serve serve;
    readListen(reader, serve);
    readFolder(reader, serve);
    readFields(reader, serve);
    readRecords(reader, serve);
    readLimits(reader, serve);
    return serve;
}

} // namespace cli
