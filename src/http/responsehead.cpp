// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "http/responsehead.h"

#include "http/status.h"
#include "http/text.h"

#include <array>

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
    const Decimal status(head.status);
    const Decimal length(head.contentLength.value_or(0));
    const auto lengthLine = [&]() -> std::array<QByteArrayView, 3> {
        if (head.contentLength)
            return {"Content-Length: ", length.text(), "\r\n"};
        return {head.chunked ? QByteArrayView("Transfer-Encoding: chunked\r\n") : QByteArrayView(), {}, {}};
    }();
    QByteArray bytes;
    append(bytes,
           {"HTTP/1.1 ", status.text(), " ", reasonPhrase(head.status),
            "\r\nServer: Porthole\r\nDate: ", head.date, "\r\n", head.fields, lengthLine[0], lengthLine[1],
            lengthLine[2], connectionLine(head), "\r\n"});
    return bytes;
}

QByteArray continueResponse()
{
    return QByteArrayLiteral("HTTP/1.1 100 Continue\r\n\r\n");
}

} // namespace http
