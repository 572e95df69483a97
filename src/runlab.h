// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "cli/options.h"

/// porthole lab: compares the loops until it is done or until SIGINT or SIGTERM, and prints what was
/// measured. Needs an application object. Returns the exit code: 1 when a server gave a wrong answer.
int runLab(const cli::Lab &options);
