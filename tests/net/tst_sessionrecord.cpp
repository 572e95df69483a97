// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "playbook.h"
#include "sessionfolder.h"

#include <QTemporaryDir>
#include <QTest>

#include <numeric>

using namespace std::chrono_literals;
using trace::CloseCause;
using trace::Exchange;
using trace::Outcome;
using trace::State;
using Kind = trace::Transfer::Kind;

#define PLAY(playbook) QCOMPARE((playbook).play(), QString())
#define PLAY_WHOLE(playbook) QCOMPARE((playbook).playWhole(), QString())

namespace {

qint64 ns(std::chrono::nanoseconds time)
{
    return time.count();
}

/// Says by how much the field differs.
Playbook::Check is(qint64 trace::Extras::*field, std::chrono::nanoseconds wanted)
{
    return [=](const Exchange &e) {
        const qint64 is = (*e.extras).*field;
        return is == ns(wanted) ? QString() : QStringLiteral("%1 ns, wanted %2").arg(is).arg(ns(wanted));
    };
}

QString kinds(const Exchange &e)
{
    QString letters;
    for (const trace::Transfer &transfer : e.extras->transfers)
        letters += QLatin1Char("rwef"[int(transfer.kind)]);
    return letters;
}

} // namespace

/// What a session writes down of an exchange: where the time went, its bodies, what the socket did for it.
class TestSessionRecord : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();

    void stampsComeInOrder_data();
    void stampsComeInOrder();
    void blockedBehindASlowOne();
    void notBlockedByAnEmptyLine();
    void stalls();
    void throttles();
    void holdIsNobodysStall();
    void heldAndEnded_data();
    void heldAndEnded();
    void holdsNothingButAResponse();
    void keepsTheRequestsBody_data();
    void keepsTheRequestsBody();
    void keepsTheResponsesBody_data();
    void keepsTheResponsesBody();
    void placesTheContentInTheFile_data();
    void placesTheContentInTheFile();
    void listsTransfers();
    void boundsTransfers();

private:
    Playbook playbook(net::Limits limits = {}) const { return Playbook(m_site, limits); }

    QTemporaryDir m_folder;
    std::shared_ptr<const site::Site> m_site;
};

