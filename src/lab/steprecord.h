// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "lab/lab.h"

#include <vector>

namespace lab {

struct Call;

/// A step, and the client's port it was about; 0: nobody's. Its client is not known yet.
struct Recorded
{
    Step step;
    quint16 port = 0;
};

/// How many descriptors are given to the kernel with this call, to name those that are ready: poll()'s. 0 for
/// any other call, for epoll has been told before.
[[nodiscard]] int descriptorsAsked(const Call &call);

/// What a call of a server means. Asks the system whose connection its descriptor is, so it must be called
/// while that is open: before a close.
[[nodiscard]] Recorded recorded(const Call &call);

/// Cuts from what was recorded the turn in which that client was answered: from the step that begins a turn
/// of this loop up to the next one. When it was not, the turn is the last one with a client, up to the first
/// try that found nothing. Empty when there is neither. Pure.
[[nodiscard]] std::vector<Step> turnSteps(Loop loop, const std::vector<Recorded> &all,
                                          const std::vector<quint16> &clients, int asking);

} // namespace lab
