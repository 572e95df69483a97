// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "trace/records.h"

#include <QIODevice>
#include <QStringList>

#include <tl/expected.hpp>

#include <functional>

namespace trace {

/// What was in a file of another format.
struct Imported
{
    std::vector<Batch> batches; ///< oldest first; a connection comes once, before its first exchange
    qsizetype entries = 0;      ///< exchanges in them
    QStringList notes;          ///< one sentence each: what a person has to know about them
};

/// The largest file that is taken; it is in memory several times over while it is read.
inline constexpr qint64 largestHar = 512LL * 1024 * 1024;

/// Told how many of the entries are read, from time to time; false gives up.
using ImportProgress = std::function<bool(qsizetype done, qsizetype all)>;

/// Reads an HTTP Archive 1.2 of any program's. One of Porthole's own comes back as the records it was
/// written from; of others the heads are rebuilt, and each exchange's `why` says
/// so. Optional fields may be missing; entries without a request are left out and counted in the notes. The
/// error is one sentence; empty when it was given up. The device must be open for reading. Any thread; it
/// takes seconds for a large file, so not the window's.
[[nodiscard]] tl::expected<Imported, QString> importHar(QIODevice &device,
                                                        const ImportProgress &progress = {});

} // namespace trace
