// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "client.h"
#include "serverfixture.h"
#include "trace/body.h"
#include "trace/words.h"

#include <QRegularExpression>
#include <QTest>

#include <algorithm>
#include <chrono>
#include <optional>
#include <thread>

using http::Fault;
using trace::CloseCause;
using trace::Closer;
using trace::Outcome;
using namespace std::chrono_literals;

namespace {

/// What the record of one exchange has to say, written down before anything is sent.
struct Told
{
    Outcome outcome = Outcome::Complete;
    int status = 200;
    Fault fault = Fault::None;
    CloseCause cause = CloseCause::Open;
    QByteArray requestHead = {};           ///< all of it
    qint32 faultOffset = -1;               ///< in requestHead
    QByteArray requestBody = {};           ///< as it came, chunk framing and all
    qint64 requestBodyBytes = 0;           ///< content
    std::optional<qint64> bodySent = {};   ///< nothing: what the client got, see gotBody
    std::optional<qint64> bodyLength = {}; ///< nothing: bodySent
    const char *transfers = "";            ///< a regular expression for their kinds: r w e f; empty: none
    bool stalled = false;
    bool blocked = false;
    int holds = 0;
};

/// The same of the connection.
struct ToldConnection
{
    CloseCause cause = CloseCause::ClientFin;
    Closer closer = Closer::Client;
    bool clientFin = true;
    bool serverFin = false;
    qint64 bytesIn = 0;
    std::optional<qint64> bytesOut = {}; ///< nothing: what the client got
    quint64 fewestReads = 1;
    quint64 mostReads = 1;
};

/// What the client saw with its own eyes.
struct Seen
{
    qint64 bytes = 0; ///< that it received
    bool readToTheEnd = true;
};

QByteArray kinds(const trace::Transfers &transfers)
{
    QByteArray letters;
    for (const trace::Transfer &transfer : transfers)
        letters += "rwef"[int(transfer.kind)];
    return letters;
}

/// Collects what differs, a line for each field.
class Differences
{
public:
    template <typename T>
    void field(const char *name, const T &got, const T &wanted)
    {
        if (got == wanted)
            return;
        char *gotText = QTest::toString(got), *wantedText = QTest::toString(wanted);
        add(name, QString::fromUtf8(gotText), QString::fromUtf8(wantedText));
        delete[] gotText;
        delete[] wantedText;
    }
    void add(const char *name, const QString &got, const QString &wanted)
    {
        m_text += QStringLiteral("\n  %1: %2 instead of %3").arg(QLatin1String(name), got, wanted);
    }
    [[nodiscard]] QByteArray text() const { return m_text.toUtf8(); }

private:
    QString m_text;
};

void compareTimes(Differences &differences, const trace::Exchange &e)
{
    const trace::Timings &t = e.timings;
    trace::SteadyNs last = t.firstByte;
    for (const trace::SteadyNs stamp :
         {t.headComplete, t.requestComplete, t.responseStart, t.firstSent, t.finished}) {
        if (stamp != 0 && stamp < last)
            differences.add("timings", QString::number(stamp - last), QStringLiteral("in order"));
        last = std::max(last, stamp);
    }
    differences.field("firstSent", t.firstSent > 0, e.responseBytes > 0);
    differences.field("responseStart", t.responseStart > 0, e.status > 0);
    qint64 written = 0;
    for (const trace::Transfer &transfer : e.extras->transfers)
        written += transfer.kind == trace::Transfer::Kind::Write ? transfer.bytes : 0;
    if (!e.extras->transfers.empty())
        differences.field("bytes of the writes", written, e.responseBytes);
}

QByteArray differences(const trace::Exchange &e, const Told &told, quint32 ordinal)
{
    Differences d;
    d.field("ordinal", e.ordinal, ordinal);
    d.field("outcome", trace::word(e.outcome).toByteArray(), trace::word(told.outcome).toByteArray());
    d.field("status", e.status, told.status);
    d.field("fault", trace::word(e.fault).toByteArray(), trace::word(told.fault).toByteArray());
    d.field("cause", trace::word(e.cause).toByteArray(), trace::word(told.cause).toByteArray());
    d.field("requestHead", e.requestHead, told.requestHead);
    d.field("faultOffset", e.faultOffset, told.faultOffset);
    d.field("requestBody", e.extras->requestBody, told.requestBody);
    d.field("requestBodyBytes", e.extras->requestBodyBytes, told.requestBodyBytes);
    if (told.bodySent)
        d.field("bodySent", e.bodySent, *told.bodySent);
    d.field("bodyLength", e.bodyLength, told.bodyLength.value_or(e.bodySent));
    d.field("responseHead", e.responseHead.startsWith("HTTP/1.1 " + QByteArray::number(told.status)),
            told.status > 0);
    d.field("responseBytes", e.responseBytes,
            e.responseBytes == 0 ? qint64(0) : e.responseHead.size() + e.bodySent);
    d.field("why", e.extras->why.isEmpty(), told.status >= 200 && told.status < 300);
    const QRegularExpression wanted(QRegularExpression::anchoredPattern(QLatin1String(told.transfers)));
    if (const auto got = QString::fromLatin1(kinds(e.extras->transfers)); !wanted.match(got).hasMatch())
        d.add("transfers", got, wanted.pattern());
    d.field("stalled", e.extras->stalledNs > 0, told.stalled);
    d.field("backlogMax", e.extras->backlogMax > 0, told.stalled);
    d.field("blocked", e.extras->blockedNs > 0, told.blocked);
    d.field("throttledNs", e.extras->throttledNs, qint64(0));
    d.field("holds", int(e.extras->holds.size()), told.holds);
    d.field("isHeld", e.isHeld(), false);
    compareTimes(d, e);
    return d.text();
}

QByteArray differences(const trace::ConnectionRecord &c, const ToldConnection &told, size_t requests,
                       const Seen &seen)
{
    Differences d;
    d.field("state", trace::word(c.state).toByteArray(), QByteArray("closed"));
    d.field("cause", trace::word(c.cause).toByteArray(), trace::word(told.cause).toByteArray());
    d.field("closer", int(trace::closedBy(c.cause)), int(told.closer));
    d.field("clientFin", c.clientFin > 0, told.clientFin);
    d.field("serverFin", c.serverFin > 0, told.serverFin);
    d.field("requests", c.requests, quint64(requests));
    d.field("bytesIn", qint64(c.bytesIn), told.bytesIn);
    if (seen.readToTheEnd)
        d.field("bytesOut", qint64(c.bytesOut), told.bytesOut.value_or(seen.bytes));
    if (c.reads < told.fewestReads || c.reads > told.mostReads)
        d.add("reads", QString::number(c.reads),
              QStringLiteral("%1 to %2").arg(told.fewestReads).arg(told.mostReads));
    d.field("closed", c.closed >= c.accepted && c.closed > 0, true);
    return d.text();
}

} // namespace

