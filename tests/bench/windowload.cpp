// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later

// windowload FOLDER SECONDS: the program's window, serving a folder on a free port. Prints the address, and
// after the seconds one line "GAP RECORDED DROPPED": the longest time without a frame in ms, the exchanges
// finished and the records that did not fit into the rings.
//     windowload FOLDER SECONDS EXCHANGES CAPTURE
// records into a capture as well, and ends once there are that many exchanges. The line is
// "GAP RECORDED DROPPED LATE": the longest time without a frame in the first tenth of the exchanges, those
// finished, the records that did not fit into the rings or were not written, and the longest time without a
// frame in the last tenth.

#include "gui/mainwindow.h"
#include "net/server.h"
#include "store/capturewriter.h"
#include "trace/collector.h"
#include "trace/log.h"

#include <QApplication>
#include <QSettings>
#include <QTemporaryDir>
#include <QTextStream>
#include <QTimer>

namespace {

struct Wishes
{
    QString folder;
    int seconds = 0;
    quint64 exchanges = 0; ///< 0: until the seconds are over
    QString capture;
};

std::optional<Wishes> wishes(const QStringList &arguments)
{
    const Wishes wishes{arguments.value(1), arguments.value(2).toInt(), arguments.value(3).toULongLong(),
                        arguments.value(4)};
    const bool isComplete = arguments.size() == 3 || (arguments.size() == 5 && wishes.exchanges > 0);
    return isComplete && wishes.seconds >= 1 && wishes.seconds <= 1200 ? std::optional(wishes) : std::nullopt;
}

/// Reads the longest gap of the first and the last tenth of the exchanges.
class Tenths
{
public:
    Tenths(gui::MainWindow &window, const net::Server &server, quint64 exchanges)
        : m_window(window)
        , m_server(server)
        , m_exchanges(exchanges)
    {
    }

    /// True once all are there.
    bool look()
    {
        const quint64 done = m_server.totals().exchanges;
        if (m_first < 0 && done >= m_exchanges / 10)
            m_first = m_window.longestFrameGapMs();
        if (!m_isLast && done >= m_exchanges / 10 * 9) {
            m_isLast = true;
            m_window.resetFrameGap();
        }
        return done >= m_exchanges;
    }
    [[nodiscard]] qint64 first() const { return m_first; }

private:
    gui::MainWindow &m_window;
    const net::Server &m_server;
    quint64 m_exchanges;
    qint64 m_first = -1;
    bool m_isLast = false;
};

} // namespace

int main(int argc, char **argv)
{
    QApplication application(argc, argv);
    const auto wished = wishes(QApplication::arguments());
    if (!wished) {
        QTextStream(stderr) << "Usage: windowload FOLDER SECONDS [EXCHANGES CAPTURE]\n";
        return 2;
    }

    const QTemporaryDir memory;
    QSettings settings(memory.filePath(QStringLiteral("settings.ini")), QSettings::IniFormat);
    net::Server server;
    trace::Collector collector(16, std::chrono::milliseconds(9));
    trace::Log log;
    store::CaptureWriter capture;
    QObject::connect(&collector, &trace::Collector::batch, &log, &trace::Log::append);
    if (!wished->capture.isEmpty()) {
        if (!capture.open(wished->capture))
            return 1;
        QObject::connect(&collector, &trace::Collector::batch, &capture, &store::CaptureWriter::write);
    }
    gui::MainWindow window(server, collector, log, settings);
    window.openFolder(wished->folder);
    window.setPort(0);
    window.resize(1280, 800);
    window.show();
    Tenths tenths(window, server, wished->exchanges);
    QTimer looking;

    const auto end = [&] {
        looking.stop();
        const qint64 gap = window.longestFrameGapMs(); // before all that still waits is written at once
        const quint64 exchanges = server.totals().exchanges;
        if (capture.isOpen()) {
            collector.drain();
            capture.close();
        }
        QTextStream out(stdout);
        if (wished->exchanges == 0)
            out << gap << ' ' << server.totals().exchanges << ' ' << collector.dropped() << Qt::endl;
        else
            out << tenths.first() << ' ' << exchanges << ' ' << collector.dropped() + capture.lost() << ' '
                << gap << Qt::endl;
        window.close();
    };
    QObject::connect(&looking, &QTimer::timeout, &window, [&] {
        if (tenths.look())
            end();
    });
    QTimer::singleShot(1000, &window, [&] { // its first layout is not what is measured
        if (!window.startServing())
            QCoreApplication::exit(1);
        QTextStream(stdout) << server.urls().value(0) << Qt::endl;
        window.resetFrameGap();
        if (wished->exchanges > 0)
            looking.start(20);
        QTimer::singleShot(wished->seconds * 1000, &window, [&, exchanges = wished->exchanges] {
            if (exchanges == 0 || looking.isActive())
                end();
        });
    });
    return QApplication::exec();
}
