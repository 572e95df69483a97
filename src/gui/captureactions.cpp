// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/captureactions.h"

#include "gui/capturelimitsdialog.h"
#include "gui/capturewindow.h"
#include "gui/harreader.h"
#include "gui/messagebar.h"
#include "store/capturereader.h"
#include "trace/log.h"

#include <QDateTime>
#include <QDir>
#include <QFileDialog>
#include <QFileInfo>
#include <QLabel>
#include <QMenu>
#include <QSettings>

#include <algorithm>

namespace gui {
namespace {

QString suggestion()
{
    return QDir::home().filePath(
        QDateTime::currentDateTime().toString(QStringLiteral("'porthole-'yyyyMMdd-HHmmss'.porthole'")));
}

QString filter(QFileDialog::AcceptMode mode)
{
    return mode == QFileDialog::AcceptOpen ? CaptureActions::tr("Captures (*.porthole *.har);;All files (*)")
                                           : CaptureActions::tr("Captures (*.porthole);;All files (*)");
}

QFileDialog *dialog(QWidget *window, const QString &title, QFileDialog::AcceptMode mode)
{
    auto *made = new QFileDialog(window, title);
    made->setAttribute(Qt::WA_DeleteOnClose);
    made->setNameFilter(filter(mode));
    made->setAcceptMode(mode);
    if (mode == QFileDialog::AcceptOpen)
        made->setFileMode(QFileDialog::ExistingFile);
    else
        made->selectFile(suggestion());
    return made;
}

} // namespace

CaptureActions::CaptureActions(trace::Collector &collector, const trace::Log &log, MessageBar &messageBar,
                               QWidget *window)
    : QObject(window)
    , m_log(log)
    , m_messageBar(messageBar)
    , m_window(window)
    , m_recording(collector)
    , m_record(new QAction(tr("&Record to File…"), this))
    , m_save(new QAction(tr("Save Capture &As…"), this))
    , m_open(new QAction(tr("Open Ca&pture…"), this))
    , m_limits(new QAction(tr("Recording &Limits…"), this))
    , m_state(new QLabel(window))
{
    m_state->setAccessibleName(tr("Recording"));
    m_state->setToolTip(tr("What is recorded into a file; lost: it came faster than the disk could take it"));
    connect(&m_tick, &QTimer::timeout, this, &CaptureActions::showState);
    showState();
    m_record->setCheckable(true);
    m_record->setShortcut(QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_R));
    m_record->setToolTip(tr("Record everything that happens from now on into a capture (Ctrl+Shift+R)"));
    m_save->setShortcut(QKeySequence::Save);
    m_save->setToolTip(tr("Save what was recorded so far as a capture (Ctrl+S)"));
    m_open->setShortcut(QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_O));
    m_open->setToolTip(
        tr("Open a capture, also while it is recorded, or a HAR file in a window of its own (Ctrl+Shift+O)"));
    connect(m_record, &QAction::triggered, this, &CaptureActions::toggle);
    connect(m_save, &QAction::triggered, this, &CaptureActions::askForSaving);
    connect(m_open, &QAction::triggered, this, &CaptureActions::askForOpening);
    m_limits->setToolTip(tr("How large and how old a capture may become while it is recorded"));
    connect(m_limits, &QAction::triggered, this, &CaptureActions::showLimits);
    connect(&m_recording, &Recording::onChanged, m_record, &QAction::setChecked);
    connect(&m_recording, &Recording::onChanged, this, &CaptureActions::showState);
    connect(&m_recording, &Recording::failed, this,
            [this](const QString &sentence) { m_messageBar.say(sentence, {}); });
    connect(&m_saver, &CaptureSaver::failed, this,
            [this](const QString &sentence) { m_messageBar.say(sentence, {}); });
    connect(&m_saver, &CaptureSaver::saved, this, [this](const QString &path, qsizetype exchanges) {
        m_messageBar.say(
            tr("%L1 requests were saved as %2.").arg(exchanges).arg(QDir::toNativeSeparators(path)),
            {tr("Open"), [this, path] { open(path); }}, MessageBar::Tone::Notice);
    });
}

