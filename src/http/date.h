// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QByteArrayView>

#include <optional>

namespace http {

/// IMF-fixdate (RFC 9110 §5.6.7): "Sun, 06 Nov 1994 08:49:37 GMT", from seconds since 1970 UTC. Locale plays
/// no part.
[[nodiscard]] QByteArray formatDate(qint64 secondsSinceEpoch);

/// Any of the three forms of RFC 9110 §5.6.7 as seconds since 1970 UTC; nothing when it is not a date.
/// The name of the day is read but not compared with the day. Two-digit years are 1970 to 2069, which keeps
/// the rule of the 50 years at any time from 2019 on without a clock.
[[nodiscard]] std::optional<qint64> parseDate(QByteArrayView text);

} // namespace http
