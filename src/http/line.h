// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "http/failure.h"
#include "http/grammar.h"

namespace http {

/// Walks over one line at a time and lets only bytes through that a line of a head, a chunk size or a trailer
/// may hold, up to a CR LF (RFC 9112 §2.2, RFC 9110 §5.5). llhttp sees a byte only after this did.
class LineScanner
{
public:
    enum class Verdict : quint8 {
        Open,               ///< all bytes were taken, the line goes on
        Whole,              ///< the line has ended, just behind its LF
        BareLineFeed,       ///< at a LF without CR
        BareCarriageReturn, ///< at the byte that should have been LF
        BadByte,            ///< at a control character
    };

    /// Moves at forward, to the end of the line or to the byte that must not be there.
    [[nodiscard]] Verdict scan(QByteArrayView bytes, qsizetype &at)
    {
        if (m_last == '\n')
            m_length = 0;
        const qsizetype from = at;
        const Verdict verdict = walk(bytes, at);
        m_length += at - from;
        return verdict;
    }

    /// Bytes of this line so far, CR LF included.
    [[nodiscard]] qsizetype length() const { return m_length; }
    /// True when the next byte is the first of a line.
    [[nodiscard]] bool atStart() const { return m_last == '\n'; }

private:
    Verdict walk(QByteArrayView bytes, qsizetype &at)
    {
        while (at < bytes.size()) {
            const char c = bytes[at];
            if (m_last == '\r' && c != '\n')
                return Verdict::BareCarriageReturn;
            if (c == '\n' && m_last != '\r')
                return Verdict::BareLineFeed;
            if (c != '\r' && c != '\n' && !grammar::is(c, grammar::FieldChar))
                return Verdict::BadByte;
            m_last = c;
            ++at;
            if (c == '\n')
                return Verdict::Whole;
            if (c != '\r')
                skipFieldChars(bytes, at);
        }
        return Verdict::Open;
    }

    static void skipFieldChars(QByteArrayView bytes, qsizetype &at)
    {
        while (at < bytes.size() && grammar::is(bytes[at], grammar::FieldChar))
            ++at;
    }

    qsizetype m_length = 0;
    char m_last = '\n';
};

/// What a field line with a byte that must not be there is called.
[[nodiscard]] inline Fault faultOf(LineScanner::Verdict verdict)
{
    return verdict == LineScanner::Verdict::BareLineFeed ? Fault::BareLineFeed : Fault::MalformedField;
}

} // namespace http
