// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "trace/filterwrite.h"

#include "trace/filterterm.h"

namespace trace {

QString exactTerm(FilterKey key, QStringView text)
{
    return text.isEmpty() ? QString()
                          : toText(FilterTerm{key, TextTest(TextTest::Kind::Equals, text.toString())});
}

QString exactTerm(FilterKey key, QByteArrayView bytes)
{
    return exactTerm(key, QString::fromUtf8(bytes));
}

QString anywhereTerm(const QString &text)
{
    return text.isEmpty() ? QString()
                          : toText(FilterTerm{FilterKey::Word, TextTest(TextTest::Kind::Contains, text)});
}

QString numberTerm(FilterKey key, Relation relation, qint64 number)
{
    return toText(FilterTerm{key, NumberTest{relation, number}});
}

QString amountTerm(FilterKey key, qint64 number)
{
    return numberTerm(key, number > 0 ? Relation::GreaterOrEqual : Relation::Equal, number);
}

QString statusTerm(int status)
{
    return status > 0 ? numberTerm(FilterKey::Status, Relation::Equal, status)
                      : u'-' + wordTerm(FilterKey::Is, "answered");
}

QString statusClassTerm(int hundreds)
{
    return numberTerm(FilterKey::Status, Relation::Class, hundreds);
}

QString wordTerm(FilterKey key, QByteArrayView word)
{
    return toText(FilterTerm{key, WordTest{0, QString::fromLatin1(word)}});
}

QString fieldTerm(FilterKey key, QByteArrayView name, QByteArrayView value)
{
    return exactTerm(key, QString::fromUtf8(name) + QStringLiteral(": ") + QString::fromUtf8(value));
}

} // namespace trace
