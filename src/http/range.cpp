// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "http/range.h"

#include "http/grammar.h"
#include "http/members.h"

#include <algorithm>
#include <limits>
#include <optional>

namespace http {

namespace {

using Kind = RangeRequest::Kind;

constexpr std::size_t mostRanges = 16;
constexpr qint64 most = std::numeric_limits<qint64>::max();

/// int-range or suffix-range as written: "5-9", "5-" without last, "-5" without first.
struct RangeSpec
{
    std::optional<qint64> first;
    std::optional<qint64> last;
};

/// 1*DIGIT; what does not fit is as good as the largest number.
std::optional<qint64> position(QByteArrayView digits)
{
    if (digits.isEmpty())
        return std::nullopt;
    qint64 value = 0;
    for (const char c : digits) {
        if (!grammar::is(c, grammar::Digit))
            return std::nullopt;
        const int digit = c - '0';
        value = value > (most - digit) / 10 ? most : value * 10 + digit;
    }
    return value;
}

std::optional<RangeSpec> parseSpec(QByteArrayView text)
{
    const qsizetype dash = text.indexOf('-');
    if (dash < 0)
        return std::nullopt;
    const QByteArrayView before = text.first(dash);
    const QByteArrayView after = text.sliced(dash + 1);
    const RangeSpec spec{position(before), position(after)};
    const bool isMalformed = (!before.isEmpty() && !spec.first) || (!after.isEmpty() && !spec.last);
    const bool isInvalid = spec.first && spec.last && *spec.last < *spec.first;
    if (isMalformed || isInvalid || (!spec.first && !spec.last))
        return std::nullopt;
    return spec;
}

/// Nothing when one is malformed: then the whole field is.
std::optional<std::vector<RangeSpec>> parseSpecs(QByteArrayView set)
{
    std::vector<RangeSpec> specs;
    Members members(set);
    while (const auto member = members.next()) {
        const auto spec = parseSpec(*member);
        if (!spec || specs.size() == mostRanges)
            return std::nullopt;
        specs.push_back(*spec);
    }
    return specs;
}

/// RFC 9110 §14.1.2: a suffix longer than the file is all of it, an end behind the file's is the file's.
std::optional<ByteRange> satisfied(const RangeSpec &spec, qint64 size)
{
    const qint64 first = spec.first ? *spec.first : size - std::min(*spec.last, size);
    if (first >= size)
        return std::nullopt;
    return ByteRange{first, spec.first && spec.last ? std::min(*spec.last, size - 1) : size - 1};
}

bool overlap(ByteRange a, ByteRange b)
{
    return a.first <= b.last && b.first <= a.last;
}

bool overlapTooMuch(const std::vector<ByteRange> &ranges)
{
    const auto overlapping = std::count_if(ranges.begin(), ranges.end(), [&ranges](const ByteRange &range) {
        return std::any_of(ranges.begin(), ranges.end(), [&range](const ByteRange &other) {
            return &other != &range && overlap(other, range);
        });
    });
    return overlapping > 2;
}

std::vector<ByteRange> joined(const std::vector<ByteRange> &ranges)
{
    std::vector<ByteRange> result;
    for (const ByteRange range : ranges) {
        // No end is above the size, so that one more fits.
        if (!result.empty() && range.first <= result.back().last + 1 && result.back().first <= range.last + 1)
            result.back()
                = {std::min(result.back().first, range.first), std::max(result.back().last, range.last)};
        else
            result.push_back(range);
    }
    return result;
}

} // namespace

RangeRequest parseRange(QByteArrayView field, qint64 size)
{
    const qsizetype equal = field.indexOf('=');
    if (equal < 0 || !grammar::equals(field.first(equal), "bytes"))
        return {Kind::Whole};
    const auto specs = parseSpecs(field.sliced(equal + 1));
    if (!specs || specs->empty())
        return {Kind::Whole};

    std::vector<ByteRange> ranges;
    bool isSuffixOfNothing = false;
    for (const RangeSpec &spec : *specs) {
        if (const auto range = satisfied(spec, size))
            ranges.push_back(*range);
        isSuffixOfNothing |= size == 0 && !spec.first && *spec.last > 0;
    }
    if (ranges.empty())
        return {isSuffixOfNothing ? Kind::Whole : Kind::Unsatisfiable};
    if (overlapTooMuch(ranges))
        return {Kind::Whole};
    return {Kind::Ranges, joined(ranges)};
}

QByteArray contentRange(ByteRange range, qint64 size)
{
    return "bytes " + QByteArray::number(range.first) + '-' + QByteArray::number(range.last) + '/'
        + QByteArray::number(size);
}

QByteArray unsatisfiedRange(qint64 size)
{
    return "bytes */" + QByteArray::number(size);
}

} // namespace http
