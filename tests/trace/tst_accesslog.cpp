// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "trace/accesslog.h"
#include "trace/words.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

#include <ctime>

using namespace trace;

namespace {

http::Span spanOf(const QByteArray &part, const QByteArray &bytes)
{
    return {quint32(bytes.indexOf(part)), quint32(part.size())};
}

/// A request that was understood and answered whole.
Exchange exchange(const QByteArray &method, const QByteArray &target, const QByteArray &fields = {})
{
    Exchange e;
    e.id = 9;
    e.connection = 4;
    e.ordinal = 2;
    e.client = {"192.0.2.7", 52144};
    e.outcome = Outcome::Complete;
    e.status = 200;
    e.startedMs = 1'316'387'908'042; // 2011-09-18T23:18:28.042Z
    e.timings.firstByte = 1'000;
    e.timings.finished = 1'235'999;
    const QByteArray line = method + ' ' + target + " HTTP/1.1";
    e.requestHead = line + "\r\n" + fields + "\r\n";
    e.method = spanOf(method, e.requestHead);
    e.target = {quint32(method.size() + 1), quint32(target.size())};
    e.requestLine = {0, quint32(line.size())};
    e.persistence = http::Persistence::KeepAlive;
    e.bodyLength = e.bodySent = 2326;
    e.diskPath = QStringLiteral("/srv/a.html");
    return e;
}

/// Bytes that were received but not understood.
Exchange unreadable(const QByteArray &bytes, Outcome outcome, int status, http::Fault fault)
{
    Exchange e = exchange("GET", "/");
    e.requestHead = bytes;
    e.method = e.target = e.requestLine = {};
    e.outcome = outcome;
    e.status = status;
    e.fault = fault;
    e.extras.edit().why = QStringLiteral("It was wrong.");
    e.persistence = http::Persistence::Close;
    e.diskPath.clear();
    return e;
}

Record record(const Exchange &e)
{
    return std::make_shared<const Exchange>(e);
}

Record record(const ConnectionRecord &c)
{
    return std::make_shared<const ConnectionRecord>(c);
}

ConnectionRecord connection(quint64 id, State state, CloseCause cause = CloseCause::Open,
                            quint64 requests = 0)
{
    ConnectionRecord c;
    c.id = id;
    c.client = {"::1", 40000};
    c.state = state;
    c.cause = cause;
    c.requests = requests;
    return c;
}

QByteArray everyByte()
{
    QByteArray bytes;
    for (int byte = 0; byte < 256; ++byte)
        bytes += char(byte);
    return bytes;
}

void setTimeZone(const char *zone)
{
    qputenv("TZ", zone);
    tzset();
}

} // namespace

class TestAccessLog : public QObject
{
    Q_OBJECT
private slots:
    void initTestCase() { setTimeZone("EDT4"); }
    void names_data();
    void names();
    void escapes_data();
    void escapes();
    void apache_data();
    void apache();
    void time_data();
    void time();
    void running();
    void json();
    void jsonOfWhatIsNotKnown();
    void jsonOfHostileBytes_data();
    void jsonOfHostileBytes();
    void linesStayLines_data();
    void linesStayLines();
    void console_data();
    void console();
    void consoleGivesEachLineOnce();
    void wordsAreDistinct();
};

void TestAccessLog::names_data()
{
    QTest::addColumn<QByteArray>("name");
    QTest::addColumn<int>("format"); // -1: none
    QTest::newRow("common") << QByteArray("common") << int(LogFormat::Common);
    QTest::newRow("combined") << QByteArray("combined") << int(LogFormat::Combined);
    QTest::newRow("json") << QByteArray("json") << int(LogFormat::Json);
    QTest::newRow("console") << QByteArray("console") << int(LogFormat::Console);
    QTest::newRow("nothing") << QByteArray() << -1;
    QTest::newRow("case counts") << QByteArray("JSON") << -1;
}

void TestAccessLog::names()
{
    QFETCH(QByteArray, name);
    QFETCH(int, format);
    const auto found = logFormat(name);
    QCOMPARE(found ? int(*found) : -1, format);
}

