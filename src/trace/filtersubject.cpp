// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "trace/filtersubject.h"

#include "trace/console.h"

#include <array>
#include <charconv>

namespace trace {

namespace {

constexpr qint64 slowNs = 1'000'000'000;

/// The client's end of the connection as Endpoint::text() writes it, into a buffer of the caller's.
template <size_t size>
QByteArrayView written(const Endpoint &endpoint, std::array<char, size> &buffer)
{
    const bool v6 = endpoint.address.contains(':');
    if (size_t(endpoint.address.size()) + 8 > size)
        return {};
    char *to = buffer.data();
    if (v6)
        *to++ = '[';
    to = std::copy(endpoint.address.begin(), endpoint.address.end(), to);
    if (v6)
        *to++ = ']';
    *to++ = ':';
    to = std::to_chars(to, buffer.data() + size, endpoint.port).ptr;
    return {buffer.data(), to};
}

/// Address with port; for all of it the address alone will do.
bool inEndpoint(const TextTest &test, const Endpoint &endpoint)
{
    std::array<char, 72> buffer; // the longest address with its scope has 61
    return test.in(written(endpoint, buffer))
        || (test.kind() != TextTest::Kind::Contains && test.in(endpoint.address));
}

/// A trusted proxy's word for the client's address has no port.
bool inClient(const TextTest &test, const Exchange &exchange)
{
    return exchange.extras->forwardedFor.isEmpty() ? inEndpoint(test, exchange.client)
                                                   : test.in(exchange.extras->forwardedFor);
}

bool inStatus(const TextTest &test, int status)
{
    std::array<char, 12> digits;
    const auto end = std::to_chars(digits.data(), digits.data() + digits.size(), status).ptr;
    return status > 0 && test.in(QByteArrayView(digits.data(), end));
}

bool inWords(const TextTest &test, const Exchange &exchange)
{
    const QByteArrayView target = exchange.targetText();
    return (target.isEmpty() ? test.in(receivedLine(exchange))
                             : test.in(exchange.methodText()) || test.inTarget(target))
        || inStatus(test, exchange.status) || inClient(test, exchange) || test.in(exchange.contentType)
        || test.in(QStringView(exchange.extras->why));
}

QByteArrayView pathOf(QByteArrayView target)
{
    const auto mark = target.indexOf('?');
    return mark < 0 ? target : target.first(mark);
}

/// All of it is the whole target, or all before the question mark.
bool inPath(const TextTest &test, QByteArrayView target)
{
    return test.inTarget(target)
        || (test.kind() == TextTest::Kind::Equals && target.contains('?') && test.inTarget(pathOf(target)));
}

bool inQuery(const TextTest &test, QByteArrayView target)
{
    const auto mark = target.indexOf('?');
    return mark >= 0 && test.inTarget(target.sliced(mark + 1));
}

bool inUrl(const TextTest &test, const Exchange &exchange)
{
    const QByteArrayView target = exchange.targetText();
    if (!target.startsWith('/')) // absolute, or none at all (RFC 9112 §3.2)
        return test.inTarget(target);
    QByteArray url = "http://";
    url.append(exchange.requestField("host"));
    url.append(target);
    return test.inTarget(url);
}

/// The host with and without its port.
bool inHost(const TextTest &test, QByteArrayView host)
{
    if (host.isEmpty())
        return false;
    const auto colon = host.lastIndexOf(':');
    const bool hasPort = colon > host.lastIndexOf(']');
    return test.in(host) || (hasPort && test.in(host.first(colon)));
}

/// Calls back with name and value of each field until it returns true; whether it did.
template <typename Look>
bool anyField(QByteArrayView head, Look look)
{
    qsizetype line = head.indexOf("\r\n") + 2;
    while (line >= 2 && line < head.size()) {
        qsizetype end = head.indexOf("\r\n", line);
        if (end < 0)
            end = head.size();
        const auto field = head.sliced(line, end - line);
        const auto colon = field.indexOf(':');
        if (colon > 0 && look(field.first(colon), field.sliced(colon + 1).trimmed()))
            return true;
        line = end + 2;
    }
    return false;
}

/// Fields are looked at as "name: value", whatever stood between them; most are written so.
bool inFields(const TextTest &test, QByteArrayView head)
{
    return anyField(head, [&](QByteArrayView name, QByteArrayView value) {
        const QByteArrayView between(name.end(), value.begin());
        if (between == ": ")
            return test.in(QByteArrayView(name.begin(), value.end()));
        return test.in(QByteArray(name.toByteArray() + ": " + value.toByteArray()));
    });
}

bool inNames(const TextTest &test, QByteArrayView head)
{
    return anyField(head, [&](QByteArrayView name, QByteArrayView) { return test.in(name); });
}

bool inField(const TextTest &test, const Exchange &exchange, QByteArrayView name)
{
    const auto value = exchange.requestField(name);
    return !value.isEmpty() && test.in(value);
}

/// All of it is the type with its parameters, or without.
bool inType(const TextTest &test, QByteArrayView type)
{
    const auto semicolon = type.indexOf(';');
    return test.in(type)
        || (test.kind() == TextTest::Kind::Equals && semicolon >= 0
            && test.in(type.first(semicolon).trimmed()));
}

constexpr quint32 bit(Is is, bool holds = true)
{
    return holds ? 1U << unsigned(is) : 0;
}

/// Whether it ended before the client had it all.
bool isBroken(const Exchange &exchange)
{
    switch (exchange.outcome) {
    case Outcome::InProgress:
    case Outcome::Complete:
    case Outcome::Refused: return false;
    case Outcome::TimedOut: return exchange.status != 408; // which is the answer to a slow request
    default: return true;
    }
}

bool isBroken(CloseCause cause)
{
    switch (cause) {
    case CloseCause::ClientReset:
    case CloseCause::HeadTimeout:
    case CloseCause::BodyTimeout:
    case CloseCause::SendTimeout:
    case CloseCause::FileFailed:
    case CloseCause::FileChanged:
    case CloseCause::HeadTooSlow:
    case CloseCause::SendTooSlow: return true;
    default: return false;
    }
}

bool isRedirect(int status)
{
    return status / 100 == 3 && status != 304;
}

/// The fields are gone through only when that was asked for.
quint32 isBits(const Exchange &exchange, quint32 wanted)
{
    const int status = exchange.status;
    const Outcome outcome = exchange.outcome;
    const bool compressed = (wanted & bit(Is::Compressed)) != 0
        && anyField(exchange.responseHead, [](QByteArrayView name, QByteArrayView) {
                                return name.compare("content-encoding", Qt::CaseInsensitive) == 0;
                            });
    return bit(Is::Running, outcome == Outcome::InProgress) | bit(Is::Held, exchange.isHeld())
        | bit(Is::First, exchange.ordinal == 1) | bit(Is::Reused, exchange.ordinal > 1)
        | bit(Is::Complete, outcome == Outcome::Complete) | bit(Is::Broken, isBroken(exchange))
        | bit(Is::Aborted, outcome == Outcome::Aborted || outcome == Outcome::Reset)
        | bit(Is::Error, status >= 400) | bit(Is::Slow, exchange.durationNs() >= slowNs)
        | bit(Is::Answered, status > 0) | bit(Is::Cached, status == 304)
        | bit(Is::Redirect, isRedirect(status)) | bit(Is::Partial, status == 206)
        | bit(Is::Malformed, exchange.fault != http::Fault::None) | bit(Is::Compressed, compressed)
        | bit(Is::Proxied, !exchange.extras->forwardedFor.isEmpty())
        | bit(Is::Kept, outcome == Outcome::Complete && exchange.persistence == http::Persistence::KeepAlive);
}

quint32 isBits(const ConnectionRecord &record)
{
    return bit(Is::Running, record.state != State::Closed) | bit(Is::Held, record.state == State::Held)
        | bit(Is::Reused, record.requests > 1) | bit(Is::Broken, isBroken(record.cause));
}

constexpr quint32 knownOfConnections = bit(Is::Running) | bit(Is::Held) | bit(Is::Reused) | bit(Is::Broken);

/// What its connection is doing with it; nothing once it has ended.
quint32 stateBits(const Exchange &exchange)
{
    if (exchange.outcome != Outcome::InProgress)
        return 0;
    if (exchange.isHeld())
        return 1U << unsigned(State::Held);
    return 1U << unsigned(exchange.timings.responseStart == 0 ? State::Receiving : State::Responding);
}

/// An unknown time of the kernel's stays unknown.
qint64 nsOf(qint64 us)
{
    return us < 0 ? -1 : us * 1000;
}

qint64 waitOf(const Timings &timings)
{
    if (timings.firstSent == 0)
        return -1;
    // An answer can come before the request is whole.
    return timings.requestComplete == 0 ? 0
                                        : std::max<qint64>(0, timings.firstSent - timings.requestComplete);
}

} // namespace

std::optional<bool> holds(const TextTest &test, FilterKey key, const Exchange &exchange)
{
    switch (key) {
    case FilterKey::Word: return inWords(test, exchange);
    case FilterKey::Method: return test.in(exchange.methodText());
    case FilterKey::Path: return inPath(test, exchange.targetText());
    case FilterKey::Query: return inQuery(test, exchange.targetText());
    case FilterKey::Url: return inUrl(test, exchange);
    case FilterKey::Domain: return inHost(test, exchange.requestField("host"));
    case FilterKey::Scheme: return test.in(QByteArrayView("http"));
    case FilterKey::Client: return inClient(test, exchange);
    case FilterKey::Peer: return inEndpoint(test, exchange.client);
    case FilterKey::MimeType: return inType(test, exchange.contentType);
    case FilterKey::Header:
        return inFields(test, exchange.requestHead) || inFields(test, exchange.responseHead);
    case FilterKey::RequestHeader: return inFields(test, exchange.requestHead);
    case FilterKey::ResponseHeader: return inFields(test, exchange.responseHead);
    case FilterKey::HasRequestHeader: return inNames(test, exchange.requestHead);
    case FilterKey::HasResponseHeader: return inNames(test, exchange.responseHead);
    case FilterKey::Referer: return inField(test, exchange, "referer");
    case FilterKey::UserAgent: return inField(test, exchange, "user-agent");
    case FilterKey::File: return test.in(QStringView(exchange.diskPath));
    case FilterKey::Why: return test.in(QStringView(exchange.extras->why));
    case FilterKey::Body: return test.in(exchange.extras->requestBody) || test.in(exchange.responseBody);
    default: return std::nullopt;
    }
}

std::optional<bool> holds(const TextTest &test, FilterKey key, const ConnectionRecord &record)
{
    switch (key) {
    case FilterKey::Word:
        return inEndpoint(test, record.client) || test.inTarget(record.currentRequest)
            || (record.cause != CloseCause::Open && test.in(QStringView(sentence(record.cause))));
    case FilterKey::Client:
    case FilterKey::Peer: return inEndpoint(test, record.client);
    default: return std::nullopt;
    }
}

std::optional<qint64> numberOf(FilterKey key, const Exchange &exchange)
{
    switch (key) {
    case FilterKey::Status: return exchange.status > 0 ? exchange.status : -1;
    case FilterKey::Size: return exchange.bodySent;
    case FilterKey::Id: return qint64(exchange.id);
    case FilterKey::Conn: return qint64(exchange.connection);
    case FilterKey::Reuse: return exchange.ordinal;
    case FilterKey::Backlog: return exchange.extras->backlogMax;
    case FilterKey::Retransmits: return exchange.extras->tcp ? exchange.extras->tcp->retransmits : -1;
    case FilterKey::Duration: return exchange.durationNs();
    case FilterKey::Wait: return waitOf(exchange.timings);
    case FilterKey::Stalled: return exchange.extras->stalledNs;
    case FilterKey::Disk: return exchange.diskNs;
    case FilterKey::Throttled: return exchange.extras->throttledNs;
    case FilterKey::Blocked: return exchange.extras->blockedNs;
    case FilterKey::LoopLag: return exchange.loopLagNs;
    case FilterKey::Rtt: return exchange.extras->tcp ? nsOf(exchange.extras->tcp->rttUs) : -1;
    case FilterKey::Time: return exchange.startedMs;
    default: return std::nullopt;
    }
}

std::optional<qint64> numberOf(FilterKey key, const ConnectionRecord &record)
{
    switch (key) {
    case FilterKey::Conn: return qint64(record.id);
    case FilterKey::Requests: return qint64(record.requests);
    case FilterKey::BytesIn: return qint64(record.bytesIn);
    case FilterKey::BytesOut: return qint64(record.bytesOut);
    case FilterKey::Retransmits: return record.tcp ? record.tcp->retransmits : -1;
    case FilterKey::AcceptWait: return record.acceptWaitNs;
    case FilterKey::Rtt: return record.tcp ? nsOf(record.tcp->rttUs) : -1;
    case FilterKey::Age: return ageAsRecorded(record);
    case FilterKey::Time: return record.acceptedMs;
    default: return std::nullopt;
    }
}

WordBits wordsOf(FilterKey key, quint32 wanted, const Exchange &exchange)
{
    switch (key) {
    case FilterKey::Is: return {isBits(exchange, wanted)};
    case FilterKey::State: return {stateBits(exchange)};
    case FilterKey::Outcome: return {1U << unsigned(exchange.outcome)};
    case FilterKey::Close: return {1U << unsigned(exchange.cause)};
    case FilterKey::ClosedBy: return {1U << unsigned(closedBy(exchange.cause))};
    case FilterKey::Fault: return {1U << unsigned(exchange.fault)};
    default: return {0, 0};
    }
}

WordBits wordsOf(FilterKey key, quint32, const ConnectionRecord &record)
{
    switch (key) {
    case FilterKey::Is: return {isBits(record), knownOfConnections};
    case FilterKey::State: return {1U << unsigned(record.state)};
    case FilterKey::Close: return {1U << unsigned(record.cause)};
    case FilterKey::ClosedBy: return {1U << unsigned(closedBy(record.cause))};
    default: return {0, 0};
    }
}

qint64 ageAsRecorded(const ConnectionRecord &record)
{
    const SteadyNs end = record.state == State::Closed ? record.closed : record.lastActivity;
    return std::max<qint64>(0, end - record.accepted);
}

} // namespace trace
