// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "http/grammar.h"
#include "http/members.h"

#include "head.h"

#include <QList>
#include <QTest>

using namespace http;

class TestFieldLists : public QObject
{
    Q_OBJECT

private slots:
    void joinsLines()
    {
        const RequestHead head = headWith("A: 1\r\nB: x\r\na: 2, 3\r\nC: \r\nA: \r\n");
        QCOMPARE(head.list("A"), QByteArray("1, 2, 3, ")); // RFC 9110 §5.3
        QCOMPARE(head.list("b"), QByteArray("x"));
        QCOMPARE(head.list("C"), QByteArray());
        QCOMPARE(head.list("D"), QByteArray());
        QVERIFY(head.has("a"));
        QVERIFY(head.has("C"));
        QVERIFY(!head.has("D"));
    }

    void takesMembers_data()
    {
        QTest::addColumn<QByteArray>("list");
        QTest::addColumn<QList<QByteArray>>("members");
        const auto row = [](const char *name, const QByteArray &list, const QList<QByteArray> &members) {
            QTest::newRow(name) << list << members;
        };
        row("RFC 9110 §5.6.1: none", "", {});
        row("RFC 9110 §5.6.1: only empty ones", " , ,\t,", {});
        row("RFC 9110 §5.6.1: empty ones between", "foo , ,bar,charlie", {"foo", "bar", "charlie"});
        row("RFC 9110 §5.6.4: a separator in quotes", "a=\"x, y\", b", {"a=\"x, y\"", "b"});
        row("RFC 9110 §5.6.4: an escaped quote", "\"a\\\", b\", c", {"\"a\\\", b\"", "c"});
        row("RFC 9110 §5.6.4: an escaped backslash", "\"a\\\\\", b", {"\"a\\\\\"", "b"});
        row("an open quote hides nothing", "\"a, b, c", {"\"a", "b", "c"});
        row("an open quote behind a closed one", "\"a, b\", \"c, d", {"\"a, b\"", "\"c", "d"});
        row("a backslash at the end", "\"a, b\\", {"\"a", "b\\"});
    }

    void takesMembers()
    {
        QFETCH(QByteArray, list);
        QFETCH(QList<QByteArray>, members);
        QList<QByteArray> taken;
        Members reader(list);
        while (const auto member = reader.next())
            taken.append(member->toByteArray());
        QCOMPARE(taken, members);
    }

    void unquotes()
    {
        QCOMPARE(grammar::unquoted("\"a\\\"b\""), std::optional(QByteArray("a\"b")));
        QCOMPARE(grammar::unquoted("\"\""), std::optional(QByteArray("")));
        for (const char *wrong : {"", "a", "\"", "\"a", "\"a\\\"", "\"a\"b", "\"a\" \"b\""})
            QVERIFY2(!grammar::unquoted(wrong), wrong);
    }
};

QTEST_APPLESS_MAIN(TestFieldLists)
#include "tst_fieldlists.moc"
