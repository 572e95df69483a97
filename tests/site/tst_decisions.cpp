// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "request.h"
#include "site/site.h"
#include "tree.h"

#include <QTest>

using http::Method;
using site::Reply;
using site::Rule;
using site::Site;
using site::SiteRules;

Q_DECLARE_METATYPE(Rule)
Q_DECLARE_METATYPE(SiteRules)
Q_DECLARE_METATYPE(Method)

static const SiteRules plain = withoutListings([](SiteRules &) {});

/// What answers for an address, in the order in which that is decided, and why. The lines of _redirects and
/// _headers have tests of their own.
class TestDecisions : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void decide_data();
    void decide();
    void otherCase_data();
    void otherCase();
    void fallbackVaries();
    void errorPages_data();
    void errorPages();
    void errorPageFromVeryFarBelow();
    void errorPageIsNoFile();
    void largeErrorPage();
    void fallbackThatIsMissing();
    void hiddenLooksMissingEverywhere();

private:
    Tree m_tree;
};

void TestDecisions::initTestCase()
{
    for (const char *name : {"sub", "bare", "both", ".git", "app", "errors", ".git/deep"})
        QVERIFY2(m_tree.folder(name), name);
    for (const char *name :
         {"index.html", "about.html", "both/index.html", "both.html", "sub/404.html", "sub/page.html",
          ".secret", ".git/config", ".git/404.html", "app/index.html", "Logo.svg", "both/Logo.svg",
          "errors/405.html", "file.txt", "_redirects.txt", "twice", "twice.html", "dot.name.html"})
        QVERIFY2(m_tree.file(name, "inside " + QByteArray(name)), name);
    QVERIFY(m_tree.link("../outside/secret.txt", "leak"));
    QVERIFY(m_tree.file("leak.html", "inside leak.html"));
}

void TestDecisions::decide_data()
{
    QTest::addColumn<SiteRules>("rules");
    QTest::addColumn<QByteArray>("target");
    QTest::addColumn<QByteArray>("fields");
    QTest::addColumn<int>("status");
    QTest::addColumn<Rule>("rule");
    QTest::addColumn<QByteArray>("body"); // the file's name; empty: a page of ours
    QTest::addColumn<QByteArray>("steps");
    const auto row = [](const char *name, const SiteRules &rules, const char *target, int status, Rule rule,
                        const char *body, const char *steps, const char *fields = "") {
        QTest::newRow(name) << rules << QByteArray(target) << QByteArray(fields) << status << rule
                            << QByteArray(body) << QByteArray(steps);
    };
    const SiteRules noClean = withoutListings([](SiteRules &rules) { rules.cleanUrls = false; });
    const SiteRules single
        = withoutListings([](SiteRules &rules) { rules.fallback = QStringLiteral("/app/index.html"); });
    const SiteRules open = withoutListings([](SiteRules &rules) { rules.dotFiles = site::DotFiles::Serve; });

    row("2 malformed", plain, "/%zz", 400, Rule::BadTarget, "", "");
    row("2 asterisk", plain, "*", 400, Rule::BadTarget, "", "");
    row("2 absolute form", plain, "http://x/file.txt", 200, Rule::FileFound, "file.txt", "");
    row("2 what was decoded", plain, "/sub/..//file%2Etxt", 200, Rule::FileFound, "file.txt",
        "Decoded /file.txt");
    row("3 hidden", plain, "/.secret", 404, Rule::DotFile, "", "NearHidden /.secret");
    row("3 hidden, with a fallback", single, "/.git/config", 200, Rule::Fallback, "app/index.html",
        "Fallback app/index.html");
    row("3 served", open, "/.git/config", 200, Rule::FileFound, ".git/config", "");
    row("5 the file", plain, "/file.txt", 200, Rule::FileFound, "file.txt", "");
    row("5 index", plain, "/", 200, Rule::FolderIndex, "index.html", "Index index.html");
    row("5 folder without its slash", plain, "/both", 301, Rule::FolderSlash, "", "");
    row("5 folder before name.html", plain, "/both/", 200, Rule::FolderIndex, "both/index.html",
        "Index both/index.html");
    row("5 clean URL", plain, "/about", 200, Rule::CleanUrl, "about.html",
        "LookedFor about\nCleanUrl about.html");
    row("5 clean URL, a dot in it", plain, "/dot.name", 200, Rule::CleanUrl, "dot.name.html",
        "LookedFor dot.name\nCleanUrl dot.name.html");
    row("5 clean URL, as it is", plain, "/about.html", 200, Rule::FileFound, "about.html", "");
    row("5 the file before name.html", plain, "/twice", 200, Rule::FileFound, "twice", "");
    row("5 name.html where a link leaves", plain, "/leak", 200, Rule::CleanUrl, "leak.html",
        "LookedFor leak\nCleanUrl leak.html");
    row("5 clean URLs are off", noClean, "/about", 404, Rule::NoSuchFile, "",
        "LookedFor about\nNearHtml /about.html\nNearPage /index.html");
    row("9 fallback", single, "/users/7", 200, Rule::Fallback, "app/index.html",
        "LookedFor users/7\nLookedFor users/7.html\nFallback app/index.html");
    row("9 fallback for a browser", single, "/users", 200, Rule::Fallback, "app/index.html",
        "LookedFor users\nLookedFor users.html\nFallback app/index.html",
        "Accept: text/html,application/xhtml+xml;q=0.9,*/*;q=0.8");
    row("9 fallback for a folder", single, "/bare/", 200, Rule::Fallback, "app/index.html",
        "LookedFor bare/index.html\nLookedFor bare/index.htm\nFallback app/index.html");
    row("9 none for a file's name", single, "/users.json", 404, Rule::NoSuchFile, "",
        "LookedFor users.json\nLookedFor users.json.html");
    row("9 none for a script", single, "/users", 404, Rule::NoSuchFile, "",
        "LookedFor users\nLookedFor users.html", "Accept: application/json");
    row("10 folder without index", plain, "/bare/", 404, Rule::NoIndex, "",
        "LookedFor bare/index.html\nLookedFor bare/index.htm\nNearListing /bare/\nNearPage /index.html");
    row("10 own page, nearest", plain, "/sub/no.txt", 404, Rule::NoSuchFile, "sub/404.html",
        "LookedFor sub/no.txt\nLookedFor sub/no.txt.html\nErrorPage sub/404.html");
    row("10 own page, from far below", plain, "/sub/a/b/c/no.txt", 404, Rule::NoSuchFile, "sub/404.html",
        "LookedFor sub/a/b/c/no.txt\nLookedFor sub/a/b/c/no.txt.html\nErrorPage sub/404.html");
}

