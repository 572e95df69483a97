// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "gui/labturncanvas.h"
#include "models/turnplayer.h"

#include <QElapsedTimer>
#include <QTimer>
#include <QWidget>

class QHBoxLayout;
class QLabel;
class QPushButton;
class QSettings;
class QSlider;
class QSpinBox;
class QSplitter;
class QToolButton;

namespace gui {

class ElidedLabel;
class LabTextView;

/// One turn of each loop as it really happened, played slowly or step by step, with what happens in words and
/// what the article's console says to it.
class LabTurnView : public QWidget
{
    Q_OBJECT
public:
    explicit LabTurnView(QWidget *parent = nullptr);

    /// Shows these from their beginning, and plays them unless the person wants no animations.
    void setTurns(std::vector<lab::Turn> turns);
    /// A turn cannot be recorded while the lab works.
    void setBusy(bool busy);
    [[nodiscard]] const models::TurnPlayer &player() const { return m_player; }
    [[nodiscard]] bool isPlaying() const { return m_frame.isActive(); }

    void save(QSettings &settings) const;
    void restore(const QSettings &settings);

signals:
    void recordWanted(int idle);

protected:
    void hideEvent(QHideEvent *event) override;

private:
    void makeRecording(QHBoxLayout &row);
    void makeMoves(QHBoxLayout &row);
    void makeSpeed(QHBoxLayout &row);
    void move(LabTurnCanvas::Move move);
    void goTo(int position);
    void setPlaying(bool playing);
    void play();
    void fitSpeed();
    [[nodiscard]] double slowness() const;
    [[nodiscard]] QString caption() const;
    void refresh();

    models::TurnPlayer m_player;
    QTimer m_frame; ///< runs while it plays
    QElapsedTimer m_sinceFrame;
    QSpinBox *m_idle;
    QPushButton *m_record;
    QToolButton *m_playButton = nullptr;
    std::vector<QToolButton *> m_moves;
    QSlider *m_speed;
    QLabel *m_speedWords;
    LabTurnCanvas *m_canvas;
    QLabel *m_caption;
    LabTextView *m_text;
    QSplitter *m_splitter;
};

} // namespace gui
