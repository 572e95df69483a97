// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "site/question.h"
#include "site/reply.h"

namespace site {

/// What a request gets: the order in which this is decided stands in answer.cpp.
[[nodiscard]] Reply answer(const ServedFolder &folder, const http::RequestHead &request, EncodedCache &cache);

} // namespace site