void TestAccessLog::escapes_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QByteArray>("expected");
    QTest::newRow("nothing") << QByteArray() << QByteArray();
    QTest::newRow("plain") << QByteArray("GET /a%20b?c=d~ HTTP/1.1")
                           << QByteArray("GET /a%20b?c=d~ HTTP/1.1");
    QTest::newRow("quote") << QByteArray("a\"b") << QByteArray("a\\\"b");
    QTest::newRow("backslash") << QByteArray("a\\nb") << QByteArray("a\\\\nb");
    QTest::newRow("line end") << QByteArray("a\r\nb") << QByteArray("a\\r\\nb");
    QTest::newRow("white space") << QByteArray("\b\t\v\f") << QByteArray("\\b\\t\\v\\x0c");
    QTest::newRow("nul") << QByteArray("a\0b", 3) << QByteArray("a\\x00b");
    QTest::newRow("escape sequence") << QByteArray("\x1b[2J") << QByteArray("\\x1b[2J");
    QTest::newRow("delete") << QByteArray("\x7f") << QByteArray("\\x7f");
    QTest::newRow("high bytes") << QByteArray("\x80\xff") << QByteArray("\\x80\\xff");
    QTest::newRow("utf-8") << QByteArray("\xc3\xa9") << QByteArray("\\xc3\\xa9");
}

void TestAccessLog::escapes()
{
    QFETCH(QByteArray, text);
    QTEST(escaped(text), "expected");
}

void TestAccessLog::apache_data()
{
    QTest::addColumn<Record>("record");
    QTest::addColumn<QByteArray>("common");
    QTest::addColumn<QByteArray>("more"); // of the combined format
    const QByteArray start = "192.0.2.7 - - [18/Sep/2011:19:18:28 -0400] ";

    QTest::newRow("plain") << record(
        exchange("GET", "/a.html", "Host: a\r\nreferer: http://b/ \r\nUser-Agent: c\r\n"))
                           << start + "\"GET /a.html HTTP/1.1\" 200 2326"
                           << QByteArray(" \"http://b/\" \"c\"");
    auto e = exchange("HEAD", "/");
    e.bodyLength = e.bodySent = 0;
    QTest::newRow("no content") << record(e) << start + "\"HEAD / HTTP/1.1\" 200 -"
                                << QByteArray(" \"-\" \"-\"");
    e = exchange("GET", "/big");
    e.outcome = Outcome::Aborted;
    e.bodySent = 10;
    QTest::newRow("broken off: the size of the response")
        << record(e) << start + "\"GET /big HTTP/1.1\" 200 2326" << QByteArray(" \"-\" \"-\"");
    e = exchange("GET", "/", "User-Agent: a\"b\\c\x1b\xff\r\n");
    QTest::newRow("hostile agent") << record(e) << start + "\"GET / HTTP/1.1\" 200 2326"
                                   << QByteArray(" \"-\" \"a\\\"b\\\\c\\x1b\\xff\"");
    e = unreadable("GET /unfin", Outcome::TimedOut, 408, http::Fault::HeadTimeout);
    e.bodyLength = 0;
    QTest::newRow("never finished") << record(e) << start + "\"-\" 408 -" << QByteArray(" \"-\" \"-\"");
    e = unreadable("GET /unfin", Outcome::Aborted, 0, http::Fault::None);
    e.bodyLength = 0;
    QTest::newRow("left before it was answered")
        << record(e) << start + "\"-\" - -" << QByteArray(" \"-\" \"-\"");
    e = unreadable("\x16\x03\x01\r\nrest", Outcome::Refused, 400, http::Fault::TlsHello);
    QTest::newRow("not http") << record(e) << start + "\"\\x16\\x03\\x01\" 400 2326"
                              << QByteArray(" \"-\" \"-\"");
}

