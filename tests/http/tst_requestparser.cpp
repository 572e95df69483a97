// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "script.h"

#include <QTest>

#include <span>

using namespace http;

namespace {

using Step = RequestParser::Step;

struct Row
{
    const char *name;
    const char *text;
    const char
        *expected; ///< the messages read, see describe(); what is left unread shows in the name of the row
};

#define HOST "Host: a\n"
#define WITH "1.1 keep-alive [Host=a] "
constexpr Row heads[]{
    {"RFC 9112 §3: the smallest", "GET / HTTP/1.1\n" HOST "\n", "GET / " WITH "none, 0 read\n"},
    {"RFC 9112 §2.1: HTTP/1.0 has no need of Host", "GET / HTTP/1.0\n\n", "GET / 1.0 close none, 0 read\n"},
    {"RFC 9112 §3: every visible byte in the target",
     "GET /!\"#$%&'()*+,-./09:;<=>?@AZ[\\]^_`az{|}~ HTTP/1.0\n\n",
     "GET /!\"#$%&'()*+,-./09:;<=>?@AZ[\\]^_`az{|}~ 1.0 close none, 0 read\n"},
    {"RFC 9112 §3.2.2: absolute form", "GET http://a/b HTTP/1.1\n" HOST "\n",
     "GET http://a/b " WITH "none, 0 read\n"},
    {"RFC 9112 §3.2.3: authority form", "CONNECT a:80 HTTP/1.1\n" HOST "\n",
     "CONNECT a:80 " WITH "none, 0 read\n"},
    {"RFC 9112 §3.2.4: asterisk form", "OPTIONS * HTTP/1.1\n" HOST "\n", "OPTIONS * " WITH "none, 0 read\n"},
    {"RFC 9110 §2.5: HTTP/1.2 counts as 1.1", "GET / HTTP/1.2\n" HOST "\n", "GET / " WITH "none, 0 read\n"},
    {"RFC 9110 §2.5: HTTP/1.9 counts as 1.1", "GET / HTTP/1.9\n" HOST "\n", "GET / " WITH "none, 0 read\n"},
    {"RFC 9112 §2.2: an empty line before", "\nGET / HTTP/1.0\n\n", "GET / 1.0 close none, 0 read\n"},
    {"RFC 9112 §2.2: two empty lines before", "\n\nGET / HTTP/1.0\n\n", "GET / 1.0 close none, 0 read\n"},
    // RFC 9110 §9.3 and the registry of methods
    {"RFC 9110 §9.3.2", "HEAD / HTTP/1.0\n\n", "HEAD / 1.0 close none, 0 read\n"},
    {"RFC 4918 §9.1: a method of WebDAV", "PROPFIND / HTTP/1.0\n\n", "PROPFIND / 1.0 close none, 0 read\n"},
    {"UPnP: a method with a hyphen", "M-SEARCH * HTTP/1.1\n" HOST "\n", "M-SEARCH * " WITH "none, 0 read\n"},
    // RFC 9112 §5
    {"RFC 9112 §5: no white space", "GET / HTTP/1.1\nHost:a\n\n", "GET / " WITH "none, 0 read\n"},
    {"RFC 9112 §5: much white space", "GET / HTTP/1.1\nHost: ␉ a ␉ \n\n", "GET / " WITH "none, 0 read\n"},
    {"RFC 9110 §5.5: empty value", "GET / HTTP/1.1\n" HOST "A:\nB: \nC: d\n\n",
     "GET / " WITH "[A=] [B=] [C=d] none, 0 read\n"},
    {"RFC 9110 §5.5: white space and colons inside", "GET / HTTP/1.1\n" HOST "A: b  c: d:\n\n",
     "GET / " WITH "[A=b  c: d:] none, 0 read\n"},
    {"RFC 9110 §5.5: obs-text", "GET / HTTP/1.1\n" HOST "A: \xff\xc3\xa4\n\n",
     "GET / " WITH "[A=\xff\xc3\xa4] none, 0 read\n"},
    {"RFC 9110 §5.6.2: every tchar", "GET / HTTP/1.1\n" HOST "!#$%&'*+-.^_`|~09azAZ: b\n\n",
     "GET / " WITH "[!#$%&'*+-.^_`|~09azAZ=b] none, 0 read\n"},
    {"RFC 9110 §5.3: the same name twice", "GET / HTTP/1.1\n" HOST "A: b\nA: c\n\n",
     "GET / " WITH "[A=b] [A=c] none, 0 read\n"},
    // RFC 9112 §3.2
    {"RFC 9112 §3.2: empty Host", "GET / HTTP/1.1\nHost:\n\n", "GET / 1.1 keep-alive [Host=] none, 0 read\n"},
    {"RFC 9112 §3.2: Host last, in capitals", "GET / HTTP/1.1\nA: b\nHOST: a\n\n",
     "GET / 1.1 keep-alive [A=b] [HOST=a] none, 0 read\n"},
    {"RFC 3986 §3.2.2: name and port", "GET / HTTP/1.1\nHost: my_host-1.example.:7788\n\n",
     "GET / 1.1 keep-alive [Host=my_host-1.example.:7788] none, 0 read\n"},
    {"RFC 3986 §3.2.2: IPv4", "GET / HTTP/1.1\nHost: 127.0.0.1\n\n",
     "GET / 1.1 keep-alive [Host=127.0.0.1] none, 0 read\n"},
    {"RFC 3986 §3.2.2: IPv6 and port", "GET / HTTP/1.1\nHost: [::ffff:127.0.0.1]:7788\n\n",
     "GET / 1.1 keep-alive [Host=[::ffff:127.0.0.1]:7788] none, 0 read\n"},
    {"RFC 3986 §3.2.2: a future address", "GET / HTTP/1.1\nHost: [v1.a:b]\n\n",
     "GET / 1.1 keep-alive [Host=[v1.a:b]] none, 0 read\n"},
    {"RFC 3986 §3.2.2: escapes and sub-delimiters", "GET / HTTP/1.1\nHost: %E4%b8%ad!$&'()*+,;=~\n\n",
     "GET / 1.1 keep-alive [Host=%E4%b8%ad!$&'()*+,;=~] none, 0 read\n"},
    {"RFC 3986 §3.2.3: empty port", "GET / HTTP/1.1\nHost: a:\n\n",
     "GET / 1.1 keep-alive [Host=a:] none, 0 read\n"},
    // RFC 9112 §9.3
    {"RFC 9112 §9.3: close", "GET / HTTP/1.1\n" HOST "Connection: close\n\n",
     "GET / 1.1 close [Host=a] [Connection=close] none, 0 read\n"},
    {"RFC 9110 §7.6.1: any case, in a list", "GET / HTTP/1.1\n" HOST "connection: TE␉,, Close\n\n",
     "GET / 1.1 close [Host=a] [connection=TE\t,, Close] none, 0 read\n"},
    {"RFC 9110 §7.6.1: in the second field", "GET / HTTP/1.1\n" HOST "Connection: TE\nConnection: close\n\n",
     "GET / 1.1 close [Host=a] [Connection=TE] [Connection=close] none, 0 read\n"},
    {"RFC 9110 §7.6.1: only as a whole token", "GET / HTTP/1.1\n" HOST "Connection: closed, not-close\n\n",
     "GET / " WITH "[Connection=closed, not-close] none, 0 read\n"},
    {"RFC 9112 §9.3: keep-alive on HTTP/1.0", "GET / HTTP/1.0\nConnection: Keep-Alive\n\n",
     "GET / 1.0 keep-alive [Connection=Keep-Alive] none, 0 read\n"},
    {"RFC 9112 §9.3: both on HTTP/1.0", "GET / HTTP/1.0\nConnection: keep-alive, close\n\n",
     "GET / 1.0 close [Connection=keep-alive, close] none, 0 read\n"},
    {"RFC 9112 §9.3: both on HTTP/1.1",
     "GET / HTTP/1.1\n" HOST "Connection: close\nConnection: keep-alive\n\n",
     "GET / 1.1 close [Host=a] [Connection=close] [Connection=keep-alive] none, 0 read\n"},
    {"RFC 9110 §7.8: an upgrade is not taken",
     "GET / HTTP/1.1\n" HOST "Connection: Upgrade\nUpgrade: websocket\n\n",
     "GET / " WITH "[Connection=Upgrade] [Upgrade=websocket] none, 0 read\n"},
    // RFC 9110 §10.1.1
    {"RFC 9110 §10.1.1", "PUT / HTTP/1.1\n" HOST "Expect: 100-Continue\nContent-Length: 1\n\nx",
     "PUT / " WITH "[Expect=100-Continue] [Content-Length=1] 100-continue length 1, 1 read\n"},
    {"RFC 9110 §10.1.1: not on HTTP/1.0", "PUT / HTTP/1.0\nExpect: 100-continue\nContent-Length: 1\n\nx",
     "PUT / 1.0 close [Expect=100-continue] [Content-Length=1] length 1, 1 read\n"},
};

constexpr Row bodies[]{
    // RFC 9112 §6.3
    {"RFC 9112 §6.3: length", "POST / HTTP/1.1\n" HOST "Content-Length: 5\n\nhello",
     "POST / " WITH "[Content-Length=5] length 5, 5 read\n"},
    {"RFC 9112 §6.3: length 0", "POST / HTTP/1.1\n" HOST "Content-Length: 0\n\n",
     "POST / " WITH "[Content-Length=0] length 0, 0 read\n"},
    {"RFC 9110 §8.6: leading zeros", "POST / HTTP/1.1\n" HOST "Content-Length: 0005 \n\nhello",
     "POST / " WITH "[Content-Length=0005] length 5, 5 read\n"},
    {"RFC 9112 §6.3: length on HTTP/1.0", "POST / HTTP/1.0\nContent-Length: 5\n\nhello",
     "POST / 1.0 close [Content-Length=5] length 5, 5 read\n"},
    {"RFC 9110 §9.3.1: GET with content", "GET / HTTP/1.1\n" HOST "Content-Length: 5\n\n\n\nx",
     "GET / " WITH "[Content-Length=5] length 5, 5 read\n"},
    {"RFC 9110 §9.3.6: CONNECT with content", "CONNECT a:1 HTTP/1.1\n" HOST "Content-Length: 2\n\nhi",
     "CONNECT a:1 " WITH "[Content-Length=2] length 2, 2 read\n"},
    {"RFC 9110 §7.8: upgrade with content",
     "POST / HTTP/1.1\n" HOST "Connection: upgrade\nUpgrade: h2c\nContent-Length: 2\n\nhi",
     "POST / " WITH "[Connection=upgrade] [Upgrade=h2c] [Content-Length=2] length 2, 2 read\n"},
    {"RFC 9112 §6.3: any byte in the content", "POST / HTTP/1.1\n" HOST "Content-Length: 6\n\n␀␍␊\xff␛ ",
     "POST / " WITH "[Content-Length=6] length 6, 6 read\n"},
#undef WITH
#define CHUNKED "POST / HTTP/1.1\n" HOST "Transfer-Encoding: chunked\n\n"
#define WITH "POST / 1.1 keep-alive [Host=a] [Transfer-Encoding=chunked] chunked, "
    // RFC 9112 §7.1
    {"RFC 9112 §7.1: no chunk", CHUNKED "0\n\n", WITH "0 read\n"},
    {"RFC 9112 §7.1: a chunk", CHUNKED "5\nhello\n0\n\n", WITH "5 read\n"},
    {"RFC 9112 §7.1: two chunks", CHUNKED "5\nhello\n6\n world\n0\n\n", WITH "11 read\n"},
    {"RFC 9112 §7.1: digits of any case", CHUNKED "a\n0123456789\nB\n0123456789a\n0\n\n", WITH "21 read\n"},
    {"RFC 9112 §7.1: leading zeros", CHUNKED "0005\nhello\n0000\n\n", WITH "5 read\n"},
    {"RFC 9112 §7.1: line breaks in the data", CHUNKED "4\n\n\n\n0\n\n", WITH "4 read\n"},
    {"RFC 9112 §7.1: any byte in the data", CHUNKED "5\n␀␍␊\xff␛\n0\n\n", WITH "5 read\n"},
    {"RFC 9112 §7.1.1: extension", CHUNKED "5;a\nhello\n0;b=c\n\n", WITH "5 read\n"},
    {"RFC 9112 §7.1.1: quoted extension", CHUNKED "5;a=\"b c\"\nhello\n0\n\n", WITH "5 read\n"},
    {"RFC 9112 §7.1.1: several extensions", CHUNKED "5;a=b;c=d\nhello\n0\n\n", WITH "5 read\n"},
    {"RFC 9112 §7.1.1: extensions are not looked into", CHUNKED "5;;=\"(\xc3\xa4\nhello\n0; \n\n",
     WITH "5 read\n"},
    {"RFC 9112 §7.1.2: trailers", CHUNKED "5\nhello\n0\nA: b\nC:\n\n", WITH "5 read\n"},
    {"RFC 9110 §6.5.1: trailers that mean nothing here",
     CHUNKED "0\nHost: b\nConnection: close\nExpect: x\n\n", WITH "0 read\n"},
    {"RFC 9112 §7: chunked in any case", "POST / HTTP/1.1\n" HOST "transfer-encoding: CHUNKED\n\n1\nx\n0\n\n",
     "POST / 1.1 keep-alive [Host=a] [transfer-encoding=CHUNKED] chunked, 1 read\n"},
#undef WITH
};

#define GET(path) "GET " path " HTTP/1.1\n" HOST "\n"
#define GOT(path) "GET " path " 1.1 keep-alive [Host=a] none, 0 read\n"
constexpr Row sequences[]{
    {"RFC 9112 §9.3.2: two", GET("/1") GET("/2"), GOT("/1") GOT("/2")},
    {"RFC 9112 §9.3.2: eight",
     GET("/1") GET("/2") GET("/3") GET("/4") GET("/5") GET("/6") GET("/7") GET("/8"),
     GOT("/1") GOT("/2") GOT("/3") GOT("/4") GOT("/5") GOT("/6") GOT("/7") GOT("/8")},
    {"RFC 9112 §2.2: empty lines between", GET("/1") "\n" GET("/2") "\n\n" GET("/3"),
     GOT("/1") GOT("/2") GOT("/3")},
    {"RFC 9112 §6.3: content between", "PUT /1 HTTP/1.1\n" HOST "Content-Length: 5\n\nhello" GET("/2"),
     "PUT /1 1.1 keep-alive [Host=a] [Content-Length=5] length 5, 5 read\n" GOT("/2")},
    {"RFC 9112 §7.1: chunks between", CHUNKED "5\nhello\n0\nA: b\n\n" GET("/2") CHUNKED "0\n\n" GET("/3"),
     "POST / 1.1 keep-alive [Host=a] [Transfer-Encoding=chunked] chunked, 5 read\n" GOT(
         "/2") "POST / 1.1 keep-alive [Host=a] [Transfer-Encoding=chunked] chunked, 0 read\n" GOT("/3")},
    {"RFC 9112 §6.3: content that looks like a request",
     "PUT /1 HTTP/1.1\n" HOST "Content-Length: 28\n\n" GET("/x"),
     "PUT /1 1.1 keep-alive [Host=a] [Content-Length=28] length 28, 28 read\n"},
    {"RFC 9112 §9.6: the parser does not close", "GET /1 HTTP/1.0\n\n" GET("/2"),
     "GET /1 1.0 close none, 0 read\n" GOT("/2")},
};

constexpr Row beginnings[]{
    {"nothing", "", ""},
    {"an empty line", "\n", ""},
    {"half an empty line", "␍", ""},
    {"a byte", "G", ""},
    {"a line", "GET / HTTP/1.1\n", ""},
    {"a field", "GET / HTTP/1.1\nHost: a", ""},
    {"all but the last byte", "GET / HTTP/1.1\nHost: a\n␍", ""},
    {"content to come", "PUT / HTTP/1.1\nHost: a\nContent-Length: 5\n\nhell", ""},
    {"half a chunk", CHUNKED "5\nhell", ""},
    {"half the end of a chunk", CHUNKED "5\nhello␍", ""},
    {"half a trailer", CHUNKED "0\nA:", ""},
    {"all but the last byte of a trailer", CHUNKED "0\nA: b\n␍", ""},
    {"a beginning behind a request", GET("/1") "GET /2", GOT("/1")},
};

void addRows(std::span<const Row> rows)
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QByteArray>("expected");
    for (const Row &row : rows)
        QTest::newRow(row.name) << QByteArray(row.text) << QByteArray(row.expected);
}

