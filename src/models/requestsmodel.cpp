// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/requestsmodel.h"

#include "models/format.h"
#include "models/marks.h"
#include "models/roles.h"
#include "trace/escape.h"

#include <QDateTime>

namespace models {

namespace {

QString readable(QByteArrayView bytes)
{
    QByteArray text;
    trace::appendReadable(text, bytes);
    return QString::fromUtf8(text);
}

/// "404 Not Found", as it was sent.
QString statusLine(const trace::Exchange &exchange)
{
    const QByteArrayView head = exchange.responseHead;
    const qsizetype space = head.indexOf(' ');
    const qsizetype end = head.indexOf("\r\n");
    if (space < 0 || end < space)
        return exchange.status > 0 ? QString::number(exchange.status) : QString();
    return readable(head.sliced(space + 1, end - space - 1));
}

/// Whom it came from; a proxy tells no port.
QString client(const trace::Exchange &exchange)
{
    return exchange.forwardedFor.isEmpty() ? QString::fromUtf8(exchange.client.text())
                                           : readable(exchange.forwardedFor);
}

QString path(const trace::Exchange &exchange)
{
    const QByteArrayView target = exchange.targetText();
    return target.isEmpty() ? readable(targetOrLine(exchange)) : format::target(target);
}

/// How it ended and, unless all went well, why.
QString outcome(const trace::Exchange &exchange)
{
    QString ending = trace::sentence(exchange);
    const auto kind = statusKind(exchange);
    const bool fine = kind == StatusKind::Success || kind == StatusKind::Redirection;
    if (fine || kind == StatusKind::InProgress || exchange.why.isEmpty())
        return ending;
    return RequestsModel::tr("%1: %2").arg(ending, exchange.why);
}

} // namespace

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
    case Qt::AccessibleDescriptionRole: return description(exchange);
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
    switch (column) {
    case RequestColumn::Id: return locale().toString(exchange.id);
    case RequestColumn::Time: return format::timeOfDay(exchange.startedMs);
    case RequestColumn::Connection: return locale().toString(exchange.connection);
    case RequestColumn::Client: return client(exchange);
    case RequestColumn::Method: return readable(exchange.methodText());
    case RequestColumn::Path: return path(exchange);
    case RequestColumn::Status: return exchange.status > 0 ? QString::number(exchange.status) : QString();
    case RequestColumn::Type: return readable(exchange.contentType);
    case RequestColumn::Size: return format::bytes(exchange.bodySent, locale());
    case RequestColumn::Duration: return format::duration(durationNs(exchange, now()), locale());
    case RequestColumn::Outcome: return outcome(exchange);
    }
    return {};
}

QString RequestsModel::exactText(const trace::Exchange &exchange, RequestColumn column) const
{
    switch (column) {
    case RequestColumn::Id:
        return tr("Request %1, number %2 on its connection")
            .arg(locale().toString(exchange.id), locale().toString(exchange.ordinal));
    case RequestColumn::Time:
        return tr("%1, %2").arg(
            format::exactTime(exchange.startedMs),
            format::ago(exchange.startedMs, QDateTime::currentMSecsSinceEpoch(), locale()));
    case RequestColumn::Client:
        return exchange.forwardedFor.isEmpty()
            ? client(exchange)
            : tr("%1, told by the proxy %2").arg(client(exchange), QString::fromUtf8(exchange.client.text()));
    case RequestColumn::Path: return readable(targetOrLine(exchange));
    case RequestColumn::Status: {
        const QString line = statusLine(exchange);
        const QString kind = word(statusKind(exchange));
        return line.isEmpty() ? kind : tr("%1 (%2)").arg(line, kind);
    }
    case RequestColumn::Size:
        if (exchange.bodySent == exchange.bodyLength || exchange.bodyLength < 0)
            return format::exactBytes(exchange.bodySent, locale());
        return tr("%1 of %2")
            .arg(locale().toString(exchange.bodySent), format::exactBytes(exchange.bodyLength, locale()));
    case RequestColumn::Duration: return format::exactDuration(durationNs(exchange, now()), locale());
    case RequestColumn::Outcome:
        return exchange.why.isEmpty() ? text(exchange, column)
                                      : tr("%1: %2").arg(trace::sentence(exchange), exchange.why);
    default: return text(exchange, column);
    }
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

QString RequestsModel::description(const trace::Exchange &exchange) const
{
    const QString answer = text(exchange, RequestColumn::Status).isEmpty()
        ? tr("no answer")
        : exactText(exchange, RequestColumn::Status);
    return tr("Request %1 from %2: %3 %4: %5, %6 in %7, %8")
        .arg(locale().toString(exchange.id), client(exchange), readable(exchange.methodText()),
             path(exchange), answer, text(exchange, RequestColumn::Size),
             text(exchange, RequestColumn::Duration), outcome(exchange));
}

} // namespace models
