// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "lab/lab.h"

#include <QLocale>

namespace models {

/// What was found, from what was measured so far: how much longer an answer takes with most idle clients than
/// with fewest. Says what to do when nothing was measured, and first of all when answers were wrong.
[[nodiscard]] QString finding(const std::vector<lab::Series> &series, const QLocale &locale);

} // namespace models
