// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/commandline.h"
#include "runexport.h"
#include "runlab.h"
#include "runserve.h"
#include "runwindow.h"
#include "store/capturereader.h"

#ifdef Q_OS_LINUX
#include "loop/epolldispatcher.h"
#endif

#include <QCoreApplication>

#include <csignal>
#include <cstdio>

namespace {

void print(FILE *to, const QString &text)
{
    const QByteArray bytes = text.toLocal8Bit();
    std::fwrite(bytes.constData(), 1, size_t(bytes.size()), to);
    std::fflush(to);
}

/// True where a window can be opened, or where somebody asked for a platform by name.
bool hasDisplay(const QStringList &arguments)
{
#ifdef Q_OS_LINUX
    return qEnvironmentVariableIsSet("DISPLAY") || qEnvironmentVariableIsSet("WAYLAND_DISPLAY")
        || qEnvironmentVariableIsSet("QT_QPA_PLATFORM") || arguments.contains(QStringLiteral("-platform"));
#else
    Q_UNUSED(arguments);
    return true;
#endif
}

/// Why these wishes for a window cannot be served without one, and what to do; empty when they can.
QString whyNotWithoutWindow(const cli::Window &wishes)
{
    if (store::looksLikeCapture(wishes.folder))
        return QCoreApplication::translate("main",
                                           "There is no display to show %1 on. porthole export %1 --to "
                                           "csv writes what it holds.")
            .arg(wishes.folder);
    if (wishes.choose)
        return QCoreApplication::translate(
            "main", "There is no display to choose a folder on. Name it: porthole serve FOLDER.");
    return {};
}

int runWithoutWindow(int &argc, char **argv, const cli::Options &options)
{
#ifdef Q_OS_LINUX
    QCoreApplication::setEventDispatcher(new EpollDispatcher);
#endif
    QCoreApplication application(argc, argv);
    if (const auto *text = std::get_if<cli::Text>(&options)) {
        print(stdout, text->text);
        return 0;
    }
    if (const auto *lab = std::get_if<cli::Lab>(&options))
        return runLab(*lab);
    if (const auto *serve = std::get_if<cli::Serve>(&options))
        return runServe(*serve);
    if (const auto *wishes = std::get_if<cli::Export>(&options))
        return runExport(*wishes);
    const auto *window = std::get_if<cli::Window>(&options);
    Q_ASSERT(window); // there is nothing else
    if (const QString why = whyNotWithoutWindow(*window); !why.isEmpty()) {
        print(stderr, QStringLiteral("porthole: %1\n").arg(why));
        return 1;
    }
    print(stderr,
          QCoreApplication::translate("main", "There is no display for a window: serving without one.\n"));
    cli::Serve serve;
    serve.folder = window->folder;
    serve.port = window->port.value_or(serve.port);
    serve.accessLog = QStringLiteral("-");
    serve.logFormat = QByteArrayLiteral("console");
    return runServe(serve);
}

} // namespace

int main(int argc, char **argv)
{
    QCoreApplication::setApplicationName(QStringLiteral("porthole"));
    QCoreApplication::setOrganizationName(QStringLiteral("porthole"));
    QCoreApplication::setApplicationVersion(QStringLiteral(PORTHOLE_VERSION));
    std::signal(SIGPIPE, SIG_IGN); // a client that is gone is an error code, not the end of the program

    QStringList arguments;
    for (int i = 0; i < argc; ++i)
        arguments << QString::fromLocal8Bit(argv[i]);
    if (cli::opensWindow(arguments) && hasDisplay(arguments))
        return runWindow(argc, argv);
    const auto options = cli::parse(arguments);
    if (!options) {
        print(stderr,
              QStringLiteral("porthole: %1\n%2\n").arg(options.error().sentence, options.error().usage));
        return 2;
    }
    return runWithoutWindow(argc, argv, *options);
}
