// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/exportoptions.h"

#include "cli/text.h"

#include <limits>

namespace cli {

namespace {

const QStringList formats = {QStringLiteral("har"), QStringLiteral("pcapng"), QStringLiteral("csv"),
                             QStringLiteral("jsonl"), QStringLiteral("combined")};

QString capture(const QStringList &words, ValueReader &reader)
{
    if (words.isEmpty() || words[0].isEmpty()) {
        reader.fail(Cli::tr("Name the capture: porthole export CAPTURE --to har."));
        return {};
    }
    if (words.size() > 1)
        reader.fail(Cli::tr("One capture can be exported, not “%1” and “%2” too.").arg(words[0], words[1]));
    return words[0];
}

} // namespace

OptionGroup exportOptions()
{
    return {Cli::tr("What to write"),
            {{{QStringLiteral("to")}, Cli::tr("FORMAT"), formats.join(QStringLiteral(", "))},
             {{QStringLiteral("output")}, Cli::tr("FILE"), Cli::tr("instead of standard output")},
             {{QStringLiteral("filter")},
              Cli::tr("EXPR"),
              Cli::tr("only what matches, as in the window:\nstatus-code:404 -path:/favicon")},
             {{QStringLiteral("run")}, QStringLiteral("N"), Cli::tr("the Nth run in the capture (the last)")},
             {{QStringLiteral("with-secrets")}, {}, Cli::tr("leave Authorization and cookies as they are")},
             {{QStringLiteral("without-bodies")}, {}, Cli::tr("heads only (har, pcapng)")}}};
}

Export readExport(const QStringList &words, ValueReader &reader)
{
    Export wishes;
    wishes.capture = capture(words, reader);
    if (!reader.isSet(QStringLiteral("to")))
        reader.fail(Cli::tr("Add --to and one of %1.").arg(formats.join(QStringLiteral(", "))));
    reader.readWord(QStringLiteral("to"), wishes.format, formats);
    reader.read(QStringLiteral("output"), wishes.output);
    reader.read(QStringLiteral("filter"), wishes.filter);
    reader.read(QStringLiteral("run"), wishes.run, 1, std::numeric_limits<qint32>::max());
    wishes.withSecrets = reader.isSet(QStringLiteral("with-secrets"));
    wishes.withBodies = !reader.isSet(QStringLiteral("without-bodies"));
    if (!wishes.withBodies && wishes.format != "har" && wishes.format != "pcapng")
        reader.fail(Cli::tr("Only har and pcapng have bodies to leave out."));
    return wishes;
}

} // namespace cli
