// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/histogram.h"

#include <QByteArray>
#include <QHash>

namespace models {

struct Counts
{
    quint64 requests = 0;
    quint64 errors = 0;      ///< answered with 4xx or 5xx, or broken off
    quint64 connections = 0; ///< whose first request is among them
    quint64 bytes = 0;       ///< of responses, as far as they were sent
    Histogram durations;     ///< ns

    void add(const Counts &other);
};

/// Counts by name for as many names, and as long ones, as there is room for. When there are more, the half
/// that came least often goes into one row for all others: memory is bounded, and the sum of all rows stays
/// right. A name that comes back after it went starts again; one that is too long on its own is never kept.
/// A value.
class TopCounts
{
public:
    /// At most that many names, which have that many bytes together.
    explicit TopCounts(qsizetype most = 4096, qsizetype mostBytes = 1024 * 1024)
        : m_most(most)
        , m_mostBytes(mostBytes)
    {
    }

    /// The counts of that name; valid until the next call. The bytes are copied when they are kept.
    [[nodiscard]] Counts &of(QByteArrayView name);
    [[nodiscard]] const QHash<QByteArray, Counts> &rows() const { return m_rows; }
    [[nodiscard]] const Counts &others() const { return m_others; }
    static constexpr qsizetype longestShare = 16; ///< no name takes more of the bytes than one of so many

private:
    void forgetHalf();

    qsizetype m_most;
    qsizetype m_mostBytes;
    qsizetype m_bytes = 0; ///< of the names kept
    QHash<QByteArray, Counts> m_rows;
    Counts m_others;
};

} // namespace models
