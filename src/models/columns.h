// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "trace/records.h"

#include <QString>

#include <compare>

namespace models {

enum class ConnectionColumn : int { Id, Client, State, Requests, Current, BytesIn, BytesOut, Age, Idle };
inline constexpr int connectionColumns = int(ConnectionColumn::Idle) + 1;

enum class RequestColumn : int {
    Id,
    Time,
    Connection,
    Client,
    Method,
    Path,
    Status,
    Type,
    Size,
    Duration,
    Outcome
};
inline constexpr int requestColumns = int(RequestColumn::Outcome) + 1;

[[nodiscard]] QString heading(ConnectionColumn column);
[[nodiscard]] QString heading(RequestColumn column);
/// One sentence: what the column says, in which unit.
[[nodiscard]] QString explanation(ConnectionColumn column);
[[nodiscard]] QString explanation(RequestColumn column);
/// Numbers stand on the right.
[[nodiscard]] bool isNumber(ConnectionColumn column);
[[nodiscard]] bool isNumber(RequestColumn column);

/// Since its acceptance in ns; of a closed one, how long it lived. now is on the steady clock.
[[nodiscard]] qint64 ageNs(const trace::ConnectionRecord &connection, trace::SteadyNs now);
/// Since the last byte in either direction in ns; -1 for a closed one.
[[nodiscard]] qint64 idleNs(const trace::ConnectionRecord &connection, trace::SteadyNs now);
/// From the first byte in to the last byte out, or until now while it runs, in ns.
[[nodiscard]] qint64 durationNs(const trace::Exchange &exchange, trace::SteadyNs now);

/// The request target as sent, or the first line of what was received when it was not understood.
[[nodiscard]] QByteArrayView targetOrLine(const trace::Exchange &exchange);

/// How two rows stand to each other by one column; rows that are equivalent keep their order of arrival. Any
/// thread.
[[nodiscard]] std::weak_ordering compare(const trace::ConnectionRecord &a, const trace::ConnectionRecord &b,
                                         int column, trace::SteadyNs now);
[[nodiscard]] std::weak_ordering compare(const trace::Exchange &a, const trace::Exchange &b, int column,
                                         trace::SteadyNs now);

/// Whether what the column says moves on with the clock while a row is running.
[[nodiscard]] bool ticks(ConnectionColumn column);
[[nodiscard]] bool ticks(RequestColumn column);

} // namespace models