/// Messages as expected, all bytes taken, in whatever pieces they come.
void verifyRead()
{
    QFETCH(QByteArray, text);
    QFETCH(QByteArray, expected);
    const Script script(text);
    const Reading whole = readWhole(script.bytes);
    QCOMPARE(whole.messages, expected);
    QCOMPARE(whole.fault, Fault::None);
    QCOMPARE(whole.consumed, script.bytes.size());
    QCOMPARE(differenceWhenCut(script.bytes), QByteArray());
}

} // namespace

class TestRequestParser : public QObject
{
    Q_OBJECT

private slots:
    void readsHead_data() { addRows(heads); }
    void readsHead() { verifyRead(); }
    void readsBody_data() { addRows(bodies); }
    void readsBody() { verifyRead(); }
    void readsSequence_data() { addRows(sequences); }
    void readsSequence() { verifyRead(); }
    void wantsMore_data() { addRows(beginnings); }
    void wantsMore() { verifyRead(); }

    void verbs_data();
    void verbs();
    void steps();
    void started();
    void takenHead();
    void wholeHeadTakesWhatItNeeds();
};

void TestRequestParser::verbs_data()
{
    QTest::addColumn<QByteArray>("name");
    QTest::addColumn<Method>("verb");
    QTest::newRow("RFC 9110 §9.3.1") << QByteArray("GET") << Method::Get;
    QTest::newRow("RFC 9110 §9.3.2") << QByteArray("HEAD") << Method::Head;
    QTest::newRow("RFC 9110 §9.3.3") << QByteArray("POST") << Method::Post;
    QTest::newRow("RFC 9110 §9.3.4") << QByteArray("PUT") << Method::Put;
    QTest::newRow("RFC 9110 §9.3.5") << QByteArray("DELETE") << Method::Delete;
    QTest::newRow("RFC 9110 §9.3.6") << QByteArray("CONNECT") << Method::Connect;
    QTest::newRow("RFC 9110 §9.3.7") << QByteArray("OPTIONS") << Method::Options;
    QTest::newRow("RFC 9110 §9.3.8") << QByteArray("TRACE") << Method::Trace;
    QTest::newRow("RFC 5789 §2") << QByteArray("PATCH") << Method::Patch;
    QTest::newRow("RFC 4918 §9.10") << QByteArray("LOCK") << Method::Other;
}

