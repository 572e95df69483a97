// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "site/mediatype.h"

#include <QFile>
#include <QHash>
#include <QMimeDatabase>

#include <algorithm>
#include <array>
#include <iterator>
#include <string_view>

namespace site {
namespace {

using namespace std::string_view_literals;

struct Known
{
    std::string_view suffix;
    std::string_view type;
};

// What the Web is made of, as registered with IANA. These must be right even where the system's database is
// old, small or differs (a browser refuses a module script or a WebAssembly stream of another type), and need
// no look-up there. Sorted by suffix.
constexpr std::array knownTypes{
    Known{"atom"sv, "application/atom+xml"sv},
    Known{"avif"sv, "image/avif"sv},
    Known{"bmp"sv, "image/bmp"sv},
    Known{"cjs"sv, "text/javascript; charset=utf-8"sv}, // RFC 9239
    Known{"css"sv, "text/css; charset=utf-8"sv},
    Known{"csv"sv, "text/csv; charset=utf-8"sv},
    Known{"gif"sv, "image/gif"sv},
    Known{"gz"sv, "application/gzip"sv},
    Known{"htm"sv, "text/html; charset=utf-8"sv},
    Known{"html"sv, "text/html; charset=utf-8"sv},
    Known{"ico"sv, "image/vnd.microsoft.icon"sv},
    Known{"jpeg"sv, "image/jpeg"sv},
    Known{"jpg"sv, "image/jpeg"sv},
    Known{"js"sv, "text/javascript; charset=utf-8"sv}, // RFC 9239
    Known{"json"sv, "application/json"sv},
    Known{"jsonld"sv, "application/ld+json"sv},
    Known{"m3u8"sv, "application/vnd.apple.mpegurl"sv},
    Known{"m4a"sv, "audio/mp4"sv},
    Known{"map"sv, "application/json"sv}, // ECMA-426
    Known{"md"sv, "text/markdown; charset=utf-8"sv},
    Known{"mjs"sv, "text/javascript; charset=utf-8"sv}, // RFC 9239
    Known{"mp3"sv, "audio/mpeg"sv},
    Known{"mp4"sv, "video/mp4"sv},
    Known{"mpd"sv, "application/dash+xml"sv},
    Known{"ogg"sv, "audio/ogg"sv},
    Known{"otf"sv, "font/otf"sv},
    Known{"pdf"sv, "application/pdf"sv},
    Known{"png"sv, "image/png"sv},
    Known{"rss"sv, "application/rss+xml"sv},
    Known{"svg"sv, "image/svg+xml"sv},
    Known{"ts"sv, "video/mp2t"sv},
    Known{"ttf"sv, "font/ttf"sv},
    Known{"txt"sv, "text/plain; charset=utf-8"sv},
    Known{"vtt"sv, "text/vtt; charset=utf-8"sv},
    Known{"wasm"sv, "application/wasm"sv},
    Known{"wav"sv, "audio/wav"sv},
    Known{"webm"sv, "video/webm"sv},
    Known{"webmanifest"sv, "application/manifest+json"sv},
    Known{"webp"sv, "image/webp"sv},
    Known{"woff"sv, "font/woff"sv},
    Known{"woff2"sv, "font/woff2"sv},
    Known{"xhtml"sv, "application/xhtml+xml"sv},
    Known{"xml"sv, "application/xml"sv},
    Known{"zip"sv, "application/zip"sv},
};
static_assert(std::ranges::is_sorted(knownTypes, {}, &Known::suffix));

QByteArray fromDatabase(const QByteArray &fileName)
{
    const QMimeDatabase database;
    const QMimeType mime
        = database.mimeTypeForFile(QFile::decodeName(fileName), QMimeDatabase::MatchExtension);
    const QByteArray type = mime.name().toLatin1();
    return type.startsWith("text/") ? type + "; charset=utf-8" : type;
}

/// QMimeDatabase locks a mutex that all loops would share, and takes microseconds. So each thread keeps the
/// answers it got: nothing is shared, hence nothing to lock. Only files that exist are asked about, and the
/// bound holds for a folder full of strange names too.
QByteArray fromCache(const QByteArray &fileName)
{
    constexpr qsizetype capacity = 512;
    thread_local QHash<QByteArray, QByteArray> cache;
    const auto found = cache.constFind(fileName);
    if (found != cache.cend())
        return *found;
    if (cache.size() >= capacity)
        cache.clear();
    return *cache.insert(fileName, fromDatabase(fileName));
}

} // namespace

QByteArray mediaType(QByteArrayView fileName)
{
    // A name without a suffix ("Makefile") stands for itself; of all others only the suffix counts, so that
    // it can be the key of the cache.
    const qsizetype dot = fileName.lastIndexOf('.');
    const QByteArray suffix = fileName.sliced(dot + 1).toByteArray().toLower();
    if (dot < 0)
        return fromCache(suffix);
    const std::string_view key(suffix.constData(), static_cast<size_t>(suffix.size()));
    const auto known = std::ranges::lower_bound(knownTypes, key, {}, &Known::suffix);
    if (known != knownTypes.end() && known->suffix == key)
        return QByteArray::fromRawData(known->type.data(),
                                       static_cast<qsizetype>(known->type.size())); // it is static
    return fromCache("file." + suffix);
}

} // namespace site
