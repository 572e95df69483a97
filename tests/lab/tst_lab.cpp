// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "lab/lab.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

#ifdef Q_OS_LINUX
#include <sys/resource.h>
#endif

using namespace lab;
using namespace std::chrono_literals;

namespace {

Result result(int wrong)
{
    const Point point{100, 7, wrong, 8.25, 123.4};
    return {{},
            {{QStringLiteral("polling"), QStringLiteral("the article's loop"), {point}},
             {QStringLiteral("epoll"), QStringLiteral("EpollDispatcher"), {point}}},
            {QStringLiteral("A remark.")}};
}

} // namespace

class TestLab : public QObject
{
    Q_OBJECT
private slots:
    void tables();
    void tableSaysWhatIsWrong();
    void jsons();
    void runs();
    void refusesNothingToDo();
    void saysWhenThereAreFewDescriptors();
};

void TestLab::tables()
{
    const QString text = table(result(0));
    QVERIFY2(text.contains(u"    100       8.25        123       8.25        123\n"), qUtf8Printable(text));
    QVERIFY(text.contains(u"A remark.\n"));
    QVERIFY(text.contains(u"byte for byte"));
    for (const QString &line : text.split(u'\n'))
        QVERIFY2(line.size() <= 80, qUtf8Printable(line));
}

void TestLab::tableSaysWhatIsWrong()
{
    QVERIFY(result(0).isCorrect());
    QVERIFY(!result(2).isCorrect());
    const QString text = table(result(2));
    QVERIFY(text.contains(
        u"WRONG: EpollDispatcher at 100 idle clients gave 2 wrong answers beside 7 right ones."));
    QVERIFY(!text.contains(u"byte for byte"));
}

void TestLab::jsons()
{
    const auto whole = QJsonDocument::fromJson(json(result(2))).object();
    QCOMPARE(whole.value(u"active").toInt(), Options().active);
    QCOMPARE(whole.value(u"duration_ms").toInt(), 1000);
    QCOMPARE(whole.value(u"remarks").toArray().size(), 1);
    const auto loops = whole.value(u"loops").toArray();
    QCOMPARE(loops.size(), 2);
    QCOMPARE(loops[1].toObject().value(u"key").toString(), QStringLiteral("epoll"));
    const auto point = loops[0].toObject().value(u"points").toArray()[0].toObject();
    QCOMPARE(point.value(u"idle").toInt(), 100);
    QCOMPARE(point.value(u"responses").toInt(), 7);
    QCOMPARE(point.value(u"wrong").toInt(), 2);
    QCOMPARE(point.value(u"cpu_us_per_response").toDouble(), 8.25);
    QCOMPARE(point.value(u"latency_median_us").toDouble(), 123.4);
}

void TestLab::runs()
{
#ifdef Q_OS_LINUX
    Options options;
    options.idle = {0, 120};
    options.duration = 10s; // the number of responses ends each point
    options.mostResponses = 50;
    options.active = 3;
    int told = 0;
    options.progress = [&told](const QString &) { ++told; };
    const auto measured = run(options);
    QVERIFY2(measured, measured ? "" : qUtf8Printable(measured.error()));
    QVERIFY(measured->isCorrect());
    QVERIFY(measured->remarks.isEmpty());
    QCOMPARE(measured->loops.size(), size_t(3));
    QCOMPARE(told, 6);
    for (const Series &series : measured->loops) {
        QCOMPARE(series.points.size(), size_t(2));
        QCOMPARE(series.points[1].idle, 120);
        for (const Point &point : series.points) {
            QCOMPARE(point.responses, 50);
            QVERIFY(point.cpuMicroseconds > 0 && point.latencyMicroseconds > 0);
        }
    }
#else
    QVERIFY(!run({}));
#endif
}

void TestLab::refusesNothingToDo()
{
    Options options;
    options.idle.clear();
    QVERIFY(!run(options));
}

void TestLab::saysWhenThereAreFewDescriptors()
{
#ifdef Q_OS_LINUX
    rlimit before;
    QCOMPARE(getrlimit(RLIMIT_NOFILE, &before), 0);
    if (before.rlim_max < 300)
        QSKIP("There are fewer descriptors already.");
    // Lowered for good, for the limit cannot be raised again without rights: this is the last test.
    const rlimit few{264, 264};
    QCOMPARE(setrlimit(RLIMIT_NOFILE, &few), 0);
    Options options;
    options.idle = {0, 5000};
    options.mostResponses = 10;
    const auto measured = run(options);
    QVERIFY2(measured, measured ? "" : qUtf8Printable(measured.error()));
    QVERIFY(measured->isCorrect());
    QCOMPARE(measured->loops[0].points[1].idle, 92);
    QCOMPARE(measured->remarks.size(), 1);
    QVERIFY(measured->remarks[0].contains(u"92"));
#else
    QSKIP("The lab runs on Linux only.");
#endif
}

QTEST_GUILESS_MAIN(TestLab)
#include "tst_lab.moc"
