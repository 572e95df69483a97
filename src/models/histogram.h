// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtGlobal>

#include <utility>
#include <vector>

namespace models {

/// How often which amounts came, in a few hundred bytes: cells of equal width within every power of two, as
/// in an HDR histogram. Any amount is told apart from its neighbours within `error` of itself; two histograms
/// can be joined without any loss. A value.
class Histogram
{
public:
    static constexpr double error = 1.0 / 64; ///< the most a percentile is off, as a share of the amount

    /// Amounts below 0 count as 0.
    void add(qint64 amount, quint64 times = 1);
    void add(const Histogram &other);

    [[nodiscard]] quint64 count() const { return m_count; }
    [[nodiscard]] qint64 most() const { return m_most; } ///< exact; 0 when empty
    /// The smallest amount that so many percent of all do not exceed (nearest rank); 0 when empty.
    [[nodiscard]] qint64 percentile(double percent) const;

    /// The cell of an amount, and the amount in the middle of a cell.
    [[nodiscard]] static quint16 cellOf(qint64 amount);
    [[nodiscard]] static qint64 middleOf(quint16 cell);

private:
    std::vector<std::pair<quint16, quint64>> m_cells; ///< those that are not empty, ascending
    quint64 m_count = 0;
    qint64 m_most = 0;
};

} // namespace models
