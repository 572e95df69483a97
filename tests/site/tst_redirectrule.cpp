// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "site/redirectrule.h"

#include <QTest>

using namespace site;

/// Where single lines of _redirects lead, and which are left out.
class TestRedirectRule : public QObject
{
    Q_OBJECT

private slots:
    void reads_data();
    void reads();
    void fills_data();
    void fills();
    void refuses_data();
    void refuses();
    void growsNoLongerThanAnAddress();
};

void TestRedirectRule::reads_data()
{
    QTest::addColumn<QByteArray>("line");
    QTest::addColumn<QByteArray>("path");
    QTest::addColumn<QByteArray>("query");
    QTest::addColumn<QByteArray>("result");
    const auto row
        = [](const char *name, const char *line, const char *path, const char *query, const char *result) {
              QTest::newRow(name) << QByteArray(line) << QByteArray(path) << QByteArray(query)
                                  << QByteArray(result);
          };
    row("301 unless it says otherwise", "/a /b", "/a", "", "301 /b");
    row("301", "/a /b 301", "/a", "", "301 /b");
    row("302", "/a /b 302", "/a", "", "302 /b");
    row("303", "/a /b 303", "/a", "", "303 /b");
    row("307", "/a /b 307", "/a", "", "307 /b");
    row("308", "/a /b 308", "/a", "", "308 /b");
    row("200 serves in place", "/* /index.html 200", "/x/y", "", "200 /index.html");
    row("404 serves in place", "/en/* /en/404.html 404", "/en/x", "", "404 /en/404.html");
    row("files do not matter", "/a /b 302!", "/a", "", "302! /b");
    row("files do not matter, in place", "/* /down.html 200!", "/a", "", "200! /down.html");
    row("white space", " \t/a \t  /b\t302  ", "/a", "", "302 /b");
    row("a comment behind it", "/a /b 302 # was moved", "/a", "", "302 /b");
    row("a comment behind the target", "/a /b #302", "/a", "", "301 /b");
    row("not for this address", "/a /b", "/c", "", "");

    row("elsewhere", "/a https://example.com/b 302", "/a", "", "302 https://example.com/b");
    row("elsewhere, without a path", "/a http://example.com:8080", "/a", "", "301 http://example.com:8080");
    row("elsewhere, by address", "/a http://[::1]:80/b", "/a", "", "301 http://[::1]:80/b");
    row("elsewhere, scheme in capitals", "/a HTTPS://example.com/", "/a", "", "301 HTTPS://example.com/");

    row("the query is passed on", "/a /b", "/a", "x=1&y", "301 /b?x=1&y");
    row("the query is passed on elsewhere", "/a https://e.org", "/a", "x=1", "301 https://e.org?x=1");
    row("the query is passed on in place", "/a /b 200", "/a", "x=1", "200 /b?x=1");
    row("not where the target has its own", "/a /b?z=2", "/a", "x=1", "301 /b?z=2");
    row("an own query of nothing", "/a /b?", "/a", "x=1", "301 /b?");
    row("before the fragment", "/a /b#c", "/a", "x=1", "301 /b?x=1#c");

    row("a parameter", "/a id=:id /b/:id", "/a", "id=7", "301 /b/7");
    row("a parameter that is not there", "/a id=:id /b/:id", "/a", "", "");
    row("a parameter without a value", "/a id=:id /b/:id", "/a", "id=", "");
    row("a parameter of another name", "/a id=:id /b/:id", "/a", "xid=7", "");
    row("a parameter among others, which are passed on", "/a id=:id /b/:id", "/a", "x=1&id=7&y=2",
        "301 /b/7?x=1&y=2");
    row("a parameter used where another goes", "/a id=:id /b?n=:id", "/a", "x=1&id=7", "301 /b?n=7");
    row("parameters in any order", "/a p=:p q=:q /b/:p/:q", "/a", "q=2&p=1", "301 /b/1/2");
    row("one of two parameters", "/a p=:p q=:q /b/:p/:q", "/a", "p=1", "");
    row("a parameter given twice is used once", "/a id=:id /b/:id", "/a", "id=7&id=8", "301 /b/7?id=8");
    row("a certain value", "/a id=7 /b", "/a", "id=7", "301 /b");
    row("another value", "/a id=7 /b", "/a", "id=8", "");
    row("a certain value, encoded", "/a q=a+b%26 /b", "/a", "q=a%20b%26", "301 /b");
    row("a value that is an address", "/a u=https://x.org /b", "/a", "u=https%3A%2F%2Fx.org", "301 /b");
    row("a value with an equals sign", "/a q=x=y /b", "/a", "q=x=y", "301 /b");
}

void TestRedirectRule::reads()
{
    QFETCH(QByteArray, line);
    QFETCH(QByteArray, path);
    QFETCH(QByteArray, query);
    QFETCH(QByteArray, result);
    const auto rule = parseRedirect(line.trimmed());
    QVERIFY2(rule, qPrintable(rule ? QString() : rule.error()));
    const auto target = rule->targetFor(path, query);
    const QByteArray status = QByteArray::number(rule->status) + (rule->force ? "! " : " ");
    QCOMPARE(target ? status + *target : QByteArray(), result);
}

