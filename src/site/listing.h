// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "site/folderlist.h"

#include <QByteArray>
#include <QByteArrayView>

#include <vector>

namespace site {

enum class SortKey : quint8 { Name, Size, Time };

/// How a listing is to be arranged, as its query says: ?sort=name|size|time&order=asc|desc&q=text.
struct ListingOrder
{
    SortKey sort = SortKey::Name;
    bool descending = false;
    QByteArray search = {}; ///< decoded; only names with this in them, whatever their case; empty: all

    friend bool operator==(const ListingOrder &, const ListingOrder &) = default;
};

/// Reads a query as it was received. What is unknown or malformed counts as not said.
[[nodiscard]] ListingOrder parseListingQuery(QByteArrayView query);

/// What a listing shows. A value; nothing in it need be escaped.
struct ListingContent
{
    QByteArray path; ///< decoded, starts and ends with '/'
    std::vector<ListedEntry> entries;
    ListingOrder order;
    bool zip = false; ///< all of it may be had as ZIP, with ?zip
};

/// The entries that are searched for, arranged: folders first, numbers in names by their value.
[[nodiscard]] std::vector<ListedEntry> arranged(std::vector<ListedEntry> entries, const ListingOrder &order);

/// A page in HTML and UTF-8 that needs nothing else. Sorting and searching are links and a form that the
/// server answers; with script they need no reload. To be sent with listingPolicy().
[[nodiscard]] QByteArray listingPage(const ListingContent &content);

/// The same as JSON: {"path":"/a/","entries":[{"name","type":"file"|"folder","size","modified","href"}]},
/// time in UTC. A name that is not UTF-8 has U+FFFD in it; its href is exact.
[[nodiscard]] QByteArray listingJson(const ListingContent &content);

/// The value of Content-Security-Policy for the page: its own style and script, and nothing else.
[[nodiscard]] QByteArray listingPolicy();

} // namespace site
