// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "lanescene.h"
#include "models/lanebacklog.h"
#include "models/laneitems.h"
#include "models/laneribbon.h"
#include "models/lanerows.h"
#include "models/lanewords.h"
#include "models/timeaxis.h"

#include <QTest>

using namespace lanescene;
using models::LaneItem;
using models::LaneShape;
using trace::CloseCause;

namespace {

/// A book that follows its log.
struct Kept
{
    explicit Kept(qint64 budget = 512LL * 1024 * 1024)
        : log(budget)
        , book(log)
    {
        QObject::connect(&log, &trace::Log::changed, &log,
                         [this](const trace::LogChange &change) { book.logChanged(change); });
    }
    trace::Log log;
    models::LaneBook book;
};

/// "Listening 0-100, Sending 100-300": in ms.
QString written(const std::vector<LaneItem> &items)
{
    QStringList list;
    for (const LaneItem &item : items)
        if (item.shape != LaneShape::Ready)
            list << QStringLiteral("%1 %2-%3")
                        .arg(models::word(item.shape))
                        .arg((item.from - start) / ms)
                        .arg((item.until - start) / ms);
    return list.join(QStringLiteral(", "));
}

std::vector<LaneItem> items(const models::LaneBook &book, quint64 lane, const models::TimeAxis &axis,
                            double nowMs)
{
    std::vector<LaneItem> found;
    models::appendLaneItems(*book.find(lane), axis, at(nowMs), found);
    return found;
}

const models::TimeAxis tenSeconds({at(0), at(10'000)}, 1000);

} // namespace

class LanesTest : public QObject
{
    Q_OBJECT
private slots:
    void drawsEachState_data();
    void drawsEachState();
    void joinsWhatIsTooNarrow();
    void costFollowsThePixels();
    void manyRunningCostFewItems_data();
    void manyRunningCostFewItems();
    void followingCostsWhatChanged();
    void drawsEachTurnOfAQueue();
    void endStandsApart_data();
    void endStandsApart();
    void ticksWhereTheSocketWasReady();
    void hidesWhatDoesNotMatch();
    void stacksTheBacklog();
    void hits_data();
    void hits();
    void followsTheLog();
    void keepsTheOrderOfTime();
    void standsStillWhilePaused();
    void judgesInSlices();
    void ordersRows();
    void findsRows_data();
    void findsRows();
    void zoomsAboutAPoint();
    void ticks_data();
    void ticks();
    void ribbonKeepsThePeak();
    void readsTheGate();
    void speaks();
};

void LanesTest::drawsEachState_data()
{
    QTest::addColumn<quint64>("lane");
    QTest::addColumn<QString>("expected");
    QTest::newRow("every phase, held, our goodbye first")
        << quint64(2)
        << "connected, nothing asked 300-600, reading the head 600-1300, reading the body 1300-3000, "
           "deciding 3000-4200, sending 4200-8200, held back 5200-6400, waiting for the client's goodbye "
           "8200-9300, closed (FIN) 9300-9300";
    QTest::newRow("pipelined")
        << quint64(3)
        << "connected, nothing asked 500-1000, reading the head 1000-1450, deciding 1450-2050, "
           "sending 2050-4000, waiting behind an earlier request 1200-4000, deciding 4000-4500, "
           "sending 4500-6000, idle 6000-10000";
    QTest::newRow("silent") << quint64(4) << "connected, nothing asked 1500-10000";
    QTest::newRow("half-closed")
        << quint64(5)
        << "connected, nothing asked 800-1200, reading the head 1200-1605, deciding 1605-2145, "
           "sending 2145-3900, idle 3900-6500, half-closed 6500-10000";
    QTest::newRow("a head that does not end")
        << quint64(6) << "connected, nothing asked 2500-3000, reading the head 3000-10000";
    QTest::newRow("draining")
        << quint64(8)
        << "connected, nothing asked 4000-5000, reading the head 5000-5450, deciding 5450-6050, "
           "sending 6050-8000, waiting for the client's goodbye 8000-10000";
}

void LanesTest::drawsEachState()
{
    QFETCH(quint64, lane);
    Kept kept;
    kept.log.append(everything());
    QTEST(written(items(kept.book, lane, tenSeconds, 10'000)), "expected");
}

void LanesTest::joinsWhatIsTooNarrow()
{
    Kept kept;
    kept.log.append(everything());
    quint32 count = 0;
    quint32 troubles = 0;
    for (const LaneItem &item : items(kept.book, 9, tenSeconds, 10'000)) {
        if (!item.isExchange())
            continue;
        count += item.count;
        troubles += item.troubles;
        QVERIFY(item.count == 1 || item.shape == LaneShape::Run);
    }
    QCOMPARE(count, 600U); // none is lost, and no error
    QCOMPARE(troubles, 35U);
    // Close enough, each one stands by itself.
    const models::TimeAxis close({at(1000), at(1100)}, 1000);
    for (const LaneItem &item : items(kept.book, 9, close, 10'000))
        QCOMPARE(item.count, 1U);
}

void LanesTest::costFollowsThePixels()
{
    Kept kept;
    kept.log.append(crowd(20'000, 1));
    const models::TimeAxis all({at(0), at(60'000)}, 900);
    QVERIFY(items(kept.book, 1, all, 60'000).size() <= 250);
    const models::TimeAxis some({at(30'000), at(30'300)}, 900);
    QVERIFY(items(kept.book, 1, some, 60'000).size() <= 700);
}

namespace {

/// So many requests on one connection, so many ms apart, none of them ever answered.
trace::Batch neverEnded(int count, double apart)
{
    trace::Batch batch{record(connection(1, 0))};
    for (int i = 0; i < count; ++i) {
        auto running = exchange(quint64(i) + 1, 1, i * apart, i * apart);
        running.outcome = trace::Outcome::InProgress;
        running.timings = {at(i * apart), 0, 0, 0, 0, 0};
        batch.push_back(record(running));
    }
    return batch;
}

} // namespace

void LanesTest::manyRunningCostFewItems_data()
{
    QTest::addColumn<double>("from");
    QTest::addColumn<double>("until");
    QTest::newRow("all of them") << 0.0 << 50'000.0;
    QTest::newRow("the last ones, and all that began before") << 39'000.0 << 40'000.0;
    QTest::newRow("each apart") << 20'000.0 << 20'100.0;
    QTest::newRow("long after") << 90'000.0 << 90'001.0;
}

void LanesTest::manyRunningCostFewItems()
{
    QFETCH(double, from);
    QFETCH(double, until);
    Kept kept;
    kept.log.append(neverEnded(40'000, 1));
    const models::TimeAxis axis({at(from), at(until)}, 900);
    const auto found = items(kept.book, 1, axis, 100'000);
    QVERIFY(found.size() <= 900);
    quint32 count = 0;
    for (const LaneItem &item : found)
        count += item.shape == LaneShape::Blocked ? item.count : 0;
    const auto begun = kept.book.find(1)->firstStarting(axis.at(900));
    QVERIFY(count + 1 >= begun); // none is lost
}

/// Each one that comes, goes on or ends is looked at a few times, however many run beside it.
void LanesTest::followingCostsWhatChanged()
{
    constexpr int count = 2000;
    Kept kept;
    for (const auto &each : neverEnded(count, 1))
        kept.log.append({each});
    QVERIFY(kept.book.settled() <= 3 * count);
    for (quint64 i = 1; i <= count; ++i) { // from the first on, each begun earlier than was known
        auto next = exchange(i, 1, double(i) - 1.5, 0);
        next.outcome = trace::Outcome::InProgress;
        next.timings = {at(double(i) - 1.5), at(double(i)), 0, 0, 0, 0};
        kept.log.append({record(next)});
    }
    QVERIFY(kept.book.settled() <= 10 * count);
    QCOMPARE(kept.book.find(1)->beads.size(), size_t(count));
    trace::Batch ends;
    for (quint64 i = 1; i <= count; ++i)
        ends.push_back(record(exchange(i, 1, double(i) - 1.5, 5000, 500)));
    kept.log.append(ends);
    QVERIFY(kept.book.settled() <= 12 * count);
    QCOMPARE(kept.book.find(1)->beads.back().troubles, quint32(count));
    QCOMPARE(kept.book.find(1)->beads.back().reach, at(5000));
}

/// Sent at once, answered one after the other: whose turn takes long is seen by itself.
void LanesTest::drawsEachTurnOfAQueue()
{
    Kept kept;
    trace::Batch batch{record(connection(1, 0))};
    for (quint64 i = 0; i < 10; ++i)
        batch.push_back(record(exchange(i + 1, 1, 100 + double(i), 1000 + double(i) * 500)));
    kept.log.append(batch);
    int sent = 0;
    for (const LaneItem &item : items(kept.book, 1, tenSeconds, 10'000))
        sent += item.shape == LaneShape::Sending ? 1 : 0;
    QCOMPARE(sent, 10);
}

void LanesTest::endStandsApart_data()
{
    QTest::addColumn<double>("length"); // ms in 1000 pixels
    QTest::addColumn<double>("mark");
    for (const double length : {5.0, 40.0, 400.0, 4000.0, 40'000.0, 4'000'000.0})
        for (const double mark : {9.0, 13.0, 27.0})
            QTest::addRow("%g ms, %g pixels", length, mark) << length << mark;
}

void LanesTest::endStandsApart()
{
    QFETCH(double, length);
    QFETCH(double, mark);
    Kept kept;
    auto closed = connection(1, 0);
    close(closed, 1020, CloseCause::ClientFin);
    kept.log.append({record(closed), record(exchange(1, 1, 1000, 1001)), record(exchange(2, 1, 1010, 1020))});
    const models::TimeAxis axis({at(1018 - length / 2), at(1018 + length / 2)}, 1000);
    std::vector<LaneItem> found;
    models::appendLaneItems(*kept.book.find(1), axis, at(10'000'000), found, mark);
    double right = -100;
    for (const LaneItem &item : found)
        if (item.isExchange())
            right = std::max(right, models::rightEdge(item, mark));
    QVERIFY(right > -100);
    const auto end = std::find_if(found.begin(), found.end(),
                                  [](const LaneItem &item) { return item.shape == LaneShape::ClosedByFin; });
    QVERIFY(end != found.end());
    QVERIFY(end->x0 - mark / 2 >= right + 2);
}

void LanesTest::ticksWhereTheSocketWasReady()
{
    using Kind = trace::Transfer::Kind;
    Kept kept;
    auto listed = exchange(1, 1, 1000, 3000);
    listed.extras.edit().transfers = {{at(1000), 100, 1, Kind::Read},
                                      {at(1001), 20, 1, Kind::Read},
                                      {at(1500), 0, 1, Kind::EmptyRead},
                                      {at(2000), 4096, 1, Kind::Write},
                                      {at(2400), 9000, 1, Kind::FullBuffer}};
    kept.log.append({record(connection(1, 0)), record(listed), record(exchange(2, 1, 5000, 7000)),
                     record(exchange(3, 1, 8000, 8010))});
    std::vector<LaneItem> ticks;
    for (const LaneItem &item : items(kept.book, 1, tenSeconds, 10'000))
        if (item.shape == LaneShape::Ready)
            ticks.push_back(item);
    QCOMPARE(ticks.size(), 6U); // two are one; a plain exchange has one of each; a bead has no room
    QCOMPARE(ticks[0].transfer.bytes, 120);
    QCOMPARE(ticks[0].transfer.turns, 2U);
    QCOMPARE(ticks[1].transfer.kind, Kind::EmptyRead);
    QCOMPARE(ticks[3].transfer.kind, Kind::FullBuffer);
    QCOMPARE(ticks[4].transfer.kind, Kind::Read);
    QCOMPARE(ticks[5].transfer.kind, Kind::Write);
    const models::LaneMoment moment{at(10'000), kept.book.wallOffset(), 0};
    const QString card = models::card(*kept.book.find(1), ticks[1], moment, QLocale(QLocale::English));
    QVERIFY2(card.contains(QStringLiteral("nothing was there")), qPrintable(card));
}

void LanesTest::hidesWhatDoesNotMatch()
{
    Kept kept;
    kept.log.append(everything());
    kept.book.setFilter(*trace::Filter::parse(QStringLiteral("status-code:404")));
    kept.book.judge(1000);
    auto found = items(kept.book, 3, tenSeconds, 10'000);
    models::hideUnmatched(found);
    int exchanges = 0;
    for (const LaneItem &item : found) {
        QVERIFY(!item.isExchange() || item.matches);
        exchanges += item.isExchange() ? 1 : 0;
    }
    QVERIFY(exchanges > 0);
    QVERIFY(int(found.size()) > exchanges); // the lane itself is still there
}

void LanesTest::stacksTheBacklog()
{
    Kept kept;
    trace::Batch batch{record(connection(1, 0))};
    for (int i = 0; i < 100; ++i) {
        trace::TcpSample sample{1, at(i * 100), i * 10, {}};
        sample.tcp.unsent = i == 42 ? 5000 : 7;
        sample.tcp.inFlight = i == 0 ? -1 : 3;
        batch.emplace_back(std::make_shared<const trace::TcpSample>(sample));
    }
    kept.log.append(batch);
    const auto all = models::backlog(*kept.book.find(1), tenSeconds);
    QCOMPARE(all.size(), 100U);
    QCOMPARE(all[0].inFlight, 0); // it did not say
    QCOMPARE(all[42].sum(), 420 + 5000 + 3);
    const auto few = models::backlog(*kept.book.find(1), models::TimeAxis({at(4000), at(4500)}, 1000));
    QVERIFY(few.size() >= 6 && few.size() <= 8);
    const auto narrow = models::backlog(*kept.book.find(1), models::TimeAxis({at(0), at(10'000)}, 10));
    QVERIFY(narrow.size() <= 11);
    QCOMPARE(narrow[4].kernel, 5000); // the fullest is kept
    const auto *point = models::backlogAt(all, 421, 5);
    QVERIFY(point && point->kernel == 5000);
    QVERIFY(!models::backlogAt(all, 2000, 5));
}

void LanesTest::hits_data()
{
    QTest::addColumn<double>("x");
    QTest::addColumn<QString>("expected");
    QTest::newRow("in a phase") << 350.0 << "deciding";
    QTest::newRow("a hold lies on top") << 600.0 << "held back";
    QTest::newRow("near the end") << 933.0 << "closed (FIN)";
    QTest::newRow("the gap before") << 45.0 << "connected, nothing asked";
    QTest::newRow("nothing") << 10.0 << "";
}

void LanesTest::hits()
{
    QFETCH(double, x);
    Kept kept;
    kept.log.append(everything());
    const auto found = items(kept.book, 2, tenSeconds, 10'000);
    const LaneItem *item = models::itemAt(found, x, 5);
    QTEST(item ? models::word(item->shape) : QString(), "expected");
}

void LanesTest::followsTheLog()
{
    Kept kept(16 * 1024);
    trace::Batch first{record(connection(1, 0))};
    auto running = exchange(1, 1, 10, 10);
    running.outcome = trace::Outcome::InProgress;
    running.timings = {at(10), 0, 0, 0, 0, 0};
    first.push_back(record(running));
    kept.log.append(first);
    QCOMPARE(kept.book.find(1)->beads.size(), 1U);
    QCOMPARE(kept.book.find(1)->beads[0].end, models::Bead::running);
    for (quint64 i = 2; i < 100; ++i) { // more than the log keeps; what runs stays
        auto other = connection(i, double(i));
        close(other, double(i) + 5, CloseCause::ClientFin);
        kept.log.append({record(other), record(exchange(i, i, double(i), double(i) + 1))});
        QCOMPARE(qsizetype(kept.book.lanes().size()) >= kept.log.connections().size(), true);
    }
    QVERIFY(kept.log.evicted() > 0);
    QVERIFY(kept.book.lanes().size() < 99);
    QVERIFY(kept.book.find(1));
    QCOMPARE(kept.book.find(1)->beads.size(), 1U);
    kept.log.append({record(exchange(1, 1, 10, 500, 404))});
    QCOMPARE(kept.book.find(1)->beads.size(), 1U);
    QCOMPARE(kept.book.find(1)->beads[0].end, at(500));
    QCOMPARE(kept.book.find(1)->beads[0].kind, models::StatusKind::ClientError);
    size_t beads = 0;
    for (const auto &lane : kept.book.lanes())
        beads += lane->beads.size();
    QCOMPARE(qsizetype(beads), kept.log.exchanges().size());
}

void LanesTest::keepsTheOrderOfTime()
{
    Kept kept;
    kept.log.append({record(connection(2, 5)), record(connection(1, 0)),
                     record(exchange(3, 1, 300, 310, 500)), record(exchange(1, 1, 100, 110)),
                     record(exchange(2, 1, 200, 350))});
    QCOMPARE(kept.book.lanes()[0]->id, 1U);
    const auto &beads = kept.book.find(1)->beads;
    QCOMPARE(beads[0].record->id, 1U);
    QCOMPARE(beads[1].record->id, 2U);
    QCOMPARE(beads[2].record->id, 3U);
    QCOMPARE(beads[2].reach, at(350)); // the one before it ends later
    QCOMPARE(beads[2].troubles, 1U);
    QCOMPARE(kept.book.find(1)->firstReaching(at(340)), 1U);
    QCOMPARE(kept.book.find(1)->firstStarting(at(200)), 1U);
    QCOMPARE(kept.book.find(1)->firstStarting(at(301)), 3U);
}

void LanesTest::standsStillWhilePaused()
{
    Kept kept(16 * 1024);
    kept.log.append({record(connection(1, 0)), record(exchange(1, 1, 10, 20))});
    kept.book.setPaused(true);
    for (quint64 i = 2; i < 100; ++i)
        kept.log.append({record(exchange(i, 1, double(i) * 10, double(i) * 10 + 1))});
    QVERIFY(kept.log.evicted() > 0);
    QCOMPARE(kept.book.find(1)->beads.size(), 1U);
    QCOMPARE(kept.book.find(1)->beads[0].record->id, 1U);
    kept.book.setPaused(false);
    QCOMPARE(qsizetype(kept.book.find(1)->beads.size()), kept.log.exchanges().size());
    QCOMPARE(kept.book.find(1)->beads.back().record->id, 99U);
}

void LanesTest::judgesInSlices()
{
    Kept kept;
    kept.log.append(crowd(100, 2));
    kept.book.setFilter(*trace::Filter::parse(QStringLiteral("status-code:404")));
    QVERIFY(kept.book.judge(60)); // there is more
    QVERIFY(!kept.book.judge(60));
    QVERIFY(kept.book.find(1)->beads[0].matches);
    QVERIFY(!kept.book.find(1)->beads[1].matches);
    QVERIFY(kept.book.find(2)->isWanted());
    QCOMPARE(kept.book.find(2)->beads.back().matching - kept.book.find(2)->beads.front().matching, 0U);
    kept.book.setFilter(*trace::Filter::parse(QStringLiteral("status-code:500")));
    QVERIFY(!kept.book.judge(1000));
    QVERIFY(!kept.book.find(1)->isWanted());
    kept.log.append({record(exchange(900, 1, 9000, 9001, 500))});
    QVERIFY(kept.book.find(1)->isWanted());
}

void LanesTest::ordersRows()
{
    Kept kept;
    kept.log.append(everything());
    const trace::TimeSpan all{at(-1000), at(10'000)};
    QCOMPARE(models::laneRows(kept.book, {}, all).size(), 9U);
    // Lane 1 closed at 8 s, lane 2 at 9.3 s.
    const auto late = models::laneRows(kept.book, {}, {at(8500), at(10'000)});
    QCOMPARE(late.front().lane->id, 2U);
    QCOMPARE(models::rowFrom(late, {}, 1), 0U); // the next one that there is
    QCOMPARE(models::rowFrom(late, {}, 5), 3U);
    QVERIFY(!models::rowFrom(late, {}, 99));
    models::LaneOrder grouped;
    grouped.byClient = true;
    const auto rows = models::laneRows(kept.book, grouped, all);
    QCOMPARE(rows.size(), 12U);
    QVERIFY(!rows[0].lane);
    QCOMPARE(rows[0].client, QByteArray("192.0.2.1"));
    QCOMPARE(rows[0].lanes, 3);
    QCOMPARE(models::rowFrom(rows, grouped, 1), 1U); // below its heading
    kept.book.setFilter(*trace::Filter::parse(QStringLiteral("status-code:404")));
    kept.book.judge(1000);
    models::LaneOrder matching;
    matching.onlyMatching = true;
    QCOMPARE(models::laneRows(kept.book, matching, all).front().lane->id, 1U);
    QVERIFY(models::laneRows(kept.book, matching, all).size() < 9);
}

void LanesTest::findsRows_data()
{
    QTest::addColumn<int>("scrolled");
    QTest::addColumn<int>("y");
    QTest::addColumn<int>("row"); // -1: none
    QTest::newRow("first") << 0 << 30 << 0;
    QTest::newRow("on the head") << 0 << 29 << -1;
    QTest::newRow("scrolled") << 50 << 30 << 2;
    QTest::newRow("below the last") << 0 << 150 << -1;
}

void LanesTest::findsRows()
{
    QFETCH(int, scrolled);
    QFETCH(int, y);
    const models::RowGeometry geometry{20, 30, 200, scrolled};
    const auto row = geometry.rowAt(y, 5);
    QTEST(row ? int(*row) : -1, "row");
}

void LanesTest::zoomsAboutAPoint()
{
    const models::TimeAxis axis({1'000'000'000'000'000'001, 1'000'000'000'000'001'001}, 1000);
    QCOMPARE(axis.at(500), 1'000'000'000'000'000'501); // a ns counts after eleven days
    const models::TimeAxis closer = tenSeconds.zoomed(0.5, 250);
    QCOMPARE(closer.at(250), tenSeconds.at(250));
    QCOMPARE(closer.lengthNs(), 5000 * ms);
    QCOMPARE(tenSeconds.panned(100).span().from, at(1000));
    QCOMPARE(tenSeconds.endingAt(at(3000)).span().until, at(3000));
    QVERIFY(tenSeconds.zoomed(1e-30, 0).nsPerPixel() >= models::TimeAxis::leastNsPerPixel);
}

void LanesTest::ticks_data()
{
    QTest::addColumn<qint64>("length"); // ns in 1000 pixels
    QTest::addColumn<qint64>("step");
    QTest::addColumn<QString>("second"); // label
    QTest::newRow("ns") << qint64(1000) << qint64(100) << "+200 ns";
    QTest::newRow("us") << 100'000LL << 10'000LL << "+20 µs";
    QTest::newRow("ms") << 100 * ms << 10 * ms << "00:00:00.020";
    QTest::newRow("half a second") << 5000 * ms << 500 * ms << "00:00:01.000";
    QTest::newRow("s") << 10'000 * ms << 1000 * ms << "00:00:02";
    QTest::newRow("half a minute") << 300'000 * ms << 30'000 * ms << "00:01:00";
    QTest::newRow("min") << 3'600'000 * ms << 600'000 * ms << "00:20";
    QTest::newRow("days") << 10 * 86'400'000 * ms << 86'400'000 * ms << "1970-01-03";
}

void LanesTest::ticks()
{
    QFETCH(qint64, length);
    const models::TimeAxis axis({0, length}, 1000);
    QTEST(models::tickStepNs(axis, 100), "step");
    const auto found = models::ticks(axis, 0, 100);
    QVERIFY(found.size() >= 2);
    QTEST(found[1].label, "second");
    QVERIFY(found[1].x - found[0].x >= 99);
}

void LanesTest::ribbonKeepsThePeak()
{
    Kept kept;
    kept.log.append(everything());
    const models::TimeAxis narrow({at(0), at(10'000)}, 40);
    qint64 peak = 0;
    const auto cells = models::heatCells(kept.book.loops().at(0), narrow, 2);
    QVERIFY(cells.size() <= 22);
    for (const auto &cell : cells)
        peak = std::max(peak, cell.lagNs);
    QCOMPARE(peak, 180 * ms);
    const auto stalls = models::stalls(kept.book.loops(), tenSeconds);
    QCOMPARE(stalls.size(), 1U);
    QCOMPARE(stalls[0].from, at(4700 - 180));
    QCOMPARE(stalls[0].until, at(4700));
    const auto overflows = models::overflows(kept.book.loops(), tenSeconds);
    QCOMPARE(overflows.size(), 1U); // once, not once a loop
    QCOMPARE(overflows[0].count, 3);
}

void LanesTest::readsTheGate()
{
    Kept kept;
    QCOMPARE(models::gate(kept.book.loops(), at(0)).waiting, -1);
    kept.log.append(everything());
    QCOMPARE(models::gate(kept.book.loops(), at(10'000)).waiting, 120);
    QCOMPARE(models::gate(kept.book.loops(), at(10'000)).limit, 256);
    QCOMPARE(models::gate(kept.book.loops(), at(5000)).waiting, 4);
    QCOMPARE(models::gate(kept.book.loops(), at(60'000)).waiting, -1); // too long ago
}

void LanesTest::speaks()
{
    Kept kept;
    kept.log.append(everything());
    const models::LaneMoment moment{at(10'000), kept.book.wallOffset(), 15'000 * ms};
    const QLocale english(QLocale::English);
    const models::Lane &lane = *kept.book.find(3);
    QCOMPARE(
        models::laneSentence(lane, moment, english),
        QStringLiteral("Connection 3 from 192.0.2.1:40003: idle, 1 request(s), 0 B sent, open for 9.5 s."));
    QCOMPARE(models::beadSentence(lane.beads[1], moment, english),
             QStringLiteral("GET /21.html HTTP/1.1, 404 client error, complete, 4.8 s."));
    const auto found = items(kept.book, 3, tenSeconds, 10'000);
    const LaneItem *gap = models::itemAt(found, 800, 5);
    QVERIFY(gap);
    QCOMPARE(models::card(lane, *gap, moment, english).split(u'\n').first(),
             QStringLiteral("idle 4.0 s, closes in 11.0 s"));
    const LaneItem *bead = models::itemAt(found, 550, 5);
    QVERIFY(bead);
    const QString card = models::card(lane, *bead, moment, english);
    QVERIFY(card.contains(QStringLiteral("waited 2.8 s for an earlier request")));
    QVERIFY(card.startsWith(QStringLiteral("GET /21.html HTTP/1.1\n▲ 404 client error")));
}

QTEST_GUILESS_MAIN(LanesTest)
#include "tst_lanes.moc"
