// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/sitetree.h"

#include <QStringList>

#include <algorithm>

namespace models {
namespace {

/// The node of that path, made when it is not there; its parents are folders.
SiteNode &nodeOf(SiteNode &root, const QString &path, SiteNode::Kind kind)
{
    SiteNode *node = &root;
    const QStringList names = path.split(u'/', Qt::SkipEmptyParts);
    for (qsizetype i = 0; i < names.size(); ++i) {
        const auto [child, isNew] = node->children.try_emplace(names[i]);
        if (isNew && i == names.size() - 1)
            child->second.kind = kind;
        node = &child->second;
    }
    return *node;
}

/// Adds up what is in the folders.
const Counts &total(SiteNode &node)
{
    for (auto &[name, child] : node.children)
        node.counts.add(total(child));
    return node.counts;
}

void addAbsent(SiteNode &root, const TopCounts &absent)
{
    std::vector<std::pair<quint64, QByteArray>> frequent;
    for (auto row = absent.rows().cbegin(); row != absent.rows().cend(); ++row)
        frequent.emplace_back(row->requests, row.key());
    std::sort(frequent.rbegin(), frequent.rend());
    if (frequent.size() > mostAbsent)
        frequent.resize(mostAbsent);
    for (const auto &[requests, path] : frequent) {
        SiteNode &node
            = nodeOf(root, QString::fromUtf8(QByteArray::fromPercentEncoding(path)), SiteNode::Kind::Absent);
        if (&node == &root)
            continue;
        node.counts.add(*absent.rows().constFind(path));
        if (node.kind == SiteNode::Kind::Absent)
            node.key = path;
    }
}

} // namespace

SiteNode siteTree(const std::vector<SiteEntry> &entries, const QString &root, const Tally &tally)
{
    SiteNode site;
    site.key = root.toUtf8();
    for (const SiteEntry &entry : entries) {
        SiteNode &node
            = nodeOf(site, entry.path, entry.isFolder ? SiteNode::Kind::Folder : SiteNode::Kind::File);
        node.key = (root + u'/' + entry.path).toUtf8();
    }
    const auto &files = tally.top(TopKind::File).rows();
    for (auto file = files.cbegin(); file != files.cend(); ++file) {
        const QString path = QString::fromUtf8(file.key());
        if (path != root && !path.startsWith(root + u'/'))
            continue;
        SiteNode &node = nodeOf(site, path.mid(root.size()), SiteNode::Kind::File);
        node.counts.add(*file);
        node.key = file.key();
    }
    addAbsent(site, tally.top(TopKind::Absent));
    total(site);
    return site;
}

} // namespace models
