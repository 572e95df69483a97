// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/filterterms.h"
#include "trace/filter.h"
#include "trace/filterwrite.h"

#include <QTest>

using models::ConnectionColumn;
using models::RequestColumn;

class FilterTermsTest : public QObject
{
    Q_OBJECT
private slots:
    void termsHoldForTheirRow_data();
    void termsHoldForTheirRow();
    void unfinished();
    void nastyValues_data();
    void nastyValues();
    void singleValues();
    void proxiedClient();
    void connections();
    void addresses();
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

template <typename Record>
trace::Truth judged(const QString &text, const Record &record)
{
    const auto filter = trace::Filter::parse(text);
    return filter ? filter->judge(record) : trace::Truth::Unknown; // which no test here wants
}

const QUrl base(QStringLiteral("http://127.0.0.1:7788/"));

} // namespace

void FilterTermsTest::termsHoldForTheirRow_data()
{
    QTest::addColumn<RequestColumn>("column");
    QTest::addColumn<QString>("term");
    const auto row = [](const char *name, RequestColumn column, const char *term) {
        QTest::newRow(name) << column << QString::fromUtf8(term);
    };
    row("id", RequestColumn::Id, "id:9");
    row("time", RequestColumn::Time, "time:>=2026-05-04T12:03:05.123Z");
    row("connection", RequestColumn::Connection, "conn:7");
    row("client", RequestColumn::Client, "client:=127.0.0.1");
    row("method", RequestColumn::Method, "method:=GET");
    row("path", RequestColumn::Path, "path:=\"/a\\\"b\"");
    row("status", RequestColumn::Status, "status-code:404");
    row("type", RequestColumn::Type, "mime-type:=\"text/html; charset=utf-8\"");
    row("size", RequestColumn::Size, "size:>=1234");
    row("duration", RequestColumn::Duration, "duration:>=1500us");
    row("outcome", RequestColumn::Outcome, "outcome:timed-out");
}

/// Turned round, the term excludes the row.
void FilterTermsTest::termsHoldForTheirRow()
{
    QFETCH(RequestColumn, column);
    QFETCH(QString, term);
    trace::Exchange row = exchange("GET", "/a\"b");
    row.id = 9;
    row.startedMs = 1'777'896'185'123;
    row.timings.firstByte = 100;
    row.timings.finished = 1'500'100;
    QCOMPARE(gui::filterTerm(row, column), term);
    QCOMPARE(judged(term, row), trace::Truth::Yes);
    QCOMPARE(judged(u'-' + term, row), trace::Truth::No);
}

/// One that has only begun, and said something that is no request.
void FilterTermsTest::unfinished()
{
    trace::Exchange row;
    row.connection = 7;
    row.client = {"::1", 50000};
    row.requestHead = "\x16\x03 \"nonsense\" (|) -x\r\n";
    for (int column = 0; column < models::requestColumns; ++column) {
        const QString term = gui::filterTerm(row, RequestColumn(column));
        if (term.isEmpty())
            continue;
        QVERIFY2(judged(term, row) == trace::Truth::Yes, qPrintable(term));
        QVERIFY2(judged(u'-' + term, row) == trace::Truth::No, qPrintable(term));
    }
    QVERIFY(gui::filterTerm(row, RequestColumn::Type).isEmpty());
    QVERIFY(gui::filterTerm(row, RequestColumn::Method).isEmpty());
    QCOMPARE(gui::filterTerm(row, RequestColumn::Status), QStringLiteral("-is:answered"));
    QCOMPARE(gui::filterTerm(row, RequestColumn::Duration), QStringLiteral("is:running"));
    QCOMPARE(gui::filterTerm(row, RequestColumn::Size), QStringLiteral("size:=0"));
}

/// Exactly that value, whatever it is made of, and no longer one.
void FilterTermsTest::nastyValues_data()
{
    QTest::addColumn<QByteArray>("value");
    for (const char *value :
         {"/",   "//",     "/a/",   "/a/i",          "/a b",           "/\"",       "/\\", "/a|b",   "/(a",
          "/a)", "/%41%2", "/%",    "/\xe4\xb8\xad", "/\xc3\x9c.html", "/\xff\xfe", "/=x", "/:",     "/a:b",
          "/*",  "/?",     "/?q=*", "/[a]",          "/{a}",           "/a\tb",     "/'",  "/^.*$/", "/a#b",
          "/~m"})
        QTest::newRow(value) << QByteArray(value);
}

