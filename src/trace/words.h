// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "trace/records.h"

namespace trace {

/// The names of values in what Porthole writes for other programs: JSON log lines and captures. Lower case,
/// with hyphens, never translated. They are a format: a name may be added, none may be changed.
[[nodiscard]] QByteArrayView word(Outcome outcome);
[[nodiscard]] QByteArrayView word(State state);
[[nodiscard]] QByteArrayView word(CloseCause cause);
[[nodiscard]] QByteArrayView word(Transfer::Kind kind);
[[nodiscard]] QByteArrayView word(http::Fault fault);
[[nodiscard]] QByteArrayView word(http::Step step);

} // namespace trace
