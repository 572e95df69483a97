// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "gui/lanecanvas.h"

class QActionGroup;
class QLabel;
class QMenu;
class QSettings;
class QToolButton;

namespace gui {

/// The timeline: one lane per connection, time to the right, requests as beads on the lanes, with its tools.
/// Live, or on a log that was read from a capture (never setServing then). Lives in the window's thread.
class LanesView : public QWidget
{
    Q_OBJECT
public:
    /// The log must outlive this.
    explicit LanesView(const trace::Log &log, QWidget *parent = nullptr);

    /// What does not match is dimmed, or left out when the person chose so.
    void setFilter(const trace::Filter &filter) { m_canvas->setFilter(filter); }
    /// What matches gets a bar above it; the empty filter marks nothing.
    void setHighlight(const trace::Filter &filter) { m_canvas->setHighlight(filter); }
    /// Selects without a signal, and brings it into view.
    void setSelected(std::optional<quint64> connection, std::optional<quint64> exchange);
    void setSpan(std::optional<trace::TimeSpan> span) { m_canvas->setSpan(span); }
    /// Paused, the picture stands still whatever comes and goes.
    void setPaused(bool paused) { m_canvas->setPaused(paused); }
    /// While serving, time goes on; else it ends with the last thing known.
    void setServing(bool serving);
    /// How long an idle connection is kept open, in ns, for the words on it; 0: unknown.
    void setIdleLimit(qint64 ns) { m_canvas->setIdleLimit(ns); }
    /// To be called when the log was filled from a capture: shows all of it.
    void showAll() { m_canvas->showAll(); }

    /// The options that the person chose, under that key.
    void save(QSettings &settings, const QString &key) const;
    void restore(const QSettings &settings, const QString &key);

    [[nodiscard]] LaneCanvas *canvas() const { return m_canvas; }

signals:
    void connectionChosen(quint64 connection);
    void exchangeChosen(quint64 exchange, quint64 connection);
    void spanChosen(std::optional<trace::TimeSpan> span);
    void termChosen(const QString &term);
    /// Open connections that are in sight or selected, at most 50; when they change.
    void watched(const std::vector<quint64> &connections);
    /// A menu is about to be shown on that mark; entries can be added to it.
    void contextRequested(quint64 connection, std::optional<quint64> exchange, QMenu *menu);

protected:
    void resizeEvent(QResizeEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    QToolButton *addTool(const QString &icon, const QString &name, const QString &tip);
    void makeTools();
    QMenu *makeOptions();
    void addSwitch(QMenu *menu, const QString &name, bool models::LaneOrder::*option, const QString &key);
    QActionGroup *addChoices(QMenu *menu, const QStringList &names, int checked);
    void placeTools();
    void showMenu(quint64 connection, std::optional<quint64> exchange, QPoint global);
    void showLegend();
    void showEmptyText();

    LaneCanvas *m_canvas;
    QWidget *m_tools;
    QToolButton *m_follow = nullptr;
    QList<QAction *> m_switches; ///< named as they are remembered
    QActionGroup *m_heights = nullptr;
    QLabel *m_empty;
    bool m_serving = false;
};

} // namespace gui
