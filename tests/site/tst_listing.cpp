// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "http/target.h"
#include "site/listing.h"

#include <QCryptographicHash>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>
#include <QXmlStreamReader>

using site::ListedEntry;
using site::ListingContent;
using site::ListingOrder;
using site::SortKey;

Q_DECLARE_METATYPE(ListingOrder)

namespace {

constexpr qint64 second = 1'000'000'000;

const std::vector<ListedEntry> some{{"img10.png", false, 5, 3 * second}, {"img2.png", false, 2000, second},
                                    {"Zoo", true, 0, 9 * second},        {"img1.png", false, 300, 2 * second},
                                    {"attic", true, 0, second},          {"IMG2.png", false, 2000, second}};

QByteArray names(const std::vector<ListedEntry> &entries)
{
    QByteArrayList list;
    for (const ListedEntry &entry : entries)
        list.append(entry.name);
    return list.join(' ');
}

/// What a page says, read as XML: it is well-formed as such, so that escaping can be proved.
struct Page
{
    QStringList links;  ///< addresses
    QStringList texts;  ///< of links
    QStringList sorted; ///< aria-sort
    QStringList hidden; ///< fields of the form, "name=value"
    QString script;
    QString all;
    QString error;
};

Page parsed(const QByteArray &html)
{
    Page page;
    QString element;
    QXmlStreamReader xml(html);
    while (!xml.atEnd()) {
        xml.readNext();
        if (xml.isStartElement()) {
            element = xml.name().toString();
            if (element == u"a") {
                page.links += xml.attributes().value(QStringLiteral("href")).toString();
                page.texts += QString();
            }
            if (xml.attributes().value(QStringLiteral("type")) == u"hidden")
                page.hidden += xml.attributes().value(QStringLiteral("name")).toString() + u'='
                    + xml.attributes().value(QStringLiteral("value")).toString();
            if (xml.attributes().hasAttribute(QStringLiteral("aria-sort")))
                page.sorted += xml.attributes().value(QStringLiteral("aria-sort")).toString();
        } else if (xml.isCharacters()) {
            if (element == u"a")
                page.texts.last() += xml.text();
            if (element != u"script" && element != u"style")
                page.all += xml.text();
        } else if (xml.isEndElement()) {
            element.clear();
        }
    }
    page.error = xml.errorString();
    return page;
}

QByteArray between(const QByteArray &text, const QByteArray &begin, const QByteArray &end)
{
    const qsizetype from = text.indexOf(begin) + begin.size();
    return text.sliced(from, text.indexOf(end, from) - from);
}

} // namespace

class TestListing : public QObject
{
    Q_OBJECT

private slots:
    void query_data();
    void query();
    void order_data();
    void order();
    void oddNames_data();
    void oddNames();
    void links();
    void emptiness();
    void policyFitsThePage();
    void needsNothingElse();
    void json();
};

void TestListing::query_data()
{
    QTest::addColumn<QByteArray>("query");
    QTest::addColumn<ListingOrder>("order");
    const auto row = [](const char *query, const ListingOrder &order) {
        QTest::newRow(query) << QByteArray(query) << order;
    };
    row("", {});
    row("sort=name&order=asc", {});
    row("sort=size", {SortKey::Size, false, {}});
    row("sort=time&order=desc", {SortKey::Time, true, {}});
    row("q=a%20b+c%2Bd", {SortKey::Name, false, "a b c+d"});
    row("q=%E6%96%87", {SortKey::Name, false, "文"});
    row("sort=colour&order=up&x", {});
    row("=&&&q&sort", {});
    row("q=%zz", {SortKey::Name, false, QByteArray::fromPercentEncoding("%zz")});
}

void TestListing::query()
{
    QFETCH(QByteArray, query);
    QFETCH(ListingOrder, order);
    QVERIFY(site::parseListingQuery(query) == order);
}

void TestListing::order_data()
{
    QTest::addColumn<ListingOrder>("order");
    QTest::addColumn<QByteArray>("expected");
    const auto row = [](const char *name, const ListingOrder &order, const char *expected) {
        QTest::newRow(name) << order << QByteArray(expected);
    };
    row("by name", {}, "attic Zoo img1.png IMG2.png img2.png img10.png");
    row("by name, down", {SortKey::Name, true, {}}, "Zoo attic img10.png img2.png IMG2.png img1.png");
    row("by size", {SortKey::Size, false, {}}, "attic Zoo img10.png img1.png IMG2.png img2.png");
    row("by time, down", {SortKey::Time, true, {}}, "Zoo attic img10.png img1.png img2.png IMG2.png");
    row("searched", {SortKey::Name, false, "MG2"}, "IMG2.png img2.png");
    row("found nothing", {SortKey::Name, false, "no"}, "");
}

void TestListing::order()
{
    QFETCH(ListingOrder, order);
    QFETCH(QByteArray, expected);
    QCOMPARE(names(site::arranged(some, order)), expected);
}

