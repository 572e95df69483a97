// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "site/folderview.h"

#include "http/negotiation.h"
#include "site/fields.h"
#include "site/listing.h"
#include "site/pages.h"
#include "site/zipsource.h"

#include <QFile>

#include <algorithm>

namespace site {
namespace {

QByteArrayView relativePath(const Question &question)
{
    return QByteArrayView(question.target.path).sliced(1);
}

bool asksForZip(const Question &question)
{
    const QByteArrayList parameters = question.target.query.split('&');
    return std::ranges::any_of(parameters, [](const QByteArray &parameter) {
        return parameter == "zip" || parameter.startsWith("zip=");
    });
}

Reply zipReply(const Question &question)
{
    const SiteRules &rules = question.folder.rules;
    Reply reply;
    reply.rule = Rule::Zip;
    reply.contentType = "application/zip";
    addField(reply.fields, "Content-Disposition", zipName(relativePath(question)));
    reply.body = zipSource(question.folder.root, relativePath(question),
                           {rules.dotFiles, rules.rulesFiles ? RulesFiles::Hide : RulesFiles::Serve});
    return reply;
}

/// What a client may see of what is there. The document root leaves out what leads outside.
std::vector<ListedEntry> visible(const Question &question, std::vector<ListedEntry> entries)
{
    std::erase_if(entries, [&question](const ListedEntry &entry) {
        return isConcealed(question.folder.rules, question.target.path + entry.name);
    });
    return entries;
}

Reply listingReply(const Question &question, std::vector<ListedEntry> entries)
{
    const QByteArray accept = question.request.list("Accept");
    const ListingContent content{question.target.path, visible(question, std::move(entries)),
                                 parseListingQuery(question.target.query), question.folder.rules.zip};
    Reply reply;
    reply.rule = Rule::Listing;
    if (http::mediaQuality(accept, "application/json") > http::mediaQuality(accept, "text/html")) {
        reply.contentType = "application/json";
        reply.body = listingJson(content);
    } else {
        reply.contentType = "text/html; charset=utf-8";
        reply.body = listingPage(content);
        addField(reply.fields, "Content-Security-Policy", listingPolicy());
    }
    addField(reply.fields, "Vary", "Accept");
    return reply;
}

} // namespace

Reply folderReply(const Question &question, const QByteArray &diskPath)
{
    const QByteArrayView relative = relativePath(question);
    auto entries = question.folder.root->list(relative.chopped(relative.isEmpty() ? 0 : 1));
    if (!entries)
        return errorReply(question, ruleFor(entries.error()), diskPath);
    Reply reply = question.folder.rules.zip && asksForZip(question)
        ? zipReply(question)
        : listingReply(question, std::move(*entries));
    reply.status = 200;
    addField(reply.fields, "Content-Type", reply.contentType);
    addField(reply.fields, "X-Content-Type-Options", "nosniff");
    addField(reply.fields, "Cache-Control", "no-cache"); // a folder changes without a word
    reply.diskPath = QFile::decodeName(diskPath);
    reply.reasons.push_back({http::Step::Listed, diskPath});
    return reply;
}

} // namespace site
