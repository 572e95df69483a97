// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "site/answer.h"

#include "site/crossorigin.h"
#include "site/delivery.h"
#include "site/fields.h"
#include "site/folderview.h"
#include "site/lookup.h"
#include "site/nearmisses.h"
#include "site/pages.h"
#include "site/redirectrule.h"
#include "site/spelling.h"

#include <QFile>

#include <algorithm>
#include <iterator>

// The order of decision. What comes first wins:
//
//  1. the method: OPTIONS is answered, all but GET and HEAD are refused (405)
//  2. the target: what is none is a bad request (400)
//  3. names that are hidden (dot-files, _redirects, _headers): nothing is there, as far as anyone can tell
//  4. a line of _redirects that is forced
//  5. the file: by its name; a folder's address without its slash (301); a folder's index file; name.html
//  6. a line of _redirects that is not forced: only where nothing is there
//  7. the name in other upper and lower case (301), when the rules say so
//  8. the listing or ZIP of a folder without an index file
//  9. the single-page fallback, for what looks like a page
// 10. 404, with the folder's own page, and what was nearly found for the window
//
// A file that was found is then delivered: conditions (304, 412), ranges (206, 416), coding. Whatever was
// decided gets the fields for other origins and those of the header rules last.

namespace site {
namespace {

using http::Step;

class Answer
{
public:
    Answer(const ServedFolder &folder, const http::RequestHead &request, EncodedCache &cache)
        : m_question{folder, request, cache, {}}
    {
    }

    Reply make();

private:
    [[nodiscard]] Reply decide();
    [[nodiscard]] Reply decideTarget();
    [[nodiscard]] Reply follow(const Redirection &redirection);
    [[nodiscard]] Reply nothingThere(const Finding &finding);
    [[nodiscard]] std::optional<Reply> otherCase() const;
    [[nodiscard]] std::optional<Reply> fallback();
    [[nodiscard]] Reply missing(const Finding &finding) const;
    void addFields(Reply &reply) const;

