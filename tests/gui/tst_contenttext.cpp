// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/contenttext.h"

#include <QJsonDocument>
#include <QTest>

class ContentTextTest : public QObject
{
    Q_OBJECT
private slots:
    void indents_data();
    void indents();
    void readsCharsets_data();
    void readsCharsets();
    void foldsLongLines();
    void knowsText();
};

void ContentTextTest::indents_data()
{
    QTest::addColumn<QByteArray>("json");
    QTest::addColumn<QByteArray>("expected");
    const auto row = [](const char *name, const char *json, const char *expected) {
        QTest::newRow(name) << QByteArray(json) << QByteArray(expected);
    };
    row("object", R"({"b":1,"a":[1,2.50]})", "{\n  \"b\": 1,\n  \"a\": [\n    1,\n    2.50\n  ]\n}");
    row("empty ones", R"( [ { } , [ ] ] )", "[\n  {},\n  []\n]");
    row("strings stay", R"(["{\"a\": [1,2]}"])", "[\n  \"{\\\"a\\\": [1,2]}\"\n]");
    row("backslash at the end", R"(["a\\","b"])", "[\n  \"a\\\\\",\n  \"b\"\n]");
    row("large numbers stay", "[12345678901234567890.10]", "[\n  12345678901234567890.10\n]");
    row("spaces", "{\n\n  \"a\"  :\t1\r\n}", "{\n  \"a\": 1\n}");
    row("deep", "[[[1]]]", "[\n  [\n    [\n      1\n    ]\n  ]\n]");
    row("no JSON", "{a:1}", "");
    row("cut off", R"({"a":)", "");
    row("nothing", "", "");
}

void ContentTextTest::indents()
{
    QFETCH(QByteArray, json);
    QFETCH(QByteArray, expected);
    const auto indented = gui::indentedJson(json);
    QCOMPARE(indented.value_or(QByteArray()), expected);
    if (indented)
        QCOMPARE(QJsonDocument::fromJson(*indented), QJsonDocument::fromJson(json));
}

void ContentTextTest::readsCharsets_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QByteArray>("type");
    QTest::addColumn<QString>("text");
    QTest::newRow("UTF-8") << QByteArray("caf\xc3\xa9") << QByteArray("text/plain") << QStringLiteral("café");
    QTest::newRow("Latin 1") << QByteArray("caf\xe9") << QByteArray("text/plain; Charset=ISO-8859-1")
                             << QStringLiteral("café");
    QTest::newRow("zero byte") << QByteArray("a\0b", 3) << QByteArray("text/plain") << QStringLiteral("a␀b");
    QTest::newRow("JSON") << QByteArray("[1]") << QByteArray("application/problem+json")
                          << QStringLiteral("[\n  1\n]");
    QTest::newRow("damaged JSON") << QByteArray("[1") << QByteArray("application/json")
                                  << QStringLiteral("[1");
    QTest::newRow("JSON by another name")
        << QByteArray("[1]") << QByteArray("text/plain") << QStringLiteral("[1]");
}

void ContentTextTest::readsCharsets()
{
    QFETCH(QByteArray, bytes);
    QFETCH(QByteArray, type);
    QFETCH(QString, text);
    QCOMPARE(gui::plainText(gui::laidOut(bytes, type), type), text);
}

void ContentTextTest::foldsLongLines()
{
    const QString text = gui::plainText(QByteArray(5'000'000, 'x') + "\n\nend\n", "text/plain");
    const QStringList lines = text.split(u'\n');
    qsizetype longest = 0;
    for (const QString &line : lines)
        longest = std::max(longest, line.size());
    QVERIFY(longest <= 20'000);
    QCOMPARE(QString(text).remove(u'\n').size(), 5'000'003);
    QCOMPARE(lines.mid(lines.size() - 3), (QStringList{QString(), QStringLiteral("end"), QString()}));
}

void ContentTextTest::knowsText()
{
    for (const char *type : {"text/html", "Application/JavaScript", "image/svg+xml", "application/json"})
        QVERIFY2(gui::isText(type), type);
    for (const char *type : {"image/png", "application/octet-stream", "", "font/woff2"})
        QVERIFY2(!gui::isText(type), type);
    QVERIFY(gui::isJson("application/LD+JSON"));
}

QTEST_APPLESS_MAIN(ContentTextTest)
#include "tst_contenttext.moc"
