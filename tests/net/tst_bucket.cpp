// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "net/addresscount.h"
#include "net/bucket.h"

#include <QTest>

using net::AddressCount;
using net::Bucket;

constexpr qint64 Ms = 1'000'000; // ns

/// What is counted and rationed, with the time passed in.
class TestBucket : public QObject
{
    Q_OBJECT

private slots:
    void withoutASpeedThereIsNoEnd();
    void beginsFullAndFillsAtItsSpeed();
    void waitsForWhatIsWorthSending();
    void keepsTheSpeedOverTime_data();
    void keepsTheSpeedOverTime();
    void changesItsSpeed();
    void countsClients_data();
    void countsClients();
    void forgetsWhoLeft();
};

void TestBucket::withoutASpeedThereIsNoEnd()
{
    Bucket bucket;
    QVERIFY(!bucket.isLimited());
    bucket.take(1'000'000'000'000);
    QVERIFY(bucket.offer(Ms) > 1'000'000'000'000);
}

void TestBucket::beginsFullAndFillsAtItsSpeed()
{
    Bucket bucket;
    bucket.setSpeed(1'000'000);
    QCOMPARE(bucket.offer(Ms), 100'000); // 100 ms worth
    bucket.take(100'000);
    QCOMPARE(bucket.offer(Ms), 0);
    QCOMPARE(bucket.offer(51 * Ms), 50'000);
    QCOMPARE(bucket.offer(5000 * Ms), 100'000); // and no more than that is saved up
    bucket.setSpeed(1000);
    QCOMPARE(bucket.offer(5000 * Ms), 16 * 1024); // the least size
}

void TestBucket::waitsForWhatIsWorthSending()
{
    Bucket bucket;
    bucket.setSpeed(2000);
    bucket.take(bucket.offer(Ms));
    QCOMPARE(bucket.offer(501 * Ms), 0); // 1000 bytes
    QVERIFY(bucket.offer(521 * Ms) >= 1024);
    bucket.take(20'000); // a head that was larger than what was there is paid back first
    QCOMPARE(bucket.offer(5000 * Ms), 0);
}

void TestBucket::keepsTheSpeedOverTime_data()
{
    QTest::addColumn<quint64>("speed");
    QTest::newRow("3 KB/s") << quint64(3'000);
    QTest::newRow("1 MB/s") << quint64(1'000'000);
    QTest::newRow("5 GB/s") << quint64(5'000'000'000);
}

void TestBucket::keepsTheSpeedOverTime()
{
    QFETCH(quint64, speed);
    Bucket bucket;
    bucket.setSpeed(speed);
    bucket.take(bucket.offer(Ms));
    qint64 sent = 0;
    for (qint64 now = Ms; now <= 60'001 * Ms; now += 25 * Ms) {
        const qint64 most = bucket.offer(now);
        bucket.take(most);
        sent += most;
    }
    const auto wanted = double(speed) * 60;
    QVERIFY2(double(sent) <= wanted && double(sent) >= wanted * 0.98, qPrintable(QString::number(sent)));
}

void TestBucket::changesItsSpeed()
{
    Bucket bucket;
    bucket.setSpeed(10'000'000);
    bucket.take(bucket.offer(Ms));
    bucket.setSpeed(1'000'000);
    QCOMPARE(bucket.offer(Ms), 0); // it is not full again for that
    bucket.setSpeed(0);
    QVERIFY(bucket.offer(Ms) > 0);
}

void TestBucket::countsClients_data()
{
    QTest::addColumn<QString>("one");
    QTest::addColumn<QString>("other");
    QTest::addColumn<bool>("same");
    QTest::newRow("IPv4") << "192.0.2.1"
                          << "192.0.2.1" << true;
    QTest::newRow("another IPv4") << "192.0.2.1"
                                  << "192.0.2.2" << false;
    QTest::newRow("mapped") << "192.0.2.1"
                            << "::ffff:192.0.2.1" << true;
    QTest::newRow("a /64") << "2001:db8:1:2::1"
                           << "2001:db8:1:2:ffff::9" << true;
    QTest::newRow("another /64") << "2001:db8:1:2::1"
                                 << "2001:db8:1:3::1" << false;
    QTest::newRow("both loopbacks") << "127.0.0.1"
                                    << "::1" << false;
}

void TestBucket::countsClients()
{
    QFETCH(QString, one);
    QFETCH(QString, other);
    QFETCH(bool, same);
    QCOMPARE(AddressCount::clientOf(QHostAddress(one)) == AddressCount::clientOf(QHostAddress(other)), same);
}

void TestBucket::forgetsWhoLeft()
{
    AddressCount count;
    QCOMPARE(count.add(7), 1);
    QCOMPARE(count.add(7), 2);
    QCOMPARE(count.add(8), 1);
    count.remove(7);
    QCOMPARE(count.add(7), 2);
    for (const quint64 client : {7, 7, 8})
        count.remove(client);
    QVERIFY(count.isEmpty());
}

QTEST_GUILESS_MAIN(TestBucket)
#include "tst_bucket.moc"