void TestDecisions::decide()
{
    QFETCH(SiteRules, rules);
    QFETCH(QByteArray, target);
    QFETCH(QByteArray, fields);
    QFETCH(int, status);
    QFETCH(Rule, rule);
    QFETCH(QByteArray, body);
    QFETCH(QByteArray, steps);
    const auto site = openSite(m_tree.root(), rules);
    const Reply reply = site->answer(requestFor(target, Method::Get, fields), scratchCache());
    QCOMPARE(reply.status, status);
    QCOMPARE(reply.rule, rule);
    QCOMPARE(stepsOf(reply, m_tree.root()), steps);
    const QByteArray content = contentOf(reply.body);
    if (body.isEmpty())
        QVERIFY(content.startsWith("<!DOCTYPE html>"));
    else
        QCOMPARE(content, "inside " + body);
    const Reply head = site->answer(requestFor(target, Method::Head, fields), scratchCache());
    QCOMPARE(head.fields, reply.fields);
    QCOMPARE(head.bodyLength(), reply.bodyLength());
}

void TestDecisions::otherCase_data()
{
    QTest::addColumn<QByteArray>("target");
    QTest::addColumn<QByteArray>("location"); // empty: 404
    const auto row = [](const char *target, const char *location) {
        QTest::newRow(target) << QByteArray(target) << QByteArray(location);
    };
    row("/logo.SVG", "/Logo.svg");
    row("/BOTH/logo.svg?a=b", "/both/Logo.svg?a=b");
    row("/BOTH/", "/both/");
    row("/BOTH", "/both/");
    row("/.GIT/config", "");
    row("/.SECRET", "");
    row("/LEAK.txt", "");
    row("/no.svg", "");
    row("/Logo.svg/", "");
}

void TestDecisions::otherCase()
{
    QFETCH(QByteArray, target);
    QFETCH(QByteArray, location);
    SiteRules rules = plain;
    rules.ignoreCase = true;
    const auto site = openSite(m_tree.root(), rules);
    const Reply reply = site->answer(requestFor(target), scratchCache());
    QCOMPARE(fieldOf(reply, "Location"), location);
    QCOMPARE(reply.status, location.isEmpty() ? 404 : 301);
    QCOMPARE(reply.rule == Rule::OtherCase, !location.isEmpty());
    if (!location.isEmpty())
        QVERIFY(site->answer(requestFor(location), scratchCache()).status == 200);
}

void TestDecisions::fallbackVaries()
{
    SiteRules rules = plain;
    rules.fallback = QStringLiteral("index.html");
    const auto site = openSite(m_tree.root(), rules);
    const Reply reply = site->answer(requestFor("/users"), scratchCache());
    QCOMPARE(fieldOf(reply, "Vary"), QByteArray("Accept-Encoding, Accept"));
    const QByteArray tag = fieldOf(reply, "ETag");
    const Reply again
        = site->answer(requestFor("/users", Method::Get, "If-None-Match: " + tag), scratchCache());
    QCOMPARE(again.status, 304);
    QCOMPARE(fieldOf(again, "Vary"), QByteArray("Accept-Encoding, Accept"));
}

