// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "trace/records.h"

#include <QHash>

namespace models {

/// Something that was asked for and answered with 4xx or 5xx.
struct Miss
{
    QByteArray path; ///< as asked for, without the query
    int status = 0;  ///< of the newest
    quint64 count = 0;
    quint64 exchange = 0; ///< the newest, and its connection
    quint64 connection = 0;
    QString hint; ///< what is there instead; empty when nothing is known
};

/// Who asked for what is not there.
struct BrokenPage
{
    enum class Origin : quint8 {
        Page,      ///< a page of this site; name: its path
        Elsewhere, ///< a page of another site; name: its address as far as the host
        Nowhere,   ///< no page was named: typed, a bookmark, or a program
        Scanner,   ///< one client that named no page and asked for many things; name: its address
    };
    Origin origin = Origin::Page;
    QByteArray name;
    std::vector<Miss> misses; ///< the most frequent first
    quint64 count = 0;        ///< requests, with those of paths that found no room
    quint64 unlisted = 0;     ///< of these, the requests for paths that found no room
};

/// Failed requests by the page that caused them, as the Referer field tells (RFC 9110 §10.1.3). Bounded. A
/// value.
class BrokenPages
{
public:
    static constexpr qsizetype mostPages = 1000;
    static constexpr qsizetype mostPaths = 100;             ///< of one page
    static constexpr qsizetype mostBytes = 4 * 1024 * 1024; ///< of the names of pages and paths together
    static constexpr qsizetype scannerPaths = 10; ///< so many from one client without a page are a scan

    /// Counts it when it failed.
    void add(const trace::Exchange &exchange);
    /// Pages of this site first, scanners last; within that the one with most requests first. With a status,
    /// only what was answered with it.
    [[nodiscard]] std::vector<BrokenPage> pages(int status = 0) const;
    [[nodiscard]] quint64 unlisted() const { return m_unlisted; } ///< requests of pages that found no room

private:
    struct Key
    {
        BrokenPage::Origin origin = BrokenPage::Origin::Nowhere;
        QByteArray name;
        friend bool operator==(const Key &, const Key &) = default;
        friend size_t qHash(const Key &key, size_t seed)
        {
            return qHashMulti(seed, int(key.origin), key.name);
        }
    };
    struct Page
    {
        QHash<QByteArray, Miss> misses;
        quint64 unlisted = 0;
    };
    [[nodiscard]] static Key keyOf(const trace::Exchange &exchange);

    [[nodiscard]] bool hasRoom(qsizetype bytes) const { return m_bytes + bytes <= mostBytes; }

    QHash<Key, Page> m_pages; ///< what named no page is kept by client
    quint64 m_unlisted = 0;
    qsizetype m_bytes = 0; ///< of the names kept
};

/// A target without its query.
[[nodiscard]] QByteArrayView pathOf(QByteArrayView target);

} // namespace models
