// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "http/conditional.h"

#include "head.h"

#include <QTest>

using namespace http;

class TestConditional : public QObject
{
    Q_OBJECT

private slots:
    void evaluates_data();
    void evaluates();
    void wantsRange_data();
    void wantsRange();
};

namespace {

// Sun, 06 Nov 1994 08:49:37 GMT
constexpr qint64 modified = 784'111'777;
const QByteArray before = "Sun, 06 Nov 1994 08:49:36 GMT";
const QByteArray same = "Sun, 06 Nov 1994 08:49:37 GMT";
const QByteArray after = "Sun, 06 Nov 1994 08:49:38 GMT";

} // namespace

void TestConditional::evaluates_data()
{
    QTest::addColumn<QByteArray>("lines");
    QTest::addColumn<QByteArray>("tag");
    QTest::addColumn<Method>("verb");
    QTest::addColumn<Precondition>("outcome");
    QTest::addColumn<QByteArray>("field");
    const auto row
        = [](const char *name, const QByteArray &lines, Precondition outcome, const QByteArray &field = {},
             const QByteArray &tag = "\"a\"",
             Method verb = Method::Get) { QTest::newRow(name) << lines << tag << verb << outcome << field; };
    using enum Precondition;
    const QByteArray weak = "W/\"a\"";
    const QByteArray match = "If-Match";
    const QByteArray unmodified = "If-Unmodified-Since";
    const QByteArray none = "If-None-Match";
    const QByteArray since = "If-Modified-Since";

    row("no condition", "Accept: */*\r\n", Proceed);

    row("§13.1.1: the tag", "If-Match: \"a\"\r\n", Proceed);
    row("§13.1.1: another tag", "If-Match: \"b\"\r\n", Failed, match);
    row("§13.1.1: in a list", "If-Match: \"b\" , ,\"a\"\r\n", Proceed);
    row("§13.1.1: in a second line", "If-Match: \"b\"\r\nif-match: \"a\"\r\n", Proceed);
    row("§13.1.1: any", "If-Match: *\r\n", Proceed);
    row("§13.1.1: any, where there is no tag", "If-Match: *\r\n", Proceed, {}, {});
    row("§13.1.1: a tag, where there is none", "If-Match: \"a\"\r\n", Failed, match, {});
    row("§13.1.1: weak in the field", "If-Match: W/\"a\"\r\n", Failed, match);
    row("§13.1.1: weak here", "If-Match: \"a\"\r\n", Failed, match, weak);
    row("§13.1.1: weak on both sides", "If-Match: W/\"a\"\r\n", Failed, match, weak);
    row("§13.1.1: an empty field", "If-Match: \r\n", Failed, match);
    row("§13.1.1: empty fields twice", "If-Match: \r\nIf-Match: \r\n", Failed, match);
    row("§13.1.1: without quotes", "If-Match: a\r\n", Failed, match);
    row("§13.1.1: any among others is no tag", "If-Match: \"b\", *\r\n", Failed, match);
    row("§13.1.1: HEAD", "If-Match: \"b\"\r\n", Failed, match, "\"a\"", Method::Head);

    row("§13.1.2: the tag", "If-None-Match: \"a\"\r\n", NotModified, none);
    row("§13.1.2: HEAD", "If-None-Match: \"a\"\r\n", NotModified, none, "\"a\"", Method::Head);
    row("§13.1.2: another method", "If-None-Match: \"a\"\r\n", Failed, none, "\"a\"", Method::Post);
    row("§13.1.2: another tag", "If-None-Match: \"b\"\r\n", Proceed);
    row("§13.1.2: any", "If-None-Match: *\r\n", NotModified, none);
    row("§13.1.2: any, where there is no tag", "If-None-Match: *\r\n", NotModified, none, {});
    row("§13.1.2: in a list", "If-None-Match: \"b\",\"a\"\r\n", NotModified, none);
    row("§13.1.2: in a second line", "If-None-Match: \"b\"\r\nIf-None-Match: \"a\"\r\n", NotModified, none);
    row("§8.8.3.2: weak in the field", "If-None-Match: W/\"a\"\r\n", NotModified, none);
    row("§8.8.3.2: weak here", "If-None-Match: \"a\"\r\n", NotModified, none, weak);
    row("§8.8.3.2: weak on both sides", "If-None-Match: W/\"a\"\r\n", NotModified, none, weak);
    row("§8.8.3: the mark in small letters is none", "If-None-Match: w/\"a\"\r\n", Proceed);
    row("§8.8.3: case counts", "If-None-Match: \"A\"\r\n", Proceed);
    row("§8.8.3: a comma in a tag", "If-None-Match: \"x\", \"a,b\"\r\n", NotModified, none, "\"a,b\"");
    row("§8.8.3: no part of a tag", "If-None-Match: \"x,\"a\",y\"\r\n", Proceed);
    row("§8.8.3: a backslash escapes nothing", "If-None-Match: \"b\\\", \"a\"\r\n", NotModified, none);
    row("§8.8.3: without quotes", "If-None-Match: a\r\n", Proceed);
    row("§8.8.3: a tag behind one without quotes", "If-None-Match: b, \"a\"\r\n", NotModified, none);
    row("§8.8.3: never closed", "If-None-Match: \"a\r\n", Proceed);
    row("§8.8.3: empty, and so is the tag", "If-None-Match: \"\"\r\n", NotModified, none, "\"\"");
    row("§13.1.2: an empty field", "If-None-Match: \r\n", Proceed, {}, {});

    row("§13.1.3: not since", "If-Modified-Since: " + same + "\r\n", NotModified, since);
    row("§13.1.3: not since a later time", "If-Modified-Since: " + after + "\r\n", NotModified, since);
    row("§13.1.3: since", "If-Modified-Since: " + before + "\r\n", Proceed);
    row("§13.1.3: HEAD", "If-Modified-Since: " + same + "\r\n", NotModified, since, "\"a\"", Method::Head);
    row("§13.1.3: another method", "If-Modified-Since: " + same + "\r\n", Proceed, {}, "\"a\"", Method::Post);
    row("§13.1.3: no date", "If-Modified-Since: yesterday\r\n", Proceed);
    row("§13.1.3: two dates", "If-Modified-Since: " + same + "\r\nIf-Modified-Since: " + same + "\r\n",
        Proceed);
    row("§5.6.7: the form of RFC 850", "If-Modified-Since: Sunday, 06-Nov-94 08:49:37 GMT\r\n", NotModified,
        since);
    row("§5.6.7: the form of asctime", "If-Modified-Since: Sun Nov  6 08:49:37 1994\r\n", NotModified, since);

    row("§13.1.4: not since", "If-Unmodified-Since: " + same + "\r\n", Proceed);
    row("§13.1.4: not since a later time", "If-Unmodified-Since: " + after + "\r\n", Proceed);
    row("§13.1.4: since", "If-Unmodified-Since: " + before + "\r\n", Failed, unmodified);
    row("§13.1.4: another method", "If-Unmodified-Since: " + before + "\r\n", Failed, unmodified, "\"a\"",
        Method::Post);
    row("§13.1.4: no date", "If-Unmodified-Since: 1994\r\n", Proceed);

    row("§13.2.2: If-Match before If-Unmodified-Since",
        "If-Unmodified-Since: " + before + "\r\nIf-Match: \"a\"\r\n", Proceed);
    row("§13.2.2: If-Match before If-None-Match", "If-None-Match: \"a\"\r\nIf-Match: \"b\"\r\n", Failed,
        match);
    row("§13.2.2: If-None-Match after If-Match", "If-None-Match: \"a\"\r\nIf-Match: \"a\"\r\n", NotModified,
        none);
    row("§13.2.2: If-Modified-Since after If-Match", "If-Match: \"a\"\r\nIf-Modified-Since: " + same + "\r\n",
        NotModified, since);
    row("§13.2.2: If-Unmodified-Since before If-Modified-Since",
        "If-Modified-Since: " + after + "\r\nIf-Unmodified-Since: " + before + "\r\n", Failed, unmodified);
    row("§13.2.2: If-None-Match, other tag: no If-Modified-Since",
        "If-Modified-Since: " + same + "\r\nIf-None-Match: \"b\"\r\n", Proceed);
    row("§13.2.2: If-None-Match, same tag, though modified",
        "If-Modified-Since: " + before + "\r\nIf-None-Match: \"a\"\r\n", NotModified, none);
    row("§13.2.2: If-Range decides nothing here", "If-Range: \"b\"\r\n", Proceed);
}

