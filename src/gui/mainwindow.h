// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "gui/choices.h"
#include "gui/folderwatch.h"
#include "gui/frameclock.h"
#include "gui/theme.h"
#include "net/server.h"

#include <QMainWindow>

#include <memory>

class QSettings;
namespace Ui {
class MainWindow;
}
namespace trace {
class Collector;
class Log;
} // namespace trace

namespace gui {

class Acts;
class CaptureActions;
class ExportDialog;
class HelpDialog;
class LiveView;
class SiteControl;
class StatisticsPage;

/// The window: serves a folder and shows what every connection does. It gives the collector the rings of
/// every start and stops the server before it closes; whoever made collector and log has connected them.
class MainWindow : public QMainWindow
{
    Q_OBJECT
public:
    /// Everything passed in must outlive the window. The settings hold its look, the last folder and the last
    /// port.
    MainWindow(net::Server &server, trace::Collector &collector, trace::Log &log, QSettings &settings,
               QWidget *parent = nullptr);
    ~MainWindow() override;

    /// Serves that folder from the next start on, or from the next request on while the server runs.
    void openFolder(const QString &folder);
    [[nodiscard]] QString folder() const; ///< the one in the folder field; the last one served at first
    void setPort(quint16 port);
    /// False when it could not start: the message bar says why.
    bool startServing();
    /// Closes this window and those of captures, which would keep the program alive.
    void quit();
    [[nodiscard]] CaptureActions &captures() { return *m_captures; }

    /// The longest time, in ms, that the window could not paint since it was opened or reset.
    [[nodiscard]] qint64 longestFrameGapMs() const { return m_frameClock.longestGapMs(); }
    void resetFrameGap() { m_frameClock.reset(); }

protected:
    void closeEvent(QCloseEvent *event) override;
    void changeEvent(QEvent *event) override;
    void showEvent(QShowEvent *event) override;
    void dragEnterEvent(QDragEnterEvent *event) override;
    void dropEvent(QDropEvent *event) override;

private:
    void makeActions();
    void makeSiteActions();
    void makeActs();
    void makePages();
    void makeViewMenu();
    void makeHelp();
    void restore();
    void save();
    void setTheme(Theme theme);
    /// False when the server goes on as before: the message bar says why.
    bool change(const net::ServerConfig &config);
    void showNetwork();
    void showState();
    void showFailure(const net::StartFailure &failure);
    void browse();
    void clear();
    void showExport();
    [[nodiscard]] QUrl url() const; ///< that is served; invalid while stopped

    net::Server &m_server;
    trace::Collector &m_collector;
    trace::Log &m_log;
    QSettings &m_settings;
    Choices m_choices;
    ThemeSwitch m_theme;
    FolderWatch m_folderWatch;
    FrameClock m_frameClock;
    std::unique_ptr<Ui::MainWindow> m_ui;
    LiveView *m_live = nullptr;
    StatisticsPage *m_statistics = nullptr;
    SiteControl *m_site = nullptr;
    Acts *m_acts = nullptr;
    CaptureActions *m_captures = nullptr;
    ExportDialog *m_export = nullptr; ///< made when it is wanted
    HelpDialog *m_help = nullptr;
    bool m_layoutKnown = false; ///< the panes have their places, remembered or first ones
    bool m_closing = false;     ///< closes as soon as the server has stopped
};

} // namespace gui
