// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "http/responsehead.h"

#include "http/status.h"

namespace http {

namespace {

QByteArrayView connectionLine(const ResponseHead &head)
{
    if (head.persistence == Persistence::Close)
        return "Connection: close\r\n";
    return head.minorVersion == 0 ? QByteArrayView("Connection: keep-alive\r\n") : QByteArrayView();
}

} // namespace

QByteArray write(const ResponseHead &head)
{
    Q_ASSERT(!head.chunked || (head.minorVersion > 0 && !head.contentLength));
    const QByteArrayView phrase = reasonPhrase(head.status);
    QByteArray bytes;
    bytes.reserve(160 + phrase.size() + head.fields.size());
    bytes.append("HTTP/1.1 ").append(QByteArray::number(head.status)).append(' ').append(phrase);
    bytes.append("\r\nServer: Porthole\r\nDate: ").append(head.date).append("\r\n");
    bytes.append(head.fields);
    if (head.contentLength)
        bytes.append("Content-Length: ").append(QByteArray::number(*head.contentLength)).append("\r\n");
    if (head.chunked)
        bytes.append("Transfer-Encoding: chunked\r\n");
    return bytes.append(connectionLine(head)).append("\r\n");
}

QByteArray continueResponse()
{
    return QByteArrayLiteral("HTTP/1.1 100 Continue\r\n\r\n");
}

} // namespace http