void TestAccessLog::apache()
{
    QFETCH(Record, record);
    QFETCH(QByteArray, common);
    QFETCH(QByteArray, more);
    QCOMPARE(logLines(record, LogFormat::Common), common + '\n');
    QCOMPARE(logLines(record, LogFormat::Combined), common + more + '\n');
}

void TestAccessLog::time_data()
{
    QTest::addColumn<QByteArray>("zone");
    QTest::addColumn<qint64>("ms");
    QTest::addColumn<QByteArray>("expected");
    QTest::newRow("east, half an hour")
        << QByteArray("IST-5:30") << qint64(1'709'211'599'999) << QByteArray("[29/Feb/2024:18:29:59 +0530]");
    QTest::newRow("utc") << QByteArray("UTC0") << qint64(1'709'211'600'000)
                         << QByteArray("[29/Feb/2024:13:00:00 +0000]");
    QTest::newRow("west") << QByteArray("NST3:30") << qint64(1'704'067'200'000)
                          << QByteArray("[31/Dec/2023:20:30:00 -0330]");
}

void TestAccessLog::time()
{
    QFETCH(QByteArray, zone);
    QFETCH(qint64, ms);
    QFETCH(QByteArray, expected);
    setTimeZone(zone.constData());
    auto e = exchange("GET", "/");
    e.startedMs = ms;
    const QByteArray line = logLines(record(e), LogFormat::Common);
    setTimeZone("EDT4");
    QVERIFY2(line.contains(' ' + expected + ' '), line.constData());
}

void TestAccessLog::running()
{
    auto e = exchange("GET", "/");
    e.outcome = Outcome::InProgress;
    for (const auto format : {LogFormat::Common, LogFormat::Combined, LogFormat::Json, LogFormat::Console})
        QCOMPARE(logLines(record(e), format), QByteArray());
    for (const auto format : {LogFormat::Common, LogFormat::Combined, LogFormat::Json})
        QCOMPARE(logLines(record(connection(1, State::Closed)), format), QByteArray());
}

void TestAccessLog::json()
{
    auto e = exchange("GET", "/a?b", "Referer: http://r/\r\nUser-Agent: curl/8\r\n");
    e.extras.edit().why = QStringLiteral("The file is there: \u00e9\u4e2d.");
    e.extras.edit().reasons = {{http::Step::Range, "bytes=0-"}, {http::Step::NearCase, "/A\"\xff"}};
    e.bodySent = 12;
    e.outcome = Outcome::Reset;
    e.cause = CloseCause::ClientReset;
    QCOMPARE(
        logLines(record(e), LogFormat::Json),
        QByteArray(
            "{\"time\":\"2011-09-18T23:18:28.042Z\",\"client\":\"192.0.2.7\",\"port\":52144,"
            "\"connection\":4,\"request\":2,\"method\":\"GET\",\"target\":\"/a?b\",\"version\":\"HTTP/1.1\","
            "\"received\":null,\"status\":200,\"length\":2326,\"bytes\":12,\"duration_us\":1234,"
            "\"outcome\":\"reset\",\"close_cause\":\"client-reset\",\"why\":\"The file is there: "
            "\u00e9\u4e2d.\","
            "\"reasons\":[{\"step\":\"range\",\"text\":\"bytes=0-\"},"
            "{\"step\":\"near-case\",\"text\":\"/A\\\"\\\\xff\"}],\"referer\":\"http://r/\","
            "\"user_agent\":\"curl/8\"}\n"));
}

void TestAccessLog::jsonOfWhatIsNotKnown()
{
    const auto e = unreadable("SSH-2.0-x\r\nmore", Outcome::Refused, 0, http::Fault::MalformedRequestLine);
    const auto object = QJsonDocument::fromJson(logLines(record(e), LogFormat::Json)).object();
    for (const auto key : {"method", "target", "version", "status", "referer", "user_agent"})
        QVERIFY2(object.value(QLatin1StringView(key)).isNull(), key);
    QCOMPARE(object.value(u"received").toString(), QStringLiteral("SSH-2.0-x"));
    QCOMPARE(object.value(u"why").toString(), QStringLiteral("It was wrong."));
    QCOMPARE(object.size(), 19);
}

