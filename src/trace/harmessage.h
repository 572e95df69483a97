// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "trace/exporter.h"
#include "trace/jsonwriter.h"

/// The request and the response of a HAR entry.
namespace trace::har {

void writeRequest(JsonWriter &json, const Exchange &exchange, const ConnectionRecord *connection,
                  const ExportOptions &options);
void writeResponse(JsonWriter &json, const Exchange &exchange, const ExportOptions &options);

/// The absolute URL that was asked for, without what no URI may hold (RFC 3986).
[[nodiscard]] QByteArray urlOf(const Exchange &exchange, const ConnectionRecord *connection);

} // namespace trace::har
