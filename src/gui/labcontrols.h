// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "lab/lab.h"

#include <QWidget>

#include <array>

class QCheckBox;
class QDoubleSpinBox;
class QLabel;
class QProgressBar;
class QPushButton;
class QSettings;
class QSpinBox;

namespace gui {

class ElidedLabel;
class FilterEdit;

/// What the lab is to compare, the button that starts and cancels it, and how far it is.
class LabControls : public QWidget
{
    Q_OBJECT
public:
    explicit LabControls(QWidget *parent = nullptr);

    /// What is chosen. The error is one sentence that says what to change.
    [[nodiscard]] tl::expected<lab::Options, QString> options() const;
    [[nodiscard]] std::vector<lab::Loop> loops() const;

    enum class Phase : quint8 { Ready, Running, Cancelling };
    void setPhase(Phase phase);
    void showProgress(const lab::Progress &progress);

    void save(QSettings &settings) const;
    void restore(const QSettings &settings);

signals:
    void edited();
    void runWanted();
    void cancelWanted();

private:
    [[nodiscard]] QWidget *makeLoops();
    void makeFields();
    void judge();

    std::array<QCheckBox *, lab::loopCount> m_loops{};
    FilterEdit *m_idle;
    QSpinBox *m_active;
    QDoubleSpinBox *m_seconds;
    QPushButton *m_run;
    QProgressBar *m_progress;
    ElidedLabel *m_words;
    Phase m_phase = Phase::Ready;
};

} // namespace gui
