// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QByteArrayView>

#include <vector>

namespace http {

/// A run of bytes inside a buffer kept elsewhere: offset and length in bytes.
struct Span
{
    quint32 offset = 0;
    quint32 length = 0;

    [[nodiscard]] QByteArrayView in(QByteArrayView bytes) const { return bytes.sliced(offset, length); }
    friend bool operator==(Span, Span) = default;
};

/// The methods a file server tells apart (RFC 9110 §9.3); every other registered one is Other.
enum class Method : quint8 { Get, Head, Post, Put, Delete, Connect, Options, Trace, Patch, Other };

/// What the sender asks of the connection after this message (RFC 9112 §9.3).
enum class Persistence : quint8 { Close, KeepAlive };

/// How the end of the request body is told (RFC 9112 §6.3).
enum class Framing : quint8 { None, Length, Chunked };

struct Field
{
    Span name;
    Span value; ///< without the white space around it
};

/// One request head: the exact bytes received, from the request line to the blank line, and where its parts
/// are. A value without a thread.
struct RequestHead
{
    QByteArray bytes;
    Span method;
    Span target;
    std::vector<Field> fields;
    Method verb = Method::Other;
    quint8 minorVersion = 1; ///< of HTTP/1.x: 0 or 1, a higher one counts as 1 (RFC 9110 §2.5)
    Persistence persistence = Persistence::Close;
    Framing framing = Framing::None;
    qint64 contentLength = 0;     ///< bytes; 0 unless framing is Length
    bool expectsContinue = false; ///< Expect: 100-continue on HTTP/1.1 (RFC 9110 §10.1.1)

    /// The value of the first field of that name, compared without regard to case; empty when there is none.
    [[nodiscard]] QByteArrayView value(QByteArrayView name) const;
    /// The values of all fields of that name in the order received, joined by ", " (RFC 9110 §5.3); empty
    /// when there is none.
    [[nodiscard]] QByteArray list(QByteArrayView name) const;
    /// True when there is a field of that name, be its value empty.
    [[nodiscard]] bool has(QByteArrayView name) const;
    /// "GET /path HTTP/1.1": the first line without its CRLF.
    [[nodiscard]] QByteArrayView requestLine() const;
};

} // namespace http
