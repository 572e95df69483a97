// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/brokenpages.h"

#include <algorithm>

namespace models {
namespace {

/// The near miss among the reasons, as a sentence.
QString hintOf(const http::Reasons &reasons)
{
    const auto near = std::find_if(reasons.begin(), reasons.end(), [](const http::Reason &reason) {
        return reason.step >= http::Step::NearCase;
    });
    return near == reasons.end() ? QString() : http::sentence(*near);
}

/// Where the path begins in "https://host/path"; the size when there is none, -1 when it is no such URL.
qsizetype pathStart(QByteArrayView url)
{
    const auto colon = url.indexOf("://");
    if (colon < 0)
        return -1;
    const auto slash = url.indexOf('/', colon + 3);
    return slash < 0 ? url.size() : slash;
}

void sort(std::vector<Miss> &misses)
{
    std::sort(misses.begin(), misses.end(), [](const Miss &a, const Miss &b) {
        return a.count != b.count ? a.count > b.count : a.path < b.path;
    });
}

/// Adds a client's misses to those of all clients.
void join(QHash<QByteArray, Miss> &all, const QHash<QByteArray, Miss> &some)
{
    for (const Miss &miss : some) {
        Miss &known = all[miss.path];
        const quint64 count = known.count + miss.count;
        if (miss.exchange >= known.exchange)
            known = miss;
        known.count = count;
    }
}

} // namespace

QByteArrayView pathOf(QByteArrayView target)
{
    const auto mark = target.indexOf('?');
    return mark < 0 ? target : target.first(mark);
}

BrokenPages::Key BrokenPages::keyOf(const trace::Exchange &exchange)
{
    using Origin = BrokenPage::Origin;
    const QByteArrayView referer = exchange.requestField("Referer");
    const auto path = pathStart(referer);
    if (path < 0)
        return {Origin::Nowhere, exchange.clientAddress()};
    const QByteArrayView site = referer.first(path);
    const QByteArrayView host = site.sliced(site.indexOf("://") + 3);
    if (host.compare(exchange.requestField("Host"), Qt::CaseInsensitive) != 0)
        return {Origin::Elsewhere, site.toByteArray()};
    const QByteArrayView page = pathOf(referer.sliced(path));
    return {Origin::Page, page.isEmpty() ? QByteArray("/") : page.toByteArray()};
}

void BrokenPages::add(const trace::Exchange &exchange)
{
    if (exchange.status < 400 || exchange.target.length == 0)
        return;
    const Key key = keyOf(exchange);
    const QByteArray path = pathOf(exchange.targetText()).toByteArray();
    if (!m_pages.contains(key)) {
        if (m_pages.size() >= mostPages || !hasRoom(key.name.size() + path.size())) {
            ++m_unlisted;
            return;
        }
        m_bytes += key.name.size();
    }
    Page &page = m_pages[key];
    if (!page.misses.contains(path)) {
        if (page.misses.size() >= mostPaths || !hasRoom(path.size())) {
            ++page.unlisted;
            return;
        }
        m_bytes += path.size();
    }
    Miss &miss = page.misses[path];
    miss = {path,        exchange.status,     miss.count + 1,
            exchange.id, exchange.connection, hintOf(exchange.extras->reasons)};
}

std::vector<BrokenPage> BrokenPages::pages(int status) const
{
    using Origin = BrokenPage::Origin;
    QHash<Key, Page> merged;
    for (auto page = m_pages.begin(); page != m_pages.end(); ++page) {
        Key key = page.key();
        if (key.origin == Origin::Nowhere)
            key = page->misses.size() >= scannerPaths ? Key{Origin::Scanner, key.name} : Key{};
        Page &to = merged[key];
        join(to.misses, page->misses);
        to.unlisted += page->unlisted;
    }
    std::vector<BrokenPage> found;
    for (auto page = merged.cbegin(); page != merged.cend(); ++page) {
        BrokenPage one{page.key().origin, page.key().name, {}, page->unlisted, page->unlisted};
        for (const Miss &miss : page->misses) {
            if (status != 0 && miss.status != status)
                continue;
            one.misses.push_back(miss);
            one.count += miss.count;
        }
        sort(one.misses);
        if (!one.misses.empty())
            found.push_back(std::move(one));
    }
    std::sort(found.begin(), found.end(), [](const BrokenPage &a, const BrokenPage &b) {
        return std::tuple(a.origin, ~a.count, a.name) < std::tuple(b.origin, ~b.count, b.name);
    });
    return found;
}

} // namespace models
