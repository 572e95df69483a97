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

constexpr qint64 ms = 1'000'000;

/// A slow one with everything in it, that the client broke off.
Exchange rich()
{
    Exchange e;
    e.id = 17;
    e.connection = 4;
    e.ordinal = 3;
    e.client = {"2001:db8::7", 52144};
    e.outcome = Outcome::Reset;
    e.cause = CloseCause::ClientReset;
    e.status = 206;
    e.extras.edit().why = QStringLiteral("A part was asked for.");
    e.startedMs = 1'777'896'185'000; // 2026-05-04T12:03:05Z
    e.timings = {100 * ms, 110 * ms, 150 * ms, 160 * ms, 1'400 * ms, 170 * ms};
    e.requestHead
        = "GET /img/a%20b.png?q=One&r=2 HTTP/1.1\r\nHost: files.example:7788\r\nAccept:  image/png\r\n"
          "Referer: http://files.example/index.html\r\nUser-Agent: curl/8.1\r\nRange: bytes=0-\r\n\r\n";
    e.method = spanOf("GET", e.requestHead);
    e.target = spanOf("/img/a%20b.png?q=One&r=2", e.requestHead);
    e.responseHead = "HTTP/1.1 206 Partial Content\r\nETag: \"x-1\"\r\nContent-Encoding: br\r\n\r\n";
    e.contentType = "image/png; q=1";
    e.bodySent = 10'000;
    e.diskPath = QStringLiteral("/srv/Bilder/a b.png");
    e.extras.edit().requestBody = "name=Ünder";
    e.persistence = http::Persistence::KeepAlive;
    e.diskNs = 3 * ms;
    e.extras.edit().stalledNs = 900 * ms;
    e.extras.edit().throttledNs = 20 * ms;
    e.extras.edit().blockedNs = 5 * ms;
    e.loopLagNs = 2 * ms;
    e.extras.edit().backlogMax = 65'536;
    e.extras.edit().tcp = TcpInfo{};
    e.extras.edit().tcp->rttUs = 40'000;
    e.extras.edit().tcp->retransmits = 2;
    return e;
}

/// One that has only begun.
Exchange begun()
{
    Exchange e;
    e.id = 1;
    e.connection = 1;
    e.client = {"127.0.0.1", 1024};
    e.timings.firstByte = 5;
    e.requestHead = "GET / HT";
    return e;
}

ConnectionRecord closed()
{
    ConnectionRecord c;
    c.id = 4;
    c.client = {"2001:db8::7", 52144};
    c.state = State::Closed;
    c.cause = CloseCause::IdleTimeout;
    c.accepted = 100 * ms;
    c.lastActivity = 200 * ms;
    c.closed = 5'100 * ms;
    c.acceptedMs = 1'777'896'185'000;
    c.requests = 3;
    c.bytesIn = 500;
    c.bytesOut = 20'000;
    c.acceptWaitNs = 12 * ms;
    return c;
}

} // namespace

class TestFilterKeys : public QObject
{
    Q_OBJECT
private slots:
    void exchanges_data();
    void exchanges();
    void begunOnes_data();
    void begunOnes();
    void connections_data();
    void connections();
};

void TestFilterKeys::exchanges_data()
{
    QTest::addColumn<QString>("yes");
    QTest::addColumn<QString>("no");
    const auto row = [](const char *yes, const char *no) {
        QTest::newRow(yes) << QString::fromUtf8(yes) << QString::fromUtf8(no);
    };
    row("method:get", "method:ge");
    row("method:/^g/", "method:/^e/i");
    row("path:\"/img/a b\"", "path:\"/img/a  b\"");
    row("path:=/img/a%20b.png", "path:=/img/a%20b");
    row("path:=\"/img/a b.png\"", "path:=\"a b.png\"");
    row("path:=\"/img/a%20b.png?q=One&r=2\"", "path:=\"/img/a%20b.png?q=One\"");
    row("path:/A.B\\.png/", "path:/png$/");
    row("query:q=one", "query:img");
    row("query:=\"q=One&r=2\"", "query:=q=One");
    row("url:http://files.example:7788/img", "url:https");
    row("domain:files.example", "domain:example");
    row("domain:*.example", "domain:f*.exam");
    row("domain:files.example:7788", "domain:files.example:80");
    row("host:FILES.example", "host:files");
    row("scheme:http", "scheme:https");
    row("client:db8::7", "client:db8::8");
    row("client:=2001:db8::7", "client:=2001:db8:");
    row("client:=[2001:db8::7]:52144", "client:=2001:db8::7:52144");
    row("peer::52144", "peer:127.");
    row("mime-type:image/", "type:text");
    row("mime-type:=image/png", "mime-type:=image");
    row("mime-type:=\"image/png; q=1\"", "mime-type:=\"image/png; q=2\"");
    row("header:\"accept: image/png\"", "header:\"accept: text\"");
    row("header:etag", "header:x-none");
    row("request-header:=\"Accept: image/png\"", "request-header:=\"Accept: image\"");
    row("request-header:curl", "request-header:etag");
    row("response-header:/^etag:\\ ./", "response-header:curl");
    row("has-request-header:range", "has-request-header:rang");
    row("has-response-header:etag", "has-response-header:range");
    row("referer:index.html", "referer:curl");
    row("user-agent:CURL", "user-agent:mozilla");
    row("file:bilder", "file:/etc");
    row("why:\"a part\"", "why:whole");
    row("body:ünder", "body:über");
    row("status-code:2xx", "status-code:200");
    row("size:10k", "size:>10k");
    row("smaller-than:10001", "smaller-than:10k");
    row("id:17", "id:>17");
    row("conn:4", "conn:>=5");
    row("reuse:3", "reuse:1");
    row("backlog:64Ki", "backlog:>64Ki");
    row("retrans:>1", "retrans:3");
    row("duration:=1300ms", "duration:>1.3s");
    row("wait:20ms", "wait:<20ms");
    row("ttfb:20ms", "ttfb:21ms");
    row("stalled:>0.5s", "stalled:1s");
    row("disk:3ms", "disk:>3ms");
    row("throttled:20ms", "throttled:1s");
    row("blocked:>0", "blocked:>5ms");
    row("loop-lag:2ms", "loop-lag:3ms");
    row("rtt:=40ms", "rtt:>40ms");
    row("time:2026-05-04T12:03:05Z", "time:<2026-05-04T12:03:05Z");
    row("time:<2026-05-06", "time:2026-05-06");
    row("outcome:reset", "outcome:aborted");
    row("close:reset", "close:timeout");
    row("close:client", "close:client-fin");
    row("closed-by:client", "closed-by:server");
    row("fault:none", "fault:too");
    row("is:reused", "is:first");
    row("is:broken", "is:complete");
    row("is:aborted", "is:running");
    row("is:slow", "is:error");
    row("is:partial", "is:redirect");
    row("is:answered", "is:cached");
    row("is:compressed", "is:proxied");
    row("-is:held", "is:kept");
    row("-state:idle", "state:responding");
    row("~d files\\.example", "~d ^example");
    row("~h etag:", "~hq etag");
    row("~hs etag", "~hs curl");
    row("~t ^image", "~t ^png");
    row("~src \"db8::7\"", "~src 127");
    row("~b nder", "~b mnder");
    row("~e ~s", "~q");
}

