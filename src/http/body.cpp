// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "http/body.h"

#include <algorithm>

namespace http {

namespace {

/// Room for a chunk size that makes sense, and CR LF; what is longer counts as extension.
constexpr qsizetype plainChunkLine = 18;

} // namespace

void BodyReader::start(const RequestHead &head, const llhttp_t &llhttp)
{
    m_left = head.contentLength;
    if (head.framing == Framing::Chunked) {
        m_part = Part::ChunkSize;
        m_llhttp = llhttp;
    }
}

qsizetype BodyReader::feed(QByteArrayView bytes)
{
    qsizetype pos = 0;
    if (m_part == Part::Content)
        readContent(bytes, pos);
    while (pos < bytes.size() && m_part != Part::End && m_fault == Fault::None) {
        if (m_part == Part::ChunkSize)
            readChunkSize(bytes, pos);
        else if (m_part == Part::ChunkData)
            readChunkData(bytes, pos);
        else
            readTrailer(bytes, pos);
    }
    return pos;
}

void BodyReader::readContent(QByteArrayView bytes, qsizetype &pos)
{
    pos = std::min<qint64>(m_left, bytes.size());
    m_left -= pos;
    m_content += pos;
    if (m_left == 0)
        m_part = Part::End;
}

void BodyReader::readChunkSize(QByteArrayView bytes, qsizetype &pos)
{
    const qsizetype from = pos;
    const Verdict verdict = m_line.scan(bytes, pos);
    const qsizetype surplus = std::max<qsizetype>(m_line.length() - plainChunkLine, 0);
    const qsizetype excess = std::max<qsizetype>(m_extensions + surplus - m_limits.head, 0);
    pos -= excess;
    if (!runChunkSize(bytes, from, pos, verdict))
        return;
    if (excess > 0 || (verdict != Verdict::Open && verdict != Verdict::Whole)) {
        m_fault = Fault::MalformedChunk;
    } else if (verdict == Verdict::Whole) {
        m_extensions += surplus;
        endChunkSize();
    }
}

/// Extensions mean nothing here and must be ignored (RFC 9112 §7.1.1); llhttp, which refuses a second one,
/// does not see them.
bool BodyReader::runChunkSize(QByteArrayView bytes, qsizetype from, qsizetype &pos, Verdict verdict)
{
    if (!m_inExtension) {
        const qsizetype semicolon = bytes.first(pos).indexOf(';', from);
        qsizetype end = semicolon < 0 ? pos : semicolon;
        if (!run(bytes, from, end, Fault::MalformedChunk)) {
            pos = end;
            return false;
        }
        m_inExtension = semicolon >= 0;
    }
    if (!m_inExtension || verdict != Verdict::Whole)
        return true;
    m_inExtension = false;
    qsizetype end = 2;
    return run("\r\n", 0, end, Fault::MalformedChunk);
}

void BodyReader::endChunkSize()
{
    const quint64 size = m_llhttp.content_length;
    if (size > static_cast<quint64>(m_limits.body - m_content)) {
        m_fault = Fault::BodyTooLarge;
        return;
    }
    m_left = static_cast<qint64>(size) + 2;
    m_part = size == 0 ? Part::Trailer : Part::ChunkData;
}

void BodyReader::readChunkData(QByteArrayView bytes, qsizetype &pos)
{
    const qsizetype from = pos;
    const qsizetype taken = std::min<qint64>(m_left, bytes.size() - pos);
    m_content += std::clamp<qint64>(m_left - 2, 0, taken);
    m_left -= taken;
    pos += taken;
    if (run(bytes, from, pos, Fault::MalformedChunk) && m_left == 0)
        m_part = Part::ChunkSize;
}

/// Trailer fields (RFC 9112 §7.1.2) are held to the rules of the head, and discarded.
void BodyReader::readTrailer(QByteArrayView bytes, qsizetype &pos)
{
    if (m_line.atStart()) {
        if (grammar::isBlank(bytes[pos]))
            m_fault = Fault::MalformedField;
        else if (bytes[pos] != '\r' && ++m_trailerFields > m_limits.fields)
            m_fault = Fault::TooManyFields;
        if (m_fault != Fault::None)
            return;
    }
    const qsizetype from = pos;
    const Verdict verdict = m_line.scan(bytes, pos);
    m_trailer += pos - from;
    const qsizetype excess = std::max<qsizetype>(m_trailer - m_limits.head, 0);
    pos -= excess;
    if (!run(bytes, from, pos, Fault::MalformedField))
        return;
    if (excess > 0)
        m_fault = Fault::HeadTooLarge;
    else if (verdict == Verdict::Whole)
        m_part = m_line.length() == 2 ? Part::End : m_part;
    else if (verdict != Verdict::Open)
        m_fault = faultOf(verdict);
}

/// Shows llhttp the bytes between from and pos; when it refuses one, pos is at that one.
bool BodyReader::run(QByteArrayView bytes, qsizetype from, qsizetype &pos, Fault otherwise)
{
    if (llhttp_execute(&m_llhttp, bytes.data() + from, static_cast<size_t>(pos - from)) == HPE_OK)
        return true;
    pos = llhttp_get_error_pos(&m_llhttp) - bytes.data();
    m_fault = otherwise;
    return false;
}

} // namespace http
