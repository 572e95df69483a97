// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "http/failure.h"
#include "http/message.h"
#include "http/reason.h"
#include "trace/rare.h"
#include "trace/samples.h"

#include <QByteArray>
#include <QString>

#include <memory>
#include <optional>
#include <variant>
#include <vector>

namespace trace {

/// One end of a connection.
struct Endpoint
{
    QByteArray address; ///< numeric, IPv6 without brackets
    quint16 port = 0;

    /// "127.0.0.1:7788" or "[::1]:7788".
    [[nodiscard]] QByteArray text() const;
    friend bool operator==(const Endpoint &, const Endpoint &) = default;
};

/// What a connection is doing (DESIGN, Session).
enum class State : quint8 { Receiving, Responding, Draining, Idle, Held, Closed };

/// Why a connection ended. Who hung up first and whether by FIN or RST follow from it.
enum class CloseCause : quint8 {
    Open,          ///< it has not ended
    ClientFin,     ///< the client closed, between requests or after its last answer
    ClientReset,   ///< the client sent RST
    Finished,      ///< we closed: the request or HTTP/1.0 asked for it
    Refused,       ///< we closed after answering a request that could not be understood or broke a limit
    IdleTimeout,   ///< keep-alive ran out
    SilentTimeout, ///< connected and never said anything
    HeadTimeout,   ///< the request head took too long
    BodyTimeout,   ///< the request body stopped coming
    SendTimeout,   ///< the client stopped reading
    FileFailed,    ///< the file could not be read to its end
    FileChanged,   ///< the file was changed while it was sent: the client must not take it for whole
    HeadTooSlow,   ///< the request head came slower than the least rate
    SendTooSlow,   ///< the response was read slower than the least rate
    RequestLimit,  ///< we closed: the connection had its number of requests
    AddressLimit,  ///< closed at once: too many connections from that address
    Kicked,        ///< closed by the person at the window
    ServerStopped,
    Banned, ///< closed by the person at the window: the address is not let in any more
};

enum class Closer : quint8 { Nobody, Client, Server };
[[nodiscard]] Closer closedBy(CloseCause cause);
/// One short sentence: "client closed (FIN)", "server: idle for too long".
[[nodiscard]] QString sentence(CloseCause cause);

/// How an exchange ended: the truth about delivery.
enum class Outcome : quint8 {
    InProgress,
    Complete, ///< every byte of the response was taken by the kernel
    Aborted,  ///< the client closed (FIN) before the request was whole or the response was sent
    Reset,    ///< the same by RST
    TimedOut,
    Refused,     ///< malformed or over a limit: answered with an error and closed
    FileFailed,  ///< the file could not be read; the connection was closed before the response was whole
    FileChanged, ///< the file was changed meanwhile; the same
    Kicked,
    ServerStopped,
};

struct ConnectionRecord
{
    quint64 id = 0; ///< from 1, in order of acceptance over all loops
    int loop = 0;
    Endpoint client;
    Endpoint server;
    State state = State::Receiving;
    CloseCause cause = CloseCause::Open;
    qint64 acceptedMs = 0; ///< wall clock, ms since 1970 UTC
    SteadyNs accepted = 0;
    SteadyNs stateSince = 0;
    SteadyNs lastActivity = 0; ///< last byte in or out
    SteadyNs closed = 0;
    quint64 requests = 0;      ///< exchanges begun
    QByteArray currentRequest; ///< request line in progress, or the bytes of a head that is not whole
    quint64 bytesIn = 0;
    quint64 bytesOut = 0;       ///< taken by the kernel
    qint64 acceptWaitNs = -1;   ///< between the end of the handshake and accept(), at least; -1: unknown
    quint64 reads = 0;          ///< turns in which bytes came
    quint64 writes = 0;         ///< turns in which the kernel took bytes
    quint64 emptyReads = 0;     ///< woken up to read, and there was nothing
    quint64 fullBuffers = 0;    ///< times the kernel's send buffer was full
    SteadyNs clientFin = 0;     ///< when we saw that the client had sent FIN
    SteadyNs serverFin = 0;     ///< when we closed our half and waited for the client's; 0: both at once
    SteadyNs acknowledged = 0;  ///< when nothing that was sent was on its way any more; only while watched
    std::optional<TcpInfo> tcp; ///< as last seen; nothing when nobody looked

    /// Bytes of memory a record costs with all that is allocated for it, for the log's budget. What is shared
    /// with other records is counted in equal parts, as it is shared now.
    [[nodiscard]] qint64 footprint() const;
};

/// Where the time went; each stamp is 0 until it happens.
struct Timings
{
    SteadyNs firstByte = 0; ///< first byte of the request read; for a silent connection, its acceptance
    SteadyNs headComplete = 0;
    SteadyNs requestComplete = 0; ///< last byte of the body, or of the head when there is none
    SteadyNs responseStart = 0;   ///< the answer is decided
    SteadyNs finished = 0;        ///< last byte out, or the moment it was broken off
    SteadyNs firstSent = 0;       ///< the kernel took the first byte of the response
    SteadyNs continued = 0;       ///< the kernel took a 100 Continue ahead of it (RFC 9110 §15.2.1)
};

/// What most exchanges have none of.
struct Extras
{
    QString why;             ///< one sentence: the rule that decided, or what was wrong
    http::Reasons reasons;   ///< the steps that led to it; none for a file that is simply there
    QByteArray forwardedFor; ///< the client's address as a trusted proxy told it; empty without one

