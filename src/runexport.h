// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "cli/options.h"

/// `porthole export`: writes what a capture holds. Returns the exit code.
int runExport(const cli::Export &wishes);
