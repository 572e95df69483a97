// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "http/failure.h"
#include "http/message.h"

namespace http {

/// Reads the request line (RFC 9112 §3) byte by byte, so that a fault is known at the first byte that makes
/// it one. A value without a thread.
class RequestLineReader
{
public:
    explicit RequestLineReader(qsizetype limit)
        : m_limit(limit)
    {
    }

    /// Looks at the bytes of the head it has not seen yet, up to the end of the line, and fills in method,
    /// target, verb and minorVersion of the head. When there is a fault, it is at faultOffset() and visible
    /// from position() on.
    [[nodiscard]] Fault read(RequestHead &head);

    [[nodiscard]] bool isWhole() const { return m_part == Part::End; }
    /// The offset behind the last byte looked at.
    [[nodiscard]] qsizetype position() const { return m_at; }
    [[nodiscard]] qsizetype faultOffset() const { return m_faultOffset; }

private:
    enum class Part : quint8 { Method, Target, Version, LineFeed, End };

    void skip(QByteArrayView bytes);
    Fault take(char byte, RequestHead &head);
    Fault takeVersion(char byte);
    Fault refuse(char byte, qsizetype offset);
    Fault judge(RequestHead &head);

    qsizetype m_limit; // bytes without CR LF
    qsizetype m_at = 0;
    qsizetype m_partStart = 0;
    qsizetype m_faultOffset = -1;
    Part m_part = Part::Method;
    bool m_isUnknown = false; ///< the method is none we know
};

} // namespace http
