// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "http/negotiation.h"

#include <QTest>

using namespace http;

class TestNegotiation : public QObject
{
    Q_OBJECT

private slots:
    void codings_data();
    void codings();
    void types_data();
    void types();
    void refusesMalformedWeights_data();
    void refusesMalformedWeights();
};

void TestNegotiation::codings_data()
{
    QTest::addColumn<QByteArray>("field");
    QTest::addColumn<QByteArray>("coding");
    QTest::addColumn<int>("quality");
    const auto row = [](const char *name, const QByteArray &field, const QByteArray &coding, int quality) {
        QTest::newRow(name) << field << coding << quality;
    };
    row("no field", "", "gzip", 0);
    row("no field, identity", "", "identity", 1);
    row("§12.5.3: named", "gzip, deflate, br", "br", 1000);
    row("§12.5.3: not named", "gzip, deflate", "br", 0);
    row("§12.5.3: no part of a name", "bro, xbr", "br", 0);
    row("§12.5.3: weighed", "gzip;q=0.5, br;q=0.8", "br", 800);
    row("§12.5.3: without regard to case", "GZip;Q=0.25", "gzip", 250);
    row("§12.5.3: refused", "gzip;q=0, br", "gzip", 0);
    row("§12.5.3: refused, three decimals", "gzip;q=0.000", "gzip", 0);
    row("§12.5.3: any", "*", "br", 1000);
    row("§12.5.3: any, weighed", "gzip, *;q=0.1", "br", 100);
    row("§12.5.3: a name comes before any", "*;q=0.1, gzip;q=0.7", "gzip", 700);
    row("§12.5.3: refused by name, whatever any says", "*, gzip;q=0", "gzip", 0);
    row("§12.5.3: any refused", "gzip, *;q=0", "br", 0);
    row("§12.5.3: x-gzip is gzip", "x-gzip;q=0.4", "gzip", 400);
    row("§12.5.3: gzip is x-gzip", "gzip;q=0.4", "X-GZIP", 400);
    row("§12.5.3: x-compress is compress", "x-compress", "compress", 1000);
    row("§12.5.3: identity, others named", "gzip, br", "identity", 1);
    row("§12.5.3: identity, named", "gzip;q=0.5, identity;q=0.7", "identity", 700);
    row("§12.5.3: identity refused", "gzip, identity;q=0", "identity", 0);
    row("§12.5.3: identity refused with all others", "gzip, *;q=0", "identity", 0);
    row("§12.5.3: identity, all others refused", "identity;q=0.5, *;q=0", "identity", 500);
    row("§12.5.3: identity is not wanted because anything is", "gzip;q=0.5, *", "identity", 1);
    row("§12.4.2: space around the weight", "gzip \t; \tq=0.5 , br", "gzip", 500);
    row("§5.6.1: empty members", ",, gzip;q=0.5,,", "gzip", 500);
    row("the first of two", "gzip;q=0.2, gzip;q=0.9", "gzip", 200);
}

void TestNegotiation::codings()
{
    QFETCH(QByteArray, field);
    QFETCH(QByteArray, coding);
    QFETCH(int, quality);
    QCOMPARE(codingQuality(field, coding), quality);
}

void TestNegotiation::types_data()
{
    QTest::addColumn<QByteArray>("field");
    QTest::addColumn<QByteArray>("type");
    QTest::addColumn<int>("quality");
    const auto row = [](const char *name, const QByteArray &field, const QByteArray &type, int quality) {
        QTest::newRow(name) << field << type << quality;
    };
    const QByteArray example = "text/*;q=0.3, text/plain;q=0.7, text/plain;format=flowed, "
                               "text/plain;format=fixed;q=0.4, */*;q=0.5";
    row("§12.5.1: its example, flowed", example, "text/plain;format=flowed", 1000);
    row("§12.5.1: its example, plain", example, "text/plain", 700);
    row("§12.5.1: its example, html", example, "text/html", 300);
    row("§12.5.1: its example, jpeg", example, "image/jpeg", 500);
    row("§12.5.1: its example, fixed", example, "text/plain;format=fixed", 400);
    row("§12.5.1: its example, html with a level", example, "text/html;level=3", 300);
    row("no field", "", "text/html", 1000);
    row("§12.5.1: named", "text/html", "text/html; charset=utf-8", 1000);
    row("§12.5.1: not named", "image/png", "text/html", 0);
    row("§12.5.1: without regard to case", "TEXT/HTML;q=0.5", "text/html", 500);
    row("§12.5.1: refused by name", "*/*, text/html;q=0", "text/html", 0);
    row("§12.5.1: another main type", "image/*", "text/html", 0);
    row("§12.5.1: no part of a main type", "tex/*", "text/html", 0);
    row("§12.5.1: a parameter it has not", "text/html;level=1", "text/html", 0);
    row("§8.3.1: a comma in quotes", "text/html;a=\"x,y\";q=0.5, */*;q=0.1", "text/html;a=\"x,y\"", 500);
    row("a browser's", "text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,*/*;q=0.8",
        "image/png", 800);
}

void TestNegotiation::types()
{
    QFETCH(QByteArray, field);
    QFETCH(QByteArray, type);
    QFETCH(int, quality);
    QCOMPARE(mediaQuality(field, type), quality);
}

void TestNegotiation::refusesMalformedWeights_data()
{
    QTest::addColumn<QByteArray>("weight");
    QTest::addColumn<int>("quality"); // 1: the member is ignored, and any is taken
    const auto row
        = [](const char *weight, int quality) { QTest::newRow(weight) << QByteArray(weight) << quality; };
    row("0", 0);
    row("0.", 0);
    row("1", 1000);
    row("1.", 1000);
    row("1.000", 1000);
    row("0.12", 120);
    row("0.123", 123);
    row("0.1234", 1);
    row("1.0000", 1);
    row("1.001", 1);
    row("2", 1);
    row(".5", 1);
    row("-0.5", 1);
    row("00.5", 1);
    row("0.5x", 1);
    row("x", 1);
    row("", 1);
}

void TestNegotiation::refusesMalformedWeights()
{
    QFETCH(QByteArray, weight);
    QFETCH(int, quality);
    QCOMPARE(codingQuality("gzip;q=" + weight + ", *;q=0.001", "gzip"), quality);
    QCOMPARE(mediaQuality("text/html;q=" + weight + ", */*;q=0.001", "text/html"), quality);
}

QTEST_APPLESS_MAIN(TestNegotiation)
#include "tst_negotiation.moc"
