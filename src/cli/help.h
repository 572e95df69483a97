// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QStringList>

#include <vector>

namespace cli {

enum class Command : quint8 { Window, Serve, Export, Lab };

/// One option as the parser and the help know it.
struct OptionSpec
{
    QStringList names; ///< without dashes, the long one last
    QString value;     ///< what the help calls its value; empty when it takes none
    QString description;
};

/// Options under one heading in the help.
struct OptionGroup
{
    QString heading;
    std::vector<OptionSpec> options;
};

/// The loops that the lab can compare.
[[nodiscard]] QStringList labLoops();

/// Every option of a command, --help and --version included.
[[nodiscard]] std::vector<OptionGroup> optionGroups(Command command);

/// "Usage: porthole serve [FOLDER] [options]", without line end.
[[nodiscard]] QString usageLine(Command command);

/// What --help prints. Lines of 80 characters at most.
[[nodiscard]] QString helpText(Command command);

} // namespace cli
