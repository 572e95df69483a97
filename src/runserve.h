// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "cli/options.h"

/// `porthole serve`: serves until SIGINT or SIGTERM; a second one stops without waiting. Returns the exit
/// code.
int runServe(const cli::Serve &options);
