// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArrayView>
#include <QLocale>
#include <QString>

/// Numbers as text for people. Pure; a value that is negative or unknown is "–".
namespace models::format {

/// "512 B", "4.1 MB" (k = 1000).
[[nodiscard]] QString bytes(qint64 count, const QLocale &locale);
/// "4,096,123 bytes".
[[nodiscard]] QString exactBytes(qint64 count, const QLocale &locale);
/// "12,031".
[[nodiscard]] QString count(qint64 number, const QLocale &locale);
/// "870 µs", "3.1 ms", "1.2 s", "2 min 3 s", "1 h 5 min", "2 d 3 h".
[[nodiscard]] QString duration(qint64 ns, const QLocale &locale);
/// "3.104211 ms".
[[nodiscard]] QString exactDuration(qint64 ns, const QLocale &locale);
/// "14:03:05.123". ms since 1970 UTC; 0 is unknown.
[[nodiscard]] QString timeOfDay(qint64 ms, Qt::TimeSpec spec = Qt::LocalTime);
/// "2026-05-04 14:03:05.123 UTC+02:00".
[[nodiscard]] QString exactTime(qint64 ms, Qt::TimeSpec spec = Qt::LocalTime);
/// "just now", "12 s ago", "3 min ago", "2 h ago", "5 d ago".
[[nodiscard]] QString ago(qint64 ms, qint64 nowMs, const QLocale &locale);
/// "4.1 MB/s".
[[nodiscard]] QString byteRate(double perSecond, const QLocale &locale);
/// "340 req/s", "3.2 req/s".
[[nodiscard]] QString requestRate(double perSecond, const QLocale &locale);
/// A request target for reading: percent-encoded letters of other scripts and spaces are decoded, everything
/// that means something in a URL or cannot be seen stays as it was sent.
[[nodiscard]] QString target(QByteArrayView target);

} // namespace models::format
