// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "runwindow.h"

#include "cli/commandline.h"
#include "defaultfolder.h"
#include "gui/captureactions.h"
#include "gui/capturewindow.h"
#include "gui/mainwindow.h"
#include "gui/theme.h"
#include "net/server.h"
#include "trace/collector.h"
#include "trace/log.h"
#include "unixsignals.h"

#include <QApplication>
#include <QFileDialog>
#include <QIcon>
#include <QPointer>
#include <QSettings>
#include <QTextStream>

#include <csignal>

namespace {

/// The window of a capture alone: nothing is served.
int showCapture(const QString &path, const QSettings &settings)
{
    gui::ThemeSwitch theme;
    theme.apply(gui::themeFromName(settings.value(QStringLiteral("theme")).toString()));
    const QPointer<gui::CaptureWindow> window = new gui::CaptureWindow(path); // deletes itself when it closes
    window->show();
    UnixSignals stopSignals{SIGINT, SIGTERM};
    QObject::connect(&stopSignals, &UnixSignals::received, window, &QWidget::close);
    const int code = QApplication::exec();
    delete window;
    return code;
}

/// The folder that somebody chooses, beginning where the last one was; empty when it is none.
QString chosenFolder(const QString &folder, const QSettings &settings)
{
    const QString first
        = folder.isEmpty() ? settings.value(QStringLiteral("folders/last")).toString() : folder;
    return QFileDialog::getExistingDirectory(nullptr, QCoreApplication::translate("main", "Folder to serve"),
                                             first);
}

} // namespace

int runWindow(int &argc, char **argv)
{
    QApplication application(argc, argv);
    QApplication::setApplicationDisplayName(QStringLiteral("Porthole"));
    QApplication::setDesktopFileName(QStringLiteral("porthole"));
    QApplication::setWindowIcon(QIcon(QStringLiteral(":/icons/porthole.svg")));
    const auto options = cli::parse(QApplication::arguments());
    if (!options) {
        QTextStream(stderr) << "porthole: " << options.error().sentence << '\n'
                            << options.error().usage << '\n';
        return 2;
    }
    auto wishes = std::get<cli::Window>(*options);

    QSettings settings;
    if (gui::CaptureActions::isCapture(wishes.folder))
        return showCapture(wishes.folder, settings);
    if (wishes.choose) {
        wishes.folder = chosenFolder(wishes.folder, settings);
        if (wishes.folder.isEmpty())
            return 0;
    }
    net::Server server;
    trace::Collector collector(16, std::chrono::milliseconds(9)); // the rest of a frame is for painting
    trace::Log log;
    QObject::connect(&collector, &trace::Collector::batch, &log, &trace::Log::append);
    gui::MainWindow window(server, collector, log, settings);
    if (!wishes.folder.isEmpty())
        window.openFolder(wishes.folder);
    else if (window.folder().isEmpty())
        window.openFolder(defaultFolder());
    if (wishes.port)
        window.setPort(*wishes.port);
    window.show();
    if (wishes.start)
        window.startServing();

    UnixSignals stopSignals{SIGINT, SIGTERM};
    QObject::connect(&stopSignals, &UnixSignals::received, &window, &gui::MainWindow::quit);
    return QApplication::exec();
}
