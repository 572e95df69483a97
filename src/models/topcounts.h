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

/// Counts by name for as many names as there is room for. When there are more, the half that came least often
/// goes into one row for all others: memory is bounded, and the sum of all rows stays right. A name that
/// comes back after it went starts again. A value.
class TopCounts
{
public:
    explicit TopCounts(qsizetype most = 4096)
        : m_most(most)
    {
    }

    /// The counts of that name; valid until the next call. The bytes are copied when they are kept.
    [[nodiscard]] Counts &of(QByteArrayView name);
    [[nodiscard]] const QHash<QByteArray, Counts> &rows() const { return m_rows; }
    [[nodiscard]] const Counts &others() const { return m_others; }

private:
    void forgetHalf();

    qsizetype m_most;
    QHash<QByteArray, Counts> m_rows;
    Counts m_others;
};

} // namespace models