void TestListing::oddNames_data()
{
    QTest::addColumn<QByteArray>("name");
    QTest::addColumn<QString>("shown");
    const auto row = [](const char *name, const char *shown) {
        QTest::newRow(shown) << QByteArray(name) << QString::fromUtf8(shown);
    };
    row("<script>alert(1)</script>", "<script>alert(1)</script>");
    row("\" onclick=\"x", "\" onclick=\"x");
    row("&amp;'", "&amp;'");
    row("]]>", "]]>");
    row("javascript:alert(1)", "javascript:alert(1)");
    row("a:b", "a:b");
    row("#?%2f\\", "#?%2f\\");
    row("文件 😀", "文件 😀");
    row("latin1-\xe9", "latin1-\ufffd");
    row("new\nline", "new\ufffdline");
    row("می\u200cخواهم", "می\u200cخواهم");       // is spelled with a joiner
    row("\xe2\x80\xaegpj.exe", "\ufffdgpj.exe"); // would be read from the right
}

void TestListing::oddNames()
{
    QFETCH(QByteArray, name);
    QFETCH(QString, shown);
    const Page page = parsed(site::listingPage({"/in " + name + "/", {{name, false, 1, 0}}, {}, false}));
    QCOMPARE(page.error, QString());
    const QByteArray address = page.links.last().toLatin1();
    QVERIFY(address.startsWith("/in%20"));
    QCOMPARE(http::parseTarget(address)->path, "/in " + name + '/' + name);
    QCOMPARE(page.texts.last(), shown);
    QVERIFY(page.all.contains(QStringLiteral("in ") + shown));
}

void TestListing::links()
{
    const ListingContent content{"/a/b/", some, {SortKey::Size, false, "MG & <1>"}, true};
    const Page page = parsed(site::listingPage(content));
    QCOMPARE(page.error, QString());
    for (const char *link : {"/", "/a/", "?zip", "?sort=size&order=desc&q=MG%20%26%20%3C1%3E",
                             "?sort=name&order=asc&q=MG%20%26%20%3C1%3E"})
        QVERIFY2(page.links.contains(QString::fromLatin1(link)), link);
    QCOMPARE(page.sorted, QStringList{QStringLiteral("ascending")});
    QCOMPARE(page.hidden, (QStringList{QStringLiteral("sort=size"), QStringLiteral("order=asc")}));
    const Page root = parsed(site::listingPage({"/", some, {}, false}));
    QVERIFY(root.links.contains(QStringLiteral("/attic/"))
            && root.links.contains(QStringLiteral("/img2.png")));
    QCOMPARE(root.hidden, QStringList());
    QVERIFY(!root.links.contains(QStringLiteral("?zip")));
}

void TestListing::emptiness()
{
    QVERIFY(parsed(site::listingPage({"/", {}, {}, false})).all.contains(QStringLiteral("is empty")));
    const QByteArray none = site::listingPage({"/", some, {SortKey::Name, false, "no"}, false});
    QVERIFY(parsed(none).all.contains(QStringLiteral("No name here")));
    QVERIFY(!none.contains("hidden=\"\">No name"));
    QVERIFY(site::listingPage({"/", some, {}, false}).contains("hidden=\"\">No name"));
}

void TestListing::policyFitsThePage()
{
    const QByteArray page = site::listingPage({"/", some, {}, false});
    const QByteArray script = between(page, "<script>", "</script>");
    QVERIFY(script.size() > 100);
    const QByteArray hash = QCryptographicHash::hash(script, QCryptographicHash::Sha256).toBase64();
    QVERIFY(site::listingPolicy().contains("script-src 'sha256-" + hash + "'"));
    QVERIFY(site::listingPolicy().startsWith("default-src 'none';"));
    QCOMPARE(page.count("<script"), 1);
}

void TestListing::needsNothingElse()
{
    const QByteArray page = site::listingPage({"/", some, {}, false});
    for (const char *word : {"https:", "url(", "@import", "<link", "<img", " src=", "onclick"})
        QVERIFY2(!page.contains(word), word);
    QVERIFY(page.contains("color-scheme:light dark"));
}

void TestListing::json()
{
    const QByteArray json = site::listingJson(
        {"/a b/", {{"x\xff", false, 1, 1'767'323'045 * second}, {"dir", true, 0, 0}}, {}, true});
    const QJsonObject listing = QJsonDocument::fromJson(json).object();
    QCOMPARE(listing.value(u"path").toString(), QStringLiteral("/a b/"));
    const QJsonArray entries = listing.value(u"entries").toArray();
    QCOMPARE(entries.size(), 2);
    const QJsonObject folder{{QStringLiteral("name"), QStringLiteral("dir")},
                             {QStringLiteral("type"), QStringLiteral("folder")},
                             {QStringLiteral("modified"), QStringLiteral("1970-01-01T00:00:00Z")},
                             {QStringLiteral("href"), QStringLiteral("/a%20b/dir/")}};
    const QJsonObject file{{QStringLiteral("name"), QStringLiteral("x\ufffd")},
                           {QStringLiteral("type"), QStringLiteral("file")},
                           {QStringLiteral("size"), 1},
                           {QStringLiteral("modified"), QStringLiteral("2026-01-02T03:04:05Z")},
                           {QStringLiteral("href"), QStringLiteral("/a%20b/x%FF")}};
    QCOMPARE(entries.at(0).toObject(), folder);
    QCOMPARE(entries.at(1).toObject(), file);
}

QTEST_APPLESS_MAIN(TestListing)
#include "tst_listing.moc"
