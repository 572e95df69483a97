// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "site/redirects.h"

#include <QTest>

using site::Redirection;
using site::Redirects;

namespace {

QByteArrayList linesOf(const Redirects &redirects)
{
    QByteArrayList lines;
    for (const site::RulesProblem &problem : redirects.problems())
        lines.append(QByteArray::number(problem.line));
    return lines;
}

} // namespace

class TestRedirects : public QObject
{
    Q_OBJECT

private slots:
    void find_data();
    void find();
    void problems_data();
    void problems();
    void firstMatchWins();
    void whereItStands();
    void targetsAreVisibleAscii();
    void limits();
    void longPathIsQuick();
};

void TestRedirects::find_data()
{
    QTest::addColumn<QByteArray>("line");
    QTest::addColumn<QByteArray>("path");
    QTest::addColumn<QByteArray>("query");
    QTest::addColumn<QByteArray>("found"); // "301 /target", with ! when it is forced; empty: no match
    const auto row = [](const char *name, const char *line, const char *path, const char *found,
                        const char *query = "") {
        QTest::newRow(name) << QByteArray(line) << QByteArray(path) << QByteArray(query) << QByteArray(found);
    };
    row("exact", "/a /b", "/a", "301 /b");
    row("slash at the end", "/a /b", "/a/", "301 /b");
    row("slash in the rule", "/a/ /b", "/a", "301 /b");
    row("another address", "/a /b", "/ab", "");
    row("below it", "/a /b", "/a/c", "");
    row("case counts", "/a /b", "/A", "");
    row("status", "/a /b 302", "/a", "302 /b");
    row("forced", "/a /b 307!", "/a", "307! /b");
    row("rewrite", "/a /b 200", "/a", "200 /b");
    row("not found", "/a /b 404", "/a", "404 /b");
    row("tabs and a comment", "/a\t /b  303 # why", "/a", "303 /b");
    row("elsewhere", "/a https://example.org/b", "/a", "301 https://example.org/b");
    row("star", "/a/* /b/:splat", "/a/x/y", "301 /b/x/y");
    row("star takes nothing", "/a/* /b/:splat", "/a/", "301 /b/");
    row("star, the folder itself", "/a/* /b", "/a", "301 /b");
    row("star, not its neighbour", "/a/* /b", "/ab", "");
    row("star in the middle", "/a/*/z /b/:splat", "/a/x/y/z", "301 /b/x/y");
    row("names", "/:year/:title /p/:title?y=:year", "/2026/sea", "301 /p/sea?y=2026");
    row("a name is one segment", "/:year/x /p", "/a/b/x", "");
    row("a name is not empty", "/n/:x/y /p", "/n//y", "");
    row("query is passed on", "/a /b", "/a", "301 /b?x=1&y=2", "x=1&y=2");
    row("target has one of its own", "/a /b?z=3", "/a", "301 /b?z=3", "x=1");
    row("parameter", "/a id=:id /b/:id", "/a", "301 /b/7", "id=7");
    row("parameter, others stay", "/a id=:id /b/:id", "/a", "301 /b/7?x=1", "x=1&id=7");
    row("parameter is missing", "/a id=:id /b/:id", "/a", "", "x=1");
    row("parameter of one value", "/a id=7 /b", "/a", "", "id=8");
    row("to itself", "/a /a", "/a", "");
    row("written encoded", "/a%20b /c%20d", "/a b", "301 /c%20d");
    row("captures are encoded", "/a/* /b/:splat", "/a/x y?#%", "301 /b/x%20y%3F%23%25");
}

void TestRedirects::find()
{
    QFETCH(QByteArray, line);
    QFETCH(QByteArray, path);
    QFETCH(QByteArray, query);
    QFETCH(QByteArray, found);
    const Redirects redirects = Redirects::parse(line + '\n');
    QCOMPARE(linesOf(redirects), QByteArrayList());
    const auto redirection = redirects.find(path, query);
    QByteArray text;
    if (redirection)
        text = QByteArray::number(redirection->status) + (redirection->force ? "! " : " ")
            + redirection->target;
    QCOMPARE(text, found);
}

