// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/connectionsmodel.h"
#include "models/marks.h"
#include "models/requestsmodel.h"
#include "models/roles.h"

#include <QAbstractItemModelTester>
#include <QTest>

using namespace models;
using trace::CloseCause;
using trace::ConnectionRecord;
using trace::Exchange;
using trace::Outcome;
using trace::State;

namespace {

constexpr trace::SteadyNs second = 1'000'000'000;
using Change = void (*)(Exchange &);

QString text(const char *utf8)
{
    return QString::fromUtf8(utf8);
}

Exchange page()
{
    Exchange e;
    e.id = 1'234;
    e.connection = 4;
    e.ordinal = 2;
    e.client = {"192.0.2.7", 52144};
    e.outcome = Outcome::Complete;
    e.status = 200;
    e.startedMs = 1'316'387'908'042;
    e.timings.firstByte = 1'000;
    e.timings.finished = e.timings.firstByte + 3'104'211;
    e.requestHead = "GET /a%20b/%E4%B8%AD.html HTTP/1.1\r\nHost: a\r\n\r\n";
    e.method = {0, 3};
    e.target = {4, 21};
    e.requestLine = {0, 34};
    e.responseHead = "HTTP/1.1 200 OK\r\nContent-Length: 4096123\r\n\r\n";
    e.contentType = "text/html; charset=utf-8";
    e.bodyLength = e.bodySent = 4'096'123;
    return e;
}

ConnectionRecord open()
{
    ConnectionRecord c;
    c.id = 4;
    c.loop = 1;
    c.client = {"::1", 52144};
    c.server = {"::1", 7788};
    c.state = State::Receiving;
    c.acceptedMs = 1'316'387'908'042;
    c.accepted = 10 * second;
    c.stateSince = c.lastActivity = 12 * second;
    c.requests = 3;
    c.currentRequest = "GET /x\"\x1b HTTP/1.1\r\nHost: a\r\n";
    c.bytesIn = 512;
    c.bytesOut = 4'096'123;
    return c;
}

ConnectionRecord closed(CloseCause cause)
{
    ConnectionRecord c = open();
    c.state = State::Closed;
    c.cause = cause;
    c.closed = 70 * second;
    c.currentRequest.clear();
    return c;
}

} // namespace

class TestTables : public QObject
{
    Q_OBJECT
private slots:
    void initTestCase() { QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedStates)); }
    void requests_data();
    void requests();
    void requestRow();
    void connections_data();
    void connections();
    void connectionStates_data();
    void connectionStates();
    void headers();
    void orders_data();
    void orders();
    void coloursFollowThePalette();
};

