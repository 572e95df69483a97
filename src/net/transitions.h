// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "http/failure.h"
#include "trace/records.h"

namespace net {

/// Whether a session may go from one state to the other (DESIGN, Session).
[[nodiscard]] bool isAllowed(trace::State from, trace::State to);

/// How the exchange ends that is answered because of this fault; Complete without one.
[[nodiscard]] trace::Outcome outcomeOf(http::Fault fault);

/// Why we close after the answer to this fault; Finished without one.
[[nodiscard]] trace::CloseCause causeOf(http::Fault fault);

/// How the exchange in progress ends when its connection ends so.
[[nodiscard]] trace::Outcome outcomeOf(trace::CloseCause cause);

/// One sentence for the record of a request that was never answered because its connection ended so.
[[nodiscard]] QString whyUnfinished(const trace::Exchange &exchange, trace::CloseCause cause);

} // namespace net
