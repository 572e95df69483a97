// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "http/members.h"

#include "http/grammar.h"

#include <algorithm>

namespace http {

std::optional<QByteArrayView> Members::next()
{
    while (!m_rest.isEmpty()) {
        const qsizetype end = endOfMember();
        const QByteArrayView member = grammar::trimmed(m_rest.first(end));
        m_rest = m_rest.sliced(std::min(end + 1, m_rest.size()));
        if (!member.isEmpty())
            return member;
    }
    return std::nullopt;
}

qsizetype Members::endOfMember()
{
    qsizetype at = 0;
    while (at < m_rest.size() && m_rest[at] != m_separator) {
        const bool opens = m_quotes && m_rest[at] == '"';
        const qsizetype end = opens ? grammar::endOfQuoted(m_rest, at) : at + 1;
        m_quotes = end >= 0;
        at = std::max(end, at + 1);
    }
    return at;
}

} // namespace http
