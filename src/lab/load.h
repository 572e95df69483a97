// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "lab/socket.h"

#include <chrono>
#include <vector>

namespace lab {

/// What the asking clients saw.
struct Sample
{
    std::vector<std::chrono::nanoseconds> latencies; ///< of the right answers
    int wrong = 0;
};

/// Connects clients that then say nothing. When it returns, the server has accepted them all.
[[nodiscard]] tl::expected<std::vector<Socket>, QString> connectIdle(quint16 port, int count);

/// Lets some clients ask at once, each on a new connection as soon as it has its answer, until the time is
/// over or there are that many answers. Answers that have not come when for half a minute none did are wrong.
[[nodiscard]] tl::expected<Sample, QString> ask(quint16 port, int clients, int mostResponses,
                                                std::chrono::milliseconds duration);

} // namespace lab
