// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "site/representation.h"

#include "http/negotiation.h"
#include "site/contenttype.h"
#include "site/encoding.h"
#include "site/filetime.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <vector>

namespace site {
namespace {

constexpr qint64 second = 1'000'000'000; // ns

/// Smaller ones gain nothing from a coding but its fields.
constexpr qint64 leastToEncode = 256; // bytes

/// A strong entity tag (RFC 9110 §8.8.3) of modification time, size, inode and coding: "17a3c-400-2f-br".
QByteArray entityTagOf(const OpenFile &file, Encoding encoding)
{
    // Three numbers of up to 16 digits with a hyphen or quote before each, the longest suffix and a quote.
    std::array<char, 56> text{'"'};
    char *end = text.data() + 1;
    for (const quint64 part :
         {static_cast<quint64>(file.modifiedNs()), static_cast<quint64>(file.size()), file.inode()}) {
        end = std::to_chars(end, text.data() + text.size(), part, 16).ptr;
        *end++ = '-';
    }
    constexpr std::array<QByteArrayView, 3> suffixes{"", "gz-", "br-"};
    const QByteArrayView suffix = suffixes[static_cast<size_t>(encoding)];
    end = std::copy(suffix.begin(), suffix.end(), end);
    end[-1] = '"';
    return {text.data(), end - text.data()};
}

void validate(Representation &representation, qint64 nowNs)
{
    const OpenFile &file = *representation.file;
    representation.entityTag = entityTagOf(file, representation.encoding);
    // A time in the future is replaced by now (RFC 9110 §8.8.2.1).
    representation.modified = std::min(file.modifiedNs(), nowNs) / second;
}

/// The codings the client takes rather than the file as it is, the best first.
std::vector<Encoding> codingsFor(const http::RequestHead &request)
{
    const QByteArray accepted = request.list("Accept-Encoding");
    if (accepted.isEmpty())
        return {};
    const int identity = http::codingQuality(accepted, "identity");
    const int brotli = http::codingQuality(accepted, "br");
    const int gzip = http::codingQuality(accepted, "gzip");
    std::vector<Encoding> codings;
    if (brotli > 0 && brotli >= identity)
        codings.push_back(Encoding::Brotli);
    if (gzip > 0 && gzip >= identity)
        codings.insert(gzip > brotli ? codings.begin() : codings.end(), Encoding::Gzip);
    return codings;
}

bool useSibling(const Question &question, const Finding &finding, Encoding encoding, Representation &chosen,
                qint64 nowNs)
{
    const QByteArray name = finding.relative + (encoding == Encoding::Brotli ? ".br" : ".gz");
    const Entry sibling = question.folder.root->find(name);
    if (!sibling.file || sibling.file->modifiedNs() < finding.entry.file->modifiedNs()
        || !isSettled(sibling.file->modifiedNs(), nowNs))
        return false;
    chosen.origin = Origin::Sibling;
    chosen.encoding = encoding;
    chosen.file = sibling.file;
    chosen.siblingPath = sibling.diskPath;
    return true;
}

void chooseCoding(const Question &question, const Finding &finding, Representation &chosen, qint64 nowNs)
{
    const std::vector<Encoding> codings = codingsFor(question.request);
    if (question.folder.rules.precompressed) {
        for (const Encoding encoding : codings) {
            if (useSibling(question, finding, encoding, chosen, nowNs))
                return;
        }
    }
    if (question.folder.rules.compress && !codings.empty() && chosen.file->size() >= leastToEncode) {
        chosen.origin = Origin::Made;
        chosen.encoding = codings.front();
    }
}

} // namespace

EncodedKey Representation::key() const
{
    return {file->device(), file->inode(), file->size(), file->modifiedNs(), encoding};
}

Representation represent(const Question &question, const Finding &finding, qint64 nowNs)
{
    const SiteRules &rules = question.folder.rules;
    Representation chosen;
    chosen.file = finding.entry.file;
    chosen.contentType = contentTypeOf(rules, finding.relative);
    chosen.negotiable = (rules.precompressed || rules.compress) && isCompressible(chosen.contentType);
    // What may be another version a moment later can be neither recognised nor kept: its tag would not be
    // strong (RFC 9110 §8.8.1), and its date would promise as much.
    if (!isSettled(chosen.file->modifiedNs(), nowNs))
        return chosen;
    const bool part = question.request.verb == http::Method::Get && question.request.has("Range");
    if (chosen.negotiable && !part)
        chooseCoding(question, finding, chosen, nowNs);
    validate(chosen, nowNs);
    return chosen;
}

} // namespace site
