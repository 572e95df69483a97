// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "trace/filternames.h"
#include "trace/filterterm.h"

#include <QCoreApplication>

namespace trace {

/// Reads a filter from left to right.
///
///     any   := all { "|" all }
///     all   := unary { unary }
///     unary := ( "-" | "!" ) unary | "(" any ")" | term
class FilterParser
{
    Q_DECLARE_TR_FUNCTIONS(trace::Filter)
public:
    explicit FilterParser(QStringView text)
        : m_text(text)
    {
    }

    [[nodiscard]] tl::expected<Filter, FilterError> read();

private:
    using Node = Filter::Node;
    using Result = tl::expected<Node, FilterError>;
    using Value = tl::expected<ValueText, FilterError>;

    static constexpr int mostLevels = 100; ///< of parentheses and signs, one in the other

    [[nodiscard]] Result any();
    [[nodiscard]] Result all();
    [[nodiscard]] Result unary();
    [[nodiscard]] Result negation();
    [[nodiscard]] Result group();
    [[nodiscard]] Result term();
    [[nodiscard]] Result alias();
    [[nodiscard]] tl::expected<std::optional<Relation>, FilterError> key(FilterKey &key);
    [[nodiscard]] Value value(bool takesSign);
    [[nodiscard]] Value quoted();
    [[nodiscard]] Value aliasValue();
    [[nodiscard]] QString word();
    [[nodiscard]] std::optional<QString> pattern();
    [[nodiscard]] Result made(FilterKey key, const ValueText &value, qsizetype from) const;

    void skipSpace();
    [[nodiscard]] QChar peek() const { return m_at < m_text.size() ? m_text[m_at] : QChar(); }
    [[nodiscard]] bool atEnd() const { return m_at >= m_text.size(); }
    /// Whether a term cannot go on there.
    [[nodiscard]] bool isBoundary(qsizetype at) const;
    [[nodiscard]] tl::unexpected<FilterError> error(qsizetype from, const QString &sentence) const;

    QStringView m_text;
    qsizetype m_at = 0;
    int m_level = 0;
};

} // namespace trace
