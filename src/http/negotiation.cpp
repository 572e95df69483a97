// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "http/negotiation.h"

#include "http/grammar.h"
#include "http/members.h"

#include <algorithm>
#include <optional>

namespace http {

namespace {

using grammar::equals;

struct Parameter
{
    QByteArrayView name;
    QByteArrayView value;
};

Parameter parseParameter(QByteArrayView text)
{
    const qsizetype equal = text.indexOf('=');
    if (equal < 0)
        return {text, {}};
    return {grammar::trimmed(text.first(equal)), grammar::trimmed(text.sliced(equal + 1))};
}

/// qvalue in thousandths (RFC 9110 §12.4.2); nothing when it is not one.
std::optional<int> parseWeight(QByteArrayView text)
{
    if (text.isEmpty() || text.size() > 5 || (text[0] != '0' && text[0] != '1')
        || (text.size() > 1 && text[1] != '.'))
        return std::nullopt;
    int thousandths = (text[0] - '0') * 1000;
    int worth = 100;
    for (const char c : text.sliced(std::min<qsizetype>(2, text.size()))) {
        if (!grammar::is(c, grammar::Digit))
            return std::nullopt;
        thousandths += (c - '0') * worth;
        worth /= 10;
    }
    return thousandths <= 1000 ? std::optional(thousandths) : std::nullopt;
}

/// A member of Accept or Accept-Encoding, taken apart.
struct Preference
{
    QByteArrayView name;       ///< up to the first semicolon
    QByteArrayView parameters; ///< what is between name and weight
    int quality = 1000;
};

/// Nothing when the weight is malformed.
std::optional<Preference> parsePreference(QByteArrayView member)
{
    Members parts(member, ';');
    Preference preference;
    preference.name = parts.next().value_or(QByteArrayView());
    const auto from = member.indexOf(';') + 1;
    while (const auto part = parts.next()) {
        const Parameter parameter = parseParameter(*part);
        if (equals(parameter.name, "q")) {
            const auto quality = parseWeight(parameter.value);
            if (quality)
                preference.quality = *quality;
            return quality ? std::optional(preference) : std::nullopt;
        }
        preference.parameters = member.sliced(from, part->data() + part->size() - member.data() - from);
    }
    return preference;
}

QByteArrayView registeredCoding(QByteArrayView coding)
{
    if (equals(coding, "x-gzip") || equals(coding, "x-compress"))
        return coding.sliced(2);
    return coding;
}

bool hasParameter(QByteArrayView parameters, const Parameter &wanted)
{
    Members members(parameters, ';');
    while (const auto member = members.next()) {
        const Parameter parameter = parseParameter(*member);
        if (equals(parameter.name, wanted.name) && equals(parameter.value, wanted.value))
            return true;
    }
    return false;
}

QByteArrayView mainType(QByteArrayView type)
{
    return type.first(std::max<qsizetype>(type.indexOf('/'), 0));
}

/// How closely a media range fits a type: 0 not at all, 1 by "*/*", 2 by "text/*", 3 by name, one more for
/// each parameter.
int closeness(const Preference &range, const Preference &type)
{
    if (range.name == "*/*")
        return 1;
    if (range.name.endsWith("/*"))
        return equals(mainType(range.name), mainType(type.name)) ? 2 : 0;
    if (!equals(range.name, type.name))
        return 0;
    int close = 3;
    Members members(range.parameters, ';');
    while (const auto member = members.next()) {
        if (!hasParameter(type.parameters, parseParameter(*member)))
            return 0;
        ++close;
    }
    return close;
}

} // namespace

int codingQuality(QByteArrayView acceptEncoding, QByteArrayView coding)
{
    const QByteArrayView wanted = registeredCoding(coding);
    const bool isIdentity = equals(wanted, "identity");
    std::optional<int> any;
    Members members(acceptEncoding);
    while (const auto member = members.next()) {
        const auto preference = parsePreference(*member);
        if (!preference)
            continue;
        if (equals(registeredCoding(preference->name), wanted))
            return preference->quality;
        if (!any && preference->name == "*")
            any = preference->quality;
    }
    if (isIdentity)
        return any == 0 ? 0 : 1;
    return any.value_or(0);
}

int mediaQuality(QByteArrayView accept, QByteArrayView type)
{
    if (grammar::trimmed(accept).isEmpty())
        return 1000;
    const auto wanted = parsePreference(type).value_or(Preference{type, {}, 0});
    int best = 0;
    int quality = 0;
    Members members(accept);
    while (const auto member = members.next()) {
        const auto range = parsePreference(*member);
        const int close = range ? closeness(*range, wanted) : 0;
        if (close > best) {
            best = close;
            quality = range->quality;
        }
    }
    return quality;
}

} // namespace http
