// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "trace/filterterm.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QLocale>
#include <QStringList>

#include <algorithm>
#include <array>
#include <cmath>

namespace trace {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(trace::Filter)
};

using TermOrSentence = tl::expected<FilterTerm, QString>;

struct Sign
{
    QLatin1StringView text;
    Relation relation;
};

/// The longer ones first.
constexpr std::array signs{
    Sign{QLatin1StringView(">="), Relation::GreaterOrEqual},
    Sign{QLatin1StringView("<="), Relation::LessOrEqual},
    Sign{QLatin1StringView(">"), Relation::Greater},
    Sign{QLatin1StringView("<"), Relation::Less},
    Sign{QLatin1StringView("="), Relation::Equal},
};

struct Unit
{
    QLatin1StringView name;
    qint64 factor;
};

/// A longer name stands before one that it ends with.
constexpr std::array byteUnits{
    Unit{QLatin1StringView("KiB"), 1LL << 10}, Unit{QLatin1StringView("MiB"), 1LL << 20},
    Unit{QLatin1StringView("GiB"), 1LL << 30}, Unit{QLatin1StringView("Ki"), 1LL << 10},
    Unit{QLatin1StringView("Mi"), 1LL << 20},  Unit{QLatin1StringView("Gi"), 1LL << 30},
    Unit{QLatin1StringView("kB"), 1000},       Unit{QLatin1StringView("MB"), 1000000},
    Unit{QLatin1StringView("GB"), 1000000000}, Unit{QLatin1StringView("k"), 1000},
    Unit{QLatin1StringView("M"), 1000000},     Unit{QLatin1StringView("G"), 1000000000},
    Unit{QLatin1StringView("B"), 1},           Unit{QLatin1StringView(""), 1},
};

