// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "trace/records.h"

#include <tl/expected.hpp>

namespace trace {

/// Invalid filter text: where it is wrong and one sentence.
struct FilterError
{
    qsizetype offset = 0; ///< in UTF-16 units
    qsizetype length = 0;
    QString sentence;
};

/// What a filter says of a record. Unknown: it asks for what that kind of record does not have.
enum class Truth : quint8 { No, Unknown, Yes };

/// A filter on exchanges and connections: an immutable value that any thread may use.
///
/// Terms stand side by side and all must hold; `|` between them means that one of the sides must hold, and
/// binds less than standing side by side: `a b | c` is `(a b) | c`. `-` or `!` before a term or a group in
/// parentheses turns it round. A term is a `word`, or `key:value` with the keys of trace/filterkeys.h, or one
/// of mitmproxy's `~m GET`. A value is a word, `"several words"` where a backslash takes the next character
/// as it is, or a regular expression `/re/`; `=`, `<`, `<=`, `>`, `>=` may stand before it. Case never
/// matters. The whole language, with examples: docs/filters.md.
class Filter
{
public:
    /// The filter that lets everything through.
    Filter() = default;
    [[nodiscard]] static tl::expected<Filter, FilterError> parse(const QString &text);

    [[nodiscard]] bool isEmpty() const { return m_root == nullptr; }
    /// Whether its outermost part is an `|`: another term stands beside it only when it is put in
    /// parentheses.
    [[nodiscard]] bool isAlternative() const;
    /// Whether it certainly holds, certainly does not, or says nothing about such a record.
    [[nodiscard]] Truth judge(const Exchange &exchange) const;
    [[nodiscard]] Truth judge(const ConnectionRecord &connection) const;
    /// What tables show: everything for which it is not certain that it does not hold. So terms that ask for
    /// the status of a request let all connections through, turned round or not.
    [[nodiscard]] bool matches(const Exchange &exchange) const { return judge(exchange) != Truth::No; }
    [[nodiscard]] bool matches(const ConnectionRecord &record) const { return judge(record) != Truth::No; }
    /// The meaning in words: "status is 404 and path does not contain /favicon".
    [[nodiscard]] QString meaning() const;
    /// The filter in the language again, every value written out: what parse() takes for the same filter.
    [[nodiscard]] QString toText() const;

private:
    friend class FilterParser;
    struct Node;
    std::shared_ptr<const Node> m_root;
};

} // namespace trace
