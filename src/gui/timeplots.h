// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/timepoints.h"

#include <QWidget>

#include <optional>

class QCPAbstractPlottable;
class QCPAxis;
class QCPAxisRect;
class QCPBars;
class QCPGraph;
class QCPItemStraightLine;
class QCPLayoutGrid;
class QCustomPlot;
class QFrame;

namespace gui {

/// Four plots over the same time: requests by the class of their status, bytes, open connections, and
/// percentiles of latency with the lag of the loops. Dragging over one chooses a span of time; what is under
/// the pointer is told by pointed(). Draws only what it is given.
class TimePlots : public QWidget
{
    Q_OBJECT
public:
    explicit TimePlots(QWidget *parent = nullptr);

    /// wallClock: ms since 1970 UTC at steady time 0.
    void show(const std::vector<models::TimePoint> &points, qint64 wallClock);
    /// What is read by keys, for screen readers: they tell the new name of what has the focus.
    void say(const QString &reading);

signals:
    void zoomed(double factor, trace::SteadyNs about); ///< nearer above 1, that moment staying where it is
    void moved(double share);                          ///< later by that share of the time shown
    void wholeWanted();                                ///< what there was before zooming and moving
    void spanChosen(const trace::TimeSpan &span);
    void termChosen(const QString &term);
    void percentileChosen(double percent); ///< one of shownPercentiles
    /// The point under the pointer; null when there is none.
    void pointed(const models::TimePoint *point);

protected:
    void changeEvent(QEvent *event) override;
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    bool turnWheel(const QWheelEvent &event);
    bool pressKey(const QKeyEvent &event);
    [[nodiscard]] trace::TimeSpan shown() const;
    [[nodiscard]] trace::SteadyNs middle() const;
    [[nodiscard]] qint64 current() const;
    void read(qint64 index);
    void showCursor(const models::TimePoint *point);
    void chooseItem(const QCPAbstractPlottable *plottable);
    QCPAxisRect *addRect(int row, int column, const QString &title);
    QCPGraph *addGraph(QCPAxisRect *rect, const QString &name);
    void makeRects();
    void connectMouse();
    void applyPalette();
    void applyAxes();
    void setHeights(const std::vector<models::TimePoint> &points);
    [[nodiscard]] trace::SteadyNs momentAt(double x) const;
    void choose(const QRect &rect);
    void chooseAt(const QPoint &position);
    [[nodiscard]] const models::TimePoint *pointAt(const QPoint &position) const;
    void point(const QPoint &position);

    QCustomPlot *m_plot;
    QFrame *m_focusMark; ///< around the plot while it has the focus
    std::vector<QCPAxisRect *> m_rects;
    std::array<QCPBars *, models::TimeBucket::kinds> m_requests{};
    QCPGraph *m_in = nullptr;
    QCPGraph *m_out = nullptr;
    QCPGraph *m_open = nullptr;
    QCPGraph *m_lag = nullptr;
    std::array<QCPGraph *, models::shownPercentiles.size()> m_percentiles{};
    std::vector<QCPItemStraightLine *> m_cursors; ///< one a rect
    std::vector<models::TimePoint> m_points;
    qint64 m_wallClock = 0;
    std::optional<trace::SteadyNs> m_at; ///< in the point that is read by keys
};

} // namespace gui
