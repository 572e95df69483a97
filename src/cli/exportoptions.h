// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "cli/help.h"
#include "cli/options.h"
#include "cli/valuereader.h"

namespace cli {

/// What `porthole export` understands, for the parser and the help.
[[nodiscard]] OptionGroup exportOptions();

/// What they say, with the words of the command line that are no options. Wrong values are the reader's
/// error().
[[nodiscard]] Export readExport(const QStringList &words, ValueReader &reader);

} // namespace cli
