// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "site/encodedcache.h"

#include <QTest>

using site::EncodedCache;
using site::EncodedKey;
using site::Encoding;

namespace {

EncodedKey key(quint64 inode)
{
    return {1, inode, 100, 200, Encoding::Gzip};
}

QByteArray bytes(qsizetype size, char fill = 'x')
{
    return QByteArray(size, fill);
}

} // namespace

class TestEncodedCache : public QObject
{
    Q_OBJECT

private slots:
    void keepsWhatItWasGiven();
    void everyPartOfTheKeyCounts_data();
    void everyPartOfTheKeyCounts();
    void leastRecentlyUsedGoesFirst();
    void staysWithinItsBudget();
    void noneLargerThanAQuarter();
    void aSmallerBudget();
    void noBudget();
};

void TestEncodedCache::keepsWhatItWasGiven()
{
    EncodedCache cache(1000);
    QCOMPARE(cache.bytes(), 0);
    QVERIFY(!cache.find(key(1)));
    cache.put(key(1), "first");
    cache.put(key(2), "second one");
    QCOMPARE(cache.find(key(1)), std::optional<QByteArray>("first"));
    QCOMPARE(cache.find(key(2)), std::optional<QByteArray>("second one"));
    QCOMPARE(cache.bytes(), 15);
    cache.put(key(1), "first"); // twice is once
    QCOMPARE(cache.bytes(), 15);
    cache.put(key(3), ""); // nothing is something too
    QCOMPARE(cache.find(key(3)), std::optional<QByteArray>(""));
}

void TestEncodedCache::everyPartOfTheKeyCounts_data()
{
    QTest::addColumn<EncodedKey>("other");
    const auto row = [](const char *name, auto change) {
        EncodedKey other = key(1);
        change(other);
        QTest::newRow(name) << other;
    };
    row("device", [](EncodedKey &other) { other.device = 2; });
    row("inode", [](EncodedKey &other) { other.inode = 2; });
    row("size", [](EncodedKey &other) { other.size = 101; });
    row("time", [](EncodedKey &other) { other.modifiedNs = 201; });
    row("encoding", [](EncodedKey &other) { other.encoding = Encoding::Brotli; });
}

void TestEncodedCache::everyPartOfTheKeyCounts()
{
    QFETCH(EncodedKey, other);
    EncodedCache cache(1000);
    cache.put(key(1), "content");
    QVERIFY(!cache.find(other));
    QVERIFY(cache.find(key(1)));
}

void TestEncodedCache::leastRecentlyUsedGoesFirst()
{
    EncodedCache cache(400);
    for (quint64 inode = 1; inode <= 4; ++inode)
        cache.put(key(inode), bytes(100));
    QVERIFY(cache.find(key(1))); // now the one used last
    cache.put(key(5), bytes(100));
    QVERIFY(!cache.find(key(2)));
    QVERIFY(cache.find(key(1)) && cache.find(key(3)) && cache.find(key(4)) && cache.find(key(5)));

    cache.put(key(6), bytes(1)); // 1 is the oldest after the look-ups above
    QVERIFY(!cache.find(key(1)));
    QCOMPARE(cache.bytes(), 301);
}

void TestEncodedCache::staysWithinItsBudget()
{
    EncodedCache cache(1000);
    for (quint64 inode = 0; inode < 200; ++inode) {
        cache.put(key(inode), bytes(qsizetype(inode * 37 % 251)));
        QVERIFY(cache.bytes() <= 1000);
        QVERIFY(cache.find(key(inode)));
    }
}

void TestEncodedCache::noneLargerThanAQuarter()
{
    EncodedCache cache(400);
    QCOMPARE(cache.largest(), 100);
    cache.put(key(1), bytes(100));
    cache.put(key(2), bytes(101));
    QVERIFY(cache.find(key(1)));
    QVERIFY(!cache.find(key(2)));
    QCOMPARE(cache.bytes(), 100);
}

void TestEncodedCache::aSmallerBudget()
{
    EncodedCache cache(400);
    for (quint64 inode = 1; inode <= 4; ++inode)
        cache.put(key(inode), bytes(100));
    cache.setBudget(250);
    QCOMPARE(cache.bytes(), 200);
    QVERIFY(!cache.find(key(1)) && !cache.find(key(2)) && cache.find(key(3)) && cache.find(key(4)));
    cache.setBudget(0);
    QCOMPARE(cache.bytes(), 0);
    QVERIFY(!cache.find(key(4)));
}

void TestEncodedCache::noBudget()
{
    EncodedCache cache;
    cache.put(key(1), "x");
    QVERIFY(!cache.find(key(1)));
    cache.setBudget(100);
    cache.put(key(1), "x");
    QVERIFY(cache.find(key(1)));
}

QTEST_APPLESS_MAIN(TestEncodedCache)
#include "tst_encodedcache.moc"
