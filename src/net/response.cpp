// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "net/response.h"

namespace net {

namespace {

qint64 lengthOf(const site::Pieces::value_type &piece)
{
    const auto *slice = std::get_if<site::FileSlice>(&piece);
    return slice ? slice->length : std::get<QByteArray>(piece).size();
}

} // namespace

Response::Response(QByteArray head, site::Body body, Framing framing)
    : m_frame(std::move(head))
    , m_framing(framing)
{
    if (auto *bytes = std::get_if<QByteArray>(&body))
        m_pieces.emplace_back(std::move(*bytes));
    else if (auto *slice = std::get_if<site::FileSlice>(&body))
        m_pieces.emplace_back(std::move(*slice));
    else if (auto *pieces = std::get_if<site::Pieces>(&body))
        m_pieces = std::move(*pieces);
    else if (auto *source = std::get_if<std::unique_ptr<site::ContentSource>>(&body))
        m_source = std::move(*source);
    skipSentPieces();
}

Output Response::output() const
{
    Output output;
    output.head = QByteArrayView(m_frame).sliced(m_frameSent);
    if (m_piece == m_pieces.size())
        return output;
    const auto &piece = m_pieces[m_piece];
    if (const auto *bytes = std::get_if<QByteArray>(&piece)) {
        output.body = QByteArrayView(*bytes).sliced(m_pieceSent);
    } else {
        const auto &slice = std::get<site::FileSlice>(piece);
        output.slice = {slice.file, slice.offset + m_pieceSent, slice.length - m_pieceSent};
    }
    return output;
}

void Response::sent(qint64 bytes)
{
    const qint64 ofFrame = std::min(bytes, m_frame.size() - m_frameSent);
    m_frameSent += ofFrame;
    m_pieceSent += bytes - ofFrame;
    m_contentSent += bytes - ofFrame;
    skipSentPieces();
}

void Response::skipSentPieces()
{
    while (m_piece < m_pieces.size() && m_pieceSent == lengthOf(m_pieces[m_piece])) {
        ++m_piece;
        m_pieceSent = 0;
    }
}

bool Response::needsContent() const
{
    return m_source && m_frameSent == m_frame.size() && m_piece == m_pieces.size();
}

bool Response::isSent() const
{
    return !m_source && m_frameSent == m_frame.size() && m_piece == m_pieces.size();
}

tl::expected<void, site::ContentError> Response::fetch()
{
    Q_ASSERT(needsContent());
    auto content = m_source->next();
    if (!content)
        return tl::unexpected(content.error());
    m_frame.clear();
    if (m_framing == Framing::Chunked) {
        m_frame.append(m_chunkEnd).append(QByteArray::number(content->size(), 16)).append("\r\n");
        m_chunkEnd = "\r\n";
    }
    if (content->isEmpty()) {
        m_frame.append(m_chunkEnd); // the last chunk has no content, and no trailers follow it
        m_source.reset();
    }
    m_frameSent = 0;
    m_pieces.clear();
    m_pieces.emplace_back(std::move(*content));
    m_piece = 0;
    m_pieceSent = 0;
    skipSentPieces();
    return {};
}

} // namespace net
