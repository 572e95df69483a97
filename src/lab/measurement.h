// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "lab/lab.h"

namespace lab {

/// Measures one loop beside that many idle clients, with the duration, clients and responses of the options.
/// Asked to stop, it gives a point that is cut short.
[[nodiscard]] tl::expected<Point, QString> measure(Loop loop, const Options &options, int idle,
                                                   const std::stop_token &stop);

} // namespace lab
