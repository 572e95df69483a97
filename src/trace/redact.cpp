// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "trace/redact.h"

#include "http/grammar.h"

#include <algorithm>

namespace trace {

namespace {

enum class Secret : quint8 { None, Credentials, Cookies, SetCookie };

Secret secretOf(QByteArrayView name)
{
    if (http::grammar::equals(name, "Authorization") || http::grammar::equals(name, "Proxy-Authorization"))
        return Secret::Credentials;
    if (http::grammar::equals(name, "Cookie"))
        return Secret::Cookies;
    if (http::grammar::equals(name, "Set-Cookie"))
        return Secret::SetCookie;
    return Secret::None;
}

/// Covers head[from, until).
void cover(QByteArray &head, qsizetype from, qsizetype until)
{
    std::fill(head.begin() + from, head.begin() + until, '*');
}

void coverCredentials(QByteArray &head, qsizetype from, qsizetype until)
{
    while (from < until && http::grammar::isBlank(head[from]))
        ++from;
    const qsizetype blank = QByteArrayView(head).sliced(from, until - from).indexOf(' ');
    cover(head, blank < 0 ? from : from + blank + 1, until);
}

/// name=value pairs between semicolons; a pair without a name is all value.
void coverPairs(QByteArray &head, qsizetype from, qsizetype until, bool firstOnly)
{
    while (from < until) {
        const QByteArrayView rest = QByteArrayView(head).sliced(from, until - from);
        const qsizetype semicolon = rest.indexOf(';');
        const qsizetype end = semicolon < 0 ? until : from + semicolon;
        while (from < end && http::grammar::isBlank(head[from]))
            ++from;
        const qsizetype equals = QByteArrayView(head).sliced(from, end - from).indexOf('=');
        cover(head, equals < 0 ? from : from + equals + 1, end);
        if (firstOnly)
            return;
        from = end + 1;
    }
}

/// What stands between "://" and "@" before the next '/', in head[from, until).
void coverUserInfo(QByteArray &head, qsizetype from, qsizetype until)
{
    for (;;) {
        const qsizetype scheme = QByteArrayView(head).sliced(from, until - from).indexOf("://");
        if (scheme < 0)
            return;
        from += scheme + 3;
        qsizetype end = from;
        qsizetype at = -1;
        for (; end < until && !QByteArrayView("/?# \t\"<>").contains(head[end]); ++end) {
            if (head[end] == '@')
                at = end;
        }
        if (at >= 0)
            cover(head, from, at);
        from = end;
    }
}

/// Covers one line; the kind of secret its field holds, for a line that is folded into it.
Secret coverLine(QByteArray &head, qsizetype from, qsizetype until, Secret before)
{
    if (http::grammar::isBlank(head[from]) && before != Secret::None) { // obs-fold, RFC 9112 §5.2
        cover(head, from + 1, until);
        return before;
    }
    const QByteArrayView line = QByteArrayView(head).sliced(from, until - from);
    const qsizetype colon = line.indexOf(':');
    const Secret secret = colon < 0 ? Secret::None : secretOf(http::grammar::trimmed(line.first(colon)));
    switch (secret) {
    case Secret::None: coverUserInfo(head, from, until); break;
    case Secret::Credentials: coverCredentials(head, from + colon + 1, until); break;
    case Secret::Cookies: coverPairs(head, from + colon + 1, until, false); break;
    case Secret::SetCookie: coverPairs(head, from + colon + 1, until, true); break;
    }
    return secret;
}

bool breaksLine(char byte)
{
    return byte == '\r' || byte == '\n';
}

} // namespace

QByteArray redacted(QByteArray head)
{
    // A malformed head may break its lines with either byte alone.
    auto secret = Secret::None;
    qsizetype from = 0;
    while (from < head.size()) {
        qsizetype until = from;
        while (until < head.size() && !breaksLine(head[until]))
            ++until;
        if (until > from)
            secret = coverLine(head, from, until, secret);
        from = until + 1;
    }
    return head;
}

Exchange redacted(const Exchange &exchange)
{
    Exchange covered = exchange;
    covered.requestHead = redacted(exchange.requestHead);
    covered.responseHead = redacted(exchange.responseHead);
    return covered;
}

} // namespace trace
