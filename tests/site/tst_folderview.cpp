// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "request.h"
#include "site/listing.h"
#include "site/site.h"
#include "tree.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

#include <archive.h>
#include <archive_entry.h>

#include <algorithm>
#include <memory>

using http::Method;
using site::Reply;
using site::Rule;
using site::SiteRules;

Q_DECLARE_METATYPE(Rule)
Q_DECLARE_METATYPE(SiteRules)

namespace {

SiteRules with(void (*change)(SiteRules &))
{
    SiteRules rules;
    change(rules);
    return rules;
}

/// The names in an archive, in order; what it holds of each must be its own.
QByteArrayList namesInZip(const QByteArray &zip)
{
    const std::unique_ptr<archive, decltype(&archive_read_free)> reader(archive_read_new(),
                                                                        &archive_read_free);
    archive_read_support_format_zip(reader.get());
    if (archive_read_open_memory(reader.get(), zip.constData(), size_t(zip.size())) != ARCHIVE_OK)
        return {"no archive"};
    QByteArrayList names;
    archive_entry *entry = nullptr;
    while (archive_read_next_header(reader.get(), &entry) == ARCHIVE_OK) {
        const QByteArray name = archive_entry_pathname(entry);
        QByteArray content(1000, '\0');
        content.truncate(archive_read_data(reader.get(), content.data(), size_t(content.size())));
        if (!content.isEmpty() && !content.startsWith("inside"))
            return {"wrong content in " + name};
        names.append(name);
    }
    std::ranges::sort(names);
    return names;
}

QByteArrayList namesInJson(const QByteArray &json)
{
    QByteArrayList names;
    const QJsonArray entries = QJsonDocument::fromJson(json).object().value(u"entries").toArray();
    for (const QJsonValue &entry : entries)
        names.append(entry.toObject().value(u"name").toString().toUtf8());
    std::ranges::sort(names);
    return names;
}

} // namespace

/// Folders without an index file: as a page, as JSON, as ZIP.
class TestFolderView : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void forms_data();
    void forms();
    void names_data();
    void names();
    void page();
    void query();
    void headSaysTheSame();

private:
    Tree m_tree;
};

void TestFolderView::initTestCase()
{
    for (const char *name : {"sub", "sub/deep", "with", ".git", ".well-known", "closed"})
        QVERIFY2(m_tree.folder(name), name);
    for (const char *name : {"a.txt", "sub/b.txt", "sub/deep/c.txt", "with/index.html", ".secret",
                             ".git/config", ".well-known/x", "sub/.env", "sub/_headers"})
        QVERIFY2(m_tree.file(name, "inside " + QByteArray(name)), name);
    QVERIFY(m_tree.file("_redirects", "# inside\n") && m_tree.file("_headers", "# inside\n"));
    QVERIFY(m_tree.link("../outside/secret.txt", "leak.txt") && m_tree.link("../outside", "leak"));
    QVERIFY(m_tree.link("../../outside/secret.txt", "sub/leak.txt") && m_tree.link("b.txt", "sub/link.txt"));
    QVERIFY(m_tree.pipe("pipe") && m_tree.link("nowhere", "dangling"));
}

void TestFolderView::forms_data()
{
    QTest::addColumn<SiteRules>("rules");
    QTest::addColumn<QByteArray>("target");
    QTest::addColumn<QByteArray>("fields");
    QTest::addColumn<Rule>("rule");
    QTest::addColumn<QByteArray>("type");
    QTest::addColumn<QByteArray>("step"); // the last
    const auto row = [](const char *name, const SiteRules &rules, const char *target, const char *fields,
                        Rule rule, const char *type, const char *step) {
        QTest::newRow(name) << rules << QByteArray(target) << QByteArray(fields) << rule << QByteArray(type)
                            << QByteArray(step);
    };
    const SiteRules all;
    const SiteRules noZip = with([](SiteRules &rules) { rules.zip = false; });
    const SiteRules noListing = with([](SiteRules &rules) { rules.listing = false; });
    const char *html = "text/html; charset=utf-8";
    const char *json = "application/json";

    row("page", all, "/sub/", "", Rule::Listing, html, "Listed sub");
    row("page for a browser", all, "/sub/", "Accept: text/html,application/xml;q=0.9,*/*;q=0.8",
        Rule::Listing, html, "Listed sub");
    row("page for curl", all, "/sub/", "Accept: */*", Rule::Listing, html, "Listed sub");
    row("JSON", all, "/sub/", "Accept: application/json", Rule::Listing, json, "Listed sub");
    row("JSON rather", all, "/sub/", "Accept: text/html;q=0.5, application/json", Rule::Listing, json,
        "Listed sub");
    row("ZIP", all, "/sub/?zip", "", Rule::Zip, "application/zip", "Listed sub");
    row("ZIP and more", all, "/sub/?a=b&zip=1", "", Rule::Zip, "application/zip", "Listed sub");
    row("no ZIP", all, "/sub/?q=zip", "", Rule::Listing, html, "Listed sub");
    row("ZIP is off", noZip, "/sub/?zip", "", Rule::Listing, html, "Listed sub");
    row("an index file", all, "/with/?zip", "", Rule::FolderIndex, html, "Index with/index.html");
    row("listings are off", noListing, "/sub/?zip", "", Rule::NoIndex, html, "NearListing /sub/");
}

