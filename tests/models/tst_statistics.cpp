// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "lanescene.h"
#include "models/statistics.h"
#include "models/steps.h"
#include "models/topmodel.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <QTest>

using namespace models;
using Origin = BrokenPage::Origin;

namespace {

/// One that ended: GET of that target by that client, from that page.
trace::Exchange asked(quint64 id, const QByteArray &target, int status, const QByteArray &referer = {},
                      const QByteArray &client = "10.0.0.1")
{
    trace::Exchange exchange = lanescene::exchange(id, 1, double(id), double(id) + 0.5, status);
    exchange.client.address = client;
    exchange.requestHead = "GET " + target + " HTTP/1.1\r\nHost: here:1\r\n";
    if (!referer.isEmpty())
        exchange.requestHead += "Referer: " + referer + "\r\n";
    exchange.requestHead += "\r\n";
    exchange.method = {0, 3};
    exchange.target = {4, quint32(target.size())};
    exchange.requestLine = {0, quint32(target.size()) + 13};
    exchange.responseBytes = 100;
    return exchange;
}

quint64 sum(const TopCounts &counts)
{
    quint64 all = counts.others().requests;
    for (const Counts &row : counts.rows())
        all += row.requests;
    return all;
}

trace::Filter filter(const char *text)
{
    return trace::Filter::parse(QString::fromLatin1(text)).value();
}

} // namespace

class TestStatistics : public QObject
{
    Q_OBJECT
private slots:
    void bucketsTakeWhatEndedInThem();
    void bytesGoWhereTheyWent_data();
    void bytesGoWhereTheyWent();
    void bytesOfALongTimeAreBounded();
    void bucketsAreBounded();
    void topsAreBoundedAndNothingIsLost();
    void namesAreBounded_data();
    void namesAreBounded();
    void aTallyCountsByEverything();
    void missesAreGroupedByTheirPage_data();
    void missesAreGroupedByTheirPage();
    void aScanIsFolded();
    void brokenPagesAreBounded();
    void longNamesOfBrokenPagesAreBounded();
    void whatRunsIsCountedWhenItEnds();
    void theClockStandsStill();
    void aFilterNarrows();
    void aSpanNarrows();
    void whatEndsMeanwhileCountsOnce_data();
    void whatEndsMeanwhileCountsOnce();
    void aFilterSetBetweenAppendAndItsNews();
    void theLogMayForget();
    void loopsAreAddedUp();
    void rowsStayWhenCountsChange();
    void termsFindTheirRows_data();
    void termsFindTheirRows();
};

void TestStatistics::bucketsTakeWhatEndedInThem()
{
    TimeBuckets buckets(lanescene::ms, 100);
    buckets.add(asked(7, "/a", 200));
    buckets.add(asked(7, "/b", 404));
    buckets.add(asked(9, "/b", 500));
    buckets.add(asked(8, "/b", 304)); // late
    QCOMPARE(buckets.list().size(), 3U);
    QCOMPARE(buckets.list()[0].total(), 2U);
    QCOMPARE(buckets.list()[0].bytesOut, 200U);
    QCOMPARE(buckets.list()[0].requests[size_t(StatusKind::ClientError)], 1U);
    QCOMPARE(buckets.list()[1].requests[size_t(StatusKind::Redirection)], 1U);
    QCOMPARE(buckets.list()[2].requests[size_t(StatusKind::ServerError)], 1U);
    QCOMPARE(buckets.list()[1].number, lanescene::at(8) / lanescene::ms);
}

