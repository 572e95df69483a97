// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QJsonObject>

/// The bytes of messages from what a HAR says of them: the request or the response of an entry.
namespace trace::har {

/// The head as it was, when the fields or "_head" tell it.
[[nodiscard]] QByteArray requestHead(const QJsonObject &request);
[[nodiscard]] QByteArray responseHead(const QJsonObject &response);

/// The same of another program: fields of HTTP/2 and 3 as HTTP/1 has them; no Content-Encoding, since the
/// content is decoded. The response's is empty when there was none.
[[nodiscard]] QByteArray foreignRequestHead(const QJsonObject &request);
[[nodiscard]] QByteArray foreignResponseHead(const QJsonObject &response);

/// The text of "postData" or "content" as bytes; `encoding` is the name of the member that may say base64.
[[nodiscard]] QByteArray bytesOf(const QJsonObject &content, QLatin1String encoding);
/// As the body under that head: in one chunk when it is framed in chunks, and with the last one when it is
/// whole. wireSize is how long it was with the framing, -1 when that is unknown.
[[nodiscard]] QByteArray framed(const QByteArray &content, QByteArrayView head, bool isWhole,
                                qint64 wireSize);

} // namespace trace::har
