// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "trace/collector.h"
#include "trace/log.h"

#include <QSignalSpy>
#include <QTest>

#include <chrono>
#include <thread>

using namespace trace;
using namespace std::chrono_literals;

/// The bounded log, the ring and the collector.
class TestLog : public QObject
{
    Q_OBJECT

private slots:
    void appends();
    void replacesWhatStillRuns();
    void reportsChangesOnce();
    void keepsToItsBudget();
    void neverForgetsWhatRuns();
    void keepsToItsBudgetBesideAnOldConnection();
    void clears();
    void findsById();
    void ringKeepsOrderAndCountsWhatItDrops();
    void collectorDrainsAllRings();
    void collectorSharesTheThread();
    void sentences_data();
    void sentences();
};

static ExchangePtr exchange(quint64 id, Outcome outcome = Outcome::Complete, int headBytes = 0)
{
    Exchange record;
    record.id = id;
    record.outcome = outcome;
    record.timings.firstByte = SteadyNs(id) * 1000;
    record.requestHead = QByteArray(headBytes, 'x');
    return std::make_shared<const Exchange>(record);
}

static ConnectionPtr connection(quint64 id, State state)
{
    ConnectionRecord record;
    record.id = id;
    record.state = state;
    record.accepted = SteadyNs(id) * 1000;
    return std::make_shared<const ConnectionRecord>(record);
}

static std::vector<quint64> ids(const Rows<Exchange> &rows)
{
    std::vector<quint64> ids;
    for (Sequence row = rows.first(); row < rows.end(); ++row)
        ids.push_back(rows.at(row)->id);
    return ids;
}

void TestLog::appends()
{
    Log log;
    log.append({exchange(1), connection(1, State::Idle), exchange(2)});
    QCOMPARE(ids(log.exchanges()), (std::vector<quint64>{1, 2}));
    QCOMPARE(log.connections().size(), 1);
    QCOMPARE(log.recorded(), 2U);
    QCOMPARE(log.footprint(),
             exchange(1)->footprint() + exchange(2)->footprint() + connection(1, State::Idle)->footprint());
}

void TestLog::replacesWhatStillRuns()
{
    Log log;
    log.append({exchange(1, Outcome::InProgress), exchange(2)});
    const auto other = exchange(2)->footprint();
    QCOMPARE(log.footprint(), exchange(1)->footprint() + other);
    log.append({exchange(1, Outcome::InProgress, 500)});
    QCOMPARE(log.footprint(), exchange(1, Outcome::InProgress, 500)->footprint() + other);
    QVERIFY(log.footprint() >= exchange(1)->footprint() + 500 + other);
    log.append({exchange(1, Outcome::Aborted, 100)});
    QCOMPARE(ids(log.exchanges()), (std::vector<quint64>{1, 2}));
    QCOMPARE(log.exchanges().at(0)->outcome, Outcome::Aborted);
    QCOMPARE(log.footprint(), exchange(1, Outcome::Aborted, 100)->footprint() + other);
    QCOMPARE(log.recorded(), 2U);
}

void TestLog::reportsChangesOnce()
{
    Log log;
    std::vector<LogChange> changes;
    connect(&log, &Log::changed, this, [&](const LogChange &change) { changes.push_back(change); });
    log.append({exchange(1, Outcome::InProgress), exchange(2, Outcome::InProgress)});
    log.append({exchange(2, Outcome::InProgress), exchange(1), exchange(2), exchange(3), exchange(3)});
    QCOMPARE(changes.size(), 2U);
    QCOMPARE(changes[0].exchanges.added, 0U);
    QVERIFY(changes[0].exchanges.changed.empty());
    QCOMPARE(changes[1].exchanges.added, 2U);
    QCOMPARE(changes[1].exchanges.changed, (std::vector<Sequence>{0, 1}));
    QCOMPARE(log.exchanges().end(), 4U); // the second 3 had ended before: it is a row of its own
}

