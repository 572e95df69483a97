// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "site/documentroot.h"

#include "site/filetime.h"

#include <QtGlobal>

#include <cerrno>
#include <cstdlib>

#include <sys/stat.h>
#ifdef Q_OS_LINUX
#include <linux/openat2.h>
#include <sys/syscall.h>
#endif

namespace site {
namespace {

using Opened = tl::expected<Descriptor, int>; // the error is an errno value; EXDEV: outside the root

// A folder as a place to start from: the right to enter it is enough, where the system can say so.
#if defined(O_PATH)
constexpr int placeFlags = O_PATH | O_DIRECTORY | O_CLOEXEC;
#elif defined(O_SEARCH)
constexpr int placeFlags = O_SEARCH | O_DIRECTORY | O_CLOEXEC;
#else
constexpr int placeFlags = O_RDONLY | O_DIRECTORY | O_CLOEXEC;
#endif

// O_NONBLOCK: a pipe without a writer must not hold the loop. O_NOCTTY: a terminal must not become ours.
constexpr int readFlags = O_RDONLY | O_NONBLOCK | O_NOCTTY | O_CLOEXEC;

template <typename Call>
Opened opened(Call call)
{
    int number = -1;
    do {
        number = call();
    } while (number < 0 && errno == EINTR);
    if (number < 0)
        return tl::unexpected(errno);
    return Descriptor(number);
}

Opened openPlace(const QByteArray &path)
{
    return opened([&] { return ::open(path.constData(), placeFlags); });
}

#ifdef Q_OS_LINUX
Opened openWithKernel(int root, const QByteArray &relative, Symlinks symlinks)
{
    open_how how{};
    how.flags = readFlags;
    how.resolve
        = RESOLVE_BENEATH | (symlinks == Symlinks::Never ? RESOLVE_NO_SYMLINKS : RESOLVE_NO_MAGICLINKS);
    return opened([&] {
        return static_cast<int>(::syscall(SYS_openat2, root, relative.constData(), &how, sizeof how));
    });
}
#endif

tl::expected<QByteArray, int> canonicalPath(const QByteArray &path)
{
    const std::unique_ptr<char, decltype(&std::free)> resolved(::realpath(path.constData(), nullptr),
                                                               &std::free);
    if (!resolved)
        return tl::unexpected(errno);
    return QByteArray(resolved.get());
}

QByteArray joined(const QByteArray &folder, QByteArrayView relative)
{
    if (relative.isEmpty())
        return folder;
    QByteArray path;
    path.reserve(folder.size() + 1 + relative.size());
    path.append(folder);
    if (!folder.endsWith('/'))
        path.append('/');
    return path.append(relative);
}

/// Opens a path that has no links in it, one name after the other, refusing every link with ELOOP: whatever
/// is renamed meanwhile, each step starts from a folder that was reached from the root.
Opened openByNames(int root, const QByteArray &plainRelative)
{
    Descriptor folder;
    int at = root;
    qsizetype begin = 0;
    for (;;) {
        const qsizetype slash = plainRelative.indexOf('/', begin);
        const bool last = slash < 0;
        const QByteArray name = plainRelative.mid(begin, last ? -1 : slash - begin);
        const int flags = (last ? readFlags : placeFlags) | O_NOFOLLOW;
        Opened next = opened([&] { return ::openat(at, name.isEmpty() ? "." : name.constData(), flags); });
        struct stat status
        {
        };
        if (!next && next.error() == ENOTDIR // what the system says of a link where a folder should be
            && ::fstatat(at, name.constData(), &status, AT_SYMLINK_NOFOLLOW) == 0 && S_ISLNK(status.st_mode))
            return tl::unexpected(ELOOP);
        if (last || !next)
            return next;
        folder = std::move(*next);
        at = folder.number();
        begin = slash + 1;
    }
}

/// The path without "." and "..", which is the same place where no name is a link; nothing when it climbs
/// above the root.
std::optional<QByteArray> withoutDots(const QByteArray &relative)
{
    QByteArrayList names;
    const QByteArrayList all = relative.split('/');
    for (const QByteArray &name : all) {
        if (name.isEmpty() || name == ".")
            continue;
        if (name != "..")
            names.append(name);
        else if (names.isEmpty())
            return std::nullopt;
        else
            names.removeLast();
    }
    return names.join('/');
}

EntryKind kindOfError(int error)
{
    switch (error) {
    case EXDEV: return EntryKind::Outside;
    case ENOENT:
    case ENOTDIR:
    case ELOOP: // links in a circle, or one that appeared where there was none
    case ENAMETOOLONG:
    case EINVAL: // a name this file system cannot have
    case ESTALE: return EntryKind::Missing;
    case ENXIO: // a socket, or a device nobody drives
    case ENODEV:
    case EOPNOTSUPP: return EntryKind::Special;
    case EMFILE:
    case ENFILE: return EntryKind::TooManyDescriptors;
    default: return EntryKind::NotReadable;
    }
}

} // namespace

/// The root as it is now: the held one, or one that was opened for this question.
struct DocumentRoot::Place
{
    int number;
    Descriptor reopened;
};

struct DocumentRoot::Found
{
    Descriptor descriptor;
    struct stat status;
};

DocumentRoot::DocumentRoot(QByteArray path, Descriptor root, dev_t device, ino_t inode, Resolver resolver,
                           Symlinks symlinks)
    : m_path(std::move(path))
    , m_root(std::move(root))
    , m_device(device)
    , m_inode(inode)
    , m_resolver(resolver)
    , m_symlinks(symlinks)
{
}

tl::expected<DocumentRoot, int> DocumentRoot::open(QByteArray path, Resolver resolver, Symlinks symlinks)
{
    Opened root = openPlace(path);
    if (!root)
        return tl::unexpected(root.error());
    struct stat status
    {
    };
    if (::fstat(root->number(), &status) != 0 || ::faccessat(root->number(), ".", X_OK, AT_EACCESS) != 0)
        return tl::unexpected(errno);
    return DocumentRoot(std::move(path), std::move(*root), status.st_dev, status.st_ino, resolver, symlinks);
}

Entry DocumentRoot::find(QByteArrayView relative) const
{
    Entry entry{EntryKind::Missing, nullptr, joined(m_path, relative)};
    const auto root = currentRoot();
    if (!root) {
        entry.kind = root.error();
        return entry;
    }
    auto found = look(root->number, relative.toByteArray());
    if (!found) {
        entry.kind = found.error();
    } else if (const struct stat &status = found->status; S_ISREG(status.st_mode)) {
        entry.kind = EntryKind::File;
        entry.file = std::make_shared<const OpenFile>(found->descriptor.release(), FileVersion::of(status));
    } else {
        entry.kind = S_ISDIR(status.st_mode) ? EntryKind::Folder : EntryKind::Special;
    }
    return entry;
}

tl::expected<std::vector<ListedEntry>, EntryKind> DocumentRoot::list(QByteArrayView relative) const
{
    const auto root = currentRoot();
    if (!root)
        return tl::unexpected(root.error());
    const QByteArray path = relative.toByteArray();
    auto folder = look(root->number, path);
    if (!folder)
        return tl::unexpected(folder.error());
    if (!S_ISDIR(folder->status.st_mode))
        return tl::unexpected(S_ISREG(folder->status.st_mode) ? EntryKind::File : EntryKind::Special);

    const auto linkTarget = [&](const QByteArray &name) -> std::optional<struct stat>
    {
        const auto target = look(root->number, path.isEmpty() ? name : joined(path, name));
        return target ? std::optional(target->status) : std::nullopt;
    };
    auto entries = readFolder(std::move(folder->descriptor), linkTarget);
    if (!entries)
        return tl::unexpected(kindOfError(entries.error()));
    return std::move(*entries);
}

std::vector<QByteArray> DocumentRoot::names(QByteArrayView relative, qsizetype most) const
{
    const auto root = currentRoot();
    auto folder = root ? look(root->number, relative.toByteArray()) : tl::unexpected(root.error());
    if (!folder || !S_ISDIR(folder->status.st_mode))
        return {};
    return readNames(std::move(folder->descriptor), most);
}

tl::expected<DocumentRoot::Place, EntryKind> DocumentRoot::currentRoot() const
{
    if (isHeldRootCurrent())
        return Place{m_root.number(), {}};
    Opened root = openPlace(m_path);
    if (root)
        return Place{root->number(), std::move(*root)};
    const bool exhausted = kindOfError(root.error()) == EntryKind::TooManyDescriptors;
    return tl::unexpected(exhausted ? EntryKind::TooManyDescriptors : EntryKind::RootGone);
}

tl::expected<DocumentRoot::Found, EntryKind> DocumentRoot::look(int root, const QByteArray &relative) const
{
    if (relative.contains('\0')) // no file has such a name, and the system would stop reading there
        return tl::unexpected(EntryKind::Missing);
    Opened file = openBeneath(root, relative.isEmpty() ? QByteArrayLiteral(".") : relative);
    struct stat status
    {
    };
    if (file && ::fstat(file->number(), &status) != 0)
        file = tl::unexpected(errno);
    if (file)
        return Found{std::move(*file), status};
    if (file.error() == ELOOP && m_symlinks == Symlinks::Never)
        return tl::unexpected(EntryKind::LinkNotFollowed);
    const bool barred = file.error() == EACCES && ::faccessat(root, ".", X_OK, AT_EACCESS) != 0;
    return tl::unexpected(barred ? EntryKind::RootGone : kindOfError(file.error()));
}

bool DocumentRoot::isHeldRootCurrent() const
{
    struct stat status
    {
    };
    return ::stat(m_path.constData(), &status) == 0 && status.st_dev == m_device && status.st_ino == m_inode;
}

Opened DocumentRoot::openBeneath(int root, const QByteArray &relative) const
{
#ifdef Q_OS_LINUX
    if (m_resolver == Resolver::Kernel) {
        Opened file = openWithKernel(root, relative, m_symlinks);
        if (file || (file.error() == EXDEV && m_symlinks == Symlinks::Never))
            return file;
        switch (file.error()) {
        case EXDEV:  // also an absolute link, or one that leaves and comes back: it may yet lead inside
        case EAGAIN: // a rename somewhere, while the path had ".." in it
        case ENOSYS: // before Linux 5.6
        case EPERM:  // a container's filter that does not know the call
            break;
        default: return file;
        }
    }
#endif
    return m_symlinks == Symlinks::Never ? openPlain(root, relative) : openCanonical(root, relative);
}

Opened DocumentRoot::openPlain(int root, const QByteArray &relative)
{
    const auto plain = withoutDots(relative);
    if (relative.startsWith('/') || !plain)
        return tl::unexpected(EXDEV);
    return openByNames(root, *plain);
}

Opened DocumentRoot::openCanonical(int root, const QByteArray &relative) const
{
    const auto canonicalRoot = canonicalPath(m_path);
    if (!canonicalRoot)
        return tl::unexpected(canonicalRoot.error());
    const auto canonical = canonicalPath(joined(m_path, relative));
    if (!canonical)
        return tl::unexpected(canonical.error());
    if (*canonical == *canonicalRoot)
        return openByNames(root, {});
    const QByteArray prefix = canonicalRoot->endsWith('/') ? *canonicalRoot : *canonicalRoot + '/';
    if (!canonical->startsWith(prefix))
        return tl::unexpected(EXDEV);
    return openByNames(root, canonical->mid(prefix.size()));
}

} // namespace site
