// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtGlobal>

#include <chrono>

namespace store {

/// How much of the past a capture keeps. A value; 0 is no limit. What is over goes, the oldest first.
struct CaptureLimits
{
    qint64 bytes = 0; ///< of the file, which stays about that large
    std::chrono::seconds age{0};
};

} // namespace store
