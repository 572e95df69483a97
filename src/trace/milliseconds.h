// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>

namespace trace {

/// Nanoseconds, which must not be negative, as exact decimal milliseconds: "3.104211", "12", "0".
[[nodiscard]] inline QByteArray milliseconds(qint64 ns)
{
    QByteArray text = QByteArray::number(ns / 1'000'000);
    if (const qint64 rest = ns % 1'000'000; rest > 0) {
        QByteArray digits = QByteArray::number(rest).rightJustified(6, '0');
        while (digits.endsWith('0'))
            digits.chop(1);
        text += '.' + digits;
    }
    return text;
}

} // namespace trace
