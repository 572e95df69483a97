// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "http/status.h"

#include <QTest>

using namespace http;

class TestStatus : public QObject
{
    Q_OBJECT

private slots:
    void phrases_data()
    {
        QTest::addColumn<int>("status");
        QTest::addColumn<QByteArray>("phrase");
        QTest::newRow("RFC 9110 §15.2.1, the first") << 100 << QByteArray("Continue");
        QTest::newRow("RFC 9110 §15.3.1") << 200 << QByteArray("OK");
        QTest::newRow("RFC 9110 §15.3.7") << 206 << QByteArray("Partial Content");
        QTest::newRow("RFC 9110 §15.4.2") << 301 << QByteArray("Moved Permanently");
        QTest::newRow("RFC 9110 §15.4.5") << 304 << QByteArray("Not Modified");
        QTest::newRow("RFC 9110 §15.5.1") << 400 << QByteArray("Bad Request");
        QTest::newRow("RFC 9110 §15.5.5") << 404 << QByteArray("Not Found");
        QTest::newRow("RFC 9110 §15.5.14") << 413 << QByteArray("Content Too Large");
        QTest::newRow("RFC 6585 §5") << 431 << QByteArray("Request Header Fields Too Large");
        QTest::newRow("RFC 9110 §15.6.6") << 505 << QByteArray("HTTP Version Not Supported");
        QTest::newRow("RFC 6585 §6, the last") << 511 << QByteArray("Network Authentication Required");
        QTest::newRow("between two") << 306 << QByteArray("Unknown");
        QTest::newRow("below all") << 0 << QByteArray("Unknown");
        QTest::newRow("above all") << 999 << QByteArray("Unknown");
    }

    void phrases()
    {
        QFETCH(int, status);
        QFETCH(QByteArray, phrase);
        QCOMPARE(reasonPhrase(status).toByteArray(), phrase);
    }

    void bodiless()
    {
        QList<int> without;
        for (int status = 99; status < 600; ++status) {
            if (isBodiless(status) && status >= 200)
                without.append(status);
        }
        QCOMPARE(without, QList<int>({204, 304}));
        QVERIFY(!isBodiless(99));
        QVERIFY(isBodiless(100));
        QVERIFY(isBodiless(101));
        QVERIFY(isBodiless(199));
    }
};

QTEST_APPLESS_MAIN(TestStatus)
#include "tst_status.moc"
