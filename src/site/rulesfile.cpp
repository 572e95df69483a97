// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "site/rulesfile.h"

#include "site/filetime.h"

#include <QCoreApplication>
#include <QFile>

#include <algorithm>

namespace site {
namespace {

std::optional<FileStamp> stampOf(const Entry &entry)
{
    if (!entry.file)
        return std::nullopt;
    const OpenFile &file = *entry.file;
    return FileStamp{file.device(), file.inode(), file.size(), file.modifiedNs()};
}

} // namespace

RulesFile readRules(const DocumentRoot &root, const QByteArray &name)
{
    constexpr qint64 most = 1024 * 1024 + 1; // bytes
    const qint64 now = nowNs();
    const Entry entry = root.find(name);
    RulesFile rules{name, {}, {}, stampOf(entry)};
    if (entry.file && !isSettled(entry.file->modifiedNs(), now))
        rules.stamp.reset(); // it may yet change unseen: better to read it once more
    if (entry.kind == EntryKind::Missing)
        return rules;
    qint64 count = -1;
    if (entry.file) {
        rules.text.resize(std::min(entry.file->size(), most));
        count = entry.file->read(rules.text.data(), 0, rules.text.size());
        rules.text.truncate(std::max<qint64>(count, 0));
    }
    if (count < 0)
        rules.problem = QCoreApplication::translate("site", "%1 cannot be read: its rules do not apply.")
                            .arg(QFile::decodeName(name));
    return rules;
}

bool isCurrent(const DocumentRoot &root, const RulesFile &rules)
{
    const Entry entry = root.find(rules.name);
    if (entry.kind == EntryKind::TooManyDescriptors || entry.kind == EntryKind::RootGone)
        return true;
    return stampOf(entry) == rules.stamp;
}

} // namespace site
