// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "site/lookup.h"
#include "site/question.h"
#include "site/reply.h"

namespace site {

/// The answer with a file that was found, by the rule that found it: conditions first (RFC 9110 §13.2: 304 or
/// 412), then Range (§14.2: 206 or 416), else the whole of it (200), in the coding that suits. One that
/// changes while it is read is opened once more. To be asked for GET and HEAD.
[[nodiscard]] Reply deliver(const Question &question, Finding finding);

} // namespace site