void TestRedirects::problems_data()
{
    QTest::addColumn<QByteArray>("line");
    for (const char *line :
         {"/a", "a /b", "/a b", "/a /b 200 300", "/a /b 418", "/a /b 3011", "/a /b 301 Country=de",
          "/a /b 301 Role=admin", "/a https://example.org/ 200", "/a ftp://example.org/", "/a/*/*/b /c",
          "/a /../b 200", "/a /b#c 200", "/a javascript:alert(1)", "/a \x01", "/a/* /a/b/:splat 301!",
          "/a //evil.example/ 200"})
        QTest::newRow(line) << QByteArray(line);
}

void TestRedirects::problems()
{
    QFETCH(QByteArray, line);
    const Redirects redirects = Redirects::parse("# first\n\n" + line + "\n/good /better\n");
    QCOMPARE(linesOf(redirects), QByteArrayList{"3"});
    QVERIFY(!redirects.problems().first().sentence.isEmpty());
    QCOMPARE(redirects.find("/good", {})->target, QByteArray("/better"));
    QVERIFY(!redirects.find("/a", {}));
}

void TestRedirects::firstMatchWins()
{
    const Redirects redirects = Redirects::parse("/a/b /first\n/a/* /second\n/a/b /third\n");
    QCOMPARE(redirects.find("/a/b", {})->target, QByteArray("/first"));
    QCOMPARE(redirects.find("/a/c", {})->target, QByteArray("/second"));
    QVERIFY(!redirects.find("/b", {}));
    QVERIFY(!Redirects().find("/a", {}));
}

void TestRedirects::whereItStands()
{
    const Redirects redirects = Redirects::parse("\xef\xbb\xbf# one\r\n\r\n  /a   /b 302  \r\n");
    const auto found = redirects.find("/a", {});
    QVERIFY(found);
    QCOMPARE(found->line, 3);
    QCOMPARE(found->text, QByteArray("/a   /b 302"));
}

/// Whatever a client sends, the line of a Location field stays one line, and its host the rule's.
void TestRedirects::targetsAreVisibleAscii()
{
    const Redirects redirects = Redirects::parse("/a/* /:splat\n/b/* https://example.org/:splat\n"
                                                 "/c/* /x?y=:splat\n/d/* /x/:splat 200\n");
    QByteArray all;
    for (int byte = 1; byte < 256; ++byte)
        all += static_cast<char>(byte);
    for (const QByteArray &text :
         {all, QByteArray("/evil.example"), QByteArray("\\evil.example"), QByteArray("//evil.example"),
          QByteArray("@evil.example"), QByteArray("a\r\nSet-Cookie: x")}) {
        for (const char *folder : {"/a/", "/b/", "/c/", "/d/"}) {
            const auto found = redirects.find(folder + text, "q=\"1");
            QVERIFY(found);
            for (const char c : found->target)
                QVERIFY2(c > 0x20 && c < 0x7f, found->target.constData());
            const bool elsewhere = folder == QByteArray("/b/");
            QVERIFY(!found->target.startsWith("//") && !found->target.startsWith("/\\"));
            QCOMPARE(found->target.startsWith("https://example.org/"), elsewhere);
            QVERIFY(elsewhere || found->target.startsWith('/'));
        }
    }
}

void TestRedirects::limits()
{
    const Redirects many = Redirects::parse(QByteArray("/a /b\n").repeated(site::rulesLimit + 10));
    QCOMPARE(linesOf(many), QByteArrayList{QByteArray::number(site::rulesLimit + 1)});
    const QByteArray longLine = "/" + QByteArray(site::rulesLineLimit, 'x') + " /b\n";
    QCOMPARE(linesOf(Redirects::parse(longLine)), QByteArrayList{"1"});
    const QByteArray large = QByteArray(site::rulesFileLimit, '#') + "\n/a /b\n";
    QCOMPARE(Redirects::parse(large).problems().size(), 1);
}

/// No pattern makes the look-up go back and forth: this would take longer than the test may.
void TestRedirects::longPathIsQuick()
{
    const Redirects redirects = Redirects::parse("/:a/:b/:c/*/:d/:e/:f/z /x\n");
    QVERIFY(!redirects.find(QByteArray("/a").repeated(500'000), {}));
}

QTEST_APPLESS_MAIN(TestRedirects)
#include "tst_redirects.moc"
