// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "exchanges.h"

#include "trace/body.h"
#include "trace/harimport.h"
#include "trace/head.h"

#include <QTest>

using namespace trace;

class HarImportTest : public QObject
{
    Q_OBJECT
private slots:
    void oursComesBack_data();
    void oursComesBack();
    void oursInBatches();
    void browsers();
    void sparse();
    void badInput_data();
    void badInput();
    void leftOut();
    void tooLarge();
    void hostileNumbers();
};

namespace {

tl::expected<Imported, QString> imported(const QByteArray &bytes)
{
    QBuffer buffer;
    buffer.setData(bytes);
    buffer.open(QIODevice::ReadOnly);
    return importHar(buffer);
}

template <typename T>
std::vector<T> recordsOf(const Imported &imported)
{
    std::vector<T> records;
    for (const Batch &batch : imported.batches) {
        for (const Record &record : batch) {
            if (const auto *found = std::get_if<std::shared_ptr<const T>>(&record))
                records.push_back(**found);
        }
    }
    return records;
}

/// A device that says how large it is and must not be read.
class HugeDevice : public QIODevice
{
public:
    HugeDevice() { open(ReadOnly | Unbuffered); }
    [[nodiscard]] qint64 size() const override { return largestHar + 1; }

protected:
    qint64 readData(char * /*data*/, qint64 /*size*/) override
    {
        qFatal("a file that is too large is read");
        return -1;
    }
    qint64 writeData(const char * /*data*/, qint64 /*size*/) override { return -1; }
};

} // namespace

void HarImportTest::oursComesBack_data()
{
    QTest::addColumn<Exchange>("exchange");
    const Exchange plain = made::exchange("GET /a%20b?x=1&y HTTP/1.1", "Host: a.test\r\nCookie: a=b; c\r\n",
                                          "HTTP/1.1 200 OK\r\nSet-Cookie: a=b; Path=/\r\n", "hi \"there\"\n");
    QTest::newRow("plain") << plain;
    Exchange silent;
    silent.id = 1;
    silent.connection = 4;
    silent.outcome = Outcome::TimedOut;
    QTest::newRow("silent") << silent;

    Exchange full = plain;
    full.extras.edit().tcp = TcpInfo{};
    full.extras.edit().tcp->rttUs = 5;
    full.extras.edit().tcp->retransmits = 0;
    full.extras.edit().transfers
        = {{1'500, 20, 1, Transfer::Kind::Read}, {4'500, -1, 3, Transfer::Kind::FullBuffer}};
    full.extras.edit().holds = {{10, 20}, {30, 0}};
    full.extras.edit().reasons
        = {{http::Step::NearCase, "/A \xE9"}, {http::Step::LookedFor, "/srv/\xC3\xA4"}};
    full.extras.edit().why = QStringLiteral("Because – „so“.");
    full.extras.edit().forwardedFor = "2001:db8::1";
    full.diskPath = QStringLiteral("/nowhere/ä");
    full.fileOffset = 0;
    full.fileSize = 11;
    full.fileModifiedNs = 1'316'387'908'042'123'457;
    full.diskNs = full.extras.edit().stalledNs = full.extras.edit().throttledNs = full.extras.edit().blockedNs
        = 300;
    full.extras.edit().bodyAcknowledged = 5;
    full.cause = CloseCause::Kicked;
    full.outcome = Outcome::Kicked;
    QTest::newRow("everything") << full;

    Exchange gone = full;
    gone.responseBody.clear();
    QTest::newRow("content in a file that is gone") << gone;

    Exchange malformed
        = made::exchange("GET  /\xE9 HTTP/1.1", "X : 1\n\rBad\r\n", "HTTP/1.1 400 Bad Request\r\n");
    malformed.method = {0, 3};
    malformed.target = {5, 2};
    malformed.requestLine = {0, 16};
    malformed.fault = http::Fault::HeadTooSlow;
    malformed.faultOffset = 4;
    malformed.outcome = Outcome::Refused;
    QTest::newRow("malformed") << malformed;

    Exchange posted = made::exchange("POST /f HTTP/1.1", "Host: h\r\nContent-Type: t\r\n");
    posted.extras.edit().requestBody = QByteArray("\0\xff", 2);
    posted.extras.edit().requestBodyBytes = 2;
    QTest::newRow("binary content") << posted;
    posted.extras.edit().requestBodyBytes = 20;
    QTest::newRow("content not in full") << posted;

    Exchange chunked = made::exchange("POST /f HTTP/1.1", "Host: h\r\nTransfer-Encoding: chunked\r\n",
                                      "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n");
    chunked.extras.edit().requestBody = "3\r\nabc\r\n2;x=y\r\nde\r\n0\r\nTrailer: 1\r\n\r\n";
    chunked.extras.edit().requestBodyBytes = 5;
    chunked.responseBody = "1\r\na\r\n1\r\nb\r\n0\r\n\r\n";
    chunked.bodySent = chunked.bodyLength = 2;
    chunked.responseBytes = chunked.responseHead.size() + chunked.responseBody.size();
    QTest::newRow("chunks") << chunked;
    chunked.extras.edit().requestBody = "3\r\nabc\r\n2\r\nd";
    chunked.responseBody = "4\r\nab";
    QTest::newRow("chunks broken off") << chunked;

    Exchange packed = made::exchange("GET /p HTTP/1.1", {}, "HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\n",
                                     QByteArray::fromBase64("H4sIAAAAAAAAA8tIzcnJBwCGphA2BQAAAA=="));
    QTest::newRow("packed") << packed;
    QTest::newRow("byte order mark in the text") << made::exchange(
        "GET /b HTTP/1.1", {}, "HTTP/1.1 200 OK\r\n", "\xef\xbb\xbfx\xf0\x9f\x98\x80\t\x01\r\n");
    QTest::newRow("absolute form") << made::exchange("GET http://a.test/x#y HTTP/1.1", {});
    QTest::newRow("secrets") << made::exchange("GET / HTTP/1.1", "Authorization: Basic x\r\n");
}

