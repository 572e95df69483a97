// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/requesttext.h"
#include "trace/log.h"

#include <QAbstractTableModel>
#include <QPalette>
#include <QTimer>

#include <deque>

namespace models {

/// The requests of one connection as a table, oldest first: its newest ones, up to mostRequests. They are
/// looked for in the log a piece at a time, from the newest on, so that no choice of a connection waits; from
/// then on the log tells. Lives in the window's thread. Roles: those of models/roles.h.
class ConnectionRequests : public QAbstractTableModel
{
    Q_OBJECT
public:
    enum class Column : int { Number, Method, Path, Status, Size, Duration, Outcome };
    static constexpr int columns = int(Column::Outcome) + 1;
    static constexpr size_t mostRequests = 500;

    /// The log must outlive the model.
    explicit ConnectionRequests(const trace::Log &log, QObject *parent = nullptr);

    /// 0 shows none.
    void setConnection(quint64 id);
    /// While false nothing is looked for.
    void setActive(bool active);
    /// Running rows show their time as of now; steady clock.
    void tick(trace::SteadyNs now);
    void setPalette(const QPalette &palette);

    [[nodiscard]] const std::deque<trace::ExchangePtr> &exchanges() const { return m_rows; }
    /// Not all of the log was looked at yet.
    [[nodiscard]] bool isLooking() const { return m_next > m_log.exchanges().first(); }
    [[nodiscard]] int rowOf(quint64 exchange) const; ///< -1: it is not here

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation,
                                      int role = Qt::DisplayRole) const override;

signals:
    void found(); ///< all there is to find

private:
    void restart();
    void look();
    void take(const trace::LogChange &change);
    void append(const trace::ExchangePtr &exchange);

    const trace::Log &m_log;
    quint64 m_connection = 0;
    bool m_isActive = false;
    trace::SteadyNs m_accepted = 0; ///< nothing of it was before
    std::deque<trace::ExchangePtr> m_rows;
    trace::Sequence m_next = 0; ///< rows from here on were looked at
    trace::SteadyNs m_now = 0;
    QTimer m_turn;
    QPalette m_palette;
    QLocale m_locale;
};

} // namespace models
