// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "site/question.h"
#include "site/reply.h"

namespace site {

/// The answer for a folder without an index file that may be listed: its listing as a page, or as JSON for a
/// client that prefers that (RFC 9110 §12.5.1), or with ?zip, where the rules allow it, all of it as ZIP.
/// What a client may not see is in none of them.
[[nodiscard]] Reply folderReply(const Question &question, const QByteArray &diskPath);

} // namespace site
