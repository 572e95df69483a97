// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/serveoptions.h"

#include "cli/serve.h"
#include "cli/text.h"

namespace cli {

namespace {

OptionSpec option(const char *name, const QString &value, const QString &description)
{
    return {{QString::fromLatin1(name)}, value, description};
}

OptionSpec flag(const char *name, const QString &description)
{
    return option(name, {}, description);
}

QString seconds(std::chrono::milliseconds time)
{
    return QString::number(double(time.count()) / 1000);
}

QString bytes(qint64 number)
{
    constexpr qint64 kibi = 1024, mebi = kibi * kibi;
    if (number >= mebi && number % mebi == 0)
        return QString::number(number / mebi) + u'M';
    if (number >= kibi && number % kibi == 0)
        return QString::number(number / kibi) + u'K';
    return QString::number(number);
}

QString orNone(qint64 number)
{
    return number == 0 ? Cli::tr("no limit") : bytes(number);
}

OptionGroup listenGroup(const Serve &defaults)
{
    const QString number = QStringLiteral("N");
    return {
        Cli::tr("Where to listen"),
        {option("port", number,
                Cli::tr("TCP port, 0 picks a free one and prints it (%1)").arg(defaults.port)),
         option("bind", Cli::tr("ADDR"),
                Cli::tr("IPv4 or IPv6 address, may be repeated (%1)").arg(defaults.addresses.constFirst())),
         flag("network", Cli::tr("also on every address in this machine's networks")),
         option("trust-proxy", Cli::tr("NET"),
                Cli::tr("believe X-Forwarded-For and Forwarded from there,\nmay be repeated (nobody)")),
         option("ban", Cli::tr("ADDR"), Cli::tr("close what comes from there, may be repeated")),
         option("loops", number, Cli::tr("event loops, each on its own thread (%1)").arg(defaults.loops))}};
}

OptionGroup folderGroup(const Serve &defaults)
{
    return {Cli::tr("How to serve the folder"),
            {option("index", Cli::tr("NAMES"),
                    Cli::tr("files that answer for a folder, separated by commas\n(%1)")
                        .arg(defaults.indexNames.join(u','))),
             flag("no-listing", Cli::tr("404 for a folder without an index file")),
             flag("no-zip", Cli::tr("no folder as ZIP (?zip)")),
             flag("no-clean-urls", Cli::tr("/about is not about.html")),
             option("fallback", Cli::tr("FILE"), Cli::tr("answers for missing pages of a single-page site")),
             flag("ignore-case", Cli::tr("send clients to the right upper and lower case")),
             option("error-page", QStringLiteral("N=FILE"),
                    Cli::tr("page for status N, may be repeated (404=404.html)")),
             flag("no-rules-files", Cli::tr("do not read _redirects and _headers")),
             option("dot-files", Cli::tr("WORD"),
                    Cli::tr("hide or serve (%1)").arg(QString::fromLatin1(defaults.dotFiles))),
             option("symlinks", Cli::tr("WORD"),
                    Cli::tr("follow those that stay inside, or never (%1)")
                        .arg(QString::fromLatin1(defaults.symlinks)))}};
}

OptionGroup fieldsGroup(const Serve &defaults)
{
    return {
        Cli::tr("What responses say"),
        {option("header", Cli::tr("LINE"),
                Cli::tr("“/pattern/* Name: value”, may be repeated; no value\ntakes the field away")),
         option("cache-control", Cli::tr("VALUE"),
                Cli::tr("of files, “” for none (%1)").arg(QString::fromLatin1(defaults.cacheControl))),
         option("type", QStringLiteral("EXT=TYPE"), Cli::tr("Content-Type by file name, may be repeated")),
         option("cors", Cli::tr("ORIGINS"), Cli::tr("pages from there may read: * or https://host")),
         flag("isolation", Cli::tr("COOP and COEP, for WebAssembly threads")),
         flag("no-precompressed", Cli::tr("do not send .br and .gz files beside a file")),
         flag("no-compression", Cli::tr("do not compress what is sent")),
         option("compression-cache", Cli::tr("BYTES"),
                Cli::tr("compressed content kept in memory (%1)").arg(bytes(defaults.cacheBytes)))}};
}

OptionGroup recordGroup(const Serve &defaults)
{
    return {
        Cli::tr("What to write down"),
        {option("access-log", Cli::tr("FILE"), Cli::tr("a line for each request, - is standard output")),
         option("log-format", Cli::tr("NAME"), Cli::tr("combined, common, json or console (combined)")),
         option("capture", Cli::tr("FILE"), Cli::tr("record every connection and request in this capture")),
         option("capture-size", Cli::tr("BYTES"), Cli::tr("keep it about that large, the oldest goes (any)")),
         option("capture-age", Cli::tr("SECONDS"), Cli::tr("take out what is older (nothing)")),
         option(
             "record-body", Cli::tr("BYTES"),
             Cli::tr("most of each body that is kept, files are not (%1)").arg(bytes(defaults.recordBody)))}};
}

OptionGroup timesGroup(const Serve &defaults)
{
    const QString unit = Cli::tr("SECONDS");
    return {
        Cli::tr("How long a client may take"),
        {option("idle-timeout", unit,
                Cli::tr("between two requests of a connection (%1)").arg(seconds(defaults.idle))),
         option("head-timeout", unit, Cli::tr("for a whole request head (%1)").arg(seconds(defaults.head))),
         option("body-timeout", unit,
                Cli::tr("without progress of a request body (%1)").arg(seconds(defaults.body))),
         option("send-timeout", unit,
                Cli::tr("without progress of a response (%1)").arg(seconds(defaults.send)))}};
}

OptionGroup limitsGroup(const Serve &defaults)
{
    const QString number = QStringLiteral("N"), size = Cli::tr("BYTES");
    return {
        Cli::tr("How much a client may use (K, M and G are understood, 0 is no limit)"),
        {option("max-connections", number, Cli::tr("open at once (%1)").arg(defaults.maxConnections)),
         option("max-per-address", number,
                Cli::tr("of these from one address (%1)").arg(defaults.maxPerAddress)),
         option("max-requests", number,
                Cli::tr("on one connection (%1)").arg(orNone(qint64(defaults.maxRequests)))),
         option("max-request-line", size, Cli::tr("more is 414 (%1)").arg(bytes(defaults.maxRequestLine))),
         option("max-head", size,
                Cli::tr("of a request head, more is 431 (%1)").arg(bytes(defaults.maxHead))),
         option("max-fields", number,
                Cli::tr("lines in a request head, more is 431 (%1)").arg(defaults.maxFields)),
         option("max-body", size,
                Cli::tr("of a request body, more is 413 (%1)").arg(bytes(defaults.maxBody))),
         option("min-head-rate", size,
                Cli::tr("a second, for request heads (%1)").arg(orNone(defaults.minHeadRate))),
         option("min-send-rate", size,
                Cli::tr("a second, for reading responses (%1)").arg(orNone(defaults.minSendRate))),
         option("max-speed", size,
                Cli::tr("a second, all responses together (%1)").arg(orNone(defaults.maxSpeed))),
         option("max-speed-each", size,
                Cli::tr("a second, each connection (%1)").arg(orNone(defaults.maxConnectionSpeed)))}};
}

} // namespace

std::vector<OptionGroup> serveOptions()
{
    const Serve defaults;
    return {listenGroup(defaults), folderGroup(defaults), fieldsGroup(defaults),
            recordGroup(defaults), timesGroup(defaults),  limitsGroup(defaults)};
}

} // namespace cli