void TestLog::keepsToItsBudget()
{
    const qint64 one = exchange(1)->footprint();
    Log log(10 * one);
    for (quint64 id = 1; id <= 100; ++id)
        log.append({exchange(id)});
    QCOMPARE(log.exchanges().size(), 10);
    QCOMPARE(log.exchanges().first(), 90U);
    QCOMPARE(log.exchanges().at(90)->id, 91U);
    QCOMPARE(log.evicted(), 90U);
    QCOMPARE(log.recorded(), 100U);
    QVERIFY(log.footprint() <= log.budget());
    log.append({connection(1, State::Closed)}); // the older kind goes first
    QVERIFY(log.footprint() <= log.budget());
}

void TestLog::neverForgetsWhatRuns()
{
    const qint64 one = exchange(1)->footprint();
    Log log(5 * one);
    log.append({exchange(1, Outcome::InProgress), connection(1, State::Responding)});
    for (quint64 id = 2; id <= 100; ++id)
        log.append({exchange(id)});
    QVERIFY(log.exchanges().find(1).has_value());
    QVERIFY(log.connections().find(1).has_value());
    log.append({exchange(1), connection(1, State::Closed)});
    const auto ended = log.exchanges().find(1); // it had moved to the end, so it is among the newest
    QVERIFY(ended && log.exchanges().at(*ended)->outcome == Outcome::Complete);
    QVERIFY(log.footprint() <= log.budget());

    Log full(1); // everything runs: nothing to forget, and no endless search for it
    full.append(
        {exchange(1, Outcome::InProgress), exchange(2, Outcome::InProgress), connection(1, State::Idle)});
    QCOMPARE(full.exchanges().size(), 2);
    QCOMPARE(full.connections().size(), 1);
    QCOMPARE(full.evicted(), 0U);
}

void TestLog::keepsToItsBudgetBesideAnOldConnection()
{
    const qint64 one = exchange(1)->footprint();
    Log log(100 * one);
    log.append({connection(1, State::Idle), exchange(2, Outcome::InProgress)});
    for (quint64 id = 3; id <= 1000; ++id)
        log.append({exchange(id)});
    QVERIFY(log.footprint() <= log.budget());
    QVERIFY(log.evicted() > 800);
    QVERIFY(log.connections().find(1).has_value());
    QVERIFY(log.exchanges().find(2).has_value());
}

void TestLog::clears()
{
    Log log;
    log.append({exchange(1), exchange(2, Outcome::InProgress), exchange(3)});
    QSignalSpy changed(&log, &Log::changed);
    log.clear();
    QCOMPARE(changed.count(), 1);
    QCOMPARE(ids(log.exchanges()), (std::vector<quint64>{2}));
    QCOMPARE(log.exchanges().first(), 3U);
    QCOMPARE(log.footprint(), exchange(2, Outcome::InProgress)->footprint());
    log.append({exchange(2)});
    QCOMPARE(log.exchanges().size(), 1);
}

void TestLog::findsById()
{
    Log log;
    for (quint64 id = 1; id <= 10; ++id)
        log.append({exchange(id, id % 2 == 0 ? Outcome::Complete : Outcome::InProgress)});
    for (quint64 id = 1; id <= 10; ++id)
        QCOMPARE(log.exchanges().find(id), std::optional<Sequence>(id - 1));
    QVERIFY(!log.exchanges().find(11));
}

void TestLog::ringKeepsOrderAndCountsWhatItDrops()
{
    constexpr quint64 Count = 200'000;
    Ring ring(64);
    quint64 refused = 0;
    std::thread producer([&] {
        for (quint64 id = 1; id <= Count; ++id)
            refused += ring.push(exchange(id)) ? 0 : 1;
    });
    quint64 received = 0;
    quint64 last = 0;
    bool inOrder = true;
    const auto drain = [&] {
        Batch batch;
        ring.drain(batch);
        for (const Record &record : batch) {
            const quint64 id = std::get<ExchangePtr>(record)->id;
            inOrder = inOrder && id > last;
            last = id;
            ++received;
        }
    };
    while (received + ring.dropped() < Count)
        drain();
    producer.join();
    drain();
    QVERIFY(inOrder);
    QCOMPARE(received + ring.dropped(), Count);
    QCOMPARE(ring.dropped(), refused);
}

