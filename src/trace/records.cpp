// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "trace/records.h"

#include "trace/head.h"

#include <QCoreApplication>

#include <algorithm>

namespace trace {

namespace {

QString text(const char *source)
{
    return QCoreApplication::translate("trace", source);
}

/// "43 % (4,300 of 10,000 bytes)" of the response's content: what arrived, or, while nobody knows that, what
/// was sent.
QString share(const Exchange &exchange)
{
    const qint64 there
        = exchange.extras->bodyAcknowledged >= 0 ? exchange.extras->bodyAcknowledged : exchange.bodySent;
    if (exchange.bodyLength < 0)
        return text("%L1 bytes").arg(there);
    const auto percent = exchange.bodyLength > 0 ? there * 100 / exchange.bodyLength : 100;
    return text("%1 % (%L2 of %L3 bytes)").arg(percent).arg(there).arg(exchange.bodyLength);
}

/// How far it had come when it was broken off, said of the response if there was one, of the request if not.
QString place(const Exchange &exchange)
{
    if (exchange.status == 0 || exchange.responseHead.isEmpty())
        return text("before it was answered");
    return text("at %1").arg(share(exchange));
}

/// What an allocation costs beyond its bytes: the allocator's own word and rounding up.
constexpr qint64 Block = 16;
/// What holds a record: the counters of its pointer, its places in the log, in a table that shows it and on
/// its lane (bench memory).
constexpr qint64 Place = 220;
/// What the statistics keep of a request that is not like another (the same).
constexpr qint64 Kept = 320;

/// Among how many records something is shared. One of its owners may be whoever made the record, so two
/// count as one.
template <typename String>
qint64 sharers(String string)
{
    const auto *data = string.data_ptr().d_ptr();
    return data ? std::max(1, data->ref_.loadRelaxed() - 2) : 1; // this is a copy
}

/// Of a string: Qt's header and room for the end are part of the allocation.
template <typename String>
qint64 heap(const String &string)
{
    constexpr qint64 header = 16;
    if (string.capacity() == 0)
        return 0;
    const qint64 room = (string.capacity() + 1) * qint64(sizeof(typename String::value_type));
    return (Block + header + room) / sharers(string);
}

template <typename T>
qint64 heap(const std::vector<T> &list)
{
    return list.capacity() > 0 ? Block + qint64(list.capacity() * sizeof(T)) : 0;
}

qint64 reasonBytes(const http::Reasons &reasons)
{
    qint64 sum = heap<http::Reason>(reasons);
    for (const http::Reason &reason : reasons)
        sum += heap(reason.text);
    return sum;
}

} // namespace

QByteArray Endpoint::text() const
{
    const bool v6 = address.contains(':');
    return (v6 ? '[' + address + ']' : address) + ':' + QByteArray::number(port);
}

Closer closedBy(CloseCause cause)
{
    switch (cause) {
    case CloseCause::Open: return Closer::Nobody;
    case CloseCause::ClientFin:
    case CloseCause::ClientReset: return Closer::Client;
    default: return Closer::Server;
    }
}

QString sentence(CloseCause cause)
{
    switch (cause) {
    case CloseCause::Open: return text("open");
    case CloseCause::ClientFin: return text("client closed (FIN)");
    case CloseCause::ClientReset: return text("client broke off (RST)");
    case CloseCause::Finished: return text("server closed: the request asked for it");
    case CloseCause::Refused: return text("server closed: the request was refused");
    case CloseCause::IdleTimeout: return text("server closed: idle for too long");
    case CloseCause::SilentTimeout: return text("server closed: the client said nothing");
    case CloseCause::HeadTimeout: return text("server closed: the request head took too long");
    case CloseCause::BodyTimeout: return text("server closed: the request body stopped coming");
    case CloseCause::SendTimeout: return text("server closed: the client stopped reading");
    case CloseCause::FileFailed: return text("server closed: the file could not be read to its end");
    case CloseCause::FileChanged: return text("server closed: the file was changed while it was sent");
    case CloseCause::HeadTooSlow: return text("server closed: the request head came too slowly");
    case CloseCause::SendTooSlow: return text("server closed: the client read too slowly");
    case CloseCause::RequestLimit: return text("server closed: the connection had all its requests");
    case CloseCause::AddressLimit: return text("server closed: too many connections from this address");
    case CloseCause::Kicked: return text("closed by you");
    case CloseCause::ServerStopped: return text("server stopped");
    case CloseCause::Banned: return text("closed by you: the address is banned");
    }
    return {};
}

qint64 ConnectionRecord::footprint() const
{
    return qint64(sizeof *this) + Place + heap(client.address) + heap(server.address) + heap(currentRequest);
}

QByteArrayView Exchange::requestField(QByteArrayView name) const
{
    return headValue(requestHead, name);
}

qint64 Exchange::durationNs() const
{
    return timings.finished > 0 ? timings.finished - timings.firstByte : -1;
}

qint64 Exchange::footprint() const
{
    const Extras &more = *extras;
    const qint64 own = extras.isThere() ? Block + qint64(sizeof more) : 0;
    return qint64(sizeof *this) + own + Place + Kept / sharers(requestHead) + heap(client.address)
        + heap(more.forwardedFor) + heap(requestHead) + heap(responseHead) + heap(contentType)
        + heap(more.why) + heap(diskPath) + reasonBytes(more.reasons) + heap(more.requestBody)
        + heap(responseBody) + heap(more.transfers) + heap(more.holds);
}

QString sentence(const Exchange &exchange)
{
    switch (exchange.outcome) {
    case Outcome::InProgress:
        return exchange.status == 0 ? text("receiving the request")
                                    : text("sending: %1").arg(share(exchange));
    case Outcome::Complete: return text("complete");
    case Outcome::Aborted: return text("aborted by the client %1").arg(place(exchange));
    case Outcome::Reset: return text("reset by the client %1").arg(place(exchange));
    case Outcome::TimedOut: return text("timed out %1").arg(place(exchange));
    case Outcome::Refused: return text("refused");
    case Outcome::FileFailed: return text("broken off %1: the file could not be read").arg(place(exchange));
    case Outcome::FileChanged:
        return text("broken off %1: the file was changed while it was sent").arg(place(exchange));
    case Outcome::Kicked: return text("closed by you %1").arg(place(exchange));
    case Outcome::ServerStopped: return text("broken off %1: the server stopped").arg(place(exchange));
    }
    return {};
}

} // namespace trace
