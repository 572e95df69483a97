// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "http/requestline.h"

#include "http/grammar.h"

#include <llhttp.h>

#include <algorithm>
#include <array>
#include <optional>

namespace http {

namespace {

using grammar::is;

/// 'd' stands for a digit.
constexpr QByteArrayView versionForm = "HTTP/d.d\r";
constexpr qsizetype majorDigit = 5;
constexpr qsizetype minorDigit = 7;

Span span(qsizetype from, qsizetype to)
{
    return {static_cast<quint32>(from), static_cast<quint32>(to - from)};
}

struct KnownMethod
{
    QByteArrayView name;
    Method verb;
};

constexpr Method verbOf(int number)
{
    switch (number) {
    case HTTP_GET: return Method::Get;
    case HTTP_HEAD: return Method::Head;
    case HTTP_POST: return Method::Post;
    case HTTP_PUT: return Method::Put;
    case HTTP_DELETE: return Method::Delete;
    case HTTP_CONNECT: return Method::Connect;
    case HTTP_OPTIONS: return Method::Options;
    case HTTP_TRACE: return Method::Trace;
    case HTTP_PATCH: return Method::Patch;
    default: return Method::Other;
    }
}

#define PORTHOLE_METHOD(number, name, string) KnownMethod{#string, verbOf(number)},
constexpr std::array knownMethods{HTTP_METHOD_MAP(PORTHOLE_METHOD)};
#undef PORTHOLE_METHOD

std::optional<Method> verbNamed(QByteArrayView name)
{
    const auto known = std::find_if(knownMethods.begin(), knownMethods.end(),
                                    [name](const KnownMethod &method) { return method.name == name; });
    return known == knownMethods.end() ? std::nullopt : std::optional(known->verb);
}

} // namespace

Fault RequestLineReader::read(RequestHead &head)
{
    while (m_at < head.bytes.size() && !isWhole()) {
        skip(head.bytes);
        if (m_at == head.bytes.size())
            break;
        const char byte = head.bytes.at(m_at);
        Fault fault = Fault::RequestLineTooLong;
        m_faultOffset = m_at;
        if (m_at < m_limit || byte == '\r' || m_part == Part::LineFeed)
            fault = take(byte, head);
        ++m_at;
        if (fault != Fault::None)
            return fault;
    }
    m_faultOffset = -1;
    return Fault::None;
}

/// Over bytes that only go on with the part they are in.
void RequestLineReader::skip(QByteArrayView bytes)
{
    const quint8 plain = m_part == Part::Method ? grammar::TokenChar
        : m_part == Part::Target                ? grammar::Visible
                                                : 0;
    const qsizetype end = std::min(bytes.size(), m_limit);
    while (m_at < end && is(bytes[m_at], plain))
        ++m_at;
}

Fault RequestLineReader::take(char byte, RequestHead &head)
{
    switch (m_part) {
    case Part::Method:
        if (is(byte, grammar::TokenChar))
            return Fault::None;
        if (m_at == 0 && byte == 0x16) // the record type of a TLS handshake (RFC 8446 §5.1)
            return Fault::TlsHello;
        if (byte != ' ' || m_at == 0)
            return refuse(byte, m_at);
        head.method = span(0, m_at);
        if (const auto verb = verbNamed(head.method.in(head.bytes)); verb)
            head.verb = *verb;
        else
            m_isUnknown = true;
        m_part = Part::Target;
        m_partStart = m_at + 1;
        return Fault::None;
    case Part::Target:
        if (is(byte, grammar::Visible))
            return Fault::None;
        if (byte != ' ' || m_at == m_partStart)
            return refuse(byte, m_at);
        head.target = span(m_partStart, m_at);
        m_part = Part::Version;
        m_partStart = m_at + 1;
        return Fault::None;
    case Part::Version: return takeVersion(byte);
    case Part::LineFeed:
        if (byte != '\n')
            return refuse(byte, m_at - 1);
        m_part = Part::End;
        return judge(head);
    case Part::End: break;
    }
    Q_UNREACHABLE();
}

Fault RequestLineReader::takeVersion(char byte)
{
    const char wanted = versionForm[m_at - m_partStart];
    if (wanted == 'd' ? !is(byte, grammar::Digit) : byte != wanted)
        return refuse(byte, m_at);
    if (wanted == '\r')
        m_part = Part::LineFeed;
    return Fault::None;
}

Fault RequestLineReader::refuse(char byte, qsizetype offset)
{
    m_faultOffset = offset;
    return byte == '\n' ? Fault::BareLineFeed : Fault::MalformedRequestLine;
}

Fault RequestLineReader::judge(RequestHead &head)
{
    const char major = head.bytes.at(m_partStart + majorDigit);
    const char minor = head.bytes.at(m_partStart + minorDigit);
    m_faultOffset = m_partStart + majorDigit;
    // The preface goes on after this line (RFC 9113 §3.4), but nothing else begins like this.
    if (major == '2' && head.requestLine() == "PRI * HTTP/2.0")
        return Fault::Http2Preface;
    if (major != '1')
        return Fault::UnsupportedVersion;
    head.minorVersion = minor == '0' ? 0 : 1;

    if (m_isUnknown) {
        m_faultOffset = 0;
        return Fault::UnknownMethod;
    }
    return Fault::None;
}

} // namespace http
