// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "lab/lab.h"

#include <QAbstractTableModel>

namespace models {

/// What the lab measured, a row for each loop at each number of idle clients, in the order it came.
class LabPointsModel : public QAbstractTableModel
{
    Q_OBJECT
public:
    using QAbstractTableModel::QAbstractTableModel;

    void clear();
    void add(lab::Loop loop, const lab::Point &point);

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    struct Row
    {
        lab::Loop loop;
        lab::Point point;
    };
    // Of columns that are no quantities.
    [[nodiscard]] static QString headingOf(int column);
    [[nodiscard]] static QString explanationOf(int column);
    [[nodiscard]] static QString text(const Row &row, int column);

    std::vector<Row> m_rows;
};

} // namespace models
