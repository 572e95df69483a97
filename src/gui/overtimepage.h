// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/statistics.h"
#include "models/timepointsmodel.h"

#include <QWidget>

class QComboBox;
class QLabel;
class QStackedWidget;
class QTableView;
class QToolButton;

namespace gui {

class TimePlots;

/// How much there was over time, as plots or as the table of their numbers.
class OverTimePage : public QWidget
{
    Q_OBJECT
public:
    explicit OverTimePage(const models::Statistics &statistics, QWidget *parent = nullptr);

    /// The plots show that time; nothing: the chosen window, up to the newest.
    void setSpan(const std::optional<trace::TimeSpan> &span);
    /// Shows what was counted by now.
    void refresh();

signals:
    void spanChosen(const std::optional<trace::TimeSpan> &span);
    void termChosen(const QString &term);

private:
    void makeControls();
    void makePlots();
    void zoomTo(const std::optional<trace::TimeSpan> &span);
    void choosePercentile(double percent);
    [[nodiscard]] trace::TimeSpan whole() const;
    [[nodiscard]] trace::TimeSpan unzoomed() const;
    [[nodiscard]] std::vector<models::TimePoint> points(qint64 most) const;
    void tell(const models::TimePoint *point);

    const models::Statistics &m_statistics;
    models::TimePointsModel m_model;
    std::optional<trace::TimeSpan> m_span;
    std::optional<trace::TimeSpan> m_zoom; ///< what is shown of it, when not all
    QComboBox *m_window;
    QComboBox *m_latency;
    QToolButton *m_asTable;
    QLabel *m_reading;
    QStackedWidget *m_views;
    TimePlots *m_plots;
    QTableView *m_table;
};

} // namespace gui
