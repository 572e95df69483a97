// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "http/target.h"

#include "http/grammar.h"

#include <algorithm>

namespace http {

namespace {

using grammar::is;

/// A fragment is never sent (RFC 9110 §7.1): a '#' that belongs to a name arrives as "%23".
bool mayStandInTarget(char c)
{
    return is(c, grammar::Visible) && c != '#';
}

/// What follows "http://host" in an absolute-form target (RFC 9112 §3.2.2). A host is required and user
/// information is not taken (RFC 9110 §4.2.1, §4.2.4).
tl::expected<QByteArrayView, TargetError> afterAuthority(QByteArrayView raw)
{
    const qsizetype colon = raw.indexOf(':');
    const QByteArrayView scheme = raw.first(std::max<qsizetype>(colon, 0));
    const bool known = grammar::equals(scheme, "http") || grammar::equals(scheme, "https");
    if (!known || !raw.sliced(colon).startsWith("://"))
        return tl::unexpected(TargetError::Malformed);

    const QByteArrayView rest = raw.sliced(colon + 3);
    const auto end = std::find_if(rest.begin(), rest.end(), [](char c) { return c == '/' || c == '?'; });
    const QByteArrayView authority = rest.first(end - rest.begin());
    if (authority.isEmpty() || authority.startsWith(':') || grammar::invalidInHost(authority) >= 0)
        return tl::unexpected(TargetError::Malformed);
    return rest.sliced(authority.size());
}

tl::expected<QByteArray, TargetError> decoded(QByteArrayView raw)
{
    QByteArray path;
    path.reserve(raw.size());
    for (qsizetype at = 0; at < raw.size(); ++at) {
        if (raw[at] != '%') {
            path.append(raw[at]);
            continue;
        }
        if (raw.size() - at < 3 || !is(raw[at + 1], grammar::Hex) || !is(raw[at + 2], grammar::Hex))
            return tl::unexpected(TargetError::BadEscape);
        const int byte = grammar::hexValue(raw[at + 1]) * 16 + grammar::hexValue(raw[at + 2]);
        if (byte == 0)
            return tl::unexpected(TargetError::NulByte);
        path.append(static_cast<char>(byte));
        at += 2;
    }
    return path;
}

/// RFC 3986 §5.2.4, but empty segments go first, as in a file system, and leaving the root is an error.
tl::expected<QByteArray, TargetError> normalised(QByteArrayView path)
{
    QByteArray clean;
    clean.reserve(path.size());
    clean.append('/');
    for (qsizetype at = 1; at <= path.size();) {
        const qsizetype slash = path.indexOf('/', at);
        const qsizetype end = slash < 0 ? path.size() : slash;
        const QByteArrayView segment = path.sliced(at, end - at);
        at = end + 1;
        if (segment == "..") {
            if (clean.size() == 1)
                return tl::unexpected(TargetError::AboveRoot);
            clean.truncate(clean.lastIndexOf('/', -2) + 1);
        } else if (!segment.isEmpty() && segment != ".") {
            clean.append(segment);
            if (slash >= 0)
                clean.append('/');
        }
    }
    return clean;
}

} // namespace

tl::expected<Target, TargetError> parseTarget(QByteArrayView raw)
{
    if (raw.isEmpty() || !std::all_of(raw.begin(), raw.end(), mayStandInTarget))
        return tl::unexpected(TargetError::Malformed);

    Target target;
    if (raw == "*") {
        target.form = TargetForm::Asterisk;
        target.rawPath = raw.toByteArray();
        return target;
    }
    QByteArrayView rest = raw;
    if (!raw.startsWith('/')) {
        const auto after = afterAuthority(raw);
        if (!after)
            return tl::unexpected(after.error());
        target.form = TargetForm::Absolute;
        rest = *after;
    }

    const qsizetype mark = rest.indexOf('?');
    const QByteArrayView path = mark < 0 ? rest : rest.first(mark);
    if (mark >= 0)
        target.query = rest.sliced(mark + 1).toByteArray();
    target.rawPath = path.toByteArray();
    auto clean = decoded(path).and_then(normalised);
    if (!clean)
        return tl::unexpected(clean.error());
    target.path = *std::move(clean);
    return target;
}

QByteArray encodePath(QByteArrayView path)
{
    // Of the sub-delimiters '&' and '\'' mean something in the HTML around a link; ':' would make a scheme of
    // a name.
    static constexpr QByteArrayView kept = "/!$()*+,;=";
    static constexpr char digits[] = "0123456789ABCDEF";
    QByteArray encoded;
    encoded.reserve(path.size());
    for (const char c : path) {
        if (is(c, grammar::Unreserved) || kept.contains(c)) {
            encoded.append(c);
        } else {
            encoded.append('%');
            encoded.append(digits[static_cast<uchar>(c) >> 4]);
            encoded.append(digits[static_cast<uchar>(c) & 15]);
        }
    }
    return encoded;
}

} // namespace http
