// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "trace/filterkeys.h"

#include <optional>

namespace trace {

/// What a term with one of filterWords() means, where "%1 is %2" would not be English: "it is an error", "the
/// client did not close it". Nothing where it would. Pure.
[[nodiscard]] std::optional<QString> wordMeaning(FilterKey key, QStringView word, bool negated);

} // namespace trace
