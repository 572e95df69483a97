// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "trace/records.h"

#include <tl/expected.hpp>

#include <functional>

namespace store {

/// Told how many records are written; false gives up.
using Progress = std::function<bool(size_t done)>;

/// Writes the records as a capture of one run, in place of a file of that name: that one stays as it is until
/// the new one is whole. False when it was given up; the error is one sentence. Waits for the disk, so it is
/// not for the window's thread.
[[nodiscard]] tl::expected<bool, QString> saveCapture(const QString &path, const trace::Batch &records,
                                                      const Progress &progress);

} // namespace store
