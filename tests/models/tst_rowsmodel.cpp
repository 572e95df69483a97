// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/connectionsmodel.h"
#include "models/requestsmodel.h"
#include "models/roles.h"

#include "scene.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <QTest>

#include <algorithm>
#include <array>

using namespace models;

namespace {

template <typename Model>
using RecordPtr = std::decay_t<decltype(std::declval<Model>().record(0))>;

const trace::Rows<trace::Exchange> &rowsOf(const trace::Log &log, const RequestsModel &)
{
    return log.exchanges();
}

const trace::Rows<trace::ConnectionRecord> &rowsOf(const trace::Log &log, const ConnectionsModel &)
{
    return log.connections();
}

template <typename Model>
auto shown(const Model &model)
{
    std::vector<RecordPtr<Model>> records;
    for (int row = 0; row < model.rowCount(); ++row)
        records.push_back(model.record(row));
    return records;
}

/// What a view would know if it saw the model only through its signals.
template <typename Model>
class Mirror : public QObject
{
public:
    explicit Mirror(const Model &model)
        : records(shown(model))
    {
        connect(&model, &Model::rowsInserted, this, [&](const QModelIndex &, int first, int last) {
            ++inserts;
            for (int row = first; row <= last; ++row)
                records.insert(records.begin() + row, model.record(row));
        });
        connect(&model, &Model::rowsRemoved, this, [&](const QModelIndex &, int first, int last) {
            ++removals;
            records.erase(records.begin() + first, records.begin() + last + 1);
        });
        connect(&model, &Model::dataChanged, this, [&](const QModelIndex &first, const QModelIndex &last) {
            ++changes;
            for (int row = first.row(); row <= last.row(); ++row)
                records[size_t(row)] = model.record(row);
        });
        connect(&model, &Model::layoutChanged, this, [&] {
            ++layouts;
            auto before = records;
            records = shown(model);
            isPermutation = isPermutation && before.size() == records.size();
        });
        connect(&model, &Model::modelReset, this, [&] { isPermutation = false; });
    }

    void forget() { inserts = removals = changes = layouts = 0; }

    std::vector<RecordPtr<Model>> records;
    int inserts = 0;
    int removals = 0;
    int changes = 0;
    int layouts = 0;
    bool isPermutation = true; ///< layoutChanged() never changed the number of rows
};

/// Indexes held by the person's selection, so to speak: they have to stay with what they were set on.
template <typename Model>
struct Selection
{
    QPersistentModelIndex index;
    quint64 id = 0;

    void choose(const Model &model, int row)
    {
        index = model.index(row, row % model.columnCount());
        id = model.record(row)->id;
    }
    [[nodiscard]] bool isRight(const Model &model, bool wasValid) const
    {
        if (index.isValid())
            return model.record(index.row())->id == id;
        return !wasValid || model.rowOf(id) < 0;
    }
};

struct Wish
{
    trace::Filter filter;
    std::optional<quint64> connection;
    std::optional<trace::TimeSpan> span;
    int column = naturalOrder;
    Qt::SortOrder order = Qt::AscendingOrder;
    trace::SteadyNs now = 0;
};

quint64 connectionOf(const trace::Exchange &exchange)
{
    return exchange.connection;
}

quint64 connectionOf(const trace::ConnectionRecord &connection)
{
    return connection.id;
}

bool isWithin(const trace::Exchange &exchange, trace::TimeSpan span)
{
    const bool over = exchange.outcome != trace::Outcome::InProgress;
    return exchange.timings.firstByte <= span.until && (!over || exchange.timings.finished >= span.from);
}

bool isWithin(const trace::ConnectionRecord &connection, trace::TimeSpan span)
{
    const bool over = connection.state == trace::State::Closed;
    return connection.accepted <= span.until && (!over || connection.closed >= span.from);
}

/// All the log has for that model.
template <typename Model>
auto recordsOf(const trace::Log &log, const Model &model)
{
    std::vector<RecordPtr<Model>> records;
    const auto &rows = rowsOf(log, model);
    for (auto row = rows.first(); row < rows.end(); ++row)
        records.push_back(rows.at(row));
    return records;
}

/// The rows as they have to be, found the simplest way.
template <typename Record>
auto expected(std::vector<Record> records, const Wish &wish)
{
    std::erase_if(records, [&wish](const Record &record) {
        return !wish.filter.matches(*record) || (wish.connection && *wish.connection != connectionOf(*record))
            || (wish.span && !isWithin(*record, *wish.span));
    });
    if (wish.column != naturalOrder) {
        std::stable_sort(records.begin(), records.end(), [&wish](const Record &a, const Record &b) {
            const auto order = compare(*a, *b, wish.column, wish.now);
            return wish.order == Qt::AscendingOrder ? order < 0 : order > 0;
        });
    }
    return records;
}

trace::Filter filter(const char *text)
{
    return *trace::Filter::parse(QString::fromUtf8(text));
}

/// Lets a worker end, if one is at work.
template <typename Model>
void settle(const Model &model)
{
    while (model.isRebuilding())
        QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents);
}

} // namespace

