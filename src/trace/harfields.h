// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "trace/records.h"

/// What a HAR of ours holds beside the standard fields: read and written by the same tables, so that what is
/// exported comes back exactly. A value that is the record's default is left out.
namespace trace::har {

template <typename T, typename Value>
struct Member
{
    const char *name;
    Value T::*value;
};

inline constexpr Member<Exchange, qint64> exchangeNumbers[] = {
    {"_bodyLength", &Exchange::bodyLength},
    {"_bodySent", &Exchange::bodySent},
    {"_responseBytes", &Exchange::responseBytes},
    {"_fileOffset", &Exchange::fileOffset},
    {"_fileSize", &Exchange::fileSize},
    {"_fileModifiedNs", &Exchange::fileModifiedNs},
    {"_diskNs", &Exchange::diskNs},
    {"_loopLagMaxNs", &Exchange::loopLagNs},
};

inline constexpr Member<Extras, qint64> extraNumbers[] = {
    {"_requestBodyBytes", &Extras::requestBodyBytes},
    {"_bodyAcknowledged", &Extras::bodyAcknowledged},
    {"_stalledNs", &Extras::stalledNs},
    {"_throttledNs", &Extras::throttledNs},
    {"_blockedNs", &Extras::blockedNs},
    {"_backlogMax", &Extras::backlogMax},
};

/// In "_stamps": nanoseconds on the server's steady clock.
inline constexpr Member<Timings, SteadyNs> stamps[] = {
    {"firstByte", &Timings::firstByte},
    {"headComplete", &Timings::headComplete},
    {"requestComplete", &Timings::requestComplete},
    {"responseStart", &Timings::responseStart},
    {"firstSent", &Timings::firstSent},
    {"finished", &Timings::finished},
    {"continued", &Timings::continued},
};

/// In "_connection".
inline constexpr Member<ConnectionRecord, qint64> connectionNumbers[] = {
    {"acceptedMs", &ConnectionRecord::acceptedMs},
    {"acceptedNs", &ConnectionRecord::accepted},
    {"stateSinceNs", &ConnectionRecord::stateSince},
    {"lastActivityNs", &ConnectionRecord::lastActivity},
    {"closedNs", &ConnectionRecord::closed},
    {"acceptWaitNs", &ConnectionRecord::acceptWaitNs},
    {"clientFinNs", &ConnectionRecord::clientFin},
    {"serverFinNs", &ConnectionRecord::serverFin},
    {"acknowledgedNs", &ConnectionRecord::acknowledged},
};
inline constexpr Member<ConnectionRecord, quint64> connectionCounts[] = {
    {"requests", &ConnectionRecord::requests},       {"bytesIn", &ConnectionRecord::bytesIn},
    {"bytesOut", &ConnectionRecord::bytesOut},       {"reads", &ConnectionRecord::reads},
    {"writes", &ConnectionRecord::writes},           {"emptyReads", &ConnectionRecord::emptyReads},
    {"fullBuffers", &ConnectionRecord::fullBuffers},
};

/// In "_tcp".
inline constexpr Member<TcpInfo, qint64> tcpNumbers[] = {
    {"rttUs", &TcpInfo::rttUs},
    {"minRttUs", &TcpInfo::minRttUs},
    {"retransmits", &TcpInfo::retransmits},
    {"congestionWindow", &TcpInfo::congestionWindow},
    {"sendWindow", &TcpInfo::sendWindow},
    {"busyUs", &TcpInfo::busyUs},
    {"rwndLimitedUs", &TcpInfo::rwndLimitedUs},
    {"sndbufLimitedUs", &TcpInfo::sndbufLimitedUs},
    {"unsent", &TcpInfo::unsent},
    {"inFlight", &TcpInfo::inFlight},
};

/// A request head put together again from what a HAR says of it; target in origin form.
[[nodiscard]] inline QByteArray startLineOf(QByteArrayView method, QByteArrayView target,
                                            QByteArrayView version)
{
    return method.toByteArray() + ' ' + target.toByteArray() + ' ' + version.toByteArray() + "\r\n";
}
[[nodiscard]] inline QByteArray statusLineOf(QByteArrayView version, int status, QByteArrayView reason)
{
    return version.toByteArray() + ' ' + QByteArray::number(status) + ' ' + reason.toByteArray() + "\r\n";
}
[[nodiscard]] inline QByteArray fieldLineOf(QByteArrayView name, QByteArrayView value)
{
    return name.toByteArray() + ": " + value.toByteArray() + "\r\n";
}

/// Path and query of an absolute URL as a target; "/" when there is no path.
[[nodiscard]] inline QByteArray targetOf(QByteArrayView url)
{
    const qsizetype scheme = url.indexOf("://");
    const qsizetype path = scheme < 0 ? -1 : url.indexOf('/', scheme + 3);
    return path < 0 ? QByteArray("/") : url.sliced(path).toByteArray();
}

/// Spans of method, target and line of a request head that is whole and plain.
[[nodiscard]] inline Exchange withPlainSpans(Exchange exchange)
{
    const QByteArrayView head = exchange.requestHead;
    const qsizetype line = head.indexOf("\r\n");
    const qsizetype first = head.indexOf(' ');
    const qsizetype last = line < 0 ? -1 : head.first(line).lastIndexOf(' ');
    if (first <= 0 || last <= first)
        return exchange;
    exchange.method = {0, quint32(first)};
    exchange.target = {quint32(first + 1), quint32(last - first - 1)};
    exchange.requestLine = {0, quint32(line)};
    return exchange;
}

} // namespace trace::har
