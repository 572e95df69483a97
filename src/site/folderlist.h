// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "site/descriptor.h"

#include <QByteArray>

#include <tl/expected.hpp>

#include <functional>
#include <optional>
#include <vector>

struct stat;

namespace site {

/// One name in a folder. Size and time are those of what a symbolic link leads to.
struct ListedEntry
{
    QByteArray name; ///< bytes, as the disk spells them
    bool folder = false;
    qint64 size = 0;       ///< in bytes; 0 for a folder
    qint64 modifiedNs = 0; ///< since 1970
    bool link = false;     ///< the name is a symbolic link

    friend bool operator==(const ListedEntry &, const ListedEntry &) = default;
};

/// What the symbolic link of this name leads to; nothing when it must not or cannot be followed.
using LinkTarget = std::function<std::optional<struct stat>(const QByteArray &name)>;

/// The files and folders in an open folder, in no order; what is neither, and what vanished meanwhile, is
/// left out. Blocks on the disk; any thread. The error is an errno value.
[[nodiscard]] tl::expected<std::vector<ListedEntry>, int> readFolder(Descriptor folder,
                                                                     const LinkTarget &linkTarget);

/// The names in an open folder, without "." and "..", at most that many.
[[nodiscard]] std::vector<QByteArray> readNames(Descriptor folder, qsizetype most);

} // namespace site
