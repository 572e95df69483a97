// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "lab/lab.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

using namespace lab;

namespace {

/// Two loops at 0 and 100 idle clients, and one that answered nobody.
Result result(int wrong, int unanswered = 0)
{
    const Point none{0, 70, 0, 0, 20'123.4, 8.25, 123.4, 1234.4, 12.5, 0.0};
    const Point hundred{100, 7, wrong, unanswered, 12.3, 99.0, 1234.4, 99'999.0, std::nullopt, 101.25};
    Point nobody;
    nobody.idle = 100;
    nobody.unanswered = 8;
    Result result;
    result.loops = {{Loop::Polling, {none, hundred}}, {Loop::Blocking, {none, nobody}}};
    result.remarks
        = {QStringLiteral("A remark that is long enough to reach beyond the end of a line of eighty "
                          "columns, which is broken.")};
    return result;
}

} // namespace

class TestLabReport : public QObject
{
    Q_OBJECT
private slots:
    void table();
    void tableSaysWhatIsWrong();
    void tableOfNothing();
    void json();
    void csv();
};

void TestLabReport::table()
{
    const QString text = lab::table(result(0));
    const auto has = [&text](QStringView part) { return text.contains(part); };
    QVERIFY2(has(u"  idle  loop              answers/s   CPU µs   p50 µs   p99 µs    calls  useless\n"),
             qUtf8Printable(text));
    QVERIFY2(has(u"     0  The article's loop    20123     8.25      123     1234     12.5     0.00\n"),
             qUtf8Printable(text));
    QVERIFY2(has(u"   100  The article's loop     12.3     99.0     1234    99999        -      101\n"),
             qUtf8Printable(text));
    QVERIFY2(has(u"   100  One at a time          0.00        -        -        -        -        -\n"),
             qUtf8Printable(text));
    QVERIFY2(has(u"The article's loop: 12.0 times the CPU beside 100 idle clients as beside 0.\n"),
             qUtf8Printable(text));
    QVERIFY(has(u"A remark"));
    QVERIFY(has(u"byte for byte"));
    QVERIFY(!has(u"Cancelled"));
    for (const QString &line : text.split(u'\n'))
        QVERIFY2(line.size() <= 80, qUtf8Printable(line));
}

void TestLabReport::tableSaysWhatIsWrong()
{
    QVERIFY(result(0).isCorrect());
    QVERIFY(!result(2).isCorrect());
    QVERIFY(!result(0, 1).isCorrect());
    const QString text = lab::table(result(2, 3));
    QVERIFY2(
        text.contains(u"WRONG: The article's loop at 100 idle clients: 2 wrong answers, 7 right ones.\n"),
        qUtf8Printable(text));
    QVERIFY2(
        text.contains(u"MISSING: The article's loop at 100 idle clients: 3 requests without an answer.\n"),
        qUtf8Printable(text));
    QVERIFY(!text.contains(u"byte for byte"));
}

void TestLabReport::tableOfNothing()
{
    Result nothing;
    nothing.loops = {{Loop::Epoll, {}}};
    nothing.cancelled = true;
    const QString text = lab::table(nothing);
    QVERIFY2(text.contains(u"Cancelled"), qUtf8Printable(text));
    QVERIFY2(!text.contains(u"byte for byte"), qUtf8Printable(text));
}

void TestLabReport::json()
{
    const auto whole = QJsonDocument::fromJson(lab::json(result(2))).object();
    QCOMPARE(whole.value(u"active").toInt(), Options().active);
    QCOMPARE(whole.value(u"duration_ms").toInt(), 2000);
    QCOMPARE(whole.value(u"remarks").toArray().size(), 1);
    QVERIFY(!whole.value(u"cancelled").toBool(true) && !whole.value(u"correct").toBool(true));
    const auto loops = whole.value(u"loops").toArray();
    QCOMPARE(loops.size(), 2);
    QCOMPARE(loops[1].toObject().value(u"key").toString(), QStringLiteral("blocking"));
    QCOMPARE(loops[1].toObject().value(u"name").toString(), name(Loop::Blocking));
    const auto point = loops[0].toObject().value(u"points").toArray()[1].toObject();
    const QJsonObject expected{{QStringLiteral("idle"), 100},
                               {QStringLiteral("responses"), 7},
                               {QStringLiteral("wrong"), 2},
                               {QStringLiteral("unanswered"), 0},
                               {QStringLiteral("responses_per_second"), 12.3},
                               {QStringLiteral("cpu_us_per_response"), 99.0},
                               {QStringLiteral("latency_p50_us"), 1234.4},
                               {QStringLiteral("latency_p99_us"), 99'999.0},
                               {QStringLiteral("system_calls_per_response"), QJsonValue::Null},
                               {QStringLiteral("useless_per_response"), 101.25}};
    QCOMPARE(point, expected);
}

void TestLabReport::csv()
{
    QCOMPARE(lab::csv(result(2)),
             QByteArray("loop,idle,responses,wrong,unanswered,responses_per_second,cpu_us_per_response,"
                        "latency_p50_us,latency_p99_us,system_calls_per_response,useless_per_response\r\n"
                        "polling,0,70,0,0,20123.4,8.25,123.4,1234.4,12.5,0\r\n"
                        "polling,100,7,2,0,12.3,99,1234.4,99999,,101.25\r\n"
                        "blocking,0,70,0,0,20123.4,8.25,123.4,1234.4,12.5,0\r\n"
                        "blocking,100,0,0,8,0,,,,,\r\n"));
}

QTEST_APPLESS_MAIN(TestLabReport)
#include "tst_labreport.moc"
