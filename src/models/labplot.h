// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <utility>
#include <vector>

/// Where things stand in the plots of the lab. Pure geometry.
namespace models {

enum class LabScale : quint8 { Logarithmic, Linear };

/// The place of a number that may be 0 on an axis: itself, or log10(1 + number), which has a place for 0 and
/// is a logarithm further out.
[[nodiscard]] double place(double number, LabScale scale);

/// Those of the numbers, ascending, that have room for their label on an axis from 0 to the last: the last
/// and the first before all others. room: share of the axis that a label needs.
[[nodiscard]] std::vector<int> labelled(const std::vector<int> &numbers, LabScale scale, double room);

/// Round numbers for a logarithmic axis that begins with 0, from 0 to the first that is not below most.
[[nodiscard]] std::vector<int> decades(double most);

/// The range of an axis without 0 that covers these values in whole decades; from 1 to 10 without any.
[[nodiscard]] std::pair<double, double> decadesAround(double least, double most);

/// Moves what would lie over each other apart, in the order given by where each wants to be, within from and
/// until as long as there is room. The result is in the order of the argument.
[[nodiscard]] std::vector<double> spread(const std::vector<double> &wanted, double distance, double from,
                                         double until);

} // namespace models
