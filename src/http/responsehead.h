// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "http/message.h"

#include <optional>

namespace http {

/// What a response head is made from.
struct ResponseHead
{
    int status = 500;
    quint8 minorVersion = 1; ///< of the request
    Persistence persistence = Persistence::Close;
    std::optional<qint64> contentLength; ///< bytes; none for statuses without content
    QByteArrayView date;                 ///< IMF-fixdate
    QByteArrayView fields;               ///< further header lines, each ended by CRLF
    bool chunked = false; ///< the content is sent in chunks (RFC 9112 §7.1): HTTP/1.1 only, no contentLength
};

/// The bytes on the wire, from the status line to the blank line (RFC 9112 §4). Connection is said only where
/// it differs from what the request's version implies (§9.3).
[[nodiscard]] QByteArray write(const ResponseHead &head);

/// The interim response that asks for the body, whole (RFC 9110 §15.2.1).
[[nodiscard]] QByteArray continueResponse();

} // namespace http
