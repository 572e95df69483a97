// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/consolemodel.h"

#include "models/marks.h"
#include "models/roles.h"

#include <algorithm>
#include <iterator>
#include <tuple>

namespace models {

namespace {

using Kind = trace::ConsoleLine::Kind;

/// A record of one frame and the moment that its lines belong to.
struct Event
{
    trace::SteadyNs when;
    bool isConnection; ///< comes after an exchange of the same moment
    trace::Record record;
};

trace::SteadyNs moment(const trace::ConnectionRecord &connection)
{
    return connection.state == trace::State::Closed ? connection.closed : connection.accepted;
}

trace::SteadyNs moment(const trace::Exchange &exchange)
{
    return exchange.timings.finished;
}

template <typename T>
void collect(std::vector<Event> &events, const trace::Rows<T> &rows, const trace::RowsChange &change)
{
    const auto add = [&](trace::Sequence row) {
        const auto &record = rows.at(row);
        events.push_back({moment(*record), std::is_same_v<T, trace::ConnectionRecord>, record});
    };
    std::for_each(change.changed.begin(), change.changed.end(), add);
    for (auto row = std::max(change.added, rows.first()); row < rows.end(); ++row)
        add(row);
}

} // namespace

ConsoleModel::ConsoleModel(const trace::Log *log, qsizetype limit, QObject *parent)
    : QAbstractListModel(parent)
    , m_log(log)
    , m_limit(size_t(limit))
{
    connect(log, &trace::Log::changed, this, &ConsoleModel::take);
}

int ConsoleModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_lines.size());
}

QVariant ConsoleModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const trace::ConsoleLine &shown = line(index.row());
    const bool isStatus = shown.kind == Kind::Status;
    switch (role) {
    case Qt::DisplayRole: return QString::fromUtf8(shown.text());
    case Qt::ToolTipRole: return explanation(shown.kind);
    case Qt::AccessibleDescriptionRole: return explanation(shown.kind);
    case Qt::ForegroundRole:
        return isStatus ? colour(statusKind(shown.status()), m_palette.color(QPalette::Base)) : QVariant();
    case IdRole: return shown.exchange();
    case ConnectionRole: return shown.connection();
    case StatusKindRole: return isStatus ? int(statusKind(shown.status())) : QVariant();
    case LineKindRole: return int(shown.kind);
    default: return {};
    }
}

/// The log tells connections and exchanges apart; here they come together again in the order of their
/// moments.
void ConsoleModel::take(const trace::LogChange &change)
{
    std::vector<Event> events;
    collect(events, m_log->connections(), change.connections);
    collect(events, m_log->exchanges(), change.exchanges);
    std::stable_sort(events.begin(), events.end(), [](const Event &a, const Event &b) {
        return std::tie(a.when, a.isConnection) < std::tie(b.when, b.isConnection);
    });
    for (const Event &event : events) {
        auto lines = m_console.lines(event.record);
        std::move(lines.begin(), lines.end(), std::back_inserter(m_waiting));
    }
    while (m_waiting.size() > m_limit) {
        m_waiting.pop_front();
        ++m_evicted;
    }
    if (!m_paused)
        show();
}

void ConsoleModel::show()
{
    const size_t total = m_lines.size() + m_waiting.size();
    const size_t tooMany = std::min(m_lines.size(), total - std::min(total, m_limit));
    if (tooMany > 0) {
        beginRemoveRows({}, 0, int(tooMany) - 1);
        m_lines.erase(m_lines.begin(), m_lines.begin() + qptrdiff(tooMany));
        endRemoveRows();
        m_evicted += tooMany;
    }
    if (m_waiting.empty())
        return;
    beginInsertRows({}, int(m_lines.size()), int(m_lines.size() + m_waiting.size()) - 1);
    std::move(m_waiting.begin(), m_waiting.end(), std::back_inserter(m_lines));
    m_waiting.clear();
    endInsertRows();
}

void ConsoleModel::setPaused(bool paused)
{
    m_paused = paused;
    if (!paused)
        show();
}

void ConsoleModel::clear()
{
    m_waiting.clear();
    if (m_lines.empty())
        return;
    beginRemoveRows({}, 0, int(m_lines.size()) - 1);
    m_lines.clear();
    endRemoveRows();
}

void ConsoleModel::setPalette(const QPalette &palette)
{
    m_palette = palette;
    if (!m_lines.empty())
        emit dataChanged(index(0), index(int(m_lines.size()) - 1), {Qt::ForegroundRole});
}

QString ConsoleModel::explanation()
{
    return tr(
        "These are the lines that the article’s server printed. Two of its kinds are missing. “----1” came "
        "before every try to accept a client, whether one was there or not, and “----3” before every try to "
        "receive from a client, whether it had sent something or not: the loop asked every socket in turn, "
        "nearly always in vain, and the more clients there were the longer a round took. This server never "
        "asks. It sleeps until the system says which socket is ready, so there is nothing to print.");
}

QString ConsoleModel::explanation(Kind kind)
{
    switch (kind) {
    case Kind::Arrived:
        return tr(
            "A client arrived. The article’s loop had tried to accept one in vain many times before, with a "
            "“----1” each time; here the system says when there is one.");
    case Kind::Request:
        return tr("What the client asked. The article’s loop had tried to receive from every client in turn, "
                  "with a "
                  "“----3” each time; here the system says which one has sent something.");
    case Kind::Path: return tr("The file that the request stands for.");
    case Kind::Status: return tr("What it was answered with.");
    case Kind::Handled: return tr("It is handled; the connection is closed or kept for the next request.");
    }
    return {};
}

} // namespace models
