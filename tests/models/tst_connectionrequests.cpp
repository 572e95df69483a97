// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/connectionrequests.h"
#include "models/roles.h"
#include "scene.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <QTest>

using models::ConnectionRequests;
using Column = ConnectionRequests::Column;

class TestConnectionRequests : public QObject
{
    Q_OBJECT
private slots:
    void showsThoseOfTheConnection();
    void looksInPieces();
    void looksNoFurtherThanNeeded();
    void keepsTheNewest();
    void livesThroughEviction();
    void saysARow();

private:
    [[nodiscard]] static std::vector<quint64> ids(const ConnectionRequests &model)
    {
        std::vector<quint64> ids;
        for (const auto &exchange : model.exchanges())
            ids.push_back(exchange->id);
        return ids;
    }
    [[nodiscard]] static std::vector<quint64> idsIn(const trace::Log &log, quint64 connection)
    {
        std::vector<quint64> ids;
        for (auto row = log.exchanges().first(); row < log.exchanges().end(); ++row) {
            if (log.exchanges().at(row)->connection == connection)
                ids.push_back(log.exchanges().at(row)->id);
        }
        return ids;
    }
    /// Some requests on a connection accepted at that time.
    static trace::Batch some(quint64 connection, trace::SteadyNs accepted, quint64 firstId, int count)
    {
        trace::Batch batch;
        trace::ConnectionRecord record;
        record.id = connection;
        record.accepted = accepted;
        batch.emplace_back(std::make_shared<const trace::ConnectionRecord>(record));
        for (int i = 0; i < count; ++i) {
            trace::Exchange exchange;
            exchange.id = firstId + quint64(i);
            exchange.connection = connection;
            exchange.ordinal = quint32(i) + 1;
            exchange.outcome = trace::Outcome::Complete;
            exchange.status = 200;
            exchange.timings.firstByte = accepted + 1 + i;
            exchange.timings.finished = exchange.timings.firstByte + 1000;
            batch.emplace_back(std::make_shared<const trace::Exchange>(exchange));
        }
        return batch;
    }
};

/// Whatever happens, and whenever one begins to look.
void TestConnectionRequests::showsThoseOfTheConnection()
{
    Scene scene(7);
    trace::Log log;
    ConnectionRequests model(log);
    const QAbstractItemModelTester tester(&model);
    model.setActive(true);
    for (int frame = 0; frame < 200; ++frame) {
        log.append(scene.frame());
        const auto connection = quint64(1 + frame / 20);
        model.setConnection(connection);
        QVERIFY(!model.isLooking());
        QCOMPARE(ids(model), idsIn(log, connection));
        for (const auto &exchange : model.exchanges()) {
            const auto row = log.exchanges().find(exchange->id);
            QVERIFY(row && log.exchanges().at(*row) == exchange); // the newest record
        }
    }
    model.setActive(false);
    QCOMPARE(model.rowCount(), 0);
    model.setActive(true);
    QCOMPARE(ids(model), idsIn(log, 10));
    model.setConnection(0);
    QCOMPARE(model.rowCount(), 0);
}

/// What comes while it looks is not lost, nor found twice.
void TestConnectionRequests::looksInPieces()
{
    trace::Log log;
    log.append(some(1, 10, 1, 100));
    log.append(some(2, 20, 1000, 90'000));
    ConnectionRequests model(log);
    const QAbstractItemModelTester tester(&model);
    const QSignalSpy found(&model, &ConnectionRequests::found);
    model.setActive(true);
    model.setConnection(1);
    QVERIFY(model.isLooking());
    QCOMPARE(model.rowCount(), 0);
    log.append(some(1, 10, 200'000, 1));
    QCOMPARE(ids(model), std::vector<quint64>{200'000});
    QTRY_COMPARE(found.size(), 1);
    QCOMPARE(ids(model), idsIn(log, 1));
}

void TestConnectionRequests::looksNoFurtherThanNeeded()
{
    trace::Log log;
    log.append(some(1, 10, 1, 90'000));
    log.append(some(2, 20'000'000'000, 100'000, 3));
    log.append(some(1, 19'000'000'000, 200'000, 3)); // began before it, and was heard of after
    ConnectionRequests model(log);
    model.setActive(true);
    model.setConnection(2);
    QVERIFY(!model.isLooking()); // what was before its acceptance is of others
    QCOMPARE(ids(model), idsIn(log, 2));
}

void TestConnectionRequests::keepsTheNewest()
{
    trace::Log log;
    log.append(some(1, 10, 1, 2000));
    ConnectionRequests model(log);
    const QAbstractItemModelTester tester(&model);
    model.setActive(true);
    model.setConnection(1);
    QCOMPARE(model.rowCount(), int(ConnectionRequests::mostRequests));
    QCOMPARE(model.exchanges().back()->id, 2000);
    log.append(some(1, 10, 2001, 10));
    QCOMPARE(model.rowCount(), int(ConnectionRequests::mostRequests));
    QCOMPARE(model.exchanges().back()->id, 2010);
    QCOMPARE(model.rowOf(2010), model.rowCount() - 1);
    QCOMPARE(model.rowOf(1), -1);
}

void TestConnectionRequests::livesThroughEviction()
{
    Scene scene(9);
    trace::Log log(100'000);
    ConnectionRequests model(log);
    const QAbstractItemModelTester tester(&model);
    model.setActive(true);
    for (int frame = 0; frame < 300; ++frame) {
        if (frame % 10 == 0)
            model.setConnection(quint64(scene.below(frame / 3 + 1)));
        log.append(scene.frame());
        QCoreApplication::processEvents();
        std::vector<quint64> shown = ids(model);
        std::sort(shown.begin(), shown.end());
        QVERIFY(std::adjacent_find(shown.begin(), shown.end()) == shown.end());
    }
    QVERIFY(log.evicted() > 0);
}

void TestConnectionRequests::saysARow()
{
    trace::Log log;
    log.append(some(1, 10, 41, 1));
    ConnectionRequests model(log);
    model.setActive(true);
    model.setConnection(1);
    const auto cell
        = [&model](Column column, int role) { return model.index(0, int(column)).data(role).toString(); };
    QCOMPARE(cell(Column::Number, Qt::DisplayRole), QStringLiteral("1"));
    QCOMPARE(cell(Column::Number, Qt::ToolTipRole), QStringLiteral("Request 41, number 1 on its connection"));
    QCOMPARE(cell(Column::Status, Qt::DisplayRole), QStringLiteral("200"));
    QCOMPARE(cell(Column::Number, Qt::AccessibleTextRole), QStringLiteral("No.: 1"));
    QVERIFY(cell(Column::Path, Qt::AccessibleDescriptionRole).startsWith(u"Request 41 from "));
    QCOMPARE(model.index(0, 0).data(models::IdRole).toULongLong(), 41);
    QCOMPARE(model.headerData(int(Column::Duration), Qt::Horizontal).toString(), QStringLiteral("Duration"));
}

QTEST_GUILESS_MAIN(TestConnectionRequests)
#include "tst_connectionrequests.moc"
