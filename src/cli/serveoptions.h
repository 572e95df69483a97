// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "cli/help.h"

namespace cli {

/// The options of `porthole serve`, without --help and --version.
[[nodiscard]] std::vector<OptionGroup> serveOptions();

} // namespace cli
