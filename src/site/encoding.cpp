// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "site/encoding.h"

#include "site/encoder.h"

#include <algorithm>
#include <array>

namespace site {
namespace {

constexpr qsizetype readSize = 65'536;
constexpr qsizetype pieceSize = 65'536;
/// A smaller piece is not worth a write of its own, …
constexpr qsizetype smallPiece = 4096;
/// … but after so much of the file it is given as it is, so that the loop has other things to do soon.
constexpr int readsPerPiece = 4;

class EncodingSource final : public ContentSource
{
public:
    EncodingSource(std::shared_ptr<const OpenFile> file, Encoding encoding, EncodedCache &cache,
                   const EncodedKey &key)
        : m_file(std::move(file))
        , m_encoder(makeEncoder(encoding))
        , m_cache(cache)
        , m_key(key)
    {
    }

    tl::expected<QByteArray, ContentError> next() override;

private:
    [[nodiscard]] bool isAllRead() const { return m_offset >= m_file->size(); }
    [[nodiscard]] std::optional<ContentError> readMore();
    [[nodiscard]] std::optional<qsizetype> step(std::span<char> output);
    void collect(const QByteArray &piece);

    std::shared_ptr<const OpenFile> m_file;
    std::unique_ptr<Encoder> m_encoder;
    EncodedCache &m_cache;
    EncodedKey m_key;

    Flow m_flow = Flow::Continue;
    bool m_ended = false;
    QByteArray m_input;
    QByteArrayView m_left;                               ///< of the input
    qint64 m_offset = 0;                                 ///< of the next read
    std::optional<QByteArray> m_collected{QByteArray()}; ///< for the cache; nothing when it is too large
};

tl::expected<QByteArray, ContentError> EncodingSource::next()
{
    if (m_ended)
        return QByteArray();
    if (!m_encoder)
        return tl::unexpected(ContentError::ReadFailed);

    QByteArray piece(pieceSize, Qt::Uninitialized);
    qsizetype size = 0;
    for (int reads = 0; size < smallPiece && !m_ended;) {
        if (m_flow == Flow::Continue && m_left.isEmpty() && !isAllRead()) {
            if (reads == readsPerPiece && size > 0)
                break;
            if (reads == readsPerPiece)
                m_flow = Flow::Flush;
            else if (const auto error = readMore())
                return tl::unexpected(*error);
            else
                ++reads;
        }
        const auto given = step({piece.data() + size, static_cast<size_t>(pieceSize - size)});
        if (!given)
            return tl::unexpected(ContentError::ReadFailed);
        size += *given;
    }
    if (m_ended && !m_file->isUnchanged())
        return tl::unexpected(ContentError::Changed);
    piece.truncate(size);
    collect(piece);
    return piece;
}

/// How many bytes of output there were; nothing when the encoder failed.
std::optional<qsizetype> EncodingSource::step(std::span<char> output)
{
    if (m_flow == Flow::Continue && isAllRead())
        m_flow = Flow::Finish;
    const auto progress = m_encoder->step(m_left, m_flow, output);
    if (!progress)
        return std::nullopt;
    m_left = m_left.sliced(progress->taken);
    m_ended = progress->ended;
    const bool full = progress->given == static_cast<qsizetype>(output.size());
    if (m_flow == Flow::Flush && !full) // all that was to come out did
        m_flow = Flow::Continue;
    return progress->given;
}

/// The next part of the file becomes the input.
std::optional<ContentError> EncodingSource::readMore()
{
    m_input.resize(std::min<qint64>(readSize, m_file->size() - m_offset));
    const qint64 count = m_file->read(m_input.data(), m_offset, m_input.size());
    if (count <= 0)
        return m_file->isUnchanged() ? ContentError::ReadFailed : ContentError::Changed;
    m_left = QByteArrayView(m_input).first(count);
    m_offset += count;
    return std::nullopt;
}

void EncodingSource::collect(const QByteArray &piece)
{
    if (!m_collected)
        return;
    if (m_collected->size() + piece.size() > m_cache.largest()) {
        m_collected.reset();
        return;
    }
    m_collected->append(piece);
    if (m_ended)
        m_cache.put(m_key, *m_collected);
}

bool isListed(QByteArrayView type)
{
    // Fonts and pictures only where their format does not compress by itself.
    static constexpr std::array<QByteArrayView, 30> types{
        "application/javascript",
        "application/json",
        "application/json5",
        "application/jsonl",
        "application/msword",
        "application/postscript",
        "application/rtf",
        "application/sql",
        "application/toml",
        "application/vnd.apple.mpegurl",
        "application/vnd.ms-excel",
        "application/vnd.ms-fontobject",
        "application/vnd.ms-powerpoint",
        "application/wasm",
        "application/x-javascript",
        "application/x-ndjson",
        "application/x-perl",
        "application/x-php",
        "application/x-ruby",
        "application/x-shellscript",
        "application/x-subrip",
        "application/x-tar",
        "application/x-tex",
        "application/xml",
        "application/yaml",
        "font/otf",
        "font/ttf",
        "image/bmp",
        "image/vnd.microsoft.icon",
        "image/x-icon",
    };
    return std::ranges::find(types, type) != types.end();
}

} // namespace

QByteArrayView codingName(Encoding encoding)
{
    switch (encoding) {
    case Encoding::Identity: return "identity";
    case Encoding::Gzip: return "gzip";
    case Encoding::Brotli: return "br";
    }
    Q_UNREACHABLE();
}

bool isCompressible(QByteArrayView mediaType)
{
    const qsizetype end = mediaType.indexOf(';');
    const QByteArray type
        = mediaType.first(end < 0 ? mediaType.size() : end).toByteArray().trimmed().toLower();
    return type.startsWith("text/") || type.endsWith("+xml") || type.endsWith("+json") || isListed(type);
}

std::optional<QByteArray> encodeWhole(Encoding encoding, QByteArrayView content)
{
    const std::unique_ptr<Encoder> encoder = makeEncoder(encoding);
    if (!encoder)
        return std::nullopt;
    constexpr qsizetype overhead = 256; // of either format, for content that does not get smaller
    QByteArray encoded;
    qsizetype size = 0;
    for (bool ended = false; !ended;) {
        encoded.resize(encoded.size() + content.size() / 2 + overhead);
        const auto progress
            = encoder->step(content, Flow::Finish, {encoded.data() + size, size_t(encoded.size() - size)});
        if (!progress)
            return std::nullopt;
        content = content.sliced(progress->taken);
        size += progress->given;
        ended = progress->ended;
    }
    encoded.truncate(size);
    encoded.squeeze();
    return encoded;
}

std::unique_ptr<ContentSource> encodingSource(std::shared_ptr<const OpenFile> file, Encoding encoding,
                                              EncodedCache &cache, const EncodedKey &key)
{
    return std::make_unique<EncodingSource>(std::move(file), encoding, cache, key);
}

} // namespace site