class TestRowsModel : public QObject
{
    Q_OBJECT
private slots:
    void randomRequests_data() { sizes(); }
    void randomRequests();
    void randomConnections_data() { sizes(); }
    void randomConnections();
    void oneStepPerAppend();
    void pausedViewKeepsWhatTheLogEvicts();
    void resumesInOneStep();
    void movedRowStaysSelected();
    void oldViewStaysWhileRebuilding();
    void newerWishSupersedes();
    void progresses();
    void cancelled();
    void cancelledAndAskedAgain();
    void highlights();
    void filterSetBetweenAppendAndItsNews();
    void deletedWhileRebuilding();
    void ticksRunningRowsOnly();

private:
    static void sizes();
    template <typename Model>
    void random();
};

void TestRowsModel::sizes()
{
    QTest::addColumn<qint64>("budget");
    QTest::addColumn<qsizetype>("atOnce");
    QTest::newRow("roomy") << qint64(10'000'000) << qsizetype(20'000);
    QTest::newRow("evicting") << qint64(80'000) << qsizetype(20'000);
    QTest::newRow("roomy, in workers") << qint64(10'000'000) << qsizetype(0);
    QTest::newRow("evicting, in workers") << qint64(80'000) << qsizetype(0);
}

template <typename Model>
void TestRowsModel::random()
{
    QFETCH(const qint64, budget);
    QFETCH(const qsizetype, atOnce);
    static const std::array filters{"", "path:index", "status-code:>=400", "-outcome:complete",
                                    "client:192.0.2.1"};
    Scene scene(7788);
    trace::Log log(budget);
    Model model(&log, nullptr, atOnce);
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::Fatal);
    Mirror<Model> mirror(model);
    std::array<Selection<Model>, 5> selections;
    Wish wish;
    Wish applied;
    auto known = recordsOf(log, model); // what the view may show: while paused, the log of that moment

    for (int step = 0; step < 700; ++step) {
        std::array<bool, selections.size()> wereValid;
        std::transform(selections.begin(), selections.end(), wereValid.begin(),
                       [](const auto &selection) { return selection.index.isValid(); });
        switch (scene.below(20)) {
        case 0:
            wish.filter = filter(filters.at(size_t(scene.below(filters.size()))));
            model.setFilter(wish.filter);
            break;
        case 1:
        case 2:
            wish.column = scene.below(model.columnCount() + 1) - 1;
            wish.order = scene.below(2) ? Qt::AscendingOrder : Qt::DescendingOrder;
            model.sort(wish.column, wish.order);
            break;
        case 3:
            if constexpr (std::is_same_v<Model, RequestsModel>) {
                wish.connection
                    = scene.below(2) ? std::optional<quint64>(1 + quint64(scene.below(20))) : std::nullopt;
                model.setConnection(wish.connection);
            }
            break;
        case 4:
            if (model.isRebuilding())
                break; // one change a step
            model.setPaused(!model.isPaused());
            break;
        case 5:
            if (scene.below(10) == 0)
                log.clear();
            break;
        case 6:
            if (!model.isPaused() && !model.isRebuilding()) {
                wish.now = scene.now();
                model.tick(wish.now);
            }
            break;
        case 7:
            wish.span = scene.below(2) ? std::optional(
                            trace::TimeSpan{scene.now() - scene.below(200), scene.now() - scene.below(20)})
                                       : std::nullopt;
            model.setSpan(wish.span);
            break;
        case 8:
            if (model.isRebuilding() && scene.below(2)) {
                model.cancelRebuild();
                wish = applied;
            }
            break;
        case 9: settle(model); break;
        case 10: QCoreApplication::processEvents(); break;
        default: log.append(scene.frame());
        }

        QCOMPARE(model.rowCount(), int(model.matching()));
        QCOMPARE(model.total(), rowsOf(log, model).size());
        QVERIFY(mirror.isPermutation);
        QVERIFY(mirror.records == shown(model));
        for (size_t i = 0; i < selections.size(); ++i)
            QVERIFY(selections.at(i).isRight(model, wereValid.at(i)));
        if (model.rowCount() > 0 && scene.below(5) == 0)
            selections.at(size_t(scene.below(selections.size())))
                .choose(model, scene.below(model.rowCount()));

        if (!model.isPaused())
            known = recordsOf(log, model);
        if (!model.isRebuilding()) {
            QVERIFY(shown(model) == expected(known, wish));
            applied = wish;
        }
    }
    settle(model);
    model.setPaused(false);
    QVERIFY(shown(model) == expected(recordsOf(log, model), wish));
    QVERIFY(log.recorded() > 1000);
    QCOMPARE(log.evicted() > 0, budget < 1'000'000);
}

void TestRowsModel::randomRequests()
{
    random<RequestsModel>();
}

void TestRowsModel::randomConnections()
{
    random<ConnectionsModel>();
}

void TestRowsModel::oneStepPerAppend()
{
    Scene scene(1);
    trace::Log log(80'000);
    log.append(scene.finished(200));
    RequestsModel natural(&log);
    RequestsModel sorted(&log);
    sorted.sort(int(RequestColumn::Path));
    RequestsModel newestFirst(&log);
    newestFirst.sort(int(RequestColumn::Id), Qt::DescendingOrder);
    RequestsModel oldestFirst(&log);
    oldestFirst.sort(int(RequestColumn::Id));
    Mirror<RequestsModel> mirrors[]{Mirror(natural), Mirror(sorted), Mirror(newestFirst),
                                    Mirror(oldestFirst)};
    for (int step = 0; step < 50; ++step) {
        log.append(scene.finished(20));
        for (const auto &mirror : mirrors) {
            QCOMPARE(mirror.inserts, 1);
            QVERIFY(mirror.removals <= 1);
            QVERIFY(mirror.changes <= 1);
            QVERIFY(mirror.layouts <= 1);
        }
        QCOMPARE(mirrors[0].layouts, 0);
        QCOMPARE(mirrors[3].layouts, 0); // what comes belongs at the end, what goes stands in front
        for (auto &mirror : mirrors)
            mirror.forget();
    }
}

void TestRowsModel::pausedViewKeepsWhatTheLogEvicts()
{
    Scene scene(2);
    trace::Log log(80'000);
    log.append(scene.finished(50));
    RequestsModel model(&log);
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::Fatal);
    const auto before = shown(model);
    model.setPaused(true);
    QSignalSpy counts(&model, &TableModel::countsChanged);
    log.append(scene.finished(5000));
    QVERIFY(!log.exchanges().contains(49));
    QCOMPARE(counts.size(), 1);
    QVERIFY(shown(model) == before);
    QCOMPARE(model.total(), log.exchanges().size());
    QCOMPARE(model.waiting(), log.exchanges().size()); // of the rows that came since, those the log still has
    QVERIFY(!model.index(0, int(RequestColumn::Path)).data().toString().isEmpty());
    model.setPaused(false);
    QVERIFY(shown(model) == expected(recordsOf(log, model), {}));
    QCOMPARE(model.waiting(), 0);
}

void TestRowsModel::resumesInOneStep()
{
    Scene scene(3);
    trace::Log log;
    RequestsModel model(&log);
    log.append(scene.finished(50));
    model.setPaused(true);
    for (int frame = 0; frame < 20; ++frame)
        log.append(scene.finished(10));
    QCOMPARE(model.waiting(), 200);
    QCOMPARE(model.rowCount(), 50);
    Mirror<RequestsModel> mirror(model);
    model.setPaused(false);
    QCOMPARE(mirror.inserts, 1);
    QCOMPARE(mirror.layouts, 0);
    QCOMPARE(model.rowCount(), 250);
}

void TestRowsModel::movedRowStaysSelected()
{
    Scene scene(4);
    trace::Log log;
    const auto running = scene.newExchange();
    log.append({trace::ExchangePtr(running)});
    RequestsModel model(&log);
    const QPersistentModelIndex selected = model.index(0, 0);
    log.append(scene.finished(10));
    QCOMPARE(selected.row(), 0);
    log.clear(); // what runs comes back as a new row
    QCOMPARE(model.rowCount(), 1);
    QVERIFY(selected.isValid());
    QCOMPARE(model.exchange(selected.row())->id, running->id);
}

void TestRowsModel::oldViewStaysWhileRebuilding()
{
    Scene scene(5);
    trace::Log log;
    log.append(scene.finished(30'000));
    RequestsModel model(&log);
    QSignalSpy rebuilding(&model, &TableModel::rebuildingChanged);
    model.setFilter(filter("path:index"));
    QVERIFY(model.isRebuilding());
    QCOMPARE(model.rowCount(), 30'000);
    log.append(scene.finished(100)); // meanwhile the old view goes on
    QCOMPARE(model.rowCount(), 30'100);
    settle(model);
    Wish wish;
    wish.filter = filter("path:index");
    QVERIFY(shown(model) == expected(recordsOf(log, model), wish));
    QVERIFY(model.rowCount() < 30'000);
    QCOMPARE(rebuilding.size(), 2);
    QCOMPARE(rebuilding.first().first().toBool(), true);
    QCOMPARE(rebuilding.last().first().toBool(), false);
}

void TestRowsModel::newerWishSupersedes()
{
    Scene scene(6);
    trace::Log log;
    log.append(scene.finished(30'000));
    RequestsModel model(&log);
    Mirror<RequestsModel> mirror(model);
    model.sort(int(RequestColumn::Path));
    model.sort(int(RequestColumn::Size), Qt::DescendingOrder);
    model.setFilter(filter("status-code:404"));
    settle(model);
    Wish wish;
    wish.filter = filter("status-code:404");
    wish.column = int(RequestColumn::Size);
    wish.order = Qt::DescendingOrder;
    QVERIFY(shown(model) == expected(recordsOf(log, model), wish));
    QCOMPARE(mirror.layouts, 1); // only the last wish was shown
}

void TestRowsModel::progresses()
{
    Scene scene(11);
    trace::Log log;
    log.append(scene.finished(100'000));
    RequestsModel model(&log);
    std::vector<int> percents;
    connect(&model, &TableModel::rebuildProgressed, this, [&percents, &model](int percent) {
        QVERIFY(model.isRebuilding());
        percents.push_back(percent);
    });
    for (const int column : {int(RequestColumn::Path), naturalOrder}) {
        percents.clear();
        model.sort(column);
        settle(model);
        QVERIFY(percents.size() >= 4);
        QVERIFY(std::is_sorted(percents.begin(), percents.end(), std::less_equal<>()));
        QVERIFY(percents.front() >= 1 && percents.back() <= 100);
    }
}

void TestRowsModel::cancelled()
{
    Scene scene(12);
    trace::Log log;
    log.append(scene.finished(30'000));
    RequestsModel model(&log);
    model.sort(int(RequestColumn::Status));
    settle(model);
    const auto before = shown(model);
    QSignalSpy order(&model, &TableModel::orderChanged);
    QSignalSpy rebuilding(&model, &TableModel::rebuildingChanged);
    Mirror<RequestsModel> mirror(model);
    model.cancelRebuild(); // nothing to cancel
    model.setFilter(filter("path:index"));
    model.sort(int(RequestColumn::Path), Qt::DescendingOrder);
    model.setConnection(1);
    model.setSpan(trace::TimeSpan{1, 2});
    model.cancelRebuild();
    QCOMPARE(model.span(), std::nullopt);
    QCOMPARE(model.connection(), std::nullopt);
    QCOMPARE(order.size(), 1);
    QCOMPARE(order.first().at(0).toInt(), int(RequestColumn::Status));
    settle(model);
    QVERIFY(shown(model) == before);
    QCOMPARE(mirror.layouts, 0);
    QCOMPARE(rebuilding.size(), 2);
    QCOMPARE(rebuilding.last().first().toBool(), false);
}

void TestRowsModel::cancelledAndAskedAgain()
{
    Scene scene(13);
    trace::Log log;
    log.append(scene.finished(30'000));
    RequestsModel model(&log);
    Wish wish;
    wish.filter = filter("path:index");
    model.setFilter(wish.filter);
    model.cancelRebuild();
    model.setFilter(wish.filter);
    settle(model);
    QVERIFY(shown(model) == expected(recordsOf(log, model), wish));
}

void TestRowsModel::highlights()
{
    Scene scene(14);
    trace::Log log;
    log.append(scene.finished(100));
    log.append({scene.newConnection()});
    RequestsModel requests(&log);
    ConnectionsModel connections(&log);
    const auto isHighlighted = [](const QAbstractItemModel &model, int row) {
        return model.index(row, 0).data(HighlightRole).toBool();
    };
    QSignalSpy changes(&requests, &QAbstractItemModel::dataChanged);
    QVERIFY(!isHighlighted(requests, 0)); // the empty filter highlights none
    const auto wanted = filter("status-code:404");
    requests.setHighlight(wanted);
    connections.setHighlight(wanted);
    QCOMPARE(changes.size(), 1);
    for (int row = 0; row < requests.rowCount(); ++row)
        QCOMPARE(isHighlighted(requests, row), requests.exchange(row)->status == 404);
    QVERIFY(!isHighlighted(connections, 0)); // nobody knows
    connections.setHighlight(filter("conn:1"));
    QVERIFY(isHighlighted(connections, 0));
}

void TestRowsModel::filterSetBetweenAppendAndItsNews()
{
    Scene scene(8);
    trace::Log log;
    std::optional<RequestsModel> model;
    const auto matchAborted = filter("outcome:aborted");
    // Told before the model is: the log is ahead of what the model knows.
    connect(&log, &trace::Log::changed, this, [&] {
        if (model)
            model->setFilter(scene.below(2) ? matchAborted : trace::Filter());
    });
    model.emplace(&log);
    const QAbstractItemModelTester tester(&*model, QAbstractItemModelTester::FailureReportingMode::Fatal);
    for (int frame = 0; frame < 200; ++frame)
        log.append(scene.frame());
    model->setFilter(matchAborted);
    Wish wish;
    wish.filter = matchAborted;
    QVERIFY(shown(*model) == expected(recordsOf(log, *model), wish));
    QVERIFY(model->rowCount() > 0);
}

void TestRowsModel::deletedWhileRebuilding()
{
    Scene scene(9);
    trace::Log log;
    log.append(scene.finished(30'000));
    for (int i = 0; i < 5; ++i) {
        RequestsModel model(&log);
        model.sort(int(RequestColumn::Path));
        QVERIFY(model.isRebuilding());
    }
    QCoreApplication::processEvents();
}

void TestRowsModel::ticksRunningRowsOnly()
{
    Scene scene(10);
    trace::Log log;
    auto closed = *scene.newConnection();
    closed.state = trace::State::Closed;
    closed.closed = closed.accepted + 5'000'000;
    const auto open = scene.newConnection();
    log.append({std::make_shared<const trace::ConnectionRecord>(closed), open});
    ConnectionsModel model(&log);
    QSignalSpy changes(&model, &QAbstractItemModel::dataChanged);
    model.tick(open->accepted + 3'200'000'000);
    QCOMPARE(changes.size(), 1);
    QCOMPARE(changes.first().at(0).toModelIndex(), model.index(1, int(ConnectionColumn::Age)));
    QCOMPARE(changes.first().at(1).toModelIndex(), model.index(1, int(ConnectionColumn::Idle)));
    QCOMPARE(model.index(1, int(ConnectionColumn::Age)).data().toString(), QStringLiteral("3.2 s"));
    QCOMPARE(model.index(0, int(ConnectionColumn::Age)).data().toString(), QStringLiteral("5.0 ms"));

    model.setPaused(true);
    model.tick(open->accepted + 4'000'000'000);
    QCOMPARE(changes.size(), 1);
}

QTEST_MAIN(TestRowsModel)
#include "tst_rowsmodel.moc"
