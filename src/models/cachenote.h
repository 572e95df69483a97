// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "trace/records.h"

#include <QStringList>

namespace models {

/// What a browser's cache had to do with a request (RFC 9111).
enum class CacheUse : quint8 {
    First,       ///< this client has not asked for it before, as far as is known
    Revalidated, ///< it had it and asked whether it is still good: 304
    Changed,     ///< the same, and it was not
    Refetched,   ///< it had asked for it before and asked for all of it again
    NotCachable, ///< not a GET or HEAD, or nothing that can be kept
};

struct CacheNote
{
    CacheUse use = CacheUse::First;
    QStringList sentences; ///< what happened, why, and what would help
    qint64 savedBytes = 0; ///< that need not be sent
};

/// earlier: the last exchange of the same client for the same target before it; null when there is none.
[[nodiscard]] CacheNote cacheNote(const trace::Exchange &exchange, const trace::Exchange *earlier);

} // namespace models
