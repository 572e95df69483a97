// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "site/nearmisses.h"

#include "http/negotiation.h"
#include "site/spelling.h"

namespace site {
namespace {

using http::Reasons;
using http::Step;

EntryKind kindOf(const Question &question, QByteArrayView path)
{
    QByteArrayView relative = path.sliced(1);
    if (relative.endsWith('/'))
        relative.chop(1);
    return question.folder.root->find(relative).kind;
}

bool isThere(EntryKind kind)
{
    return kind == EntryKind::File || kind == EntryKind::Folder;
}

bool isLink(EntryKind kind)
{
    return kind == EntryKind::Outside || kind == EntryKind::LinkNotFollowed;
}

/// A link where the file or the folder's index file should be.
void addLinks(const Question &question, Rule rule, Reasons &misses)
{
    const QByteArray &path = question.target.path;
    if (rule == Rule::OutsideRoot || rule == Rule::LinkNotFollowed)
        misses.push_back({Step::NearLink, path});
    if (rule != Rule::NoIndex)
        return;
    for (const QByteArray &name : question.folder.indexNames) {
        if (isLink(kindOf(question, path + name)))
            misses.push_back({Step::NearLink, path + name});
    }
}

/// The same name one folder up, and so on up to the root.
void addAbove(const Question &question, Reasons &misses)
{
    constexpr int levels = 8;
    const QByteArray &path = question.target.path;
    const qsizetype end = path.endsWith('/') ? path.size() - 1 : path.size();
    const qsizetype slash = end > 0 ? path.lastIndexOf('/', end - 1) : -1;
    if (slash <= 0)
        return;
    const QByteArray name = path.sliced(slash); // "/logo.png"
    qsizetype above = slash;
    for (int level = 0; level < levels && above > 0; ++level) {
        above = path.lastIndexOf('/', above - 1);
        const QByteArray candidate = path.first(above) + name;
        if (isThere(kindOf(question, candidate))) {
            misses.push_back({Step::NearAbove, candidate});
            return;
        }
    }
}

void addHtml(const Question &question, Reasons &misses)
{
    const QByteArray &path = question.target.path;
    if (question.folder.rules.cleanUrls || path.endsWith('/'))
        return;
    if (kindOf(question, path + ".html") == EntryKind::File)
        misses.push_back({Step::NearHtml, path + ".html"});
}

/// What could have answered for a page.
void addPages(const Question &question, Rule rule, Reasons &misses)
{
    if (rule == Rule::NoIndex && !question.folder.rules.listing)
        misses.push_back({Step::NearListing, question.target.path});
    if (question.folder.fallback.isEmpty() && looksLikePage(question)
        && kindOf(question, "/index.html") == EntryKind::File)
        misses.push_back({Step::NearPage, "/index.html"});
}

} // namespace

bool looksLikePage(const Question &question)
{
    const QByteArrayView path = question.target.path;
    return !path.sliced(path.lastIndexOf('/') + 1).contains('.')
        && http::mediaQuality(question.request.list("Accept"), "text/html") > 0;
}

Reasons nearMisses(const Question &question, Rule rule)
{
    constexpr size_t most = 5;
    Reasons misses;
    const QByteArray &path = question.target.path;
    if (rule == Rule::RulesFile)
        return misses;
    if (rule == Rule::DotFile) {
        if (isThere(kindOf(question, path)))
            misses.push_back({Step::NearHidden, path});
        return misses;
    }
    addLinks(question, rule, misses);
    if (rule != Rule::NoIndex) {
        if (const auto spelled = otherSpelling(question.folder, path))
            misses.push_back({Step::NearCase, *spelled});
        addHtml(question, misses);
        addAbove(question, misses);
    }
    addPages(question, rule, misses);
    if (misses.size() > most)
        misses.resize(most);
    return misses;
}

} // namespace site
