// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "site/reply.h"

namespace net {

/// The first bytes of the slice, at most so many, copied into the buffer: of the version of the file that was
/// opened, and of no other.
[[nodiscard]] tl::expected<QByteArrayView, site::ContentError> copyOf(const site::FileSlice &slice,
                                                                      QByteArray &buffer, qint64 most);

} // namespace net
