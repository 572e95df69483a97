// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "site/spelling.h"

#include "site/lookup.h"

#include <QString>

#include <algorithm>
#include <vector>

namespace site {
namespace {

bool isAscii(QByteArrayView name)
{
    return std::ranges::all_of(name, [](char c) { return static_cast<uchar>(c) < 0x80; });
}

/// Whether two names are the same but for case. Letters beyond ASCII are told apart only where both names
/// have some: names that are not UTF-8 have no case.
class SameButForCase
{
public:
    explicit SameButForCase(const QByteArray &name)
        : m_name(name)
        , m_text(isAscii(name) ? QString() : QString::fromUtf8(name))
    {
    }

    bool operator()(const QByteArray &other) const
    {
        if (m_text.isNull())
            return other.compare(m_name, Qt::CaseInsensitive) == 0;
        return !isAscii(other) && QString::fromUtf8(other).compare(m_text, Qt::CaseInsensitive) == 0;
    }

private:
    QByteArray m_name;
    QString m_text; ///< null for a name in ASCII
};

/// The name itself where it is there, else the first that differs by case alone; empty when there is none.
QByteArray spelledIn(const std::vector<QByteArray> &names, const QByteArray &name)
{
    if (std::ranges::find(names, name) != names.end())
        return name;
    const SameButForCase same(name);
    QByteArray first;
    for (const QByteArray &other : names) {
        if (same(other) && (first.isEmpty() || other < first))
            first = other;
    }
    return first;
}

} // namespace

std::optional<QByteArray> otherSpelling(const ServedFolder &folder, const QByteArray &path)
{
    constexpr qsizetype mostNames = 10'000;
    constexpr qsizetype mostFolders = 16;
    QByteArrayList segments = path.sliced(1).split('/');
    if (segments.last().isEmpty())
        segments.removeLast();
    if (segments.size() > mostFolders)
        return std::nullopt;
    QByteArray relative;
    for (const QByteArray &segment : std::as_const(segments)) {
        const QByteArray name = spelledIn(folder.root->names(relative, mostNames), segment);
        if (name.isEmpty())
            return std::nullopt;
        relative += (relative.isEmpty() ? "" : "/") + name;
    }
    QByteArray spelled = '/' + relative;
    if (path == spelled || path == spelled + '/')
        return std::nullopt;
    http::Reasons ignored;
    if (path.endsWith('/') || lookUp(folder, spelled, ignored).rule == Rule::FolderSlash)
        spelled += '/';
    const Finding there = lookUp(folder, spelled, ignored);
    return there.isFile() || there.rule == Rule::NoIndex ? std::optional(spelled) : std::nullopt;
}

} // namespace site
