// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QByteArrayView>

#include <tl/expected.hpp>

namespace http {

enum class TargetForm : quint8 { Origin, Absolute, Asterisk };

/// A request target (RFC 9112 §3.2), its path percent-decoded exactly once and freed of dot segments.
struct Target
{
    TargetForm form = TargetForm::Origin;
    QByteArray path; ///< decoded bytes, starts with '/', no "." or ".." or empty segments; ends with '/' as
                     ///< asked; empty in asterisk form
    QByteArray rawPath; ///< the path as received; "*" in asterisk form
    QByteArray query;   ///< as received, without '?'
};

enum class TargetError : quint8 {
    Malformed, ///< neither origin, absolute (http or https) nor asterisk form, or a byte no target may hold
    BadEscape, ///< '%' without two hexadecimal digits
    NulByte,   ///< "%00"
    AboveRoot, ///< ".." climbs above '/'
};

/// Decodes once, then normalises: "/a/%2e%2e/b" is "/b", "/%252e" is "/%2e", "//a//b" is "/a/b".
/// An encoded slash is a slash. A backslash is an ordinary byte.
[[nodiscard]] tl::expected<Target, TargetError> parseTarget(QByteArrayView raw);

/// The path as it may stand in a Location field or a link: all but unreserved characters, sub-delimiters that
/// are safe and '/' percent-encoded (RFC 3986 §2).
[[nodiscard]] QByteArray encodePath(QByteArrayView path);

} // namespace http
