// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/columns.h"

#include "store/values.h"
#include "trace/words.h"

#include <algorithm>

namespace store {

namespace {

using trace::ConnectionRecord;
using trace::Exchange;
using trace::Extras;
using trace::LoopSample;
using trace::TcpSample;

// What a member is in the file. Each kind knows its way there and back.

/// SQLite's integers are signed; none of ours gets that far.
struct Number
{
    template <typename V>
    static Value to(V value)
    {
        return Value::of(qint64(value));
    }
    template <typename V>
    static void from(V &value, const QVariant &stored)
    {
        value = V(stored.toLongLong());
    }
};

/// NULL for what has not happened.
struct Stamp
{
    static Value to(qint64 value) { return value > 0 ? Value::of(value) : Value(); }
    static void from(qint64 &value, const QVariant &stored) { value = stored.toLongLong(); }
};

/// NULL for what nobody knows, -1.
struct Known
{
    template <typename V>
    static Value to(V value)
    {
        return value >= 0 ? Value::of(qint64(value)) : Value();
    }
    template <typename V>
    static void from(V &value, const QVariant &stored)
    {
        value = stored.isNull() ? V(-1) : V(stored.toLongLong());
    }
};

struct Status
{
    static Value to(int value) { return value > 0 ? Value::of(value) : Value(); }
    static void from(int &value, const QVariant &stored) { value = stored.toInt(); }
};

/// Bytes from the wire that are shown as text; nearly always ASCII, which is UTF-8 already.
struct Latin1
{
    static Value to(const QByteArray &value)
    {
        if (value.isNull())
            return {};
        const bool isAscii = std::ranges::all_of(value, [](char byte) { return uchar(byte) < 0x80; });
        return Value::text(isAscii ? value : QString::fromLatin1(value).toUtf8());
    }
    static void from(QByteArray &value, const QVariant &stored) { value = stored.toString().toLatin1(); }
};

struct Text
{
    static Value to(const QString &value) { return value.isNull() ? Value() : Value::text(value.toUtf8()); }
    static void from(QString &value, const QVariant &stored) { value = stored.toString(); }
};

struct Bytes
{
    static Value to(const QByteArray &value) { return value.isNull() ? Value() : Value::blob(value); }
    static void from(QByteArray &value, const QVariant &stored) { value = stored.toByteArray(); }
};

/// Of version 5 on a number may stand for them.
struct Content
{
    static Value to(const QByteArray &value) { return value.isNull() ? Value() : Value::content(value); }
    static void from(QByteArray &value, const QVariant &stored) { value = stored.toByteArray(); }
};

/// A word of trace/words.h. One that a newer Porthole might have written leaves the member as it is.
struct Word
{
    template <typename V>
    static Value to(V value)
    {
        return Value::word(trace::word(value));
    }
    template <typename V>
    static void from(V &value, const QVariant &stored)
    {
        value = trace::fromWord<V>(stored.toString().toLatin1()).value_or(value);
    }
};

struct Kept
{
    static Value to(http::Persistence value)
    {
        return Value::word(value == http::Persistence::KeepAlive ? "keep-alive" : "close");
    }
    static void from(http::Persistence &value, const QVariant &stored)
    {
        value = stored.toString() == u"keep-alive" ? http::Persistence::KeepAlive : http::Persistence::Close;
    }
};

struct Json
{
    template <typename V>
    static Value to(const V &value)
    {
        return toValue(value);
    }
    template <typename V>
    static void from(V &value, const QVariant &stored)
    {
        fromValue(value, stored);
    }
};

template <typename T, typename Kind, auto... Path>
struct Member
{
    /// record.*a.*b …
    template <typename R, typename First, typename... Rest>
    static auto &at(R &record, First first, Rest... rest)
    {
        if constexpr (sizeof...(rest) == 0)
            return record.*first;
        else
            return at(record.*first, rest...);
    }
    static Value value(const T &record) { return Kind::to(at(record, Path...)); }
    static void take(T &record, const QVariant &stored) { Kind::from(at(record, Path...), stored); }
};

/// A column whose value is a member, or a member of a member.
template <typename T, typename Kind, auto... Path>
constexpr Column<T> column(const char *definition, int since = 1)
{
    using M = Member<T, Kind, Path...>;
    return {definition, since, std::is_same_v<Kind, Content>, &M::value, &M::take};
}

/// A column whose value is one of an exchange's extras. What is its default makes none.
template <typename Kind, auto Field>
constexpr Column<Exchange> extra(const char *definition, int since = 1)
{
    return {definition, since, std::is_same_v<Kind, Content>,
            [](const Exchange &exchange) { return Kind::to((*exchange.extras).*Field); },
            [](Exchange &exchange, const QVariant &stored) {
                static const Extras none;
                auto value = none.*Field;
                Kind::from(value, stored);
                if (value != none.*Field)
                    exchange.extras.edit().*Field = std::move(value);
            }};
}

constexpr Column<ConnectionRecord> ofConnections[] = {
    column<ConnectionRecord, Number, &ConnectionRecord::id>("connection INTEGER NOT NULL"),
    column<ConnectionRecord, Number, &ConnectionRecord::loop>("loop INTEGER NOT NULL"),
    column<ConnectionRecord, Latin1, &ConnectionRecord::client, &trace::Endpoint::address>(
        "client_address TEXT"),
    column<ConnectionRecord, Number, &ConnectionRecord::client, &trace::Endpoint::port>(
        "client_port INTEGER NOT NULL"),
    column<ConnectionRecord, Latin1, &ConnectionRecord::server, &trace::Endpoint::address>(
        "server_address TEXT"),
    column<ConnectionRecord, Number, &ConnectionRecord::server, &trace::Endpoint::port>(
        "server_port INTEGER NOT NULL"),
    column<ConnectionRecord, Word, &ConnectionRecord::state>("state TEXT NOT NULL"),
    column<ConnectionRecord, Word, &ConnectionRecord::cause>("cause TEXT NOT NULL"),
    column<ConnectionRecord, Number, &ConnectionRecord::acceptedMs>("accepted_ms INTEGER NOT NULL"),
    column<ConnectionRecord, Stamp, &ConnectionRecord::accepted>("accepted_ns INTEGER"),
    column<ConnectionRecord, Stamp, &ConnectionRecord::stateSince>("state_since_ns INTEGER"),
    column<ConnectionRecord, Stamp, &ConnectionRecord::lastActivity>("last_activity_ns INTEGER"),
    column<ConnectionRecord, Stamp, &ConnectionRecord::closed>("closed_ns INTEGER"),
    column<ConnectionRecord, Number, &ConnectionRecord::requests>("requests INTEGER NOT NULL"),
    column<ConnectionRecord, Bytes, &ConnectionRecord::currentRequest>("current_request BLOB"),
    column<ConnectionRecord, Number, &ConnectionRecord::bytesIn>("bytes_in INTEGER NOT NULL"),
    column<ConnectionRecord, Number, &ConnectionRecord::bytesOut>("bytes_out INTEGER NOT NULL"),
    column<ConnectionRecord, Known, &ConnectionRecord::acceptWaitNs>("accept_wait_ns INTEGER", 3),
    column<ConnectionRecord, Number, &ConnectionRecord::reads>("reads INTEGER", 3),
    column<ConnectionRecord, Number, &ConnectionRecord::writes>("writes INTEGER", 3),
    column<ConnectionRecord, Number, &ConnectionRecord::emptyReads>("empty_reads INTEGER", 3),
    column<ConnectionRecord, Number, &ConnectionRecord::fullBuffers>("full_buffers INTEGER", 3),
    column<ConnectionRecord, Stamp, &ConnectionRecord::clientFin>("client_fin_ns INTEGER", 3),
    column<ConnectionRecord, Stamp, &ConnectionRecord::serverFin>("server_fin_ns INTEGER", 3),
    column<ConnectionRecord, Stamp, &ConnectionRecord::acknowledged>("acknowledged_ns INTEGER", 3),
    column<ConnectionRecord, Json, &ConnectionRecord::tcp>("tcp TEXT", 3),
};

constexpr Column<Exchange> ofExchanges[] = {
    column<Exchange, Number, &Exchange::id>("exchange INTEGER NOT NULL"),
    column<Exchange, Number, &Exchange::connection>("connection INTEGER NOT NULL"),
    column<Exchange, Number, &Exchange::ordinal>("ordinal INTEGER NOT NULL"),
    column<Exchange, Latin1, &Exchange::client, &trace::Endpoint::address>("client_address TEXT"),
    column<Exchange, Number, &Exchange::client, &trace::Endpoint::port>("client_port INTEGER NOT NULL"),
    column<Exchange, Word, &Exchange::outcome>("outcome TEXT NOT NULL"),
    column<Exchange, Status, &Exchange::status>("status INTEGER"),
    column<Exchange, Word, &Exchange::fault>("fault TEXT NOT NULL"),
    column<Exchange, Known, &Exchange::faultOffset>("fault_offset INTEGER"),
    extra<Text, &Extras::why>("why TEXT"),
    column<Exchange, Number, &Exchange::startedMs>("started_ms INTEGER NOT NULL"),
    column<Exchange, Stamp, &Exchange::timings, &trace::Timings::firstByte>("first_byte_ns INTEGER"),
    column<Exchange, Stamp, &Exchange::timings, &trace::Timings::headComplete>("head_complete_ns INTEGER"),
    column<Exchange, Stamp, &Exchange::timings, &trace::Timings::requestComplete>(
        "request_complete_ns INTEGER"),
    column<Exchange, Stamp, &Exchange::timings, &trace::Timings::responseStart>("response_start_ns INTEGER"),
    column<Exchange, Stamp, &Exchange::timings, &trace::Timings::finished>("finished_ns INTEGER"),
    column<Exchange, Content, &Exchange::requestHead>("request_head BLOB"),
    column<Exchange, Number, &Exchange::method, &http::Span::offset>("method_offset INTEGER NOT NULL"),
    column<Exchange, Number, &Exchange::method, &http::Span::length>("method_length INTEGER NOT NULL"),
    column<Exchange, Number, &Exchange::target, &http::Span::offset>("target_offset INTEGER NOT NULL"),
    column<Exchange, Number, &Exchange::target, &http::Span::length>("target_length INTEGER NOT NULL"),
    column<Exchange, Number, &Exchange::requestLine, &http::Span::offset>("line_offset INTEGER NOT NULL"),
    column<Exchange, Number, &Exchange::requestLine, &http::Span::length>("line_length INTEGER NOT NULL"),
    column<Exchange, Kept, &Exchange::persistence>("persistence TEXT NOT NULL"),
    extra<Number, &Extras::requestBodyBytes>("request_body_bytes INTEGER NOT NULL"),
    column<Exchange, Content, &Exchange::responseHead>("response_head BLOB"),
    column<Exchange, Latin1, &Exchange::contentType>("content_type TEXT"),
    column<Exchange, Number, &Exchange::bodyLength>("body_length INTEGER NOT NULL"),
    column<Exchange, Number, &Exchange::bodySent>("body_sent INTEGER NOT NULL"),
    column<Exchange, Text, &Exchange::diskPath>("disk_path TEXT"),
    extra<Latin1, &Extras::forwardedFor>("forwarded_for TEXT", 2),
    extra<Json, &Extras::reasons>("reasons TEXT", 2),
    column<Exchange, Word, &Exchange::cause>("close_cause TEXT", 2),
    column<Exchange, Stamp, &Exchange::timings, &trace::Timings::firstSent>("first_sent_ns INTEGER", 3),
    extra<Known, &Extras::bodyAcknowledged>("body_acknowledged INTEGER", 3),
    extra<Bytes, &Extras::requestBody>("request_body BLOB", 3),
    column<Exchange, Content, &Exchange::responseBody>("response_body BLOB", 3),
    column<Exchange, Number, &Exchange::responseBytes>("response_bytes INTEGER", 3),
    column<Exchange, Known, &Exchange::fileOffset>("file_offset INTEGER", 3),
    column<Exchange, Known, &Exchange::fileSize>("file_size INTEGER", 3),
    column<Exchange, Stamp, &Exchange::fileModifiedNs>("file_modified_ns INTEGER", 3),
    extra<Json, &Extras::transfers>("transfers TEXT", 3),
    extra<Json, &Extras::holds>("holds TEXT", 3),
    column<Exchange, Number, &Exchange::diskNs>("disk_ns INTEGER", 3),
    extra<Number, &Extras::stalledNs>("stalled_ns INTEGER", 3),
    extra<Number, &Extras::throttledNs>("throttled_ns INTEGER", 3),
    extra<Number, &Extras::blockedNs>("blocked_ns INTEGER", 3),
    column<Exchange, Number, &Exchange::loopLagNs>("loop_lag_ns INTEGER", 3),
    extra<Number, &Extras::backlogMax>("backlog_max INTEGER", 3),
    extra<Json, &Extras::tcp>("tcp TEXT", 3),
    column<Exchange, Stamp, &Exchange::timings, &trace::Timings::continued>("continued_ns INTEGER", 4),
};

constexpr Column<LoopSample> ofLoopSamples[] = {
    column<LoopSample, Number, &LoopSample::loop>("loop INTEGER NOT NULL", 3),
    column<LoopSample, Number, &LoopSample::at>("at_ns INTEGER NOT NULL", 3),
    column<LoopSample, Number, &LoopSample::lagNs>("lag_ns INTEGER NOT NULL", 3),
    column<LoopSample, Number, &LoopSample::open>("open INTEGER NOT NULL", 3),
    column<LoopSample, Known, &LoopSample::acceptQueue>("accept_queue INTEGER", 3),
    column<LoopSample, Known, &LoopSample::acceptLimit>("accept_limit INTEGER", 3),
    column<LoopSample, Known, &LoopSample::overflows>("overflows INTEGER", 3),
};

constexpr Column<TcpSample> ofTcpSamples[] = {
    column<TcpSample, Number, &TcpSample::connection>("connection INTEGER NOT NULL", 3),
    column<TcpSample, Number, &TcpSample::at>("at_ns INTEGER NOT NULL", 3),
    column<TcpSample, Known, &TcpSample::backlog>("backlog INTEGER", 3),
    column<TcpSample, Json, &TcpSample::tcp>("tcp TEXT NOT NULL", 3),
};

} // namespace

template <typename T>
QString Column<T>::name() const
{
    return QString::fromLatin1(definition).section(u' ', 0, 0);
}

template struct Column<ConnectionRecord>;
template struct Column<Exchange>;
template struct Column<LoopSample>;
template struct Column<TcpSample>;

std::span<const Column<ConnectionRecord>> connectionColumns()
{
    return ofConnections;
}

std::span<const Column<Exchange>> exchangeColumns()
{
    return ofExchanges;
}

std::span<const Column<LoopSample>> loopSampleColumns()
{
    return ofLoopSamples;
}

std::span<const Column<TcpSample>> tcpSampleColumns()
{
    return ofTcpSamples;
}

} // namespace store
