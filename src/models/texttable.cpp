// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/texttable.h"

#include <algorithm>

namespace models {
namespace {

bool isEmptyRow(const QStringList &row)
{
    return std::all_of(row.cbegin(), row.cend(), [](const QString &cell) { return cell.isEmpty(); });
}

} // namespace

TextTable::TextTable(QList<Column> columns, Check check, QObject *parent)
    : QAbstractTableModel(parent)
    , m_columns(std::move(columns))
    , m_check(std::move(check))
{
}

void TextTable::setRows(const QList<QStringList> &rows)
{
    if (rows == m_rows)
        return;
    beginResetModel();
    m_rows = rows;
    endResetModel();
}

QList<QStringList> TextTable::validRows() const
{
    QList<QStringList> valid;
    for (const QStringList &row : m_rows)
        if (!isEmptyRow(row) && problem(row).isEmpty())
            valid.append(row);
    return valid;
}

QString TextTable::firstProblem() const
{
    for (qsizetype row = 0; row < m_rows.size(); ++row)
        if (const QString sentence = problem(m_rows[row]); !sentence.isEmpty())
            return tr("Row %1: %2").arg(QString::number(row + 1), sentence);
    return {};
}

int TextTable::append()
{
    const int row = int(m_rows.size());
    beginInsertRows({}, row, row);
    m_rows.append(QStringList(m_columns.size()));
    endInsertRows();
    return row;
}

void TextTable::remove(int row)
{
    beginRemoveRows({}, row, row);
    m_rows.removeAt(row);
    endRemoveRows();
}

void TextTable::move(int row, int by)
{
    const int target = row + by;
    if (target < 0 || target >= m_rows.size())
        return;
    // Qt counts the place before the row is taken out.
    beginMoveRows({}, row, row, {}, by > 0 ? target + 1 : target);
    m_rows.swapItemsAt(row, target);
    endMoveRows();
}

int TextTable::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_rows.size());
}

int TextTable::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_columns.size());
}

QVariant TextTable::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const QStringList &row = m_rows[index.row()];
    switch (role) {
    case Qt::DisplayRole:
    case Qt::EditRole: return row[index.column()];
    case ProblemRole: return problem(row, index.column());
    case Qt::ToolTipRole: {
        const QString sentence = problem(row, index.column());
        return sentence.isEmpty() ? m_columns[index.column()].explanation : sentence;
    }
    default: return {};
    }
}

bool TextTable::setData(const QModelIndex &index, const QVariant &value, int role)
{
    if (role != Qt::EditRole || !checkIndex(index, CheckIndexOption::IndexIsValid))
        return false;
    m_rows[index.row()][index.column()] = value.toString().trimmed();
    // What is wrong with the other cells may depend on this one.
    emit dataChanged(this->index(index.row(), 0), this->index(index.row(), columnCount() - 1));
    return true;
}

QVariant TextTable::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation == Qt::Vertical)
        return role == Qt::DisplayRole ? QVariant(section + 1) : QVariant();
    if (section < 0 || section >= m_columns.size())
        return {};
    switch (role) {
    case Qt::DisplayRole: return m_columns[section].heading;
    case Qt::ToolTipRole: return m_columns[section].explanation;
    case Qt::TextAlignmentRole: return int(Qt::AlignLeft | Qt::AlignVCenter);
    default: return {};
    }
}

Qt::ItemFlags TextTable::flags(const QModelIndex &index) const
{
    const Qt::ItemFlags basic = QAbstractTableModel::flags(index);
    return index.isValid() ? basic | Qt::ItemIsEditable | Qt::ItemNeverHasChildren : basic;
}

QString TextTable::problem(const QStringList &row, int column) const
{
    return isEmptyRow(row) ? QString() : m_check(row, column);
}

QString TextTable::problem(const QStringList &row) const
{
    for (int column = 0; column < columnCount(); ++column)
        if (QString sentence = problem(row, column); !sentence.isEmpty())
            return sentence;
    return {};
}

} // namespace models
