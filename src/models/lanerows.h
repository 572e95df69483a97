// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/lanebook.h"

namespace models {

/// Which lanes are shown, and in which order.
struct LaneOrder
{
    bool byClient = false;     ///< under a heading for each client address, in order of its first acceptance
    bool onlyInSight = true;   ///< lanes that ended before the time shown, or begin after it, are left out
    bool onlyMatching = false; ///< what the filter does not ask for is left out: exchanges, and whole lanes

    friend bool operator==(const LaneOrder &, const LaneOrder &) = default;
};

/// A lane or, when that is null, the heading of a client's.
struct LaneRow
{
    const Lane *lane = nullptr;
    QByteArray client; ///< of a heading
    int lanes = 0;     ///< under a heading
};

[[nodiscard]] std::vector<LaneRow> laneRows(const LaneBook &book, LaneOrder order, trace::TimeSpan shown);

/// The first row of that lane or of a newer one; O(log n) unless they are under headings. No row: none.
[[nodiscard]] std::optional<size_t> rowFrom(const std::vector<LaneRow> &rows, LaneOrder order,
                                            quint64 connection);

/// Equally high rows under a fixed head, scrolled by pixels.
struct RowGeometry
{
    int height = 1;
    int top = 0;      ///< of the first row when not scrolled, under the head
    int bottom = 0;   ///< of what can be seen
    int scrolled = 0; ///< pixels

    [[nodiscard]] int y(qsizetype row) const { return top + int(row) * height - scrolled; }
    /// No row when it is on the head or below the last.
    [[nodiscard]] std::optional<size_t> rowAt(int y, size_t rows) const;
    struct Range
    {
        size_t first = 0;
        size_t end = 0;
    };
    [[nodiscard]] Range visible(size_t rows) const; ///< in part or whole
    /// How far to scroll so that the row is seen whole, as little as it takes.
    [[nodiscard]] int scrolledToShow(size_t row) const;
};

} // namespace models
