// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "gui/capturefeed.h"
#include "gui/capturelog.h"
#include "gui/harreader.h"

#include <QMainWindow>
#include <QTimer>

#include <deque>
#include <optional>

class QComboBox;
class QLabel;
class QProgressBar;
class QStackedWidget;
class QToolButton;
class QVBoxLayout;

namespace gui {

class ExportDialog;
class FilterBar;
class LiveView;
class MessageBar;
class PageBar;
class Panes;
class StatisticsPage;
class TimeSlider;

/// A capture in a window of its own, with the views of the live one and a time slider. Its rows appear as
/// they are read; a capture that is still being recorded is followed. Lives in the window's thread.
class CaptureWindow : public QMainWindow
{
    Q_OBJECT
public:
    /// Of records in memory; what does not fit is loaded when the time slider shows it. Bytes.
    static constexpr qint64 defaultBudget = 512LL * 1024 * 1024;

    /// Opens that capture or HAR. What is wrong with it is said in the window.
    explicit CaptureWindow(const QString &path, QWidget *parent = nullptr,
                           qint64 budgetBytes = defaultBudget);
    /// Shows records that were got in another way, oldest first.
    CaptureWindow(const QString &title, const std::vector<trace::Batch> &batches, QWidget *parent = nullptr);
    ~CaptureWindow() override;

    /// Says something about the capture above its views.
    void note(const QString &sentence);
    [[nodiscard]] const trace::Log &log() const { return m_log.log(); }
    /// The "now" of what has not ended in it, on the capture's steady clock; 0 before anything was read.
    [[nodiscard]] trace::SteadyNs lastMoment() const { return m_log.lastMoment(); }
    [[nodiscard]] LiveView &view() { return *m_view; }
    [[nodiscard]] TimeSlider &timeSlider() { return *m_slider; }

signals:
    /// The views are to show only what overlaps that span; nothing: all.
    void spanChanged(const std::optional<trace::TimeSpan> &span);

protected:
    void changeEvent(QEvent *event) override;
    void showEvent(QShowEvent *event) override;

private:
    enum class Progress : quint8 { Reading, Whole, Following, Cancelled, Failed };

    CaptureWindow(QWidget *parent, qint64 budgetBytes);
    void makeViews();
    void makeMenus();
    void makeStatus();
    void connectFeed();
    void readHar(const QString &path);
    void showBatches(const std::vector<trace::Batch> &batches);
    void showRuns(const std::vector<store::Run> &runs, const store::Run &chosen);
    void showEvicted(const store::Run &run);
    void chooseRun(int index);
    void load(qint64 run, std::optional<trace::SteadyNs> from = std::nullopt);
    void loadSoon();
    void loadShown();
    void sayWhatIsMissing();
    void take(const trace::Batch &batch);
    void takeNext();
    void cancel();
    void fail(const QString &sentence);
    void setProgress(Progress progress);
    void showState();
    void showExport();
    void step(trace::SteadyNs from, bool backwards);
    void chooseSpan(const std::optional<trace::TimeSpan> &span);
    QAction *addPage(QMenu *menu, const QString &text, const QString &icon, const QKeySequence &keys,
                     QWidget *page);

    CaptureLog m_log;
    std::unique_ptr<CaptureFeed> m_feed; ///< none when the records were got in another way
    std::unique_ptr<HarReader> m_har;    ///< while a HAR is shown
    std::deque<trace::Batch> m_batches;  ///< that wait to be shown
    QTimer m_nextBatch;
    QTimer m_loadSoon;
    qint64 m_run = 0; ///< that is shown
    Progress m_progress = Progress::Reading;
    quint64 m_evicted = 0;     ///< while it was recorded
    bool m_layoutKnown = false;

    FilterBar *m_filterBar;
    PageBar *m_pageBar;
    QStackedWidget *m_pages;
    Panes *m_panes;
    MessageBar *m_messageBar;
    TimeSlider *m_slider;
    LiveView *m_view = nullptr;
    StatisticsPage *m_statistics = nullptr;
    ExportDialog *m_export = nullptr; ///< made when it is wanted
    QComboBox *m_runs;
    QLabel *m_state;
    QLabel *m_counts;
    QProgressBar *m_bar;
    QToolButton *m_cancel;
};

} // namespace gui
