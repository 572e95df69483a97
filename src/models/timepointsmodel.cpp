// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/timepointsmodel.h"

#include "models/format.h"

#include <algorithm>

namespace models {
namespace {

enum Column { Time, Requests, Errors, In, Out, Open, Lag, FirstPercentile };

double errors(const TimePoint &point)
{
    return point.requests[size_t(StatusKind::ClientError)] + point.requests[size_t(StatusKind::ServerError)]
        + point.requests[size_t(StatusKind::Broken)];
}

} // namespace

void TimePointsModel::show(const std::vector<TimePoint> &points, qint64 wallClock)
{
    beginResetModel();
    m_wallClock = wallClock;
    m_points.clear();
    std::copy_if(points.rbegin(), points.rend(), std::back_inserter(m_points), [](const TimePoint &point) {
        return point.ended > 0 || point.open > 0 || point.bytesIn > 0 || point.bytesOut > 0;
    });
    endResetModel();
}

int TimePointsModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_points.size());
}

int TimePointsModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : FirstPercentile + int(shownPercentiles.size());
}

QString TimePointsModel::text(const TimePoint &point, int column) const
{
    const QLocale locale;
    switch (column) {
    case Time: return format::timeOfDay(m_wallClock + point.span.from / 1'000'000).left(8);
    case Requests: return format::requestRate(point.allRequests(), locale);
    case Errors: return format::requestRate(errors(point), locale);
    case In: return format::byteRate(point.bytesIn, locale);
    case Out: return format::byteRate(point.bytesOut, locale);
    case Open: return format::count(point.open, locale);
    case Lag: return format::duration(point.lagNs, locale);
    default:
        return point.ended > 0 ? format::duration(point.percentiles[size_t(column - FirstPercentile)], locale)
                               : format::duration(-1, locale);
    }
}

QVariant TimePointsModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid())
        return {};
    if (role == Qt::TextAlignmentRole)
        return int(Qt::AlignRight | Qt::AlignVCenter);
    const TimePoint &point = m_points[size_t(index.row())];
    if (role == Qt::AccessibleTextRole && index.column() == Time)
        return tr("%1: %2, %3 errors, %4 open connections")
            .arg(text(point, Time), text(point, Requests), text(point, Errors), text(point, Open));
    return role == Qt::DisplayRole ? text(point, index.column()) : QVariant();
}

QVariant TimePointsModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || (role != Qt::DisplayRole && role != Qt::TextAlignmentRole))
        return {};
    if (role == Qt::TextAlignmentRole)
        return int(Qt::AlignRight | Qt::AlignVCenter);
    switch (section) {
    case Time: return tr("From");
    case Requests: return tr("Requests");
    case Errors: return tr("Errors");
    case In: return tr("In");
    case Out: return tr("Out");
    case Open: return tr("Open");
    case Lag: return tr("Loop lag");
    default: return tr("p%1").arg(shownPercentiles[size_t(section - FirstPercentile)]);
    }
}

} // namespace models