void TestRedirectRule::fills_data()
{
    QTest::addColumn<QByteArray>("line");
    QTest::addColumn<QByteArray>("path");
    QTest::addColumn<QByteArray>("query");
    QTest::addColumn<QByteArray>("target");
    const auto row = [](const char *name, const char *line, const char *path, const char *target,
                        const char *query = "") {
        QTest::newRow(name) << QByteArray(line) << QByteArray(path) << QByteArray(query)
                            << QByteArray(target);
    };
    row("a splat", "/news/* /blog/:splat", "/news/a/b/", "/blog/a/b/");
    row("names", "/news/:year/:month /blog/:month-:year.html", "/news/2024/05", "/blog/05-2024.html");
    row("a name twice", "/:a /:a/:a", "/x", "/x/x");
    row("a name that is the start of another", "/:a/:ab /:ab/:a", "/1/2", "/2/1");
    row("a name the address has not is text", "/a https://e.org/wiki/Help:Contents", "/a",
        "https://e.org/wiki/Help:Contents");
    row("a port is no name", "/* http://e.org:80/:splat", "/x", "http://e.org:80/x");
    row("in the query", "/find/:q /search?q=:q&lang=en", "/find/tea", "/search?q=tea&lang=en");
    row("in the fragment", "/find/:q /all#:q", "/find/tea", "/all#tea");

    row("RFC 3986 §2.1: bytes that are not ASCII", "/* /b/:splat", "/\xc3\xa9", "/b/%C3%A9");
    row("RFC 3986 §2.1: delimiters in the path", "/* /b/:splat", "/a?b#c%d", "/b/a%3Fb%23c%25d");
    row("RFC 3986 §2.1: delimiters in the query", "/:q /b?q=:q", "/a&b=c+d#e", "/b?q=a%26b%3Dc%2Bd%23e");
    row("RFC 3986 §2.1: a parameter is decoded once", "/a q=:q /b/:q", "/a", "/b/x%20%2541", "q=x+%2541");
    row("RFC 3986 §2.1: the target as written", "/a /caf\xc3\xa9/\"<>\\^`{|}%41%4%", "/a",
        "/caf%C3%A9/%22%3C%3E%5C%5E%60%7B%7C%7D%41%254%25");
    row("line breaks in the path", "/* /b/:splat", "/a\r\nSet-Cookie: x", "/b/a%0D%0ASet-Cookie%3A%20x");
    row("line breaks in the query", "/:q /b?q=:q", "/a\r\nb", "/b?q=a%0D%0Ab");
    row("line breaks in a parameter", "/a q=:q https://e.org/:q", "/a", "https://e.org/%0D%0Ax", "q=%0d%0ax");
    row("line breaks in the query passed on", "/a /b", "/a", "/b?x%0D%0Ay", "x\r\ny");

    row("RFC 3986 §4.2: a splat makes no host", "/old* /:splat", "/old/evil.example", "/evil.example");
    row("RFC 3986 §4.2: many slashes make no host", "/old* /:splat", "/old///evil.example", "/evil.example");
    row("RFC 3986 §4.2: a parameter makes no host", "/a u=:u /:u", "/a", "/evil.example", "u=/evil.example");
    row("RFC 3986 §4.2: a backslash makes no host", "/a u=:u /:u", "/a", "/%5Cevil.example",
        "u=\\evil.example");
}

void TestRedirectRule::fills()
{
    QFETCH(QByteArray, line);
    QFETCH(QByteArray, path);
    QFETCH(QByteArray, query);
    QFETCH(QByteArray, target);
    const auto rule = parseRedirect(line);
    QVERIFY2(rule, qPrintable(rule ? QString() : rule.error()));
    const auto filled = rule->targetFor(path, query);
    QVERIFY(filled);
    QCOMPARE(*filled, target);
}

void TestRedirectRule::refuses_data()
{
    QTest::addColumn<QByteArray>("line");
    const auto row = [](const char *line) { QTest::newRow(line) << QByteArray(line); };
    row("/a");
    row("/a 301");
    row("/a b");
    row("a /b");
    row("/a //e.org/b");
    row("/a ftp://e.org/b");
    row("/a https:///b");
    row("/a https://user@e.org/b");
    row("/:a https://:a/b");
    row("/:a https://e.org:a/b");
    row("/:a https://:a.e.org/b");
    row("/a =x /b");
    row("/a id /b");
    row("/a /b 300");
    row("/a /b 304");
    row("/a /b 404x");
    row("/a /b 0301");
    row("/a /b +301");
    row("/a /b !");
    row("/a /b !301");
    row("/a /b 301!!");
    row("/a /b 301 302");
    row("/a /b 302 Country=au,nz");
    row("/a /b Language=en");
    row("/a /b 200! Role=admin");
    row("/a /b 301 Cookie=x");
    row("/a https://e.org/b 200");
    row("/a https://e.org/b 404!");
    row("/a /b#c 200");
    row("/a /../b 200");
    row("/a /b%00 200");
    row("/* /new/:splat 301!");
    row("/:a/:b /:b/:a 302!");
}

void TestRedirectRule::refuses()
{
    QFETCH(QByteArray, line);
    const auto rule = parseRedirect(line);
    QVERIFY(!rule);
    QVERIFY2(rule.error().size() > 10 && !rule.error().contains(u"%1"), qPrintable(rule.error()));
}

/// Neither a request nor a line that leads to itself can make an address of any length.
void TestRedirectRule::growsNoLongerThanAnAddress()
{
    const auto fourfold = parseRedirect("/a/* /:splat/:splat/:splat/:splat");
    QVERIFY(fourfold);
    const auto target = fourfold->targetFor("/a/" + QByteArray(1'000, 'x'), {});
    QVERIFY(target);
    QCOMPARE(target->size(), 4 * 1'001);
    QVERIFY(!fourfold->targetFor("/a/" + QByteArray(3'000, 'x'), {}));

    const auto manifold = parseRedirect("/* /" + QByteArray(":splat/").repeated(500) + " 301!");
    QVERIFY(manifold);
    QVERIFY(!manifold->targetFor("/" + QByteArray(100, 'x'), {}));
}

QTEST_APPLESS_MAIN(TestRedirectRule)
#include "tst_redirectrule.moc"
