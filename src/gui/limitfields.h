// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "net/limits.h"

#include <QString>

#include <span>

namespace gui {

enum class LimitUnit : quint8 { Count, Seconds, KiB, BytesPerSecond, KiBPerSecond };
enum class LimitGroup : quint8 { Request, Time, Connection, Rate };

/// One of net::Limits as a person sees it.
struct LimitField
{
    const char *key; ///< it is remembered by
    LimitGroup group;
    LimitUnit unit;
    qint64 least; ///< in the unit's base: count, ms, bytes, bytes a second
    qint64 most;
    bool offAtZero;    ///< 0: there is no such limit
    const char *label; ///< with mnemonic; for translation
    const char *hint;  ///< one sentence
    qint64 (*get)(const net::Limits &limits);
    void (*set)(net::Limits &limits, qint64 value);

    [[nodiscard]] QString labelText() const;
    [[nodiscard]] QString hintText() const;
};

/// Every limit, in the order they are shown in.
[[nodiscard]] std::span<const LimitField> limitFields();

/// How many of the unit's base make one that is shown: 1000 for seconds, 1024 for KiB.
[[nodiscard]] qint64 scale(LimitUnit unit);
/// " s", " KiB/s"; empty for counts.
[[nodiscard]] QString suffix(LimitUnit unit);
[[nodiscard]] QString heading(LimitGroup group);

} // namespace gui
