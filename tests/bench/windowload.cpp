// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later

// windowload FOLDER SECONDS: the program's window, serving a folder on a free port. Prints the address, and
// after the seconds one line "GAP RECORDED DROPPED": the longest time without a frame in ms, the exchanges
// finished and the records that did not fit into the rings.

#include "gui/mainwindow.h"
#include "net/server.h"
#include "trace/collector.h"
#include "trace/log.h"

#include <QApplication>
#include <QSettings>
#include <QTemporaryDir>
#include <QTextStream>
#include <QTimer>

int main(int argc, char **argv)
{
    QApplication application(argc, argv);
    const QStringList arguments = QApplication::arguments();
    const int seconds = arguments.value(2).toInt();
    if (arguments.size() != 3 || seconds < 1 || seconds > 600) {
        QTextStream(stderr) << "Usage: windowload FOLDER SECONDS\n";
        return 2;
    }

    const QTemporaryDir memory;
    QSettings settings(memory.filePath(QStringLiteral("settings.ini")), QSettings::IniFormat);
    net::Server server;
    trace::Collector collector;
    trace::Log log;
    QObject::connect(&collector, &trace::Collector::batch, &log, &trace::Log::append);
    gui::MainWindow window(server, collector, log, settings);
    window.openFolder(arguments[1]);
    window.setPort(0);
    window.resize(1280, 800);
    window.show();

    QTimer::singleShot(1000, &window, [&] { // its first layout is not what is measured
        if (!window.startServing())
            QCoreApplication::exit(1);
        QTextStream(stdout) << server.urls().value(0) << Qt::endl;
        window.resetFrameGap();
        QTimer::singleShot(seconds * 1000, &window, [&] {
            QTextStream(stdout) << window.longestFrameGapMs() << ' ' << server.totals().exchanges << ' '
                                << collector.dropped() << Qt::endl;
            window.close();
        });
    });
    return QApplication::exec();
}
