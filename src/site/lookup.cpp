// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "site/lookup.h"

namespace site {
namespace {

using http::Step;

bool isRulesFile(QByteArrayView path)
{
    return path == QByteArrayView("/_redirects") || path == QByteArrayView("/_headers");
}

/// True for what the client is told as it is, whatever else might answer for the address.
bool isTrouble(EntryKind kind)
{
    return kind == EntryKind::NotReadable || kind == EntryKind::TooManyDescriptors
        || kind == EntryKind::RootGone;
}

/// A path with a slash at its end: the first index file there is, tried before the folder itself is looked
/// at.
Finding lookInFolder(const ServedFolder &folder, QByteArrayView inside, http::Reasons &steps)
{
    for (const QByteArray &name : folder.indexNames) {
        QByteArray relative = inside.toByteArray() + name;
        Entry entry = folder.root->find(relative);
        const bool found = entry.kind == EntryKind::File;
        if (isTrouble(entry.kind))
            return {ruleFor(entry.kind), std::move(entry), {}};
        steps.push_back({found ? Step::Index : Step::LookedFor, entry.diskPath});
        if (found)
            return {Rule::FolderIndex, std::move(entry), std::move(relative)};
    }
    Entry self = folder.root->find(inside.chopped(inside.isEmpty() ? 0 : 1)); // without its slash
    if (self.kind != EntryKind::Folder)
        steps.push_back({Step::LookedFor, self.diskPath});
    self.file.reset(); // a file is not one when a slash is behind its name
    return {ruleFor(self.kind), std::move(self), {}};
}

/// A path without a slash at its end: a file, or a folder whose address it almost is.
Finding lookForName(const ServedFolder &folder, const QByteArray &relative, http::Reasons &steps)
{
    Entry entry = folder.root->find(relative);
    if (entry.kind == EntryKind::File)
        return {Rule::FileFound, std::move(entry), relative};
    if (entry.kind == EntryKind::Folder)
        return {Rule::FolderSlash, std::move(entry), {}};
    if (isTrouble(entry.kind))
        return {ruleFor(entry.kind), std::move(entry), {}};
    steps.push_back({Step::LookedFor, entry.diskPath});
    if (folder.rules.cleanUrls) {
        QByteArray withEnding = relative + ".html";
        Entry page = folder.root->find(withEnding);
        if (isTrouble(page.kind))
            return {ruleFor(page.kind), std::move(page), {}};
        const bool found = page.kind == EntryKind::File;
        steps.push_back({found ? Step::CleanUrl : Step::LookedFor, page.diskPath});
        if (found)
            return {Rule::CleanUrl, std::move(page), std::move(withEnding)};
    }
    return {ruleFor(entry.kind), std::move(entry), {}};
}

} // namespace

bool looksMissing(Rule rule)
{
    switch (rule) {
    case Rule::NoSuchFile:
    case Rule::NoIndex:
    case Rule::DotFile:
    case Rule::OutsideRoot:
    case Rule::NotAFile:
    case Rule::RulesFile:
    case Rule::LinkNotFollowed: return true;
    default: return false;
    }
}

Rule ruleFor(EntryKind kind)
{
    switch (kind) {
    case EntryKind::File: // with a slash after its name
    case EntryKind::Missing: return Rule::NoSuchFile;
    case EntryKind::Folder: return Rule::NoIndex;
    case EntryKind::Outside: return Rule::OutsideRoot;
    case EntryKind::LinkNotFollowed: return Rule::LinkNotFollowed;
    case EntryKind::NotReadable: return Rule::NotReadable;
    case EntryKind::Special: return Rule::NotAFile;
    case EntryKind::TooManyDescriptors: return Rule::OutOfDescriptors;
    case EntryKind::RootGone: return Rule::RootGone;
    }
    Q_UNREACHABLE();
}

bool isHidden(QByteArrayView path)
{
    constexpr QByteArrayView wellKnown = "/.well-known";
    if (path == wellKnown || path.startsWith(QByteArrayView("/.well-known/")))
        path = path.sliced(wellKnown.size());
    return path.contains(QByteArrayView("/."));
}

bool isConcealed(const SiteRules &rules, QByteArrayView path)
{
    return (rules.dotFiles == DotFiles::Hide && isHidden(path)) || (rules.rulesFiles && isRulesFile(path));
}

Finding lookUp(const ServedFolder &folder, const QByteArray &path, http::Reasons &steps)
{
    if (folder.rules.dotFiles == DotFiles::Hide && isHidden(path))
        return {Rule::DotFile};
    if (folder.rules.rulesFiles && isRulesFile(path))
        return {Rule::RulesFile};
    if (path.endsWith('/'))
        return lookInFolder(folder, QByteArrayView(path).sliced(1), steps);
    return lookForName(folder, path.sliced(1), steps);
}

} // namespace site