void TestSessionRecord::initTestCase()
{
    put(m_folder, QStringLiteral("a.txt"), "alpha");
    put(m_folder, QStringLiteral("b.txt"), "bravo");
    put(m_folder, QStringLiteral("large.bin"), QByteArray(300'000, 'x'));
    put(m_folder, QStringLiteral("text.txt"), QByteArray("all work and no play\n").repeated(5'000));
    auto site = site::Site::open({.root = m_folder.path()});
    QVERIFY(site);
    m_site = *site;
}

void TestSessionRecord::stampsComeInOrder_data()
{
    QTest::addColumn<QByteArray>("request");
    QTest::addColumn<int>("status");
    QTest::addColumn<bool>("interim");
    const QByteArray post = "POST /a.txt HTTP/1.1\r\n" + Host;
    const QByteArray put = "PUT /a.txt HTTP/1.1\r\n" + Host;
    QTest::newRow("file") << get("/a.txt") << 200 << false;
    QTest::newRow("page of ours") << get("/missing") << 404 << false;
    QTest::newRow("made on the fly") << "GET /text.txt HTTP/1.1\r\n" + Host + "Accept-Encoding: gzip\r\n\r\n"
                                     << 200 << false;
    QTest::newRow("body") << post + "Content-Length: 5\r\n\r\nhello" << 405 << false;
    QTest::newRow("refused at once") << put + "Content-Length: 5\r\nExpect: 100-continue\r\n\r\n"
                                     << 405 << false;
    QTest::newRow("continued, then malformed") << "GET /a.txt HTTP/1.1\r\n" + Host
            + "Transfer-Encoding: chunked\r\nExpect: 100-continue\r\n\r\nZ\r\n"
                                               << 400 << true;
}

/// The clock runs on whenever it is looked at, so a stamp that was taken too early or too late shows.
void TestSessionRecord::stampsComeInOrder()
{
    QFETCH(QByteArray, request);
    QFETCH(int, status);
    QFETCH(bool, interim);
    auto book = playbook().clockTicks(1ms).client(request);
    if (interim)
        book.expectInterim();
    PLAY(book.expect(status)
             .ends(CloseCause::Kicked)
             .expectRecord(
                 status == 400 ? Outcome::Refused : Outcome::Complete, status, [](const Exchange &e) {
                     const trace::Timings &t = e.timings;
                     std::vector stamps{t.firstByte, t.headComplete};
                     if (t.requestComplete > 0)
                         stamps.push_back(t.requestComplete);
                     stamps.insert(stamps.end(), {t.responseStart, t.firstSent, t.finished});
                     const bool right = stamps.front() > 0 && std::is_sorted(stamps.cbegin(), stamps.cend());
                     QString text;
                     for (const auto stamp : stamps)
                         text += QString::number(stamp - stamps.front()) + QLatin1Char(' ');
                     return right ? QString() : text;
                 }));
}

/// What waits behind what waits, waits as long.
void TestSessionRecord::blockedBehindASlowOne()
{
    PLAY_WHOLE(playbook()
                   .kernelTakes(1000)
                   .client(get("/large.bin") + get("/a.txt") + get("/b.txt"))
                   .after(5s)
                   .kernelTakes(-1)
                   .expect(200)
                   .expect(200, "alpha")
                   .expect(200, "bravo")
                   .expectRecord(Outcome::Complete, 200, is(&trace::Extras::blockedNs, 0s))
                   .expectRecord(Outcome::Complete, 200, is(&trace::Extras::blockedNs, 5s))
                   .expectRecord(Outcome::Complete, 200, is(&trace::Extras::blockedNs, 5s)));
}

/// RFC 9112 §2.2: an empty line before a request is skipped; what comes later has not waited since.
void TestSessionRecord::notBlockedByAnEmptyLine()
{
    PLAY(playbook()
             .client(get("/a.txt") + "\r\n")
             .expect(200, "alpha")
             .after(5s)
             .client(get("/b.txt"))
             .expect(200, "bravo")
             .expectRecord(Outcome::Complete, 200, is(&trace::Extras::blockedNs, 0s))
             .expectRecord(Outcome::Complete, 200, is(&trace::Extras::blockedNs, 0s)));
}

void TestSessionRecord::stalls()
{
    PLAY(playbook()
             .kernelTakes(1000)
             .client(get("/large.bin"))
             .after(3s)
             .kernelTakes(2000)
             .after(4s)
             .kernelTakes(-1)
             .expect(200)
             .expectRecord(Outcome::Complete, 200, is(&trace::Extras::stalledNs, 7s)));
    PLAY(playbook()
             .kernelTakes(1000)
             .client(get("/large.bin"))
             .after(3s)
             .reset()
             .expectRecord(Outcome::Reset, 200, [](const Exchange &e) {
                 const bool right = e.extras->stalledNs == ns(3s)
                     && e.extras->backlogMax == e.bodyLength - e.bodySent && e.responseBytes == 1000;
                 return right ? QString()
                              : QStringLiteral("%1 %2").arg(e.extras->stalledNs).arg(e.extras->backlogMax);
             }));
}

void TestSessionRecord::throttles()
{
    PLAY(playbook()
             .kernelTakes(1000)
             .client(get("/large.bin"))
             .kernelTakes(0)
             .waits(2s)
             .kernelTakes(-1)
             .expect(200)
             .expectRecord(Outcome::Complete, 200, is(&trace::Extras::throttledNs, 2s)));
}

/// The time in which a person holds it back is counted once, as what it is, and no deadline runs in it.
void TestSessionRecord::holdIsNobodysStall()
{
    PLAY(playbook()
             .kernelTakes(1000)
             .client(get("/large.bin"))
             .after(2s)
             .holds()
             .expectState(State::Held)
             .after(600s)
             .expectState(State::Held)
             .releases()
             .expectState(State::Responding)
             .after(3s)
             .kernelTakes(-1)
             .expect(200)
             .expectRecord(Outcome::Complete, 200, is(&trace::Extras::stalledNs, 5s))
             .expectState(State::Idle));
    PLAY(playbook()
             .kernelTakes(1000)
             .client(get("/large.bin"))
             .after(2s)
             .holds()
             .after(600s)
             .kernelTakes(-1)
             .releases()
             .expect(200)
             .expectRecord(Outcome::Complete, 200, [](const Exchange &e) {
                 const bool right = e.extras->stalledNs == ns(2s) && e.extras->holds.size() == 1
                     && e.extras->holds[0].until - e.extras->holds[0].from == ns(600s) && !e.isHeld();
                 return right ? QString() : QString::number(e.extras->stalledNs);
             }));
}

void TestSessionRecord::heldAndEnded_data()
{
    QTest::addColumn<CloseCause>("cause");
    QTest::addColumn<Outcome>("outcome");
    QTest::newRow("kicked") << CloseCause::Kicked << Outcome::Kicked;
    QTest::newRow("banned") << CloseCause::Banned << Outcome::Kicked;
    QTest::newRow("reset") << CloseCause::ClientReset << Outcome::Reset;
    QTest::newRow("stopped") << CloseCause::ServerStopped << Outcome::ServerStopped;
}

void TestSessionRecord::heldAndEnded()
{
    QFETCH(CloseCause, cause);
    QFETCH(Outcome, outcome);
    auto book = playbook().kernelTakes(1000).client(get("/large.bin")).holds().after(60s);
    if (cause == CloseCause::ClientReset)
        book.reset();
    else if (cause == CloseCause::ServerStopped)
        book.stops();
    else
        book.ends(cause);
    PLAY(book.releases() // comes too late
             .expectClosed(cause)
             .expectRecord(outcome, 200, [](const Exchange &e) {
                 return e.extras->holds.size() == 1
                         && e.extras->holds[0].until - e.extras->holds[0].from == ns(60s)
                     ? QString()
                     : QStringLiteral("holds");
             }));
}

void TestSessionRecord::holdsNothingButAResponse()
{
    PLAY(playbook().holds().expectState(State::Receiving).releases().expectState(State::Receiving));
    PLAY(playbook().client(get("/a.txt")).expect(200).holds().expectState(State::Idle));
}

void TestSessionRecord::keepsTheRequestsBody_data()
{
    QTest::addColumn<QByteArray>("fields");
    QTest::addColumn<QByteArray>("sent");
    QTest::addColumn<int>("most");
    QTest::addColumn<QByteArray>("kept");
    const QByteArray chunked = "Transfer-Encoding: chunked\r\n";
    const QByteArray chunks = "5;a=b\r\nhello\r\n0\r\nX: y\r\n\r\n";
    QTest::newRow("length") << QByteArray("Content-Length: 5\r\n") << QByteArray("hello") << 100
                            << QByteArray("hello");
    QTest::newRow("as many as fit") << QByteArray("Content-Length: 5\r\n") << QByteArray("hello") << 5
                                    << QByteArray("hello");
    QTest::newRow("the first") << QByteArray("Content-Length: 5\r\n") << QByteArray("hello") << 3
                               << QByteArray("hel");
    QTest::newRow("none") << QByteArray("Content-Length: 5\r\n") << QByteArray("hello") << 0 << QByteArray();
    QTest::newRow("chunks") << chunked << chunks << 100 << chunks;
    QTest::newRow("the first of chunks") << chunked << chunks << 9 << chunks.first(9);
}

void TestSessionRecord::keepsTheRequestsBody()
{
    QFETCH(QByteArray, fields);
    QFETCH(QByteArray, sent);
    QFETCH(int, most);
    QFETCH(QByteArray, kept);
    const auto check = [&](const Exchange &e) {
        return e.extras->requestBody == kept && e.extras->requestBodyBytes == 5
            ? QString()
            : QString::fromLatin1(e.extras->requestBody);
    };
    net::Limits limits;
    limits.recordBody = most;
    PLAY(playbook(limits)
             .client("GET /a.txt HTTP/1.1\r\n" + Host + fields + "\r\n" + sent + get("/b.txt"))
             .expect(200, "alpha")
             .expect(200, "bravo")
             .expectRecord(Outcome::Complete, 200, check)
             .expectRecord(Outcome::Complete, 200, [](const Exchange &e) {
                 return e.extras->requestBody.isEmpty() ? QString() : QStringLiteral("a body of another");
             }));
}

void TestSessionRecord::keepsTheResponsesBody_data()
{
    QTest::addColumn<QByteArray>("request");
    QTest::addColumn<int>("status");
    QTest::addColumn<qint64>("room"); // -1: all of it is sent
    QTest::addColumn<int>("most");
    const QByteArray gzip = "GET /text.txt HTTP/1.1\r\n" + Host + "Accept-Encoding: gzip\r\n\r\n";
    const qint64 all = -1;
    QTest::newRow("page of ours") << get("/missing") << 404 << all << 65'536;
    QTest::newRow("its first bytes") << get("/missing") << 404 << all << 20;
    QTest::newRow("not at all") << get("/missing") << 404 << all << 0;
    QTest::newRow("broken off") << get("/missing") << 404 << qint64(400) << 65'536;
    QTest::newRow("broken off in the head") << get("/missing") << 404 << qint64(10) << 65'536;
    QTest::newRow("chunks") << gzip << 200 << all << 65'536;
    QTest::newRow("first bytes of chunks") << gzip << 200 << all << 20;
    QTest::newRow("HEAD") << "HEAD /missing HTTP/1.1\r\n" + Host + "\r\n" << 404 << all << 65'536;
}

/// As many bytes as were sent behind the head, and never more than are to be kept.
void TestSessionRecord::keepsTheResponsesBody()
{
    QFETCH(QByteArray, request);
    QFETCH(int, status);
    QFETCH(qint64, room);
    QFETCH(int, most);
    net::Limits limits;
    limits.recordBody = most;
    const auto outcome = room < 0 ? Outcome::Complete : Outcome::Reset;
    PLAY(playbook(limits).kernelTakes(room).client(request).reset().expectRecord(
        outcome, status, [&](const Exchange &e) {
            const qint64 body = std::max<qint64>(0, e.responseBytes - e.responseHead.size());
            const bool right = e.responseBody.size() == std::min<qint64>(most, body) && e.bodySent <= body
                && (room < 0 || e.responseBytes == room);
            return right ? QString() : QStringLiteral("%1 of %2").arg(e.responseBody.size()).arg(body);
        }));
}

void TestSessionRecord::placesTheContentInTheFile_data()
{
    QTest::addColumn<QByteArray>("range");
    QTest::addColumn<int>("status");
    QTest::addColumn<qint64>("offset");
    QTest::newRow("whole") << QByteArray() << 200 << qint64(0);
    QTest::newRow("range") << QByteArray("Range: bytes=2-3\r\n") << 206 << qint64(2);
    QTest::newRow("two ranges") << QByteArray("Range: bytes=0-0,3-4\r\n") << 206 << qint64(-1);
}

void TestSessionRecord::placesTheContentInTheFile()
{
    QFETCH(QByteArray, range);
    QFETCH(int, status);
    QFETCH(qint64, offset);
    PLAY(playbook()
             .client("GET /large.bin HTTP/1.1\r\n" + Host + range + "\r\n")
             .expect(status)
             .expectRecord(Outcome::Complete, status, [&](const Exchange &e) {
                 const bool inFile = offset >= 0;
                 const bool right = e.fileOffset == offset && e.fileSize == (inFile ? 300'000 : -1)
                     && (e.fileModifiedNs > 0) == inFile && (!inFile || e.responseBody.isEmpty());
                 return right ? QString() : QStringLiteral("%1 in %2").arg(e.fileOffset).arg(e.fileSize);
             }));
}

/// One for each turn, however many parts of the request came in it; none for one read and one write.
void TestSessionRecord::listsTransfers()
{
    const auto listed = [](const QString &wanted) {
        return [wanted](const Exchange &e) {
            return kinds(e) == wanted ? QString() : QStringLiteral("transfers: ") + kinds(e);
        };
    };
    const QByteArray post = "GET /a.txt HTTP/1.1\r\n" + Host + "Content-Length: 5\r\n";
    PLAY_WHOLE(playbook()
                   .client(get("/a.txt"))
                   .client(post + "\r\nhello")
                   .expect(200)
                   .expect(200)
                   .expectRecord(Outcome::Complete, 200, listed(QString()))
                   .expectRecord(Outcome::Complete, 200, listed(QString())));
    PLAY_WHOLE(playbook()
                   .client(post)
                   .after(1s)
                   .client("\r\nhello")
                   .expect(200)
                   .expectRecord(Outcome::Complete, 200, listed(QStringLiteral("rrw"))));
    PLAY_WHOLE(playbook()
                   .kernelTakes(1000)
                   .client(get("/large.bin"))
                   .after(1s)
                   .kernelTakes(-1)
                   .expect(200)
                   .expectRecord(Outcome::Complete, 200, listed(QStringLiteral("rwfw"))));
}

void TestSessionRecord::boundsTransfers()
{
    auto book = playbook();
    const qint64 turns = 2 * qint64(trace::mostTransfers);
    book.kernelTakes(1).client(get("/large.bin"));
    for (qint64 i = 1; i < turns; ++i)
        book.after(1ms).kernelTakes(1);
    PLAY(book.after(1ms).reset().expectRecord(Outcome::Reset, 200, [turns](const Exchange &e) {
        const auto written = std::accumulate(
            e.extras->transfers.cbegin(), e.extras->transfers.cend(), qint64(0),
            [](qint64 sum, const trace::Transfer &t) { return sum + (t.kind == Kind::Write ? t.bytes : 0); });
        const bool right = e.extras->transfers.size() == trace::mostTransfers && written == turns
            && e.responseBytes == turns;
        return right ? QString() : QStringLiteral("%1 of %2").arg(written).arg(e.extras->transfers.size());
    }));
}

QTEST_GUILESS_MAIN(TestSessionRecord)
#include "tst_sessionrecord.moc"