void TestLog::collectorDrainsAllRings()
{
    Collector collector(1);
    Batch all;
    connect(&collector, &Collector::batch, this,
            [&](const Batch &batch) { all.insert(all.end(), batch.begin(), batch.end()); });
    auto first = std::make_shared<Ring>(2);
    auto second = std::make_shared<Ring>(2);
    collector.setRings({first, second});
    for (quint64 id = 1; id <= 3; ++id) {
        first->push(exchange(id));
        second->push(exchange(id + 10));
    }
    QTRY_COMPARE(all.size(), 4U);
    QCOMPARE(collector.dropped(), 2U);
    first->push(exchange(4));
    collector.setRings({std::make_shared<Ring>(2)}); // nothing is left behind in the old ones
    QCOMPARE(all.size(), 5U);
    QCOMPARE(collector.dropped(), 2U);
}

void TestLog::collectorSharesTheThread()
{
    Collector collector(1, 1ms);
    std::vector<size_t> batches;
    std::vector<quint64> ids;
    connect(&collector, &Collector::batch, this, [&](const Batch &batch) {
        batches.push_back(batch.size());
        for (const Record &record : batch)
            ids.push_back(std::get<ExchangePtr>(record)->id);
        std::this_thread::sleep_for(2ms); // what is done with it takes longer than it may
    });
    auto ring = std::make_shared<Ring>(10'000);
    for (quint64 id = 1; id <= 10'000; ++id)
        ring->push(exchange(id));
    collector.setRings({ring});
    QTRY_VERIFY(!batches.empty());
    QVERIFY(collector.waiting() > 5000);
    QVERIFY(ring->hasRoom()); // what waits is not in its way
    collector.setRings({});   // the end of serving does not lose or hurry it
    QVERIFY(collector.waiting() > 5000);
    QTRY_COMPARE(ids.size(), 10'000U);
    QVERIFY(batches.back() <= 200);
    QVERIFY(std::is_sorted(ids.begin(), ids.end()));

    collector.setRings({ring});
    for (quint64 id = 1; id <= 3000; ++id)
        ring->push(exchange(id));
    collector.drain();
    QCOMPARE(collector.waiting(), 0U);
    QCOMPARE(ids.size(), 13'000U);
}

void TestLog::sentences_data()
{
    QTest::addColumn<Outcome>("outcome");
    QTest::addColumn<int>("status");
    QTest::addColumn<QString>("sentence");
    QTest::newRow("complete") << Outcome::Complete << 200 << QStringLiteral("complete");
    QTest::newRow("aborted") << Outcome::Aborted << 200
                             << QStringLiteral("aborted by the client at 43 % (430 of 1,000 bytes)");
    QTest::newRow("nothing asked") << Outcome::Aborted << 0
                                   << QStringLiteral("aborted by the client before it was answered");
    QTest::newRow("running") << Outcome::InProgress << 0 << QStringLiteral("receiving the request");
}

void TestLog::sentences()
{
    QFETCH(Outcome, outcome);
    QFETCH(int, status);
    QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedStates));
    Exchange record;
    record.outcome = outcome;
    record.status = status;
    record.bodyLength = 1000;
    record.bodySent = 430;
    if (status != 0)
        record.responseHead = "HTTP/1.1 200 OK\r\n\r\n";
    QTEST(trace::sentence(record), "sentence");
}

QTEST_GUILESS_MAIN(TestLog)
#include "tst_log.moc"
