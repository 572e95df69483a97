// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "gui/labrunner.h"

#include <QWidget>

class QLabel;
class QSettings;
class QTabWidget;

namespace gui {

class LabControls;
class LabResults;
class LabTurnView;

/// The loop lab: what it costs to poll a growing list of clients, measured here and now, and one turn of each
/// loop to look at. What is chosen is remembered in the settings whenever it is put to use, and at the end.
class LabPage : public QWidget
{
    Q_OBJECT
public:
    /// The settings must outlive this.
    explicit LabPage(QSettings &settings, QWidget *parent = nullptr);
    ~LabPage() override;

    [[nodiscard]] bool isRunning() const { return m_runner.isRunning(); }
    /// Measures what is chosen. Says what to change when that cannot be.
    void run();
    void cancel();
    void record(int idle);

private:
    void connectParts();
    void showWords();
    void say(const QString &problem);
    void begin();
    void end();
    void remember();

    QSettings &m_settings;
    LabControls *m_controls;
    QLabel *m_words;
    QLabel *m_problem;
    QTabWidget *m_tabs;
    LabResults *m_results;
    LabTurnView *m_turns;
    LabRunner m_runner; ///< the first to go
};

} // namespace gui
