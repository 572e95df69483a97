// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/requestsmodel.h"

#include "models/marks.h"
#include "models/requesttext.h"
#include "models/roles.h"

namespace models {

RequestsModel::RequestsModel(const trace::Log *log, QObject *parent, qsizetype atOnce)
    : RowsModel(log, {requestColumns, int(RequestColumn::Duration), int(RequestColumn::Duration)}, atOnce,
                parent)
{
}

void RequestsModel::setConnection(std::optional<quint64> id)
{
    if (connection() == id)
        return;
    auto criteria = wanted();
    criteria.connection = id;
    want(std::move(criteria));
}

QVariant RequestsModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const auto &exchange = shown(index.row());
    const auto column = RequestColumn(index.column());
    switch (role) {
    case Qt::DisplayRole: return text(exchange, column);
    case Qt::ToolTipRole: return exactText(exchange, column);
    case Qt::TextAlignmentRole: return alignment(isNumber(column));
    case Qt::ForegroundRole: return foreground(exchange, column);
    case Qt::AccessibleTextRole:
        return tr("%1: %2").arg(heading(column),
                                column == RequestColumn::Status ? exactText(exchange, column)
                                                                : text(exchange, column));
    case Qt::AccessibleDescriptionRole: return sentence(exchange, now(), locale());
    case IdRole: return exchange.id;
    case ConnectionRole: return exchange.connection;
    case StatusKindRole: return int(statusKind(exchange));
    case FadedRole: return false;
    case HighlightRole: return isHighlighted(exchange);
    case SortRole: return sortValue(exchange, column);
    default: return {};
    }
}

QVariant RequestsModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    return headerOf(RequestColumn(section), orientation, role);
}

QString RequestsModel::text(const trace::Exchange &exchange, RequestColumn column) const
{
    return models::text(exchange, column, now(), locale());
}

QString RequestsModel::exactText(const trace::Exchange &exchange, RequestColumn column) const
{
    return models::exactText(exchange, column, now(), locale());
}

QVariant RequestsModel::sortValue(const trace::Exchange &exchange, RequestColumn column) const
{
    switch (column) {
    case RequestColumn::Id: return exchange.id;
    case RequestColumn::Time: return exchange.startedMs;
    case RequestColumn::Connection: return exchange.connection;
    case RequestColumn::Status: return exchange.status;
    case RequestColumn::Size: return exchange.bodySent;
    case RequestColumn::Duration: return durationNs(exchange, now());
    case RequestColumn::Outcome: return int(exchange.outcome);
    default: return text(exchange, column);
    }
}

QVariant RequestsModel::foreground(const trace::Exchange &exchange, RequestColumn column) const
{
    if (column != RequestColumn::Status && column != RequestColumn::Outcome)
        return {};
    return colour(statusKind(exchange), palette().color(QPalette::Base));
}

} // namespace models