void TestFilterKeys::exchanges()
{
    QFETCH(const QString, yes);
    QFETCH(const QString, no);
    for (const auto &[text, wanted] : {std::pair(yes, Truth::Yes), std::pair(no, Truth::No)}) {
        const auto filter = Filter::parse(text);
        QVERIFY2(filter, qPrintable(filter ? QString() : filter.error().sentence));
        QVERIFY2(filter->judge(rich()) == wanted, qPrintable(text));
    }
}

/// What is not known yet compares with nothing; what only connections have is not told.
void TestFilterKeys::begunOnes_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<Truth>("truth");
    const auto row
        = [](const char *text, Truth truth) { QTest::newRow(text) << QString::fromUtf8(text) << truth; };
    row("status-code:<500", Truth::No);
    row("-status-code:<500", Truth::Yes);
    row("duration:>0", Truth::No);
    row("duration:<1h", Truth::No);
    row("wait:<1h", Truth::No);
    row("rtt:<1h", Truth::No);
    row("retrans:<9", Truth::No);
    row("referer:a", Truth::No);
    row("-user-agent:/.?/", Truth::Yes);
    row("domain:*", Truth::No);
    row("is:running", Truth::Yes);
    row("state:receiving", Truth::Yes);
    row("\"GET / HT\"", Truth::Yes);
    row("requests:1", Truth::Unknown);
    row("bytes-in:1", Truth::Unknown);
    row("age:1s", Truth::Unknown);
    row("accept-wait:1s", Truth::Unknown);
    row("-requests:1", Truth::Unknown);
    row("requests:1 conn:2", Truth::No);
    row("requests:1 | conn:1", Truth::Yes);
}

void TestFilterKeys::begunOnes()
{
    QFETCH(const QString, text);
    const auto filter = Filter::parse(text);
    QVERIFY(filter);
    QTEST(filter->judge(begun()), "truth");
}

void TestFilterKeys::connections_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<Truth>("truth");
    const auto row
        = [](const char *text, Truth truth) { QTest::newRow(text) << QString::fromUtf8(text) << truth; };
    row("client:=2001:db8::7", Truth::Yes);
    row("peer:127", Truth::No);
    row("conn:4", Truth::Yes);
    row("requests:3", Truth::Yes);
    row("requests:>3", Truth::No);
    row("bytes-in:500", Truth::Yes);
    row("bytes-out:>20k", Truth::No);
    row("age:=5s", Truth::Yes);
    row("accept-wait:>10ms", Truth::Yes);
    row("rtt:>1ms", Truth::No);
    row("state:closed", Truth::Yes);
    row("close:timeout", Truth::Yes);
    row("close:client", Truth::No);
    row("closed-by:server", Truth::Yes);
    row("is:running", Truth::No);
    row("is:reused", Truth::Yes);
    row("is:error", Truth::Unknown);
    row("time:2026-05-04T12:03:05Z", Truth::Yes);
    row("idle", Truth::Yes); // in the sentence of why it was closed
    row("status-code:404", Truth::Unknown);
    row("-status-code:404", Truth::Unknown);
    row("status-code:404 conn:5", Truth::No);
    row("status-code:404 conn:4", Truth::Unknown);
    row("status-code:404 | conn:4", Truth::Yes);
    row("status-code:404 | conn:5", Truth::Unknown);
    row("-(status-code:404 | conn:4)", Truth::No);
    row("-(status-code:404 conn:5)", Truth::Yes);
}

void TestFilterKeys::connections()
{
    QFETCH(const QString, text);
    QFETCH(const Truth, truth);
    const auto filter = Filter::parse(text);
    QVERIFY2(filter, qPrintable(filter ? QString() : filter.error().sentence));
    QCOMPARE(filter->judge(closed()), truth);
    QCOMPARE(filter->matches(closed()), truth != Truth::No);
}

QTEST_GUILESS_MAIN(TestFilterKeys)
#include "tst_filterkeys.moc"
