// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/lanerows.h"

#include <QHash>

#include <algorithm>

namespace models {

namespace {

bool isShown(const Lane &lane, LaneOrder order, trace::TimeSpan shown)
{
    if (order.onlyInSight && !shown.overlaps(lane.start(), lane.end()))
        return false;
    return !order.onlyMatching || lane.isWanted();
}

std::vector<LaneRow> grouped(const std::vector<LaneRow> &rows)
{
    QHash<QByteArray, size_t> groups;
    std::vector<std::vector<LaneRow>> lanes;
    for (const LaneRow &row : rows) {
        const auto group = groups.constFind(row.lane->clientAddress());
        const size_t place = group == groups.cend() ? lanes.size() : *group;
        if (group == groups.cend()) {
            groups.insert(row.lane->clientAddress(), place);
            lanes.emplace_back();
        }
        lanes[place].push_back(row);
    }
    std::vector<LaneRow> all;
    all.reserve(rows.size() + lanes.size());
    for (const auto &group : lanes) {
        all.push_back({nullptr, group.front().lane->clientAddress(), int(group.size())});
        all.insert(all.end(), group.begin(), group.end());
    }
    return all;
}

} // namespace

std::vector<LaneRow> laneRows(const LaneBook &book, LaneOrder order, trace::TimeSpan shown)
{
    std::vector<LaneRow> rows;
    for (const auto &lane : book.lanes())
        if (isShown(*lane, order, shown))
            rows.push_back({lane.get(), {}, 0});
    return order.byClient ? grouped(rows) : rows;
}

std::optional<size_t> rowFrom(const std::vector<LaneRow> &rows, LaneOrder order, quint64 connection)
{
    const auto isBefore = [connection](const LaneRow &row) { return !row.lane || row.lane->id < connection; };
    const auto row = order.byClient ? std::find_if_not(rows.begin(), rows.end(), isBefore)
                                    : std::partition_point(rows.begin(), rows.end(), isBefore);
    return row == rows.end() ? std::nullopt : std::optional(size_t(row - rows.begin()));
}

std::optional<size_t> RowGeometry::rowAt(int y, size_t rows) const
{
    if (y < top || y >= bottom)
        return std::nullopt;
    const auto row = size_t(y - top + scrolled) / size_t(height);
    return row < rows ? std::optional(row) : std::nullopt;
}

RowGeometry::Range RowGeometry::visible(size_t rows) const
{
    const auto first = std::min(size_t(scrolled / height), rows);
    const auto end = size_t((scrolled + std::max(bottom - top, 0) + height - 1) / height);
    return {first, std::max(first, std::min(end, rows))};
}

int RowGeometry::scrolledToShow(size_t row) const
{
    const int upper = int(row) * height;
    const int lower = upper + height - (bottom - top);
    return std::max(std::min(scrolled, upper), std::min(lower, upper));
}

} // namespace models
