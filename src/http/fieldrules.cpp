// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "http/fieldrules.h"

#include "http/grammar.h"

namespace http {

using grammar::equals;

FieldRules::Finding FieldRules::take(RequestHead &head, const Field &field)
{
    const QByteArrayView name = field.name.in(head.bytes);
    if (equals(name, "Host"))
        return takeHost(head, field);
    if (equals(name, "Transfer-Encoding"))
        return takeCoding(head, field);
    // llhttp says so too, but only at the next line.
    if (field.value.length == 0 && equals(name, "Content-Length"))
        return {Fault::BadContentLength, field.value.offset};
    if (equals(name, "Expect"))
        return takeExpect(head, field);
    if (equals(name, "Connection"))
        takeConnection(field.value.in(head.bytes));
    return {};
}

FieldRules::Finding FieldRules::finish(RequestHead &head) const
{
    if (head.minorVersion > 0 && !m_seen.testFlag(Host))
        return {Fault::MissingHost, -1};
    const bool keeps = head.minorVersion > 0 || m_seen.testFlag(KeepAlive);
    head.persistence = keeps && !m_seen.testFlag(Close) ? Persistence::KeepAlive : Persistence::Close;
    return {};
}

/// RFC 9112 §3.2: one Host, and a valid one.
FieldRules::Finding FieldRules::takeHost(const RequestHead &head, const Field &field)
{
    if (m_seen.testFlag(Host))
        return {Fault::BadHost, field.name.offset};
    m_seen |= Host;
    const qsizetype wrong = grammar::invalidInHost(field.value.in(head.bytes));
    if (wrong >= 0)
        return {Fault::BadHost, field.value.offset + wrong};
    return {};
}

/// RFC 9112 §6.1, §6.3: chunked, once, last and on HTTP/1.1; no other coding is known. Empty elements and
/// parameters of chunked are refused too: other readers of the same bytes may see something else in them.
FieldRules::Finding FieldRules::takeCoding(const RequestHead &head, const Field &field)
{
    if (head.minorVersion == 0)
        return {Fault::AmbiguousFraming, field.name.offset};
    const QByteArrayView value = field.value.in(head.bytes);
    qsizetype from = 0;
    while (from <= value.size()) {
        const qsizetype comma = value.indexOf(',', from);
        const QByteArrayView coding
            = grammar::trimmed(value.sliced(from, (comma < 0 ? value.size() : comma) - from));
        const qsizetype semicolon = coding.indexOf(';');
        const QByteArrayView name = semicolon < 0 ? coding : grammar::trimmed(coding.first(semicolon));
        const bool chunked = equals(name, "chunked");
        const bool isToken = !name.isEmpty() && grammar::endOfToken(name) == name.size();
        if (m_seen.testFlag(Chunked) || !isToken || (chunked && semicolon >= 0))
            return {Fault::AmbiguousFraming, field.value.offset + from};
        if (!chunked)
            return {Fault::UnknownTransferCoding, field.value.offset + from};
        m_seen |= Chunked;
        from = comma < 0 ? value.size() + 1 : comma + 1;
    }
    return {};
}

/// RFC 9110 §10.1.1: one expectation is defined, and HTTP/1.0 does not have it.
FieldRules::Finding FieldRules::takeExpect(RequestHead &head, const Field &field)
{
    if (!equals(field.value.in(head.bytes), "100-continue"))
        return {Fault::BadExpectation, field.value.offset};
    head.expectsContinue = head.minorVersion > 0;
    return {};
}

/// RFC 9112 §9.3: a list, and possibly in several fields.
void FieldRules::takeConnection(QByteArrayView options)
{
    while (!options.isEmpty()) {
        const qsizetype comma = options.indexOf(',');
        const QByteArrayView option = grammar::trimmed(comma < 0 ? options : options.first(comma));
        if (equals(option, "close"))
            m_seen |= Close;
        else if (equals(option, "keep-alive"))
            m_seen |= KeepAlive;
        options = comma < 0 ? QByteArrayView() : options.sliced(comma + 1);
    }
}

} // namespace http
