// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "lab/lab.h"

#include <QLocale>

#include <array>

/// What the lab measures, as numbers and in words. Pure.
namespace models {

enum class LabQuantity : quint8 {
    Median, ///< time to answer, ns
    Slow,   ///< the same, of the slowest in a hundred
    Rate,   ///< answers a second
    Cpu,    ///< of the server's thread for an answer, ns
    Calls,  ///< system calls for an answer
    Useless ///< tries in vain for an answer
};
inline constexpr std::array labQuantities{LabQuantity::Median, LabQuantity::Slow,  LabQuantity::Rate,
                                          LabQuantity::Cpu,    LabQuantity::Calls, LabQuantity::Useless};

/// Not a number where nothing was answered, but for the rate, or where it is not known.
[[nodiscard]] double value(const lab::Point &point, LabQuantity quantity);
/// "3.1 ms", "880/s", "5,012", "0.02"; a dash for what is not a number.
[[nodiscard]] QString text(double value, LabQuantity quantity, const QLocale &locale);
/// For a column: "Answers/s".
[[nodiscard]] QString heading(LabQuantity quantity);
/// One sentence on what it is.
[[nodiscard]] QString explanation(LabQuantity quantity);

/// All of one point in a sentence.
[[nodiscard]] QString sentence(lab::Loop loop, const lab::Point &point, const QLocale &locale);

/// What each loop needed of these, a line each: "Qt’s poll loop 1.2 ms, p99 3 ms".
[[nodiscard]] QStringList reading(const std::vector<lab::Series> &series, int idle,
                                  const std::vector<LabQuantity> &quantities, const QLocale &locale);

/// "with 1,000 idle clients".
[[nodiscard]] QString withIdle(int idle, const QLocale &locale);

/// The point of a loop at so many idle clients; null while there is none.
[[nodiscard]] const lab::Point *pointAt(const lab::Series &series, int idle);
/// "5,000 idle clients", "no idle clients".
[[nodiscard]] QString idleClients(int idle, const QLocale &locale);
/// As many figures as a reader looks at: "5,012", "46", "1.1", "0.02".
[[nodiscard]] QString figure(double number, const QLocale &locale);

} // namespace models
