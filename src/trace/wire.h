// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "trace/segment.h"

namespace trace {

/// The bytes of an exchange on the wire, a 100 Continue among them, cut as they were read and written (Transfers; without them one read
/// and one write), a segment 16 KiB at most; times on the steady clock. Without bodies only the heads' bytes
/// are in it, the lengths stay.
[[nodiscard]] std::vector<Segment> wireSegments(const Exchange &exchange, bool withBodies);

/// Bytes of the request that were received: head, content and framing.
[[nodiscard]] qint64 requestWireBytes(const Exchange &exchange);
/// Bytes of the response that the kernel took.
[[nodiscard]] qint64 responseWireBytes(const Exchange &exchange);

} // namespace trace
