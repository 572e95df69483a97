// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "http/conditional.h"

#include "http/date.h"
#include "http/grammar.h"

#include <algorithm>

namespace http {

namespace {

constexpr QByteArrayView weakMark = "W/";

enum class Comparison : quint8 { Strong, Weak };

QByteArrayView withoutMark(QByteArrayView tag)
{
    return tag.startsWith(weakMark) ? tag.sliced(weakMark.size()) : tag;
}

/// RFC 9110 §8.8.3.2. No tag, and what is not in quotes, equals nothing.
bool matches(QByteArrayView one, QByteArrayView other, Comparison comparison)
{
    const bool isWeak = one.startsWith(weakMark) || other.startsWith(weakMark);
    const QByteArrayView opaque = withoutMark(one);
    return opaque.startsWith('"') && opaque == withoutMark(other)
        && (comparison == Comparison::Weak || !isWeak);
}

/// The end of the tag or of whatever else text starts with. A tag may hold commas and knows no escapes.
qsizetype endOfTag(QByteArrayView text)
{
    const qsizetype open = text.startsWith(weakMark) ? weakMark.size() : 0;
    const qsizetype close = text.sliced(open).startsWith('"') ? text.indexOf('"', open + 1) : -1;
    const qsizetype comma = text.indexOf(',', close + 1);
    return comma < 0 ? text.size() : comma;
}

bool matchesAny(QByteArrayView list, QByteArrayView tag, Comparison comparison)
{
    if (grammar::trimmed(list) == "*")
        return true;
    for (QByteArrayView rest = grammar::trimmed(list); !rest.isEmpty();) {
        const qsizetype end = endOfTag(rest);
        if (matches(grammar::trimmed(rest.first(end)), tag, comparison))
            return true;
        rest = grammar::trimmed(rest.sliced(std::min(end + 1, rest.size())));
    }
    return false;
}

/// True when there is such a field, it is a date, and the representation was modified after it.
bool isModifiedSince(std::optional<qint64> date, std::optional<qint64> modified)
{
    return date && modified && *modified > *date;
}

/// Steps 1 and 2 of RFC 9110 §13.2.2.
Verdict evaluateMatch(const RequestHead &head, const Validators &validators)
{
    if (head.has("If-Match")) {
        if (!matchesAny(head.list("If-Match"), validators.entityTag, Comparison::Strong))
            return {Precondition::Failed, "If-Match"};
    } else if (isModifiedSince(parseDate(head.list("If-Unmodified-Since")), validators.modified)) {
        return {Precondition::Failed, "If-Unmodified-Since"};
    }
    return {};
}

/// Steps 3 and 4.
Verdict evaluateNoneMatch(const RequestHead &head, const Validators &validators)
{
    const bool isRead = head.verb == Method::Get || head.verb == Method::Head;
    if (head.has("If-None-Match")) {
        if (matchesAny(head.list("If-None-Match"), validators.entityTag, Comparison::Weak))
            return {isRead ? Precondition::NotModified : Precondition::Failed, "If-None-Match"};
        return {};
    }
    const auto since = isRead ? parseDate(head.list("If-Modified-Since")) : std::nullopt;
    if (since && validators.modified && *validators.modified <= *since)
        return {Precondition::NotModified, "If-Modified-Since"};
    return {};
}

} // namespace

Verdict evaluate(const RequestHead &head, const Validators &validators)
{
    const Verdict match = evaluateMatch(head, validators);
    return match.outcome == Precondition::Proceed ? evaluateNoneMatch(head, validators) : match;
}

bool isRangeWanted(const RequestHead &head, const Validators &validators)
{
    if (!head.has("If-Range"))
        return true;
    const QByteArray condition = head.list("If-Range");
    if (withoutMark(condition).startsWith('"'))
        return matches(condition, validators.entityTag, Comparison::Strong);
    const auto date = parseDate(condition);
    return date && date == validators.modified;
}

} // namespace http
