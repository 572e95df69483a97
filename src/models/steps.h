// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtGlobal>

#include <algorithm>
#include <functional>
#include <stop_token>
#include <vector>

/// Long work in steps: it tells how far it is and can be stopped between two of them.
namespace models {

inline constexpr size_t stride = 16384; ///< rows a worker handles between two looks at its stop token

/// Is told how far a long work has come, in percent: ascending, each value once, from the thread that works.
using Progress = std::function<void(int)>;

/// What one worker's job has left of its steps: whether it has to stop, and how far it is.
class Steps
{
public:
    Steps(const std::stop_token &stop, const Progress &progress)
        : m_stop(stop)
        , m_progress(progress)
    {
    }

    /// What follows takes that many steps and that share of the whole, in percent.
    void begin(size_t steps, int share)
    {
        m_start += m_share;
        m_share = share;
        m_steps = std::max<size_t>(steps, 1);
        m_done = 0;
    }
    /// Before each step. False when it is not to be done.
    [[nodiscard]] bool next()
    {
        if (m_stop.stop_requested())
            return false;
        const int percent = m_start + int(std::min(m_done++, m_steps) * size_t(m_share) / m_steps);
        if (m_progress && percent > m_told)
            m_progress(m_told = percent);
        return true;
    }

private:
    const std::stop_token &m_stop;
    const Progress &m_progress;
    int m_start = 0;
    int m_share = 0;
    int m_told = 0;
    size_t m_steps = 1;
    size_t m_done = 0;
};

inline size_t stridesIn(size_t rows)
{
    return (rows + stride - 1) / stride;
}

/// A sort that can be stopped. False when it was.
template <typename Row, typename Before>
bool sortUnlessStopped(std::vector<Row> &rows, Before before, Steps &steps)
{
    const auto at = [&rows](size_t row) { return rows.begin() + qptrdiff(std::min(row, rows.size())); };
    for (size_t row = 0; row < rows.size(); row += stride) {
        if (!steps.next())
            return false;
        std::sort(at(row), at(row + stride), before);
    }
    for (size_t width = stride; width < rows.size(); width *= 2) {
        for (size_t row = 0; row + width < rows.size(); row += 2 * width) {
            if (!steps.next())
                return false;
            std::inplace_merge(at(row), at(row + width), at(row + 2 * width), before);
        }
    }
    return true;
}

} // namespace models
