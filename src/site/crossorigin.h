// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "site/question.h"
#include "site/reply.h"

namespace site {

/// The answer to OPTIONS (RFC 9110 §9.3.7): 204 with Allow. A CORS preflight (Fetch standard, §3.3) from an
/// origin the rules let in is told what it may ask for.
[[nodiscard]] Reply optionsReply(const Question &question);

/// Adds what the rules say about other origins to a reply of the folder: who may read it (CORS), and the
/// isolation that shared memory needs (HTML standard, §7.1.3 and §7.1.4).
void addCrossOrigin(const Question &question, Reply &reply);

} // namespace site
