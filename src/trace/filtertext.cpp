// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "trace/filterterm.h"
#include "trace/filterwords.h"
#include "trace/filterwrite.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QLocale>
#include <QStringList>

#include <algorithm>
#include <array>

namespace trace {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(trace::Filter)
};

struct Unit
{
    const char *name;
    qint64 factor;
};

/// The largest of the units, given ascending, that the number is a whole multiple of.
template <size_t count>
Unit unitOf(qint64 number, const std::array<Unit, count> &units)
{
    Unit best = units.front();
    for (const Unit &unit : units) {
        if (number >= unit.factor && number % unit.factor == 0)
            best = unit;
    }
    return best;
}

constexpr std::array byteUnits{Unit{"", 1}, Unit{"k", 1000}, Unit{"M", 1'000'000}, Unit{"G", 1'000'000'000}};
constexpr std::array spanUnits{
    Unit{"ns", 1},
    Unit{"us", 1000},
    Unit{"ms", 1'000'000},
    Unit{"s", 1'000'000'000},
    Unit{"min", 60'000'000'000},
    Unit{"h", 3'600'000'000'000},
};

/// A regular expression as it can stand between slashes.
QString betweenSlashes(const QString &pattern)
{
    QString text;
    for (qsizetype at = 0; at < pattern.size(); ++at) {
        const bool escaped = pattern[at] == u'\\' && at + 1 < pattern.size();
        const QChar c = escaped ? pattern[++at] : pattern[at];
        if (c.isSpace())
            text += QStringLiteral("\\x{%1}").arg(c.unicode(), 0, 16);
        else if (escaped || c == u'/')
            text += QStringLiteral("\\") + c;
        else
            text += c;
    }
    return u'/' + text + u'/';
}

QString inQuotes(QString text)
{
    text.replace(u'\\', QStringLiteral("\\\\")).replace(u'"', QStringLiteral("\\\""));
    return u'"' + text + u'"';
}

/// A word must not look as if it began with a key.
QString textOf(const TextTest &test, bool isWord)
{
    switch (test.kind()) {
    case TextTest::Kind::Contains:
        return isWord && test.text().contains(u':') ? inQuotes(test.text()) : quotedForFilter(test.text());
    case TextTest::Kind::Equals: return u'=' + quotedForFilter(test.text());
    case TextTest::Kind::Glob: return test.text();
    case TextTest::Kind::Pattern: return betweenSlashes(test.text()) + u'i';
    }
    Q_UNREACHABLE();
}

QString textOf(FilterValue value, const NumberTest &test)
{
    if (test.relation == Relation::Class)
        return QString::number(test.number) + QStringLiteral("xx");
    const QString sign = trace::textOf(test.relation);
    switch (value) {
    case FilterValue::Bytes: return sign + bytesText(test.number);
    case FilterValue::Span: return sign + spanText(test.number);
    case FilterValue::Moment: return sign + momentText(test.number);
    default: return (test.relation == Relation::Equal ? QString() : sign) + QString::number(test.number);
    }
}

/// "%1 is at least %2".
QString comparison(Relation relation, bool negated)
{
    switch (relation) {
    case Relation::Class:
    case Relation::Equal: return negated ? Text::tr("%1 is not %2") : Text::tr("%1 is %2");
    case Relation::Less: return negated ? Text::tr("%1 is not below %2") : Text::tr("%1 is below %2");
    case Relation::LessOrEqual:
        return negated ? Text::tr("%1 is not at most %2") : Text::tr("%1 is at most %2");
    case Relation::Greater: return negated ? Text::tr("%1 is not above %2") : Text::tr("%1 is above %2");
    case Relation::GreaterOrEqual:
        return negated ? Text::tr("%1 is not at least %2") : Text::tr("%1 is at least %2");
    }
    Q_UNREACHABLE();
}

/// The same of a moment.
QString moment(Relation relation, bool negated)
{
    switch (relation) {
    case Relation::Class:
    case Relation::Equal: return comparison(Relation::Equal, negated);
    case Relation::Less:
        return negated ? moment(Relation::GreaterOrEqual, false) : Text::tr("%1 is before %2");
    case Relation::LessOrEqual:
        return negated ? moment(Relation::Greater, false) : Text::tr("%1 is not after %2");
    case Relation::Greater:
        return negated ? moment(Relation::LessOrEqual, false) : Text::tr("%1 is after %2");
    case Relation::GreaterOrEqual:
        return negated ? moment(Relation::Less, false) : Text::tr("%1 is not before %2");
    }
    Q_UNREACHABLE();
}

QString numberForPeople(FilterValue value, const NumberTest &test)
{
    const QLocale locale;
    switch (value) {
    case FilterValue::Bytes:
        return test.number == 1 ? Text::tr("1 byte") : Text::tr("%1 bytes").arg(locale.toString(test.number));
    case FilterValue::Span: {
        const Unit unit = unitOf(test.number, spanUnits);
        const bool isMicro = unit.factor == 1000;
        return locale.toString(test.number / unit.factor) + u' '
            + (isMicro ? QStringLiteral("µs") : QString::fromLatin1(unit.name));
    }
    case FilterValue::Moment:
        return QDateTime::fromMSecsSinceEpoch(test.number).toString(u"yyyy-MM-dd HH:mm:ss.zzz");
    default:
        return QString::number(test.number)
            + (test.relation == Relation::Class ? QStringLiteral("xx") : QString());
    }
}

/// "%1 contains %2". A field that a head has to have is had.
QString textMeaning(FilterKey key, TextTest::Kind kind, bool negated)
{
    if (key == FilterKey::HasRequestHeader || key == FilterKey::HasResponseHeader) {
        if (kind == TextTest::Kind::Pattern)
            return negated ? Text::tr("%1 has no field that matches %2")
                           : Text::tr("%1 has a field that matches %2");
        return negated ? Text::tr("%1 has no field %2") : Text::tr("%1 has a field %2");
    }
    switch (kind) {
    case TextTest::Kind::Contains:
        return negated ? Text::tr("%1 does not contain %2") : Text::tr("%1 contains %2");
    case TextTest::Kind::Glob:
    case TextTest::Kind::Equals: return comparison(Relation::Equal, negated);
    case TextTest::Kind::Pattern:
        return negated ? Text::tr("%1 does not match %2") : Text::tr("%1 matches %2");
    }
    Q_UNREACHABLE();
}

/// Words are looked for in many places: no place has them.
QString anywhereMeaning(const TextTest &test, bool negated)
{
    if (test.kind() == TextTest::Kind::Pattern)
        return (negated ? Text::tr("nothing matches %1") : Text::tr("anything matches %1"))
            .arg(betweenSlashes(test.text()));
    return (negated ? Text::tr("nothing contains %1") : Text::tr("anything contains %1")).arg(test.text());
}

QString textMeaning(FilterKey key, const TextTest &test, bool negated)
{
    if (key == FilterKey::Word)
        return anywhereMeaning(test, negated);
    const bool isPattern = test.kind() == TextTest::Kind::Pattern;
    const QString text = isPattern ? betweenSlashes(test.text())
        : key == FilterKey::Method ? test.text().toUpper()
                                   : test.text();
    return textMeaning(key, test.kind(), negated).arg(label(filterKey(key)), text);
}

/// NodeT is Filter::Node, which has no name out here.
template <typename NodeT>
QString nodeText(const NodeT &node)
{
    using Kind = typename NodeT::Kind;
    if (node.kind == Kind::Term)
        return toText(node.term);
    if (node.kind == Kind::Not) {
        const NodeT &part = node.parts.front();
        const QString text = nodeText(part);
        return part.kind == Kind::Term ? u'-' + text : QStringLiteral("-(%1)").arg(text);
    }
    QStringList texts;
    for (const NodeT &part : node.parts) {
        const bool group = part.kind == Kind::Any; // binds less than standing side by side
        texts.append(group ? u'(' + nodeText(part) + u')' : nodeText(part));
    }
    return texts.join(node.kind == Kind::All ? QStringLiteral(" ") : QStringLiteral(" | "));
}

template <typename NodeT>
QString nodeMeaning(const NodeT &node)
{
    using Kind = typename NodeT::Kind;
    if (node.kind == Kind::Term)
        return meaning(node.term, false);
    if (node.kind == Kind::Not) {
        const NodeT &part = node.parts.front();
        return part.kind == Kind::Term ? meaning(part.term, true)
                                       : Text::tr("not (%1)").arg(nodeMeaning(part));
    }
    QStringList meanings;
    for (const NodeT &part : node.parts) {
        const bool group = part.kind == Kind::All || part.kind == Kind::Any;
        meanings.append(group ? u'(' + nodeMeaning(part) + u')' : nodeMeaning(part));
    }
    return meanings.join(node.kind == Kind::All ? Text::tr(" and ") : Text::tr(" or "));
}

} // namespace

QString bytesText(qint64 bytes)
{
    const Unit unit = unitOf(bytes, byteUnits);
    return QString::number(bytes / unit.factor) + QLatin1StringView(unit.name);
}

QString spanText(qint64 ns)
{
    const Unit unit = unitOf(ns, spanUnits);
    return QString::number(ns / unit.factor) + QLatin1StringView(unit.name);
}

QString momentText(qint64 ms)
{
    return QDateTime::fromMSecsSinceEpoch(ms, Qt::UTC).toString(Qt::ISODateWithMs);
}

QString quotedForFilter(const QString &text)
{
    const auto isPlain
        = [](QChar c) { return c.isLetterOrNumber() || QStringView(u"._-/:%?=&+,;@").contains(c); };
    const bool isWord = std::all_of(text.cbegin(), text.cend(), isPlain) && !text.isEmpty()
        && !QStringView(u"-=").contains(text.front());
    // "/a/" and "/a/i" could be taken for regular expressions.
    const bool isBetweenSlashes = text.startsWith(u'/')
        && (text.endsWith(u'/') || text.endsWith(QStringLiteral("/i"), Qt::CaseInsensitive));
    if (isWord && !isBetweenSlashes)
        return text;
    return inQuotes(text);
}

QString toText(const FilterTerm &term)
{
    const FilterKeyInfo &info = filterKey(term.key);
    const bool isWord = term.key == FilterKey::Word;
    const QString start = isWord ? QString() : info.name + QStringLiteral(":");
    if (const auto *text = std::get_if<TextTest>(&term.test))
        return start + textOf(*text, isWord);
    if (const auto *number = std::get_if<NumberTest>(&term.test))
        return start + textOf(info.value, *number);
    return start + quotedForFilter(std::get<WordTest>(term.test).text);
}

QString meaning(const FilterTerm &term, bool negated)
{
    const FilterKeyInfo &info = filterKey(term.key);
    if (const auto *text = std::get_if<TextTest>(&term.test))
        return textMeaning(term.key, *text, negated);
    if (const auto *number = std::get_if<NumberTest>(&term.test)) {
        const QString pattern = info.value == FilterValue::Moment ? moment(number->relation, negated)
                                                                  : comparison(number->relation, negated);
        return pattern.arg(label(info), numberForPeople(info.value, *number));
    }
    const QString &word = std::get<WordTest>(term.test).text;
    return wordMeaning(term.key, word, negated)
        .value_or(comparison(Relation::Equal, negated).arg(label(info), word));
}

QString Filter::meaning() const
{
    return m_root ? nodeMeaning(*m_root) : Text::tr("everything");
}

QString Filter::toText() const
{
    return m_root ? nodeText(*m_root) : QString();
}

} // namespace trace
