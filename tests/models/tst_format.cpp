// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/format.h"

#include <QTest>

#include <limits>

using namespace models;

namespace {

const QLocale english(QLocale::English, QLocale::UnitedStates);

constexpr qint64 us = 1000;
constexpr qint64 ms = 1000 * us;
constexpr qint64 s = 1000 * ms;

QString text(const char *utf8)
{
    return QString::fromUtf8(utf8);
}

} // namespace

class TestFormat : public QObject
{
    Q_OBJECT
private slots:
    void bytes_data();
    void bytes();
    void durations_data();
    void durations();
    void times();
    void ago_data();
    void ago();
    void rates_data();
    void rates();
    void targets_data();
    void targets();
    void otherLocales();
};

void TestFormat::bytes_data()
{
    QTest::addColumn<qint64>("count");
    QTest::addColumn<QString>("human");
    QTest::addColumn<QString>("exact");
    const auto row = [](qint64 count, const char *human, const char *exact) {
        QTest::addRow("%lld", count) << count << text(human) << text(exact);
    };
    row(-1, "–", "–");
    row(0, "0 B", "0 bytes");
    row(1, "1 B", "1 byte");
    row(999, "999 B", "999 bytes");
    row(1000, "1.0 kB", "1,000 bytes");
    row(1024, "1.0 kB", "1,024 bytes");
    row(999'949, "999.9 kB", "999,949 bytes");
    row(999'950, "1.0 MB", "999,950 bytes");
    row(4'096'123, "4.1 MB", "4,096,123 bytes");
    row(1'073'741'824, "1.1 GB", "1,073,741,824 bytes");
    row(5'000'000'000'000'000, "5,000.0 TB", "5,000,000,000,000,000 bytes");
}

void TestFormat::bytes()
{
    QFETCH(const qint64, count);
    QTEST(format::bytes(count, english), "human");
    QTEST(format::exactBytes(count, english), "exact");
}

void TestFormat::durations_data()
{
    QTest::addColumn<qint64>("ns");
    QTest::addColumn<QString>("human");
    QTest::addColumn<QString>("exact");
    const auto row = [](qint64 ns, const char *human, const char *exact) {
        QTest::addRow("%lld", ns) << ns << text(human) << text(exact);
    };
    row(-1, "–", "–");
    row(0, "0 µs", "0.000000 ms");
    row(870 * us, "870 µs", "0.870000 ms");
    row(ms - 1, "1.0 ms", "0.999999 ms");
    row(3'104'211, "3.1 ms", "3.104211 ms");
    row(99 * ms + 949 * us, "99.9 ms", "99.949000 ms");
    row(99 * ms + 960 * us, "100 ms", "99.960000 ms");
    row(312 * ms, "312 ms", "312.000000 ms");
    row(999 * ms + 600 * us, "1.0 s", "999.600000 ms");
    row(1200 * ms, "1.2 s", "1,200.000000 ms");
    row(59'940 * ms, "59.9 s", "59,940.000000 ms");
    row(59'960 * ms, "1 min 0 s", "59,960.000000 ms");
    row(123 * s, "2 min 3 s", "123,000.000000 ms");
    row(3900 * s, "1 h 5 min", "3,900,000.000000 ms");
    row((2 * 24 + 3) * 3600 * s, "2 d 3 h", "183,600,000.000000 ms");
}

void TestFormat::durations()
{
    QFETCH(const qint64, ns);
    QTEST(format::duration(ns, english), "human");
    QTEST(format::exactDuration(ns, english), "exact");
}

void TestFormat::times()
{
    const qint64 moment = 1'316'387'908'042;
    QCOMPARE(format::timeOfDay(moment, Qt::UTC), text("23:18:28.042"));
    QCOMPARE(format::timeOfDay(0, Qt::UTC), text("–"));
    QCOMPARE(format::exactTime(moment, Qt::UTC), text("2011-09-18 23:18:28.042 UTC"));
    QCOMPARE(format::exactTime(-5, Qt::UTC), text("–"));
    // In whatever zone this runs, the local text names the same moment.
    QVERIFY(format::exactTime(moment).contains(format::timeOfDay(moment)));
    QVERIFY(format::exactTime(moment).contains(text("UTC")));
    QCOMPARE(format::count(12'031, english), text("12,031"));
    QCOMPARE(format::count(-1, english), text("–"));
}

void TestFormat::ago_data()
{
    QTest::addColumn<qint64>("seconds");
    QTest::addColumn<QString>("expected");
    QTest::newRow("future") << qint64(-1) << text("–");
    QTest::newRow("now") << qint64(0) << text("just now");
    QTest::newRow("seconds") << qint64(12) << text("12 s ago");
    QTest::newRow("a minute") << qint64(60) << text("1 min ago");
    QTest::newRow("minutes") << qint64(239) << text("3 min ago");
    QTest::newRow("hours") << qint64(7200) << text("2 h ago");
    QTest::newRow("days") << qint64(5 * 24 * 3600) << text("5 d ago");
}

void TestFormat::ago()
{
    QFETCH(const qint64, seconds);
    const qint64 now = 1'316'387'908'042;
    QTEST(format::ago(now - seconds * 1000, now, english), "expected");
}

void TestFormat::rates_data()
{
    QTest::addColumn<double>("perSecond");
    QTest::addColumn<QString>("ofBytes");
    QTest::addColumn<QString>("ofRequests");
    QTest::newRow("none") << 0.0 << text("0 B/s") << text("0 req/s");
    QTest::newRow("few") << 3.2 << text("3 B/s") << text("3.2 req/s");
    QTest::newRow("ten") << 9.96 << text("10 B/s") << text("10 req/s");
    QTest::newRow("whole") << 340.0 << text("340 B/s") << text("340 req/s");
    QTest::newRow("many") << 4'100'000.4 << text("4.1 MB/s") << text("4,100,000 req/s");
    QTest::newRow("negative") << -1.0 << text("–") << text("–");
    QTest::newRow("unknown") << std::numeric_limits<double>::quiet_NaN() << text("–") << text("–");
}

void TestFormat::rates()
{
    QFETCH(const double, perSecond);
    QTEST(format::byteRate(perSecond, english), "ofBytes");
    QTEST(format::requestRate(perSecond, english), "ofRequests");
}

void TestFormat::targets_data()
{
    QTest::addColumn<QByteArray>("sent");
    QTest::addColumn<QString>("shown");
    const auto row
        = [](const char *sent, const char *shown) { QTest::newRow(sent) << QByteArray(sent) << text(shown); };
    row("/", "/");
    row("/a%20b", "/a b");
    row("/%E4%B8%AD%e6%96%87.html?x=%C3%BC", "/中文.html?x=ü");
    row("/a%2Fb%3fc%25", "/a%2Fb%3fc%25");
    row("/a%0d%0aX", "/a%0d%0aX");
    row("/%ff", "/%ff");
    row("/%E4%B8", "/%E4%B8");
    row("/x%E2%80%AEgnp.exe", "/x%E2%80%AEgnp.exe"); // U+202E turns the direction of the text
    row("/%E4%B8%AD%0a", "/中%0a");
    row("/%", "/%");
    row("/%4", "/%4");
    row("/%zz", "/%zz");
    row("/%F0%9F%90%B3", "/🐳");
}

void TestFormat::targets()
{
    QFETCH(const QByteArray, sent);
    QTEST(format::target(sent), "shown");
}

void TestFormat::otherLocales()
{
    const QLocale german(QLocale::German, QLocale::Germany);
    QCOMPARE(format::bytes(4'096'123, german), text("4,1 MB"));
    QCOMPARE(format::exactBytes(4'096'123, german), text("4.096.123 bytes"));
    QCOMPARE(format::duration(3'104'211, german), text("3,1 ms"));
}

QTEST_GUILESS_MAIN(TestFormat)
#include "tst_format.moc"
