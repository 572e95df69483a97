// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "trace/filter.h"

#include <QTest>

using namespace trace;

namespace {

http::Span spanOf(const QByteArray &part, const QByteArray &bytes)
{
    return {quint32(bytes.indexOf(part)), quint32(part.size())};
}

/// The exchange that the tables look at: a page with a name of two words, not found.
Exchange notFound()
{
    Exchange e;
    e.id = 9;
    e.connection = 4;
    e.client = {"192.0.2.7", 52144};
    e.outcome = Outcome::Complete;
    e.status = 404;
    e.extras.edit().why = QStringLiteral("There is no such file in the folder.");
    e.requestHead = "GET /img/Two%20Words-%E4%B8%AD.png?q=1 HTTP/1.1\r\nHost: a\r\n\r\n";
    e.method = spanOf("GET", e.requestHead);
    e.target = spanOf("/img/Two%20Words-%E4%B8%AD.png?q=1", e.requestHead);
    e.contentType = "text/html; charset=utf-8";
    e.bodyLength = e.bodySent = 10'000;
    return e;
}

Exchange malformed()
{
    Exchange e = notFound();
    e.requestHead = "hello there\r\n\r\n";
    e.method = e.target = e.requestLine = {};
    e.status = 400;
    e.outcome = Outcome::Refused;
    e.extras.edit().why = QStringLiteral("Not a request line.");
    return e;
}

Exchange silent()
{
    Exchange e = malformed();
    e.requestHead.clear();
    e.status = 0;
    e.outcome = Outcome::TimedOut;
    return e;
}

ConnectionRecord connection()
{
    ConnectionRecord c;
    c.id = 4;
    c.client = {"192.0.2.7", 52144};
    c.currentRequest = "GET /big.iso HTTP/1.1";
    return c;
}

} // namespace

class TestFilter : public QObject
{
    Q_OBJECT
private slots:
    void exchanges_data();
    void exchanges();
    void others_data();
    void others();
    void connections_data();
    void connections();
    void errors_data();
    void errors();
    void meanings_data();
    void meanings();
};

void TestFilter::exchanges_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<bool>("matches");
    const auto row
        = [](const char *text, bool matches) { QTest::newRow(text) << QString::fromUtf8(text) << matches; };

    row("", true);
    row("   ", true);
    row("two%20words", true);
    row("IMG", true);
    row("\"two words\"", true);
    row("\"words two\"", false);
    row("中", true);
    row("文", false);
    row("get", true);
    row("404", true);
    row("40", true);
    row("405", false);
    row("no\\ such", false);
    row("\"no such file\"", true);
    row("html", true);
    row("192.0.2.7:52144", true);
    row("192.0.2.8", false);
    row("img html", true);
    row("img nothing", false);
    row("-img", false);
    row("-nothing img", true);
    row("-\"two words\"", false);
    row("--x", true);
    row("http://x", false);

    row("method:GET", true);
    row("method:get", true);
    row("METHOD:get", true);
    row("method:GE", false);
    row("-method:HEAD", true);
    row("path:/img/", true);
    row("path:/IMG/", true);
    row("path:\"/img/two words\"", true);
    row("path:two%20words", true);
    row("path:Words-中.png", true);
    row("path:?q=1", true);
    row("path:HTTP", false);
    row("-path:/favicon", true);

    row("status-code:404", true);
    row("status-code:403", false);
    row("-status-code:404", false);
    row("status-code:4xx", true);
    row("status-code:4XX", true);
    row("status-code:5xx", false);
    row("status-code:>=404", true);
    row("status-code:>404", false);
    row("status-code:<404", false);
    row("status-code:<=404", true);
    row("status-code:=404", true);
    row("status-code:>=400 status-code:<500", true);
    row("status-code:\">=400\"", true);

    row("client:192.0.2", true);
    row("client:52144", true);
    row("client:10.0.0.1", false);
    row("conn:4", true);
    row("conn:44", false);
    row("-conn:4", false);
    row("mime-type:text/html", true);
    row("mime-type:TEXT", true);
    row("mime-type:image/", false);
    row("outcome:complete", true);
    row("outcome:Complete", true);
    row("outcome:aborted", false);
    row("-outcome:aborted", true);

    row("larger-than:10000", true);
    row("larger-than:10001", false);
    row("larger-than:10k", true);
    row("larger-than:10K", true);
    row("larger-than:10Ki", false);
    row("larger-than:9Ki", true);
    row("larger-than:9.7ki", true);
    row("larger-than:1M", false);
    row("larger-than:0.01M", true);
    row("larger-than:1Gi", false);
    row("-larger-than:1G", true);
}

void TestFilter::exchanges()
{
    QFETCH(const QString, text);
    const auto filter = Filter::parse(text);
    QVERIFY2(filter, qPrintable(filter ? QString() : filter.error().sentence));
    QTEST(filter->matches(notFound()), "matches");
    QCOMPARE(filter->isEmpty(), text.trimmed().isEmpty());
}

