// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "trace/records.h"

namespace trace {

/// A head in which the secrets are covered by asterisks, each byte by one, so that every offset and length
/// stays right: the values of Authorization and Proxy-Authorization behind the scheme's name, the values of
/// the cookies in Cookie and Set-Cookie, and what stands before the host in a URL (RFC 3986 §3.2.1). Bodies
/// are no matter of this.
[[nodiscard]] QByteArray redacted(QByteArray head);
/// The exchange with its heads redacted.
[[nodiscard]] Exchange redacted(const Exchange &exchange);

} // namespace trace
