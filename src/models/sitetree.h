// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/tally.h"

#include <QString>

#include <map>
#include <vector>

namespace models {

/// A file or folder that is there.
struct SiteEntry
{
    QString path; ///< below the root, with '/' between names
    bool isFolder = false;
};

/// A file or folder of the site with all that was asked of it.
struct SiteNode
{
    enum class Kind : quint8 {
        Folder,
        File,
        Absent, ///< asked for, but not there
    };
    Kind kind = Kind::Folder;
    QByteArray key; ///< an absent one's path as it was asked for; else the path on the disk
    Counts counts;  ///< a folder's are those of all that is in it
    std::map<QString, SiteNode> children; ///< by name
};

inline constexpr size_t mostAbsent = 500; ///< the most frequent

/// The tree of what is there, with the counts, and of what is not but was asked for.
/// root: the path on the disk without a slash at its end.
[[nodiscard]] SiteNode siteTree(const std::vector<SiteEntry> &entries, const QString &root,
                                const Tally &tally);

} // namespace models
