// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/consolemodel.h"
#include "models/marks.h"
#include "models/roles.h"

#include "scene.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <QTest>

using namespace models;
using trace::ConnectionRecord;
using trace::Exchange;
using Kind = trace::ConsoleLine::Kind;

namespace {

ConnectionRecord connection(quint64 id, trace::SteadyNs accepted, trace::SteadyNs closed = 0)
{
    ConnectionRecord c;
    c.id = id;
    c.client = {"192.0.2.7", quint16(50000 + id)};
    c.accepted = accepted;
    c.closed = closed;
    c.requests = 1;
    if (closed > 0) {
        c.state = trace::State::Closed;
        c.cause = trace::CloseCause::ClientFin;
    }
    return c;
}

Exchange exchange(quint64 id, quint64 of, trace::SteadyNs finished, int status = 200)
{
    Exchange e;
    e.id = id;
    e.connection = of;
    e.client = {"192.0.2.7", quint16(50000 + of)};
    e.status = status;
    e.outcome = finished > 0 ? trace::Outcome::Complete : trace::Outcome::InProgress;
    e.requestHead = "GET /" + QByteArray::number(id) + " HTTP/1.1\r\n\r\n";
    e.requestLine = {0, quint32(e.requestHead.size() - 4)};
    e.diskPath = QStringLiteral("/srv/%1").arg(id);
    e.timings.finished = finished;
    return e;
}

template <typename T>
trace::Record record(const T &value)
{
    return std::make_shared<const T>(value);
}

QStringList lines(const ConsoleModel &model)
{
    QStringList texts;
    for (int row = 0; row < model.rowCount(); ++row)
        texts.append(model.index(row).data().toString());
    return texts;
}

QStringList linesOf(std::initializer_list<const char *> texts)
{
    QStringList list;
    for (const char *text : texts)
        list.append(QString::fromUtf8(text));
    return list;
}

} // namespace

class TestConsoleModel : public QObject
{
    Q_OBJECT
private slots:
    void tellsWhatHappenedInOrder();
    void saysEachThingOnce();
    void isBounded();
    void pausesAndResumes();
    void clears();
    void explains();
};

void TestConsoleModel::tellsWhatHappenedInOrder()
{
    trace::Log log;
    ConsoleModel model(&log);
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::Fatal);
    // One frame, in which the second client comes and goes between the first one's two requests.
    log.append({record(exchange(1, 1, 20)), record(connection(1, 10)), record(exchange(2, 2, 40)),
                record(connection(2, 30, 50)), record(exchange(3, 1, 60, 404))});
    QCOMPARE(lines(model),
             linesOf({"----2 192.0.2.7:50001", "GET /1 HTTP/1.1", "/srv/1", "200",
                      "----4 handled, connection closed", "----2 192.0.2.7:50002", "GET /2 HTTP/1.1",
                      "/srv/2", "200", "----4 handled, connection closed", "GET /3 HTTP/1.1", "/srv/3", "404",
                      "----4 handled, connection closed"}));
    const auto notFound = model.index(12);
    QCOMPARE(notFound.data(LineKindRole).toInt(), int(Kind::Status));
    QCOMPARE(notFound.data(StatusKindRole).toInt(), int(StatusKind::ClientError));
    QCOMPARE(notFound.data(IdRole).toULongLong(), 3);
    QCOMPARE(notFound.data(ConnectionRole).toULongLong(), 1);
    QVERIFY(notFound.data(Qt::ForegroundRole).isValid());
    QVERIFY(!model.index(0).data(StatusKindRole).isValid());
}

void TestConsoleModel::saysEachThingOnce()
{
    trace::Log log;
    ConsoleModel model(&log);
    log.append({record(connection(1, 10)), record(exchange(1, 1, 0))});
    QCOMPARE(model.rowCount(), 1);
    log.append({record(connection(1, 10)), record(exchange(1, 1, 0))});
    QCOMPARE(model.rowCount(), 1);
    log.clear(); // what runs comes back as new rows
    QCOMPARE(model.rowCount(), 1);
    log.append({record(exchange(1, 1, 30))});
    QCOMPARE(model.rowCount(), 5);
    log.append({record(connection(1, 10, 40))});
    QCOMPARE(model.rowCount(), 5);
}

void TestConsoleModel::isBounded()
{
    Scene scene(1);
    trace::Log log;
    ConsoleModel all(&log);
    ConsoleModel model(&log, 100);
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::Fatal);
    for (int frame = 0; frame < 40; ++frame)
        log.append(frame == 20 ? scene.finished(200) : scene.frame());
    QCOMPARE(model.rowCount(), 100);
    QCOMPARE(model.evicted(), quint64(all.rowCount() - 100));
    QCOMPARE(lines(model), lines(all).last(100));
    QCOMPARE(all.evicted(), 0);
}

void TestConsoleModel::pausesAndResumes()
{
    Scene scene(2);
    trace::Log log;
    ConsoleModel all(&log);
    ConsoleModel model(&log, 200);
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::Fatal);
    log.append(scene.finished(20));
    const auto before = lines(model);
    model.setPaused(true);
    for (int frame = 0; frame < 5; ++frame)
        log.append(scene.finished(15));
    QCOMPARE(lines(model), before);
    QSignalSpy inserted(&model, &QAbstractItemModel::rowsInserted);
    model.setPaused(false);
    QCOMPARE(inserted.size(), 1);
    QCOMPARE(lines(model), lines(all).last(200));
    QCOMPARE(model.evicted(), quint64(all.rowCount() - 200));
}

void TestConsoleModel::clears()
{
    Scene scene(3);
    trace::Log log;
    ConsoleModel model(&log);
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::Fatal);
    log.append(scene.finished(20));
    model.clear();
    QCOMPARE(model.rowCount(), 0);
    QCOMPARE(model.evicted(), 0);
    log.append(scene.finished(1));
    QVERIFY(model.rowCount() > 0);
}

void TestConsoleModel::explains()
{
    QVERIFY(ConsoleModel::explanation().contains(QStringLiteral("----1")));
    QVERIFY(ConsoleModel::explanation().contains(QStringLiteral("----3")));
    QSet<QString> texts;
    for (const Kind kind : {Kind::Arrived, Kind::Request, Kind::Path, Kind::Status, Kind::Handled})
        texts.insert(ConsoleModel::explanation(kind));
    QCOMPARE(texts.size(), 5);

    Scene scene(4);
    trace::Log log;
    ConsoleModel model(&log);
    log.append(scene.finished(1));
    QCOMPARE(model.index(0).data(Qt::ToolTipRole).toString(), ConsoleModel::explanation(Kind::Arrived));
}

QTEST_MAIN(TestConsoleModel)
#include "tst_consolemodel.moc"
