// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "site/listing.h"

#include "http/target.h"

#include <QDateTime>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QString>
#include <QStringView>

#include <algorithm>

namespace site {
namespace {

/// '+' is a space in a form's query (URL standard, §5.1).
QByteArray decodedValue(QByteArrayView value)
{
    return QByteArray::fromPercentEncoding(value.toByteArray().replace('+', ' '));
}

/// The digits a text starts with.
QStringView numberAt(QStringView text)
{
    const auto end = std::ranges::find_if_not(text, [](QChar c) { return c >= u'0' && c <= u'9'; });
    return text.first(end - text.begin());
}

int compareNumbers(QStringView one, QStringView other)
{
    while (one.startsWith(u'0'))
        one = one.sliced(1);
    while (other.startsWith(u'0'))
        other = other.sliced(1);
    if (one.size() != other.size())
        return one.size() < other.size() ? -1 : 1;
    return one.compare(other);
}

/// Less than, equal to or greater than 0: without regard to case, and img2 before img10.
int compareNaturally(QStringView one, QStringView other)
{
    while (!one.isEmpty() && !other.isEmpty()) {
        const QStringView number = numberAt(one);
        const QStringView otherNumber = numberAt(other);
        const bool numbers = !number.isEmpty() && !otherNumber.isEmpty();
        const qsizetype step = numbers ? number.size() : 1;
        const qsizetype otherStep = numbers ? otherNumber.size() : 1;
        const int result = numbers ? compareNumbers(number, otherNumber)
                                   : one.first(1).compare(other.first(1), Qt::CaseInsensitive);
        if (result != 0)
            return result;
        one = one.sliced(step);
        other = other.sliced(otherStep);
    }
    return int(!one.isEmpty()) - int(!other.isEmpty());
}

/// An entry with its name as text, made once.
struct Item
{
    ListedEntry entry;
    QString text;
};

/// Total: what nothing else tells apart is told by the bytes of the name.
int compareItems(const Item &one, const Item &other, SortKey key)
{
    const auto order = [](qint64 a, qint64 b) { return int(a > b) - int(a < b); };
    int result = 0;
    if (key == SortKey::Size)
        result = order(one.entry.size, other.entry.size);
    else if (key == SortKey::Time)
        result = order(one.entry.modifiedNs, other.entry.modifiedNs);
    if (result == 0)
        result = compareNaturally(one.text, other.text);
    return result != 0 ? result : one.entry.name.compare(other.entry.name);
}

} // namespace

ListingOrder parseListingQuery(QByteArrayView query)
{
    ListingOrder order;
    const QByteArrayList parameters = query.toByteArray().split('&');
    for (const QByteArray &parameter : parameters) {
        const qsizetype equals = parameter.indexOf('=');
        const QByteArrayView name = QByteArrayView(parameter).first(std::max<qsizetype>(equals, 0));
        const QByteArray value = decodedValue(QByteArrayView(parameter).sliced(equals + 1));
        if (name == QByteArrayView("q"))
            order.search = value;
        else if (name == QByteArrayView("order"))
            order.descending = value == "desc";
        else if (name == QByteArrayView("sort"))
            order.sort = value == "size" ? SortKey::Size : value == "time" ? SortKey::Time : SortKey::Name;
    }
    return order;
}

std::vector<ListedEntry> arranged(std::vector<ListedEntry> entries, const ListingOrder &order)
{
    const QString search = QString::fromUtf8(order.search);
    std::vector<Item> items;
    for (ListedEntry &entry : entries) {
        QString text = QString::fromUtf8(entry.name);
        if (text.contains(search, Qt::CaseInsensitive))
            items.push_back({std::move(entry), std::move(text)});
    }
    std::ranges::sort(items, [&order](const Item &one, const Item &other) {
        if (one.entry.folder != other.entry.folder)
            return one.entry.folder;
        const int result = compareItems(one, other, order.sort);
        return order.descending ? result > 0 : result < 0;
    });
    entries.clear();
    for (Item &item : items)
        entries.push_back(std::move(item.entry));
    return entries;
}

QByteArray listingJson(const ListingContent &content)
{
    QJsonArray entries;
    for (const ListedEntry &entry : arranged(content.entries, content.order)) {
        const QByteArray address = content.path + entry.name + (entry.folder ? "/" : "");
        QJsonObject object{
            {QStringLiteral("name"), QString::fromUtf8(entry.name)},
            {QStringLiteral("type"), entry.folder ? QStringLiteral("folder") : QStringLiteral("file")},
            {QStringLiteral("modified"),
             QDateTime::fromMSecsSinceEpoch(entry.modifiedNs / 1'000'000, Qt::UTC)
                 .toString(QStringLiteral("yyyy-MM-ddTHH:mm:ssZ"))},
            {QStringLiteral("href"), QString::fromLatin1(http::encodePath(address))}};
        if (!entry.folder)
            object.insert(QStringLiteral("size"), entry.size);
        entries.append(object);
    }
    const QJsonObject listing{{QStringLiteral("path"), QString::fromUtf8(content.path)},
                              {QStringLiteral("entries"), entries}};
    return QJsonDocument(listing).toJson(QJsonDocument::Compact);
}

} // namespace site