void TestFilter::others_data()
{
    QTest::addColumn<Exchange>("exchange");
    QTest::addColumn<QString>("text");
    QTest::addColumn<bool>("matches");
    QTest::newRow("raw line") << malformed() << QStringLiteral("\"Hello There\"") << true;
    QTest::newRow("raw line is no path") << malformed() << QStringLiteral("path:hello") << false;
    QTest::newRow("raw line has no method") << malformed() << QStringLiteral("method:hello") << false;
    QTest::newRow("reason") << malformed() << QStringLiteral("\"request line\"") << true;
    QTest::newRow("no status below") << silent() << QStringLiteral("status-code:<500") << false;
    QTest::newRow("no status, turned round") << silent() << QStringLiteral("-status-code:404") << true;
    QTest::newRow("no status is not 0") << silent() << QStringLiteral("0") << true; // in the client's address
    Exchange proxied = notFound();
    proxied.extras.edit().forwardedFor = "2001:db8::7";
    QTest::newRow("told by a proxy") << proxied << QStringLiteral("client:2001:db8") << true;
    QTest::newRow("told by a proxy, as a word") << proxied << QStringLiteral("db8::7") << true;
    QTest::newRow("not the proxy") << proxied << QStringLiteral("client:192.0.2") << false;
    QTest::newRow("timed out") << silent() << QStringLiteral("outcome:timed-out") << true;
}

void TestFilter::others()
{
    QFETCH(const Exchange, exchange);
    QFETCH(const QString, text);
    const auto filter = Filter::parse(text);
    QVERIFY(filter);
    QTEST(filter->matches(exchange), "matches");
}

void TestFilter::connections_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<bool>("matches");
    const auto row
        = [](const char *text, bool matches) { QTest::newRow(text) << QString::fromUtf8(text) << matches; };
    row("", true);
    row("big.iso", true);
    row("small.iso", false);
    row("-small.iso", true);
    row("client:192.0.2.7", true);
    row("-client:192.0.2.7", false);
    row("client:10.", false);
    row("conn:4", true);
    row("conn:5", false);
    row("status-code:500", true);
    row("-status-code:500", true);
    row("method:HEAD outcome:reset larger-than:1G mime-type:x path:y", true);
    row("method:HEAD client:10.", false);
}

void TestFilter::connections()
{
    QFETCH(const QString, text);
    const auto filter = Filter::parse(text);
    QVERIFY(filter);
    QTEST(filter->matches(connection()), "matches");
}

void TestFilter::errors_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<qsizetype>("offset");
    QTest::addColumn<qsizetype>("length");
    const auto row = [](const char *text, qsizetype offset, qsizetype length) {
        QTest::newRow(text) << QString::fromUtf8(text) << offset << length;
    };
    row("-", 0, 1);
    row("a -  b", 2, 1);
    row("a \"b c", 2, 4);
    row("\"", 0, 1);
    row("\"\"", 0, 2);
    row("\"a\\\"", 0, 4);
    row("path:", 4, 1);
    row("中 path: x", 6, 1);
    row("path:\"\"", 5, 2);
    row("staus-code:404", 0, 11);
    row("x -staus:404", 3, 6);
    row("status-code:abc", 12, 3);
    row("status-code:>", 12, 1);
    row("status-code:99", 12, 2);
    row("status-code:1000", 12, 4);
    row("status-code:+404", 12, 4);
    row("status-code:0xx", 12, 3);
    row("status-code:>=4xx", 12, 5);
    row("conn:x", 5, 1);
    row("outcome:lost", 8, 4);
    row("larger-than:k", 12, 1);
    row("larger-than:-1", 12, 2);
    row("larger-than:nan", 12, 3);
    row("larger-than:infinity", 12, 8);
    row("larger-than:10kx", 12, 4);
}

void TestFilter::errors()
{
    QFETCH(const QString, text);
    const auto filter = Filter::parse(text);
    QVERIFY(!filter);
    QTEST(filter.error().offset, "offset");
    QTEST(filter.error().length, "length");
    QVERIFY(filter.error().sentence.endsWith(u'.'));
    QVERIFY(!filter.error().sentence.contains(u'%'));
}

void TestFilter::meanings_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("meaning");
    const auto row = [](const char *text, const char *meaning) {
        QTest::newRow(text) << QString::fromUtf8(text) << QString::fromUtf8(meaning);
    };
    row("", "everything");
    row("status-code:404 -path:/favicon", "status is 404 and path does not contain /favicon");
    row("status-code:>=400 status-code:<500", "status is at least 400 and status is below 500");
    row("status-code:4xx -status-code:>499", "status is 4xx and status is not above 499");
    row("method:get conn:4", "method is GET and connection is 4");
    row("-\"a b\" c", "nothing contains a b and anything contains c");
    row("client:10. -mime-type:image/", "client contains 10. and type does not contain image/");
    row("-outcome:Timed-Out", "outcome is not timed-out");
    row("larger-than:10Ki", "size is at least 10,240 bytes");
    row("path:%1", "path contains %1");
    row("is:error", "it is an error");
    row("-is:Error", "it is not an error");
    row("is:answered", "it has an answer");
    row("-is:answered", "it has no answer");
    row("-is:reused", "its connection was not used before");
    row("is:slow -is:running", "it is slow and it is not running");
    row("closed-by:client", "the client closed it");
    row("-closed-by:nobody", "somebody closed it");
    row("has-request-header:range", "the request has a field range");
    row("-has-response-header:etag", "the response has no field etag");
    row("has-response-header:/^x-/", "the response has a field that matches /^x-/");
}

void TestFilter::meanings()
{
    QFETCH(const QString, text);
    QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedStates));
    const auto filter = Filter::parse(text);
    QVERIFY(filter);
    QTEST(filter->meaning(), "meaning");
}

QTEST_GUILESS_MAIN(TestFilter)
#include "tst_filter.moc"
