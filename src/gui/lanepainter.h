// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "gui/laneink.h"
#include "models/laneribbon.h"
#include "models/lanerows.h"

#include <QFont>
#include <QRect>

class QPainter;

namespace gui {

class LaneLabels;

/// Everything a picture of the lanes shows. A plain value that points into what the view keeps.
struct LaneFrame
{
    const models::LaneBook *book = nullptr;
    const std::vector<models::LaneRow> *rows = nullptr;
    LaneLabels *labels = nullptr;
    models::RowGeometry geometry;
    models::TimeAxis axis;
    trace::SteadyNs now = 0;
    QSize size;
    int gate = 0;                      ///< width of the tank at the left edge
    int left = 0;                      ///< where time begins, right of the names
    int ribbon = 0;                    ///< where the loops' strips begin, below the figures of the axis
    qint64 localOffset = 0;            ///< ns from steady time to local time
    std::optional<quint64> connection; ///< selected
    std::optional<quint64> exchange;
    std::optional<trace::TimeSpan> span;
    bool hasFilter = false;
    bool hidesUnmatched = false;
    bool hasFocus = false;
};

/// One shape in that rectangle, as high as a lane; for lanes and legend.
void paintLaneItem(QPainter &painter, const LaneInk &ink, const models::LaneItem &item, const QRectF &rect,
                   bool dimmed);
/// How wide and high the ticks at the lower edge of a lane are, in pixels.
[[nodiscard]] double readySize(const LaneInk &ink);
/// How high the strip below a watched lane is, in pixels; 0: the lane is too low for one.
[[nodiscard]] int backlogHeight(const models::Lane &lane, int laneHeight);
/// Lanes, head, gate, names. Its cost follows what can be seen.
void paintLanes(QPainter &painter, const LaneInk &ink, const LaneFrame &frame);

} // namespace gui
