// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "http/message.h"

#include <vector>

namespace http {

/// For whom proxies say they pass this request on, the first client first and the nearest proxy's word last:
/// from Forwarded (RFC 7239 §4) when it is there, else from X-Forwarded-For. Addresses are bare, without port
/// and brackets; "unknown", "_hidden" (§6) and whatever is malformed stay as they are, and a hop that does
/// not say for whom is "unknown", so that each hop keeps its place. Anyone can write these fields: trust only
/// what a trusted proxy added.
[[nodiscard]] std::vector<QByteArray> forwardedFor(const RequestHead &head);

} // namespace http
