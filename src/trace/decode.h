// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>

#include <optional>

namespace trace {

/// The content without its Content-Encoding: gzip, x-gzip, deflate or br (RFC 9110 §8.4.1), one alone.
/// Nothing for another coding, for what is damaged or cut off, and when it would have more than that many
/// bytes.
[[nodiscard]] std::optional<QByteArray> decoded(const QByteArray &content, QByteArrayView coding,
                                                qint64 most);

} // namespace trace
