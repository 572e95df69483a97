// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

/// The folder that is served when none is named: the html/ that belongs to this program, installed beside it
/// (../share/porthole/html) or in the tree it was built in. Empty when neither is there. Needs the
/// application object.
QString defaultFolder();
