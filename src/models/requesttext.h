// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/columns.h"

#include <QLocale>

/// What a table says of a request. now: steady clock, for what is still running.
namespace models {

/// The cell of that column.
[[nodiscard]] QString text(const trace::Exchange &exchange, RequestColumn column, trace::SteadyNs now,
                           const QLocale &locale);
/// The same in full, for a tooltip.
[[nodiscard]] QString exactText(const trace::Exchange &exchange, RequestColumn column, trace::SteadyNs now,
                                const QLocale &locale);
/// The whole row as one sentence.
[[nodiscard]] QString sentence(const trace::Exchange &exchange, trace::SteadyNs now, const QLocale &locale);

} // namespace models
