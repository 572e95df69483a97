// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "site/folderlist.h"

#include "site/filetime.h"

#include <cerrno>
#include <memory>

#include <dirent.h>
#include <fcntl.h>
#include <sys/stat.h>

namespace site {
namespace {

struct CloseFolder
{
    void operator()(DIR *folder) const { ::closedir(folder); }
};

std::optional<ListedEntry> entryFor(int folder, const QByteArray &name, const LinkTarget &linkTarget)
{
    struct stat status
    {
    };
    if (::fstatat(folder, name.constData(), &status, AT_SYMLINK_NOFOLLOW) != 0)
        return std::nullopt;
    const bool link = S_ISLNK(status.st_mode);
    if (link) {
        const auto target = linkTarget(name);
        if (!target)
            return std::nullopt;
        status = *target;
    }
    if (S_ISDIR(status.st_mode))
        return ListedEntry{name, true, 0, modifiedNs(status), link};
    if (S_ISREG(status.st_mode))
        return ListedEntry{name, false, status.st_size, modifiedNs(status), link};
    return std::nullopt;
}

} // namespace

tl::expected<std::vector<ListedEntry>, int> readFolder(Descriptor folder, const LinkTarget &linkTarget)
{
    const std::unique_ptr<DIR, CloseFolder> reader(::fdopendir(folder.number()));
    if (!reader)
        return tl::unexpected(errno);
    const int number = folder.release(); // closed with the reader

    std::vector<ListedEntry> entries;
    for (;;) {
        errno = 0; // the only way to tell the end from an error
        const dirent *const next = ::readdir(reader.get());
        if (!next)
            break;
        const QByteArray name(next->d_name);
        if (name == "." || name == "..")
            continue;
        if (auto entry = entryFor(number, name, linkTarget))
            entries.push_back(std::move(*entry));
    }
    if (errno != 0)
        return tl::unexpected(errno);
    return entries;
}

std::vector<QByteArray> readNames(Descriptor folder, qsizetype most)
{
    const std::unique_ptr<DIR, CloseFolder> reader(::fdopendir(folder.number()));
    if (!reader)
        return {};
    static_cast<void>(folder.release()); // closed with the reader
    std::vector<QByteArray> names;
    while (std::ssize(names) < most) {
        const dirent *const next = ::readdir(reader.get());
        if (!next)
            break;
        const QByteArray name(next->d_name);
        if (name != "." && name != "..")
            names.push_back(name);
    }
    return names;
}

} // namespace site
