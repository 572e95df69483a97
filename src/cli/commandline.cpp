// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/commandline.h"

#include "cli/exportoptions.h"
#include "cli/help.h"
#include "cli/servereader.h"
#include "cli/text.h"
#include "cli/valuereader.h"

namespace cli {

namespace {

using Result = tl::expected<Options, UsageError>;

std::optional<Command> commandWord(const QString &word)
{
    if (word == u"serve")
        return Command::Serve;
    if (word == u"export")
        return Command::Export;
    if (word == u"lab")
        return Command::Lab;
    return std::nullopt;
}

void addOptions(QCommandLineParser &parser, Command command)
{
    parser.setSingleDashWordOptionMode(QCommandLineParser::ParseAsLongOptions);
    for (const OptionGroup &group : optionGroups(command)) {
        for (const OptionSpec &option : group.options)
            parser.addOption({option.names, {}, option.value});
    }
}

QString parserError(const QCommandLineParser &parser)
{
    const QStringList unknown = parser.unknownOptionNames();
    if (unknown.isEmpty())
        return parser.errorText();
    const QString &name = unknown.constFirst();
    return Cli::tr("There is no option %1; --help lists them.")
        .arg((name.size() == 1 ? QStringLiteral("-") : QStringLiteral("--")) + name);
}

/// The one folder among the words of the command line; empty when there is none.
QString folder(const QStringList &words, ValueReader &reader)
{
    if (words.isEmpty())
        return {};
    if (words.size() > 1)
        reader.fail(Cli::tr("One folder can be served, not “%1” and “%2” too.").arg(words[0], words[1]));
    if (words[0].isEmpty())
        reader.fail(Cli::tr("The name of the folder is empty."));
    return words[0];
}

Options window(const QCommandLineParser &parser, ValueReader &reader)
{
    const QStringList words = parser.positionalArguments();
    Window window;
    if (!words.isEmpty() && commandWord(words[0]))
        reader.fail(Cli::tr("Write “%1” before its options; a folder of that name is “./%1”.").arg(words[0]));
    window.folder = folder(words, reader);
    window.choose = parser.isSet(QStringLiteral("choose"));
    window.start = parser.isSet(QStringLiteral("start"));
    if (parser.isSet(QStringLiteral("port")))
        reader.read(QStringLiteral("port"), window.port.emplace(), 0, 65535);
    return window;
}

Options serve(const QCommandLineParser &parser, ValueReader &reader)
{
    Serve serve = readServe(reader);
    serve.folder = folder(parser.positionalArguments(), reader);
    return serve;
}

Options lab(const QCommandLineParser &parser, ValueReader &reader)
{
    Lab lab;
    if (!parser.positionalArguments().isEmpty())
        reader.fail(Cli::tr("The lab takes no folder: it answers from memory."));
    reader.readWords(QStringLiteral("loops"), lab.loops, labLoops());
    reader.read(QStringLiteral("idle"), lab.idle, 0, 10'000);
    reader.read(QStringLiteral("active"), lab.active, 1, 64);
    reader.read(QStringLiteral("seconds"), lab.seconds, 1, 60);
    const bool json = parser.isSet(QStringLiteral("json")), csv = parser.isSet(QStringLiteral("csv"));
    if (json && csv)
        reader.fail(Cli::tr("Choose one of --json and --csv."));
    lab.format = json ? LabFormat::Json : csv ? LabFormat::Csv : LabFormat::Table;
    return lab;
}

Options options(Command command, const QCommandLineParser &parser, ValueReader &reader)
{
    switch (command) {
    case Command::Window: return window(parser, reader);
    case Command::Serve: return serve(parser, reader);
    case Command::Export: return readExport(parser.positionalArguments(), reader);
    case Command::Lab: return lab(parser, reader);
    }
    Q_UNREACHABLE();
}

} // namespace

Result parse(const QStringList &arguments)
{
    QStringList rest = arguments;
    auto command = Command::Window;
    if (const auto word = commandWord(rest.value(1))) {
        command = *word;
        rest.removeAt(1);
    }
    QCommandLineParser parser;
    addOptions(parser, command);
    const bool wellFormed = parser.parse(rest);
    if (parser.isSet(QStringLiteral("help")))
        return Text{helpText(command)};
    if (parser.isSet(QStringLiteral("version")))
        return Text{QStringLiteral("Porthole " PORTHOLE_VERSION "\n")};

    ValueReader reader(parser);
    if (!wellFormed)
        reader.fail(parserError(parser));
    const Options result = options(command, parser, reader);
    if (!reader.error().isEmpty())
        return tl::unexpected(UsageError{reader.error(), usageLine(command)});
    return result;
}

bool opensWindow(const QStringList &arguments)
{
    if (commandWord(arguments.value(1)))
        return false;
    for (const QString &argument : arguments.mid(1)) {
        if (argument == u"--")
            break;
        static const QStringList texts
            = {QStringLiteral("-h"), QStringLiteral("--help"),    QStringLiteral("-help"),
               QStringLiteral("-v"), QStringLiteral("--version"), QStringLiteral("-version")};
        if (texts.contains(argument))
            return false;
    }
    return true;
}

} // namespace cli
