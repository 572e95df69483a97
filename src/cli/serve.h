// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QList>
#include <QMap>
#include <QString>
#include <QStringList>

#include <chrono>

namespace cli {

/// --header: a response field for the addresses that match a pattern.
struct HeaderLine
{
    QByteArray pattern; ///< "/*" when none was written
    QByteArray name;
    QByteArray value;

    friend bool operator==(const HeaderLine &, const HeaderLine &) = default;
};

/// porthole serve [FOLDER] [options]. The defaults are those of net::ServerConfig, net::Limits and
/// site::SiteRules.
struct Serve
{
    QString folder;      ///< empty: the installed html/
    quint16 port = 7788; ///< 0 picks a free one
    QStringList addresses
        = {QStringLiteral("127.0.0.1")}; ///< as typed; whether they are addresses is for net
    bool network = false;
    QStringList trustedProxies; ///< as typed: an address or a network
    QStringList bans;           ///< as typed
    int loops = 1;

    QStringList indexNames = {QStringLiteral("index.html"), QStringLiteral("index.htm")};
    bool listing = true;
    bool zip = true;
    bool cleanUrls = true;
    QString fallback; ///< empty: none
    bool ignoreCase = false;
    QMap<int, QString> errorPages = {{404, QStringLiteral("404.html")}};
    bool rulesFiles = true;
    QByteArray dotFiles = QByteArrayLiteral("hide");   ///< or serve
    QByteArray symlinks = QByteArrayLiteral("inside"); ///< or never

    QList<HeaderLine> headers;
    QByteArray cacheControl = QByteArrayLiteral("no-cache"); ///< empty: none
    QMap<QString, QByteArray> mediaTypes; ///< ending without dot, lower case → Content-Type
    QByteArray corsOrigin;                ///< empty: none
    bool isolation = false;
    bool precompressed = true;
    bool compress = true;
    qint64 cacheBytes = 64 * 1024 * 1024;

    QString accessLog; ///< file to append to; "-" is standard output; empty: none
    QByteArray logFormat = QByteArrayLiteral("combined"); ///< a name that trace::logFormat() knows
    QString capture;                                      ///< capture file; empty: none
    qint64 captureSize = 0;                               ///< bytes; 0: any size
    qint64 captureAge = 0;                                ///< seconds; 0: any age
    qint64 recordBody = 64 * 1024;                        ///< most of each body that a record keeps

    std::chrono::milliseconds idle{15'000};
    std::chrono::milliseconds head{10'000};
    std::chrono::milliseconds body{30'000};
    std::chrono::milliseconds send{30'000};
    int maxConnections = 16'384;
    int maxPerAddress = 1'024; ///< 0: any number
    quint64 maxRequests = 0;   ///< 0: any number
    qint64 maxBody = 1024 * 1024;
    qint64 maxHead = 32 * 1024;
    qint64 maxRequestLine = 8 * 1024;
    int maxFields = 100;
    qint64 minHeadRate = 0; ///< bytes a second, as those that follow; 0: none
    qint64 minSendRate = 500;
    qint64 maxSpeed = 0;
    qint64 maxConnectionSpeed = 0;
};

} // namespace cli
