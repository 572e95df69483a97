// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "gui/capturesaver.h"
#include "gui/recording.h"

#include <QAction>
#include <QPointer>
#include <QTimer>

class QLabel;
class QMenu;
class QSettings;
class QWidget;
namespace trace {
class Collector;
class Log;
} // namespace trace

namespace gui {

class CaptureLimitsDialog;
class CaptureWindow;
class MessageBar;

/// Recording into a file, saving what is there, and opening captures. Lives in the window's thread.
class CaptureActions : public QObject
{
    Q_OBJECT
public:
    /// Everything passed in must outlive this; the window is the parent of its dialogs.
    CaptureActions(trace::Collector &collector, const trace::Log &log, MessageBar &messageBar,
                   QWidget *window);

    /// Puts the entries before that action.
    void fill(QMenu *menu, QAction *before);
    [[nodiscard]] const Recording &recording() const { return m_recording; }
    /// What is being recorded, for the status line; hidden while nothing is.
    [[nodiscard]] QLabel *state() const { return m_state; }
    /// The limits of what is recorded.
    void saveLimits(QSettings &settings) const;
    void restoreLimits(const QSettings &settings);
    /// Begins to record into that file.
    void record(const QString &path);
    /// Whether that is a capture, by its name or its first bytes, or by its name a HAR; a folder never is.
    [[nodiscard]] static bool isCapture(const QString &path);
    /// A capture or a HAR, in a window of its own, which says what is wrong with it.
    void open(const QString &path);
    /// Every window that was opened here.
    void closeAll();

private:
    void toggle(bool on);
    void askForSaving();
    void askForOpening();
    void save(const QString &path);
    void showState();
    void showLimits();

    const trace::Log &m_log;
    MessageBar &m_messageBar;
    QWidget *m_window;
    Recording m_recording;
    CaptureSaver m_saver;
    QAction *m_record;
    QAction *m_save;
    QAction *m_open;
    QAction *m_limits;
    CaptureLimitsDialog *m_limitsDialog = nullptr; ///< made when it is wanted
    QLabel *m_state;
    QTimer m_tick;
    QList<QPointer<CaptureWindow>> m_opened;
};

} // namespace gui
