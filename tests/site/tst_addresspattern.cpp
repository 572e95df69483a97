// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "site/addresspattern.h"

#include <QTest>

#include <algorithm>

using namespace site;

class TestAddressPattern : public QObject
{
    Q_OBJECT

private slots:
    void matches_data();
    void matches();
    void refuses_data();
    void refuses();
};

void TestAddressPattern::matches_data()
{
    QTest::addColumn<QByteArray>("pattern");
    QTest::addColumn<QByteArray>("path");
    QTest::addColumn<bool>("matches");
    QTest::addColumn<QList<QByteArray>>("captures"); // "name=text"
    const auto row = [](const char *name, const char *pattern, const char *path, bool matches,
                        const QList<QByteArray> &captures = {}) {
        QTest::newRow(name) << QByteArray(pattern) << QByteArray(path) << matches << captures;
    };
    row("the same", "/a/b", "/a/b", true);
    row("longer", "/a/b", "/a/bc", false);
    row("below", "/a/b", "/a/b/c", false);
    row("shorter", "/a/b", "/a", false);
    row("case counts", "/a", "/A", false);
    row("the root", "/", "/", true);
    row("not the root", "/", "/a", false);
    row("a slash at the end of the path", "/a", "/a/", true);
    row("a slash at the end of the pattern", "/a/", "/a", true);
    row("percent-encoded", "/caf%C3%A9", "/caf\xc3\xa9", true);
    row("an encoded star is a star", "/a%2a", "/a*", true);
    row("an encoded star is no splat", "/a%2a", "/ab", false);
    row("an encoded colon is a colon", "/%3aid", "/:id", true);
    row("an encoded colon is no name", "/%3aid", "/x", false);

    row("a name", "/news/:year", "/news/2024", true, {"year=2024"});
    row("a name is one segment", "/news/:year", "/news/2024/05", false);
    row("a name is not empty", "/news/:year", "/news/", false);
    row("a name with a slash behind it", "/news/:year/", "/news/2024", true, {"year=2024"});
    row("names", "/:a/x/:b", "/1/x/2", true, {"a=1", "b=2"});
    row("names, other text between", "/:a/x/:b", "/1/y/2", false);
    row("a colon inside a segment is one", "/a:b", "/a:b", true);

    row("a splat", "/news/*", "/news/2024/05", true, {"splat=2024/05"});
    row("a splat keeps its slash", "/news/*", "/news/2024/", true, {"splat=2024/"});
    row("an empty splat", "/news/*", "/news/", true, {"splat="});
    row("the folder itself", "/news/*", "/news", true, {"splat="});
    row("not a longer name", "/news/*", "/newspaper", false);
    row("everything", "/*", "/", true, {"splat="});
    row("everything, deep", "/*", "/a/b", true, {"splat=a/b"});
    row("a splat inside a segment", "/img-*", "/img-1/2", true, {"splat=1/2"});
    row("a splat inside a segment, nothing there", "/img-*", "/img-", true, {"splat="});
    row("a splat inside a segment is no folder", "/img-*", "/img", false);
    row("a splat in the middle", "/a/*/z", "/a/b/c/z", true, {"splat=b/c"});
    row("a splat before an ending", "/*.php", "/a/b.php", true, {"splat=a/b"});
    row("a splat before another ending", "/*.php", "/a/b.html", false);
    row("a splat takes as much as it can", "/*/z", "/a/z/b/z", true, {"splat=a/z/b"});
    row("before and behind do not overlap", "/ab*ba", "/aba", false);
    row("a name before a splat", "/:a/*", "/1/2/3", true, {"a=1", "splat=2/3"});
    row("a name before a splat, the folder itself", "/:a/*", "/1", true, {"a=1", "splat="});
    row("a name behind a splat", "/*/x/:a", "/1/2/x/3", true, {"a=3", "splat=1/2"});
    row("a name behind a splat is not empty", "/*/x/:a", "/1/2/x/", false);
    row("any bytes", "/*", "/\xff\r\n", true, {"splat=\xff\r\n"});
}

void TestAddressPattern::matches()
{
    QFETCH(QByteArray, pattern);
    QFETCH(QByteArray, path);
    QFETCH(bool, matches);
    QFETCH(QList<QByteArray>, captures);
    const auto parsed = AddressPattern::parse(pattern);
    QVERIFY(parsed);
    const auto match = parsed->match(path);
    QCOMPARE(match.has_value(), matches);
    QList<QByteArray> taken;
    for (const Capture &capture : match.value_or(Captures()))
        taken.append(capture.name + '=' + capture.text);
    std::sort(taken.begin(), taken.end());
    QCOMPARE(taken, captures);
    QVERIFY(parsed->match(parsed->example()));
}

void TestAddressPattern::refuses_data()
{
    QTest::addColumn<QByteArray>("pattern");
    for (const char *pattern : {"", "a", "*", "http://e.org/a", "/a?id=1", "/a#b", "/a/*/b/*", "/a**",
                                "/:", "/:8080", "/:year-:month", "/:a*", "/:a/:a"})
        QTest::newRow(pattern) << QByteArray(pattern);
}

void TestAddressPattern::refuses()
{
    QFETCH(QByteArray, pattern);
    const auto parsed = AddressPattern::parse(pattern);
    QVERIFY(!parsed);
    QVERIFY2(parsed.error().size() > 10 && !parsed.error().contains(u"%1"), qPrintable(parsed.error()));
}

QTEST_APPLESS_MAIN(TestAddressPattern)
#include "tst_addresspattern.moc"
