// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "site/headerfile.h"

#include <QTest>

using site::HeaderFile;

/// The language of _headers, and what its rules make of a response's fields.
class TestHeaderFile : public QObject
{
    Q_OBJECT

private slots:
    void fields_data();
    void fields();
    void problems_data();
    void problems();
    void steps();
};

void TestHeaderFile::fields_data()
{
    QTest::addColumn<QByteArray>("file");
    QTest::addColumn<QByteArray>("path");
    QTest::addColumn<QByteArray>("lines"); // from "Cache-Control: no-cache", "Vary: Accept"
    const auto row = [](const char *name, const char *file, const char *path, const char *lines) {
        QTest::newRow(name) << QByteArray(file) << QByteArray(path)
                            << QByteArray(lines).replace('\n', "\r\n");
    };
    const char *unchanged = "Cache-Control: no-cache\nVary: Accept\n";
    row("nothing", "", "/a", unchanged);
    row("another address", "/b\n  X: y\n", "/a", unchanged);
    row("a new field", "/a\n  X: y\n", "/a", "Cache-Control: no-cache\nVary: Accept\nX: y\n");
    row("below it", "/a/*\n  X: y\n", "/a/b/c", "Cache-Control: no-cache\nVary: Accept\nX: y\n");
    row("any host", "https://example.org/a\n  X: y\n", "/a", "Cache-Control: no-cache\nVary: Accept\nX: y\n");
    row("the server's is replaced", "/a\n  cache-control: max-age=5\n", "/a",
        "Vary: Accept\ncache-control: max-age=5\n");
    row("two rules join", "/a\n  X: 1\n  X: 2\n", "/a", "Cache-Control: no-cache\nVary: Accept\nX: 1, 2\n");
    row("a later address joins", "/*\n  X: 1\n/a\n  X: 2\n", "/a",
        "Cache-Control: no-cache\nVary: Accept\nX: 1, 2\n");
    row("cookies have lines", "/a\n  Set-Cookie: a=1\n  Set-Cookie: b=2\n", "/a",
        "Cache-Control: no-cache\nVary: Accept\nSet-Cookie: a=1\nSet-Cookie: b=2\n");
    row("Vary is added to", "/a\n  Vary: Cookie\n", "/a", "Cache-Control: no-cache\nVary: Accept, Cookie\n");
    row("taken away", "/a\n  ! Cache-Control\n", "/a", "Vary: Accept\n");
    row("set above, taken away below", "/*\n  X: 1\n/a\n  ! X\n", "/a", unchanged);
    row("comments", "# one\n/a\n  # two\n  X: y\n", "/a", "Cache-Control: no-cache\nVary: Accept\nX: y\n");
}

void TestHeaderFile::fields()
{
    QFETCH(QByteArray, file);
    QFETCH(QByteArray, path);
    QFETCH(QByteArray, lines);
    const HeaderFile parsed = HeaderFile::parse(file);
    QVERIFY(parsed.problems().isEmpty());
    http::Reasons steps;
    QCOMPARE(site::withRules("Cache-Control: no-cache\r\nVary: Accept\r\n", path, parsed.rules(), steps),
             lines);
}

void TestHeaderFile::problems_data()
{
    QTest::addColumn<QByteArray>("field");
    for (const char *field :
         {"no colon", ": y", "two words: y", "X:", "Content-Length: 1", "transfer-encoding: chunked",
          "Connection: close", "Date: now", "Content-Range: x", "Content-Encoding: br", "Trailer: X",
          "Upgrade: x", "! Date", "!", "X: a\x01"})
        QTest::newRow(field) << QByteArray(field);
}

void TestHeaderFile::problems()
{
    QFETCH(QByteArray, field);
    const HeaderFile parsed = HeaderFile::parse("/a\n  " + field + "\n  Good: 1\n");
    QCOMPARE(parsed.problems().size(), 1);
    QCOMPARE(parsed.problems().first().line, 2);
    QCOMPARE(parsed.rules().size(), size_t(1));
    QCOMPARE(parsed.rules().front().name, QByteArray("Good"));
    QCOMPARE(HeaderFile::parse("  Good: 1\n").problems().size(), 1); // before the first address
    const HeaderFile oneLine = HeaderFile::parse("/* Good: 1\n  Lost: 2\n/b\n  Kept: 3\n");
    QCOMPARE(oneLine.problems().size(), 1);
    QCOMPARE(oneLine.problems().first().line, 1);
    QCOMPARE(oneLine.rules().size(), size_t(1));
}

void TestHeaderFile::steps()
{
    const HeaderFile parsed = HeaderFile::parse("/*\n  X: 1\n  Y: 2\n\n/a\n  Z: 3\n/b\n  Z: 4\n");
    http::Reasons steps;
    QCOMPARE(site::withRules({}, "/a", parsed.rules(), steps), QByteArray("X: 1\r\nY: 2\r\nZ: 3\r\n"));
    QCOMPARE(
        steps,
        (http::Reasons{{http::Step::Headers, "_headers:1: /*"}, {http::Step::Headers, "_headers:5: /a"}}));
}

QTEST_APPLESS_MAIN(TestHeaderFile)
#include "tst_headerfile.moc"