void TestAccessLog::jsonOfHostileBytes_data()
{
    QTest::addColumn<QByteArray>("target");
    QTest::addColumn<QString>("expected");
    QTest::newRow("quotes") << QByteArray("/\"\\/") << QStringLiteral("/\"\\/");
    QTest::newRow("controls") << QByteArray("/\0\x1b\x7f", 4) << QString::fromLatin1("/\0\x1b\x7f", 4);
    QTest::newRow("utf-8") << QByteArray("/\u00e9\u4e2d\U0001f6f3")
                           << QStringLiteral("/\u00e9\u4e2d\U0001f6f3");
    QTest::newRow("utf-8 that does not print")
        << QByteArray("/\u0085\u202e\u2028\U000e0001") << QStringLiteral("/\u0085\u202e\u2028\U000e0001");
    QTest::newRow("stray bytes") << QByteArray("/\x80\xff\xe4\xb8")
                                 << QStringLiteral("/\\x80\\xff\\xe4\\xb8");
    QTest::newRow("overlong slash") << QByteArray("/\xc0\xaf") << QStringLiteral("/\\xc0\\xaf");
    QTest::newRow("overlong in three") << QByteArray("/\xe0\x80\xaf") << QStringLiteral("/\\xe0\\x80\\xaf");
    QTest::newRow("surrogate") << QByteArray("/\xed\xa0\x80") << QStringLiteral("/\\xed\\xa0\\x80");
    QTest::newRow("above the last") << QByteArray("/\xf4\x90\x80\x80")
                                    << QStringLiteral("/\\xf4\\x90\\x80\\x80");
}

void TestAccessLog::jsonOfHostileBytes()
{
    QFETCH(QByteArray, target);
    QFETCH(QString, expected);
    const QByteArray line = logLines(record(exchange("GET", target)), LogFormat::Json);
    QJsonParseError error;
    const auto object = QJsonDocument::fromJson(line, &error).object();
    QVERIFY2(error.error == QJsonParseError::NoError, qUtf8Printable(error.errorString()));
    QCOMPARE(object.value(u"target").toString(), expected);
}

void TestAccessLog::linesStayLines_data()
{
    QTest::addColumn<int>("format");
    QTest::addColumn<int>("lines");
    QTest::newRow("common") << int(LogFormat::Common) << 1;
    QTest::newRow("combined") << int(LogFormat::Combined) << 1;
    QTest::newRow("json") << int(LogFormat::Json) << 1;
    QTest::newRow("console") << int(LogFormat::Console) << 5;
}

void TestAccessLog::linesStayLines()
{
    QFETCH(int, format);
    QFETCH(int, lines);
    // No parser lets all of these through; the log does not rely on it.
    auto e = exchange("GET", everyByte(), "User-Agent: " + everyByte().replace("\r\n", "") + "\r\n");
    e.diskPath = QString::fromLatin1(everyByte());
    e.extras.edit().why = e.diskPath;
    e.outcome = Outcome::Refused;
    e.fault = http::Fault::MalformedField;
    const QByteArray out = logLines(record(e), LogFormat(format));
    QVERIFY(out.endsWith('\n'));
    QCOMPARE(int(out.count('\n')), lines);
    for (const char byte : out)
        QVERIFY(uchar(byte) >= 0x20 || byte == '\n');
    QVERIFY(!out.contains('\x7f'));
    QVERIFY(QString::fromUtf8(out).toUtf8() == out);
}

