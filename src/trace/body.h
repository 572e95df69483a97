// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "trace/records.h"

#include <tl/expected.hpp>

/// The content of messages for people and exporters. Any thread; what reads a file waits for the disk, so it
/// is not for the window's.
namespace trace {

/// Why there is no content to be had.
enum class NoContent : quint8 {
    NotKept,    ///< that part was not recorded
    Gone,       ///< the file is not there any more
    Changed,    ///< the file has another size or time than when it was served
    Unreadable, ///< the file cannot be read
};
/// One short sentence.
[[nodiscard]] QString sentence(NoContent why);

/// How many bytes of the response's content can be asked for: those that were sent and are kept, or that
/// stand in the file. Does not look at the file.
[[nodiscard]] qint64 contentKept(const Exchange &exchange);
/// The response's content as the client got it, still in its Content-Encoding but without chunk framing: from
/// that offset on, `most` bytes at most, fewer only at the end of what is kept.
[[nodiscard]] tl::expected<QByteArray, NoContent> responseContent(const Exchange &exchange, qint64 offset,
                                                                  qint64 most);
/// What is kept of the request's content, without chunk framing.
[[nodiscard]] QByteArray requestContent(const Exchange &exchange);

/// Whether the message under this head is framed in chunks (RFC 9112 §6.1).
[[nodiscard]] bool isChunked(QByteArrayView head);
/// The content of chunks, as far as they go (RFC 9112 §7.1); trailers are left out.
[[nodiscard]] QByteArray dechunked(QByteArrayView body);

} // namespace trace
