// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/histogram.h"

#include <QRandomGenerator>
#include <QTest>

#include <algorithm>
#include <cmath>
#include <limits>

using models::Histogram;

class TestHistogram : public QObject
{
    Q_OBJECT
private slots:
    void everyAmountHasItsCell_data();
    void everyAmountHasItsCell();
    void percentilesAreNearTheExactOnes_data();
    void percentilesAreNearTheExactOnes();
    void joinedIsAsIfCountedTogether();
    void emptyHasNothing();
};

void TestHistogram::everyAmountHasItsCell_data()
{
    QTest::addColumn<qint64>("amount");
    for (int bit = 0; bit < 63; ++bit) {
        for (const qint64 beside : {-1, 0, 1}) {
            const qint64 amount = (qint64(1) << bit) + beside;
            QTest::addRow("2^%d%+lld", bit, beside) << amount;
        }
    }
    QTest::newRow("most") << std::numeric_limits<qint64>::max();
}

void TestHistogram::everyAmountHasItsCell()
{
    QFETCH(const qint64, amount);
    const quint16 cell = Histogram::cellOf(amount);
    QVERIFY(std::abs(double(Histogram::middleOf(cell)) - double(amount))
            <= double(amount) * Histogram::error);
    QVERIFY(amount == 0 || Histogram::cellOf(amount - 1) <= cell);
    QVERIFY(amount == 0 || cell - Histogram::cellOf(amount - 1) <= 1);
}

void TestHistogram::percentilesAreNearTheExactOnes_data()
{
    QTest::addColumn<int>("amounts");
    QTest::addColumn<double>("spread"); // of the logarithm
    QTest::newRow("one") << 1 << 1.0;
    QTest::newRow("two") << 2 << 4.0;
    QTest::newRow("narrow") << 1000 << 0.1;
    QTest::newRow("wide") << 10000 << 12.0;
    QTest::newRow("very wide") << 10000 << 40.0;
}

void TestHistogram::percentilesAreNearTheExactOnes()
{
    QFETCH(const int, amounts);
    QFETCH(const double, spread);
    QRandomGenerator random(1);
    Histogram histogram;
    std::vector<qint64> exact;
    for (int i = 0; i < amounts; ++i) {
        exact.push_back(qint64(std::exp(random.generateDouble() * spread)));
        histogram.add(exact.back());
    }
    std::sort(exact.begin(), exact.end());
    QCOMPARE(histogram.count(), quint64(amounts));
    QCOMPARE(histogram.most(), exact.back());
    for (const double percent : {0.0, 1.0, 50.0, 90.0, 99.0, 99.9, 100.0}) {
        const auto rank = std::max(1.0, std::ceil(double(amounts) * percent / 100));
        const auto right = double(exact[size_t(rank) - 1]);
        QVERIFY(std::abs(double(histogram.percentile(percent)) - right) <= right * Histogram::error);
    }
}

void TestHistogram::joinedIsAsIfCountedTogether()
{
    QRandomGenerator random(2);
    Histogram one, other, together;
    for (int i = 0; i < 5000; ++i) {
        const qint64 amount = random.bounded(1 << 20);
        (i % 3 ? one : other).add(amount);
        together.add(amount);
    }
    one.add(other);
    one.add(Histogram());
    QCOMPARE(one.count(), together.count());
    QCOMPARE(one.most(), together.most());
    for (int percent = 0; percent <= 100; ++percent)
        QCOMPARE(one.percentile(percent), together.percentile(percent));
}

void TestHistogram::emptyHasNothing()
{
    Histogram histogram;
    QCOMPARE(histogram.percentile(50), 0);
    QCOMPARE(histogram.most(), 0);
    histogram.add(-1);
    QCOMPARE(histogram.percentile(50), 0);
    QCOMPARE(histogram.count(), 1U);
}

QTEST_GUILESS_MAIN(TestHistogram)
#include "tst_histogram.moc"
