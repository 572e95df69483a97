// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "cli/options.h"

#include <tl/expected.hpp>

namespace cli {

/// Reads the command line; arguments[0] is the program's name. Pure: looks at no file, prints nothing.
/// Options may stand before and after FOLDER, values after '=' or as the next argument; "--" ends the
/// options. --help and
/// --version win over anything that is wrong beside them.
[[nodiscard]] tl::expected<Options, UsageError> parse(const QStringList &arguments);

/// Whether these arguments open a window: tells main which application object to make before Qt has taken its
/// own options (-platform, -style …) out of them.
[[nodiscard]] bool opensWindow(const QStringList &arguments);

} // namespace cli
