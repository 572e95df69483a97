// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/connectionrequests.h"

#include "models/marks.h"
#include "models/roles.h"

#include <algorithm>

namespace models {

namespace {

constexpr trace::Sequence rowsInATurn = 20'000; ///< looked at before the window has its turn
/// Rows stand in the order they were first heard of, which is up to a tick of a loop later than they began; a
/// loop that is held up makes it more.
constexpr trace::SteadyNs latestNews = 10'000'000'000;

/// The column of the table of all requests that says the same; Number has none.
RequestColumn columnOfAll(ConnectionRequests::Column column)
{
    using Column = ConnectionRequests::Column;
    switch (column) {
    case Column::Number: return RequestColumn::Id;
    case Column::Method: return RequestColumn::Method;
    case Column::Path: return RequestColumn::Path;
    case Column::Status: return RequestColumn::Status;
    case Column::Size: return RequestColumn::Size;
    case Column::Duration: return RequestColumn::Duration;
    case Column::Outcome: return RequestColumn::Outcome;
    }
    Q_UNREACHABLE();
}

} // namespace

ConnectionRequests::ConnectionRequests(const trace::Log &log, QObject *parent)
    : QAbstractTableModel(parent)
    , m_log(log)
{
    connect(&log, &trace::Log::changed, this, &ConnectionRequests::take);
    connect(&m_turn, &QTimer::timeout, this, &ConnectionRequests::look);
}

void ConnectionRequests::setConnection(quint64 id)
{
    if (std::exchange(m_connection, id) != id)
        restart();
}

void ConnectionRequests::setActive(bool active)
{
    if (std::exchange(m_isActive, active) != active)
        restart();
}

void ConnectionRequests::restart()
{
    m_turn.stop();
    beginResetModel();
    m_rows.clear();
    endResetModel();
    const auto row = m_connection > 0 && m_isActive ? m_log.connections().find(m_connection) : std::nullopt;
    m_next = row ? m_log.exchanges().end() : 0;
    if (!row)
        return;
    m_accepted = m_log.connections().at(*row)->accepted;
    look();
    if (isLooking())
        m_turn.start(0);
}

/// The next piece, towards the oldest.
void ConnectionRequests::look()
{
    const auto &all = m_log.exchanges();
    std::deque<trace::ExchangePtr> older;
    const trace::Sequence stop = std::max(all.first(), m_next - std::min(m_next, rowsInATurn));
    while (m_next > stop) {
        const trace::ExchangePtr &exchange = all.at(--m_next);
        if (exchange->timings.firstByte < m_accepted - latestNews
            || m_rows.size() + older.size() == mostRequests) {
            m_next = all.first(); // what is older is of others
            break;
        }
        if (exchange->connection == m_connection)
            older.push_front(exchange);
    }
    if (!older.empty()) {
        beginInsertRows({}, 0, int(older.size()) - 1);
        m_rows.insert(m_rows.begin(), older.begin(), older.end());
        endInsertRows();
    }
    if (isLooking())
        return;
    m_turn.stop();
    emit found();
}

void ConnectionRequests::take(const trace::LogChange &change)
{
    if (m_connection == 0 || !m_isActive)
        return;
    const auto &all = m_log.exchanges();
    for (const trace::Sequence sequence : change.exchanges.changed) {
        const trace::ExchangePtr &exchange = all.at(sequence);
        if (exchange->connection != m_connection)
            continue;
        if (const int row = rowOf(exchange->id); row >= 0) {
            m_rows[size_t(row)] = exchange;
            emit dataChanged(index(row, 0), index(row, columns - 1));
        }
    }
    for (trace::Sequence sequence = std::max(change.exchanges.added, all.first()); sequence < all.end();
         ++sequence) {
        if (all.at(sequence)->connection == m_connection)
            append(all.at(sequence));
    }
}

/// What still runs comes back when the log lets go of it: it is here already.
void ConnectionRequests::append(const trace::ExchangePtr &exchange)
{
    if (rowOf(exchange->id) >= 0)
        return;
    beginInsertRows({}, int(m_rows.size()), int(m_rows.size()));
    m_rows.push_back(exchange);
    endInsertRows();
    if (m_rows.size() <= mostRequests)
        return;
    beginRemoveRows({}, 0, 0);
    m_rows.pop_front();
    endRemoveRows();
}

void ConnectionRequests::tick(trace::SteadyNs now)
{
    m_now = now;
    if (!m_rows.empty() && m_rows.back()->outcome == trace::Outcome::InProgress)
        emit dataChanged(index(int(m_rows.size()) - 1, 0), index(int(m_rows.size()) - 1, columns - 1));
}

void ConnectionRequests::setPalette(const QPalette &palette)
{
    m_palette = palette;
    if (!m_rows.empty())
        emit dataChanged(index(0, 0), index(int(m_rows.size()) - 1, columns - 1), {Qt::ForegroundRole});
}

/// From the newest on: that is the one that changes.
int ConnectionRequests::rowOf(quint64 exchange) const
{
    const auto found = std::find_if(m_rows.rbegin(), m_rows.rend(),
                                    [exchange](const auto &row) { return row->id == exchange; });
    return int(m_rows.rend() - found) - 1;
}

int ConnectionRequests::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_rows.size());
}

int ConnectionRequests::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : columns;
}

QVariant ConnectionRequests::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const trace::Exchange &exchange = *m_rows[size_t(index.row())];
    const auto column = Column(index.column());
    const RequestColumn ofAll = columnOfAll(column);
    const QString shown = column == Column::Number ? m_locale.toString(exchange.ordinal)
                                                   : text(exchange, ofAll, m_now, m_locale);
    switch (role) {
    case Qt::DisplayRole: return shown;
    case Qt::ToolTipRole: return exactText(exchange, ofAll, m_now, m_locale);
    case Qt::TextAlignmentRole:
        return int((column == Column::Number || isNumber(ofAll) ? Qt::AlignRight : Qt::AlignLeft)
                   | Qt::AlignVCenter);
    case Qt::ForegroundRole:
        if (column == Column::Status || column == Column::Outcome)
            return colour(statusKind(exchange), m_palette.color(QPalette::Base));
        return {};
    case Qt::AccessibleTextRole:
        return tr("%1: %2").arg(headerData(index.column(), Qt::Horizontal).toString(), shown);
    case Qt::AccessibleDescriptionRole: return sentence(exchange, m_now, m_locale);
    case IdRole: return exchange.id;
    case ConnectionRole: return exchange.connection;
    case StatusKindRole: return int(statusKind(exchange));
    case FadedRole:
    case HighlightRole: return false;
    default: return {};
    }
}

QVariant ConnectionRequests::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || section < 0 || section >= columns)
        return {};
    const auto column = Column(section);
    const RequestColumn ofAll = columnOfAll(column);
    const bool isOurs = column == Column::Number;
    switch (role) {
    case Qt::DisplayRole:
    case Qt::AccessibleTextRole: return isOurs ? tr("No.") : heading(ofAll);
    case Qt::ToolTipRole:
    case Qt::AccessibleDescriptionRole:
        return isOurs ? tr("The nth request on this connection.") : explanation(ofAll);
    case Qt::TextAlignmentRole:
        return int((isOurs || isNumber(ofAll) ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter);
    default: return {};
    }
}

} // namespace models
