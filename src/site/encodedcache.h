// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QHash>

#include <list>
#include <optional>

namespace site {

/// A coding that browsers ask for (RFC 9110 §8.4.1, RFC 7932).
enum class Encoding : quint8 { Identity, Gzip, Brotli };

/// One file as it was at one time, in one encoding.
struct EncodedKey
{
    quint64 device = 0;
    quint64 inode = 0;
    qint64 size = 0;
    qint64 modifiedNs = 0;
    Encoding encoding = Encoding::Identity;

    friend bool operator==(const EncodedKey &, const EncodedKey &) = default;
    friend size_t qHash(const EncodedKey &key, size_t seed)
    {
        return qHashMulti(seed, key.device, key.inode, key.size, key.modifiedNs, quint8(key.encoding));
    }
};

/// Compressed files within a budget; the one used longest ago goes first. Each loop has one and uses it in
/// its own thread; it outlives the site that is replaced.
class EncodedCache
{
public:
    explicit EncodedCache(qint64 budgetBytes = 0);

    [[nodiscard]] std::optional<QByteArray> find(const EncodedKey &key);
    /// Keeps it, unless it is larger than largest().
    void put(const EncodedKey &key, const QByteArray &content);
    void setBudget(qint64 bytes);
    [[nodiscard]] qint64 bytes() const { return m_bytes; }
    /// What one file may take: a quarter of the budget.
    [[nodiscard]] qint64 largest() const { return m_budget / 4; }

private:
    struct Item
    {
        EncodedKey key;
        QByteArray content;
    };
    using Items = std::list<Item>; ///< the one used last in front

    void shrink();

    qint64 m_budget;
    qint64 m_bytes = 0;
    Items m_items;
    QHash<EncodedKey, Items::iterator> m_index;
};

} // namespace site
