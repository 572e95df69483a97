// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "trace/filter.h"
#include "trace/filterkeys.h"
#include "trace/filtertest.h"

#include <tl/expected.hpp>

#include <variant>
#include <vector>

/// The inner parts of a filter: read in filterparser.cpp and filtervalues.cpp, applied in filter.cpp, written
/// in filtertext.cpp.
namespace trace {

/// One term, without what turns it round.
struct FilterTerm
{
    FilterKey key = FilterKey::Word;
    std::variant<TextTest, NumberTest, WordTest> test;
};

/// A term, or what joins parts.
struct Filter::Node
{
    enum class Kind : quint8 {
        Term,
        Not, ///< of the one part
        All, ///< two parts or more
        Any, ///< the same
    };

    Kind kind = Kind::Term;
    FilterTerm term;
    std::vector<Node> parts;
};

/// A term's value as it stands in the text.
struct ValueText
{
    enum class Form : quint8 {
        Plain,
        Quoted,
        Pattern, ///< between slashes
    };

    Form form = Form::Plain;
    std::optional<Relation> sign; ///< that stands before it
    QString text;                 ///< without quotes and slashes
};

/// The longest sign that the text begins with, and its length.
struct SignText
{
    Relation relation;
    qsizetype length;
};
[[nodiscard]] std::optional<SignText> signOf(QStringView text);
[[nodiscard]] QLatin1StringView textOf(Relation relation); ///< ">="; empty for Class

/// Makes a term of a key and its value; else one sentence about the value.
[[nodiscard]] tl::expected<FilterTerm, QString> makeTerm(FilterKey key, const ValueText &value);

/// The term as the language writes it, and in words.
[[nodiscard]] QString toText(const FilterTerm &term);
[[nodiscard]] QString meaning(const FilterTerm &term, bool negated);

/// Numbers with units, exactly: "10k", "100ms", "2026-05-04T12:03:05.123Z".
[[nodiscard]] QString bytesText(qint64 bytes);
[[nodiscard]] QString spanText(qint64 ns);
[[nodiscard]] QString momentText(qint64 ms);

} // namespace trace
