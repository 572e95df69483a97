// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "trace/decode.h"

#include "http/grammar.h"

#include <brotli/decode.h>
#include <zlib.h>

#include <array>

namespace trace {

namespace {

using Piece = std::array<char, 16 * 1024>;

/// gzip, zlib: told apart by their first bytes. Servers have sent raw deflate by that name too, but not this
/// one.
std::optional<QByteArray> inflated(const QByteArray &content, qint64 most)
{
    z_stream stream{};
    if (inflateInit2(&stream, 15 + 32) != Z_OK) // 32: either header
        return std::nullopt;
    QByteArray in = content;
    stream.next_in = reinterpret_cast<Bytef *>(in.data());
    stream.avail_in = uInt(in.size());
    QByteArray out;
    Piece piece;
    int state = Z_OK;
    while (state == Z_OK && out.size() <= most) {
        stream.next_out = reinterpret_cast<Bytef *>(piece.data());
        stream.avail_out = uInt(piece.size());
        state = inflate(&stream, Z_NO_FLUSH);
        out.append(piece.data(), qsizetype(piece.size() - stream.avail_out));
    }
    inflateEnd(&stream);
    return state == Z_STREAM_END && out.size() <= most ? std::optional(out) : std::nullopt;
}

std::optional<QByteArray> unbrotlied(const QByteArray &content, qint64 most)
{
    BrotliDecoderState *decoder = BrotliDecoderCreateInstance(nullptr, nullptr, nullptr);
    if (!decoder)
        return std::nullopt;
    auto left = size_t(content.size());
    const auto *in = reinterpret_cast<const uint8_t *>(content.constData());
    QByteArray out;
    Piece piece;
    auto state = BROTLI_DECODER_RESULT_NEEDS_MORE_OUTPUT;
    while (state == BROTLI_DECODER_RESULT_NEEDS_MORE_OUTPUT && out.size() <= most) {
        size_t room = piece.size();
        auto *next = reinterpret_cast<uint8_t *>(piece.data());
        state = BrotliDecoderDecompressStream(decoder, &left, &in, &room, &next, nullptr);
        out.append(piece.data(), qsizetype(piece.size() - room));
    }
    BrotliDecoderDestroyInstance(decoder);
    return state == BROTLI_DECODER_RESULT_SUCCESS && out.size() <= most ? std::optional(out) : std::nullopt;
}

} // namespace

std::optional<QByteArray> decoded(const QByteArray &content, QByteArrayView coding, qint64 most)
{
    using http::grammar::equals;
    if (equals(coding, "gzip") || equals(coding, "x-gzip") || equals(coding, "deflate"))
        return inflated(content, most);
    if (equals(coding, "br"))
        return unbrotlied(content, most);
    return std::nullopt;
}

} // namespace trace
