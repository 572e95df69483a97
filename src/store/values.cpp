// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/values.h"

#include "trace/jsonline.h"
#include "trace/words.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

namespace store {

using trace::Hold;
using trace::TcpInfo;
using trace::Transfer;

namespace {

Value text(const QJsonDocument &json)
{
    return Value::text(json.toJson(QJsonDocument::Compact));
}

QJsonArray arrayIn(const QVariant &value)
{
    return QJsonDocument::fromJson(value.toString().toUtf8()).array();
}

struct TcpKey
{
    const char *name;
    qint64 TcpInfo::*member;
};

constexpr TcpKey tcpKeys[] = {
    {"rtt_us", &TcpInfo::rttUs},
    {"min_rtt_us", &TcpInfo::minRttUs},
    {"retransmits", &TcpInfo::retransmits},
    {"congestion_window", &TcpInfo::congestionWindow},
    {"send_window", &TcpInfo::sendWindow},
    {"busy_us", &TcpInfo::busyUs},
    {"rwnd_limited_us", &TcpInfo::rwndLimitedUs},
    {"sndbuf_limited_us", &TcpInfo::sndbufLimitedUs},
    {"unsent", &TcpInfo::unsent},
    {"acknowledged", &TcpInfo::acknowledged},
    {"in_flight", &TcpInfo::inFlight},
};
static_assert(sizeof(TcpInfo) == std::size(tcpKeys) * sizeof(qint64), "a figure has no key");

} // namespace

Value toValue(const trace::Transfers &transfers)
{
    if (transfers.empty())
        return {};
    QJsonArray list;
    for (const Transfer &transfer : transfers) {
        list.append(QJsonArray{transfer.at, transfer.bytes, qint64(transfer.turns),
                               QString::fromLatin1(trace::word(transfer.kind))});
    }
    return text(QJsonDocument(list));
}

Value toValue(const std::vector<Hold> &holds)
{
    if (holds.empty())
        return {};
    QJsonArray list;
    for (const Hold &hold : holds)
        list.append(QJsonArray{hold.from, hold.until});
    return text(QJsonDocument(list));
}

Value toValue(const http::Reasons &reasons)
{
    if (reasons.empty())
        return {};
    QByteArray json;
    trace::appendReasons(json, reasons);
    return Value::text(json);
}

Value toValue(const TcpInfo &tcp)
{
    QJsonObject object;
    for (const TcpKey &key : tcpKeys) {
        if (tcp.*key.member >= 0)
            object.insert(QLatin1StringView(key.name), tcp.*key.member);
    }
    return text(QJsonDocument(object));
}

Value toValue(const std::optional<TcpInfo> &tcp)
{
    return tcp ? toValue(*tcp) : Value();
}

void fromValue(trace::Transfers &transfers, const QVariant &value)
{
    const QJsonArray entries = arrayIn(value);
    for (const auto &entry : entries) {
        const auto kind = trace::fromWord<Transfer::Kind>(entry[3].toString().toLatin1());
        if (kind)
            transfers.push_back(
                {entry[0].toInteger(), entry[1].toInteger(), quint32(entry[2].toInteger()), *kind});
    }
}

void fromValue(std::vector<Hold> &holds, const QVariant &value)
{
    const QJsonArray entries = arrayIn(value);
    for (const auto &entry : entries)
        holds.push_back({entry[0].toInteger(), entry[1].toInteger()});
}

void fromValue(http::Reasons &reasons, const QVariant &value)
{
    const QJsonArray entries = arrayIn(value);
    for (const auto &entry : entries) {
        const auto step = trace::fromWord<http::Step>(entry[u"step"].toString().toLatin1());
        if (step)
            reasons.push_back({*step, entry[u"text"].toString().toUtf8()});
    }
}

void fromValue(TcpInfo &tcp, const QVariant &value)
{
    const QJsonObject object = QJsonDocument::fromJson(value.toString().toUtf8()).object();
    for (const TcpKey &key : tcpKeys)
        tcp.*key.member = object[QLatin1StringView(key.name)].toInteger(-1);
}

void fromValue(std::optional<TcpInfo> &tcp, const QVariant &value)
{
    if (value.isNull())
        return;
    fromValue(tcp.emplace(), value);
}

} // namespace store
