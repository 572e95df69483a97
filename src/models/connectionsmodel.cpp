// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/connectionsmodel.h"

#include "models/format.h"
#include "models/marks.h"
#include "models/roles.h"
#include "trace/escape.h"

namespace models {

namespace {

bool isClosed(const trace::ConnectionRecord &connection)
{
    return connection.state == trace::State::Closed;
}

/// The first line of what is coming in, safe to show.
QString currentRequest(const trace::ConnectionRecord &connection)
{
    const QByteArrayView bytes = connection.currentRequest;
    const qsizetype end = bytes.indexOf('\n');
    const auto line = end < 0 ? bytes : bytes.first(end);
    return trace::readable(line.endsWith('\r') ? line.chopped(1) : line);
}

} // namespace

ConnectionsModel::ConnectionsModel(const trace::Log *log, QObject *parent, qsizetype atOnce)
    : RowsModel(log, {connectionColumns, int(ConnectionColumn::Age), int(ConnectionColumn::Idle)}, atOnce,
                parent)
{
}

QVariant ConnectionsModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const auto &connection = shown(index.row());
    const auto column = ConnectionColumn(index.column());
    switch (role) {
    case Qt::DisplayRole: return text(connection, column);
    case Qt::ToolTipRole: return exactText(connection, column);
    case Qt::TextAlignmentRole: return alignment(isNumber(column));
    case Qt::ForegroundRole: return foreground(connection, column);
    case Qt::AccessibleTextRole: return tr("%1: %2").arg(heading(column), text(connection, column));
    case Qt::AccessibleDescriptionRole: return description(connection);
    case IdRole:
    case ConnectionRole: return connection.id;
    case StateKindRole: return int(stateKind(connection));
    case FadedRole: return isClosed(connection);
    case HighlightRole: return isHighlighted(connection);
    case SortRole: return sortValue(connection, column);
    default: return {};
    }
}

QVariant ConnectionsModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    return headerOf(ConnectionColumn(section), orientation, role);
}

QString ConnectionsModel::text(const trace::ConnectionRecord &connection, ConnectionColumn column) const
{
    switch (column) {
    case ConnectionColumn::Id: return locale().toString(connection.id);
    case ConnectionColumn::Client: return QString::fromUtf8(connection.client.text());
    case ConnectionColumn::State: return word(stateKind(connection));
    case ConnectionColumn::Requests: return locale().toString(connection.requests);
    case ConnectionColumn::Current:
        return isClosed(connection) ? trace::sentence(connection.cause) : currentRequest(connection);
    case ConnectionColumn::BytesIn: return format::bytes(qint64(connection.bytesIn), locale());
    case ConnectionColumn::BytesOut: return format::bytes(qint64(connection.bytesOut), locale());
    case ConnectionColumn::Age: return format::duration(ageNs(connection, now()), locale());
    case ConnectionColumn::Idle: return format::duration(idleNs(connection, now()), locale());
    }
    return {};
}

QString ConnectionsModel::exactText(const trace::ConnectionRecord &connection, ConnectionColumn column) const
{
    switch (column) {
    case ConnectionColumn::Id:
        return tr("Connection %1, served by loop %2")
            .arg(locale().toString(connection.id))
            .arg(connection.loop);
    case ConnectionColumn::Client:
        return tr("%1 to %2")
            .arg(QString::fromUtf8(connection.client.text()), QString::fromUtf8(connection.server.text()));
    case ConnectionColumn::BytesIn: return format::exactBytes(qint64(connection.bytesIn), locale());
    case ConnectionColumn::BytesOut: return format::exactBytes(qint64(connection.bytesOut), locale());
    case ConnectionColumn::Age:
        return tr("Accepted %1, %2")
            .arg(format::exactTime(connection.acceptedMs),
                 format::exactDuration(ageNs(connection, now()), locale()));
    case ConnectionColumn::Idle: return format::exactDuration(idleNs(connection, now()), locale());
    default: return text(connection, column);
    }
}

QVariant ConnectionsModel::sortValue(const trace::ConnectionRecord &connection, ConnectionColumn column) const
{
    switch (column) {
    case ConnectionColumn::Id: return connection.id;
    case ConnectionColumn::State: return int(stateKind(connection));
    case ConnectionColumn::Requests: return connection.requests;
    case ConnectionColumn::BytesIn: return connection.bytesIn;
    case ConnectionColumn::BytesOut: return connection.bytesOut;
    case ConnectionColumn::Age: return ageNs(connection, now());
    case ConnectionColumn::Idle: return idleNs(connection, now());
    default: return text(connection, column);
    }
}

QVariant ConnectionsModel::foreground(const trace::ConnectionRecord &connection,
                                      ConnectionColumn column) const
{
    const QColor base = palette().color(QPalette::Base);
    if (column == ConnectionColumn::State)
        return colour(stateKind(connection), base);
    return isClosed(connection) ? faded(palette().color(QPalette::Text), base) : QVariant();
}

QString ConnectionsModel::description(const trace::ConnectionRecord &connection) const
{
    return tr("Connection %1 from %2: %3, %4 requests, %5 in, %6 out")
        .arg(locale().toString(connection.id), QString::fromUtf8(connection.client.text()),
             text(connection, ConnectionColumn::State), locale().toString(connection.requests),
             text(connection, ConnectionColumn::BytesIn), text(connection, ConnectionColumn::BytesOut));
}

} // namespace models
