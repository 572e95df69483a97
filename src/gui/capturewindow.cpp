// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/capturewindow.h"

#include "gui/exportdialog.h"
#include "gui/filterbar.h"
#include "gui/liveview.h"
#include "gui/menukey.h"
#include "gui/messagebar.h"
#include "gui/pagebar.h"
#include "gui/panes.h"
#include "gui/statisticspage.h"
#include "gui/timeslider.h"
#include "models/format.h"

#include <QComboBox>
#include <QDateTime>
#include <QDir>
#include <QEvent>
#include <QFileInfo>
#include <QHBoxLayout>
#include <QLabel>
#include <QLocale>
#include <QProgressBar>
#include <QStackedWidget>
#include <QToolButton>
#include <QVBoxLayout>

#include <algorithm>

namespace gui {

namespace {

/// The handles are dragged through many spans; the one they come to rest at is loaded.
constexpr int LoadAfterMs = 300;

} // namespace

CaptureWindow::CaptureWindow(QWidget *parent, qint64 budgetBytes)
    : QMainWindow(parent)
    , m_log(budgetBytes)
    , m_filterBar(new FilterBar)
    , m_pageBar(new PageBar)
    , m_pages(new QStackedWidget)
    , m_panes(new Panes)
    , m_messageBar(new MessageBar)
    , m_slider(new TimeSlider)
    , m_runs(new QComboBox)
    , m_state(new QLabel)
    , m_counts(new QLabel)
    , m_bar(new QProgressBar)
    , m_cancel(new QToolButton)
{
    setAttribute(Qt::WA_DeleteOnClose);
    resize(1280, 800);
    makeViews();
    makeMenus();
    makeStatus();
    addMenuKey(this);
    connect(&m_nextBatch, &QTimer::timeout, this, &CaptureWindow::takeNext);
    connect(m_slider, &TimeSlider::spanChanged, this, &CaptureWindow::spanChanged);
    m_loadSoon.setSingleShot(true);
    m_loadSoon.setInterval(LoadAfterMs);
    connect(&m_loadSoon, &QTimer::timeout, this, &CaptureWindow::loadShown);
    connect(m_slider, &TimeSlider::spanChanged, this, &CaptureWindow::loadSoon);
    connect(m_slider, &TimeSlider::stepChosen, this, &CaptureWindow::step);
}

CaptureWindow::CaptureWindow(const QString &path, QWidget *parent, qint64 budgetBytes)
    : CaptureWindow(parent, budgetBytes)
{
    const QString name = QFileInfo(path).fileName();
    setProgress(Progress::Reading);
    if (HarReader::isHar(path)) {
        setWindowTitle(tr("%1 – HAR").arg(name));
        readHar(path);
        return;
    }
    m_feed = std::make_unique<CaptureFeed>(path);
    setWindowTitle(tr("%1 – capture").arg(name));
    m_runs->setToolTip(QDir::toNativeSeparators(path));
    connectFeed();
    m_feed->start();
}

/// Until the file is taken apart nobody knows how far it is.
void CaptureWindow::readHar(const QString &path)
{
    m_runs->hide();
    m_bar->setRange(0, 0);
    m_har = std::make_unique<HarReader>();
    connect(m_har.get(), &HarReader::progressed, this, [this](int percent) {
        m_bar->setRange(0, 100);
        m_bar->setValue(percent);
    });
    connect(m_har.get(), &HarReader::failed, this, &CaptureWindow::fail);
    connect(m_har.get(), &HarReader::finished, this, [this](const trace::Imported &imported) {
        if (!imported.notes.isEmpty())
            note(imported.notes.join(u' '));
        showBatches(imported.batches);
    });
    m_har->read(path);
}

void CaptureWindow::showBatches(const std::vector<trace::Batch> &batches)
{
    m_batches.assign(batches.begin(), batches.end());
    m_bar->setRange(0, int(m_batches.size()));
    m_nextBatch.start(0); // one a turn, so that the window stays alive
}

CaptureWindow::CaptureWindow(const QString &title, const std::vector<trace::Batch> &batches, QWidget *parent)
    : CaptureWindow(parent, defaultBudget)
{
    setWindowTitle(title);
    m_runs->hide();
    setProgress(Progress::Reading);
    showBatches(batches);
}

// The models look at the log until they are gone, and the dialog at the view.
CaptureWindow::~CaptureWindow()
{
    delete m_export;
    delete takeCentralWidget();
    delete m_view;
}

void CaptureWindow::makeViews()
{
    auto *centre = new QWidget;
    auto *layout = new QVBoxLayout(centre);
    layout->setContentsMargins({});
    layout->setSpacing(0);
    m_filterBar->setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
    for (QWidget *widget : std::initializer_list<QWidget *>{m_messageBar, m_filterBar, m_slider})
        layout->addWidget(widget);
    auto *row = new QHBoxLayout;
    row->setSpacing(0);
    row->addWidget(m_pageBar);
    row->addWidget(m_pages, 1);
    layout->addLayout(row, 1);
    m_pages->addWidget(m_panes);
    m_pageBar->setPages(m_pages);
    setCentralWidget(centre);
    m_messageBar->hide();
    m_view = new LiveView(m_log.log(), *m_filterBar, *m_panes, this);
    m_view->setPalette(palette());
    connect(m_slider, &TimeSlider::spanChanged, m_view, &LiveView::setSpan);
    // What is chosen on the lanes or the plots, the slider shows too.
    connect(m_view, &LiveView::spanChanged, this, &CaptureWindow::chooseSpan);
    m_statistics = new StatisticsPage(m_log.log());
    m_pages->addWidget(m_statistics);
    connect(m_statistics, &StatisticsPage::spanChosen, this, &CaptureWindow::chooseSpan);
}

void CaptureWindow::chooseSpan(const std::optional<trace::TimeSpan> &span)
{
    if (span != m_slider->span())
        m_slider->setSpan(span.value_or(m_slider->bounds()));
}

void CaptureWindow::connectFeed()
{
    connect(m_feed.get(), &CaptureFeed::opened, this, &CaptureWindow::showRuns);
    connect(m_feed.get(), &CaptureFeed::runChanged, this, &CaptureWindow::showEvicted);
    connect(m_feed.get(), &CaptureFeed::batch, this, &CaptureWindow::take);
    connect(m_feed.get(), &CaptureFeed::progressed, m_bar, &QProgressBar::setValue);
    connect(m_feed.get(), &CaptureFeed::failed, this, &CaptureWindow::fail);
    connect(m_feed.get(), &CaptureFeed::reached, this,
            [this](bool follows) { setProgress(follows ? Progress::Following : Progress::Whole); });
    connect(m_feed.get(), &CaptureFeed::ended, this, [this] { setProgress(Progress::Whole); });
}

void CaptureWindow::showRuns(const std::vector<store::Run> &runs, const store::Run &chosen)
{
    const QLocale locale;
    m_runs->clear();
    for (const store::Run &run : runs) {
        const QString began
            = locale.toString(QDateTime::fromMSecsSinceEpoch(run.startedMs), QLocale::ShortFormat);
        m_runs->addItem(
            tr("Run %1: %2, %3 requests, %4")
                .arg(QString::number(run.number), began, locale.toString(run.exchanges), run.program),
            run.number);
    }
    m_runs->setCurrentIndex(m_runs->findData(chosen.number));
    m_runs->setVisible(runs.size() > 1);
    showEvicted(chosen);
}

void CaptureWindow::showEvicted(const store::Run &run)
{
    m_run = run.number;
    m_evicted = run.evicted;
    if (m_export)
        m_export->setEvicted(m_evicted);
    showState();
}

void CaptureWindow::chooseRun(int index)
{
    m_feed->stop();
    m_slider->clear();
    load(m_runs->itemData(index).toLongLong());
}

/// That run anew: all of it, or from that moment on as much as fits.
void CaptureWindow::load(qint64 run, std::optional<trace::SteadyNs> from)
{
    m_feed->stop();
    m_loadSoon.stop();
    m_log.empty(from);
    m_view->forget();
    m_statistics->clear();
    m_messageBar->hide();
    m_feed->start(run, from);
    setProgress(Progress::Reading);
}

void CaptureWindow::loadSoon()
{
    m_loadSoon.stop();
    const auto shown = m_slider->span();
    if (!m_feed || (m_progress != Progress::Whole && m_progress != Progress::Following))
        return;
    if (m_log.lacks(shown.value_or(m_slider->bounds())) && (shown || m_log.isPart()))
        m_loadSoon.start();
    else if (m_log.isPart())
        sayWhatIsMissing();
}

/// What the slider shows and the log does not hold. All of the time is read as at first, so that the slider
/// learns what was written since and a recording is followed again.
void CaptureWindow::loadShown()
{
    const auto shown = m_slider->span();
    if (!shown)
        m_slider->clear();
    load(m_run, shown ? std::optional(shown->from) : std::nullopt);
}

void CaptureWindow::take(const trace::Batch &batch)
{
    if (!m_log.take(batch)) {
        m_feed->stop();
        return setProgress(Progress::Whole);
    }
    if (!m_log.isPart()) // else the slider knows it already
        m_slider->append(batch);
    m_view->setEnd(lastMoment());
    showState();
}

void CaptureWindow::takeNext()
{
    if (m_batches.empty()) {
        m_nextBatch.stop();
        return setProgress(Progress::Whole);
    }
    take(m_batches.front());
    m_batches.pop_front();
    m_bar->setValue(m_bar->maximum() - int(m_batches.size()));
}

void CaptureWindow::cancel()
{
    if (m_feed)
        m_feed->stop();
    if (m_har)
        m_har->cancel();
    m_nextBatch.stop();
    m_batches.clear();
    setProgress(Progress::Cancelled);
}

void CaptureWindow::note(const QString &sentence)
{
    m_messageBar->say(sentence, {}, MessageBar::Tone::Notice);
}

void CaptureWindow::fail(const QString &sentence)
{
    m_messageBar->say(sentence, {});
    setProgress(Progress::Failed);
}

void CaptureWindow::setProgress(Progress progress)
{
    m_progress = progress;
    const bool reads = progress == Progress::Reading;
    m_bar->setVisible(reads);
    m_cancel->setVisible(reads);
    if (reads)
        m_bar->setValue(0);
    else
        m_view->showCapture();
    if (progress == Progress::Whole || progress == Progress::Following)
        sayWhatIsMissing();
    showState();
}

void CaptureWindow::sayWhatIsMissing()
{
    const QLocale locale;
    if (const auto end = m_log.fullAt()) {
        const trace::SteadyNs start = m_slider->bounds().from;
        if (m_slider->span().value_or(m_slider->bounds()).until <= *end)
            return m_messageBar->hide();
        note(tr("What came later than %1 after the first request is not loaded: it does not fit into memory. "
                "Move the first handle of the time on to load it.")
                 .arg(models::format::duration(*end - start, locale)));
    } else if (m_feed && m_log.evicted() > 0) {
        note(tr("The oldest %1 requests are not loaded: they do not fit into memory. Choose a part of the "
                "time above to load what it covers.")
                 .arg(locale.toString(m_log.evicted())));
    }
}

void CaptureWindow::showState()
{
    const QLocale locale;
    switch (m_progress) {
    case Progress::Reading: m_state->setText(tr("◐ reading")); break;
    case Progress::Whole:
        m_state->setText(m_log.fullAt() ? tr("◐ read until the memory was full") : tr("○ read to its end"));
        break;
    case Progress::Following: m_state->setText(tr("● still being recorded: following")); break;
    case Progress::Cancelled: m_state->setText(tr("✕ cancelled: only the beginning was read")); break;
    case Progress::Failed: m_state->setText(tr("✕ could not be read to its end")); break;
    }
    const qsizetype requests = log().exchanges().size();
    const qsizetype connections = log().connections().size();
    QString text
        = tr("%1 on %2")
              .arg(requests == 1 ? tr("1 request") : tr("%1 requests").arg(locale.toString(requests)),
                   connections == 1 ? tr("1 connection")
                                    : tr("%1 connections").arg(locale.toString(connections)));
    if (m_log.isPart())
        text += tr(" · only a part of the time is loaded");
    if (m_log.evicted() > 0)
        text += tr(" · the oldest %1 do not fit").arg(locale.toString(m_log.evicted()));
    if (m_evicted > 0)
        text += tr(" · %1 evicted while it was recorded").arg(locale.toString(m_evicted));
    m_counts->setText(text);
}

void CaptureWindow::showExport()
{
    if (!m_export) {
        m_export = new ExportDialog(*m_view, this);
        m_export->setEvicted(m_evicted);
    }
    m_export->show();
    m_export->activateWindow();
}

/// Rows are in the order in which they were read, which is the order of time.
void CaptureWindow::step(trace::SteadyNs from, bool backwards)
{
    const auto &rows = log().exchanges();
    const auto began = [&rows](trace::Sequence row) { return rows.at(row)->timings.firstByte; };
    trace::Sequence low = rows.first();
    for (trace::Sequence high = rows.end(); low < high;) {
        const trace::Sequence middle = low + (high - low) / 2;
        const bool before = backwards ? began(middle) < from : began(middle) <= from;
        (before ? low : high) = before ? middle + 1 : middle;
    }
    if (backwards ? low == rows.first() : low == rows.end())
        return;
    const trace::SteadyNs time = began(backwards ? low - 1 : low);
    const trace::TimeSpan shown = m_slider->span().value_or(m_slider->bounds());
    m_slider->setSpan({std::min(shown.from, time), time});
}

void CaptureWindow::changeEvent(QEvent *event)
{
    QMainWindow::changeEvent(event);
    if (event->type() == QEvent::PaletteChange && m_view)
        m_view->setPalette(palette());
}

void CaptureWindow::showEvent(QShowEvent *event)
{
    QMainWindow::showEvent(event);
    // Shares of the room can be given to the panes only once there is room.
    if (!std::exchange(m_layoutKnown, true))
        QMetaObject::invokeMethod(m_panes, &Panes::reset, Qt::QueuedConnection);
}

} // namespace gui
