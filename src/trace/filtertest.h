// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QRegularExpression>
#include <QString>

namespace trace {

/// Text that is looked for in what came over the wire, which is taken for UTF-8; case does not matter. A
/// value that any thread may use.
class TextTest
{
public:
    enum class Kind : quint8 {
        Contains,
        Equals,
        Glob,    ///< all of it, * standing for anything
        Pattern, ///< a regular expression, found anywhere
    };

    TextTest() = default;
    TextTest(Kind kind, const QString &text);

    [[nodiscard]] Kind kind() const { return m_kind; }
    [[nodiscard]] const QString &text() const { return m_text; } ///< as given
    /// Of a Glob or Pattern: what is wrong with it; empty when nothing is.
    [[nodiscard]] QString fault() const;

    [[nodiscard]] bool in(QByteArrayView bytes) const;
    [[nodiscard]] bool in(QStringView text) const;
    /// Also in the text that percent-encoding stands for.
    [[nodiscard]] bool inTarget(QByteArrayView target) const;

private:
    Kind m_kind = Kind::Contains;
    bool m_ascii = true;
    QString m_text;
    QByteArray m_bytes; ///< lower case; unless it is an expression
    QRegularExpression m_expression;
};

enum class Relation : quint8 {
    Equal,
    Less,
    LessOrEqual,
    Greater,
    GreaterOrEqual,
    Class, ///< the same hundred
};

/// A comparison with a number.
struct NumberTest
{
    Relation relation = Relation::Equal;
    qint64 number = 0;

    [[nodiscard]] bool holds(qint64 value) const; ///< never for a negative one, which is not known
};

/// One or more words of a key.
struct WordTest
{
    quint32 mask = 0; ///< one bit for each, in the order of filterWords()
    QString text;     ///< as written, in lower case
};

} // namespace trace