void TestDecisions::errorPages_data()
{
    QTest::addColumn<QByteArray>("target");
    QTest::addColumn<Method>("verb");
    QTest::addColumn<QByteArray>("fields");
    QTest::addColumn<int>("status");
    QTest::addColumn<QByteArray>("field"); // that stays
    QTest::newRow("400") << QByteArray("/..") << Method::Get << QByteArray() << 400 << QByteArray();
    QTest::newRow("404") << QByteArray("/no") << Method::Get << QByteArray() << 404 << QByteArray();
    QTest::newRow("405") << QByteArray("/file.txt") << Method::Post << QByteArray() << 405
                         << QByteArray("Allow: GET, HEAD, OPTIONS");
    QTest::newRow("416") << QByteArray("/file.txt") << Method::Get << QByteArray("Range: bytes=99-") << 416
                         << QByteArray("Content-Range: bytes */15");
}

void TestDecisions::errorPages()
{
    QFETCH(QByteArray, target);
    QFETCH(Method, verb);
    QFETCH(QByteArray, fields);
    QFETCH(int, status);
    QFETCH(QByteArray, field);
    SiteRules rules = plain;
    rules.errorPages = {{status, QStringLiteral("errors/405.html")}};
    const Reply reply
        = openSite(m_tree.root(), rules)->answer(requestFor(target, verb, fields), scratchCache());
    QCOMPARE(reply.status, status);
    QCOMPARE(contentOf(reply.body), QByteArray("inside errors/405.html"));
    QVERIFY(stepsOf(reply, m_tree.root()).contains("ErrorPage errors/405.html"));
    QVERIFY2(reply.fields.contains(field), reply.fields.constData());
    rules.errorPages = {{status, QStringLiteral("../outside/secret.txt")}};
    const Reply leak
        = openSite(m_tree.root(), rules)->answer(requestFor(target, verb, fields), scratchCache());
    QCOMPARE(leak.status, status);
    QVERIFY(contentOf(leak.body).startsWith("<!DOCTYPE html>"));
}

void TestDecisions::errorPageFromVeryFarBelow()
{
    const auto site = openSite(m_tree.root(), plain);
    const QByteArray target = "/sub/" + QByteArray("a/").repeated(2'000) + "no.txt";
    QCOMPARE(contentOf(site->answer(requestFor(target), scratchCache()).body),
             QByteArray("inside sub/404.html"));
}

/// No conditions, no ranges, nothing to recognise it by.
void TestDecisions::errorPageIsNoFile()
{
    const auto site = openSite(m_tree.root(), plain);
    for (const char *fields : {"If-None-Match: *", "If-Match: \"x\"", "Range: bytes=0-1",
                               "If-Modified-Since: Sun, 06 Nov 2044 08:49:37 GMT"}) {
        const Reply reply = site->answer(requestFor("/sub/no.txt", Method::Get, fields), scratchCache());
        QCOMPARE(reply.status, 404);
        QCOMPARE(reply.fields, QByteArray("Content-Type: text/html; charset=utf-8\r\n"));
        QCOMPARE(contentOf(reply.body), QByteArray("inside sub/404.html"));
    }
}

void TestDecisions::largeErrorPage()
{
    const Tree tree;
    const QByteArray page = "inside " + QByteArray(100'000, 'x');
    QVERIFY(tree.file("404.html", page));
    const Reply reply = openSite(tree.root(), plain)->answer(requestFor("/no"), scratchCache());
    QCOMPARE(reply.status, 404);
    QCOMPARE(contentOf(reply.body), page);
}

void TestDecisions::fallbackThatIsMissing()
{
    SiteRules rules = plain;
    for (const char *path : {"no.html", "../outside/secret.txt", "sub", ""}) {
        rules.fallback = QString::fromLatin1(path);
        const Reply reply = openSite(m_tree.root(), rules)->answer(requestFor("/users"), scratchCache());
        QCOMPARE(reply.status, 404);
    }
}

/// Whatever the rules are, nobody can tell a hidden name from a missing one.
void TestDecisions::hiddenLooksMissingEverywhere()
{
    const SiteRules variants[] = {
        plain,
        withoutListings([](SiteRules &rules) { rules.fallback = QStringLiteral("index.html"); }),
        withoutListings([](SiteRules &rules) { rules.ignoreCase = true; }),
        withoutListings([](SiteRules &rules) { rules.listing = true; }),
        withoutListings([](SiteRules &rules) { rules.cleanUrls = false; }),
    };
    const std::pair<const char *, const char *> pairs[] = {
        {"/.git/config", "/.got/config"}, {"/.secret", "/.socret"},   {"/.git/", "/.got/"},
        {"/.git/deep/x", "/.got/deep/x"}, {"/sub/.env", "/sub/.onv"}, {"/.git", "/.got"},
    };
    for (const SiteRules &rules : variants) {
        const auto site = openSite(m_tree.root(), rules);
        const auto answered = [&](const QByteArray &target) {
            const Reply reply = site->answer(requestFor(target), scratchCache());
            return QByteArray::number(reply.status) + reply.fields
                + contentOf(reply.body).replace(target, "/PATH");
        };
        for (const auto &[hidden, missing] : pairs)
            QCOMPARE(answered(hidden), answered(missing));
    }
}

QTEST_APPLESS_MAIN(TestDecisions)
#include "tst_decisions.moc"