void TestStatistics::bytesGoWhereTheyWent_data()
{
    using Kind = trace::Transfer::Kind;
    QTest::addColumn<trace::Transfers>("transfers");
    QTest::addColumn<QList<quint64>>("out");
    const auto at = [](double ms) { return lanescene::at(ms); };
    QTest::newRow("evenly") << trace::Transfers{} << QList<quint64>{250, 250, 250, 251};
    QTest::newRow("reads say nothing of it")
        << trace::Transfers{{at(0), 60, 1, Kind::Read}} << QList<quint64>{250, 250, 250, 251};
    QTest::newRow("each turn in its time")
        << trace::Transfers{{at(0.5), 1, 1, Kind::Write}, {at(3.5), 1000, 1, Kind::Write}}
        << QList<quint64>{1, 0, 0, 1000};
    QTest::newRow("joined ones since the one before")
        << trace::Transfers{{at(0.5), 1, 1, Kind::Write}, {at(3.5), 1000, 9, Kind::Write}}
        << QList<quint64>{167, 334, 333, 167};
    QTest::newRow("a full buffer moves nothing")
        << trace::Transfers{{at(0.5), 1001, 1, Kind::Write}, {at(2), 500, 1, Kind::FullBuffer}}
        << QList<quint64>{1001, 0, 0, 0};
}

void TestStatistics::bytesGoWhereTheyWent()
{
    QFETCH(const trace::Transfers, transfers);
    trace::Exchange exchange = asked(0, "/large", 200);
    exchange.timings.firstSent = lanescene::at(0);
    exchange.timings.finished = lanescene::at(4) - 1;
    exchange.responseBytes = 1001;
    exchange.extras.edit().transfers = transfers;
    TimeBuckets buckets(lanescene::ms, 100);
    buckets.add(exchange);
    QList<quint64> out(4);
    quint64 in = 0;
    for (const TimeBucket &bucket : buckets.list()) {
        out[bucket.number - lanescene::start / lanescene::ms] = bucket.bytesOut;
        in += bucket.bytesIn;
    }
    QTEST(out, "out");
    QCOMPARE(in, quint64(exchange.requestHead.size()));
    QCOMPARE(buckets.list().back().total(), 1U);
}

void TestStatistics::bytesOfALongTimeAreBounded()
{
    trace::Exchange exchange = asked(0, "/large", 200);
    exchange.timings.firstByte = exchange.timings.requestComplete = exchange.timings.firstSent = 1;
    exchange.timings.finished = lanescene::at(8) - 1;
    exchange.responseBytes = lanescene::at(8) / 1000; // a byte in a microsecond
    TimeBuckets buckets(lanescene::ms, 4);
    buckets.add(exchange);
    QCOMPARE(buckets.list().size(), 4U);
    for (const TimeBucket &bucket : buckets.list())
        QVERIFY(bucket.bytesOut >= 999 && bucket.bytesOut <= 1001);
}

void TestStatistics::bucketsAreBounded()
{
    TimeBuckets buckets(lanescene::ms, 4);
    for (const quint64 id : {10, 20, 30, 40, 50, 35, 5, 60})
        buckets.add(asked(id, "/", 200));
    std::vector<qint64> numbers;
    for (const TimeBucket &bucket : buckets.list())
        numbers.push_back(bucket.number - lanescene::start / lanescene::ms);
    QCOMPARE(numbers, (std::vector<qint64>{35, 40, 50, 60}));
}

void TestStatistics::topsAreBoundedAndNothingIsLost()
{
    TopCounts counts(100);
    for (int i = 0; i < 10000; ++i) {
        ++counts.of(QByteArray::number(i)).requests;
        ++counts.of("often").requests;
    }
    QVERIFY(counts.rows().size() <= 100);
    QCOMPARE(counts.rows()["often"].requests, 10000U);
    QCOMPARE(sum(counts), 20000U);
}

void TestStatistics::namesAreBounded_data()
{
    QTest::addColumn<int>("shortest");
    QTest::addColumn<int>("longest");
    QTest::addColumn<int>("kept"); // at least; the room is for 64 bytes at most in a name and 1024 in all
    QTest::newRow("short") << 8 << 8 << 60;
    QTest::newRow("the longest that are kept") << 64 << 64 << 8;
    QTest::newRow("too long") << 65 << 2000 << 0;
    QTest::newRow("short among long") << 8 << 64 << 8;
    QTest::newRow("of all kinds") << 8 << 2000 << 1;
}