void TestAccessLog::console_data()
{
    QTest::addColumn<Record>("record");
    QTest::addColumn<QByteArray>("lines");
    const QByteArray here = "----2 192.0.2.7:52144\n";
    QTest::newRow("found") << record(exchange("GET", "/a.html"))
                           << here
            + "GET /a.html HTTP/1.1\n/srv/a.html\n200\n----4 handled, connection kept\n";
    auto e = exchange("GET", "/%e4%b8%ad");
    e.status = 404;
    e.persistence = http::Persistence::Close;
    e.diskPath = QStringLiteral("/srv/\u4e2d \x1b\u202e.html");
    QTest::newRow("not found, a Chinese name") << record(e)
                                               << here
            + "GET /%e4%b8%ad HTTP/1.1\n/srv/\u4e2d \\x1b\\xe2\\x80\\xae.html\n404\n----4 handled, "
              "connection closed\n";
    e = unreadable("SSH-2.0-\x01\\\r\n", Outcome::Refused, 400, http::Fault::MalformedRequestLine);
    QTest::newRow("malformed") << record(
        e) << here + "SSH-2.0-\\x01\\\\\n400 It was wrong.\n----4 handled, connection closed\n";
    e = unreadable({}, Outcome::TimedOut, 408, http::Fault::HeadTimeout);
    QTest::newRow("said nothing") << record(
        e) << here + "(nothing was received)\n408 It was wrong.\n----4 handled, connection closed\n";
    e = exchange("GET", "/a.html");
    e.outcome = Outcome::Reset;
    e.status = 0;
    QTest::newRow("gone") << record(e)
                          << here
            + "GET /a.html HTTP/1.1\n/srv/a.html\nno answer, reset by the client before it was "
              "answered\n----4 handled, connection kept\n";
    QTest::newRow("arrival") << record(connection(1, State::Receiving)) << QByteArray("----2 [::1]:40000\n");
    QTest::newRow("came and went") << record(connection(1, State::Closed, CloseCause::SilentTimeout))
                                   << QByteArray(
                                          "----2 [::1]:40000\n----4 nothing was asked: server closed: the "
                                          "client said nothing\n");
}

void TestAccessLog::console()
{
    QFETCH(Record, record);
    QTEST(logLines(record, LogFormat::Console), "lines");
}

void TestAccessLog::consoleGivesEachLineOnce()
{
    using Kind = ConsoleLine::Kind;
    Console console;
    const auto kinds = [&console](const Record &r) {
        std::vector<Kind> result;
        for (const auto &line : console.lines(r))
            result.push_back(line.kind);
        return result;
    };
    const std::vector<Kind> handled{Kind::Request, Kind::Path, Kind::Status, Kind::Handled};
    std::vector<Kind> first = handled;
    first.insert(first.begin(), Kind::Arrived);

    // Fast: the request is heard of before its connection.
    QVERIFY(kinds(record(exchange("GET", "/"))) == first);
    QVERIFY(kinds(record(exchange("GET", "/"))) == handled);
    QVERIFY(kinds(record(connection(4, State::Idle, CloseCause::Open, 2))).empty());
    QVERIFY(kinds(record(connection(4, State::Closed, CloseCause::ClientFin, 2))).empty());
    // Slow: snapshots, then the end.
    QVERIFY(kinds(record(connection(5, State::Receiving))) == std::vector{Kind::Arrived});
    QVERIFY(kinds(record(connection(5, State::Receiving))).empty());
    QVERIFY(kinds(record(connection(5, State::Closed, CloseCause::Kicked))) == std::vector{Kind::Handled});
    // Heard of only when it is over.
    QVERIFY((kinds(record(connection(6, State::Closed, CloseCause::ClientFin)))
             == std::vector{Kind::Arrived, Kind::Handled}));
}

void TestAccessLog::wordsAreDistinct()
{
    const auto check = [](auto last) {
        using Enum = decltype(last);
        QSet<QByteArray> words;
        for (int i = 0; i <= int(last); ++i)
            words.insert(word(Enum(i)).toByteArray());
        return words.size() == int(last) + 1;
    };
    QVERIFY(check(Outcome::ServerStopped));
    QVERIFY(check(State::Closed));
    QVERIFY(check(CloseCause::ServerStopped));
    QVERIFY(check(http::Fault::BodyTimeout));
}

QTEST_APPLESS_MAIN(TestAccessLog)
#include "tst_accesslog.moc"
