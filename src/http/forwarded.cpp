// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "http/forwarded.h"

#include "http/grammar.h"
#include "http/members.h"

#include <algorithm>
#include <optional>

namespace http {

namespace {

/// node-port of RFC 7239 §6: digits, or an obfuscated one.
bool isPort(QByteArrayView text)
{
    const bool isObfuscated = text.startsWith('_');
    const quint8 allowed = isObfuscated ? grammar::Unreserved : grammar::Digit;
    return !text.isEmpty()
        && std::all_of(text.begin(), text.end(), [allowed](char c) { return grammar::is(c, allowed); });
}

/// The address without port and brackets, where it has them. An IPv6 address without brackets has no port.
QByteArrayView bare(QByteArrayView node)
{
    if (node.startsWith('[')) {
        const qsizetype end = node.indexOf(']');
        const QByteArrayView port = end < 0 ? QByteArrayView() : node.sliced(end + 1);
        const bool isWhole = end > 0 && (port.isEmpty() || (port.startsWith(':') && isPort(port.sliced(1))));
        return isWhole ? node.sliced(1, end - 1) : node;
    }
    const qsizetype colon = node.indexOf(':');
    const bool hasPort = colon > 0 && isPort(node.sliced(colon + 1));
    return hasPort ? node.first(colon) : node;
}

/// The value of a forwarded-pair: a token or a quoted-string. Addresses with a colon need the quotes, but not
/// every proxy knows.
std::optional<QByteArray> pairValue(QByteArrayView text)
{
    if (text.startsWith('"'))
        return grammar::unquoted(text);
    return text.isEmpty() || text.contains('"') ? std::nullopt : std::optional(text.toByteArray());
}

/// For whom one hop passed it on. One wrong pair spoils the element: a quote may have swallowed what the next
/// proxy added.
QByteArray forwardedElement(QByteArrayView element)
{
    QByteArray client = "unknown";
    Members pairs(element, ';');
    while (const auto pair = pairs.next()) {
        const qsizetype equal = grammar::endOfToken(*pair);
        const bool hasValue = equal > 0 && equal < pair->size() && (*pair)[equal] == '=';
        const auto value = hasValue ? pairValue(pair->sliced(equal + 1)) : std::nullopt;
        if (!value)
            return element.toByteArray();
        if (grammar::equals(pair->first(equal), "for"))
            client = bare(*value).toByteArray();
    }
    return client;
}

} // namespace

std::vector<QByteArray> forwardedFor(const RequestHead &head)
{
    const bool isStandard = head.has("Forwarded");
    const QByteArray list = head.list(isStandard ? "Forwarded" : "X-Forwarded-For");
    std::vector<QByteArray> clients;
    Members members(list);
    while (const auto member = members.next())
        clients.push_back(isStandard ? forwardedElement(*member) : bare(*member).toByteArray());
    return clients;
}

} // namespace http
