// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "site/documentroot.h"
#include "site/zipfilter.h"

#include <QByteArray>
#include <QString>

#include <memory>
#include <optional>
#include <vector>

namespace site {

/// Why something in a folder is not in its ZIP.
enum class Omission : quint8 {
    NotReadable,
    Vanished,
    FolderLink, ///< a symbolic link to a folder: following it might never end
    TooDeep,
    OutOfDescriptors,
};

/// The same as a phrase: "it may not be read".
[[nodiscard]] QString phrase(Omission omission);

/// For what was there instead of what could be opened.
[[nodiscard]] Omission omissionFor(EntryKind kind);

/// One file or folder of the tree. A folder comes before what is in it.
struct Visit
{
    QByteArray
        path; ///< below the folder that is walked; empty for that folder itself, when it cannot be listed
    ListedEntry entry;
    std::optional<Omission> omission; ///< of what is in the folder
};

/// The tree below a folder, depth first and by name. Each folder is listed when its turn comes, so that only
/// those on the way down are in memory. Used by one thread.
class FolderWalk
{
public:
    static constexpr size_t deepest = 64; ///< folders in each other

    /// The folder's path below the root, without slashes around it; empty is the root itself.
    FolderWalk(std::shared_ptr<const DocumentRoot> root, QByteArray folder, ZipFilter filter);

    /// Nothing at the end. Blocks on the disk.
    [[nodiscard]] std::optional<Visit> next();

    /// Opens a file that was visited.
    [[nodiscard]] Entry open(const QByteArray &path) const { return m_root->find(belowRoot(path)); }

private:
    struct Level
    {
        QByteArray path;
        std::vector<ListedEntry> entries;
        size_t next = 0;
    };

    [[nodiscard]] QByteArray belowRoot(const QByteArray &path) const;
    [[nodiscard]] bool isWanted(const QByteArray &folder, const QByteArray &name) const;
    [[nodiscard]] std::optional<Omission> descend(const QByteArray &path);

    std::shared_ptr<const DocumentRoot> m_root;
    QByteArray m_folder;
    ZipFilter m_filter;
    std::vector<Level> m_levels;
    bool m_started = false;
};

} // namespace site
