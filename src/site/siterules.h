// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QList>
#include <QMap>
#include <QString>
#include <QStringList>

namespace site {

enum class DotFiles : quint8 {
    Hide, ///< they look missing; /.well-known/ does not (RFC 8615)
    Serve,
};

enum class Symlinks : quint8 {
    Inside, ///< followed where they end inside the folder
    Never,
};

/// A response field for addresses that match a pattern; in the pattern, as in _headers, '*' is anything and
/// ':name' one segment.
struct HeaderRule
{
    QByteArray pattern; ///< starts with '/'
    QByteArray name;
    QByteArray value; ///< empty: the field is taken away

    friend bool operator==(const HeaderRule &, const HeaderRule &) = default;
};

/// What a person chose for the folder. A value; window and command line fill the same one.
struct SiteRules
{
    QString root = {}; ///< the folder; made absolute by Site::open()
    QStringList indexNames = {QStringLiteral("index.html"), QStringLiteral("index.htm")};
    bool listing = true;     ///< a folder without an index file is listed
    bool zip = true;         ///< a folder that may be listed can be had as ZIP, with ?zip
    bool cleanUrls = true;   ///< /about is about.html where there is no about
    QString fallback = {};   ///< path below the root that answers for missing pages; empty: none
    bool ignoreCase = false; ///< a name with other upper and lower case is redirected to the one there is
    QMap<int, QString> errorPages = {{404, QStringLiteral("404.html")}}; ///< status → path below the root
    bool rulesFiles = true;         ///< _redirects and _headers in the root are read, and not served
    QList<HeaderRule> headers = {}; ///< applied in this order, after those of _headers
    QByteArray cacheControl
        = QByteArrayLiteral("no-cache"); ///< for files, unless a header rule says otherwise; empty: none
    QMap<QString, QByteArray> mediaTypes = {}; ///< file name ending without dot, lower case → Content-Type
    QByteArray corsOrigin
        = {};               ///< who may read across origins: "*", or origins with spaces between; empty: none
    bool isolation = false; ///< COOP and COEP: WebAssembly threads, Godot exports
    DotFiles dotFiles = DotFiles::Hide;
    Symlinks symlinks = Symlinks::Inside;
    bool precompressed = true;            ///< a .br or .gz beside a file is sent to who takes it
    bool compress = true;                 ///< compressible types are compressed while they are sent
    qint64 cacheBytes = 64 * 1024 * 1024; ///< for compressed content in memory, each loop its own

    friend bool operator==(const SiteRules &, const SiteRules &) = default;
};

} // namespace site