bool CaptureActions::isCapture(const QString &path)
{
    const QFileInfo file(path);
    if (file.isDir())
        return false;
    return HarReader::isHar(path)
        || file.suffix().compare(QLatin1String("porthole"), Qt::CaseInsensitive) == 0
        || store::looksLikeCapture(path);
}

void CaptureActions::fill(QMenu *menu, QAction *before)
{
    menu->insertActions(before, {m_open, m_record, m_limits, m_save});
    menu->insertSeparator(before);
}

void CaptureActions::showState()
{
    const bool on = m_recording.isOn();
    m_state->setVisible(on);
    m_state->setText(on ? QStringLiteral("◉ ") + m_recording.state() : QString());
    if (on != m_tick.isActive())
        on ? m_tick.start(1000) : m_tick.stop();
}

void CaptureActions::toggle(bool on)
{
    m_record->setChecked(m_recording.isOn()); // until it is
    if (!on) {
        const QString path = m_recording.path();
        const quint64 exchanges = m_recording.exchanges();
        m_recording.stop();
        m_messageBar.say(
            tr("%L1 requests were recorded into %2.").arg(exchanges).arg(QDir::toNativeSeparators(path)),
            {tr("Open"), [this, path] { open(path); }}, MessageBar::Tone::Notice);
        return;
    }
    auto *asked = dialog(m_window, tr("Record to file"), QFileDialog::AcceptSave);
    asked->setOption(QFileDialog::DontConfirmOverwrite); // a capture that is there gets one run more
    connect(asked, &QFileDialog::fileSelected, this, &CaptureActions::record);
    asked->show();
}

void CaptureActions::showLimits()
{
    if (!m_limitsDialog)
        m_limitsDialog = new CaptureLimitsDialog(m_recording, m_window);
    m_limitsDialog->show();
    m_limitsDialog->activateWindow();
}

void CaptureActions::saveLimits(QSettings &settings) const
{
    settings.setValue(QStringLiteral("recording/mostBytes"), m_recording.limits().bytes);
    settings.setValue(QStringLiteral("recording/mostSeconds"), qint64(m_recording.limits().age.count()));
}

void CaptureActions::restoreLimits(const QSettings &settings)
{
    const auto number = [&settings](const QString &key) {
        constexpr qint64 most = 10'000'000'000'000; // ten terabytes
        return std::clamp<qint64>(settings.value(key).toLongLong(), 0, most);
    };
    constexpr qint64 tenYears = 315'360'000; // seconds
    m_recording.setLimits(
        {number(QStringLiteral("recording/mostBytes")),
         std::chrono::seconds(std::min(number(QStringLiteral("recording/mostSeconds")), tenYears))});
}

void CaptureActions::record(const QString &path)
{
    if (const auto started = m_recording.start(path); !started)
        m_messageBar.say(started.error(), {});
}

void CaptureActions::askForSaving()
{
    auto *asked = dialog(m_window, tr("Save capture"), QFileDialog::AcceptSave);
    connect(asked, &QFileDialog::fileSelected, this, &CaptureActions::save);
    asked->show();
}

void CaptureActions::save(const QString &path)
{
    if (m_recording.isOn() && QFileInfo(path) == QFileInfo(m_recording.path()))
        return m_messageBar.say(tr("%1 is being recorded into. Choose another file.").arg(path), {});
    if (m_saver.isRunning())
        return m_messageBar.say(tr("The last capture is still being saved. Try again in a moment."), {});
    m_saver.save(m_log, path);
}

void CaptureActions::askForOpening()
{
    auto *asked = dialog(m_window, tr("Open capture"), QFileDialog::AcceptOpen);
    connect(asked, &QFileDialog::fileSelected, this, &CaptureActions::open);
    asked->show();
}

void CaptureActions::open(const QString &path)
{
    auto *window = new CaptureWindow(path);
    m_opened.removeAll(nullptr); // those that were closed
    m_opened << window;
    window->show();
}

void CaptureActions::closeAll()
{
    for (const QPointer<CaptureWindow> &window : std::exchange(m_opened, {})) {
        if (window)
            window->close();
    }
}

} // namespace gui
