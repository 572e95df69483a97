// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "net/sharedheads.h"

#include <QHash>

#include <utility>

namespace net {

namespace {

constexpr qsizetype longestRequest = 4096; // bytes; kept as long as nobody takes the place

} // namespace

QByteArray SharedHeads::request(const QByteArray &bytes)
{
    if (bytes.size() > longestRequest)
        return bytes;
    QByteArray &known = m_requests[qHash(bytes) % places];
    if (known != bytes)
        known = bytes;
    return known;
}

bool SharedHeads::Response::isOf(const http::ResponseHead &head, const QByteArray &its) const
{
    return fields.constData() == its.constData() && fields.size() == its.size() && status == head.status
        && contentLength == head.contentLength && persistence == head.persistence
        && minorVersion == head.minorVersion && chunked == head.chunked;
}

QByteArray SharedHeads::response(const http::ResponseHead &head, const QByteArray &fields)
{
    Response &known = m_responses[qHash(fields.constData()) % places];
    if (known.bytes.isEmpty() || !known.isOf(head, fields))
        known = {fields,       head.status,      head.contentLength, head.persistence, head.minorVersion,
                 head.chunked, http::write(head)};
    return known.bytes;
}

} // namespace net
