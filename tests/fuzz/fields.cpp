// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "fuzz.h"

#include "http/conditional.h"
#include "http/date.h"
#include "http/forwarded.h"
#include "http/negotiation.h"
#include "http/parser.h"
#include "http/range.h"

#include <algorithm>
#include <cstdio>
#include <limits>

namespace {

using http::Precondition;
using http::RangeRequest;

std::optional<http::RequestHead> headWith(const QByteArray &fields)
{
    http::RequestParser parser;
    const auto progress = parser.feed("GET / HTTP/1.1\r\nHost: h\r\n" + fields + "\r\n\r\n");
    if (progress.step != http::RequestParser::Step::HeadComplete)
        return std::nullopt;
    return parser.takeHead();
}

/// RFC 9110 §14: whatever is asked for, what is sent is there and says where it belongs.
void judgeRange(const QByteArray &field, qint64 size)
{
    const RangeRequest request = http::parseRange(field, size);
    const bool some = request.kind == RangeRequest::Kind::Ranges;
    fuzz::require(some == !request.ranges.empty(), "ranges where there are none, or none where there are",
                  field);
    fuzz::require(request.ranges.size() <= 16, "more ranges than anybody needs", field);
    for (const http::ByteRange range : request.ranges) {
        fuzz::require(range.first >= 0 && range.first <= range.last && range.last < size,
                      "a range beyond the file", field);
        long long first = 0;
        long long last = 0;
        long long whole = 0;
        const QByteArray told = http::contentRange(range, size);
        std::sscanf(told.constData(), "bytes %lld-%lld/%lld", &first, &last, &whole);
        fuzz::require(first == range.first && last == range.last && whole == size,
                      "Content-Range says something else", told);
    }
}

/// RFC 9110 §13.2.2: who may decide what, and only one who is there.
void judgeConditions(const http::RequestHead &head, const http::Validators &validators)
{
    const http::Verdict verdict = http::evaluate(head, validators);
    const QByteArray field = verdict.field.toByteArray().toLower();
    switch (verdict.outcome) {
    case Precondition::Proceed: fuzz::require(field.isEmpty(), "nothing was decided, but by a field"); break;
    case Precondition::NotModified:
        fuzz::require(field == "if-none-match" || field == "if-modified-since", "304 by another field",
                      field);
        fuzz::require(field == "if-none-match" || !head.has("If-None-Match"),
                      "If-Modified-Since beside If-None-Match");
        break;
    case Precondition::Failed:
        fuzz::require(field == "if-match" || field == "if-unmodified-since", "412 by another field", field);
        fuzz::require(field == "if-match" || !head.has("If-Match"), "If-Unmodified-Since beside If-Match");
        break;
    }
    fuzz::require(field.isEmpty() || head.has(field), "a field decided that is not there", field);
    fuzz::require(head.has("If-Range") || http::isRangeWanted(head, validators),
                  "a range is not wanted without If-Range");
}

void judgeNegotiation(const http::RequestHead &head)
{
    for (const char *coding : {"gzip", "br", "identity", "zstd"}) {
        const int quality = http::codingQuality(head.list("Accept-Encoding"), coding);
        fuzz::require(quality >= 0 && quality <= 1000, "a weight that is none");
    }
    for (const char *type : {"text/html; charset=utf-8", "application/json", "image/png"}) {
        const int quality = http::mediaQuality(head.list("Accept"), type);
        fuzz::require(quality >= 0 && quality <= 1000, "a weight that is none");
    }
}

/// RFC 9110 §5.6.7: a date is written so that it is read as the same one.
void judgeDate(const QByteArray &field)
{
    const auto date = http::parseDate(field);
    if (date)
        fuzz::require(http::parseDate(http::formatDate(*date)) == date, "a date that is read otherwise",
                      field);
}

} // namespace

/// Field lines of a request for a file, whose size the first byte says.
extern "C" int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    if (size == 0)
        return 0;
    const auto head = headWith(fuzz::bytesOf(data + 1, size - 1));
    if (!head)
        return 0;
    for (const qint64 length : {qint64(data[0]), qint64(0), std::numeric_limits<qint64>::max()})
        judgeRange(head->list("Range"), length);
    judgeConditions(*head, {"\"a\"", 784'111'777});
    judgeConditions(*head, {"W/\"a\"", std::nullopt});
    judgeConditions(*head, {{}, 0});
    judgeNegotiation(*head);
    judgeDate(head->list("If-Modified-Since"));
    for (const QByteArray &address : http::forwardedFor(*head))
        fuzz::require(
            std::all_of(address.begin(), address.end(), [](char c) { return uchar(c) >= 0x20 || c == '\t'; }),
            "a byte in an address that no field may hold", address);
    return 0;
}
