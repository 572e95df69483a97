// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "coding.h"

#include <brotli/decode.h>
#include <brotli/encode.h>
#include <zlib.h>

namespace {

constexpr int gzipWindow = 15 + 16; // zlib's way to say gzip
constexpr qsizetype room = 1 << 20; // more than any content of the tests

Bytef *bytesOf(QByteArray &array)
{
    return reinterpret_cast<Bytef *>(array.data());
}

z_stream streamFrom(QByteArray &from, QByteArray &to)
{
    z_stream stream{};
    stream.next_in = bytesOf(from);
    stream.avail_in = uInt(from.size());
    stream.next_out = bytesOf(to);
    stream.avail_out = uInt(to.size());
    return stream;
}

} // namespace

QByteArray compressed(const QByteArray &coding, const QByteArray &content)
{
    QByteArray from = content;
    QByteArray to(room, '\0');
    if (coding == "br") {
        auto size = size_t(to.size());
        BrotliEncoderCompress(5, BROTLI_DEFAULT_WINDOW, BROTLI_MODE_TEXT, size_t(from.size()), bytesOf(from),
                              &size, bytesOf(to));
        return to.first(qsizetype(size));
    }
    z_stream stream = streamFrom(from, to);
    deflateInit2(&stream, 6, Z_DEFLATED, gzipWindow, 8, Z_DEFAULT_STRATEGY);
    deflate(&stream, Z_FINISH);
    deflateEnd(&stream);
    return to.first(qsizetype(stream.total_out));
}

QByteArray uncompressed(const QByteArray &coding, const QByteArray &content)
{
    QByteArray from = content;
    QByteArray to(room, '\0');
    if (coding == "br") {
        auto size = size_t(to.size());
        const auto result = BrotliDecoderDecompress(size_t(from.size()), bytesOf(from), &size, bytesOf(to));
        return result == BROTLI_DECODER_RESULT_SUCCESS ? to.first(qsizetype(size)) : QByteArray();
    }
    z_stream stream = streamFrom(from, to);
    inflateInit2(&stream, gzipWindow);
    const int end = inflate(&stream, Z_FINISH);
    inflateEnd(&stream);
    const bool isGzip = coding == "gzip" || coding == "x-gzip"; // RFC 9110 §8.4.1.3
    return isGzip && end == Z_STREAM_END ? to.first(qsizetype(stream.total_out)) : QByteArray();
}
