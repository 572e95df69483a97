// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "site/encodedcache.h"

namespace site {

EncodedCache::EncodedCache(qint64 budgetBytes)
    : m_budget(budgetBytes)
{
}

std::optional<QByteArray> EncodedCache::find(const EncodedKey &key)
{
    const auto found = m_index.constFind(key);
    if (found == m_index.cend())
        return std::nullopt;
    m_items.splice(m_items.begin(), m_items, *found);
    return m_items.front().content;
}

void EncodedCache::put(const EncodedKey &key, const QByteArray &content)
{
    if (content.size() > largest() || m_index.contains(key))
        return;
    m_items.push_front({key, content});
    m_index.insert(key, m_items.begin());
    m_bytes += content.size();
    shrink();
}

void EncodedCache::setBudget(qint64 bytes)
{
    m_budget = bytes;
    shrink();
}

void EncodedCache::shrink()
{
    while (m_bytes > m_budget && !m_items.empty()) {
        m_bytes -= m_items.back().content.size();
        m_index.remove(m_items.back().key);
        m_items.pop_back();
    }
}

} // namespace site