/// A hostile client over real sockets, and the records it has to leave.
class TestTruth : public ServerFixture
{
    Q_OBJECT

private slots:
    void halfClose();
    void oneBytePerSecondIn();
    void oneBytePerSecondOut();
    void pipelining();
    void resetInTheRequestBody();
    void resetInTheResponseBody();
    void silence();
    void malformed_data();
    void malformed();
    void abandonsADownloadAt43Percent();
    void kicked();
    void banned();
    void pausedAndResumed();
    void pausedAndGone();

private:
    /// Compares everything that was recorded of the one connection there was.
    void check(const std::vector<Told> &told, const ToldConnection &connection, const Seen &seen);
    static QByteArray get(const QByteArray &target)
    {
        return "GET " + target + " HTTP/1.1\r\nHost: a\r\n\r\n";
    }
};

void TestTruth::check(const std::vector<Told> &told, const ToldConnection &wanted, const Seen &seen)
{
    const auto closed = connection([](const auto &c) { return c.state == trace::State::Closed; });
    QVERIFY2(closed, "the connection was never closed");
    QTRY_COMPARE(size_t(m_log->exchanges().size()), told.size());
    QCOMPARE(m_log->connections().size(), 1);
    for (size_t i = 0; i < told.size(); ++i) {
        const auto &exchange = *m_log->exchanges().at(m_log->exchanges().first() + i);
        QCOMPARE(exchange.connection, closed->id);
        const QByteArray found = differences(exchange, told[i], quint32(i + 1));
        QVERIFY2(found.isEmpty(), ("exchange " + QByteArray::number(int(i + 1)) + found).constData());
    }
    const QByteArray found = differences(*closed, wanted, told.size(), seen);
    QVERIFY2(found.isEmpty(), ("connection" + found).constData());
}

