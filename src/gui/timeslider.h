// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "gui/timesliderdensity.h"
#include "gui/timesliderscale.h"

#include <QElapsedTimer>
#include <QTimer>
#include <QWidget>

#include <optional>

class QComboBox;
class QLabel;
class QToolButton;

namespace gui {

class TimeSliderHandle;

/// A strip with the requests over time and two handles: what lies between them is shown. It plays: the end
/// moves as the time did, faster if wanted. Lives in the window's thread.
class TimeSlider : public QWidget
{
    Q_OBJECT
public:
    explicit TimeSlider(QWidget *parent = nullptr);

    /// Takes a frame's records. An end handle that is at the end stays there as the end moves on.
    void append(const trace::Batch &batch);
    void clear();
    /// What is shown; nothing: all of it.
    [[nodiscard]] std::optional<trace::TimeSpan> span() const;
    void setSpan(trace::TimeSpan span);
    [[nodiscard]] trace::TimeSpan bounds() const { return m_density.bounds(); }

signals:
    void spanChanged(const std::optional<trace::TimeSpan> &span);
    /// The end should go to the next or, backwards, the previous beginning of a request after that moment.
    void stepChosen(trace::SteadyNs from, bool backwards);

protected:
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;

private:
    void makeControls();
    void makeHandles();
    [[nodiscard]] TimeScale scale() const;
    void place();
    void say();
    void setPlaying(bool playing);
    void play();
    void paintDensity(QPainter &painter, const TimeScale &scale) const;
    void paintTicks(QPainter &painter, const TimeScale &scale) const;

    TimeDensity m_density;
    trace::TimeSpan m_shown;
    TimeSliderHandle *m_from;
    TimeSliderHandle *m_until;
    QToolButton *m_playButton;
    QComboBox *m_speed;
    QLabel *m_words;
    QWidget *m_controls;
    QTimer m_frame;
    QElapsedTimer m_sinceFrame;
};

} // namespace gui
