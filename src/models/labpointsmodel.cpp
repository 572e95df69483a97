// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/labpointsmodel.h"

#include "models/format.h"
#include "models/labquantity.h"

namespace models {
namespace {

enum Column {
    LoopName,
    Idle,
    FirstQuantity,
    Wrong = FirstQuantity + int(labQuantities.size()),
    Unanswered,
    Columns
};

bool isQuantity(int column)
{
    return column >= FirstQuantity && column < Wrong;
}

LabQuantity quantityOf(int column)
{
    return labQuantities[size_t(column - FirstQuantity)];
}

int alignment(int column)
{
    return int((column == LoopName ? Qt::AlignLeft : Qt::AlignRight) | Qt::AlignVCenter);
}

} // namespace

void LabPointsModel::clear()
{
    beginResetModel();
    m_rows.clear();
    endResetModel();
}

void LabPointsModel::add(lab::Loop loop, const lab::Point &point)
{
    const int row = rowCount();
    beginInsertRows({}, row, row);
    m_rows.push_back({loop, point});
    endInsertRows();
}

int LabPointsModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_rows.size());
}

int LabPointsModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : Columns;
}

QString LabPointsModel::headingOf(int column)
{
    switch (column) {
    case LoopName: return tr("Loop");
    case Idle: return tr("Idle clients");
    case Wrong: return tr("Wrong");
    default: return tr("Unanswered");
    }
}

QString LabPointsModel::explanationOf(int column)
{
    switch (column) {
    case LoopName: return tr("How the server learns which socket has something for it");
    case Idle: return tr("Clients that were connected and said nothing");
    case Wrong: return tr("Answers that were not right byte for byte");
    default: return tr("Requests that still waited for their answer when the time was over");
    }
}

QString LabPointsModel::text(const Row &row, int column)
{
    const QLocale locale;
    if (isQuantity(column))
        return models::text(value(row.point, quantityOf(column)), quantityOf(column), locale);
    switch (column) {
    case LoopName: return lab::name(row.loop);
    case Idle: return format::count(row.point.idle, locale);
    case Wrong: return format::count(row.point.wrong, locale);
    default: return format::count(row.point.unanswered, locale);
    }
}

QVariant LabPointsModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const Row &row = m_rows[size_t(index.row())];
    switch (role) {
    case Qt::DisplayRole: return text(row, index.column());
    case Qt::TextAlignmentRole: return alignment(index.column());
    case Qt::AccessibleTextRole:
        return index.column() == LoopName ? sentence(row.loop, row.point, QLocale()) : QVariant();
    default: return {};
    }
}

QVariant LabPointsModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || section < 0 || section >= Columns)
        return {};
    switch (role) {
    case Qt::TextAlignmentRole: return alignment(section);
    case Qt::DisplayRole: return isQuantity(section) ? heading(quantityOf(section)) : headingOf(section);
    case Qt::ToolTipRole:
        return isQuantity(section) ? explanation(quantityOf(section)) : explanationOf(section);
    default: return {};
    }
}

} // namespace models
