// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QByteArrayView>

#include <array>
#include <optional>

namespace http::grammar {

/// The classes of bytes the grammars of RFC 9110 §5.6 and RFC 3986 §2 are made of.
enum Class : quint8 {
    TokenChar = 1, ///< tchar
    FieldChar = 2, ///< what a field line may hold: HTAB, SP, VCHAR, obs-text
    Visible = 4,   ///< VCHAR: what a request target may hold
    Unreserved = 8,
    SubDelim = 16,
    Hex = 32,
    Digit = 64,
};

constexpr std::array<quint8, 256> makeClasses()
{
    std::array<quint8, 256> classes{};
    const auto add = [&classes](const char *members, quint8 bits) {
        for (; *members; ++members)
            classes[static_cast<uchar>(*members)] |= bits;
    };
    for (unsigned byte = 0x20; byte < 0x100; ++byte)
        classes[byte] |= byte == 0x7f ? 0 : FieldChar;
    for (unsigned byte = 0x21; byte < 0x7f; ++byte)
        classes[byte] |= Visible;
    add("\t", FieldChar);
    add("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz", TokenChar | Unreserved);
    add("0123456789", TokenChar | Unreserved | Hex | Digit);
    add("ABCDEFabcdef", Hex);
    add("!#$%&'*+-.^_`|~", TokenChar);
    add("-._~", Unreserved);
    add("!$&'()*+,;=", SubDelim);
    return classes;
}

inline constexpr auto classes = makeClasses();

[[nodiscard]] constexpr bool is(char byte, quint8 anyOf)
{
    return classes[static_cast<uchar>(byte)] & anyOf;
}

/// OWS (RFC 9110 §5.6.3).
[[nodiscard]] constexpr bool isBlank(char byte)
{
    return byte == ' ' || byte == '\t';
}

[[nodiscard]] constexpr int hexValue(char digit)
{
    return digit <= '9' ? digit - '0' : (digit | 0x20) - 'a' + 10;
}

[[nodiscard]] inline QByteArrayView trimmed(QByteArrayView text)
{
    while (!text.isEmpty() && isBlank(text.front()))
        text = text.sliced(1);
    while (!text.isEmpty() && isBlank(text.back()))
        text.chop(1);
    return text;
}

[[nodiscard]] inline bool equals(QByteArrayView text, QByteArrayView other)
{
    return text.size() == other.size() && text.compare(other, Qt::CaseInsensitive) == 0;
}

/// How many bytes from the first on make a token (RFC 9110 §5.6.2).
[[nodiscard]] qsizetype endOfToken(QByteArrayView text);

/// The end of the quoted-string (RFC 9110 §5.6.4) that starts at text[from]; -1 when it is not closed.
[[nodiscard]] qsizetype endOfQuoted(QByteArrayView text, qsizetype from);

/// The text of a quoted-string without its quotes and backslashes; nothing when quoted is not
/// exactly one.
[[nodiscard]] std::optional<QByteArray> unquoted(QByteArrayView quoted);

/// Where text stops being uri-host [ ":" port ] (RFC 9110 §7.2, RFC 3986 §3.2.2), -1 when it is one. An empty
/// host is one.
[[nodiscard]] qsizetype invalidInHost(QByteArrayView text);

} // namespace http::grammar
