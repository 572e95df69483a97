// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "trace/filtersubject.h"
#include "trace/filterterm.h"

#include <algorithm>

namespace trace {

namespace {

// Kleene's logic: no < unknown < yes; "and" is the least, "or" the greatest.

Truth truth(std::optional<bool> holds)
{
    return !holds ? Truth::Unknown : *holds ? Truth::Yes : Truth::No;
}

Truth opposite(Truth truth)
{
    return Truth(int(Truth::Yes) - int(truth));
}

template <typename Record>
Truth judgeTerm(const FilterTerm &term, const Record &record)
{
    if (const auto *text = std::get_if<TextTest>(&term.test))
        return truth(holds(*text, term.key, record));
    if (const auto *number = std::get_if<NumberTest>(&term.test)) {
        const auto value = numberOf(term.key, record);
        return value ? truth(number->holds(*value)) : Truth::Unknown;
    }
    const quint32 mask = std::get<WordTest>(term.test).mask;
    const WordBits words = wordsOf(term.key, mask, record);
    if ((words.holding & words.known & mask) != 0)
        return Truth::Yes;
    return (mask & ~words.known) != 0 ? Truth::Unknown : Truth::No;
}

/// What a join of parts starts from, and what no further part can change.
struct Join
{
    Truth start;
    Truth end;
};

/// NodeT is Filter::Node, which has no name out here.
template <typename NodeT, typename Record>
Truth judgeNode(const NodeT &node, const Record &record)
{
    switch (node.kind) {
    case NodeT::Kind::Term: return judgeTerm(node.term, record);
    case NodeT::Kind::Not: return opposite(judgeNode(node.parts.front(), record));
    default: break;
    }
    const bool isAll = node.kind == NodeT::Kind::All;
    const Join join = isAll ? Join{Truth::Yes, Truth::No} : Join{Truth::No, Truth::Yes};
    Truth result = join.start;
    for (const NodeT &part : node.parts) {
        const Truth truth = judgeNode(part, record);
        result = isAll ? std::min(result, truth) : std::max(result, truth);
        if (result == join.end)
            break;
    }
    return result;
}

} // namespace

bool Filter::isAlternative() const
{
    return m_root && m_root->kind == Node::Kind::Any;
}

Truth Filter::judge(const Exchange &exchange) const
{
    return m_root ? judgeNode(*m_root, exchange) : Truth::Yes;
}

Truth Filter::judge(const ConnectionRecord &connection) const
{
    return m_root ? judgeNode(*m_root, connection) : Truth::Yes;
}

} // namespace trace
