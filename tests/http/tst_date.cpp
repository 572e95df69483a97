// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "http/date.h"

#include <QDateTime>
#include <QTest>

using namespace http;

class TestDate : public QObject
{
    Q_OBJECT

private slots:
    void formats_data()
    {
        QTest::addColumn<qint64>("seconds");
        QTest::addColumn<QByteArray>("text");
        QTest::newRow("RFC 9110 §5.6.7, the example")
            << qint64(784111777) << QByteArray("Sun, 06 Nov 1994 08:49:37 GMT");
        QTest::newRow("the epoch") << qint64(0) << QByteArray("Thu, 01 Jan 1970 00:00:00 GMT");
        QTest::newRow("before the epoch") << qint64(-1) << QByteArray("Wed, 31 Dec 1969 23:59:59 GMT");
        QTest::newRow("29 February of a century")
            << qint64(951827696) << QByteArray("Tue, 29 Feb 2000 12:34:56 GMT");
        QTest::newRow("past 32 bits") << qint64(4102444800) << QByteArray("Fri, 01 Jan 2100 00:00:00 GMT");
        QTest::newRow("the last year with four digits")
            << qint64(253402300799) << QByteArray("Fri, 31 Dec 9999 23:59:59 GMT");
    }

    void formats()
    {
        QFETCH(qint64, seconds);
        QFETCH(QByteArray, text);
        QCOMPARE(formatDate(seconds), text);
        QCOMPARE(parseDate(text), seconds);
    }

    void everyDayOfFourCenturies()
    {
        const QDate first(1900, 1, 1);
        const QLocale english = QLocale::c();
        for (QDate day = first; day.year() < 2300; day = day.addDays(1)) {
            const QDateTime instant(day, QTime(day.day() % 24, day.month(), day.dayOfWeek()), Qt::UTC);
            const QByteArray text
                = english.toString(instant, QStringLiteral("ddd, dd MMM yyyy HH:mm:ss 'GMT'")).toLatin1();
            QCOMPARE(formatDate(instant.toSecsSinceEpoch()), text);
            QCOMPARE(parseDate(text), instant.toSecsSinceEpoch());
        }
    }

    void parses_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<qint64>("seconds");
        QTest::newRow("RFC 9110 §5.6.7 IMF-fixdate")
            << QByteArray("Sun, 06 Nov 1994 08:49:37 GMT") << qint64(784111777);
        QTest::newRow("RFC 9110 §5.6.7 RFC 850")
            << QByteArray("Sunday, 06-Nov-94 08:49:37 GMT") << qint64(784111777);
        QTest::newRow("RFC 9110 §5.6.7 asctime")
            << QByteArray("Sun Nov  6 08:49:37 1994") << qint64(784111777);
        QTest::newRow("asctime, two-digit day")
            << QByteArray("Wed Nov 16 08:49:37 1994") << qint64(784975777);
        QTest::newRow("leap second") << QByteArray("Sat, 31 Dec 2016 23:59:60 GMT") << qint64(1483228800);
        QTest::newRow("two digits, 00")
            << QByteArray("Saturday, 01-Jan-00 00:00:00 GMT") << qint64(946684800);
        QTest::newRow("two digits, 69")
            << QByteArray("Tuesday, 01-Jan-69 00:00:00 GMT") << qint64(3124224000);
        QTest::newRow("two digits, 70") << QByteArray("Thursday, 01-Jan-70 00:00:00 GMT") << qint64(0);
        QTest::newRow("wrong day of the week")
            << QByteArray("Mon, 06 Nov 1994 08:49:37 GMT") << qint64(784111777);
        QTest::newRow("long name of Wednesday")
            << QByteArray("Wednesday, 16-Nov-94 08:49:37 GMT") << qint64(784975777);
    }

    void parses()
    {
        QFETCH(QByteArray, text);
        QFETCH(qint64, seconds);
        QCOMPARE(parseDate(text), seconds);
        // Every beginning of a date is not one, and nothing may follow.
        for (qsizetype length = 0; length < text.size(); ++length)
            QVERIFY2(!parseDate(text.first(length)), text.constData());
        QVERIFY(!parseDate(text + ' '));
        QVERIFY(!parseDate(' ' + text));
    }

    void refuses_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::newRow("empty") << QByteArray("");
        QTest::newRow("a number") << QByteArray("784111777");
        QTest::newRow("day 0") << QByteArray("Sun, 00 Nov 1994 08:49:37 GMT");
        QTest::newRow("31 November") << QByteArray("Sun, 31 Nov 1994 08:49:37 GMT");
        QTest::newRow("29 February, no leap year") << QByteArray("Wed, 29 Feb 1995 08:49:37 GMT");
        QTest::newRow("29 February 1900") << QByteArray("Thu, 29 Feb 1900 08:49:37 GMT");
        QTest::newRow("hour 24") << QByteArray("Sun, 06 Nov 1994 24:00:00 GMT");
        QTest::newRow("minute 60") << QByteArray("Sun, 06 Nov 1994 08:60:37 GMT");
        QTest::newRow("second 61") << QByteArray("Sun, 06 Nov 1994 08:49:61 GMT");
        QTest::newRow("no such month") << QByteArray("Sun, 06 Nob 1994 08:49:37 GMT");
        QTest::newRow("no such day of the week") << QByteArray("Son, 06 Nov 1994 08:49:37 GMT");
        QTest::newRow("month in capitals") << QByteArray("Sun, 06 NOV 1994 08:49:37 GMT");
        QTest::newRow("another zone") << QByteArray("Sun, 06 Nov 1994 08:49:37 CET");
        QTest::newRow("an offset") << QByteArray("Sun, 06 Nov 1994 08:49:37 +0000");
        QTest::newRow("no zone") << QByteArray("Sun, 06 Nov 1994 08:49:37");
        QTest::newRow("one-digit day") << QByteArray("Sun, 6 Nov 1994 08:49:37 GMT");
        QTest::newRow("two-digit year in IMF-fixdate") << QByteArray("Sun, 06 Nov 94 08:49:37 GMT");
        QTest::newRow("four-digit year in RFC 850") << QByteArray("Sunday, 06-Nov-1994 08:49:37 GMT");
        QTest::newRow("sign") << QByteArray("Sun, +6 Nov 1994 08:49:37 GMT");
        QTest::newRow("asctime day padded with 0 and space") << QByteArray("Sun Nov   6 08:49:37 1994");
        QTest::newRow("NUL inside") << QByteArray("Sun, 06 Nov 1994 08:49:37\0GMT", 29);
        QTest::newRow("not ASCII") << QByteArray("Sün, 06 Nov 1994 08:49:37 GMT");
    }

    void refuses()
    {
        QFETCH(QByteArray, text);
        QVERIFY(!parseDate(text));
    }
};

QTEST_APPLESS_MAIN(TestDate)
#include "tst_date.moc"