/// Written again, an import of ours is the same file, with its connection or without.
void HarImportTest::oursComesBack()
{
    QFETCH(Exchange, exchange);
    ConnectionRecord connection = made::connection();
    connection.tcp = TcpInfo{};
    connection.tcp->rttUs = 3;
    connection.loop = 2;
    const auto connections = {static_cast<const ConnectionRecord *>(nullptr),
                              static_cast<const ConnectionRecord *>(&connection)};
    for (const ConnectionRecord *known : connections) {
        const QByteArray first = made::exported(ExportFormat::Har, {exchange}, known);
        const auto read = imported(first);
        QVERIFY2(read, read ? "" : qPrintable(read.error()));
        QCOMPARE(read->entries, 1);
        QVERIFY(read->notes.isEmpty());
        const auto back = recordsOf<Exchange>(*read);
        const auto backConnections = recordsOf<ConnectionRecord>(*read);
        QCOMPARE(back.size(), 1U);
        QCOMPARE(backConnections.size(), known ? 1U : 0U);
        QCOMPARE(made::exported(ExportFormat::Har, back, known ? &backConnections.front() : nullptr), first);
    }
}

void HarImportTest::oursInBatches()
{
    std::vector<Exchange> exchanges;
    for (int i = 0; i < 1500; ++i) {
        exchanges.push_back(made::exchange("GET / HTTP/1.1"));
        exchanges.back().id = quint64(i + 1);
    }
    const ConnectionRecord connection = made::connection();
    const auto read = imported("\xef\xbb\xbf" + made::exported(ExportFormat::Har, exchanges, &connection));
    QVERIFY(read);
    QCOMPARE(read->entries, 1500);
    QCOMPARE(read->batches.size(), 2U);
    QCOMPARE(recordsOf<ConnectionRecord>(*read).size(), 1U);
    QVERIFY(std::holds_alternative<ConnectionPtr>(read->batches.front().front()));
    QCOMPARE(recordsOf<Exchange>(*read).back().id, 1500U);

    // Two of one number cannot both keep it.
    exchanges[1].id = 1;
    const auto renumbered = imported(made::exported(ExportFormat::Har, exchanges, &connection));
    QVERIFY(renumbered);
    QCOMPARE(recordsOf<Exchange>(*renumbered).at(1).id, 2U);
}

