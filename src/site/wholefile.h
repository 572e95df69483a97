// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "site/openfile.h"

#include <QByteArray>

#include <optional>

namespace site {

/// Files up to this many bytes are read at once: one write for head and content. Larger ones are sent from
/// the file.
inline constexpr qint64 smallFile = 65'536;

/// The content of a small file. Nothing when it cannot be read, or is not what it was when it was opened:
/// what was read may then be part old and part new. Blocks on the disk; any thread.
[[nodiscard]] std::optional<QByteArray> readWhole(const OpenFile &file);

} // namespace site
