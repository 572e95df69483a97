// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/filterterms.h"
#include "trace/filter.h"

#include <QTest>

using models::ConnectionColumn;
using models::RequestColumn;

class FilterTermsTest : public QObject
{
    Q_OBJECT
private slots:
    void termsHoldForTheirRow_data();
    void termsHoldForTheirRow();
    void proxiedClient();
    void connections();
    void addresses();
    void curl();
};

namespace {

trace::Exchange exchange(const QByteArray &method, const QByteArray &target, const QByteArray &fields = {})
{
    trace::Exchange made;
    made.requestHead = method + ' ' + target + " HTTP/1.1\r\n" + fields + "\r\n";
    made.method = {0, quint32(method.size())};
    made.target = {quint32(method.size() + 1), quint32(target.size())};
    made.requestLine = {0, quint32(made.requestHead.indexOf("\r\n"))};
    made.connection = 7;
    made.client = {"127.0.0.1", 50000};
    made.status = 404;
    made.contentType = "text/html; charset=utf-8";
    made.bodySent = 1234;
    made.outcome = trace::Outcome::TimedOut;
    return made;
}

const QUrl base(QStringLiteral("http://127.0.0.1:7788/"));

} // namespace

void FilterTermsTest::termsHoldForTheirRow_data()
{
    QTest::addColumn<RequestColumn>("column");
    QTest::addColumn<QString>("term");
    QTest::newRow("id") << RequestColumn::Id << QString();
    QTest::newRow("time") << RequestColumn::Time << QString();
    QTest::newRow("connection") << RequestColumn::Connection << QStringLiteral("conn:7");
    QTest::newRow("client") << RequestColumn::Client << QStringLiteral("client:127.0.0.1");
    QTest::newRow("method") << RequestColumn::Method << QStringLiteral("method:GET");
    QTest::newRow("path") << RequestColumn::Path << QStringLiteral("path:\"/a\\\"b\"");
    QTest::newRow("status") << RequestColumn::Status << QStringLiteral("status-code:404");
    QTest::newRow("type") << RequestColumn::Type << QStringLiteral("mime-type:\"text/html; charset=utf-8\"");
    QTest::newRow("size") << RequestColumn::Size << QStringLiteral("larger-than:1234");
    QTest::newRow("duration") << RequestColumn::Duration << QString();
    QTest::newRow("outcome") << RequestColumn::Outcome << QStringLiteral("outcome:timed-out");
}

void FilterTermsTest::termsHoldForTheirRow()
{
    QFETCH(RequestColumn, column);
    QFETCH(QString, term);
    const trace::Exchange row = exchange("GET", "/a\"b");
    QCOMPARE(gui::filterTerm(row, column), term);
    const auto filter = trace::Filter::parse(term);
    QVERIFY(filter.has_value());
    QVERIFY(filter->matches(row));
    if (!term.isEmpty())
        QVERIFY(!trace::Filter::parse(u'-' + term)->matches(row));
}

void FilterTermsTest::proxiedClient()
{
    trace::Exchange row = exchange("GET", "/");
    row.forwardedFor = "2001:db8::7";
    const QString term = gui::filterTerm(row, RequestColumn::Client);
    QCOMPARE(term, QStringLiteral("client:2001:db8::7"));
    QVERIFY(trace::Filter::parse(term)->matches(row));
}

void FilterTermsTest::connections()
{
    trace::ConnectionRecord connection;
    connection.id = 3;
    connection.client = {"::1", 50000};
    QCOMPARE(gui::filterTerm(connection, ConnectionColumn::Id), QStringLiteral("conn:3"));
    QCOMPARE(gui::filterTerm(connection, ConnectionColumn::Client), QStringLiteral("client:::1"));
    QVERIFY(gui::filterTerm(connection, ConnectionColumn::Age).isEmpty());
}

void FilterTermsTest::addresses()
{
    QCOMPARE(gui::requestUrl(exchange("GET", "/a%20b/?q=1"), base).toEncoded(),
             "http://127.0.0.1:7788/a%20b/?q=1");
    QVERIFY(!gui::requestUrl(exchange("OPTIONS", "*"), base).isValid());
    QVERIFY(!gui::requestUrl(exchange("GET", "/"), {}).isValid());
}

void FilterTermsTest::curl()
{
    QCOMPARE(
        gui::curlCommand(exchange("GET", "/x", "Host: h\r\nAccept: it's\r\nContent-Length: 3\r\n"), base),
        QStringLiteral("curl --include --path-as-is --header 'Accept: it'\\''s' 'http://127.0.0.1:7788/x'"));
    QCOMPARE(gui::curlCommand(exchange("HEAD", "/"), base),
             QStringLiteral("curl --include --path-as-is --head 'http://127.0.0.1:7788/'"));
    QCOMPARE(gui::curlCommand(exchange("POST", "/"), base),
             QStringLiteral("curl --include --path-as-is --request 'POST' 'http://127.0.0.1:7788/'"));
    QVERIFY(gui::curlCommand(exchange("OPTIONS", "*"), base).isEmpty());
}

QTEST_GUILESS_MAIN(FilterTermsTest)
#include "tst_filterterms.moc"
