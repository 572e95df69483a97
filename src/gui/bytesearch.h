// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "gui/content.h"

#include <optional>

/// Finding bytes in a source of any size. Pure but for what the source reads; any thread.
namespace gui {

enum class Direction : quint8 { Forward, Backward };

/// What is looked for; never empty.
struct Needle
{
    QByteArray bytes;
    Qt::CaseSensitivity letters = Qt::CaseSensitive; ///< of ASCII alone
};

struct Hit
{
    qint64 offset = -1;     ///< -1: there is none
    bool wentRound = false; ///< found only after going on from the other end
};

/// The next place from `from` on, or the last at or before it, going round once; reads step by step, and asks
/// before each whether to go on. With the number of bytes that were looked through.
[[nodiscard]] tl::expected<Hit, QString> findBytes(const ByteSource &source, const Needle &needle,
                                                   qint64 from, Direction direction,
                                                   const std::function<bool(qint64 done)> &goesOn);

/// "48 54", "4854", "48:54" or "0x48 0x54"; nothing for what is no such list.
[[nodiscard]] std::optional<QByteArray> bytesOfHex(const QString &text);
/// "1234" or "0x4d2"; nothing for what is no offset.
[[nodiscard]] std::optional<qint64> offsetOf(const QString &text);

} // namespace gui
