// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "site/delivery.h"

#include "http/date.h"
#include "http/range.h"
#include "site/encoding.h"
#include "site/fields.h"
#include "site/filetime.h"
#include "site/multipart.h"
#include "site/pages.h"
#include "site/representation.h"
#include "site/wholefile.h"

#include <QFile>

#include <algorithm>

namespace site {
namespace {

using http::Step;

/// What a 200 and the 304 that stands for it both say (RFC 9110 §15.4.5).
QByteArray sharedFields(const Question &question, const Representation &representation)
{
    QByteArray fields;
    fields.reserve(256);
    if (!representation.entityTag.isEmpty())
        addField(fields, "ETag", representation.entityTag);
    if (!question.folder.rules.cacheControl.isEmpty())
        addField(fields, "Cache-Control", question.folder.rules.cacheControl);
    if (representation.negotiable)
        addField(fields, "Vary", "Accept-Encoding");
    return fields;
}

/// A reply with all the fields of a representation, and no content yet.
Reply replyWith(const Question &question, const Finding &finding, const Representation &representation)
{
    Reply reply;
    reply.status = 200;
    reply.rule = finding.rule;
    reply.diskPath = QFile::decodeName(finding.entry.diskPath);
    reply.contentType = representation.contentType;
    reply.fields = sharedFields(question, representation);
    addField(reply.fields, "Content-Type", reply.contentType);
    if (representation.modified)
        addField(reply.fields, "Last-Modified", http::formatDate(*representation.modified));
    if (representation.encoding == Encoding::Identity)
        addField(reply.fields, "Accept-Ranges", "bytes");
    else
        addField(reply.fields, "Content-Encoding", codingName(representation.encoding));
    return reply;
}

Reply notModified(const Question &question, const Finding &finding, const Representation &representation)
{
    Reply reply;
    reply.status = 304;
    reply.rule = Rule::NotModified;
    reply.diskPath = QFile::decodeName(finding.entry.diskPath);
    reply.fields = sharedFields(question, representation);
    return reply;
}

/// The validators for If-Range: a date is a strong one only when the file did not change again within the
/// second it names (RFC 9110 §8.8.2.2).
http::Validators strongValidators(const Representation &representation, qint64 now)
{
    http::Validators validators = representation.validators();
    if (now - representation.file->modifiedNs() < 1'000'000'000)
        validators.modified.reset();
    return validators;
}

/// The answer to a Range field; nothing when it is to be ignored.
std::optional<Reply> partial(const Question &question, const Finding &finding,
                             const Representation &representation, qint64 now)
{
    const http::RequestHead &request = question.request;
    if (request.verb != http::Method::Get || !request.has("Range")
        || !http::isRangeWanted(request, strongValidators(representation, now)))
        return std::nullopt;
    const QByteArray range = request.list("Range");
    const qint64 size = representation.file->size();
    const http::RangeRequest wanted = http::parseRange(range, size);
    if (wanted.kind == http::RangeRequest::Kind::Whole)
        return std::nullopt;

    Reply reply;
    if (wanted.kind == http::RangeRequest::Kind::Unsatisfiable) {
        reply = errorReply(question, Rule::RangeNotSatisfiable, finding.entry.diskPath);
        addField(reply.fields, "Content-Range", http::unsatisfiedRange(size));
    } else {
        reply = replyWith(question, finding, representation);
        reply.status = 206;
        if (wanted.ranges.size() == 1) {
            const http::ByteRange part = wanted.ranges.front();
            addField(reply.fields, "Content-Range", http::contentRange(part, size));
            reply.body = FileSlice{representation.file, part.first, part.length()};
        } else {
            Multipart parts = multipart(representation.file, wanted.ranges, representation.contentType);
            removeField(reply.fields, "Content-Type");
            addField(reply.fields, "Content-Type", parts.contentType);
            reply.contentType = std::move(parts.contentType);
            reply.body = std::move(parts.pieces);
        }
    }
    reply.reasons.insert(reply.reasons.begin(), {Step::Range, range});
    return reply;
}

/// Content and what the record says of its coding.
struct Content
{
    Body body;
    QByteArray how; ///< empty: the file as it is
    bool isNew = false;
};

/// A small file that was compressed is kept; a large one is compressed while it is sent. Nothing when the
/// file is not what it was when it was opened.
std::optional<Content> madeContent(const Question &question, const Representation &representation)
{
    const EncodedKey key = representation.key();
    const QByteArray name = codingName(representation.encoding).toByteArray();
    if (auto kept = question.cache.find(key))
        return Content{std::move(*kept), name + ", kept from before"};
    Content made{{}, name + ", made now", true};
    if (representation.file->size() > smallFile) {
        made.body = encodingSource(representation.file, representation.encoding, question.cache, key);
        return made;
    }
    const auto content = readWhole(*representation.file);
    if (!content)
        return std::nullopt;
    auto encoded = encodeWhole(representation.encoding, *content);
    if (!encoded)
        return std::nullopt;
    question.cache.put(key, *encoded);
    made.body = std::move(*encoded);
    return made;
}

/// Nothing when the file is not what it was when it was opened.
std::optional<Content> wholeContent(const Question &question, const Representation &representation)
{
    if (representation.origin == Origin::Made)
        return madeContent(question, representation);
    Content content;
    if (question.request.verb == http::Method::Head || representation.file->size() > smallFile) {
        content.body = FileSlice{representation.file, 0, representation.file->size()};
    } else if (auto bytes = readWhole(*representation.file)) {
        content.body = std::move(*bytes);
    } else {
        return std::nullopt;
    }
    if (representation.origin == Origin::Sibling)
        content.how = codingName(representation.encoding).toByteArray() + ", from "
            + representation.siblingPath.sliced(representation.siblingPath.lastIndexOf('/') + 1);
    return content;
}

/// Whether nothing but the file itself could lead to another one: no name was looked for in vain before it.
bool standsAlone(const Question &question, const Finding &finding)
{
    const QList<QByteArray> &index = question.folder.indexNames;
    return finding.rule == Rule::FileFound
        || (finding.rule == Rule::FolderIndex && finding.relative.endsWith(index.constFirst()));
}

/// What the answer can be kept by. What was changed just now may be changed once more without a sign of it.
std::vector<Basis> basisOf(const Question &question, const Finding &finding,
                           const Representation &representation, qint64 now)
{
    std::vector<Basis> basis;
    if (!standsAlone(question, finding) || representation.entityTag.isEmpty())
        return basis;
    basis.push_back({finding.entry.diskPath, finding.entry.file->version()});
    if (representation.origin == Origin::Sibling)
        basis.push_back({representation.siblingPath, representation.file->version()});
    const auto isOld = [now](const Basis &file) { return isSettled(file.version.changedNs, now); };
    return std::ranges::all_of(basis, isOld) ? basis : std::vector<Basis>();
}

/// The whole of it. Nothing when the file is not what it was when it was opened.
std::optional<Reply> whole(const Question &question, const Finding &finding,
                           const Representation &representation, qint64 now)
{
    auto content = wholeContent(question, representation);
    if (!content)
        return std::nullopt;
    Reply reply = replyWith(question, finding, representation);
    reply.body = std::move(content->body);
    if (!content->how.isEmpty())
        reply.reasons.push_back({Step::Encoded, content->how});
    if (!content->isNew)
        reply.basis = basisOf(question, finding, representation, now);
    return reply;
}

/// One try; nothing when the file is not what it was when it was opened.
std::optional<Reply> tryToDeliver(const Question &question, const Finding &finding)
{
    // Taken before anything is read: what is read from a file that is settled now is what its tag names.
    const qint64 now = nowNs();
    const Representation representation = represent(question, finding, now);
    const http::Verdict verdict = http::evaluate(question.request, representation.validators());
    if (verdict.outcome != http::Precondition::Proceed) {
        Reply reply = verdict.outcome == http::Precondition::NotModified
            ? notModified(question, finding, representation)
            : errorReply(question, Rule::PreconditionFailed, finding.entry.diskPath);
        reply.reasons.insert(reply.reasons.begin(), {Step::Condition, verdict.field.toByteArray()});
        if (verdict.outcome == http::Precondition::NotModified)
            reply.basis = basisOf(question, finding, representation, now);
        return reply;
    }
    auto reply = partial(question, finding, representation, now);
    return reply ? std::move(reply) : whole(question, finding, representation, now);
}

} // namespace

Reply deliver(const Question &question, Finding finding)
{
    if (auto reply = tryToDeliver(question, finding))
        return std::move(*reply);
    finding.entry = question.folder.root->find(finding.relative);
    if (finding.entry.kind != EntryKind::File)
        return errorReply(question, ruleFor(finding.entry.kind), finding.entry.diskPath);
    if (auto reply = tryToDeliver(question, finding))
        return std::move(*reply);
    return errorReply(question, Rule::ReadFailed, finding.entry.diskPath);
}

} // namespace site