void FilterTermsTest::nastyValues()
{
    QFETCH(const QByteArray, value);
    const trace::Exchange row = exchange("GET", value);
    const trace::Exchange longer = exchange("GET", value + 'x');
    const QString term = gui::filterTerm(row, RequestColumn::Path);
    QCOMPARE(judged(term, row), trace::Truth::Yes);
    QCOMPARE(judged(term, longer), trace::Truth::No);
    const QString both = term + QStringLiteral(" -") + term; // stands beside another one
    QCOMPARE(judged(both, row), trace::Truth::No);

    trace::Exchange field = exchange("GET", "/", "X-Value: " + value + "\r\n");
    for (const auto key : {trace::FilterKey::RequestHeader, trace::FilterKey::Header}) {
        const QString fieldTerm = trace::fieldTerm(key, "x-value", value);
        QCOMPARE(judged(fieldTerm, field), trace::Truth::Yes);
        QCOMPARE(judged(fieldTerm, exchange("GET", "/", "X-Value: x" + value + "\r\n")), trace::Truth::No);
    }
    field.diskPath = QString::fromUtf8(value);
    QCOMPARE(judged(trace::exactTerm(trace::FilterKey::File, field.diskPath), field), trace::Truth::Yes);
    field.extras.edit().why = field.diskPath;
    QCOMPARE(judged(trace::anywhereTerm(field.extras->why), field), trace::Truth::Yes);
}

void FilterTermsTest::singleValues()
{
    using namespace trace;
    QCOMPARE(statusClassTerm(4), QStringLiteral("status-code:4xx"));
    QCOMPARE(amountTerm(FilterKey::Duration, 100'000'000), QStringLiteral("duration:>=100ms"));
    QCOMPARE(amountTerm(FilterKey::Wait, 1'234'567), QStringLiteral("wait:>=1234567ns"));
    QCOMPARE(amountTerm(FilterKey::Stalled, 0), QStringLiteral("stalled:=0ns"));
    QCOMPARE(numberTerm(FilterKey::Size, Relation::Less, 64'000), QStringLiteral("size:<64k"));
    QCOMPARE(wordTerm(FilterKey::Close, "idle-timeout"), QStringLiteral("close:idle-timeout"));
    QCOMPARE(fieldTerm(FilterKey::ResponseHeader, "ETag", "\"1\""),
             QStringLiteral("response-header:=\"ETag: \\\"1\\\"\""));
    const auto domain = Filter::parse(exactTerm(FilterKey::Domain, QByteArrayView("a*")));
    QVERIFY(domain && domain->toText() == QStringLiteral("domain:=\"a*\""));
}

void FilterTermsTest::proxiedClient()
{
    trace::Exchange row = exchange("GET", "/");
    row.extras.edit().forwardedFor = "2001:db8::7";
    const QString term = gui::filterTerm(row, RequestColumn::Client);
    QCOMPARE(term, QStringLiteral("client:=2001:db8::7"));
    QVERIFY(trace::Filter::parse(term)->matches(row));
}

void FilterTermsTest::connections()
{
    trace::ConnectionRecord open;
    open.id = 3;
    open.client = {"::1", 50000};
    open.requests = 2;
    open.bytesIn = 500;
    open.accepted = 10;
    open.lastActivity = 2'000'010;
    open.currentRequest = "GET /a \"b\" HTTP/1.1\r\n";
    trace::ConnectionRecord closed = open;
    closed.id = 4;
    closed.client = {"::2", 50000};
    closed.state = trace::State::Closed;
    closed.cause = trace::CloseCause::ClientReset;
    closed.closed = 10;
    closed.requests = 1;
    closed.bytesIn = 499;
    closed.currentRequest.clear();
    using enum ConnectionColumn;
    for (const auto column : {Id, Client, State, Requests, Current, BytesIn, Age, Idle}) {
        const QString term = gui::filterTerm(open, column);
        QVERIFY2(judged(term, open) == trace::Truth::Yes, qPrintable(term));
        QVERIFY2(judged(term, closed) == trace::Truth::No, qPrintable(term));
    }
    QCOMPARE(gui::filterTerm(open, BytesOut), QStringLiteral("bytes-out:=0"));
    QCOMPARE(gui::filterTerm(open, State), QStringLiteral("state:receiving"));
    QCOMPARE(gui::filterTerm(closed, State), QStringLiteral("close:client-reset"));
    QCOMPARE(gui::filterTerm(closed, Current), QStringLiteral("close:client-reset"));
}

void FilterTermsTest::addresses()
{
    QCOMPARE(gui::requestUrl(exchange("GET", "/a%20b/?q=1"), base).toEncoded(),
             "http://127.0.0.1:7788/a%20b/?q=1");
    QVERIFY(!gui::requestUrl(exchange("OPTIONS", "*"), base).isValid());
    QVERIFY(!gui::requestUrl(exchange("GET", "/"), {}).isValid());
}

QTEST_GUILESS_MAIN(FilterTermsTest)
#include "tst_filterterms.moc"
