// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "exchanges.h"
#include "trace/csv.h"

#include <QTest>

class CsvTest : public QObject
{
    Q_OBJECT
private slots:
    void cells_data();
    void cells();
    void rows();
    void unreadable();
};

void CsvTest::cells_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QByteArray>("cell");
    const auto row = [](const char *name, const char *text, const char *cell) {
        QTest::newRow(name) << QByteArray(text) << QByteArray(cell);
    };
    row("plain", "/a b", "/a b");
    row("empty", "", "");
    row("comma", "a,b", "\"a,b\"");
    row("quote", "a\"b", "\"a\"\"b\"");
    row("formula", "=1+2", "'=1+2");
    row("formula with a comma", "=HYPERLINK(\"x\",1)", "\"'=HYPERLINK(\"\"x\"\",1)\"");
    row("plus", "+1", "'+1");
    row("minus", "-1", "'-1");
    row("at", "@SUM(A1)", "'@SUM(A1)");
    row("tab", "\t=1", "\\t=1");
    row("line breaks", "a\r\nb", "a\\r\\nb");
    row("not UTF-8", "a\xff", "a\\xff");
    row("UTF-8", "\xc3\xa4", "\xc3\xa4");
}

void CsvTest::cells()
{
    QFETCH(QByteArray, text);
    QFETCH(QByteArray, cell);
    QByteArray out;
    trace::appendCsvCell(out, text);
    QCOMPARE(out, cell);
}

void CsvTest::rows()
{
    trace::Exchange e = made::exchange("GET /a,b HTTP/1.1", "Host: a\r\nUser-Agent: =cmd\r\n");
    e.extras.edit().why = QStringLiteral("It is there.");
    const QList<QByteArray> lines = made::exported(trace::ExportFormat::Csv, {e}).split('\n');
    QCOMPARE(lines.size(), 3);
    QCOMPARE(
        lines[0],
        QByteArray("exchange,connection,request,time,client,port,method,target,received,status,type,length,"
                   "sent,request_body,outcome,close_cause,why,duration_ms,receiving_ms,first_byte_ms,"
                   "sending_ms,disk_ms,stalled_ms,throttled_ms,blocked_ms,loop_lag_ms,backlog_max,referer,"
                   "user_agent,file\r"));
    QCOMPARE(lines[1],
             QByteArray("17,4,2,2011-09-18T23:18:28.042Z,192.0.2.7,52144,GET,\"/a,b\",,200,text/plain,0,0,0,"
                        "complete,,It is there.,1.235,0.002,0.004,1.231,0,0,0,0,0,0,,'=cmd,\r"));
    QVERIFY(lines[2].isEmpty());
}

void CsvTest::unreadable()
{
    trace::Exchange e = made::exchange("GET / HTTP/1.1");
    e.requestHead = "\x16\x03\x01";
    e.method = e.target = e.requestLine = {};
    e.bodyLength = -1;
    e.status = 0;
    e.timings = {1'000, 0, 0, 0, 0, 0};
    const QByteArray row = made::exported(trace::ExportFormat::Csv, {e}).split('\n').at(1);
    QVERIFY2(row.contains(",,,\\x16\\x03\\x01,,text/plain,,0,0,complete,,,,,,,0,"), row.constData());
}

QTEST_GUILESS_MAIN(CsvTest)
#include "tst_csv.moc"
