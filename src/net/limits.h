// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "http/parser.h"

#include <chrono>

namespace net {

/// How long and how much a client may (DESIGN, Session). A value.
struct Limits
{
    http::ParserLimits parser;
    std::chrono::milliseconds idle{15'000};
    std::chrono::milliseconds head{10'000}; ///< absolute, from the first byte or the acceptance
    std::chrono::milliseconds body{30'000}; ///< without progress
    std::chrono::milliseconds send{30'000}; ///< without progress
    std::chrono::milliseconds drain{2'000};
    qsizetype drainBytes = 64 * 1024;
    int connections = 16'384; ///< open at once in all loops
};

} // namespace net
