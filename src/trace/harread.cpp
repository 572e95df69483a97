// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "trace/harread.h"

#include "trace/harfields.h"
#include "trace/harhead.h"
#include "trace/head.h"
#include "trace/words.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QJsonArray>

#include <algorithm>

namespace trace::har {

namespace {

/// Sums and differences of numbers in these bounds do not overflow.
constexpr qint64 largest = 1LL << 61;

QString text(const char *source)
{
    return QCoreApplication::translate("trace", source);
}

qint64 numberOf(const QJsonObject &object, const char *name, qint64 otherwise = 0)
{
    return std::clamp<qint64>(object[QLatin1String(name)].toInteger(otherwise), -1, largest);
}

QByteArray bytesOf(const QJsonObject &object, const char *name)
{
    return object[QLatin1String(name)].toString().toUtf8();
}

QJsonObject objectOf(const QJsonObject &object, const char *name)
{
    return object[QLatin1String(name)].toObject();
}

template <typename Enum>
Enum wordOf(const QJsonObject &object, const char *name, Enum otherwise)
{
    return fromWord<Enum>(bytesOf(object, name)).value_or(otherwise);
}

template <typename T, typename Value, size_t count>
void readMembers(const QJsonObject &from, T &record, const Member<T, Value> (&members)[count])
{
    for (const auto &member : members)
        record.*member.value = Value(numberOf(from, member.name, qint64(record.*member.value)));
}

Endpoint endpointOf(const QJsonObject &object)
{
    return {bytesOf(object, "address"), quint16(numberOf(object, "port"))};
}

std::optional<TcpInfo> tcpOf(const QJsonObject &object)
{
    const QJsonValue value = object[QLatin1String("_tcp")];
    if (!value.isObject())
        return std::nullopt;
    TcpInfo tcp;
    readMembers(value.toObject(), tcp, tcpNumbers);
    return tcp;
}

Transfers transfersOf(const QJsonObject &entry)
{
    Transfers transfers;
    const QJsonArray listed = entry[QLatin1String("_transfers")].toArray();
    for (const auto &item : listed) {
        if (transfers.size() == mostTransfers)
            break;
        const QJsonObject object = item.toObject();
        transfers.push_back({numberOf(object, "at"), numberOf(object, "bytes"),
                             quint32(numberOf(object, "turns", 1)),
                             wordOf(object, "kind", Transfer::Kind::Read)});
    }
    return transfers;
}

std::vector<Hold> holdsOf(const QJsonObject &entry)
{
    std::vector<Hold> holds;
    const QJsonArray listed = entry[QLatin1String("_holds")].toArray();
    for (const auto &item : listed)
        holds.push_back({numberOf(item.toObject(), "from"), numberOf(item.toObject(), "until")});
    return holds;
}

http::Reasons reasonsOf(const QJsonObject &entry)
{
    http::Reasons reasons;
    const QJsonArray listed = entry[QLatin1String("_reasons")].toArray();
    for (const auto &item : listed) {
        if (const auto step = fromWord<http::Step>(bytesOf(item.toObject(), "step")))
            reasons.push_back({*step, bytesOf(item.toObject(), "text")});
    }
    return reasons;
}

/// Offsets that lie in the head; others would be of another one.
void readSpans(const QJsonObject &entry, Exchange &exchange)
{
    exchange = withPlainSpans(std::move(exchange));
    const QJsonArray numbers = entry[QLatin1String("_spans")].toArray();
    const auto span = [&](qsizetype at) {
        const qint64 offset = std::clamp<qint64>(numbers[at].toInteger(), 0, exchange.requestHead.size());
        const qint64 most = exchange.requestHead.size() - offset;
        return http::Span{quint32(offset), quint32(std::clamp<qint64>(numbers[at + 1].toInteger(), 0, most))};
    };
    if (numbers.size() != 6)
        return;
    exchange.method = span(0);
    exchange.target = span(2);
    exchange.requestLine = span(4);
}

void readVerdict(const QJsonObject &entry, Exchange &e)
{
    e.outcome = wordOf(entry, "_outcome", Outcome::Complete);
    e.cause = wordOf(entry, "_closeCause", CloseCause::Open);
    e.persistence = bytesOf(entry, "_persistence") == "keep-alive" ? http::Persistence::KeepAlive
                                                                   : http::Persistence::Close;
    e.fault = wordOf(entry, "_fault", http::Fault::None);
    const qint64 offset = numberOf(entry, "_faultOffset", -1);
    e.faultOffset = offset <= e.requestHead.size() ? qint32(offset) : -1;
    e.extras.edit().why = entry[QLatin1String("_why")].toString();
    e.extras.edit().reasons = reasonsOf(entry);
    e.contentType = bytesOf(entry, "_contentType");
    e.extras.edit().forwardedFor = bytesOf(entry, "_forwardedFor");
    e.diskPath = entry[QLatin1String("_diskPath")].toString();
}

void readBodies(const QJsonObject &request, const QJsonObject &response, Exchange &e)
{
    const QJsonObject posted = objectOf(request, "postData");
    const QByteArray sent = har::bytesOf(posted, QLatin1String("_encoding"));
    e.extras.edit().requestBody = framed(sent, e.requestHead, sent.size() >= e.extras->requestBodyBytes,
                                         numberOf(request, "bodySize", -1));
    const QJsonObject content = objectOf(response, "content");
    const QJsonValue encoded = content[QLatin1String("_encoded")];
    const QByteArray received = encoded.isString() ? QByteArray::fromBase64(encoded.toString().toLatin1())
                                                   : har::bytesOf(content, QLatin1String("encoding"));
    e.responseBody
        = framed(received, e.responseHead, received.size() >= e.bodySent, numberOf(response, "bodySize", -1));
}

/// A phase in ns; what was not measured took no time.
qint64 phaseOf(const QJsonObject &timings, const char *name)
{
    constexpr double most = 1e9; // ms: eleven days
    return qint64(std::clamp(timings[QLatin1String(name)].toDouble(), 0.0, most) * 1e6);
}

/// The connection's time, SSL included, passes before a server sees anything.
void readPhases(const QJsonObject &entry, qint64 epochMs, Exchange &e)
{
    constexpr qint64 nsPerMs = 1'000'000;
    const QJsonObject timings = objectOf(entry, "timings");
    const qint64 before = phaseOf(timings, "blocked") + phaseOf(timings, "dns") + phaseOf(timings, "connect");
    const qint64 began = std::max(startedMs(entry), epochMs);
    e.startedMs = began + before / nsPerMs;
    e.timings.firstByte = 1'000'000'000 + (began - epochMs) * nsPerMs + before;
    e.timings.requestComplete = e.timings.firstByte + phaseOf(timings, "send");
    e.timings.headComplete = e.timings.requestComplete;
    e.timings.responseStart = e.timings.requestComplete + phaseOf(timings, "wait");
    e.timings.firstSent = e.timings.responseStart;
    e.timings.finished = e.timings.firstSent + phaseOf(timings, "receive");
}

/// How this record came to be, and what the browser said beside the standard fields.
QString foreignWhy(const QJsonObject &entry)
{
    QString why = text("Imported from a HAR file: the heads are put together from its fields.");
    if (!entry[QLatin1String("_fromCache")].toString().isEmpty())
        why += u' ' + text("It came from the browser's cache.");
    const QString error = objectOf(entry, "response")[QLatin1String("_error")].toString();
    if (!error.isEmpty())
        why += u' ' + text("The browser's error: %1.").arg(error);
    return why;
}

} // namespace

bool isOurs(const QJsonObject &entry)
{
    return entry[QLatin1String("_exchange")].toInteger() > 0 && entry[QLatin1String("_stamps")].isObject();
}

Exchange ourExchange(const QJsonObject &entry)
{
    const QJsonObject request = objectOf(entry, "request");
    const QJsonObject response = objectOf(entry, "response");
    Exchange e;
    e.id = quint64(numberOf(entry, "_exchange"));
    e.connection = bytesOf(entry, "connection").toULongLong();
    e.ordinal = quint32(numberOf(entry, "_requestIndex", 1));
    e.client = endpointOf(objectOf(entry, "_peer"));
    e.startedMs = startedMs(entry);
    e.requestHead = requestHead(request);
    e.responseHead = responseHead(response);
    e.status = response[QLatin1String("status")].toInt();
    readMembers(objectOf(entry, "_stamps"), e.timings, stamps);
    readMembers(entry, e, exchangeNumbers);
    readMembers(entry, e.extras.edit(), extraNumbers);
    readVerdict(entry, e);
    readSpans(entry, e);
    readBodies(request, response, e);
    e.extras.edit().transfers = transfersOf(entry);
    e.extras.edit().holds = holdsOf(entry);
    e.extras.edit().tcp = tcpOf(entry);
    e.extras.trim();
    return e;
}

std::optional<ConnectionRecord> ourConnection(const QJsonObject &entry)
{
    const QJsonValue value = entry[QLatin1String("_connection")];
    if (!value.isObject())
        return std::nullopt;
    const QJsonObject object = value.toObject();
    ConnectionRecord c;
    c.id = bytesOf(entry, "connection").toULongLong();
    c.loop = int(std::clamp<qint64>(numberOf(object, "loop"), 0, 1024));
    c.client = endpointOf(objectOf(object, "client"));
    c.server = endpointOf(objectOf(object, "server"));
    c.state = wordOf(object, "state", State::Closed);
    c.cause = wordOf(object, "cause", CloseCause::Open);
    readMembers(object, c, connectionNumbers);
    readMembers(object, c, connectionCounts);
    c.tcp = tcpOf(object);
    return c;
}

Exchange foreignExchange(const QJsonObject &entry, qint64 epochMs)
{
    const QJsonObject response = objectOf(entry, "response");
    const QJsonObject content = objectOf(response, "content");
    Exchange e;
    e.requestHead = foreignRequestHead(objectOf(entry, "request"));
    e = withPlainSpans(std::move(e));
    e.responseHead = foreignResponseHead(response);
    e.status = e.responseHead.isEmpty() ? 0 : response[QLatin1String("status")].toInt();
    e.outcome = e.status > 0 ? Outcome::Complete : Outcome::Aborted;
    e.persistence = http::Persistence::KeepAlive;
    e.extras.edit().why = foreignWhy(entry);
    readPhases(entry, epochMs, e);
    const QByteArray posted
        = har::bytesOf(objectOf(objectOf(entry, "request"), "postData"), QLatin1String("encoding"));
    e.extras.edit().requestBody = framed(posted, e.requestHead, true, -1);
    e.extras.edit().requestBodyBytes = posted.size();
    e.extras.trim();
    if (e.status == 0)
        return e;
    e.contentType = bytesOf(content, "mimeType");
    const QByteArray received = har::bytesOf(content, QLatin1String("encoding"));
    e.responseBody = framed(received, e.responseHead, true, -1);
    e.bodySent = received.isEmpty() ? std::max<qint64>(0, numberOf(response, "bodySize")) : received.size();
    e.bodyLength = e.bodySent;
    e.responseBytes = e.responseHead.size() + std::max<qint64>(e.bodySent, e.responseBody.size());
    return e;
}

qint64 startedMs(const QJsonObject &entry)
{
    const QDateTime time
        = QDateTime::fromString(entry[QLatin1String("startedDateTime")].toString(), Qt::ISODateWithMs);
    const int year = time.date().year();
    // Further apart, two of them would not fit the steady clock.
    return time.isValid() && year >= 1970 && year < 2200 ? time.toMSecsSinceEpoch() : 0;
}

} // namespace trace::har
