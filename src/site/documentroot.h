// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "site/descriptor.h"
#include "site/folderlist.h"
#include "site/openfile.h"
#include "site/siterules.h"

#include <QByteArray>
#include <QByteArrayView>

#include <tl/expected.hpp>

#include <memory>
#include <vector>

#include <sys/types.h>

namespace site {

/// What a path beneath the root turned out to be.
enum class EntryKind : quint8 {
    File,
    Folder,
    Missing,
    Outside,         ///< a symbolic link or ".." leaves the root
    LinkNotFollowed, ///< a symbolic link is on the way, and none is followed
    NotReadable,
    Special,            ///< a socket, pipe or device
    TooManyDescriptors, ///< of this process or of the system
    RootGone,           ///< the root itself is missing, not a folder any more, or may not be entered
};

struct Entry
{
    EntryKind kind = EntryKind::Missing;
    std::shared_ptr<const OpenFile> file; ///< set for File
    QByteArray diskPath; ///< absolute, as it was looked for; symbolic links are not resolved in it
};

/// The folder beneath which every path is opened, and nowhere else, whatever symbolic links say and whoever
/// renames what meanwhile. Names are bytes. Immutable; any thread may ask.
///
/// The root is what its path names at the moment of asking. A descriptor to it is held so that in the usual
/// case one stat() shows that nothing has changed; the held folder keeps its inode number, so that a new
/// folder cannot be taken for it. When the path names another folder (deleted and made again, renamed and
/// replaced, a link set anew), that one is opened for this question alone, so there is no state to change and
/// nothing to lock. When it names none, the root is gone until it does.
class DocumentRoot
{
public:
    /// How paths are resolved. Kernel falls back to Portable on a system that cannot.
    enum class Resolver : quint8 {
        Kernel,   ///< openat2(2) with RESOLVE_BENEATH: Linux 5.6 and later
        Portable, ///< made canonical, compared, then opened name by name without following any link
    };

    /// Holds the folder at an absolute path; the error is an errno value. Links that lead to the folder
    /// itself are always followed: whoever chose it has seen them.
    [[nodiscard]] static tl::expected<DocumentRoot, int>
    open(QByteArray path, Resolver resolver = Resolver::Kernel, Symlinks symlinks = Symlinks::Inside);

    /// Opens what is at a path relative to the root, without a leading slash; empty is the root itself. Pipes
    /// and devices never block. Any bytes are safe to ask for.
    [[nodiscard]] Entry find(QByteArrayView relative) const;

    /// The files and folders in a folder, reached and named like those of find(), in no order and with
    /// dot-names; symbolic links only where they lead to a file or folder inside. The error is what is there
    /// instead of a folder that can be read.
    [[nodiscard]] tl::expected<std::vector<ListedEntry>, EntryKind> list(QByteArrayView relative) const;

    /// The names in a folder and nothing more about them, in no order; of more than most, the first ones that
    /// the system gives. None where there is no folder that can be read.
    [[nodiscard]] std::vector<QByteArray> names(QByteArrayView relative, qsizetype most) const;

    [[nodiscard]] const QByteArray &path() const { return m_path; }

private:
    DocumentRoot(QByteArray path, Descriptor root, dev_t device, ino_t inode, Resolver resolver,
                 Symlinks symlinks);

    struct Place;
    struct Found;

    [[nodiscard]] bool isHeldRootCurrent() const;
    [[nodiscard]] tl::expected<Place, EntryKind> currentRoot() const;
    [[nodiscard]] tl::expected<Found, EntryKind> look(int root, const QByteArray &relative) const;
    [[nodiscard]] tl::expected<Descriptor, int> openBeneath(int root, const QByteArray &relative) const;
    [[nodiscard]] tl::expected<Descriptor, int> openCanonical(int root, const QByteArray &relative) const;
    [[nodiscard]] static tl::expected<Descriptor, int> openPlain(int root, const QByteArray &relative);

    QByteArray m_path;
    Descriptor m_root;
    dev_t m_device;
    ino_t m_inode;
    Resolver m_resolver;
    Symlinks m_symlinks;
};

} // namespace site