/// As a browser writes it: newest first here, HTTP/2 names, joined cookies, decoded content.
void HarImportTest::browsers()
{
    const auto read
        = imported(R"({"log":{"version":"1.2","creator":{"name":"WebInspector"},"pages":[],"entries":[
{"startedDateTime":"2026-03-01T10:00:01.500Z","time":12,"connection":"91","serverIPAddress":"[2001:db8::1]",
 "_error":"x","request":{"method":"GET","url":"https://a.test/gone#part","httpVersion":"","headers":[]},
 "response":{"status":0,"statusText":"","httpVersion":"","headers":[],"content":{"size":0,"mimeType":"x-unknown"},
 "_error":"net::ERR_FAILED"},"timings":{"blocked":-1,"send":0,"wait":0,"receive":2.5}},
{"startedDateTime":"2026-03-01T12:00:00.000+02:00","time":8.5,"connection":"91","serverIPAddress":"[2001:db8::1]",
 "_fromCache":"disk","request":{"method":"POST","url":"https://a.test/x?q=ä b#f","httpVersion":"h2","headers":[
 {"name":":authority","value":"a.test"},{"name":"content-type","value":"text/plain"}],
 "postData":{"mimeType":"text/plain","text":"h\u00e9"}},
 "response":{"status":200,"statusText":"","httpVersion":"http/2.0","headers":[
 {"name":"content-encoding","value":"br"},{"name":"set-cookie","value":"a=1\nb=2\r\nx"}],
 "content":{"size":2,"mimeType":"text/css","text":"AP8=","encoding":"base64"},"bodySize":-1},
 "timings":{"blocked":1,"dns":-1,"connect":2,"ssl":1,"send":0.5,"wait":4,"receive":1}}]}})");
    QVERIFY2(read, read ? "" : qPrintable(read.error()));
    QCOMPARE(read->notes.size(), 1);
    const auto exchanges = recordsOf<Exchange>(*read);
    const auto connections = recordsOf<ConnectionRecord>(*read);
    QCOMPARE(exchanges.size(), 2U);
    QCOMPARE(connections.size(), 1U);
    const Exchange &first = exchanges[0];
    QCOMPARE(first.requestHead,
             "POST /x?q=\xC3\xA4%20b HTTP/2\r\nHost: a.test\r\ncontent-type: text/plain\r\n\r\n");
    QCOMPARE(first.methodText(), "POST");
    QCOMPARE(first.responseHead,
             "HTTP/2.0 200 \r\nset-cookie: a=1\r\nset-cookie: b=2\r\nset-cookie: x\r\n\r\n");
    QCOMPARE(requestContent(first), "h\xC3\xA9");
    QCOMPARE(responseContent(first, 0, 10).value(), QByteArray("\0\xff", 2));
    QCOMPARE(first.startedMs, 1'772'359'200'003);
    QCOMPARE(first.timings.firstByte, 1'003'000'000);
    QCOMPARE(first.timings.requestComplete, 1'003'500'000);
    QCOMPARE(first.timings.firstSent, 1'007'500'000);
    QCOMPARE(first.timings.finished, 1'008'500'000);
    QVERIFY(first.extras->why.contains(QStringLiteral("cache")));
    const Exchange &second = exchanges[1];
    QCOMPARE(second.outcome, Outcome::Aborted);
    QCOMPARE(second.ordinal, 2U);
    QCOMPARE(second.requestLineText(), "GET /gone HTTP/1.1");
    QVERIFY(second.responseHead.isEmpty());
    QVERIFY(second.extras->why.contains(QStringLiteral("net::ERR_FAILED")));
    QCOMPARE(connections[0].server.text(), "[2001:db8::1]:443");
    QCOMPARE(connections[0].requests, 2U);
    QCOMPARE(connections[0].accepted, first.timings.firstByte);
    QCOMPARE(connections[0].closed, second.timings.finished);
}

/// Nothing but what cannot be done without.
void HarImportTest::sparse()
{
    const auto read
        = imported(R"({"log":{"entries":[{"request":{}},{"request":{"method":"GET","url":"/x"}}]}})");
    QVERIFY(read);
    QCOMPARE(recordsOf<Exchange>(*read).size(), 2U);
    QCOMPARE(recordsOf<ConnectionRecord>(*read).size(), 2U); // nothing says that it was one
    const auto empty = imported(R"({"log":{"entries":[]}})");
    QVERIFY(empty);
    QCOMPARE(empty->entries, 0);
    QCOMPARE(empty->notes.size(), 1);
}

void HarImportTest::badInput_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::newRow("nothing") << QByteArray();
    QTest::newRow("no JSON") << QByteArray("\x89PNG\r\n");
    QTest::newRow("cut off") << QByteArray(R"({"log":{"entries":[{"request":{)");
    QTest::newRow("an array") << QByteArray("[]");
    QTest::newRow("no log") << QByteArray(R"({"entries":[]})");
    QTest::newRow("entries that are none") << QByteArray(R"({"log":{"entries":{}}})");
    QTest::newRow("too deep") << QByteArray(100'000, '[');
}

void HarImportTest::badInput()
{
    QFETCH(QByteArray, bytes);
    const auto read = imported(bytes);
    QVERIFY(!read);
    QVERIFY2(read.error().startsWith(QStringLiteral("This is not a")) && read.error().endsWith(u'.'),
             qPrintable(read.error()));
}

void HarImportTest::leftOut()
{
    const auto read
        = imported(R"({"log":{"entries":[1,{},{"request":{"method":"GET","url":"http://a/"}}]}})");
    QVERIFY(read);
    QCOMPARE(read->entries, 1);
    QVERIFY(read->notes.constFirst().startsWith(u'2'));
}

void HarImportTest::tooLarge()
{
    HugeDevice device;
    const auto read = importHar(device);
    QVERIFY(!read);
    QVERIFY2(read.error().contains(QStringLiteral("512 MB")), qPrintable(read.error()));
}

/// Offsets outside of the head and numbers that would overflow are not believed.
void HarImportTest::hostileNumbers()
{
    const auto read
        = imported(R"({"log":{"entries":[{"_exchange":1,"_stamps":{"firstByte":-9223372036854775808,
"finished":9223372036854775807},"_spans":[4000000000,5,1,4000000000,-1,-1],"_faultOffset":999999,"connection":"x",
"startedDateTime":"9999-12-31T00:00:00Z","request":{"method":"GET","url":"http://a/","bodySize":4611686018427387904,
"headers":[{"name":"Transfer-Encoding","value":"chunked"}],"postData":{"text":"abc"}},"response":{},
"_transfers":[{"kind":"no"}],"_holds":[1]}]}})");
    QVERIFY(read);
    const Exchange e = recordsOf<Exchange>(*read).at(0);
    QVERIFY(e.methodText().isEmpty());
    QCOMPARE(e.targetText().size(), e.requestHead.size() - 1);
    QCOMPARE(e.faultOffset, -1);
    QVERIFY(e.durationNs() > 0);
    QCOMPARE(requestContent(e), "abc");
    QVERIFY(e.extras->requestBody.size() < 100);
    QVERIFY(!made::exported(ExportFormat::Har, {e}).isEmpty());
}

QTEST_GUILESS_MAIN(HarImportTest)
#include "tst_harimport.moc"
