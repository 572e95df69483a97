// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace http {

/// Why a request could not be understood or was refused before it reached the folder. Protocol errors are
/// data: each has a status to answer with and a sentence for the person at the window.
enum class Fault : quint8 {
    None,
    MalformedRequestLine,  ///< 400
    TlsHello,              ///< 400: the first bytes are a TLS handshake, the client speaks https
    Http2Preface,          ///< 505
    UnsupportedVersion,    ///< 505
    UnknownMethod,         ///< 501 (RFC 9110 §9.1)
    RequestLineTooLong,    ///< 414
    HeadTooLarge,          ///< 431
    TooManyFields,         ///< 431
    MalformedField,        ///< 400: name, colon, folding, control characters (RFC 9112 §5)
    BareLineFeed,          ///< 400 (RFC 9112 §2.2)
    MissingHost,           ///< 400 (RFC 9112 §3.2)
    BadHost,               ///< 400: several Host fields or an invalid one
    BadContentLength,      ///< 400
    AmbiguousFraming,      ///< 400: Transfer-Encoding beside Content-Length, or on HTTP/1.0 (RFC 9112 §6.1)
    UnknownTransferCoding, ///< 501 (RFC 9112 §6.1)
    MalformedChunk,        ///< 400 (RFC 9112 §7.1)
    BodyTooLarge,          ///< 413
    BadExpectation,        ///< 417
    HeadTimeout,           ///< 408
    BodyTimeout,           ///< 408
    HeadTooSlow,           ///< 408: slower than the least rate
};

/// The status a fault is answered with; 0 for None.
[[nodiscard]] int statusOf(Fault fault);

/// One plain sentence: what was wrong and, where it helps, what to do. Empty for None.
[[nodiscard]] QString sentence(Fault fault);

} // namespace http
