// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <tl/expected.hpp>

#include <vector>

/// The numbers of idle clients that loops are compared at, as a person writes them. Pure.
namespace models {

inline constexpr int mostIdleCounts = 16;

/// From "0, 100, 1000": ascending, each once, 0 to lab::mostIdle. The error is one sentence that says how it
/// should read.
[[nodiscard]] tl::expected<std::vector<int>, QString> idleCounts(const QString &text);
/// The way back.
[[nodiscard]] QString idleCountsText(const std::vector<int> &counts);

} // namespace models
