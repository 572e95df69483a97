// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/columns.h"
#include "trace/records.h"

#include <QUrl>

namespace gui {

/// The filter term for the value in that column: the same text, number or word; of sizes and times at least
/// that much; of the time, from then on; of how long a connection has been idle, its state. Empty where there
/// is no value.
[[nodiscard]] QString filterTerm(const trace::Exchange &exchange, models::RequestColumn column);
[[nodiscard]] QString filterTerm(const trace::ConnectionRecord &connection, models::ConnectionColumn column);

/// What was asked for, below the address that is served; invalid when the target is not a path.
[[nodiscard]] QUrl requestUrl(const trace::Exchange &exchange, const QUrl &base);

} // namespace gui