    Question m_question;
    http::Reasons m_steps; ///< so far; those of the reply itself come behind them
};

Reply Answer::make()
{
    auto target = http::parseTarget(m_question.request.target.in(m_question.request.bytes));
    if (target)
        m_question.target = std::move(*target);
    Reply reply = decide();
    if (!m_steps.empty()) {
        std::ranges::move(reply.reasons, std::back_inserter(m_steps));
        reply.reasons = std::move(m_steps);
    }
    addFields(reply);
    return reply;
}

Reply Answer::decide()
{
    switch (m_question.request.verb) {
    case http::Method::Get:
    case http::Method::Head: break;
    case http::Method::Options: return optionsReply(m_question);
    default: {
        Reply reply = errorReply(m_question, Rule::MethodNotAllowed);
        addField(reply.fields, "Allow", "GET, HEAD, OPTIONS"); // RFC 9110 §15.5.6
        return reply;
    }
    }
    if (m_question.target.path.isEmpty())
        return errorReply(m_question, Rule::BadTarget);
    return decideTarget();
}

Reply Answer::decideTarget()
{
    const http::Target &target = m_question.target;
    if (target.path != target.rawPath)
        m_steps.push_back({Step::Decoded, target.path});
    const auto redirection = m_question.folder.redirects.find(target.path, target.query);
    if (redirection && redirection->force)
        return follow(*redirection);
    Finding finding = lookUp(m_question.folder, target.path, m_steps);
    if (finding.isFile())
        return deliver(m_question, std::move(finding));
    if (finding.rule == Rule::FolderSlash) {
        Reply reply = movedReply(m_question, finding.rule, 301, addressOf(m_question, target.path + '/'));
        reply.diskPath = QFile::decodeName(finding.entry.diskPath);
        return reply;
    }
    if (!looksMissing(finding.rule))
        return errorReply(m_question, finding.rule, finding.entry.diskPath);
    return redirection ? follow(*redirection) : nothingThere(finding);
}

/// A redirect, or another file in place: what a rewrite names is looked up once and never led on by another
/// line, so that no chain can arise.
Reply Answer::follow(const Redirection &redirection)
{
    const bool elsewhere = isRedirect(redirection.status);
    m_steps.push_back({elsewhere ? Step::Redirected : Step::Rewritten,
                       "_redirects:" + QByteArray::number(redirection.line) + ": " + redirection.text});
    if (elsewhere)
        return movedReply(m_question, Rule::Redirected, redirection.status, redirection.target);
    const auto target = requestAt(redirection.target);
    Finding finding;
    if (target)
        finding = lookUp(m_question.folder, target->path, m_steps);
    if (finding.rule == Rule::FolderSlash)
        finding = lookUp(m_question.folder, target->path + '/', m_steps);
    if (!finding.isFile())
        return missing(finding);
    finding.rule = Rule::Rewritten;
    if (redirection.status == 200)
        return deliver(m_question, std::move(finding));
    auto reply = fileAsPage(m_question, finding, redirection.status);
    return reply ? std::move(*reply) : errorReply(m_question, Rule::ReadFailed, finding.entry.diskPath);
}

Reply Answer::nothingThere(const Finding &finding)
{
    if (finding.rule == Rule::NoIndex) {
        if (m_question.folder.rules.listing)
            return folderReply(m_question, finding.entry.diskPath);
    } else if (auto reply = otherCase()) {
        return std::move(*reply);
    }
    auto reply = fallback();
    return reply ? std::move(*reply) : missing(finding);
}

std::optional<Reply> Answer::otherCase() const
{
    if (!m_question.folder.rules.ignoreCase)
        return std::nullopt;
    const auto spelled = otherSpelling(m_question.folder, m_question.target.path);
    if (!spelled)
        return std::nullopt;
    return movedReply(m_question, Rule::OtherCase, 301, addressOf(m_question, *spelled));
}

std::optional<Reply> Answer::fallback()
{
    const ServedFolder &folder = m_question.folder;
    if (folder.fallback.isEmpty() || !looksLikePage(m_question))
        return std::nullopt;
    Finding finding{Rule::Fallback, folder.root->find(folder.fallback), folder.fallback};
    if (!finding.isFile()) {
        m_steps.push_back({Step::LookedFor, finding.entry.diskPath});
        return std::nullopt;
    }
    m_steps.push_back({Step::Fallback, finding.entry.diskPath});
    Reply reply = deliver(m_question, std::move(finding));
    addMember(reply.fields, "Vary", "Accept"); // who does not take HTML gets a 404
    return reply;
}

Reply Answer::missing(const Finding &finding) const
{
    Reply reply = errorReply(m_question, finding.rule, finding.entry.diskPath);
    if (reply.status == 404)
        std::ranges::move(nearMisses(m_question, finding.rule), std::back_inserter(reply.reasons));
    return reply;
}

/// A Content-Type is a file's: a page of ours stays HTML, and several parts stay parts.
void Answer::addFields(Reply &reply) const
{
    addCrossOrigin(m_question, reply);
    const std::vector<FieldRule> &rules = m_question.folder.fieldRules;
    if (rules.empty() || m_question.target.path.isEmpty())
        return;
    reply.fields = withRules(reply.fields, m_question.target.path, rules, reply.reasons);
    const bool isFile = reply.status == 200 || reply.status == 206;
    if (isFile && !std::holds_alternative<Pieces>(reply.body)) {
        reply.contentType = fieldValue(reply.fields, "Content-Type").toByteArray();
        return;
    }
    removeField(reply.fields, "Content-Type");
    if (!reply.contentType.isEmpty())
        addField(reply.fields, "Content-Type", reply.contentType);
}

} // namespace

Reply answer(const ServedFolder &folder, const http::RequestHead &request, EncodedCache &cache)
{
    return Answer(folder, request, cache).make();
}

} // namespace site
