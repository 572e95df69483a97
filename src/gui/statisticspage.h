// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/statistics.h"

#include <QTimer>
#include <QWidget>

class QAction;
class QComboBox;
class QLabel;
class QSettings;
class QTabWidget;

namespace gui {

class BrokenPage;
class FilterBar;
class LiveView;
class OverTimePage;
class SiteTreePage;
class TopTable;

/// How much there was: over time, by name, what is broken, and the folder. Counts all the time, shows it only
/// while it is visible.
class StatisticsPage : public QWidget
{
    Q_OBJECT
public:
    /// The log must outlive this.
    explicit StatisticsPage(const trace::Log &log, QWidget *parent = nullptr);

    /// Follows filter, pause and span of those, and tells the filter what is chosen here. Spans and requests
    /// that are chosen are for the window, which knows its pages.
    void follow(FilterBar &filterBar, const QAction &pause, const LiveView &live);
    /// Filter and span narrow what is counted, unless a person chose to see the numbers of all requests.
    void setFilter(const trace::Filter &filter);
    /// Everything counts only what overlaps that time; nothing: all.
    void setSpan(const std::optional<trace::TimeSpan> &span);
    /// The folder that is served.
    void setRoot(const QString &folder);
    /// Shows nothing new for a while; counting goes on.
    void setPaused(bool paused);
    /// To be called when the log was cleared.
    void clear();
    /// Whether all requests are counted or what the filter shows.
    void save(QSettings &settings) const;
    void restore(const QSettings &settings);

signals:
    void termChosen(const QString &term); ///< to be added to the filter
    void spanChosen(const std::optional<trace::TimeSpan> &span);
    void exchangeChosen(quint64 exchange, quint64 connection);

protected:
    void showEvent(QShowEvent *event) override;

private:
    enum class Scope { Shown, All };
    [[nodiscard]] Scope scope() const;
    [[nodiscard]] QString scopeSentence() const;
    void applyScope();
    void makeScope();
    [[nodiscard]] QWidget *makeTop();
    void makeTabs();
    void refreshSoon();
    void refresh();

    models::Statistics m_statistics;
    QTimer m_pace; ///< runs until the next refresh
    bool m_isPaused = false;
    trace::Filter m_filter;
    std::optional<trace::TimeSpan> m_span;
    QComboBox *m_choice;
    QLabel *m_scope;
    QTabWidget *m_tabs;
    OverTimePage *m_overTime;
    TopTable *m_paths;
    TopTable *m_clients;
    std::vector<std::pair<models::TopKind, TopTable *>> m_kinds;
    BrokenPage *m_broken;
    SiteTreePage *m_folder;
};

} // namespace gui