void TestStatistics::namesAreBounded()
{
    QFETCH(const int, shortest);
    QFETCH(const int, longest);
    QFETCH(const int, kept);
    TopCounts counts(1000, 1024);
    for (int i = 0; i < 10000; ++i) {
        const int length = shortest + i % (longest - shortest + 1);
        ++counts.of(QByteArray::number(i).rightJustified(length, '/')).requests;
        ++counts.of("often").requests;
        qsizetype bytes = 0;
        for (auto row = counts.rows().cbegin(); row != counts.rows().cend(); ++row)
            bytes += row.key().size();
        QVERIFY(bytes <= 1024);
    }
    QVERIFY2(counts.rows().size() > kept, qPrintable(QString::number(counts.rows().size())));
    QCOMPARE(counts.rows()["often"].requests, 10000U);
    QCOMPARE(sum(counts), 20000U);
}

void TestStatistics::aTallyCountsByEverything()
{
    Tally tally;
    auto page = asked(1, "/a?x=1", 200);
    page.contentType = "text/html; charset=utf-8";
    page.diskPath = QStringLiteral("/srv/a");
    tally.add(page);
    tally.add(asked(2, "/a", 404, {}, "10.0.0.2"));
    QCOMPARE(tally.requests(), 2U);
    QCOMPARE(tally.top(TopKind::Path).rows()["/a"].requests, 2U);
    QCOMPARE(tally.top(TopKind::Path).rows()["/a"].errors, 1U);
    QCOMPARE(tally.top(TopKind::Client).rows()["10.0.0.2"].requests, 1U);
    QCOMPARE(tally.top(TopKind::Status).rows()["404"].requests, 1U);
    QCOMPARE(tally.top(TopKind::Outcome).rows()["complete"].requests, 2U);
    QCOMPARE(tally.top(TopKind::Method).rows()["GET"].bytes, 200U);
    QCOMPARE(tally.top(TopKind::Type).rows()["text/html"].requests, 1U);
    QCOMPARE(tally.top(TopKind::File).rows()["/srv/a"].requests, 1U);
    QCOMPARE(tally.top(TopKind::Absent).rows()["/a"].requests, 1U);
    QCOMPARE(tally.seconds().list().size(), 1U);
    QCOMPARE(tally.minutes().list()[0].total(), 2U);
}

void TestStatistics::missesAreGroupedByTheirPage_data()
{
    QTest::addColumn<QByteArray>("referer");
    QTest::addColumn<Origin>("origin");
    QTest::addColumn<QByteArray>("name");
    QTest::newRow("none") << QByteArray() << Origin::Nowhere << QByteArray();
    QTest::newRow("garbage") << QByteArray("x") << Origin::Nowhere << QByteArray();
    QTest::newRow("about") << QByteArray("about:blank") << Origin::Nowhere << QByteArray();
    QTest::newRow("ours") << QByteArray("http://here:1/a.html") << Origin::Page << QByteArray("/a.html");
    QTest::newRow("query") << QByteArray("http://here:1/a?b=c") << Origin::Page << QByteArray("/a");
    QTest::newRow("case") << QByteArray("https://HERE:1/") << Origin::Page << QByteArray("/");
    QTest::newRow("root") << QByteArray("http://here:1") << Origin::Page << QByteArray("/");
    QTest::newRow("other port") << QByteArray("http://here:2/a") << Origin::Elsewhere
                                << QByteArray("http://here:2");
    QTest::newRow("foreign") << QByteArray("https://x.example/y") << Origin::Elsewhere
                             << QByteArray("https://x.example");
}

void TestStatistics::missesAreGroupedByTheirPage()
{
    QFETCH(const QByteArray, referer);
    BrokenPages broken;
    broken.add(asked(1, "/gone.png?v=1", 404, referer));
    auto again = asked(2, "/gone.png", 404, referer);
    again.extras.edit().reasons = {{http::Step::NearCase, "/Gone.png"}};
    broken.add(again);
    broken.add(asked(3, "/fails", 500, referer));
    broken.add(asked(4, "/there", 200, referer));
    const auto pages = broken.pages();
    QCOMPARE(pages.size(), 1U);
    QTEST(pages[0].origin, "origin");
    QTEST(pages[0].name, "name");
    QCOMPARE(pages[0].count, 3U);
    QCOMPARE(pages[0].misses.size(), 2U);
    QCOMPARE(pages[0].misses[0].path, "/gone.png");
    QCOMPARE(pages[0].misses[0].count, 2U);
    QCOMPARE(pages[0].misses[0].exchange, 2U);
    QVERIFY(pages[0].misses[0].hint.contains(QStringLiteral("/Gone.png")));
    QCOMPARE(broken.pages(404)[0].count, 2U);
    QVERIFY(broken.pages(403).empty());
}

