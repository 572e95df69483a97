// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "site/reply.h"

#include <QByteArray>

namespace fuzz {

/// Everything a reply would send. What is made while it is sent is used up by it.
[[nodiscard]] QByteArray contentOf(site::Body &body);

/// Part of an open file; shorter where the file is.
[[nodiscard]] QByteArray contentOf(const site::FileSlice &slice);

} // namespace fuzz
