// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/mainwindow.h"

#include "gui/acts.h"
#include "gui/captureactions.h"
#include "gui/exportdialog.h"
#include "gui/helpdialog.h"
#include "gui/icons.h"
#include "gui/liveview.h"
#include "gui/menukey.h"
#include "gui/sitecontrol.h"
#include "gui/statisticspage.h"
#include "gui/statusline.h"
#include "trace/collector.h"
#include "trace/log.h"
#include "ui_mainwindow.h"

#include <QApplication>
#include <QCloseEvent>
#include <QDir>
#include <QFileDialog>
#include <QLabel>
#include <QMimeData>
#include <QSettings>

/// The icons are in a static library: nothing else would link them in. Outside of namespaces as the macro
/// demands.
static void loadIcons()
{
    Q_INIT_RESOURCE(porthole);
}

namespace gui {
namespace {

// Okabe and Ito's bluish green and vermillion; shape and word say the same.
constexpr QRgb startHue = 0xff009e73;
constexpr QRgb stopHue = 0xffd55e00;

/// The one folder, capture or HAR that is dragged; empty when there is none.
QString draggedPath(const QMimeData *data)
{
    const QList<QUrl> urls = data->urls();
    const QString path = urls.size() == 1 ? urls.first().toLocalFile() : QString();
    return QFileInfo(path).isDir() || CaptureActions::isCapture(path) ? path : QString();
}

} // namespace

MainWindow::MainWindow(net::Server &server, trace::Collector &collector, trace::Log &log, QSettings &settings,
                       QWidget *parent)
    : QMainWindow(parent)
    , m_server(server)
    , m_collector(collector)
    , m_log(log)
    , m_settings(settings)
    , m_choices(server, settings)
    , m_ui(std::make_unique<Ui::MainWindow>())
{
    loadIcons();
    m_ui->setupUi(this);
    QApplication::setWindowIcon(QIcon(QStringLiteral(":/icons/porthole.svg"))); // that of captures too
    setStatusBar(new StatusLine(server, collector, log, this));
    m_live = new LiveView(log, *m_ui->filterBar, *m_ui->panes, this);
    m_site = new SiteControl(server, m_choices, *m_ui->messageBar, settings, this);
    makePages();
    makeActions();
    makeSiteActions();
    makeActs();
    m_captures = new CaptureActions(collector, log, *m_ui->messageBar, this);
    m_captures->fill(m_ui->menuFile, m_ui->actionNetwork);
    statusBar()->addPermanentWidget(m_captures->state());
    makeViewMenu();
    makeHelp();
    addMenuKey(this);

    connect(&server, &net::Server::stateChanged, this, &MainWindow::showState);
    connect(m_ui->serveBar, &ServeBar::folderChosen, this, &MainWindow::openFolder);
    connect(m_ui->serveBar, &ServeBar::addressActivated, m_ui->actionOpenInBrowser, &QAction::trigger);
    connect(&m_folderWatch, &FolderWatch::vanished, this, [this](const QString &gone) {
        m_ui->messageBar->say(
            tr("The folder %1 is gone: every request gets 503 until it is back. Bring it back, or "
               "choose another folder.")
                .arg(QDir::toNativeSeparators(gone)),
            {tr("Choose Folder…"), [this] { browse(); }});
    });
    connect(&m_folderWatch, &FolderWatch::returned, m_ui->messageBar, &QWidget::hide);
    restore();
    showState();
}

MainWindow::~MainWindow() = default;

void MainWindow::restore()
{
    restoreGeometry(m_settings.value(QStringLiteral("window/geometry")).toByteArray());
    m_layoutKnown = m_ui->panes->restoreState(m_settings.value(QStringLiteral("window/panes")).toByteArray(),
                                              Panes::LayoutVersion);
    m_live->restore(m_settings);
    m_statistics->restore(m_settings);
    m_captures->restoreLimits(m_settings);
    m_ui->filterBar->restore(m_settings);
    m_ui->serveBar->setRecentFolders(m_settings.value(QStringLiteral("folders/recent")).toStringList());
    m_ui->serveBar->setFolder(m_choices.config().site.root);
    m_statistics->setRoot(folder());
    m_ui->serveBar->setPort(m_choices.config().port);
    m_live->setKeepLimits(m_choices.config().limits);
    showNetwork();
    setTheme(themeFromName(m_settings.value(QStringLiteral("theme")).toString()));
    m_live->setPalette(palette());
}

void MainWindow::save()
{
    m_settings.setValue(QStringLiteral("window/geometry"), saveGeometry());
    m_settings.setValue(QStringLiteral("window/panes"), m_ui->panes->saveState(Panes::LayoutVersion));
    m_live->save(m_settings);
    m_statistics->save(m_settings);
    m_captures->saveLimits(m_settings);
    m_ui->filterBar->save(m_settings);
    m_settings.setValue(QStringLiteral("folders/recent"), m_ui->serveBar->recentFolders());
    m_settings.setValue(QStringLiteral("folders/last"), folder());
    m_settings.setValue(QStringLiteral("theme"), themeName(m_theme.current()));
}

void MainWindow::setTheme(Theme theme)
{
    m_theme.apply(theme);
    m_ui->actionThemeSystem->setChecked(theme == Theme::System);
    m_ui->actionThemeLight->setChecked(theme == Theme::Light);
    m_ui->actionThemeDark->setChecked(theme == Theme::Dark);
}

QString MainWindow::folder() const
{
    return m_ui->serveBar->folder();
}

void MainWindow::openFolder(const QString &folder)
{
    m_ui->serveBar->setFolder(folder);
    m_statistics->setRoot(folder);
    net::ServerConfig config = m_choices.config();
    config.site.root = folder;
    if (!change(config) || m_server.state() != net::Server::State::Listening)
        return;
    m_ui->messageBar->hide();
    m_ui->serveBar->remember(folder);
    m_folderWatch.watch(folder);
}

void MainWindow::setPort(quint16 port)
{
    net::ServerConfig config = m_choices.config();
    config.port = port;
    change(config);
}

bool MainWindow::change(const net::ServerConfig &config)
{
    const auto changed = m_choices.change(config);
    if (!changed)
        showFailure(changed.error());
    return changed.has_value();
}

bool MainWindow::startServing()
{
    net::ServerConfig config = m_choices.config();
    config.site.root = folder();
    change(config);
    if (const auto started = m_server.start(config); !started) {
        showFailure(started.error());
        return false;
    }
    m_collector.setRings(m_server.rings());
    m_statistics->setRoot(config.site.root);
    m_ui->messageBar->hide();
    m_ui->serveBar->remember(config.site.root);
    m_folderWatch.watch(config.site.root);
    return true;
}

/// The switch looks as what was chosen, in word too.
void MainWindow::showNetwork()
{
    const bool on = m_choices.config().network;
    m_ui->actionNetwork->setChecked(on);
    m_ui->actionNetwork->setIconText(on ? tr("Network on") : tr("Network off"));
}

void MainWindow::showFailure(const net::StartFailure &failure)
{
    using Kind = net::StartFailure::Kind;
    MessageBar::Offer offer;
    if (failure.kind == Kind::PortInUse && failure.nextFreePort != 0) {
        const quint16 port = failure.nextFreePort;
        offer = {tr("Use Port %1").arg(port), [this, port] {
                     setPort(port);
                     startServing();
                 }};
    } else if (failure.kind == Kind::Folder) {
        offer = {tr("Choose Folder…"), [this] { browse(); }};
        m_ui->serveBar->focusFolder();
    } else if (m_server.state() == net::Server::State::Stopped) {
        offer = {tr("Try Again"), [this] { startServing(); }};
    }
    m_ui->messageBar->say(failure.sentence, std::move(offer));
}

void MainWindow::showState()
{
    const net::Server::State state = m_server.state();
    const bool listening = state == net::Server::State::Listening;
    const bool stopped = state == net::Server::State::Stopped;
    if (stopped && m_closing) {
        close();
        return;
    }
    m_ui->actionStartStop->setText(stopped ? tr("&Start") : listening ? tr("&Stop") : tr("Stopping…"));
    m_ui->actionStartStop->setToolTip(stopped ? tr("Serve the folder (Ctrl+R)")
                                              : tr("Stop serving (Ctrl+R)"));
    m_ui->actionStartStop->setIcon(stopped ? hueIcon(QStringLiteral("start"), startHue)
                                           : hueIcon(QStringLiteral("stop"), stopHue));
    m_ui->actionStartStop->setEnabled(stopped || listening);
    m_ui->actionOpenInBrowser->setEnabled(listening);
    m_ui->actionCopyAddress->setEnabled(listening);
    m_live->setServing(url());
    if (listening)
        m_ui->serveBar->showServing(url().toString());
    else
        m_ui->serveBar->showStopped();
    if (stopped)
        m_folderWatch.watch({});
    setWindowTitle(listening ? tr("%1 – Porthole").arg(url().toString()) : tr("Porthole"));
}

QUrl MainWindow::url() const
{
    const QStringList urls = m_server.urls();
    return m_server.state() == net::Server::State::Listening && !urls.isEmpty() ? QUrl(urls.first()) : QUrl();
}

void MainWindow::browse()
{
    auto *dialog = new QFileDialog(this, tr("Folder to serve"), folder());
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::Directory);
    dialog->setOption(QFileDialog::ShowDirsOnly);
    connect(dialog, &QFileDialog::fileSelected, this, &MainWindow::openFolder);
    dialog->show();
}

