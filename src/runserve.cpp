// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "runserve.h"

#include "cli/help.h"
#include "net/server.h"
#include "serveconfig.h"
#include "store/capturewriter.h"
#include "trace/accesslogwriter.h"
#include "trace/collector.h"
#include "unixsignals.h"

#include <QCoreApplication>
#include <QDir>
#include <QTextStream>

#include <csignal>
#include <cstdio>

namespace {

QString text(const char *source)
{
    return QCoreApplication::translate("main", source);
}

int fail(const QString &sentence, int code = 1)
{
    QTextStream(stderr) << "porthole: " << sentence << '\n';
    return code;
}

/// A line for each address that was not there the last time.
void sayWhere(const net::Server &server, QStringList &said)
{
    QTextStream out(stdout);
    const QString folder = QDir::toNativeSeparators(server.config().site.root);
    const QStringList urls = server.urls();
    for (const QString &url : urls) {
        if (!said.contains(url))
            out << text("Serving %1 at %2").arg(folder, url) << '\n';
    }
    said = urls;
}

void warn(const QStringList &problems)
{
    for (const QString &problem : problems)
        fail(problem);
}

} // namespace

int runServe(const cli::Serve &options)
{
    const auto config = serveConfig(options);
    if (!config)
        return fail(config.error() + u'\n' + cli::usageLine(cli::Command::Serve), 2);

    net::Server server;
    trace::Collector collector(50);
    trace::AccessLogWriter accessLog(*trace::logFormat(options.logFormat));
    store::CaptureWriter capture;
    if (!options.accessLog.isEmpty()) {
        if (const auto opened = accessLog.open(options.accessLog); !opened)
            return fail(opened.error());
        QObject::connect(&collector, &trace::Collector::batch, &accessLog, &trace::AccessLogWriter::write);
        QObject::connect(&accessLog, &trace::AccessLogWriter::failed, [](const QString &why) { fail(why); });
    }
    if (!options.capture.isEmpty()) {
        if (const auto opened
            = capture.open(options.capture, {options.captureSize, std::chrono::seconds(options.captureAge)});
            !opened)
            return fail(opened.error());
        QObject::connect(&collector, &trace::Collector::batch, &capture, &store::CaptureWriter::write);
        QObject::connect(&capture, &store::CaptureWriter::failed, [](const QString &why) { fail(why); });
    }
    // Before it says where it listens: whoever reads that may end it at once.
    UnixSignals stopSignals{SIGINT, SIGTERM, SIGHUP};
    if (const auto started = server.start(*config); !started)
        return fail(started.error().sentence);
    collector.setRings(server.rings());
    QStringList said;
    sayWhere(server, said);
    warn(server.siteProblems());
    QObject::connect(&server, &net::Server::siteReloaded, &server, &warn);
    QObject::connect(&server, &net::Server::addressesChanged, &server,
                     [&server, &said] { sayWhere(server, said); });

    QObject::connect(&stopSignals, &UnixSignals::received, &server, [&](int number) {
        if (number == SIGHUP) {
            if (const auto opened = accessLog.reopen(); !opened)
                fail(opened.error());
        } else if (server.state() == net::Server::State::Listening) {
            server.stop();
        } else {
            QCoreApplication::quit();
        }
    });
    QObject::connect(&server, &net::Server::stateChanged, &server, [](net::Server::State state) {
        if (state == net::Server::State::Stopped)
            QCoreApplication::quit();
    });
    QCoreApplication::exec();

    collector.drain();
    capture.close();
    const quint64 lost = collector.dropped() + accessLog.lost() + capture.lost();
    if (lost > 0)
        fail(text("%L1 records were lost because they came faster than they could be written.").arg(lost));
    return 0;
}
