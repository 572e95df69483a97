// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "site/folderwalk.h"

#include <QCoreApplication>

#include <algorithm>

namespace site {

QString phrase(Omission omission)
{
    switch (omission) {
    case Omission::NotReadable: return QCoreApplication::translate("site", "it may not be read");
    case Omission::Vanished: return QCoreApplication::translate("site", "it was gone when its turn came");
    case Omission::FolderLink: return QCoreApplication::translate("site", "it is a link to a folder");
    case Omission::TooDeep:
        return QCoreApplication::translate("site", "too many folders are inside each other");
    case Omission::OutOfDescriptors:
        return QCoreApplication::translate("site", "too many files were open at that moment");
    }
    Q_UNREACHABLE();
}

Omission omissionFor(EntryKind kind)
{
    switch (kind) {
    case EntryKind::NotReadable: return Omission::NotReadable;
    case EntryKind::TooManyDescriptors: return Omission::OutOfDescriptors;
    case EntryKind::File: // it was a folder before, or the other way round
    case EntryKind::Folder:
    case EntryKind::Special:
    case EntryKind::Missing:
    case EntryKind::Outside:
    case EntryKind::LinkNotFollowed:
    case EntryKind::RootGone: return Omission::Vanished;
    }
    Q_UNREACHABLE();
}

FolderWalk::FolderWalk(std::shared_ptr<const DocumentRoot> root, QByteArray folder, ZipFilter filter)
    : m_root(std::move(root))
    , m_folder(std::move(folder))
    , m_filter(filter)
{
}

std::optional<Visit> FolderWalk::next()
{
    if (!m_started) {
        m_started = true;
        if (const auto omission = descend({}))
            return Visit{{}, {}, omission};
    }
    while (!m_levels.empty()) {
        Level &level = m_levels.back();
        if (level.next == level.entries.size()) {
            m_levels.pop_back();
            continue;
        }
        Visit visit{{}, std::move(level.entries[level.next++]), {}};
        if (!isWanted(level.path, visit.entry.name))
            continue;
        visit.path = level.path.isEmpty() ? visit.entry.name : level.path + '/' + visit.entry.name;
        if (visit.entry.folder)
            visit.omission = visit.entry.link ? Omission::FolderLink : descend(visit.path);
        return visit;
    }
    return std::nullopt;
}

QByteArray FolderWalk::belowRoot(const QByteArray &path) const
{
    if (m_folder.isEmpty() || path.isEmpty())
        return m_folder + path;
    return m_folder + '/' + path;
}

bool FolderWalk::isWanted(const QByteArray &folder, const QByteArray &name) const
{
    const bool top = belowRoot(folder).isEmpty();
    if (top && m_filter.rulesFiles == RulesFiles::Hide && (name == "_redirects" || name == "_headers"))
        return false;
    const bool wellKnown = top && name == ".well-known"; // public (RFC 8615)
    return m_filter.dotFiles == DotFiles::Serve || wellKnown || !name.startsWith('.');
}

std::optional<Omission> FolderWalk::descend(const QByteArray &path)
{
    if (m_levels.size() == deepest)
        return Omission::TooDeep;
    auto entries = m_root->list(belowRoot(path));
    if (!entries)
        return omissionFor(entries.error());
    std::ranges::sort(*entries, {}, &ListedEntry::name);
    m_levels.push_back({path, std::move(*entries), 0});
    return std::nullopt;
}

} // namespace site
