// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "http/parser.h"

#include <chrono>

namespace net {

/// How long and how much a client may (DESIGN, Session). A value. Rates and speeds are bytes per second; 0 is
/// none.
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
    int perAddress = 1'024;   ///< in one loop from one client; 0: no matter how many
    quint64 requests = 0; ///< on one connection, the last is answered with Connection: close; 0: any number

    qsizetype recordBody = 64 * 1024; ///< most of each body that a record keeps; files are read again instead

    qint64 headRate = 0;   ///< least for a request head, once rateGrace is over; `head` holds all the same
    qint64 sendRate = 500; ///< least for reading a response, once `send` is over
    std::chrono::milliseconds rateGrace{3'000};

    qint64 speed = 0;           ///< most for all responses together
    qint64 connectionSpeed = 0; ///< most for each connection

    friend bool operator==(const Limits &, const Limits &) = default;
};

} // namespace net
