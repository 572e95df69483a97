// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "trace/filtertest.h"

#include <QVarLengthArray>

#include <algorithm>

namespace trace {

namespace {

char lower(char c)
{
    return c >= 'A' && c <= 'Z' ? char(c + ('a' - 'A')) : c;
}

bool isAscii(QByteArrayView bytes)
{
    return std::none_of(bytes.begin(), bytes.end(), [](char c) { return (c & 0x80) != 0; });
}

bool startsWithLower(const char *bytes, QByteArrayView wanted)
{
    return std::equal(wanted.begin(), wanted.end(), bytes, [](char a, char b) { return a == lower(b); });
}

/// wanted is in lower case and not empty.
bool containsLower(QByteArrayView bytes, QByteArrayView wanted)
{
    if (bytes.size() < wanted.size())
        return false;
    const char *last = bytes.end() - wanted.size();
    for (const char *at = bytes.begin(); at <= last; ++at) {
        if (lower(*at) == wanted.front() && startsWithLower(at, wanted))
            return true;
    }
    return false;
}

/// * becomes .* and nothing else means anything.
QString globPattern(const QString &text)
{
    QString pattern = QRegularExpression::escape(text);
    pattern.replace(QLatin1StringView("\\*"), QLatin1StringView(".*"));
    return QRegularExpression::anchoredPattern(pattern);
}

} // namespace

TextTest::TextTest(Kind kind, const QString &text)
    : m_kind(kind)
    , m_text(text)
{
    if (kind == Kind::Contains || kind == Kind::Equals) {
        m_bytes = text.toLower().toUtf8();
        m_ascii = isAscii(m_bytes);
        return;
    }
    m_expression.setPatternOptions(QRegularExpression::CaseInsensitiveOption);
    m_expression.setPattern(kind == Kind::Glob ? globPattern(text) : text);
    m_expression.optimize();
}

QString TextTest::fault() const
{
    return m_expression.isValid() ? QString() : m_expression.errorString();
}

bool TextTest::in(QByteArrayView bytes) const
{
    switch (m_kind) {
    case Kind::Contains: return m_ascii ? containsLower(bytes, m_bytes) : in(QString::fromUtf8(bytes));
    case Kind::Equals:
        if (!m_ascii)
            return in(QString::fromUtf8(bytes));
        return bytes.size() == m_bytes.size() && startsWithLower(bytes.data(), m_bytes);
    default: break;
    }
    if (!isAscii(bytes))
        return in(QString::fromUtf8(bytes));
    QVarLengthArray<char16_t, 512> wide(bytes.size());
    std::transform(bytes.begin(), bytes.end(), wide.begin(), [](char c) { return char16_t(c); });
    return in(QStringView(wide.data(), wide.size()));
}

bool TextTest::in(QStringView text) const
{
    switch (m_kind) {
    case Kind::Contains: return text.contains(m_text, Qt::CaseInsensitive);
    case Kind::Equals: return text.compare(m_text, Qt::CaseInsensitive) == 0;
    default: break;
    }
    return m_expression
        .match(text, 0, QRegularExpression::NormalMatch,
               QRegularExpression::DontCheckSubjectStringMatchOption)
        .hasMatch();
}

bool TextTest::inTarget(QByteArrayView target) const
{
    return in(target) || (target.contains('%') && in(QByteArray::fromPercentEncoding(target.toByteArray())));
}

bool NumberTest::holds(qint64 value) const
{
    if (value < 0)
        return false;
    switch (relation) {
    case Relation::Equal: return value == number;
    case Relation::Less: return value < number;
    case Relation::LessOrEqual: return value <= number;
    case Relation::Greater: return value > number;
    case Relation::GreaterOrEqual: return value >= number;
    case Relation::Class: return value / 100 == number;
    }
    Q_UNREACHABLE();
}

} // namespace trace
