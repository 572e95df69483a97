// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "trace/body.h"

#include <QString>

#include <functional>

namespace gui {

enum class Side : quint8 { Request, Response };

/// Bytes that are read as they are needed: that many from an offset on, fewer only at their end; or a
/// sentence that says why not. Any thread.
struct ByteSource
{
    qint64 size = 0;
    std::function<tl::expected<QByteArray, QString>(qint64 offset, qint64 most)> read;
};

/// These bytes.
[[nodiscard]] ByteSource sourceOf(const QByteArray &bytes);

/// The content of one side of an exchange. A value; any thread, but what reads waits for the disk, so that is
/// not for the window's.
struct Content
{
    trace::ExchangePtr exchange; ///< never null where something is asked for
    Side side = Side::Response;

    [[nodiscard]] QByteArray type() const;   ///< its Content-Type
    [[nodiscard]] QByteArray coding() const; ///< its Content-Encoding, in small letters; empty without one
    [[nodiscard]] qint64 sent() const;       ///< bytes of it that came or went
    [[nodiscard]] qint64 kept() const;       ///< bytes of it that can be read
    /// Whether there is or was to be any.
    [[nodiscard]] bool isAny() const;
    /// As it was sent, but without chunk framing.
    [[nodiscard]] ByteSource bytes() const;
    /// For reading: unpacked, JSON and forms laid out, as far as that is small enough; else as it was sent.
    /// Does so at once, or says in a sentence why not.
    [[nodiscard]] tl::expected<ByteSource, QString> readable() const;

    /// More is neither unpacked nor laid out.
    static constexpr qint64 LargestWhole = 8 * 1024 * 1024;
};

} // namespace gui
