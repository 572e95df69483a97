// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "store/value.h"
#include "trace/records.h"

#include <QVariant>

#include <optional>

/// The parts of records that are lists and structures, as JSON text and back. NULL for what is empty; reading
/// takes what it understands and leaves the rest.
namespace store {

[[nodiscard]] Value toValue(const trace::Transfers &transfers);        ///< [[at, bytes, turns, kind], …]
[[nodiscard]] Value toValue(const std::vector<trace::Hold> &holds);    ///< [[from, until], …]
[[nodiscard]] Value toValue(const http::Reasons &reasons);             ///< as in a JSON log line
[[nodiscard]] Value toValue(const std::optional<trace::TcpInfo> &tcp); ///< {"rtt_us": …}
[[nodiscard]] Value toValue(const trace::TcpInfo &tcp);

void fromValue(trace::Transfers &transfers, const QVariant &value);
void fromValue(std::vector<trace::Hold> &holds, const QVariant &value);
void fromValue(http::Reasons &reasons, const QVariant &value);
void fromValue(std::optional<trace::TcpInfo> &tcp, const QVariant &value);
void fromValue(trace::TcpInfo &tcp, const QVariant &value);

} // namespace store