    qint64 requestBodyBytes = 0;  ///< received and discarded
    QByteArray requestBody;       ///< as received, chunk framing and all; the first bytes of it
    qint64 bodyAcknowledged = -1; ///< of the content that was sent, what the client's system confirmed; -1:
                                  ///< nobody looked

    // Who was slow.
    Transfers transfers; ///< none: one read and one write, as the timings tell
    std::vector<Hold> holds;
    qint64 stalledNs = 0;       ///< waiting for room in the kernel's send buffer: client or network
    qint64 throttledNs = 0;     ///< waiting for a speed limit of ours
    qint64 blockedNs = 0;       ///< received whole or in part behind an earlier request, waiting for its turn
    qint64 backlogMax = 0;      ///< most bytes of the response that a full send buffer kept with us
    std::optional<TcpInfo> tcp; ///< at its end; only of one that took longer than a tick, or was watched

    friend bool operator==(const Extras &, const Extras &) = default;
};

/// One request and its response, including what was malformed, timed out or never finished.
struct Exchange
{
    quint64 id = 0; ///< from 1, in order of their first bytes over all loops
    quint64 connection = 0;
    quint32 ordinal = 1; ///< the nth request on its connection, from 1
    int status = 0;      ///< 0: none was sent
    Outcome outcome = Outcome::InProgress;
    CloseCause cause = CloseCause::Open; ///< why its connection ended with it; Open when it went on
    http::Fault fault = http::Fault::None;
    http::Persistence persistence = http::Persistence::Close; ///< whether the connection was kept after it
    qint32 faultOffset = -1;                                  ///< the offending byte in requestHead
    Endpoint client;
    qint64 startedMs = 0; ///< wall clock of the first byte, ms since 1970 UTC
    Timings timings;
    QByteArray requestHead;  ///< exactly as received; as far as it came when it is not whole
    http::Span method;       ///< in requestHead; empty when not understood
    http::Span target;       ///< in requestHead
    http::Span requestLine;  ///< in requestHead, without CRLF
    QByteArray responseHead; ///< exactly as sent
    QByteArray contentType;
    qint64 bodyLength = 0; ///< content of the response that was to be sent; -1 while nobody knows
    qint64 bodySent = 0;   ///< content that the kernel took
    QString diskPath;

    // Content that is part of a file is not kept: trace/body.h reads it from the disk.
    QByteArray responseBody;   ///< as sent; of what is not part of a file the first bytes
    qint64 responseBytes = 0;  ///< of the response that the kernel took: head, content, framing
    qint64 fileOffset = -1;    ///< where in diskPath the content begins; -1: it is not part of a file
    qint64 fileSize = -1;      ///< of that file as it was served
    qint64 fileModifiedNs = 0; ///< the same, since 1970 UTC

    qint64 diskNs = 0;    ///< reading the file, or making the content
    qint64 loopLagNs = 0; ///< the largest lag of the loop meanwhile, as far as a tick has seen it
    Rare<Extras> extras;

    /// Whom the request came from: the proxy's word for it, else the other end of the connection.
    [[nodiscard]] const QByteArray &clientAddress() const
    {
        return extras->forwardedFor.isEmpty() ? client.address : extras->forwardedFor;
    }
    [[nodiscard]] QByteArrayView methodText() const { return method.in(requestHead); }
    [[nodiscard]] QByteArrayView targetText() const { return target.in(requestHead); }
    [[nodiscard]] QByteArrayView requestLineText() const { return requestLine.in(requestHead); }
    /// The value of a request field by name, compared without regard to case; empty when there is none.
    [[nodiscard]] QByteArrayView requestField(QByteArrayView name) const;
    /// Whether a person holds it back now.
    [[nodiscard]] bool isHeld() const { return !extras->holds.empty() && extras->holds.back().until == 0; }
    /// From the first byte in to the last byte out in ns; -1 while it runs.
    [[nodiscard]] qint64 durationNs() const;
    /// The same as of a connection.
    [[nodiscard]] qint64 footprint() const;
};

/// One short sentence: "complete", "aborted by the client at 43 % (4.1 of 9.6 MB)".
[[nodiscard]] QString sentence(const Exchange &exchange);

using ConnectionPtr = std::shared_ptr<const ConnectionRecord>;
using ExchangePtr = std::shared_ptr<const Exchange>;
/// What a loop says about the world. A newer record with the same id replaces the older; samples stand beside
/// each other.
using Record = std::variant<ConnectionPtr, ExchangePtr, LoopSamplePtr, TcpSamplePtr>;
using Batch = std::vector<Record>;

} // namespace trace
