// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "cli/serve.h"
#include "cli/valuereader.h"

namespace cli {

/// What the options of `porthole serve` say, but for the folder. Wrong values are the reader's error().
[[nodiscard]] Serve readServe(ValueReader &reader);

} // namespace cli
