// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/connectionrequests.h"
#include "models/connectionstory.h"

#include <QScrollArea>

class QBoxLayout;
class QGridLayout;
class QLabel;

namespace gui {

class BacklogBar;
class ReadinessRoll;
class TableView;

/// One connection: what it is doing, when its socket was ready and for how much, what waits to be sent and
/// where, what the kernel says of it, and its requests.
class ConnectionPage : public QScrollArea
{
    Q_OBJECT
public:
    /// The log must outlive this.
    explicit ConnectionPage(const trace::Log &log, QWidget *parent = nullptr);

    /// 0 shows none. Looks into the log only while this is visible.
    void setConnection(quint64 id);
    [[nodiscard]] quint64 connection() const { return m_id; }
    /// The request that is selected, here too; 0: none.
    void setExchange(quint64 id);
    /// Shows how it stands now.
    void refresh();
    /// How long connections are kept, for the words on one that is open.
    void setLimits(const models::KeepLimits &limits);
    /// The records are those of a recording that ends there: nothing goes on.
    void setEnd(trace::SteadyNs end);

signals:
    void exchangeChosen(quint64 exchange, quint64 connection);
    void allChosen(quint64 connection); ///< its requests, in the table of all

protected:
    void showEvent(QShowEvent *event) override;
    void hideEvent(QHideEvent *event) override;
    void changeEvent(QEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    struct Row
    {
        QLabel *name;
        QLabel *value;
    };
    void fill(std::vector<Row> &rows, const std::vector<models::Figure> &figures, QGridLayout *grid,
              int column);
    void makeRequests(QBoxLayout *layout);
    void selectExchange();
    void showRoll(const trace::ConnectionRecord &connection, trace::SteadyNs now);
    [[nodiscard]] trace::TcpSamplePtr lastSample() const;

    const trace::Log &m_log;
    models::ConnectionRequests m_requests;
    quint64 m_id = 0;
    quint64 m_exchange = 0;
    QLabel *m_headline;
    QLabel *m_story;
    QLabel *m_sampled;
    ReadinessRoll *m_roll;
    BacklogBar *m_bar;
    QLabel *m_kept;
    QBoxLayout *m_columns;
    QGridLayout *m_figures;
    TableView *m_table;
    QLabel *m_heading;
    std::vector<Row> m_tcp;
    std::vector<Row> m_backlog;
    models::KeepLimits m_limits;
    std::optional<trace::SteadyNs> m_end; ///< of a recording
};

} // namespace gui
