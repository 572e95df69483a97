// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "site/redirecttarget.h"

#include "http/grammar.h"
#include "http/target.h"

#include <QCoreApplication>

#include <algorithm>

namespace site {
namespace {

using http::grammar::is;

/// What no URI may hold though it is visible (RFC 3986 §2).
constexpr QByteArrayView excluded = "\"<>\\^`{|}";

bool isEscape(QByteArrayView text)
{
    return text.size() >= 3 && text[0] == '%' && is(text[1], http::grammar::Hex)
        && is(text[2], http::grammar::Hex);
}

/// "https://host:port" at the start of text, 0 when there is none.
qsizetype endOfOrigin(QByteArrayView text)
{
    const qsizetype colon = text.indexOf(':');
    const QByteArrayView scheme = text.first(std::max<qsizetype>(colon, 0));
    const bool isKnown = http::grammar::equals(scheme, "http") || http::grammar::equals(scheme, "https");
    if (!isKnown || !text.sliced(colon).startsWith("://"))
        return 0;
    const QByteArrayView rest = text.sliced(colon + 3);
    const auto end
        = std::find_if(rest.begin(), rest.end(), [](char c) { return c == '/' || c == '?' || c == '#'; });
    const QByteArrayView host = rest.first(end - rest.begin());
    const bool isHost = !host.isEmpty() && host.front() != ':' && http::grammar::invalidInHost(host) < 0;
    return isHost ? colon + 3 + host.size() : 0;
}

/// The text from the mark on; the rest stays before it.
QByteArrayView takeFrom(QByteArrayView &text, char mark)
{
    const qsizetype at = text.indexOf(mark);
    if (at < 0)
        return {};
    const QByteArrayView tail = text.sliced(at);
    text = text.first(at);
    return tail;
}

} // namespace

QByteArray escaped(QByteArrayView text)
{
    QByteArray result;
    result.reserve(text.size());
    for (qsizetype at = 0; at < text.size(); ++at) {
        const char c = text[at];
        const bool stays
            = c == '%' ? isEscape(text.sliced(at)) : is(c, http::grammar::Visible) && !excluded.contains(c);
        if (stays)
            result.append(c);
        else
            result.append(QByteArray(1, c).toPercentEncoding());
    }
    return result;
}

tl::expected<RedirectTarget, QString> RedirectTarget::parse(QByteArrayView text,
                                                            const QList<QByteArray> &names)
{
    RedirectTarget target;
    const qsizetype origin = endOfOrigin(text);
    if (origin == 0 && !text.startsWith('/'))
        return tl::unexpected(QCoreApplication::translate(
            "site",
            "The target is neither an address that starts with '/' nor a valid http or https address."));
    if (text.startsWith("//"))
        return tl::unexpected(QCoreApplication::translate(
            "site", "The target starts with two slashes: write https:// before a host, or one slash."));
    target.m_place = origin > 0 ? Place::Elsewhere : Place::Here;

    QByteArrayView path = text.sliced(origin);
    const QByteArrayView fragment = takeFrom(path, '#');
    const QByteArrayView query = takeFrom(path, '?');
    if (origin > 0)
        target.m_path.push_back({Piece::Kind::Text, text.first(origin).toByteArray()});
    const Pieces pieces = cut(path, Piece::Kind::PathName, names);
    target.m_path.insert(target.m_path.end(), pieces.begin(), pieces.end());
    target.m_query = cut(query, Piece::Kind::OpaqueName, names);
    target.m_fragment = cut(fragment, Piece::Kind::OpaqueName, names);
    return target;
}

RedirectTarget::Pieces RedirectTarget::cut(QByteArrayView text, Piece::Kind nameKind,
                                           const QList<QByteArray> &names)
{
    Pieces pieces;
    while (!text.isEmpty()) {
        qsizetype colon = text.indexOf(':');
        QByteArrayView name;
        for (; colon >= 0; colon = text.indexOf(':', colon + 1)) {
            name = text.sliced(colon + 1);
            name = name.first(endOfName(name));
            if (names.contains(name))
                break;
        }
        const QByteArrayView before = colon < 0 ? text : text.first(colon);
        if (!before.isEmpty())
            pieces.push_back({Piece::Kind::Text, escaped(before)});
        if (colon >= 0)
            pieces.push_back({nameKind, name.toByteArray()});
        text = colon < 0 ? QByteArrayView() : text.sliced(colon + 1 + name.size());
    }
    return pieces;
}

void RedirectTarget::fill(QByteArray &address, const Pieces &pieces, const Captures &captures)
{
    for (const Piece &piece : pieces) {
        if (piece.kind == Piece::Kind::Text) {
            address += piece.text;
            continue;
        }
        const auto capture = std::find_if(captures.begin(), captures.end(),
                                          [&piece](const Capture &each) { return each.name == piece.text; });
        if (capture != captures.end())
            address += piece.kind == Piece::Kind::PathName ? http::encodePath(capture->text)
                                                           : capture->text.toPercentEncoding();
    }
}

QByteArray RedirectTarget::filled(const Captures &captures, QByteArrayView query) const
{
    QByteArray address;
    fill(address, m_path, captures);
    // "/:splat" with a splat that starts with a slash would name a host (RFC 3986 §4.2).
    const auto firstOther = std::find_if(address.begin(), address.end(), [](char c) { return c != '/'; });
    const qsizetype slashes = firstOther - address.begin();
    if (slashes > 1)
        address.remove(0, slashes - 1);
    fill(address, m_query, captures);
    if (m_query.empty() && !query.isEmpty())
        address.append('?').append(escaped(query));
    fill(address, m_fragment, captures);
    return address;
}

} // namespace site
