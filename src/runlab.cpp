// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "runlab.h"

#include "lab/lab.h"
#include "unixsignals.h"

#include <QCoreApplication>
#include <QTextStream>

#include <csignal>
#include <thread>

namespace {

using Measured = tl::expected<lab::Result, QString>;

lab::Options wishesOf(const cli::Lab &options)
{
    lab::Options wishes;
    wishes.loops.clear();
    for (const QString &key : options.loops) {
        if (const auto loop = lab::loopOf(key))
            wishes.loops.push_back(*loop);
    }
    wishes.idle = options.idle;
    wishes.active = options.active;
    wishes.duration = std::chrono::seconds(options.seconds);
    return wishes;
}

void sayWhatComes(const lab::Progress &progress)
{
    if (progress.finished)
        return;
    QTextStream(stderr) << QCoreApplication::translate("main", "%1 of %2: %3, %L4 idle clients")
                               .arg(progress.done + 1)
                               .arg(progress.of)
                               .arg(lab::name(progress.loop))
                               .arg(progress.idle)
                        << '\n';
}

/// In a thread of its own, for the main one listens to signals.
Measured measure(const lab::Options &wishes)
{
    Measured result;
    std::jthread thread([&](const std::stop_token &stop) {
        result = lab::run(wishes, sayWhatComes, stop);
        // Queued, so that it is not lost when it comes before the event loop.
        QMetaObject::invokeMethod(QCoreApplication::instance(), &QCoreApplication::quit,
                                  Qt::QueuedConnection);
    });
    const UnixSignals unixSignals({SIGINT, SIGTERM});
    QObject::connect(&unixSignals, &UnixSignals::received, &unixSignals,
                     [&thread] { thread.request_stop(); });
    QCoreApplication::exec();
    thread.join();
    return result;
}

QString text(const lab::Result &result, cli::LabFormat format)
{
    switch (format) {
    case cli::LabFormat::Table: return lab::table(result);
    case cli::LabFormat::Json: return QString::fromUtf8(lab::json(result));
    case cli::LabFormat::Csv: return QString::fromUtf8(lab::csv(result));
    }
    Q_UNREACHABLE();
}

} // namespace

int runLab(const cli::Lab &options)
{
    const Measured result = measure(wishesOf(options));
    if (!result) {
        QTextStream(stderr) << "porthole: " << result.error() << '\n';
        return 1;
    }
    QTextStream(stdout) << text(*result, options.format);
    return result->isCorrect() ? 0 : 1;
}
