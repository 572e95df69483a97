// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "http/line.h"
#include "http/parser.h"

#include <llhttp.h>

namespace http {

/// Counts the content behind a head and throws it away (RFC 9112 §6). Chunks are llhttp's matter; this one
/// sees to the line breaks and the limits. A value without a thread.
class BodyReader
{
public:
    explicit BodyReader(const ParserLimits &limits)
        : m_limits(limits)
    {
    }

    /// Takes over behind the blank line of a head; llhttp must stand there too.
    void start(const RequestHead &head, const llhttp_t &llhttp);
    /// Takes bytes until the body ends or has a fault; how many were taken. Must not be called again after a
    /// fault.
    [[nodiscard]] qsizetype feed(QByteArrayView bytes);

    [[nodiscard]] bool isWhole() const { return m_part == Part::End; }
    [[nodiscard]] Fault fault() const { return m_fault; }
    /// Bytes of content so far.
    [[nodiscard]] qint64 content() const { return m_content; }

private:
    using Verdict = LineScanner::Verdict;
    enum class Part : quint8 { Content, ChunkSize, ChunkData, Trailer, End };

    void readContent(QByteArrayView bytes, qsizetype &pos);
    void readChunkSize(QByteArrayView bytes, qsizetype &pos);
    bool runChunkSize(QByteArrayView bytes, qsizetype from, qsizetype &pos, Verdict verdict);
    void endChunkSize();
    void readChunkData(QByteArrayView bytes, qsizetype &pos);
    void readTrailer(QByteArrayView bytes, qsizetype &pos);
    bool run(QByteArrayView bytes, qsizetype from, qsizetype &pos, Fault otherwise);

    ParserLimits m_limits;
    llhttp_t m_llhttp{};
    LineScanner m_line;
    qint64 m_left = 0; // bytes to come of the content, or of the chunk and its CR LF
    qint64 m_content = 0;
    qsizetype m_extensions = 0; // bytes of chunk extensions
    qsizetype m_trailer = 0;    // bytes
    qsizetype m_trailerFields = 0;
    bool m_inExtension = false;
    Fault m_fault = Fault::None;
    Part m_part = Part::Content;
};

} // namespace http
