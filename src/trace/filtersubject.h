// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "trace/filterkeys.h"
#include "trace/filtertest.h"
#include "trace/records.h"

#include <optional>

/// What the filter language finds in a record. Pure; any thread.
namespace trace {

/// The properties that is: knows; their names are in filterWords().
enum class Is : quint8 {
    Running,
    Held,
    First,
    Reused,
    Complete,
    Broken,
    Aborted,
    Error,
    Slow,
    Answered,
    Cached,
    Redirect,
    Partial,
    Malformed,
    Compressed,
    Proxied,
    Kept,
};

/// Words that hold for a record, one bit each in the order of filterWords(), and those it can be asked for.
struct WordBits
{
    quint32 holding = 0;
    quint32 known = ~0U;
};

/// Whether the test holds for some text that the record has under that key; nothing when such a record has no
/// such text.
[[nodiscard]] std::optional<bool> holds(const TextTest &test, FilterKey key, const Exchange &exchange);
[[nodiscard]] std::optional<bool> holds(const TextTest &test, FilterKey key, const ConnectionRecord &record);

/// The number under that key, -1 while it is not known; nothing when such a record has no such number.
[[nodiscard]] std::optional<qint64> numberOf(FilterKey key, const Exchange &exchange);
[[nodiscard]] std::optional<qint64> numberOf(FilterKey key, const ConnectionRecord &record);

/// How long it lived; of one that is open, until its last byte: the clock is not asked.
[[nodiscard]] qint64 ageAsRecorded(const ConnectionRecord &record);

/// No others than the wanted words have to be right.
[[nodiscard]] WordBits wordsOf(FilterKey key, quint32 wanted, const Exchange &exchange);
[[nodiscard]] WordBits wordsOf(FilterKey key, quint32 wanted, const ConnectionRecord &record);

} // namespace trace