void TestTables::requests_data()
{
    QTest::addColumn<Change>("change");
    QTest::addColumn<RequestColumn>("column");
    QTest::addColumn<QString>("shown");
    QTest::addColumn<QString>("exact");
    const auto row
        = [](const char *name, Change change, RequestColumn column, const char *shown, const char *exact) {
              QTest::newRow(name) << change << column << text(shown) << text(exact);
          };
    const Change whole = [](Exchange &) {};
    const Change malformed = [](Exchange &e) {
        e.requestHead = "hel\x01lo\r\n";
        e.method = e.target = e.requestLine = {};
        e.status = 400;
        e.outcome = Outcome::Refused;
        e.responseHead = "HTTP/1.1 400 Bad Request\r\n\r\n";
        e.extras.edit().why = QStringLiteral("It is not HTTP.");
    };
    const Change running = [](Exchange &e) {
        e.outcome = Outcome::InProgress;
        e.timings.finished = 0;
        e.bodySent = 1'000;
    };
    const Change silent = [](Exchange &e) {
        e.requestHead.clear();
        e.method = e.target = e.requestLine = {};
        e.status = 0;
        e.responseHead.clear();
        e.outcome = Outcome::Aborted;
    };
    const Change proxied = [](Exchange &e) { e.extras.edit().forwardedFor = "2001:db8::7"; };
    const Change streamed = [](Exchange &e) {
        e.bodyLength = -1;
        e.bodySent = 1'000;
    };
    row("id", whole, RequestColumn::Id, "1,234", "Request 1,234, number 2 on its connection");
    row("connection", whole, RequestColumn::Connection, "4", "4");
    row("client", whole, RequestColumn::Client, "192.0.2.7:52144", "192.0.2.7:52144");
    row("method", whole, RequestColumn::Method, "GET", "GET");
    row("path", whole, RequestColumn::Path, "/a b/中.html", "/a%20b/%E4%B8%AD.html");
    row("status", whole, RequestColumn::Status, "200", "200 OK (success)");
    row("type", whole, RequestColumn::Type, "text/html; charset=utf-8", "text/html; charset=utf-8");
    row("size", whole, RequestColumn::Size, "4.1 MB", "4,096,123 bytes");
    row("duration", whole, RequestColumn::Duration, "3.1 ms", "3.104211 ms");
    row("outcome", whole, RequestColumn::Outcome, "complete", "complete");
    row("malformed method", malformed, RequestColumn::Method, "", "");
    row("malformed path", malformed, RequestColumn::Path, "hel\\x01lo", "hel\\x01lo");
    row("malformed status", malformed, RequestColumn::Status, "400", "400 Bad Request (client error)");
    row("malformed outcome", malformed, RequestColumn::Outcome, "refused: It is not HTTP.",
        "refused: It is not HTTP.");
    row("running status", running, RequestColumn::Status, "200", "200 OK (in progress)");
    row("running size", running, RequestColumn::Size, "1.0 kB", "1,000 of 4,096,123 bytes");
    row("running duration", running, RequestColumn::Duration, "2.0 s", "2,000.000000 ms");
    row("proxied client", proxied, RequestColumn::Client, "2001:db8::7",
        "2001:db8::7, told by the proxy 192.0.2.7:52144");
    row("streamed size", streamed, RequestColumn::Size, "1.0 kB", "1,000 bytes");
    row("silent path", silent, RequestColumn::Path, "", "");
    row("silent status", silent, RequestColumn::Status, "", "broken off");
    row("silent outcome", silent, RequestColumn::Outcome, "aborted by the client before it was answered",
        "aborted by the client before it was answered");
}

void TestTables::requests()
{
    QFETCH(const Change, change);
    QFETCH(const RequestColumn, column);
    auto exchange = std::make_shared<Exchange>(page());
    change(*exchange);
    trace::Log log;
    log.append({trace::ExchangePtr(exchange)});
    RequestsModel model(&log);
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::Fatal);
    model.tick(exchange->timings.firstByte + 2 * second);
    const auto index = model.index(0, int(column));
    QTEST(index.data().toString(), "shown");
    QTEST(index.data(Qt::ToolTipRole).toString(), "exact");
}

