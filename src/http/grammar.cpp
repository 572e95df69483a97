// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "http/grammar.h"

namespace http::grammar {

namespace {

qsizetype whileIn(QByteArrayView text, qsizetype at, quint8 classes, QByteArrayView also)
{
    while (at < text.size() && (is(text[at], classes) || also.contains(text[at])))
        ++at;
    return at;
}

/// The end of "[" IPv6address / IPvFuture "]", or where it goes wrong.
qsizetype endOfLiteral(QByteArrayView text, bool &valid)
{
    const qsizetype end = whileIn(text, 1, Unreserved | SubDelim, ":");
    valid = end > 1 && end < text.size() && text[end] == ']';
    return valid ? end + 1 : end;
}

qsizetype endOfName(QByteArrayView text, bool &valid)
{
    qsizetype at = 0;
    for (;;) {
        at = whileIn(text, at, Unreserved | SubDelim, {});
        if (at == text.size() || text[at] != '%')
            break;
        if (text.size() - at < 3 || !is(text[at + 1], Hex) || !is(text[at + 2], Hex)) {
            valid = false;
            return at;
        }
        at += 3;
    }
    valid = true;
    return at;
}

} // namespace

qsizetype endOfToken(QByteArrayView text)
{
    return whileIn(text, 0, TokenChar, {});
}

qsizetype endOfQuoted(QByteArrayView text, qsizetype from)
{
    for (qsizetype at = from + 1; at < text.size(); ++at) {
        if (text[at] == '"')
            return at + 1;
        if (text[at] == '\\')
            ++at;
    }
    return -1;
}

std::optional<QByteArray> unquoted(QByteArrayView quoted)
{
    if (!quoted.startsWith('"') || endOfQuoted(quoted, 0) != quoted.size())
        return std::nullopt;
    QByteArray text;
    for (qsizetype at = 1; at < quoted.size() - 1; ++at) {
        if (quoted[at] == '\\')
            ++at;
        text.append(quoted[at]);
    }
    return text;
}

qsizetype invalidInHost(QByteArrayView text)
{
    bool valid = false;
    qsizetype at = text.startsWith('[') ? endOfLiteral(text, valid) : endOfName(text, valid);
    if (!valid || at == text.size())
        return valid ? -1 : at;
    if (text[at] != ':')
        return at;
    at = whileIn(text, at + 1, Digit, {});
    return at == text.size() ? -1 : at;
}

} // namespace http::grammar
