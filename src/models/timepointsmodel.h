// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/timepoints.h"

#include <QAbstractTableModel>

namespace models {

/// The numbers behind the curves over time, a row each, the newest first: what they show, to be read.
class TimePointsModel : public QAbstractTableModel
{
    Q_OBJECT
public:
    using QAbstractTableModel::QAbstractTableModel;

    /// wallClock: ms since 1970 UTC at steady time 0. What says nothing is left out.
    void show(const std::vector<TimePoint> &points, qint64 wallClock);
    [[nodiscard]] const TimePoint &point(int row) const { return m_points[size_t(row)]; }

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    [[nodiscard]] QString text(const TimePoint &point, int column) const;

    std::vector<TimePoint> m_points;
    qint64 m_wallClock = 0;
};

} // namespace models
