// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "site/listing.h"

#include "http/target.h"
#include "site/listingassets.h"
#include "site/mediatype.h"
#include "site/pagestyle.h"

#include <QCoreApplication>
#include <QCryptographicHash>
#include <QDateTime>
#include <QLocale>

#include <algorithm>
#include <array>

namespace site {
namespace {

QByteArray escaped(const QString &text)
{
    return text.toHtmlEscaped().toUtf8();
}

/// True for what could not be seen, or would have a name read backwards. The two joiners are part of how
/// Persian words, Indian scripts and some pictures are spelled.
bool isUnreadable(QChar c)
{
    const bool joiner = c == QChar(0x200C) || c == QChar(0x200D);
    return c.category() == QChar::Other_Control || (c.category() == QChar::Other_Format && !joiner);
}

/// A name to read, from bytes of any kind.
QByteArray readable(const QByteArray &name)
{
    QString text = QString::fromUtf8(name);
    std::replace_if(text.begin(), text.end(), isUnreadable, QChar(QChar::ReplacementCharacter));
    return escaped(text);
}

QByteArray translated(const char *source)
{
    return escaped(QCoreApplication::translate("site", source));
}

/// An address as an attribute's value: what encodePath() leaves is safe in a link but for '&' and quotes.
QByteArray linkTo(const QByteArray &path)
{
    return escaped(QString::fromLatin1(http::encodePath(path)));
}

/// The id of the picture for a kind of file.
QByteArray symbolFor(const ListedEntry &entry)
{
    if (entry.folder)
        return "folder";
    const QByteArray type = mediaType(entry.name);
    const auto isOf = [&type](const auto &parts) {
        return std::ranges::any_of(parts, [&type](const char *part) { return type.contains(part); });
    };
    if (type.startsWith("image/"))
        return "picture";
    if (type.startsWith("audio/"))
        return "sound";
    if (type.startsWith("video/"))
        return "film";
    if (isOf(std::array{"pdf", "opendocument", "officedocument", "msword", "epub", "postscript", "rtf"}))
        return "document";
    if (isOf(std::array{"zip", "-tar", "7z", "compress", "archive", "xz", "vnd.rar"}))
        return "archive";
    if (type.startsWith("text/") || isOf(std::array{"json", "xml", "javascript", "script"}))
        return "text";
    return "other";
}

QByteArray breadcrumbs(const QByteArray &path)
{
    QByteArray crumbs = "<a href=\"/\">/</a>";
    for (qsizetype begin = 1; begin < path.size();) {
        const qsizetype slash = path.indexOf('/', begin);
        const QByteArray name = readable(path.sliced(begin, slash - begin));
        if (slash == path.size() - 1)
            crumbs += " <span aria-current=\"page\">" + name + "</span>";
        else
            crumbs += " <a href=\"" + linkTo(path.first(slash + 1)) + "\">" + name + "</a> /";
        begin = slash + 1;
    }
    return crumbs;
}

QByteArray keyName(SortKey key)
{
    switch (key) {
    case SortKey::Name: return "name";
    case SortKey::Size: return "size";
    case SortKey::Time: return "time";
    }
    Q_UNREACHABLE();
}

/// What the form sends along, so that who searches keeps the order.
QByteArray hiddenOrder(const ListingOrder &order)
{
    if (order.sort == SortKey::Name && !order.descending)
        return {};
    return "<input type=\"hidden\" name=\"sort\" value=\"" + keyName(order.sort)
        + "\"/><input type=\"hidden\" name=\"order\" value=\"" + (order.descending ? "desc" : "asc") + "\"/>";
}

QByteArray searchForm(const ListingContent &content)
{
    QByteArray form = "<form role=\"search\"><input type=\"search\" name=\"q\" aria-label=\""
        + translated("Search names") + "\" placeholder=\"" + translated("Search names") + "\" value=\""
        + escaped(QString::fromUtf8(content.order.search)) + "\"/>" + hiddenOrder(content.order) + "<button>"
        + translated("Search") + "</button>";
    if (content.zip)
        form += " <a href=\"?zip\">" + translated("Download as ZIP") + "</a>";
    return form + "</form>\n";
}

/// The head of a column: a link that sorts by it, or turns the order round.
QByteArray columnHead(const ListingContent &content, SortKey key, const QByteArray &label)
{
    const QByteArray id = keyName(key);
    const ListingOrder &order = content.order;
    const bool sorted = order.sort == key;
    QByteArray query = "?sort=" + id + "&order=" + (sorted && !order.descending ? "desc" : "asc");
    if (!order.search.isEmpty())
        query += "&q=" + order.search.toPercentEncoding();
    const QByteArray sort = !sorted ? "" : order.descending ? "descending" : "ascending";
    return "<th scope=\"col\" id=\"" + id + '"' + (sorted ? " aria-sort=\"" + sort + '"' : QByteArray())
        + "><a href=\"" + escaped(QString::fromLatin1(query)) + "\">" + label + "</a></th>";
}

QByteArray tableRow(const ListingContent &content, const ListedEntry &entry)
{
    const QLocale locale = QLocale::c();
    const qint64 ms = entry.modifiedNs / 1'000'000;
    const QDateTime time = QDateTime::fromMSecsSinceEpoch(ms, Qt::UTC);
    const QByteArray slash = entry.folder ? "/" : "";
    QByteArray row = "<tr data-folder=\"" + QByteArray(entry.folder ? "1" : "0") + "\" data-size=\""
        + QByteArray::number(entry.size) + "\" data-time=\"" + QByteArray::number(ms) + "\"><td>";
    row += "<svg aria-hidden=\"true\"><use href=\"#" + symbolFor(entry) + "\"/></svg>";
    row += "<a href=\"" + linkTo(content.path + entry.name + slash) + "\">" + readable(entry.name) + slash
        + "</a></td>";
    if (entry.folder)
        row += "<td></td>";
    else
        row += "<td title=\"" + QByteArray::number(entry.size) + ' ' + translated("bytes") + "\">"
            + escaped(locale.formattedDataSize(entry.size, 1)) + "</td>";
    return row + "<td><time datetime=\"" + time.toString(QStringLiteral("yyyy-MM-ddTHH:mm:ssZ")).toLatin1()
        + "\">" + time.toString(QStringLiteral("yyyy-MM-dd HH:mm")).toLatin1() + "</time></td></tr>\n";
}

QByteArray summary(const std::vector<ListedEntry> &entries)
{
    qint64 bytes = 0;
    for (const ListedEntry &entry : entries)
        bytes += entry.size;
    const auto folders = std::ranges::count_if(entries, &ListedEntry::folder);
    return escaped(QCoreApplication::translate("site", "Folders: %1, files: %2, together %3")
                       .arg(folders)
                       .arg(std::ssize(entries) - folders)
                       .arg(QLocale::c().formattedDataSize(bytes, 1)));
}

} // namespace

QByteArray listingPage(const ListingContent &content)
{
    const std::vector<ListedEntry> entries = arranged(content.entries, content.order);
    QByteArray page = "<!DOCTYPE html>\n<html>\n<head>\n<meta charset=\"utf-8\"/>\n"
                      "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"/>\n<title>"
        + readable(content.path) + "</title>\n<style>";
    page.append(pagePalette).append(listingStyle).append("</style>\n</head>\n<body>\n");
    page.append(listingSymbols).append("<main>\n<h1>" + breadcrumbs(content.path) + "</h1>\n");
    page += searchForm(content);
    if (content.path != "/") {
        const QByteArray above = content.path.first(content.path.lastIndexOf('/', -2) + 1);
        page
            += "<p><a id=\"up\" href=\"" + linkTo(above) + "\">" + translated("One folder up") + "</a></p>\n";
    }
    page += "<table>\n<thead><tr>" + columnHead(content, SortKey::Name, translated("Name"))
        + columnHead(content, SortKey::Size, translated("Size"))
        + columnHead(content, SortKey::Time, translated("Modified")) + "</tr></thead>\n<tbody>\n";
    for (const ListedEntry &entry : entries)
        page += tableRow(content, entry);
    page += "</tbody>\n</table>\n<p id=\"none\" role=\"status\""
        + QByteArray(entries.empty() ? ">" : " hidden=\"\">")
        + (content.entries.empty() ? translated("This folder is empty.")
                                   : translated("No name here has this in it."))
        + "</p>\n<p>" + summary(entries) + "</p>\n</main>\n<script>";
    page.append(listingScript);
    return page + "</script>\n</body>\n</html>\n";
}

QByteArray listingPolicy()
{
    static const QByteArray policy = "default-src 'none'; style-src 'unsafe-inline'; script-src 'sha256-"
        + QCryptographicHash::hash(listingScript.toByteArray(), QCryptographicHash::Sha256).toBase64()
        + "'; form-action 'self'; base-uri 'none'";
    return policy;
}

} // namespace site