void TestRequestParser::verbs()
{
    QFETCH(QByteArray, name);
    QFETCH(Method, verb);
    RequestParser parser;
    QCOMPARE(parser.feed(name + " /x HTTP/1.0\r\n\r\n").step, Step::HeadComplete);
    QCOMPARE(parser.head().verb, verb);
}

void TestRequestParser::steps()
{
    RequestParser parser;
    QCOMPARE(parser.feed({}).step, Step::NeedMore);
    const QByteArray head = "PUT /x HTTP/1.1\r\nHost: a\r\nContent-Length: 3\r\n\r\n";
    auto progress = parser.feed(head + "abcGET");
    QCOMPARE(progress.step, Step::HeadComplete);
    QCOMPARE(progress.consumed, head.size());
    QCOMPARE(parser.head().bytes, head);
    QCOMPARE(parser.feed({}).step, Step::NeedMore);
    QCOMPARE(parser.feed("a").step, Step::NeedMore);
    QCOMPARE(parser.bodyBytes(), 1);
    progress = parser.feed("bcGET");
    QCOMPARE(progress.step, Step::MessageComplete);
    QCOMPARE(progress.consumed, 2);
    QCOMPARE(parser.bodyBytes(), 3);

    // A message without content has the same two steps, and the second needs no bytes.
    parser.reset({});
    progress = parser.feed("GET / HTTP/1.0\r\n\r\nGET");
    QCOMPARE(progress.step, Step::HeadComplete);
    QCOMPARE(progress.consumed, 18);
    progress = parser.feed({});
    QCOMPARE(progress.step, Step::MessageComplete);
    QCOMPARE(progress.consumed, 0);
}

