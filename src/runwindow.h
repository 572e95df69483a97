// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

/// `porthole [FOLDER]`: the window. Qt takes its own options (-platform, -style …) out of the arguments
/// first. Returns the exit code.
int runWindow(int &argc, char **argv);