void TestConditional::evaluates()
{
    QFETCH(QByteArray, lines);
    QFETCH(QByteArray, tag);
    QFETCH(Method, verb);
    QFETCH(Precondition, outcome);
    QFETCH(QByteArray, field);
    const Verdict verdict = evaluate(headWith(lines, verb), {tag, modified});
    QCOMPARE(verdict.outcome, outcome);
    QCOMPARE(verdict.field.toByteArray(), field);
    // Dates are nothing where nothing is known of the modification.
    const Verdict undated = evaluate(headWith(lines, verb), {tag, {}});
    QCOMPARE(undated, field.endsWith("Since") ? Verdict() : verdict);
}

void TestConditional::wantsRange_data()
{
    QTest::addColumn<QByteArray>("lines");
    QTest::addColumn<QByteArray>("tag");
    QTest::addColumn<std::optional<qint64>>("since");
    QTest::addColumn<bool>("wanted");
    const auto row = [](const char *name, const QByteArray &lines, bool wanted,
                        const QByteArray &tag = "\"a\"", std::optional<qint64> since = modified) {
        QTest::newRow(name) << lines << tag << since << wanted;
    };
    row("§13.1.5: no condition", "Range: bytes=0-0\r\n", true);
    row("§13.1.5: the tag", "If-Range: \"a\"\r\n", true);
    row("§13.1.5: another tag", "If-Range: \"b\"\r\n", false);
    row("§13.1.5: a tag, where there is none", "If-Range: \"a\"\r\n", false, {});
    row("§13.1.5: weak in the field", "If-Range: W/\"a\"\r\n", false);
    row("§13.1.5: weak on both sides", "If-Range: W/\"a\"\r\n", false, "W/\"a\"");
    row("§13.1.5: a list is no tag", "If-Range: \"b\", \"a\"\r\n", false);
    row("§13.1.5: two fields", "If-Range: \"a\"\r\nIf-Range: \"a\"\r\n", false);
    row("§13.1.5: any is no tag", "If-Range: *\r\n", false);
    row("§13.1.5: an empty field", "If-Range: \r\n", false);
    row("§13.1.5: the date", "If-Range: " + same + "\r\n", true);
    row("§13.1.5: a later date is not the same", "If-Range: " + after + "\r\n", false);
    row("§13.1.5: an earlier date is not the same", "If-Range: " + before + "\r\n", false);
    row("§8.8.2.2: the date is a weak validator", "If-Range: " + same + "\r\n", false, "\"a\"", std::nullopt);
    row("§13.1.5: no date, and none known", "If-Range: today\r\n", false, "\"a\"", std::nullopt);
}

void TestConditional::wantsRange()
{
    QFETCH(QByteArray, lines);
    QFETCH(QByteArray, tag);
    QFETCH(std::optional<qint64>, since);
    QFETCH(bool, wanted);
    QCOMPARE(isRangeWanted(headWith(lines), {tag, since}), wanted);
}

QTEST_APPLESS_MAIN(TestConditional)
#include "tst_conditional.moc"