/// RFC 9112 §9.6: whoever has sent FIN may still read; the record says that he closed first, and got it all.
void TestTruth::halfClose()
{
    const QByteArray head = get("/a.txt");
    const Told told{.requestHead = head, .bodySent = 5};
    const ToldConnection connection{.bytesIn = head.size(), .mostReads = 2};

    QVERIFY(start());
    Client client(m_server->port());
    QVERIFY(client.send(head));
    client.sendFin();
    const QByteArray got = client.receiveAll();
    QVERIFY(got.endsWith("alpha"));
    check({told}, connection, {got.size()});
}

void TestTruth::oneBytePerSecondIn()
{
    const QByteArray head = "GET / HTTP/1.1\r\nHost: a\r\n\r\n";
    const qsizetype slowly = 4; // bytes; the rest in one go
    const Told told{.requestHead = head, .bodySent = 11, .transfers = "r{5}w"};
    const ToldConnection connection{.bytesIn = head.size(), .fewestReads = 5, .mostReads = 5};

    QVERIFY(start());
    Client client(m_server->port());
    for (qsizetype i = 0; i < slowly; ++i) {
        QVERIFY(client.send(head.sliced(i, 1)));
        std::this_thread::sleep_for(
            1s); // it is the client's slowness that is tried, not a wait for something
    }
    QVERIFY(client.send(head.sliced(slowly)));
    const Answer answer = client.answer();
    client.close();
    check({told}, connection, {answer.head.size() + answer.body.size()});
    const auto &exchange = *m_log->exchanges().at(m_log->exchanges().first());
    QVERIFY(exchange.timings.headComplete - exchange.timings.firstByte >= 3'000'000'000);
}

void TestTruth::oneBytePerSecondOut()
{
    const QByteArray content = put(QStringLiteral("large.bin"), QByteArray(6'000'000, 'x'));
    const QByteArray head = get("/large.bin");
    const Told told{
        .requestHead = head, .bodySent = content.size(), .transfers = "r[wf]*f[wf]*w", .stalled = true};
    const ToldConnection connection{.bytesIn = head.size()};

    QVERIFY(start());
    Client client(m_server->port(), 4096);
    QVERIFY(client.send(head));
    qint64 got = 0;
    for (int second = 0; second < 3; ++second) {
        got += client.receive(1).size();
        std::this_thread::sleep_for(1s);
    }
    // It is listed while it is slow, and the record says that it waits for the client.
    const auto running = exchange([](const auto &e) { return e.extras->stalledNs > 0; });
    QVERIFY(running);
    QCOMPARE(running->outcome, Outcome::InProgress);
    QVERIFY(running->bodySent < content.size());
    QVERIFY(running->extras->tcp.has_value());
    got += client.receive(running->responseHead.size() + content.size() - got).size();
    client.close();
    check({told}, connection, {got});
}

void TestTruth::pipelining()
{
    const QByteArray content = put(QStringLiteral("large.bin"), QByteArray(3'000'000, 'x'));
    const QByteArray first = get("/large.bin"), second = get("/a.txt"), third = get("/missing");
    const std::vector<Told> told{
        {.requestHead = first, .bodySent = content.size(), .transfers = "r[wf]*", .stalled = true},
        {.requestHead = second, .bodySent = 5, .blocked = true},
        {.status = 404, .requestHead = third, .blocked = true},
    };
    const ToldConnection connection{.bytesIn = first.size() + second.size() + third.size()};

    QVERIFY(start());
    Client client(m_server->port(), 4096);
    QVERIFY(client.send(first + second + third)); // one segment
    QVERIFY(
        exchange([](const auto &e) { return e.extras->stalledNs > 0; })); // the first one met a full buffer
    const Answer one = client.answer(), two = client.answer(), three = client.answer();
    QCOMPARE(one.body.size(), content.size());
    QCOMPARE(two.body, QByteArray("alpha"));
    QCOMPARE(three.status, 404);
    client.close();
    check(told, connection,
          {one.head.size() + one.body.size() + two.head.size() + two.body.size() + three.head.size()
           + three.body.size()});
}

void TestTruth::resetInTheRequestBody()
{
    const QByteArray head = "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 100\r\n\r\n";
    const Told told{.outcome = Outcome::Reset,
                    .status = 0,
                    .cause = CloseCause::ClientReset,
                    .requestHead = head,
                    .requestBody = "0123456789",
                    .requestBodyBytes = 10,
                    .bodySent = 0};
    const ToldConnection connection{.cause = CloseCause::ClientReset,
                                    .clientFin = false,
                                    .bytesIn = head.size() + 10,
                                    .bytesOut = 0,
                                    .mostReads = 2};

    QVERIFY(start());
    Client client(m_server->port());
    QVERIFY(client.send(head + "0123456789"));
    QVERIFY(exchange([](const auto &e) { return e.extras->requestBodyBytes == 10; }));
    client.sendReset();
    check({told}, connection, {});
}

void TestTruth::resetInTheResponseBody()
{
    const QByteArray content = put(QStringLiteral("large.bin"), QByteArray(8'000'000, 'x'));
    const QByteArray head = get("/large.bin");
    const Told told{.outcome = Outcome::Reset,
                    .cause = CloseCause::ClientReset,
                    .requestHead = head,
                    .bodyLength = content.size(),
                    .transfers = "r[wf]*",
                    .stalled = true};
    const ToldConnection connection{
        .cause = CloseCause::ClientReset, .clientFin = false, .bytesIn = head.size()};

    QVERIFY(start());
    Client client(m_server->port(), 4096);
    QVERIFY(client.send(head));
    QCOMPARE(client.receive(100'000).size(), 100'000);
    QVERIFY(exchange([](const auto &e) { return e.extras->stalledNs > 0; }));
    client.sendReset();
    check({told}, connection, {100'000, false});
    const auto &exchange = *m_log->exchanges().at(m_log->exchanges().first());
    QVERIFY(exchange.bodySent > 99'000 && exchange.bodySent < content.size());
}

void TestTruth::silence()
{
    const Told told{
        .outcome = Outcome::TimedOut, .status = 0, .cause = CloseCause::SilentTimeout, .bodySent = 0};
    const ToldConnection connection{.cause = CloseCause::SilentTimeout,
                                    .closer = Closer::Server,
                                    .clientFin = false,
                                    .bytesOut = 0,
                                    .fewestReads = 0,
                                    .mostReads = 0};

    net::ServerConfig config;
    config.limits.head = 300ms;
    QVERIFY(start(config));
    Client client(m_server->port());
    QVERIFY(client.receiveAll().isEmpty());
    check({told}, connection, {});
}

void TestTruth::malformed_data()
{
    QTest::addColumn<QByteArray>("sent");
    QTest::addColumn<int>("status");
    QTest::addColumn<int>("fault");
    QTest::addColumn<int>("offset"); // counted by hand
    const auto row = [](const char *name, const QByteArray &sent, int status, Fault fault, int offset) {
        QTest::newRow(name) << sent << status << int(fault) << offset;
    };
    row("two spaces", "GET  / HTTP/1.1\r\nHost: a\r\n\r\n", 400, Fault::MalformedRequestLine, 4);
    row("NUL in the target", QByteArray("GET /a\0b HTTP/1.1\r\n\r\n", 21), 400, Fault::MalformedRequestLine,
        6);
    row("bare line feed", "GET / HTTP/1.1\nHost: a\n\n", 400, Fault::BareLineFeed, 14);
    row("HTTP/2.0", "GET / HTTP/2.0\r\nHost: a\r\n\r\n", 505, Fault::UnsupportedVersion, 11);
    row("unknown method", "BREW / HTTP/1.1\r\nHost: a\r\n\r\n", 501, Fault::UnknownMethod, 0);
    row("TLS hello", QByteArray("\x16\x03\x01\x02\x00", 5), 400, Fault::TlsHello, 0);
    row("no colon", "GET / HTTP/1.1\r\nHost: a\r\nAccept\r\n\r\n", 400, Fault::MalformedField, 31);
    row("space before the colon", "GET / HTTP/1.1\r\nHost : a\r\n\r\n", 400, Fault::MalformedField, 20);
    row("no Host", "GET / HTTP/1.1\r\nAccept: a\r\n\r\n", 400, Fault::MissingHost, -1);
    row("two Hosts", "GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n", 400, Fault::BadHost, 25);
    row("length and chunks",
        "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\nabc", 400,
        Fault::AmbiguousFraming, -1);
}

void TestTruth::malformed()
{
    QFETCH(QByteArray, sent);
    QFETCH(int, status);
    QFETCH(int, fault);
    QFETCH(int, offset);

    QVERIFY(start());
    Client client(m_server->port());
    QVERIFY(client.send(sent));
    client.sendFin();
    const QByteArray got = client.receiveAll();
    QVERIFY2(got.startsWith("HTTP/1.1 " + QByteArray::number(status)), got.constData());

    const auto refused = exchange([](const auto &e) { return e.outcome != Outcome::InProgress; });
    QVERIFY(refused);
    QVERIFY2(sent.startsWith(refused->requestHead) && !refused->requestHead.isEmpty(),
             refused->requestHead.constData());
    const Told told{.outcome = Outcome::Refused,
                    .status = status,
                    .fault = Fault(fault),
                    .cause = CloseCause::Refused,
                    .requestHead = refused->requestHead, // as far as it was looked at, which is tried above
                    .faultOffset = offset};
    const ToldConnection connection{.cause = CloseCause::Refused,
                                    .closer = Closer::Server,
                                    .clientFin = true,
                                    .serverFin = true,
                                    .bytesIn = sent.size(),
                                    .mostReads = 2};
    check({told}, connection, {got.size()});
}

void TestTruth::abandonsADownloadAt43Percent()
{
    const QByteArray content = put(QStringLiteral("large.bin"), QByteArray(20'000'000, 'x'));
    const qint64 wanted = content.size() * 43 / 100;
    const QByteArray head = get("/large.bin");

    QVERIFY(start());
    Client client(m_server->port(), 4096);
    QVERIFY(client.send(head));
    const QByteArray got = client.receive(wanted);
    QCOMPARE(got.size(), wanted);
    client.close(); // with bytes unread, so the kernel says RST (RFC 9293 §3.10.4)

    const Told told{.outcome = Outcome::Reset,
                    .cause = CloseCause::ClientReset,
                    .requestHead = head,
                    .bodyLength = content.size(),
                    .transfers = "r[wf]*",
                    .stalled = true};
    const ToldConnection connection{
        .cause = CloseCause::ClientReset, .clientFin = false, .bytesIn = head.size()};
    check({told}, connection, {wanted, false});
    // The kernel took what the client read and what was on its way to it, but not all. What arrived is known:
    // what was read, and the little that fits into a buffer this small.
    const auto &exchange = *m_log->exchanges().at(m_log->exchanges().first());
    QVERIFY(exchange.responseBytes >= wanted);
    QVERIFY(exchange.bodySent < content.size());
    const qint64 read = wanted - exchange.responseHead.size();
    QVERIFY(exchange.extras->bodyAcknowledged >= read && exchange.extras->bodyAcknowledged < read + 200'000);
    QVERIFY2(trace::sentence(exchange).contains(QStringLiteral("reset by the client at 43 %")),
             qUtf8Printable(trace::sentence(exchange)));
}

void TestTruth::kicked()
{
    const QByteArray content = put(QStringLiteral("large.bin"), QByteArray(8'000'000, 'x'));
    const QByteArray head = get("/large.bin");
    const Told told{.outcome = Outcome::Kicked,
                    .cause = CloseCause::Kicked,
                    .requestHead = head,
                    .bodyLength = content.size(),
                    .transfers = "r[wf]*",
                    .stalled = true};
    const ToldConnection wanted{
        .cause = CloseCause::Kicked, .closer = Closer::Server, .clientFin = false, .bytesIn = head.size()};

    QVERIFY(start());
    Client client(m_server->port(), 4096);
    QVERIFY(client.send(head));
    const auto running = exchange([](const auto &e) { return e.extras->stalledNs > 0; });
    QVERIFY(running);
    m_server->kick(running->connection);
    check({told}, wanted, {0, false});
}

/// Every connection of that address, and the next one too, until it is let in again.
void TestTruth::banned()
{
    const QHostAddress stranger(QStringLiteral("127.0.0.2"));
    QVERIFY(start());
    QVERIFY(!m_server->ban(QHostAddress(QHostAddress::LocalHost)));
    QVERIFY(!m_server->ban(stranger)); // loopback is this machine, whatever its last number
    m_places = {net::Place{.interface = QStringLiteral("eth0"),
                           .address = QHostAddress(QStringLiteral("192.0.2.1")),
                           .url = {},
                           .listening = false}};
    QVERIFY(!m_server->ban(QHostAddress(QStringLiteral("192.0.2.1"))));
    QVERIFY(!m_server->ban(QHostAddress(QStringLiteral("::ffff:192.0.2.1"))));
    QVERIFY(m_server->bans().isEmpty());
    QVERIFY(m_server->ban(QHostAddress(QStringLiteral("192.0.2.7"))));
    QVERIFY(m_server->ban(QHostAddress(QStringLiteral("::ffff:192.0.2.7"))));
    QCOMPARE(m_server->bans(), QList{QHostAddress(QStringLiteral("192.0.2.7"))});
    m_server->unban(QHostAddress(QStringLiteral("192.0.2.7")));
    QVERIFY(m_server->bans().isEmpty());

    // Nobody is there to hear what is asked for before the start and after the stop.
    const auto ask = [this] {
        m_server->watch({1});
        m_server->kickIdle();
        m_server->hold(1);
        m_server->release(1);
        QVERIFY(m_server->ban(QHostAddress(QStringLiteral("192.0.2.8"))));
        m_server->unban(QHostAddress(QStringLiteral("192.0.2.8")));
    };
    // What a configuration says is not asked for permission: it is how a ban can be tried on loopback.
    m_server->stop();
    QTRY_COMPARE(m_server->state(), net::Server::State::Stopped);
    ask();
    net::ServerConfig config;
    config.bans = {QHostAddress(QHostAddress::LocalHost)};
    QVERIFY(start(config));
    Client client(m_server->port());
    QVERIFY(client.receiveAll().isEmpty());
    const Told told{.outcome = Outcome::Kicked, .status = 0, .cause = CloseCause::Banned, .bodySent = 0};
    const ToldConnection wanted{.cause = CloseCause::Banned,
                                .closer = Closer::Server,
                                .clientFin = false,
                                .bytesOut = 0,
                                .fewestReads = 0,
                                .mostReads = 0};
    check({told}, wanted, {});
    m_server->unban(QHostAddress(QHostAddress::LocalHost));
    QTRY_COMPARE(Client(m_server->port()).get("/a.txt").status, 200);
}

void TestTruth::pausedAndResumed()
{
    const QByteArray content = put(QStringLiteral("large.bin"), QByteArray(8'000'000, 'x'));
    const QByteArray head = get("/large.bin");
    const Told told{
        .requestHead = head, .bodySent = content.size(), .transfers = "r[wf]*", .stalled = true, .holds = 2};
    const ToldConnection wanted{.bytesIn = head.size()};

    net::ServerConfig config;
    config.limits.send = 400ms; // does not count while it is held
    QVERIFY(start(config));
    Client client(m_server->port(), 4096);
    QVERIFY(client.send(head));
    const auto running = exchange([](const auto &e) { return e.extras->stalledNs > 0; });
    QVERIFY(running);
    for (int time = 0; time < 2; ++time) {
        m_server->hold(running->connection);
        QVERIFY(connection([](const auto &c) { return c.state == trace::State::Held; }));
        const auto held = exchange([](const auto &e) { return e.isHeld(); });
        QVERIFY(held);
        std::this_thread::sleep_for(500ms);
        m_server->release(running->connection);
        QVERIFY(connection([](const auto &c) { return c.state != trace::State::Held; }));
    }
    const Answer answer = client.answer();
    QCOMPARE(answer.body.size(), content.size());
    client.close();
    check({told}, wanted, {answer.head.size() + answer.body.size()});
    const auto &exchange = *m_log->exchanges().at(m_log->exchanges().first());
    for (const trace::Hold &hold : exchange.extras->holds)
        QVERIFY(hold.until - hold.from >= 500'000'000);
}

/// Nobody reads or writes while it is held; it is noticed all the same.
void TestTruth::pausedAndGone()
{
    const QByteArray content = put(QStringLiteral("large.bin"), QByteArray(8'000'000, 'x'));
    const QByteArray head = get("/large.bin");
    const Told told{.outcome = Outcome::Reset,
                    .cause = CloseCause::ClientReset,
                    .requestHead = head,
                    .bodyLength = content.size(),
                    .transfers = "r[wf]*",
                    .stalled = true,
                    .holds = 1};
    const ToldConnection wanted{.cause = CloseCause::ClientReset, .clientFin = false, .bytesIn = head.size()};

    QVERIFY(start());
    Client client(m_server->port(), 4096);
    QVERIFY(client.send(head));
    const auto running = exchange([](const auto &e) { return e.extras->stalledNs > 0; });
    QVERIFY(running);
    m_server->hold(running->connection);
    QVERIFY(connection([](const auto &c) { return c.state == trace::State::Held; }));
    client.sendReset();
    check({told}, wanted, {0, false});
}

QTEST_GUILESS_MAIN(TestTruth)
#include "tst_truth.moc"
