// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "http/failure.h"
#include "http/message.h"

#include <memory>

namespace http {

struct ParserLimits
{
    qsizetype requestLine = 8 * 1024; ///< bytes, without CRLF; more is 414
    qsizetype head = 32 * 1024;       ///< bytes from the first to the blank line; more is 431
    qsizetype fields = 100;           ///< more is 431
    qint64 body = 1024 * 1024;        ///< bytes of content; more is 413

    friend bool operator==(const ParserLimits &, const ParserLimits &) = default;
};

/// Reads HTTP/1.x requests from bytes as they come (RFC 9112), strictly: what is ambiguous is refused.
/// llhttp does the grammar, the limits and the request line are ours. Bodies are counted and thrown away.
/// A value in use by one thread; no clock, no sockets.
class RequestParser
{
public:
    enum class Step : quint8 {
        NeedMore,        ///< all bytes were taken; the message is not whole yet
        HeadComplete,    ///< head() is valid; call feed() again with the rest, the body follows
        MessageComplete, ///< head() is valid and the body is read; the next message starts at the rest
        Failed,          ///< fault() says why; nothing more can be read from this connection
    };
    struct Progress
    {
        Step step;
        qsizetype consumed; ///< bytes of the argument that belong to this message so far
    };

    explicit RequestParser(ParserLimits limits = {});
    ~RequestParser();
    RequestParser(RequestParser &&) noexcept;
    RequestParser &operator=(RequestParser &&) noexcept;

    /// Takes bytes up to the next milestone. The sequence for one message is NeedMore* HeadComplete NeedMore*
    /// MessageComplete, or Failed at any point. HeadComplete is always reported on its own, even when there
    /// is no body; without one, feed() needs no bytes to go on to MessageComplete. What comes out does not
    /// depend on how the bytes are cut. At most two empty lines before a request line are skipped (RFC 9112
    /// §2.2): they count as consumed but are not part of the head.
    [[nodiscard]] Progress feed(QByteArrayView bytes);

    /// True from the first byte of a message to its end.
    [[nodiscard]] bool started() const;
    /// The head; valid from HeadComplete to reset(). After Failed its bytes hold what was received of the
    /// head (at most the head limit) and the spans that were understood.
    [[nodiscard]] const RequestHead &head() const;
    /// The same, moved out: the parser then only knows framing and body progress until reset().
    [[nodiscard]] RequestHead takeHead();
    [[nodiscard]] Fault fault() const;
    /// Where in head().bytes the offending byte is; -1 when the fault is not at one byte of the head.
    [[nodiscard]] qsizetype faultOffset() const;
    /// Body bytes received so far as content, without chunk framing.
    [[nodiscard]] qint64 bodyBytes() const;

    /// Makes ready for the next message, within these limits; to be called after MessageComplete.
    void reset(const ParserLimits &limits);

private:
    struct State;
    std::unique_ptr<State> d;
};

} // namespace http