void TestFolderView::forms()
{
    QFETCH(SiteRules, rules);
    QFETCH(QByteArray, target);
    QFETCH(QByteArray, fields);
    QFETCH(Rule, rule);
    QFETCH(QByteArray, type);
    QFETCH(QByteArray, step);
    const auto site = openSite(m_tree.root(), rules);
    const Reply reply = site->answer(requestFor(target, Method::Get, fields), scratchCache());
    QCOMPARE(reply.status, rule == Rule::NoIndex ? 404 : 200);
    QCOMPARE(reply.rule, rule);
    QCOMPARE(reply.contentType, type);
    QCOMPARE(fieldOf(reply, "Content-Type"), type);
    const QByteArray steps = stepsOf(reply, m_tree.root());
    QVERIFY2(steps.endsWith(step), steps.constData());
    if (rule == Rule::Listing) {
        QCOMPARE(fieldOf(reply, "Vary"), QByteArray("Accept"));
        QCOMPARE(fieldOf(reply, "Content-Security-Policy"),
                 type == "application/json" ? QByteArray() : site::listingPolicy());
    }
    if (rule == Rule::Zip)
        QVERIFY(fieldOf(reply, "Content-Disposition").contains("sub.zip"));
    if (rule == Rule::Zip || rule == Rule::Listing) {
        QCOMPARE(fieldOf(reply, "Cache-Control"), QByteArray("no-cache"));
        QCOMPARE(fieldOf(reply, "X-Content-Type-Options"), QByteArray("nosniff"));
        QCOMPARE(reply.diskPath, QFile::decodeName(m_tree.at("sub")));
    }
}

void TestFolderView::names_data()
{
    QTest::addColumn<SiteRules>("rules");
    QTest::addColumn<QByteArray>("folder");
    QTest::addColumn<QByteArray>("listed");
    QTest::addColumn<QByteArray>("packed");
    const auto row = [](const char *name, const SiteRules &rules, const char *folder, const char *listed,
                        const char *packed) {
        QTest::newRow(name) << rules << QByteArray(folder) << QByteArray(listed) << QByteArray(packed);
    };
    const SiteRules all;
    const SiteRules open = with([](SiteRules &rules) {
        rules.dotFiles = site::DotFiles::Serve;
        rules.rulesFiles = false;
    });
    const SiteRules noLinks = with([](SiteRules &rules) { rules.symlinks = site::Symlinks::Never; });
    row("the root", all, "/", ".well-known a.txt closed sub with",
        ".well-known/ .well-known/x a.txt closed/ sub/ sub/_headers sub/b.txt sub/deep/ sub/deep/c.txt "
        "sub/link.txt "
        "with/ with/index.html");
    row("a folder", all, "/sub/", "_headers b.txt deep link.txt", "_headers b.txt deep/ deep/c.txt link.txt");
    row("what else there is", open, "/sub/", ".env _headers b.txt deep link.txt",
        ".env _headers b.txt deep/ deep/c.txt link.txt");
    row("no links", noLinks, "/sub/", "_headers b.txt deep", "_headers b.txt deep/ deep/c.txt");
    row("nothing", all, "/closed/", "", "");
}

void TestFolderView::names()
{
    QFETCH(SiteRules, rules);
    QFETCH(QByteArray, folder);
    QFETCH(QByteArray, listed);
    QFETCH(QByteArray, packed);
    const auto site = openSite(m_tree.root(), rules);
    const Reply json
        = site->answer(requestFor(folder, Method::Get, "Accept: application/json"), scratchCache());
    QCOMPARE(namesInJson(contentOf(json.body)).join(' '), listed);
    const Reply zip = site->answer(requestFor(folder + "?zip"), scratchCache());
    QVERIFY(!zip.bodyLength());
    QCOMPARE(namesInZip(contentOf(zip.body)).join(' '), packed);
}

void TestFolderView::page()
{
    const auto site = openSite(m_tree.root());
    const QByteArray page = contentOf(site->answer(requestFor("/"), scratchCache()).body);
    QVERIFY(page.contains("href=\"/sub/\"") && page.contains("href=\"/a.txt\"")
            && page.contains("href=\"?zip\""));
    for (const char *word : {"leak", ".secret", ".git", "_redirects", "_headers", "pipe", "dangling"})
        QVERIFY2(!page.contains(word), word);
}

void TestFolderView::query()
{
    const auto site = openSite(m_tree.root());
    const QByteArray json = "Accept: application/json";
    const Reply reply = site->answer(requestFor("/sub/?q=.TXT", Method::Get, json), scratchCache());
    QCOMPARE(namesInJson(contentOf(reply.body)).join(' '), QByteArray("b.txt link.txt"));
}

void TestFolderView::headSaysTheSame()
{
    const auto site = openSite(m_tree.root());
    for (const char *target : {"/sub/", "/sub/?zip", "/"}) {
        const Reply got = site->answer(requestFor(target), scratchCache());
        const Reply head = site->answer(requestFor(target, Method::Head), scratchCache());
        QCOMPARE(head.fields, got.fields);
        QCOMPARE(head.bodyLength(), got.bodyLength());
    }
}

QTEST_APPLESS_MAIN(TestFolderView)
#include "tst_folderview.moc"