constexpr std::array spanUnits{
    Unit{QLatin1StringView("min"), 60'000'000'000},
    Unit{QLatin1StringView("ns"), 1},
    Unit{QLatin1StringView("us"), 1000},
    Unit{QLatin1StringView("ms"), 1'000'000},
    Unit{QLatin1StringView("s"), 1'000'000'000},
    Unit{QLatin1StringView("h"), 3'600'000'000'000},
};

/// Digits with at most one point, and one of the units.
template <size_t count>
std::optional<qint64> scaled(QStringView text, const std::array<Unit, count> &units)
{
    const auto unit = std::find_if(units.begin(), units.end(), [text](const Unit &entry) {
        return text.endsWith(entry.name, Qt::CaseInsensitive);
    });
    if (unit == units.end())
        return std::nullopt;
    const QStringView digits = text.chopped(unit->name.size());
    const auto isFigure = [](QChar c) { return (c >= u'0' && c <= u'9') || c == u'.'; };
    if (digits.isEmpty() || !std::all_of(digits.begin(), digits.end(), isFigure))
        return std::nullopt;
    bool isNumber = false;
    if (const qint64 whole = digits.toLongLong(&isNumber); isNumber && whole <= 1'000'000'000'000)
        return whole <= 4'000'000'000'000'000'000 / unit->factor ? std::optional(whole * unit->factor)
                                                                 : std::nullopt;
    const double value = QLocale::c().toDouble(digits, &isNumber) * double(unit->factor);
    return isNumber && value <= 4e18 ? std::optional<qint64>(std::llround(value)) : std::nullopt;
}

std::optional<qint64> wholeNumber(QStringView text)
{
    const bool isPlain = !text.isEmpty() && text.size() <= 18
        && std::all_of(text.begin(), text.end(), [](QChar c) { return c >= u'0' && c <= u'9'; });
    return isPlain ? std::optional(text.toLongLong()) : std::nullopt;
}

TermOrSentence textTerm(const FilterKeyInfo &info, const ValueText &value)
{
    using enum TextTest::Kind;
    if (value.sign && *value.sign != Relation::Equal)
        return tl::make_unexpected(
            Text::tr("%1 is text: write %1:word for a part of it, or %1:=word for all of it.")
                .arg(info.name));
    TextTest::Kind kind = value.sign || info.value == FilterValue::Exact ? Equals : Contains;
    if (value.form == ValueText::Form::Pattern)
        kind = Pattern;
    else if (info.key == FilterKey::Domain && value.form == ValueText::Form::Plain && !value.sign
             && value.text.contains(u'*'))
        kind = Glob;
    TextTest test(kind, value.text);
    if (const QString fault = test.fault(); !fault.isEmpty())
        return tl::make_unexpected(
            Text::tr("This is not a regular expression: %1. To look for the text itself, "
                     "put it in quotes.")
                .arg(fault));
    return FilterTerm{info.key, std::move(test)};
}

TermOrSentence statusTerm(QStringView text, std::optional<Relation> sign)
{
    NumberTest test{sign.value_or(Relation::Equal), 0};
    qint64 least = 100;
    if (!sign && text.size() == 3 && text.endsWith(u"xx", Qt::CaseInsensitive)) {
        test.relation = Relation::Class;
        text.chop(2);
        least = 1;
    }
    const auto number = wholeNumber(text);
    if (!number || *number < least || *number >= least * 10)
        return tl::make_unexpected(Text::tr("A status is written 404, 4xx, >=400 or <500."));
    test.number = *number;
    return FilterTerm{FilterKey::Status, test};
}

/// A date alone begins with its midnight; without a zone it is local time.
std::optional<qint64> momentOf(const QString &text)
{
    const QDateTime time = QDateTime::fromString(text, Qt::ISODateWithMs);
    return time.isValid() ? std::optional(time.toMSecsSinceEpoch()) : std::nullopt;
}

std::optional<qint64> numberIn(FilterValue value, QStringView text)
{
    switch (value) {
    case FilterValue::Bytes: return scaled(text, byteUnits);
    case FilterValue::Span: return text == u"0" ? std::optional<qint64>(0) : scaled(text, spanUnits);
    case FilterValue::Moment: return momentOf(text.toString());
    default: return wholeNumber(text);
    }
}

QString sentenceFor(const FilterKeyInfo &info)
{
    switch (info.value) {
    case FilterValue::Bytes:
        return Text::tr("A size is written 10000, 10k (k = 1000), 10Ki (Ki = 1024) or 1.5M.");
    case FilterValue::Span: return Text::tr("A time needs its unit: 200us, 100ms, 1.5s, 2min or 1h.");
    case FilterValue::Moment: return Text::tr("A time is written 2026-05-04 or 2026-05-04T14:03:05.");
    default: return Text::tr("%1 takes a number, as in %2.").arg(info.name, QLatin1StringView(info.example));
    }
}

TermOrSentence numberTerm(const FilterKeyInfo &info, const ValueText &value)
{
    QStringView text = value.text;
    auto sign = value.sign;
    if (const auto inside = signOf(text); !sign && inside) { // quoted with its sign
        sign = inside->relation;
        text = text.sliced(inside->length);
    }
    if (info.value == FilterValue::Status)
        return statusTerm(text, sign);
    const auto number = numberIn(info.value, text);
    if (!number)
        return tl::make_unexpected(sentenceFor(info));
    const Relation usual = info.value == FilterValue::Number ? Relation::Equal : Relation::GreaterOrEqual;
    return FilterTerm{info.key, NumberTest{sign.value_or(usual), *number}};
}

/// Whether the wanted parts, joined by hyphens, are parts of the name side by side: "timeout" of
/// "idle-timeout".
bool isPartOf(QStringView wanted, const QString &name)
{
    const QString padded = u'-' + name + u'-';
    return padded.contains(u'-' + wanted.toString() + u'-', Qt::CaseInsensitive);
}

/// The word itself, else every word that it is a part of.
quint32 maskOf(const std::vector<FilterWord> &words, QStringView wanted)
{
    quint32 mask = 0;
    for (size_t i = 0; i < words.size(); ++i) {
        if (wanted.compare(words[i].name, Qt::CaseInsensitive) == 0)
            return 1U << i;
        if (isPartOf(wanted, words[i].name))
            mask |= 1U << i;
    }
    return mask;
}

TermOrSentence wordTerm(const FilterKeyInfo &info, const ValueText &value)
{
    const auto words = filterWords(info.key);
    const bool isEqual = !value.sign || *value.sign == Relation::Equal;
    const quint32 mask = isEqual ? maskOf(words, value.text) : 0;
    if (mask != 0)
        return FilterTerm{info.key, WordTest{mask, value.text.toLower()}};
    QStringList names;
    for (const FilterWord &word : words)
        names.append(word.name);
    return tl::make_unexpected(Text::tr("%1 knows %2.").arg(info.name, names.join(QLatin1StringView(", "))));
}

} // namespace

std::optional<SignText> signOf(QStringView text)
{
    const auto sign = std::find_if(signs.begin(), signs.end(),
                                   [text](const Sign &entry) { return text.startsWith(entry.text); });
    return sign == signs.end() ? std::nullopt : std::optional(SignText{sign->relation, sign->text.size()});
}

QLatin1StringView textOf(Relation relation)
{
    const auto sign = std::find_if(signs.begin(), signs.end(),
                                   [relation](const Sign &entry) { return entry.relation == relation; });
    return sign == signs.end() ? QLatin1StringView() : sign->text;
}

tl::expected<FilterTerm, QString> makeTerm(FilterKey key, const ValueText &value)
{
    const FilterKeyInfo &info = filterKey(key);
    const bool isText = info.value == FilterValue::Text || info.value == FilterValue::Exact;
    if (isText)
        return textTerm(info, value);
    if (value.form == ValueText::Form::Pattern)
        return tl::make_unexpected(Text::tr("%1 takes no regular expression; write it as in %2.")
                                       .arg(info.name, QLatin1StringView(info.example)));
    return info.value == FilterValue::Word ? wordTerm(info, value) : numberTerm(info, value);
}

} // namespace trace
