// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "site/encodedcache.h"

#include <QByteArrayView>
#include <QtGlobal>

#include <memory>
#include <optional>
#include <span>

namespace site {

/// How one step of an encoder goes on.
enum class Flow : quint8 {
    Continue, ///< more bytes follow
    Flush,    ///< more bytes follow, but what was taken so far is to come out
    Finish,   ///< these are the last bytes
};

/// Compresses one stream of bytes, step by step. Used by one thread.
class Encoder
{
public:
    Encoder() = default;
    virtual ~Encoder() = default;
    Q_DISABLE_COPY_MOVE(Encoder)

    struct Progress
    {
        qsizetype taken = 0; ///< bytes of the input that are done with
        qsizetype given = 0; ///< bytes of the output that were written
        bool ended = false;  ///< after Finish: all is given
    };

    /// Takes what it can and writes what fits. Flush and Finish are asked for again, with what is left of the
    /// input, while the output gets full. Nothing: it failed, and is of no more use.
    [[nodiscard]] virtual std::optional<Progress> step(QByteArrayView input, Flow flow,
                                                       std::span<char> output)
        = 0;
};

/// gzip (RFC 1952) at level 6 without a time, so that the same bytes give the same result; or brotli (RFC
/// 7932) at quality 5 for text. Not for Identity. Null when there is no memory for it.
[[nodiscard]] std::unique_ptr<Encoder> makeEncoder(Encoding encoding);

} // namespace site