void MainWindow::showExport()
{
    if (!m_export)
        m_export = new ExportDialog(*m_live, this);
    m_export->show();
    m_export->activateWindow();
}

void MainWindow::clear()
{
    m_log.clear();
    m_live->forget();
    m_statistics->clear();
}

void MainWindow::quit()
{
    m_captures->closeAll();
    close();
}

void MainWindow::closeEvent(QCloseEvent *event)
{
    if (!m_closing)
        save();
    // Asked a second time, it closes at once and the server's destructor ends what still runs.
    if (m_server.state() == net::Server::State::Stopped || m_closing) {
        event->accept();
        return;
    }
    m_closing = true;
    event->ignore();
    m_server.stop();
}

void MainWindow::changeEvent(QEvent *event)
{
    QMainWindow::changeEvent(event);
    if (event->type() == QEvent::PaletteChange && m_live)
        m_live->setPalette(palette());
}

void MainWindow::showEvent(QShowEvent *event)
{
    QMainWindow::showEvent(event);
    // Shares of the room can be given to the panes only once there is room.
    if (!std::exchange(m_layoutKnown, true))
        QMetaObject::invokeMethod(m_ui->panes, &Panes::reset, Qt::QueuedConnection);
}

void MainWindow::dragEnterEvent(QDragEnterEvent *event)
{
    if (!draggedPath(event->mimeData()).isEmpty())
        event->acceptProposedAction();
}

void MainWindow::dropEvent(QDropEvent *event)
{
    const QString path = draggedPath(event->mimeData());
    if (QFileInfo(path).isDir())
        openFolder(path);
    else
        m_captures->open(path);
    event->acceptProposedAction();
}

} // namespace gui
