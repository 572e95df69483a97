// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "casefile.h"
#include "wire.h"

/// What a response has that its case does not want, or lacks; empty when it is as wished. The patterns are
/// filled in.
[[nodiscard]] QByteArray differenceFrom(const ResponseWish &wish, const Response &response);

/// Which rule for every response this one breaks; empty when it keeps them all. toHead: it answers HEAD.
[[nodiscard]] QByteArray brokenRule(const Response &response, bool toHead);

/// Where the head of the answer to HEAD is not that of the answer to the same GET (RFC 9110 §9.3.2); empty
/// when it is.
[[nodiscard]] QByteArray differenceOfHead(const Response &toHead, const Response &toGet);
