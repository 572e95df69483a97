// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "site/reply.h"

#include <optional>

namespace net {

/// The next bytes to send, in this order. Views stay valid until the next call that changes their owner.
struct Output
{
    QByteArrayView head; ///< or other framing
    QByteArrayView body;
    site::FileSlice slice;
};

/// How content is framed that is made while it is sent (RFC 9112 §6.3).
enum class Framing : quint8 {
    Plain,   ///< by its length, or by the end of the connection
    Chunked, ///< RFC 9112 §7.1
};

/// A response on its way out: its head, its content and how far both are sent. Used in its loop's thread.
class Response
{
public:
    Response() = default;
    Response(QByteArray head, site::Body body, Framing framing);

    [[nodiscard]] Output output() const;
    /// That many bytes of output() were taken.
    void sent(qint64 bytes);
    /// All that there was is sent, but the content goes on: fetch() it.
    [[nodiscard]] bool needsContent() const;
    /// Asks the content's source for its next bytes, one chunk. Takes as long as making them.
    [[nodiscard]] tl::expected<void, site::ContentError> fetch();
    [[nodiscard]] bool isSent() const;
    /// Bytes of content that were taken, without framing.
    [[nodiscard]] qint64 contentSent() const { return m_contentSent; }

private:
    void skipSentPieces();

    QByteArray m_frame; ///< what goes before the pieces: the head, later the chunk's size
    qint64 m_frameSent = 0;
    site::Pieces m_pieces;
    size_t m_piece = 0; ///< being sent
    qint64 m_pieceSent = 0;
    std::unique_ptr<site::ContentSource> m_source; ///< none once it has ended
    Framing m_framing = Framing::Plain;
    QByteArrayView m_chunkEnd; ///< still owed for the chunk before
    qint64 m_contentSent = 0;
};

} // namespace net
