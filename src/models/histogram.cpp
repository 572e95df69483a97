// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/histogram.h"

#include <algorithm>
#include <bit>
#include <cmath>

namespace models {
namespace {

constexpr int halfBits = 5; ///< of the cells in a power of two, from the second on
constexpr int half = 1 << halfBits;

} // namespace

quint16 Histogram::cellOf(qint64 amount)
{
    const auto value = quint64(std::max<qint64>(amount, 0));
    const int shift = std::max(0, int(std::bit_width(value)) - halfBits - 1);
    return quint16(shift * half + int(value >> shift));
}

qint64 Histogram::middleOf(quint16 cell)
{
    if (cell < 2 * half)
        return cell;
    const int shift = cell / half - 1;
    return (qint64(cell - shift * half) << shift) + (qint64(1) << (shift - 1));
}

void Histogram::add(qint64 amount, quint64 times)
{
    const quint16 cell = cellOf(amount);
    const auto at = std::lower_bound(m_cells.begin(), m_cells.end(), cell,
                                     [](const auto &one, quint16 key) { return one.first < key; });
    if (at != m_cells.end() && at->first == cell)
        at->second += times;
    else
        m_cells.insert(at, {cell, times});
    m_count += times;
    m_most = std::max(m_most, amount);
}

void Histogram::add(const Histogram &other)
{
    std::vector<std::pair<quint16, quint64>> joined;
    joined.reserve(m_cells.size() + other.m_cells.size());
    std::merge(m_cells.begin(), m_cells.end(), other.m_cells.begin(), other.m_cells.end(),
               std::back_inserter(joined));
    m_cells.clear();
    for (const auto &[cell, times] : joined) {
        if (!m_cells.empty() && m_cells.back().first == cell)
            m_cells.back().second += times;
        else
            m_cells.emplace_back(cell, times);
    }
    m_count += other.m_count;
    m_most = std::max(m_most, other.m_most);
}

qint64 Histogram::percentile(double percent) const
{
    if (m_count == 0)
        return 0;
    const auto rank = std::clamp<quint64>(quint64(std::ceil(double(m_count) * percent / 100)), 1, m_count);
    quint64 seen = 0;
    for (const auto &[cell, times] : m_cells) {
        seen += times;
        if (seen >= rank)
            return std::min(middleOf(cell), m_most);
    }
    return m_most;
}

} // namespace models
