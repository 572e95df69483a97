// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "trace/records.h"

#include <QJsonObject>

/// One entry of a HAR as the records it was written from, or might have been.
namespace trace::har {

/// Whether the entry has the fields of ours (harfields.h) that tell the record's numbers.
[[nodiscard]] bool isOurs(const QJsonObject &entry);
/// An entry of ours: everything that har.h wrote comes back. Of chunks only the content does, in one chunk.
[[nodiscard]] Exchange ourExchange(const QJsonObject &entry);
/// The connection that was written with it; nothing when it was unknown.
[[nodiscard]] std::optional<ConnectionRecord> ourConnection(const QJsonObject &entry);

/// An entry of another program's, seen from the client's end: the heads are put together from the fields, the
/// request begins when the connection was there. Its id, connection and ordinal are the caller's to give;
/// stamps count from `epochMs`, which is one second on the steady clock.
[[nodiscard]] Exchange foreignExchange(const QJsonObject &entry, qint64 epochMs);

/// When an entry began, ms since 1970 UTC; 0 when it does not say, or says what cannot be.
[[nodiscard]] qint64 startedMs(const QJsonObject &entry);

} // namespace trace::har
