// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/help.h"

#include "cli/exportoptions.h"
#include "cli/options.h"
#include "cli/serveoptions.h"
#include "cli/text.h"

#include <algorithm>

namespace cli {

namespace {

QString joined(const std::vector<int> &numbers)
{
    QStringList texts;
    for (const int number : numbers)
        texts.append(QString::number(number));
    return texts.join(u',');
}

OptionGroup generalGroup()
{
    return {Cli::tr("General"),
            {{{QStringLiteral("h"), QStringLiteral("help")}, {}, Cli::tr("show this help")},
             {{QStringLiteral("v"), QStringLiteral("version")}, {}, Cli::tr("show the version")}}};
}

std::vector<OptionGroup> windowGroups()
{
    return {{Cli::tr("Options of the window"),
             {{{QStringLiteral("choose")}, {}, Cli::tr("ask for the folder first")},
              {{QStringLiteral("start")}, {}, Cli::tr("start serving at once")},
              {{QStringLiteral("port")},
               QStringLiteral("N"),
               Cli::tr("TCP port, 0 picks a free one (the last one used, else %1)").arg(Serve().port)}}},
            generalGroup()};
}

std::vector<OptionGroup> serveGroups()
{
    auto groups = serveOptions();
    groups.push_back(generalGroup());
    return groups;
}

std::vector<OptionGroup> exportGroups()
{
    return {exportOptions(), generalGroup()};
}

std::vector<OptionGroup> labGroups()
{
    return {
        {Cli::tr("What to measure"),
         {{{QStringLiteral("loops")},
           Cli::tr("LIST"),
           Cli::tr("which of %1\n(%2)").arg(labLoops().join(QStringLiteral(", ")), Lab().loops.join(u','))},
          {{QStringLiteral("idle")},
           Cli::tr("LIST"),
           Cli::tr("numbers of idle clients, to 10000 (%1)").arg(joined(Lab().idle))},
          {{QStringLiteral("active")},
           QStringLiteral("N"),
           Cli::tr("clients that ask, to 64 (%1)").arg(Lab().active)},
          {{QStringLiteral("seconds")},
           QStringLiteral("N"),
           Cli::tr("for each point (%1)").arg(Lab().seconds)}}},
        {Cli::tr("What to print"),
         {{{QStringLiteral("json")}, {}, Cli::tr("JSON instead of a table")},
          {{QStringLiteral("csv")}, {}, Cli::tr("CSV instead of a table")}}},
        generalGroup()};
}

QString intro(Command command)
{
    switch (command) {
    case Command::Window:
        return Cli::tr("Porthole serves a folder over HTTP and shows what every connection is doing.\n\n"
                       "  porthole         opens a window on FOLDER (the last one used) or on CAPTURE\n"
                       "  porthole serve   serves without a window (porthole serve --help)\n"
                       "  porthole export  writes a capture as HAR, pcapng … (porthole export --help)\n"
                       "  porthole lab     compares event loops on this machine (porthole lab --help)\n\n"
                       "A folder that is called serve, export or lab is written ./serve and so on.\n");
    case Command::Serve:
        return Cli::tr("Serves FOLDER (the pages that came with Porthole when there is none) until\n"
                       "Ctrl+C. Prints the address when it listens. Defaults are in parentheses.\n");
    case Command::Export:
        return Cli::tr("Writes what a capture holds for other programs, to standard output or a file.\n"
                       "Captures are recorded with porthole serve --capture FILE.\n");
    case Command::Lab:
        return Cli::tr("Measures what a response costs while more and more other clients are idle: in a\n"
                       "loop that polls its list of sockets, in Qt's own and in Porthole's. All of it on\n"
                       "this machine's loopback; Ctrl+C ends it and prints what was measured.\n");
    }
    Q_UNREACHABLE();
}

/// "-h, --help", "--port N".
QString optionText(const OptionSpec &option)
{
    QStringList names;
    for (const QString &name : option.names)
        names.append((name.size() == 1 ? QStringLiteral("-") : QStringLiteral("--")) + name);
    const QString text = names.join(QStringLiteral(", "));
    return option.value.isEmpty() ? text : text + u' ' + option.value;
}

QString groupText(const OptionGroup &group, qsizetype width)
{
    QString text = u'\n' + group.heading + QStringLiteral(":\n");
    for (const OptionSpec &option : group.options) {
        QString description = option.description;
        description.replace(u'\n', u'\n' + QString(width + 4, u' '));
        text += QStringLiteral("  ") + optionText(option).leftJustified(width) + QStringLiteral("  ")
            + description + u'\n';
    }
    return text;
}

} // namespace

QStringList labLoops()
{
    return {QStringLiteral("blocking"), QStringLiteral("polling"), QStringLiteral("poll"),
            QStringLiteral("epoll")};
}

std::vector<OptionGroup> optionGroups(Command command)
{
    switch (command) {
    case Command::Window: return windowGroups();
    case Command::Serve: return serveGroups();
    case Command::Export: return exportGroups();
    case Command::Lab: return labGroups();
    }
    Q_UNREACHABLE();
}

QString usageLine(Command command)
{
    switch (command) {
    case Command::Window:
        return Cli::tr("Usage: porthole [FOLDER | CAPTURE] [--choose] [--start] [--port N]");
    case Command::Serve: return Cli::tr("Usage: porthole serve [FOLDER] [options]");
    case Command::Export: return Cli::tr("Usage: porthole export CAPTURE --to FORMAT [options]");
    case Command::Lab: return Cli::tr("Usage: porthole lab [options]");
    }
    Q_UNREACHABLE();
}

QString helpText(Command command)
{
    const auto groups = optionGroups(command);
    qsizetype width = 0;
    for (const OptionGroup &group : groups) {
        for (const OptionSpec &option : group.options)
            width = std::max(width, optionText(option).size());
    }
    QString text = usageLine(command) + QStringLiteral("\n\n") + intro(command);
    for (const OptionGroup &group : groups)
        text += groupText(group, width);
    return text;
}

} // namespace cli
