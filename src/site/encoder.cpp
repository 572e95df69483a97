// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "site/encoder.h"

#include <brotli/encode.h>
#include <zlib.h>

namespace site {
namespace {

class Gzip final : public Encoder
{
public:
    Gzip()
    {
        constexpr int level = 6;
        constexpr int window = MAX_WBITS + 16; // + 16: with gzip's header and checksum
        constexpr int memory = 8;
        m_ready = deflateInit2(&m_stream, level, Z_DEFLATED, window, memory, Z_DEFAULT_STRATEGY) == Z_OK;
    }
    ~Gzip() override { deflateEnd(&m_stream); }
    Q_DISABLE_COPY_MOVE(Gzip)

    [[nodiscard]] bool isReady() const { return m_ready; }

    std::optional<Progress> step(QByteArrayView input, Flow flow, std::span<char> output) override
    {
        // zlib's input is not const in C++ unless ZLIB_CONST was defined, yet it is never written.
        m_stream.next_in = reinterpret_cast<Bytef *>(const_cast<char *>(input.data()));
        m_stream.avail_in = static_cast<uInt>(input.size());
        m_stream.next_out = reinterpret_cast<Bytef *>(output.data());
        m_stream.avail_out = static_cast<uInt>(output.size());
        const int mode = flow == Flow::Finish ? Z_FINISH : flow == Flow::Flush ? Z_SYNC_FLUSH : Z_NO_FLUSH;
        const int result = deflate(&m_stream, mode);
        if (result != Z_OK && result != Z_STREAM_END && result != Z_BUF_ERROR)
            return std::nullopt;
        return Progress{input.size() - static_cast<qsizetype>(m_stream.avail_in),
                        static_cast<qsizetype>(output.size()) - static_cast<qsizetype>(m_stream.avail_out),
                        result == Z_STREAM_END};
    }

private:
    z_stream m_stream{};
    bool m_ready = false;
};

class Brotli final : public Encoder
{
public:
    Brotli()
        : m_state(BrotliEncoderCreateInstance(nullptr, nullptr, nullptr))
    {
        if (!m_state)
            return;
        // 256 KiB, not the usual 4 MiB: many clients at once must not fill the memory.
        constexpr uint32_t windowBits = 18;
        BrotliEncoderSetParameter(m_state, BROTLI_PARAM_QUALITY, 5);
        BrotliEncoderSetParameter(m_state, BROTLI_PARAM_LGWIN, windowBits);
        BrotliEncoderSetParameter(m_state, BROTLI_PARAM_MODE, BROTLI_MODE_TEXT);
    }
    ~Brotli() override { BrotliEncoderDestroyInstance(m_state); }
    Q_DISABLE_COPY_MOVE(Brotli)

    [[nodiscard]] bool isReady() const { return m_state; }

    std::optional<Progress> step(QByteArrayView input, Flow flow, std::span<char> output) override
    {
        auto left = static_cast<size_t>(input.size());
        auto *next = reinterpret_cast<const uint8_t *>(input.data());
        size_t room = output.size();
        auto *to = reinterpret_cast<uint8_t *>(output.data());
        const BrotliEncoderOperation operation = flow == Flow::Finish ? BROTLI_OPERATION_FINISH
            : flow == Flow::Flush                                     ? BROTLI_OPERATION_FLUSH
                                                                      : BROTLI_OPERATION_PROCESS;
        if (!BrotliEncoderCompressStream(m_state, operation, &left, &next, &room, &to, nullptr))
            return std::nullopt;
        return Progress{input.size() - static_cast<qsizetype>(left),
                        static_cast<qsizetype>(output.size() - room),
                        BrotliEncoderIsFinished(m_state) == BROTLI_TRUE};
    }

private:
    BrotliEncoderState *m_state;
};

template <typename Kind>
std::unique_ptr<Encoder> made()
{
    auto encoder = std::make_unique<Kind>();
    return encoder->isReady() ? std::move(encoder) : nullptr;
}

} // namespace

std::unique_ptr<Encoder> makeEncoder(Encoding encoding)
{
    Q_ASSERT(encoding != Encoding::Identity);
    return encoding == Encoding::Brotli ? made<Brotli>() : made<Gzip>();
}

} // namespace site
