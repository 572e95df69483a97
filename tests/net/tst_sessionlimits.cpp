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

/// The session's deadlines, least rates, numbers and ends, without a socket, a clock or a thread.
class TestSessionLimits : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();

    void silence();
    void headDeadlineIsAbsolute();
    void bodyDeadlineFollowsProgress();
    void idleDeadline();
    void sendDeadlineFollowsProgress();
    void headSlowerThanTheLeastRate();
    void responseReadTooSlowly();
    void lastOfItsRequests();
    void drainsAfterAnError();
    void drainHasALimit();
    void endsAtOnce_data();
    void endsAtOnce();

private:
    Playbook playbook(net::Limits limits = {}) const { return Playbook(m_site, limits); }

    QTemporaryDir m_folder;
    std::shared_ptr<const site::Site> m_site;
};

/// Whether the exchange says why its connection ended with it.
static Playbook::Check endedBy(CloseCause cause)
{
    return [cause](const Exchange &e) {
        return e.cause == cause ? QString() : QStringLiteral("ended by %1").arg(trace::sentence(e.cause));
    };
}

void TestSessionLimits::initTestCase()
{
    put(m_folder, QStringLiteral("index.html"), "<p>home</p>");
    put(m_folder, QStringLiteral("a.txt"), "alpha");
    put(m_folder, QStringLiteral("b.txt"), "bravo");
    put(m_folder, QStringLiteral("large.bin"), QByteArray(300'000, 'x'));
    auto site = site::Site::open({.root = m_folder.path()});
    QVERIFY(site);
    m_site = *site;
}

void TestSessionLimits::silence()
{
    const auto emptyWithReason = [](const Exchange &e) {
        return e.requestHead.isEmpty() && !e.extras->why.isEmpty() ? QString()
                                                                   : QStringLiteral("record of silence");
    };
    PLAY(playbook()
             .after(9900ms)
             .expectState(State::Receiving)
             .after(200ms)
             .expectClosed(CloseCause::SilentTimeout)
             .expectSilence()
             .expectRecord(Outcome::TimedOut, 0, emptyWithReason));
    PLAY(playbook()
             .after(1s)
             .fin()
             .expectClosed(CloseCause::ClientFin)
             .expectRecord(Outcome::Aborted, 0, emptyWithReason));
}

void TestSessionLimits::headDeadlineIsAbsolute()
{
    PLAY(playbook()
             .client("GET /a")
             .after(6s)
             .client(".txt HT")
             .after(4100ms)
             .expect(408, "Connection: close\r\n")
             .expectRecord(Outcome::TimedOut, 408,
                           [](const Exchange &e) {
                               return e.requestHead == "GET /a.txt HT" ? QString()
                                                                       : QString::fromUtf8(e.requestHead);
                           })
             .expectState(State::Draining)
             .after(2s)
             .expectClosed(CloseCause::HeadTimeout));
}

void TestSessionLimits::bodyDeadlineFollowsProgress()
{
    PLAY(playbook()
             .client("POST /a HTTP/1.1\r\n" + Host + "Content-Length: 10\r\n\r\n12")
             .after(29s)
             .client("34")
             .after(29s)
             .expectState(State::Receiving)
             .after(2s)
             .expect(408)
             .expectRecord(Outcome::TimedOut, 408)
             .fin()
             .expectClosed(CloseCause::BodyTimeout));
}

void TestSessionLimits::idleDeadline()
{
    PLAY(playbook()
             .client(get("/a.txt"))
             .expect(200)
             .after(14s)
             .client(get("/b.txt"))
             .expect(200)
             .after(14900ms)
             .expectState(State::Idle)
             .after(200ms)
             .expectClosed(CloseCause::IdleTimeout)
             .expectSilence());
}

void TestSessionLimits::sendDeadlineFollowsProgress()
{
    net::Limits limits;
    limits.sendRate = 0;
    PLAY(playbook(limits)
             .kernelTakes(1000)
             .client(get("/large.bin"))
             .after(29s)
             .kernelTakes(1000)
             .after(29s)
             .expectState(State::Responding)
             .after(2s)
             .expectClosed(CloseCause::SendTimeout)
             .expectRecord(Outcome::TimedOut, 200, [](const Exchange &e) {
                 return e.bodySent == 2000 - e.responseHead.size() && e.bodyLength == 300'000
                     ? QString()
                     : QStringLiteral("sent %1 of %2").arg(e.bodySent).arg(e.bodyLength);
             }));
}

void TestSessionLimits::headSlowerThanTheLeastRate()
{
    net::Limits limits;
    limits.headRate = 10;
    PLAY(playbook(limits)
             .client("GET /a.txt")
             .after(3900ms)
             .expectState(State::Receiving)
             .client(" HTTP")
             .after(400ms)
             .expectState(State::Receiving)
             .after(300ms)
             .expect(408, "Connection: close\r\n")
             .expectRecord(Outcome::TimedOut, 408,
                           [](const Exchange &e) {
                               return e.fault == http::Fault::HeadTooSlow ? QString()
                                                                          : QStringLiteral("fault");
                           })
             .fin()
             .expectClosed(CloseCause::HeadTooSlow));
    PLAY(playbook(limits) // however fast: all of it has its time
             .client("GET /a.txt HTTP/1.1\r\nX: " + QByteArray(100, 'x'))
             .after(10s)
             .expect(408)
             .fin()
             .expectClosed(CloseCause::HeadTimeout));
}

void TestSessionLimits::responseReadTooSlowly()
{
    net::Limits limits;
    limits.sendRate = 1000;
    PLAY(playbook(limits)
             .kernelTakes(5000)
             .client(get("/large.bin"))
             .after(20s)
             .kernelTakes(5000)
             .after(19900ms)
             .expectState(State::Responding)
             .after(200ms)
             .expectClosed(CloseCause::SendTooSlow)
             .expectRecord(Outcome::TimedOut, 200, endedBy(CloseCause::SendTooSlow)));
    PLAY(playbook(limits) // what we make it wait is not its fault
             .kernelTakes(10'000)
             .client(get("/large.bin"))
             .waits(60s)
             .after(29s)
             .expectState(State::Responding)
             .kernelTakes(-1)
             .expect(200)
             .expectRecord(Outcome::Complete, 200));
}

void TestSessionLimits::lastOfItsRequests()
{
    net::Limits limits;
    limits.requests = 2;
    PLAY(playbook(limits)
             .client(get("/a.txt") + get("/b.txt") + get("/a.txt"))
             .expect(200, "alpha")
             .expect(200, "Connection: close\r\n")
             .expectSilence()
             .expectState(State::Draining)
             .fin()
             .expectClosed(CloseCause::RequestLimit)
             .expectRecord(Outcome::Complete, 200, endedBy(CloseCause::Open))
             .expectRecord(Outcome::Complete, 200, endedBy(CloseCause::RequestLimit)));
    limits.requests = 1;
    PLAY(playbook(limits) // who asked for it first is told so
             .client("GET /a.txt HTTP/1.1\r\n" + Host + "Connection: close\r\n\r\n")
             .expect(200)
             .fin()
             .expectClosed(CloseCause::Finished));
}

void TestSessionLimits::drainsAfterAnError()
{
    PLAY(playbook()
             .client("nonsense\r\n\r\n")
             .expect(400)
             .client("and more of it")
             .expectSilence()
             .expectState(State::Draining)
             .after(2s)
             .expectClosed(CloseCause::Refused));
}

void TestSessionLimits::drainHasALimit()
{
    net::Limits limits;
    limits.drainBytes = 100;
    PLAY(playbook(limits)
             .client("nonsense\r\n\r\n")
             .expect(400)
             .client(QByteArray(101, 'x'))
             .expectClosed(CloseCause::Refused));
}

void TestSessionLimits::endsAtOnce_data()
{
    QTest::addColumn<CloseCause>("cause");
    QTest::addColumn<Outcome>("outcome");
    QTest::newRow("kicked") << CloseCause::Kicked << Outcome::Kicked;
    QTest::newRow("stopped") << CloseCause::ServerStopped << Outcome::ServerStopped;
    QTest::newRow("too many") << CloseCause::AddressLimit << Outcome::Refused;
}

void TestSessionLimits::endsAtOnce()
{
    QFETCH(CloseCause, cause);
    QFETCH(Outcome, outcome);
    PLAY(playbook().ends(cause).expectClosed(cause).expectSilence().expectRecord(outcome, 0));
    PLAY(playbook().client("GET /a").ends(cause).expectClosed(cause).expectRecord(outcome, 0));
    PLAY(playbook()
             .kernelTakes(500)
             .client(get("/large.bin"))
             .ends(cause)
             .expectClosed(cause)
             .expectRecord(outcome, 200));
    PLAY(playbook().client(get("/a.txt")).expect(200).ends(cause).expectClosed(cause));
}

QTEST_GUILESS_MAIN(TestSessionLimits)
#include "tst_sessionlimits.moc"