void TestStatistics::aScanIsFolded()
{
    BrokenPages broken;
    for (quint64 i = 0; i < quint64(BrokenPages::scannerPaths); ++i)
        broken.add(asked(i + 1, "/wp-" + QByteArray::number(i), 404, {}, "6.6.6.6"));
    broken.add(asked(100, "/favicon.ico", 404));
    broken.add(asked(101, "/a.css", 404, "http://here:1/"));
    const auto pages = broken.pages();
    QCOMPARE(pages.size(), 3U);
    QCOMPARE(pages[0].origin, Origin::Page);
    QCOMPARE(pages[1].origin, Origin::Nowhere);
    QCOMPARE(pages[1].count, 1U);
    QCOMPARE(pages[2].origin, Origin::Scanner);
    QCOMPARE(pages[2].name, "6.6.6.6");
    QCOMPARE(pages[2].count, quint64(BrokenPages::scannerPaths));
}

void TestStatistics::brokenPagesAreBounded()
{
    BrokenPages broken;
    for (quint64 i = 0; i < 2 * quint64(BrokenPages::mostPaths); ++i)
        broken.add(asked(i + 1, '/' + QByteArray::number(i), 404, "http://here:1/a"));
    for (quint64 i = 0; i < 2 * quint64(BrokenPages::mostPages); ++i)
        broken.add(asked(i + 1, "/x", 404, "http://here:1/p" + QByteArray::number(i)));
    const auto pages = broken.pages();
    QCOMPARE(pages.size(), size_t(BrokenPages::mostPages));
    QCOMPARE(pages[0].name, "/a");
    QCOMPARE(pages[0].misses.size(), size_t(BrokenPages::mostPaths));
    QCOMPARE(pages[0].count, 2 * quint64(BrokenPages::mostPaths));
    QCOMPARE(broken.unlisted(), quint64(BrokenPages::mostPages) + 1);
}

