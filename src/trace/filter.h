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
/// Terms stand side by side and all must hold. A term is `word` or `"several words"` (found in method,
/// target, status, client, content type or reason; case does not matter) or `key:value` with key one of
/// method, path, status-code (also 4xx, and >=400 <500 > < =), client, conn, mime-type, outcome (complete,
/// aborted, timed-out …), larger-than (bytes of content sent, at least; k=1000, Ki=1024). A value may stand
/// in quotes, where a backslash takes the next character as it is. `-` before a term turns it round. Targets
/// are looked at as sent and percent-decoded.
class Filter
{
public:
    /// The filter that lets everything through.
    Filter() = default;
    [[nodiscard]] static tl::expected<Filter, FilterError> parse(const QString &text);

    [[nodiscard]] bool isEmpty() const { return m_terms.empty(); }
    [[nodiscard]] bool matches(const Exchange &exchange) const;
    /// Terms about exchanges alone (method, path, status-code …) do not hold for a connection that never
    /// matched them: only client, conn and words are looked at, the others let every connection through.
    [[nodiscard]] bool matches(const ConnectionRecord &connection) const;
    /// Whether it certainly holds, certainly does not, or says nothing about such a record. matches() is all
    /// but No.
    [[nodiscard]] Truth judge(const Exchange &exchange) const;
    [[nodiscard]] Truth judge(const ConnectionRecord &connection) const;
    /// The meaning in words: "status is 404 and path does not contain /favicon".
    [[nodiscard]] QString meaning() const;

private:
    struct Term;
    class Parser;
    std::vector<std::shared_ptr<const Term>> m_terms;
};

} // namespace trace
