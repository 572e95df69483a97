// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "playbook.h"
#include "sessionfolder.h"

#include <QDateTime>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace std::chrono_literals;
using trace::CloseCause;
using trace::Exchange;
using trace::Outcome;
using trace::State;

#define PLAY(playbook) QCOMPARE((playbook).play(), QString())

/// The session's whole behaviour, without a socket, a clock or a thread.
class TestSession : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();

    void answersAFile();
    void keepsAliveAndCloses_data();
    void keepsAliveAndCloses();
    void answersPipelinedInOrder();
    void headHasNoBody();
    void refuses_data();
    void refuses();
    void continuesOnExpect();
    void refusesOnExpectWithoutTheBody();
    void discardsABody();
    void discardsTrailers();
    void clientGoesAway_data();
    void clientGoesAway();
    void sendsALargeFileInPieces();
    void fileFails();
    void stopsGracefully();
    void streams();
    void headsAreRecordedAsOnTheWire();

private:
    Playbook playbook(net::Limits limits = {}) const { return Playbook(m_site, limits); }

    QTemporaryDir m_folder;
    std::shared_ptr<const site::Site> m_site;
};

void TestSession::initTestCase()
{
    put(m_folder, QStringLiteral("index.html"), "<p>home</p>");
    put(m_folder, QStringLiteral("a.txt"), "alpha");
    put(m_folder, QStringLiteral("b.txt"), "bravo");
    put(m_folder, QStringLiteral("large.bin"), QByteArray(300'000, 'x'));
    QByteArray digits;
    for (quint32 i = 0, x = 1; i < 20'000; ++i, x = x * 1'103'515'245 + 12'345)
        digits += QByteArray::number(x); // compresses to more than one chunk
    put(m_folder, QStringLiteral("digits.txt"), digits);
    auto site = site::Site::open({.root = m_folder.path()});
    QVERIFY(site);
    m_site = *site;
}

void TestSession::answersAFile()
{
    PLAY(playbook()
             .client(get("/a.txt"))
             .expect(200, "\r\n\r\nalpha")
             .expectSilence()
             .expectRecord(Outcome::Complete, 200)
             .expectState(State::Idle));
}

void TestSession::keepsAliveAndCloses_data()
{
    QTest::addColumn<QByteArray>("request");
    QTest::addColumn<QByteArray>("connection"); // the response's Connection line
    QTest::addColumn<State>("state");
    const QByteArray path = "/a.txt";
    QTest::newRow("1.1, RFC 9112 9.3") << "GET /a.txt HTTP/1.1\r\n" + Host + "\r\n"
                                       << QByteArray() << State::Idle;
    QTest::newRow("1.1 close") << "GET /a.txt HTTP/1.1\r\n" + Host + "Connection: close\r\n\r\n"
                               << QByteArray("Connection: close\r\n") << State::Draining;
    QTest::newRow("1.1 Close in a list")
        << "GET /a.txt HTTP/1.1\r\n" + Host + "Connection: foo, Close\r\n\r\n"
        << QByteArray("Connection: close\r\n") << State::Draining;
    QTest::newRow("1.0") << QByteArray("GET /a.txt HTTP/1.0\r\n\r\n") << QByteArray("Connection: close\r\n")
                         << State::Draining;
    QTest::newRow("1.0 keep-alive") << QByteArray("GET /a.txt HTTP/1.0\r\nConnection: keep-alive\r\n\r\n")
                                    << QByteArray("Connection: keep-alive\r\n") << State::Idle;
    QTest::newRow("404 stays open") << get("/nothing") << QByteArray() << State::Idle;
}

void TestSession::keepsAliveAndCloses()
{
    QFETCH(QByteArray, request);
    QFETCH(QByteArray, connection);
    QFETCH(State, state);
    const int status = request.contains("/nothing") ? 404 : 200;
    auto book = playbook().client(request).expect(status, connection).expectSilence().expectState(state);
    if (state == State::Draining)
        book.fin().expectClosed(CloseCause::Finished);
    PLAY(book);
}

void TestSession::answersPipelinedInOrder()
{
    PLAY(playbook()
             .client(get("/a.txt") + "\r\n" + get("/missing") + get("/b.txt"))
             .expect(200, "alpha")
             .expect(404, "sorry, file not found")
             .expect(200, "bravo")
             .expectSilence()
             .expectRecord(
                 Outcome::Complete, 200,
                 [](const Exchange &e) { return e.ordinal == 1 ? QString() : QStringLiteral("ordinal"); })
             .expectRecord(Outcome::Complete, 404)
             .expectRecord(Outcome::Complete, 200, [](const Exchange &e) {
                 return e.ordinal == 3 && e.requestHead == get("/b.txt") ? QString()
                                                                         : QStringLiteral("third");
             }));
}

void TestSession::headHasNoBody()
{
    PLAY(playbook()
             .client("HEAD /a.txt HTTP/1.1\r\n" + Host + "\r\n")
             .expect(200, "Content-Length: 5\r\n")
             .expectSilence()
             .expectRecord(Outcome::Complete, 200)
             .client("HEAD /none HTTP/1.1\r\n" + Host + "\r\n")
             .expect(404)
             .expectSilence());
}

void TestSession::refuses_data()
{
    QTest::addColumn<QByteArray>("request");
    QTest::addColumn<int>("status");
    QTest::newRow("RFC 9112 3.2: no Host") << QByteArray("GET / HTTP/1.1\r\n\r\n") << 400;
    QTest::newRow("RFC 9112 3: not a request line") << QByteArray("hello\r\n\r\n") << 400;
    QTest::newRow("RFC 9112 2.2: bare LF") << QByteArray("GET / HTTP/1.1\nHost: a\n\n") << 400;
    QTest::newRow("RFC 9112 6.1: both framings")
        << "POST / HTTP/1.1\r\n" + Host + "Content-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n"
        << 400;
    QTest::newRow("RFC 9110 15.5.14: body over the limit") << "POST / HTTP/1.1\r\n" + Host
            + "Content-Length: 99999999\r\n\r\n" << 413;
    QTest::newRow("RFC 9110 15.5.15: target over the limit") << "GET /" + QByteArray(9000, 'a')
            + " HTTP/1.1\r\n" + Host + "\r\n" << 414;
    QTest::newRow("RFC 6585 5: head over the limit")
        << "GET / HTTP/1.1\r\n" + Host + "A: " + QByteArray(40000, 'a') + "\r\n\r\n"
        << 431;
    QTest::newRow("RFC 9110 15.6.2: unknown method") << "BREW / HTTP/1.1\r\n" + Host + "\r\n" << 501;
    QTest::newRow("RFC 9110 15.6.6: version") << QByteArray("GET / HTTP/3.0\r\n\r\n") << 505;
    QTest::newRow("TLS on the HTTP port") << QByteArray("\x16\x03\x01\x02\x00\x01\x00", 7) << 400;
}

void TestSession::refuses()
{
    QFETCH(QByteArray, request);
    QFETCH(int, status);
    if (request.size() > 1000) { // every split of these would take minutes and say no more
        net::Limits limits;
        limits.parser.requestLine = 80;
        limits.parser.head = 300;
        request.replace(QByteArray(9000, 'a'), QByteArray(81, 'a'));
        request.replace(QByteArray(40000, 'a'), QByteArray(310, 'a'));
        PLAY(playbook(limits)
                 .client(request)
                 .expect(status, "Connection: close\r\n")
                 .expectState(State::Draining)
                 .expectRecord(Outcome::Refused, status)
                 .fin()
                 .expectClosed(CloseCause::Refused));
        return;
    }
    PLAY(playbook()
             .client(request)
             .expect(status, "Connection: close\r\n")
             .expectSilence()
             .expectRecord(Outcome::Refused, status,
                           [](const Exchange &e) {
                               return e.extras->why.isEmpty() ? QStringLiteral("no reason") : QString();
                           })
             .expectState(State::Draining)
             .fin()
             .expectClosed(CloseCause::Refused));
}

void TestSession::continuesOnExpect()
{
    PLAY(playbook()
             .client("GET /a.txt HTTP/1.1\r\n" + Host + "Expect: 100-continue\r\nContent-Length: 4\r\n\r\n")
             .expectInterim()
             .expectSilence()
             .client("body")
             .expect(200, "alpha")
             .expectRecord(Outcome::Complete, 200,
                           [](const Exchange &e) -> QString {
                               const trace::Timings &t = e.timings;
                               const bool right
                                   = t.continued >= t.headComplete && t.continued <= t.requestComplete;
                               return right ? QString()
                                            : QStringLiteral("continued at %1 ns").arg(t.continued);
                           })
             .expectState(State::Idle));
    PLAY(playbook() // 100 Continue is not taken before the client is gone
             .kernelTakes(0)
             .client("GET /a.txt HTTP/1.1\r\n" + Host + "Expect: 100-continue\r\nContent-Length: 4\r\n\r\n")
             .reset()
             .expectSilence()
             .expectClosed(CloseCause::ClientReset));
}

void TestSession::refusesOnExpectWithoutTheBody()
{
    PLAY(playbook()
             .client("PUT /a.txt HTTP/1.1\r\n" + Host + "Expect: 100-continue\r\nContent-Length: 4\r\n\r\n")
             .expect(405, "Allow: ")
             .expectSilence()
             .expectState(State::Draining));
}

void TestSession::discardsABody()
{
    PLAY(playbook()
             .client("GET /a.txt HTTP/1.1\r\n" + Host
                     + "Transfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n0\r\n\r\n" + get("/b.txt"))
             .expect(200, "alpha")
             .expect(200, "bravo")
             .expectRecord(Outcome::Complete, 200, [](const Exchange &e) {
                 return e.extras->requestBodyBytes == 3 ? QString() : QStringLiteral("body bytes");
             }));
}

void TestSession::discardsTrailers()
{
    PLAY(playbook()
             .client("GET /a.txt HTTP/1.1\r\n" + Host
                     + "Transfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n0\r\nX-Sum: 7\r\nY: z\r\n\r\n"
                     + get("/b.txt"))
             .expect(200, "alpha")
             .expect(200, "bravo")
             .expectSilence());
    PLAY(playbook().client("OPTIONS * HTTP/1.1\r\n" + Host + "\r\n").expect(204).expectState(State::Idle));
}

void TestSession::clientGoesAway_data()
{
    QTest::addColumn<QByteArray>("request");
    QTest::addColumn<qint64>("room");
    QTest::addColumn<bool>("byReset");
    QTest::addColumn<Outcome>("outcome");
    QTest::addColumn<int>("status");
    QTest::newRow("FIN in the head") << QByteArray("GET /a.t") << qint64(-1) << false << Outcome::Aborted
                                     << 0;
    QTest::newRow("RST in the head") << QByteArray("GET /a.t") << qint64(-1) << true << Outcome::Reset << 0;
    QTest::newRow("FIN in the body") << "POST / HTTP/1.1\r\n" + Host + "Content-Length: 9\r\n\r\n12"
                                     << qint64(-1) << false << Outcome::Aborted << 0;
    QTest::newRow("RST in the response")
        << get("/large.bin") << qint64(5000) << true << Outcome::Reset << 200;
    QTest::newRow("FIN in the response")
        << get("/large.bin") << qint64(5000) << false << Outcome::Aborted << 200;
}

void TestSession::clientGoesAway()
{
    QFETCH(QByteArray, request);
    QFETCH(qint64, room);
    QFETCH(bool, byReset);
    QFETCH(Outcome, outcome);
    QFETCH(int, status);
    auto book = playbook().kernelTakes(room).client(request);
    if (byReset)
        book.reset().expectClosed(CloseCause::ClientReset);
    else
        book.fin().expectClosed(CloseCause::ClientFin);
    PLAY(book.expectRecord(outcome, status, [](const Exchange &e) {
        return e.persistence == http::Persistence::Close && e.durationNs() >= 0 ? QString()
                                                                                : QStringLiteral("record");
    }));
}

void TestSession::sendsALargeFileInPieces()
{
    auto book = playbook().kernelTakes(1).client(get("/large.bin") + get("/a.txt"));
    for (int i = 0; i < 10; ++i)
        book.kernelTakes(31'111);
    PLAY(book.kernelTakes(-1).expect(200, "Content-Length: 300000\r\n").expect(200, "alpha").expectSilence());
}

void TestSession::fileFails()
{
    PLAY(playbook()
             .kernelTakes(1000)
             .client(get("/large.bin"))
             .fileBreaks()
             .expectClosed(CloseCause::FileFailed)
             .expectRecord(Outcome::FileFailed, 200));
    PLAY(playbook()
             .kernelTakes(1000)
             .client(get("/large.bin"))
             .fileBreaks(site::ContentError::Changed)
             .expectClosed(CloseCause::FileChanged)
             .expectRecord(Outcome::FileChanged, 200));
}

void TestSession::stopsGracefully()
{
    PLAY(playbook().client(get("/a.txt")).expect(200).stops().expectClosed(CloseCause::ServerStopped));
    PLAY(playbook()
             .kernelTakes(1000)
             .client(get("/large.bin"))
             .stops()
             .expectState(State::Responding)
             .kernelTakes(-1)
             .expect(200)
             .expectState(State::Draining)
             .fin()
             .expectClosed(CloseCause::ServerStopped)
             .expectRecord(Outcome::Complete, 200));
}

void TestSession::streams()
{
    const QByteArray request = "GET /digits.txt HTTP/1.1\r\n" + Host + "Accept-Encoding: gzip\r\n\r\n";
    const auto wasWhole = [](const Exchange &e) {
        return e.bodyLength == e.bodySent && e.bodySent > 65'536
            ? QString()
            : QStringLiteral("%1 of %2").arg(e.bodySent).arg(e.bodyLength);
    };
    PLAY(playbook()
             .client(request + get("/a.txt"))
             .expect(200, "Transfer-Encoding: chunked\r\n")
             .expect(200, "alpha")
             .expectSilence()
             .expectRecord(Outcome::Complete, 200, wasWhole)
             .expectState(State::Idle));
    PLAY(playbook()
             .kernelTakes(1000)
             .client(request)
             .stops()
             .expectState(State::Responding)
             .kernelTakes(-1)
             .expect(200)
             .expectState(State::Draining)
             .fin()
             .expectClosed(CloseCause::ServerStopped)
             .expectRecord(Outcome::Complete, 200, wasWhole));
    PLAY(playbook()
             .kernelTakes(1000)
             .client(request)
             .after(31s)
             .expectClosed(CloseCause::SendTimeout)
             .expectRecord(Outcome::TimedOut, 200, [](const Exchange &e) {
                 return e.bodyLength == -1 && e.bodySent > 0 ? QString() : QStringLiteral("length");
             }));
}

void TestSession::headsAreRecordedAsOnTheWire()
{
    const QByteArray request
        = "GET /a.txt?q=%20 HTTP/1.1\r\nhOST:   porthole \r\nX-Odd:\tv\r\nX-Odd: w\r\n\r\n";
    PLAY(playbook()
             .client("\r\n" + request)
             .expect(200, "alpha")
             .expectRecord(Outcome::Complete, 200, [&](const Exchange &e) {
                 const bool right = e.requestHead == request && e.methodText() == "GET"
                     && e.targetText() == "/a.txt?q=%20" && e.requestLineText() == "GET /a.txt?q=%20 HTTP/1.1"
                     && e.requestField("host") == "porthole"
                     && e.responseHead.startsWith("HTTP/1.1 200 OK\r\n")
                     && e.responseHead.endsWith("\r\n\r\n")
                     && e.responseHead.contains("Date: Sun, 06 Nov 1994 08:49:37 GMT\r\n");
                 return right ? QString() : QString::fromUtf8(e.requestHead + e.responseHead);
             }));
}

QTEST_GUILESS_MAIN(TestSession)
#include "tst_session.moc"