void TestStatistics::longNamesOfBrokenPagesAreBounded()
{
    BrokenPages broken;
    constexpr quint64 requests = 2 * quint64(BrokenPages::mostBytes) / 100'000;
    for (quint64 i = 0; i < requests; ++i) {
        const QByteArray name = QByteArray::number(i).rightJustified(50'000, 'x');
        broken.add(asked(i + 1, '/' + name, 404, "http://here:1/" + name));
    }
    qsizetype bytes = 0;
    quint64 counted = broken.unlisted();
    for (const BrokenPage &page : broken.pages()) {
        bytes += page.name.size();
        counted += page.count;
        for (const Miss &miss : page.misses)
            bytes += miss.path.size();
    }
    QVERIFY(bytes <= BrokenPages::mostBytes);
    QVERIFY(bytes > BrokenPages::mostBytes / 2);
    QVERIFY(broken.unlisted() > 0);
    QCOMPARE(counted, requests);
}

void TestStatistics::whatRunsIsCountedWhenItEnds()
{
    trace::Log log;
    log.append({lanescene::record(asked(1, "/before", 200))});
    Statistics statistics(log);
    QCOMPARE(statistics.tally().requests(), 1U);
    auto running = asked(2, "/a", 200);
    running.outcome = trace::Outcome::InProgress;
    running.timings.finished = 0;
    log.append({lanescene::record(running)});
    QCOMPARE(statistics.tally().requests(), 1U);
    log.append({lanescene::record(asked(2, "/a", 200))});
    QCOMPARE(statistics.tally().requests(), 2U);
    log.append({lanescene::record(asked(3, "/a", 200))});
    QCOMPARE(statistics.tally().requests(), 3U);
    log.clear();
    statistics.clear();
    QCOMPARE(statistics.tally().requests(), 0U);
}

void TestStatistics::theClockStandsStill()
{
    trace::Log log;
    Statistics statistics(log);
    QVERIFY(!statistics.wallClock());
    log.append({lanescene::record(asked(1, "/", 200))});
    const auto first = statistics.wallClock();
    QVERIFY(first);
    auto later = asked(2, "/", 200);
    later.startedMs += 1;
    log.append({lanescene::record(later)});
    QCOMPARE(statistics.wallClock(), first);
    log.clear();
    statistics.clear();
    log.append({lanescene::record(later)});
    QCOMPARE(statistics.wallClock(), std::optional(*first + 1));
}

void TestStatistics::aFilterNarrows()
{
    trace::Log log;
    Statistics statistics(log);
    log.append({lanescene::record(asked(1, "/a", 200)), lanescene::record(asked(2, "/b", 404))});
    statistics.setFilter(filter("status-code:404"));
    log.append({lanescene::record(asked(3, "/c", 404)), lanescene::record(asked(4, "/d", 200))});
    QTRY_VERIFY(!statistics.isCounting());
    QCOMPARE(statistics.tally().requests(), 2U);
    log.append({lanescene::record(asked(5, "/e", 404)), lanescene::record(asked(6, "/f", 200))});
    QCOMPARE(statistics.tally().requests(), 3U);
    // Of two that follow each other at once only the last counts.
    statistics.setFilter(filter("path:/a"));
    statistics.setFilter(filter("path:/b"));
    QTRY_VERIFY(!statistics.isCounting());
    QCOMPARE(statistics.tally().requests(), 1U);
    statistics.setFilter({});
    QVERIFY(!statistics.isCounting());
    QCOMPARE(statistics.tally().requests(), 6U);
}

void TestStatistics::aSpanNarrows()
{
    trace::Log log;
    Statistics statistics(log);
    for (quint64 id = 1; id <= 9; ++id)
        log.append({lanescene::record(asked(id, "/a", 200))});
    statistics.setSpan(trace::TimeSpan{lanescene::at(3), lanescene::at(5)});
    QTRY_VERIFY(!statistics.isCounting());
    QCOMPARE(statistics.tally().requests(), 3U);
    statistics.setSpan(std::nullopt);
    QCOMPARE(statistics.tally().requests(), 9U);
}

void TestStatistics::whatEndsMeanwhileCountsOnce_data()
{
    QTest::addColumn<int>("turns");
    for (const int turns : {0, 1, 2, 5})
        QTest::addRow("%d turns", turns) << turns;
}

/// Records are gathered in steps: what ends in between is before or behind the step, or new.
void TestStatistics::whatEndsMeanwhileCountsOnce()
{
    QFETCH(const int, turns);
    constexpr quint64 rows = 3 * stride;
    const auto running = [](quint64 id) { return id % 1000 == 0; };
    trace::Log log;
    Statistics statistics(log);
    trace::Batch batch;
    for (quint64 id = 1; id <= rows; ++id) {
        auto exchange = asked(id, id % 2 ? "/odd" : "/even", 200);
        if (running(id))
            exchange.outcome = trace::Outcome::InProgress;
        batch.push_back(lanescene::record(exchange));
    }
    log.append(batch);
    statistics.setFilter(filter("path:even"));
    for (quint64 id = 1000; id <= rows; id += 1000) {
        log.append(
            {lanescene::record(asked(id, "/even", 200)), lanescene::record(asked(rows + id, "/even", 404))});
        if (id % 8000 == 0)
            statistics.setFilter(filter(id % 16000 ? "path:even" : "path:/even"));
        for (int turn = 0; turn < turns; ++turn)
            QCoreApplication::processEvents();
    }
    QTRY_VERIFY(!statistics.isCounting());
    QCOMPARE(statistics.tally().requests(), rows / 2 + rows / 1000);
    statistics.setFilter({});
    QCOMPARE(statistics.tally().requests(), rows + rows / 1000);
}

/// Another listener hears of an append first and sets a filter.
void TestStatistics::aFilterSetBetweenAppendAndItsNews()
{
    trace::Log log;
    Statistics *listener = nullptr;
    connect(&log, &trace::Log::changed, this, [&listener] {
        if (listener)
            listener->setFilter(filter("path:/a"));
    });
    Statistics statistics(log);
    listener = &statistics;
    log.append({lanescene::record(asked(1, "/a", 200)), lanescene::record(asked(2, "/b", 200))});
    QTRY_VERIFY(!statistics.isCounting());
    QCOMPARE(statistics.tally().requests(), 1U);
    listener = nullptr;
}

void TestStatistics::theLogMayForget()
{
    trace::Log log(5 * asked(1, "/a", 200).footprint());
    Statistics statistics(log);
    for (quint64 id = 1; id <= 9; ++id)
        log.append({lanescene::record(asked(id, "/a", 200))});
    QVERIFY(log.exchanges().size() < 9);
    QCOMPARE(statistics.tally().requests(), 9U);
}

void TestStatistics::loopsAreAddedUp()
{
    trace::Log log;
    Statistics statistics(log);
    const auto sample = [](int loop, quint32 open, qint64 lagNs) {
        trace::LoopSample one;
        one.loop = loop;
        one.at = lanescene::start;
        one.open = open;
        one.lagNs = lagNs;
        return std::make_shared<const trace::LoopSample>(one);
    };
    log.append({sample(0, 3, 5), sample(1, 4, 9), sample(0, 1, 1)});
    QCOMPARE(statistics.loopSeconds().list().size(), 1U);
    QCOMPARE(statistics.loopSeconds().list()[0].open, 7U);
    QCOMPARE(statistics.loopMinutes().list()[0].lagNs, 9);
}

void TestStatistics::rowsStayWhenCountsChange()
{
    TopModel model;
    QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    TopCounts counts(8);
    counts.of("/a").requests = 3;
    counts.of("/b").requests = 2;
    model.show(counts, TopKind::Path);
    QCOMPARE(model.rowCount(), 2);
    const QPersistentModelIndex b = model.index(1, 0);
    QCOMPARE(b.data(), QStringLiteral("/b"));
    counts.of("/b").requests = 9;
    counts.of("/c").requests = 5;
    model.show(counts, TopKind::Path);
    QCOMPARE(b.row(), 0);
    QCOMPARE(b.data(), QStringLiteral("/b"));
    model.sort(int(TopColumn::Name), Qt::AscendingOrder);
    QCOMPARE(model.index(0, 0).data(), QStringLiteral("/a"));
    QCOMPARE(b.row(), 1);
    for (int i = 0; i < 20; ++i)
        counts.of('/' + QByteArray::number(i)).requests = 1;
    model.show(counts, TopKind::Path);
    const int last = model.rowCount() - 1;
    QCOMPARE(model.term(last), QString());
    model.sort(int(TopColumn::Requests), Qt::DescendingOrder);
    QCOMPARE(model.term(last), QString());
    model.show(TopCounts(), TopKind::Path);
    QCOMPARE(model.rowCount(), 0);
    QVERIFY2(!b.isValid(), qPrintable(QString::number(b.row())));
}

void TestStatistics::termsFindTheirRows_data()
{
    QTest::addColumn<TopKind>("kind");
    for (int kind = 0; kind < int(topKinds); ++kind)
        QTest::addRow("%d", kind) << TopKind(kind);
}

void TestStatistics::termsFindTheirRows()
{
    QFETCH(const TopKind, kind);
    auto exchange = asked(1, "/a \"b\"%20c?d", kind == TopKind::Absent ? 404 : 200);
    exchange.contentType = "text/html; charset=utf-8";
    exchange.diskPath = QStringLiteral("/srv/ü (1)");
    Tally tally;
    tally.add(exchange);
    TopModel model;
    model.show(tally.top(kind), kind);
    QCOMPARE(model.rowCount(), 1);
    const auto term = trace::Filter::parse(model.term(0));
    QVERIFY2(term.has_value(), qPrintable(model.term(0)));
    QCOMPARE(term->judge(exchange), trace::Truth::Yes);
    QCOMPARE(term->judge(asked(2, "/other", 500, {}, "::1")) == trace::Truth::Yes,
             kind == TopKind::Method || kind == TopKind::Outcome);
}

QTEST_GUILESS_MAIN(TestStatistics)
#include "tst_statistics.moc"
