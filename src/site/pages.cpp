// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "site/pages.h"

#include "site/contenttype.h"
#include "site/fields.h"
#include "site/wholefile.h"

#include <QFile>

#include <algorithm>

namespace site {
namespace {

/// What the client is told.
Rule publicRule(Rule rule)
{
    return looksMissing(rule) && rule != Rule::NoIndex ? Rule::NoSuchFile : rule;
}

/// The end of the folder a path is in, "/a/b" of "/a/b/c": of at most so many folders from the root down.
qsizetype endOfFolder(QByteArrayView path, int mostFolders)
{
    qsizetype end = 0;
    for (int folders = 0; folders < mostFolders; ++folders) {
        const qsizetype slash = path.indexOf('/', end + 1);
        if (slash < 0)
            break;
        end = slash;
    }
    return end;
}

/// The folder's own page for a status: the one nearest to what was asked for, from its folder up to the root.
/// Hidden folders have none, or their pages would tell that they are there.
Finding ownPage(const Question &question, int status)
{
    constexpr int mostFolders = 16; // each costs a look at the disk
    const QByteArray name = question.folder.errorPages.value(status);
    if (name.isEmpty())
        return {};
    const QByteArray &path = question.target.path;
    qsizetype end = endOfFolder(path, mostFolders);
    for (; end >= 0; end = end > 0 ? path.lastIndexOf('/', end - 1) : -1) {
        const QByteArray above = path.first(end); // "" or "/a/b"
        if (isConcealed(question.folder.rules, above))
            continue;
        QByteArray relative = (above + '/' + name).sliced(1);
        Entry entry = question.folder.root->find(relative);
        if (entry.kind == EntryKind::File)
            return {Rule::FileFound, std::move(entry), std::move(relative)};
    }
    return {};
}

} // namespace

int statusOf(Rule rule)
{
    switch (rule) {
    case Rule::FileFound:
    case Rule::FolderIndex:
    case Rule::CleanUrl:
    case Rule::Fallback:
    case Rule::Rewritten:
    case Rule::Listing:
    case Rule::Zip: return 200;
    case Rule::Options: return 204;
    case Rule::FolderSlash:
    case Rule::Redirected:
    case Rule::OtherCase: return 301;
    case Rule::NotModified: return 304;
    case Rule::BadTarget: return 400;
    case Rule::NotReadable: return 403;
    case Rule::NoSuchFile:
    case Rule::NoIndex:
    case Rule::DotFile:
    case Rule::OutsideRoot:
    case Rule::RulesFile:
    case Rule::LinkNotFollowed:
    case Rule::NotAFile: return 404;
    case Rule::MethodNotAllowed: return 405;
    case Rule::PreconditionFailed: return 412;
    case Rule::RangeNotSatisfiable: return 416;
    case Rule::OutOfDescriptors:
    case Rule::RootGone: return 503;
    case Rule::ReadFailed:
    case Rule::RequestRefused: // by the fault's own status
    case Rule::None: break;
    }
    return 500;
}

Reply pageReply(Rule rule, const PageContent &content)
{
    Reply reply;
    reply.status = content.status;
    reply.rule = rule;
    reply.contentType = QByteArrayLiteral("text/html; charset=utf-8");
    addField(reply.fields, "Content-Type", reply.contentType);
    addField(reply.fields, "X-Content-Type-Options", "nosniff");
    reply.body = errorPage(content);
    return reply;
}

Reply errorReply(const Question &question, Rule rule, const QByteArray &diskPath)
{
    const int status = statusOf(rule);
    std::optional<Reply> own;
    if (const Finding page = ownPage(question, status); page.isFile()) {
        own = fileAsPage(question, page, status);
        if (own)
            own->reasons.push_back({http::Step::ErrorPage, page.entry.diskPath});
    }
    Reply reply = own
        ? std::move(*own)
        : pageReply(rule, {status, sentence(publicRule(rule), http::Fault::None), question.target.path, {}});
    reply.rule = rule;
    reply.diskPath = QFile::decodeName(diskPath);
    return reply;
}

Reply movedReply(const Question &question, Rule rule, int status, const QByteArray &location)
{
    Reply reply
        = pageReply(rule, {status, sentence(rule, http::Fault::None), question.target.path, location});
    addField(reply.fields, "Location", location);
    return reply;
}

/// A backslash is encoded too. parseTarget() lets only visible ASCII through, so that the query cannot end
/// the line.
QByteArray addressOf(const Question &question, QByteArrayView path)
{
    const QByteArray &query = question.target.query;
    return http::encodePath(path) + (query.isEmpty() ? QByteArray() : '?' + query);
}

std::optional<Reply> fileAsPage(const Question &question, const Finding &file, int status)
{
    Reply reply;
    if (file.entry.file->size() > smallFile) {
        reply.body = FileSlice{file.entry.file, 0, file.entry.file->size()};
    } else {
        auto content = readWhole(*file.entry.file);
        if (!content)
            return std::nullopt;
        reply.body = std::move(*content);
    }
    reply.status = status;
    reply.rule = file.rule;
    reply.contentType = contentTypeOf(question.folder.rules, file.relative);
    addField(reply.fields, "Content-Type", reply.contentType);
    reply.diskPath = QFile::decodeName(file.entry.diskPath);
    return reply;
}

} // namespace site
