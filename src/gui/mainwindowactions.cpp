// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/acts.h"
#include "gui/helpdialog.h"
#include "gui/icons.h"
#include "gui/labpage.h"
#include "gui/latepage.h"
#include "gui/liveview.h"
#include "gui/mainwindow.h"
#include "gui/sitecontrol.h"
#include "gui/statisticspage.h"
#include "ui_mainwindow.h"

#include <QActionGroup>
#include <QClipboard>
#include <QDesktopServices>

// Which action and which signal does what.
namespace gui {

void MainWindow::makeActions()
{
    const auto icon
        = [](QAction *action, const char *name) { action->setIcon(paletteIcon(QLatin1String(name))); };
    icon(m_ui->actionOpenFolder, "folder");
    icon(m_ui->actionOpenInBrowser, "browser");
    icon(m_ui->actionCopyAddress, "copy");
    icon(m_ui->actionPause, "pause");
    icon(m_ui->actionClear, "clear");
    m_ui->actionOpenFolder->setIconText(tr("Browse…"));
    m_ui->actionCopyAddress->setIconText(tr("Copy"));
    m_ui->serveBar->setActions({m_ui->actionStartStop, m_ui->actionOpenFolder, m_ui->actionCopyAddress,
                                m_ui->actionNetwork, m_ui->actionNetworkPanel, m_ui->actionSiteSettings});
    m_ui->filterBar->setActions(m_ui->actionPause, m_ui->actionClear);

    connect(m_ui->actionStartStop, &QAction::triggered, this, [this] {
        if (m_server.state() == net::Server::State::Stopped)
            startServing();
        else
            m_server.stop();
    });
    connect(m_ui->actionOpenFolder, &QAction::triggered, this, &MainWindow::browse);
    connect(m_ui->actionOpenInBrowser, &QAction::triggered, this,
            [this] { QDesktopServices::openUrl(url()); });
    connect(m_ui->actionCopyAddress, &QAction::triggered, this,
            [this] { QGuiApplication::clipboard()->setText(url().toString()); });
    connect(m_ui->actionExport, &QAction::triggered, this, &MainWindow::showExport);
    connect(m_ui->actionQuit, &QAction::triggered, this, &MainWindow::quit);
    connect(m_ui->actionFilter, &QAction::triggered, m_ui->filterBar, &FilterBar::focusFilter);
    connect(m_ui->actionPause, &QAction::toggled, m_live, &LiveView::setPaused);
    connect(m_ui->actionPause, &QAction::toggled, this, [this](bool paused) {
        m_ui->actionPause->setText(paused ? tr("Res&ume") : tr("&Pause"));
        m_ui->actionPause->setIcon(paletteIcon(paused ? QStringLiteral("start") : QStringLiteral("pause")));
    });
    connect(m_ui->actionClear, &QAction::triggered, this, &MainWindow::clear);
}

void MainWindow::makeSiteActions()
{
    m_ui->actionSiteSettings->setIcon(paletteIcon(QStringLiteral("settings")));
    m_ui->actionSiteSettings->setIconText(tr("Settings"));
    connect(m_ui->actionSiteSettings, &QAction::triggered, this,
            [this] { m_site->showSettings(SiteDialog::Page::Folder); });
    m_ui->actionNetwork->setIcon(paletteIcon(QStringLiteral("network")));
    m_ui->actionNetworkPanel->setIcon(paletteIcon(QStringLiteral("qrcode")));
    m_ui->actionNetworkPanel->setIconText(tr("QR"));
    connect(m_ui->actionNetworkPanel, &QAction::triggered, m_site, &SiteControl::showNetwork);
    connect(m_ui->actionNetwork, &QAction::triggered, this, [this](bool on) {
        m_site->chooseNetwork(on);
        showNetwork();
    });
    connect(m_site, &SiteControl::refused, this, &MainWindow::showFailure);
    connect(m_live, &LiveView::fixChosen, m_site, &SiteControl::fix);
    connect(m_live, &LiveView::openChosen, m_site, &SiteControl::open);
    connect(m_live, &LiveView::limitsChosen, this,
            [this] { m_site->showSettings(SiteDialog::Page::Limits); });
    connect(&m_choices, &Choices::changed, this, [this] {
        m_ui->serveBar->setPort(m_choices.config().port);
        m_live->setKeepLimits(m_choices.config().limits);
        showNetwork();
    });
    connect(m_ui->serveBar, &ServeBar::portChosen, this, &MainWindow::setPort);
}

void MainWindow::makePages()
{
    m_statistics = new StatisticsPage(m_log);
    m_ui->pages->addWidget(m_statistics);
    auto *lab = new LatePage([this] { return new LabPage(m_settings); });
    m_ui->pages->addWidget(lab);
    m_ui->pageBar->setPages(m_ui->pages);
    m_ui->actionLive->setIcon(paletteIcon(QStringLiteral("live")));
    m_ui->actionStatistics->setIcon(paletteIcon(QStringLiteral("statistics")));
    m_ui->pageBar->add(m_ui->actionLive, m_ui->panes);
    m_ui->pageBar->add(m_ui->actionStatistics, m_statistics);
    m_ui->actionLab->setIcon(paletteIcon(QStringLiteral("lab")));
    m_ui->pageBar->add(m_ui->actionLab, lab);
    m_statistics->follow(*m_ui->filterBar, *m_ui->actionPause, *m_live);
    connect(m_statistics, &StatisticsPage::spanChosen, m_live, &LiveView::setSpan);
    connect(m_statistics, &StatisticsPage::exchangeChosen, this,
            [this](quint64 exchange, quint64 connection) {
                m_ui->actionLive->trigger();
                m_live->chooseExchange(exchange, connection);
            });
}

void MainWindow::makeActs()
{
    m_acts = new Acts(m_server, *m_ui->messageBar, this);
    m_live->setActs(m_acts);
    connect(m_live, &LiveView::watched, this,
            [this](const std::vector<quint64> &connections) { m_server.watch(connections); });
    connect(m_ui->actionCloseIdle, &QAction::triggered, m_acts, &Acts::closeIdle);
    connect(m_ui->actionBans, &QAction::triggered, m_acts, &Acts::showBans);
    // What is banned is remembered, and counts from the first connection on.
    connect(&m_server, &net::Server::bansChanged, this, [this] {
        net::ServerConfig config = m_choices.config();
        config.bans = m_server.bans();
        change(config);
    });
}

void MainWindow::makeViewMenu()
{
    int number = 0;
    for (QAction *toggle : m_ui->panes->toggles()) {
        toggle->setShortcut(QKeySequence(Qt::CTRL | Qt::Key(Qt::Key_1 + number++)));
        m_ui->menuPanes->addAction(toggle);
    }
    m_ui->menuView->insertAction(m_ui->actionPause, m_ui->filterBar->toggleAction());
    connect(m_ui->actionResetLayout, &QAction::triggered, m_ui->panes, &Panes::reset);
    connect(m_ui->actionResetLayout, &QAction::triggered, m_live, &LiveView::resetColumns);

    auto *themes = new QActionGroup(this);
    const std::pair<QAction *, Theme> choices[] = {{m_ui->actionThemeSystem, Theme::System},
                                                   {m_ui->actionThemeLight, Theme::Light},
                                                   {m_ui->actionThemeDark, Theme::Dark}};
    for (const auto &[action, theme] : choices) {
        themes->addAction(action);
        action->setData(themeName(theme));
    }
    connect(themes, &QActionGroup::triggered, this,
            [this](const QAction *action) { setTheme(themeFromName(action->data().toString())); });
}

void MainWindow::makeHelp()
{
    QList<QAction *> actions = m_ui->menuFile->actions() + m_ui->menuView->actions()
        + m_ui->menuPanes->actions() + m_ui->menuConnections->actions();
    m_help = new HelpDialog(actions + m_ui->menuHelp->actions(), this);
    connect(m_ui->actionShortcuts, &QAction::triggered, this,
            [this] { m_help->showPage(HelpDialog::Page::Keys); });
    connect(m_ui->actionAbout, &QAction::triggered, this,
            [this] { m_help->showPage(HelpDialog::Page::About); });
}

} // namespace gui