void TestTables::requestRow()
{
    trace::Log log;
    log.append({std::make_shared<const Exchange>(page())});
    const RequestsModel model(&log);
    const auto index = model.index(0, int(RequestColumn::Status));
    QCOMPARE(index.data(IdRole).toULongLong(), 1'234);
    QCOMPARE(index.data(ConnectionRole).toULongLong(), 4);
    QCOMPARE(index.data(StatusKindRole).toInt(), int(StatusKind::Success));
    QCOMPARE(index.data(Qt::AccessibleTextRole).toString(), text("Status: 200 OK (success)"));
    QCOMPARE(index.data(Qt::AccessibleDescriptionRole).toString(),
             text("Request 1,234 from 192.0.2.7:52144: GET /a b/中.html: 200 OK (success), 4.1 MB in 3.1 ms, "
                  "complete"));
    const auto time = model.index(0, int(RequestColumn::Time));
    QVERIFY(time.data(Qt::ToolTipRole).toString().contains(time.data().toString()));
    QVERIFY(time.data(Qt::ToolTipRole).toString().endsWith(text(" d ago")));
    QCOMPARE(model.rowOf(1'234), 0);
    QCOMPARE(model.rowOf(1), -1);
}

void TestTables::connections_data()
{
    QTest::addColumn<ConnectionColumn>("column");
    QTest::addColumn<QString>("shown");
    QTest::addColumn<QString>("exact");
    const auto row = [](const char *name, ConnectionColumn column, const char *shown, const char *exact) {
        QTest::newRow(name) << column << text(shown) << text(exact);
    };
    row("id", ConnectionColumn::Id, "4", "Connection 4, served by loop 1");
    row("client", ConnectionColumn::Client, "[::1]:52144", "[::1]:52144 to [::1]:7788");
    row("state", ConnectionColumn::State, "reading", "reading");
    row("requests", ConnectionColumn::Requests, "3", "3");
    row("current", ConnectionColumn::Current, "GET /x\"\\x1b HTTP/1.1", "GET /x\"\\x1b HTTP/1.1");
    row("in", ConnectionColumn::BytesIn, "512 B", "512 bytes");
    row("out", ConnectionColumn::BytesOut, "4.1 MB", "4,096,123 bytes");
    row("idle", ConnectionColumn::Idle, "3.5 s", "3,500.000000 ms");
}

void TestTables::connections()
{
    QFETCH(const ConnectionColumn, column);
    trace::Log log;
    log.append({std::make_shared<const ConnectionRecord>(open())});
    ConnectionsModel model(&log);
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::Fatal);
    model.tick(15 * second + second / 2);
    const auto index = model.index(0, int(column));
    QTEST(index.data().toString(), "shown");
    QTEST(index.data(Qt::ToolTipRole).toString(), "exact");
    QCOMPARE(model.index(0, int(ConnectionColumn::Age)).data().toString(), text("5.5 s"));
    QCOMPARE(index.data(FadedRole).toBool(), false);
}

void TestTables::connectionStates_data()
{
    QTest::addColumn<CloseCause>("cause");
    QTest::addColumn<StateKind>("kind");
    QTest::newRow("fin") << CloseCause::ClientFin << StateKind::ClosedByFin;
    QTest::newRow("rst") << CloseCause::ClientReset << StateKind::ClosedByRst;
    QTest::newRow("idle") << CloseCause::IdleTimeout << StateKind::ClosedByFin;
}

void TestTables::connectionStates()
{
    QFETCH(const CloseCause, cause);
    QFETCH(const StateKind, kind);
    trace::Log log;
    log.append({std::make_shared<const ConnectionRecord>(closed(cause))});
    ConnectionsModel model(&log);
    model.tick(100 * second);
    const auto state = model.index(0, int(ConnectionColumn::State));
    QCOMPARE(state.data().toString(), models::word(kind));
    QCOMPARE(model.index(0, int(ConnectionColumn::Current)).data().toString(), trace::sentence(cause));
    QCOMPARE(state.data(StateKindRole).toInt(), int(kind));
    QCOMPARE(state.data(FadedRole).toBool(), true);
    QCOMPARE(model.index(0, int(ConnectionColumn::Age)).data().toString(), text("1 min 0 s"));
    QCOMPARE(model.index(0, int(ConnectionColumn::Idle)).data().toString(), text("–"));
}

void TestTables::headers()
{
    trace::Log log;
    const ConnectionsModel connections(&log);
    const RequestsModel requests(&log);
    for (const TableModel *model :
         {static_cast<const TableModel *>(&connections), static_cast<const TableModel *>(&requests)}) {
        QSet<QString> titles;
        for (int column = 0; column < model->columnCount(); ++column) {
            titles.insert(model->headerData(column, Qt::Horizontal).toString());
            QVERIFY(model->headerData(column, Qt::Horizontal, Qt::ToolTipRole).toString().size() > 10);
        }
        QCOMPARE(titles.size(), model->columnCount());
        QVERIFY(!titles.contains(QString()));
        QVERIFY(!model->headerData(0, Qt::Vertical).isValid());
        QVERIFY(!model->headerData(model->columnCount(), Qt::Horizontal).isValid());
        QVERIFY(!model->headerData(-1, Qt::Horizontal).isValid());
    }
    const auto alignment
        = requests.headerData(int(RequestColumn::Size), Qt::Horizontal, Qt::TextAlignmentRole);
    QVERIFY(alignment.toInt() & Qt::AlignRight);
}

void TestTables::orders_data()
{
    QTest::addColumn<RequestColumn>("column");
    QTest::addColumn<QList<quint64>>("ids"); // ascending
    QTest::newRow("id") << RequestColumn::Id << QList<quint64>{1, 2, 3};
    QTest::newRow("time") << RequestColumn::Time << QList<quint64>{2, 1, 3};
    QTest::newRow("client") << RequestColumn::Client << QList<quint64>{3, 1, 2};
    QTest::newRow("method") << RequestColumn::Method << QList<quint64>{1, 3, 2};
    QTest::newRow("path") << RequestColumn::Path << QList<quint64>{2, 3, 1};
    QTest::newRow("status") << RequestColumn::Status << QList<quint64>{1, 3, 2};
    QTest::newRow("type") << RequestColumn::Type << QList<quint64>{3, 1, 2};
    QTest::newRow("size") << RequestColumn::Size << QList<quint64>{3, 1, 2};
    QTest::newRow("duration") << RequestColumn::Duration << QList<quint64>{1, 3, 2};
    QTest::newRow("outcome") << RequestColumn::Outcome << QList<quint64>{1, 2, 3};
}

void TestTables::orders()
{
    const auto exchange
        = [](quint64 id, qint64 ms, quint16 port, const QByteArray &method, const QByteArray &path,
             int status, const QByteArray &type, qint64 size, qint64 ns, Outcome outcome) {
              Exchange e;
              e.id = id;
              e.startedMs = ms;
              e.client = {"192.0.2.7", port};
              e.requestHead = method + path;
              e.method = {0, quint32(method.size())};
              e.target = {quint32(method.size()), quint32(path.size())};
              e.status = status;
              e.contentType = type;
              e.bodySent = size;
              e.timings.firstByte = 1;
              e.timings.finished = 1 + ns;
              e.outcome = outcome;
              return std::make_shared<const Exchange>(e);
          };
    trace::Log log;
    log.append({exchange(1, 20, 900, "GET", "/c", 200, "b", 10, 1, Outcome::Complete),
                exchange(2, 10, 1000, "HEAD", "/a", 404, "c", 20, 3, Outcome::Aborted),
                exchange(3, 30, 800, "GET", "/b", 200, "a", 9, 2, Outcome::Aborted)});
    RequestsModel model(&log);
    QFETCH(const RequestColumn, column);
    QFETCH(const QList<quint64>, ids);
    const auto shown = [&model] {
        QList<quint64> list;
        for (int row = 0; row < model.rowCount(); ++row)
            list.append(model.exchange(row)->id);
        return list;
    };
    model.sort(int(column));
    QCOMPARE(shown(), ids);
    for (int row = 1; row < model.rowCount(); ++row) {
        const auto above = model.index(row - 1, int(column)).data(SortRole);
        const auto below = model.index(row, int(column)).data(SortRole);
        if (column != RequestColumn::Client) // by number of the port, not by its digits
            QVERIFY(QVariant::compare(above, below) != QPartialOrdering::Greater);
    }
    model.sort(naturalOrder);
    QCOMPARE(shown(), (QList<quint64>{1, 2, 3}));
}

void TestTables::coloursFollowThePalette()
{
    trace::Log log;
    log.append({std::make_shared<const ConnectionRecord>(closed(CloseCause::ClientFin)),
                std::make_shared<const Exchange>(page())});
    ConnectionsModel connections(&log);
    RequestsModel requests(&log);
    for (const QColor &base : {QColor(Qt::white), QColor(0x1e, 0x1e, 0x1e)}) {
        QPalette palette;
        palette.setColor(QPalette::Base, base);
        palette.setColor(QPalette::Text, base.lightness() > 128 ? Qt::black : Qt::white);
        connections.setPalette(palette);
        requests.setPalette(palette);
        const auto ink = [](const TableModel &model, int column) {
            return model.index(0, column).data(Qt::ForegroundRole).value<QColor>();
        };
        QVERIFY(contrast(ink(requests, int(RequestColumn::Status)), base) >= textContrast);
        QVERIFY(contrast(ink(connections, int(ConnectionColumn::State)), base) >= textContrast);
        QVERIFY(contrast(ink(connections, int(ConnectionColumn::Client)), base) >= textContrast);
    }
}

QTEST_MAIN(TestTables)
#include "tst_tables.moc"
