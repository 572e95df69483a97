// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/columns.h"
#include "trace/records.h"

#include <QUrl>

namespace gui {

/// The filter term that holds for every row with the same value in that column; empty where the filter
/// language has none.
[[nodiscard]] QString filterTerm(const trace::Exchange &exchange, models::RequestColumn column);
[[nodiscard]] QString filterTerm(const trace::ConnectionRecord &connection, models::ConnectionColumn column);

/// What was asked for, below the address that is served; invalid when the target is not a path.
[[nodiscard]] QUrl requestUrl(const trace::Exchange &exchange, const QUrl &base);
/// A curl command for a POSIX shell that sends the same request head; empty when the target is not a path.
[[nodiscard]] QString curlCommand(const trace::Exchange &exchange, const QUrl &base);

} // namespace gui
