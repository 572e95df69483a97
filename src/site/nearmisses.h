// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "http/reason.h"
#include "site/question.h"
#include "site/reply.h"

namespace site {

/// What is there and is almost what was asked for, for the person at the window: the client is told nothing
/// of it. To be asked after a 404 by that rule. At most five, the likeliest first, with a bounded number of
/// looks at the disk.
[[nodiscard]] http::Reasons nearMisses(const Question &question, Rule rule);

/// True for a request that a page may answer (GET or HEAD that accepts text/html) and whose address looks
/// like a page's: no dot in its last name.
[[nodiscard]] bool looksLikePage(const Question &question);

} // namespace site
