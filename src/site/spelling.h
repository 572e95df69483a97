// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "site/question.h"

#include <QByteArray>

#include <optional>

namespace site {

/// The address of a file or folder that differs from a decoded path, which leads to nothing, by upper and
/// lower case alone, in any of its names; a folder's with a slash at its end. Where several would do, the one
/// a byte-wise order puts first. Nothing that a client may not see. Reads at most 10,000 names of each of at
/// most 16 folders.
[[nodiscard]] std::optional<QByteArray> otherSpelling(const ServedFolder &folder, const QByteArray &path);

} // namespace site
