// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QByteArrayView>

#include <vector>

namespace http {

/// Part of a file, positions in bytes from its start.
struct ByteRange
{
    qint64 first = 0;
    qint64 last = 0; ///< inclusive, not before first

    [[nodiscard]] qint64 length() const { return last - first + 1; }
    friend bool operator==(ByteRange, ByteRange) = default;
};

/// What a Range field comes down to for a file of a known size.
struct RangeRequest
{
    enum class Kind : quint8 {
        Whole,         ///< as if there were no Range field: 200
        Ranges,        ///< 206
        Unsatisfiable, ///< 416
    };
    Kind kind = Kind::Whole;
    std::vector<ByteRange> ranges = {}; ///< none beyond the file's end; at least one with Ranges, else none
};

/// Reads a Range field for a file of size bytes (RFC 9110 §14.1.1 to §14.2). Ranges come in the order asked
/// for; one that overlaps or touches the one before it is joined to it (§15.3.7.2), those the file does not
/// have are left out. Whole, as §14.2 allows, for another unit than bytes, a malformed field, more than 16
/// ranges, and more than two that overlap. A suffix of an empty file is Whole: no 206 can say it.
[[nodiscard]] RangeRequest parseRange(QByteArrayView field, qint64 size);

/// The value of Content-Range with a 206: "bytes 0-499/1234" (RFC 9110 §14.4).
[[nodiscard]] QByteArray contentRange(ByteRange range, qint64 size);

/// The value of Content-Range with a 416: "bytes */1234".
[[nodiscard]] QByteArray unsatisfiedRange(qint64 size);

} // namespace http