void TestRequestParser::started()
{
    RequestParser parser;
    QVERIFY(!parser.started());
    QCOMPARE(parser.feed("\r\n\r").step, Step::NeedMore);
    QVERIFY(!parser.started());
    QCOMPARE(parser.feed("\nG").step, Step::NeedMore);
    QVERIFY(parser.started());
    QCOMPARE(parser.head().bytes, "G");
    QCOMPARE(parser.feed("ET / HTTP/1.0\r\n\r\n").step, Step::HeadComplete);
    QVERIFY(parser.started());
    QCOMPARE(parser.head().bytes, "GET / HTTP/1.0\r\n\r\n");
    QCOMPARE(parser.feed({}).step, Step::MessageComplete);
    QVERIFY(!parser.started());
}

void TestRequestParser::takenHead()
{
    RequestParser parser;
    QCOMPARE(parser.feed("PUT /x HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n").step,
             Step::HeadComplete);
    const RequestHead head = parser.takeHead();
    QCOMPARE(head.value("HOST").toByteArray(), "a");
    QVERIFY(head.value("Hos").isEmpty());
    QVERIFY(parser.head().bytes.isEmpty());
    RequestParser moved = std::move(parser);
    QCOMPARE(moved.feed("2\r\nab\r\n0\r\n\r\n").step, Step::MessageComplete);
    QCOMPARE(moved.bodyBytes(), 2);

    // A copy of an unfinished head stays as it was.
    // What comes after reset() keeps to new limits.
    http::ParserLimits small;
    small.requestLine = 8;
    moved.reset(small);
    QCOMPARE(moved.feed("GET /long HTTP/1.0\r\n").step, Step::Failed);
    QCOMPARE(moved.fault(), http::Fault::RequestLineTooLong);
    moved.reset({});
    QCOMPARE(moved.feed("GET / HTTP/1.0\r\nA: ").step, Step::NeedMore);
    const RequestHead seen = moved.head();
    QCOMPARE(moved.feed("b\r\n\r\n").step, Step::HeadComplete);
    QCOMPARE(seen.bytes, "GET / HTTP/1.0\r\nA: ");
    QCOMPARE(moved.head().value("a").toByteArray(), "b");
}

void TestRequestParser::wholeHeadTakesWhatItNeeds()
{
    const QByteArray head = "GET / HTTP/1.1\r\nHost: a\r\nAccept: */*\r\nUser-Agent: x\r\n\r\n";
    RequestParser parser;
    QCOMPARE(parser.feed(head.repeated(1000)).consumed, head.size());
    QCOMPARE(parser.head().bytes, head);
    QVERIFY(parser.head().bytes.capacity() < head.size() + 32);
    QCOMPARE(parser.head().fields.capacity(), 3u);
}

QTEST_APPLESS_MAIN(TestRequestParser)
#include "tst_requestparser.moc"
