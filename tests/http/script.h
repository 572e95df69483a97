// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "http/parser.h"

#include <functional>

/// Requests as text one can read: a line break is CR LF, ␍ and ␊ are CR and LF alone, ␀ NUL, ␉ HTAB, ␛ ESC, ␡
/// DEL. In a faulty request « stands before the offending byte and » behind the last byte that is taken.
struct Script
{
    explicit Script(QByteArray text);

    QByteArray bytes;
    qsizetype faultAt = -1; ///< of «
    qsizetype end = -1;     ///< of »
};

/// What a parser made of some bytes.
struct Reading
{
    QByteArray messages;    ///< one line for each, see describe()
    http::RequestHead head; ///< the last one
    http::Fault fault = http::Fault::None;
    qsizetype faultOffset = -1;
    qint64 bodyBytes = 0;
    qsizetype consumed = 0;
    bool started = false;

    /// Everything above as text, to compare two readings.
    [[nodiscard]] QByteArray transcript() const;
};

/// "GET /path 1.1 keep-alive [Name=value] none", or "length 5", or "chunked".
[[nodiscard]] QByteArray describe(const http::RequestHead &head);

/// Cuts bytes into the pieces that are fed: gives the size of the next piece, at most left.
using Cut = std::function<qsizetype(qsizetype at, qsizetype left)>;

/// Feeds bytes piece by piece through as many messages as there are.
[[nodiscard]] Reading read(const QByteArray &bytes, const Cut &cut, http::ParserLimits limits = {});
[[nodiscard]] Reading readWhole(const QByteArray &bytes, http::ParserLimits limits = {});
[[nodiscard]] Reading readByteByByte(const QByteArray &bytes, http::ParserLimits limits = {});

/// Reads bytes whole, byte by byte and cut in two at every place. Where a reading differs from the whole one,
/// says how.
[[nodiscard]] QByteArray differenceWhenCut(const QByteArray &bytes, http::ParserLimits limits = {});
