// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "net/recorder.h"

#include "net/surroundings.h"

#include <algorithm>
#include <utility>

namespace net {

using trace::SteadyNs;
using trace::Transfer;
using Kind = trace::Transfer::Kind;

namespace {

/// Joins it with the last one of its kind.
void join(trace::Transfers &transfers, const Transfer &transfer)
{
    const auto last = std::find_if(transfers.rbegin(), transfers.rend(),
                                   [&](const Transfer &other) { return other.kind == transfer.kind; });
    if (last == transfers.rend()) {
        transfers.back() = transfer;
        return;
    }
    last->at = transfer.at;
    last->turns += transfer.turns;
    last->bytes = transfer.kind == Kind::FullBuffer ? transfer.bytes : last->bytes + transfer.bytes;
}

} // namespace

void Recorder::begin(trace::ConnectionRecord &connection, Surroundings &surroundings, SteadyNs now,
                     qint64 blockedNs)
{
    *this = {};
    m_exchange = std::make_shared<trace::Exchange>();
    m_exchange->id = surroundings.nextExchangeId();
    m_exchange->connection = connection.id;
    m_exchange->ordinal = quint32(++connection.requests);
    m_exchange->client = connection.client;
    m_exchange->startedMs = surroundings.wallMs(now);
    m_exchange->timings.firstByte = now;
    if (blockedNs > 0)
        m_exchange->extras.edit().blockedNs = blockedNs;
}

void Recorder::countBody(qint64 bytes)
{
    if (bytes > 0)
        m_exchange->extras.edit().requestBodyBytes = bytes;
}

void Recorder::keepHead(const http::RequestHead &head)
{
    m_exchange->requestHead = head.bytes;
    m_exchange->method = head.method;
    m_exchange->target = head.target;
    m_exchange->requestLine = {0, quint32(head.requestLine().size())};
}

void Recorder::read(QByteArrayView bytes, SteadyNs now, qsizetype most)
{
    if (bytes.isEmpty())
        return;
    if (m_exchange->timings.headComplete > 0) {
        const qsizetype room = std::max<qsizetype>(0, most - m_exchange->extras->requestBody.size());
        m_exchange->extras.edit().requestBody.append(bytes.first(std::min(bytes.size(), room)));
    }
    Transfer *last = lastNoted();
    if (last && last->kind == Kind::Read && last->at == now)
        last->bytes += bytes.size(); // head and body of one read
    else
        note({now, bytes.size(), 1, Kind::Read});
}

void Recorder::answer(const site::Reply &reply, qsizetype most)
{
    m_exchange->status = reply.status;
    m_exchange->contentType = reply.contentType;
    m_exchange->diskPath = reply.diskPath;
    m_exchange->bodyLength = reply.bodyLength().value_or(-1);
    if (const auto *slice = std::get_if<site::FileSlice>(&reply.body)) {
        m_exchange->fileOffset = slice->offset;
        m_exchange->fileSize = slice->file->size();
        m_exchange->fileModifiedNs = slice->file->modifiedNs();
    } else if (const auto *bytes = std::get_if<QByteArray>(&reply.body); bytes && bytes->size() <= most) {
        m_exchange->responseBody = *bytes; // shared, not copied; cut when it was not sent whole
    } else {
        m_keep = most;
    }
}

void Recorder::sent(const Output &output, qint64 bytes, SteadyNs now)
{
    trace::Exchange &exchange = *m_exchange;
    if (exchange.responseBytes == 0)
        exchange.timings.firstSent = now;
    if (m_keep > 0) {
        const qint64 ofHead = std::clamp<qint64>(exchange.responseHead.size() - exchange.responseBytes, 0,
                                                 std::min<qint64>(bytes, output.head.size()));
        const qint64 framing = std::min<qint64>(bytes, output.head.size()) - ofHead;
        const qint64 content = std::min<qint64>(bytes - ofHead - framing, output.body.size());
        for (const QByteArrayView part : {output.head.sliced(ofHead, framing), output.body.first(content)}) {
            const qsizetype kept = std::min(part.size(), m_keep);
            exchange.responseBody.append(part.first(kept));
            m_keep -= kept;
        }
        if (output.slice.length > 0)
            m_keep = 0; // what stands in a file is not kept, and what follows would not follow
    }
    exchange.responseBytes += bytes;
    endStall(now);
    note({now, bytes, 1, Kind::Write});
}

void Recorder::full(SteadyNs now)
{
    trace::Exchange &exchange = *m_exchange;
    const qint64 left = exchange.bodyLength < 0 ? -1 : exchange.bodyLength - exchange.bodySent;
    exchange.extras.edit().backlogMax = std::max(exchange.extras->backlogMax, left);
    if (m_fullSince == 0)
        m_fullSince = now;
    note({now, left, 1, Kind::FullBuffer});
}

void Recorder::emptyRead(SteadyNs now)
{
    note({now, 0, 1, Kind::EmptyRead});
}

void Recorder::hold(SteadyNs now)
{
    endStall(now);
    m_exchange->extras.edit().holds.push_back({now, 0});
}

/// The kernel counts FIN as a byte.
void Recorder::acknowledged(qint64 bytes, qint64 bytesOut)
{
    trace::Exchange &exchange = *m_exchange;
    if (bytes < 0 || exchange.responseBytes == 0)
        return;
    const qint64 before = bytesOut - exchange.responseBytes;
    const qint64 body = std::min(bytes, bytesOut) - before - exchange.responseHead.size();
    exchange.extras.edit().bodyAcknowledged = std::clamp<qint64>(body, 0, exchange.bodySent);
}

void Recorder::endStall(SteadyNs now)
{
    if (m_fullSince > 0)
        m_exchange->extras.edit().stalledNs += now - std::exchange(m_fullSince, 0);
}

/// The common exchange, one read and one write, gets no list.
void Recorder::note(const Transfer &transfer)
{
    const auto expected = m_transfers == 0 ? Kind::Read : Kind::Write;
    if (m_transfers < m_early.size() && m_exchange->extras->transfers.empty() && transfer.kind == expected) {
        m_early[m_transfers++] = transfer;
        return;
    }
    trace::Transfers &list = m_exchange->extras.edit().transfers;
    if (list.empty())
        list = early();
    if (list.size() < trace::mostTransfers)
        list.push_back(transfer);
    else
        join(list, transfer);
}

Transfer *Recorder::lastNoted()
{
    if (!m_exchange->extras->transfers.empty())
        return &m_exchange->extras.edit().transfers.back();
    return m_transfers > 0 ? &m_early[m_transfers - 1] : nullptr;
}

trace::Transfers Recorder::early() const
{
    return {m_early.begin(), m_early.begin() + qptrdiff(m_transfers)};
}

std::shared_ptr<trace::Exchange> Recorder::snapshot(SteadyNs now) const
{
    auto copy = std::make_shared<trace::Exchange>(*m_exchange);
    if (m_fullSince > 0)
        copy->extras.edit().stalledNs += now - m_fullSince;
    return copy;
}

trace::ExchangePtr Recorder::finish(trace::Outcome outcome, SteadyNs now)
{
    endStall(now);
    trace::Exchange &exchange = *m_exchange;
    if (exchange.isHeld())
        exchange.extras.edit().holds.back().until = now;
    const qint64 body = exchange.responseBytes - exchange.responseHead.size();
    if (exchange.responseBody.size() > std::max<qint64>(0, body))
        exchange.responseBody.truncate(std::max<qint64>(0, body));
    exchange.outcome = outcome;
    exchange.timings.finished = now;
    return std::exchange(m_exchange, nullptr);
}

} // namespace net
