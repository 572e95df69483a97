// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>

namespace trace {

/// The bytes of a numeric address in network order: 4 of IPv4, 16 of IPv6 (a zone behind '%' is left out);
/// none when it is not one.
[[nodiscard]] QByteArray ipBytes(QByteArrayView address);

} // namespace trace
