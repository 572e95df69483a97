// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/topmodel.h"

#include "models/format.h"
#include "models/roles.h"
#include "trace/filterwrite.h"

#include <algorithm>

namespace models {
namespace {

/// The value a row is sorted by, of columns that hold numbers.
double number(const Counts &counts, qint64 median, qint64 slow, TopColumn column)
{
    switch (column) {
    case TopColumn::Errors: return double(counts.errors);
    case TopColumn::Bytes: return double(counts.bytes);
    case TopColumn::Median: return double(median);
    case TopColumn::Slowest: return double(slow);
    default: return double(counts.requests);
    }
}

} // namespace

TopModel::TopModel(QObject *parent)
    : QAbstractTableModel(parent)
{
}

void TopModel::show(const TopCounts &counts, TopKind kind)
{
    m_kind = kind;
    std::vector<Row> rows;
    rows.reserve(size_t(counts.rows().size()) + 1);
    m_requests = counts.others().requests;
    for (auto row = counts.rows().cbegin(); row != counts.rows().cend(); ++row) {
        m_requests += row->requests;
        rows.push_back({row.key(), *row, 0, 0, false});
    }
    Row others{{}, counts.others(), 0, 0, true};
    if (rows.size() > most) {
        std::nth_element(rows.begin(), rows.begin() + most, rows.end(),
                         [](const Row &a, const Row &b) { return a.counts.requests > b.counts.requests; });
        for (size_t rest = most; rest < rows.size(); ++rest)
            others.counts.add(rows[rest].counts);
        rows.resize(most);
    }
    if (others.counts.requests > 0)
        rows.push_back(std::move(others));
    for (Row &row : rows) {
        row.median = row.counts.durations.percentile(50);
        row.slow = row.counts.durations.percentile(99);
    }
    arrange(std::move(rows));
}

/// The others come last, whatever the rows are sorted by.
bool TopModel::before(const Row &a, const Row &b) const
{
    if (a.isOthers != b.isOthers)
        return b.isOthers;
    const Row &first = m_order == Qt::AscendingOrder ? a : b;
    const Row &second = m_order == Qt::AscendingOrder ? b : a;
    if (m_column != TopColumn::Name) {
        const double x = number(first.counts, first.median, first.slow, m_column);
        const double y = number(second.counts, second.median, second.slow, m_column);
        return x != y ? x < y : a.name < b.name;
    }
    return first.name < second.name;
}

void TopModel::arrange(std::vector<Row> rows)
{
    std::sort(rows.begin(), rows.end(), [this](const Row &a, const Row &b) { return before(a, b); });
    const auto known = int(m_rows.size());
    const auto excess = known - int(rows.size());
    if (excess > 0) {
        beginRemoveRows({}, int(rows.size()), known - 1);
        m_rows.resize(rows.size());
        endRemoveRows();
    } else if (excess < 0) {
        beginInsertRows({}, known, int(rows.size()) - 1);
        m_rows.resize(rows.size());
        endInsertRows();
    }
    emit layoutAboutToBeChanged({}, QAbstractItemModel::VerticalSortHint);
    const auto old = persistentIndexList();
    QModelIndexList now;
    for (const QModelIndex &index : old) {
        const Row &was = m_rows[size_t(index.row())];
        const auto at = index.row() >= known // nobody knows it yet
            ? rows.end()
            : std::find_if(rows.begin(), rows.end(), [&was](const Row &row) {
                  return row.isOthers == was.isOthers && row.name == was.name;
              });
        now += at == rows.end() ? QModelIndex() : this->index(int(at - rows.begin()), index.column());
    }
    m_rows = std::move(rows);
    changePersistentIndexList(old, now);
    emit layoutChanged({}, QAbstractItemModel::VerticalSortHint);
}

void TopModel::sort(int column, Qt::SortOrder order)
{
    m_column = TopColumn(std::max(0, column));
    m_order = order;
    arrange(m_rows);
}

QString TopModel::term(int row) const
{
    using trace::FilterKey;
    const Row &one = m_rows[size_t(row)];
    if (one.isOthers)
        return {};
    switch (m_kind) {
    case TopKind::Path:
    case TopKind::Absent: return trace::exactTerm(FilterKey::Path, one.name);
    case TopKind::Client: return trace::exactTerm(FilterKey::Client, one.name);
    case TopKind::Status: return trace::statusTerm(one.name.toInt());
    case TopKind::Outcome: return trace::wordTerm(FilterKey::Outcome, one.name);
    case TopKind::Method: return trace::exactTerm(FilterKey::Method, one.name);
    case TopKind::Type: return trace::exactTerm(FilterKey::MimeType, one.name);
    case TopKind::File: return trace::exactTerm(FilterKey::File, one.name);
    }
    return {};
}

QString TopModel::label(const Row &row) const
{
    if (row.isOthers)
        return tr("all others");
    if (m_kind == TopKind::Path || m_kind == TopKind::Absent)
        return format::target(row.name);
    if (m_kind != TopKind::Status)
        return QString::fromUtf8(row.name);
    const int status = row.name.toInt();
    const StatusKind kind = statusKind(status);
    return status > 0 ? glyph(kind) + u' ' + QString::number(status)
                      : glyph(StatusKind::Broken) + u' ' + tr("no answer");
}

QString TopModel::text(const Row &row, TopColumn column) const
{
    const QLocale locale;
    switch (column) {
    case TopColumn::Name: return label(row);
    case TopColumn::Requests: return format::count(qint64(row.counts.requests), locale);
    case TopColumn::Share:
        return locale.toString(100.0 * double(row.counts.requests) / double(std::max<quint64>(m_requests, 1)),
                               'f', 1)
            + QStringLiteral(" %");
    case TopColumn::Errors: return format::count(qint64(row.counts.errors), locale);
    case TopColumn::Bytes: return format::bytes(qint64(row.counts.bytes), locale);
    case TopColumn::Median: return format::duration(row.median, locale);
    case TopColumn::Slowest: return format::duration(row.slow, locale);
    }
    return {};
}

int TopModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_rows.size());
}

int TopModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(TopColumn::Slowest) + 1;
}

QVariant TopModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid())
        return {};
    const Row &row = m_rows[size_t(index.row())];
    const auto column = TopColumn(index.column());
    switch (role) {
    case Qt::DisplayRole: return text(row, column);
    case Qt::TextAlignmentRole:
        return int((column == TopColumn::Name ? Qt::AlignLeft : Qt::AlignRight) | Qt::AlignVCenter);
    case Qt::ToolTipRole:
        return column == TopColumn::Bytes ? format::exactBytes(qint64(row.counts.bytes), QLocale())
                                          : label(row);
    case Qt::AccessibleTextRole:
        return column == TopColumn::Name ? tr("%1: %2 requests, %3 errors, %4")
                                               .arg(label(row), text(row, TopColumn::Requests),
                                                    text(row, TopColumn::Errors), text(row, TopColumn::Bytes))
                                         : text(row, column);
    case SortRole: return number(row.counts, row.median, row.slow, column);
    default: return {};
    }
}

QVariant TopModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal)
        return {};
    const auto column = TopColumn(section);
    if (role == Qt::TextAlignmentRole)
        return int((column == TopColumn::Name ? Qt::AlignLeft : Qt::AlignRight) | Qt::AlignVCenter);
    if (role != Qt::DisplayRole)
        return {};
    switch (column) {
    case TopColumn::Name: return tr("Name");
    case TopColumn::Requests: return tr("Requests");
    case TopColumn::Share: return tr("Share");
    case TopColumn::Errors: return tr("Errors");
    case TopColumn::Bytes: return tr("Bytes");
    case TopColumn::Median: return tr("Median");
    case TopColumn::Slowest: return tr("p99");
    }
    return {};
}

} // namespace models
