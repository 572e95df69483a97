// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "runwindow.h"

#include "cli/commandline.h"
#include "defaultfolder.h"
#include "gui/mainwindow.h"
#include "net/server.h"
#include "trace/collector.h"
#include "trace/log.h"
#include "unixsignals.h"

#include <QApplication>
#include <QSettings>
#include <QTextStream>

#include <csignal>

int runWindow(int &argc, char **argv)
{
    QApplication application(argc, argv);
    QApplication::setApplicationDisplayName(QStringLiteral("Porthole"));
    QApplication::setDesktopFileName(QStringLiteral("porthole"));
    const auto options = cli::parse(QApplication::arguments());
    if (!options) {
        QTextStream(stderr) << "porthole: " << options.error().sentence << '\n'
                            << options.error().usage << '\n';
        return 2;
    }
    const auto &wishes = std::get<cli::Window>(*options);

    QSettings settings;
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
