// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "trace/wire.h"

#include "http/responsehead.h"
#include "trace/body.h"

#include <algorithm>

namespace trace {

namespace {

constexpr qint64 mostPayload = 16LL * 1024;

qint64 transferred(const Exchange &exchange, Transfer::Kind kind)
{
    qint64 sum = 0;
    for (const Transfer &transfer : exchange.extras->transfers)
        sum += transfer.kind == kind ? transfer.bytes : 0;
    return sum;
}

/// One direction of an exchange while it is cut.
struct Stream
{
    Segment::Kind kind = Segment::Kind::FromClient;
    qint64 length = 0;
    QByteArray known;      ///< its first bytes
    bool fromFile = false; ///< behind them come those of the exchange's file
    SteadyNs earliest = 0;
    SteadyNs rest = 0; ///< when what no transfer covers was there
};

Segment segmentOf(const Exchange &exchange, const Stream &stream, qint64 from, qint64 length)
{
    Segment segment;
    segment.kind = stream.kind;
    segment.connection = exchange.connection;
    segment.length = quint32(length);
    segment.bytes = stream.known.mid(from, length);
    if (!stream.fromFile || segment.bytes.size() == length)
        return segment;
    segment.diskPath = exchange.diskPath;
    segment.fileOffset = exchange.fileOffset + std::max<qint64>(0, from - stream.known.size());
    segment.fileSize = exchange.fileSize;
    segment.fileModifiedNs = exchange.fileModifiedNs;
    return segment;
}

/// Takes one stretch of the stream that went over at one time.
void cut(std::vector<Segment> &out, const Exchange &exchange, const Stream &stream, qint64 from, qint64 until,
         SteadyNs at)
{
    for (; from < until; from += mostPayload) {
        out.push_back(segmentOf(exchange, stream, from, std::min(mostPayload, until - from)));
        out.back().at = at;
    }
}

void cut(std::vector<Segment> &out, const Exchange &exchange, const Stream &stream, Transfer::Kind kind)
{
    qint64 done = 0;
    SteadyNs at = stream.earliest;
    for (const Transfer &transfer : exchange.extras->transfers) {
        if (transfer.kind != kind)
            continue;
        at = std::max(at, transfer.at);
        const qint64 until = std::min(stream.length, done + transfer.bytes);
        cut(out, exchange, stream, done, until, at);
        done = std::max(done, until);
    }
    cut(out, exchange, stream, done, stream.length, std::max(at, stream.rest));
}

Stream requestStream(const Exchange &exchange, bool withBodies)
{
    const Timings &t = exchange.timings;
    Stream stream;
    stream.length = requestWireBytes(exchange);
    stream.known = withBodies ? exchange.requestHead + exchange.extras->requestBody : exchange.requestHead;
    stream.earliest = t.firstByte;
    stream.rest = std::max({t.firstByte, t.headComplete, t.requestComplete});
    return stream;
}

Segment interim(const Exchange &exchange)
{
    Segment segment;
    segment.kind = Segment::Kind::FromServer;
    segment.connection = exchange.connection;
    segment.bytes = http::continueResponse();
    segment.length = quint32(segment.bytes.size());
    segment.at = exchange.timings.continued;
    return segment;
}

Stream responseStream(const Exchange &exchange, bool withBodies)
{
    const Timings &t = exchange.timings;
    Stream stream;
    stream.kind = Segment::Kind::FromServer;
    stream.length = responseWireBytes(exchange);
    stream.known = withBodies ? exchange.responseHead + exchange.responseBody : exchange.responseHead;
    stream.fromFile = withBodies && exchange.responseBody.isEmpty() && exchange.fileOffset >= 0;
    stream.earliest = std::max(t.firstByte, t.firstSent > 0 ? t.firstSent : t.responseStart);
    stream.rest = t.firstSent > 0 && exchange.extras->transfers.empty() ? t.firstSent : t.finished;
    return stream;
}

} // namespace

qint64 requestWireBytes(const Exchange &exchange)
{
    const qint64 head = exchange.requestHead.size();
    const qint64 kept = exchange.extras->requestBody.size();
    if (!isChunked(exchange.requestHead))
        return head + std::max(exchange.extras->requestBodyBytes, kept);
    if (requestContent(exchange).size() >= exchange.extras->requestBodyBytes)
        return head + kept;
    // The framing of what is not kept is known only by what was read.
    return std::max(transferred(exchange, Transfer::Kind::Read),
                    head + std::max(exchange.extras->requestBodyBytes, kept));
}

qint64 responseWireBytes(const Exchange &exchange)
{
    // Captures of the first versions lack the number.
    const bool isCounted
        = exchange.responseBytes > 0 || (exchange.bodySent == 0 && exchange.outcome != Outcome::Complete);
    if (isCounted || exchange.status == 0)
        return exchange.responseBytes;
    return exchange.responseHead.size() + std::max<qint64>(exchange.bodySent, exchange.responseBody.size());
}

std::vector<Segment> wireSegments(const Exchange &exchange, bool withBodies)
{
    std::vector<Segment> segments;
    cut(segments, exchange, requestStream(exchange, withBodies), Transfer::Kind::Read);
    if (exchange.timings.continued > 0)
        segments.push_back(interim(exchange));
    cut(segments, exchange, responseStream(exchange, withBodies), Transfer::Kind::Write);
    return segments;
}

} // namespace trace
