// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/verdict.h"

#include <QTest>

#include <functional>

using models::Slowest;
using trace::CloseCause;
using trace::Exchange;
using trace::Outcome;

class VerdictTest : public QObject
{
    Q_OBJECT
private slots:
    void blames_data();
    void blames();
    void saysWhatBecameOfIt_data();
    void saysWhatBecameOfIt();
    void endsWithTheRecording_data();
    void endsWithTheRecording();
    void whoClosed_data();
    void whoClosed();
};

namespace {

constexpr qint64 Ms = 1'000'000;
constexpr trace::SteadyNs Start = 1'000 * Ms;

/// Answered whole after a second, and nobody to blame.
Exchange answered()
{
    Exchange exchange;
    exchange.outcome = Outcome::Complete;
    exchange.status = 200;
    exchange.bodyLength = exchange.bodySent = 1000;
    exchange.responseHead = "HTTP/1.1 200 OK\r\n\r\n";
    exchange.responseBytes = exchange.responseHead.size() + 1000;
    exchange.timings = {Start, Start + Ms, Start + Ms, Start + 2 * Ms, Start + 1000 * Ms, Start + 2 * Ms};
    return exchange;
}

using Change = std::function<void(Exchange &)>;

} // namespace

Q_DECLARE_METATYPE(Change)

void VerdictTest::blames_data()
{
    QTest::addColumn<Change>("change");
    QTest::addColumn<Slowest>("who");
    QTest::addColumn<QString>("sentence");
    const auto row = [](const char *name, Change change, Slowest who, const char *sentence = "") {
        QTest::newRow(name) << std::move(change) << who << QString::fromUtf8(sentence);
    };
    row(
        "nobody", [](Exchange &) {}, Slowest::Nobody);
    row(
        "client", [](Exchange &e) { e.extras.edit().stalledNs = 910 * Ms; }, Slowest::Client,
        "The client read slowly: for 910 ms (91 %) its buffers were full.");
    row(
        "network",
        [](Exchange &e) {
            e.extras.edit().stalledNs = 500 * Ms;
            e.extras.edit().tcp.emplace().retransmits = 3;
        },
        Slowest::Network,
        "The network was slow: for 500 ms (50 %) nothing more went out, and segments had to be sent again.");
    row(
        "nothing was lost",
        [](Exchange &e) {
            e.extras.edit().stalledNs = 500 * Ms;
            e.extras.edit().tcp.emplace().retransmits = 0;
        },
        Slowest::Client, "The client read slowly: for 500 ms (50 %) its buffers were full.");
    row(
        "slow to ask", [](Exchange &e) { e.timings.requestComplete = Start + 600 * Ms; }, Slowest::Client,
        "The client was slow to ask: its request took 600 ms (60 %).");
    row(
        "disk", [](Exchange &e) { e.diskNs = 300 * Ms; }, Slowest::Disk,
        "The disk was slow: reading took 300 ms (30 %).");
    row(
        "deciding", [](Exchange &e) { e.timings.responseStart = Start + 401 * Ms; }, Slowest::Deciding,
        "We were slow: looking for the file took 400 ms (40 %).");
    row(
        "limit", [](Exchange &e) { e.extras.edit().throttledNs = 800 * Ms; }, Slowest::SpeedLimit,
        "Your speed limit held it back for 800 ms (80 %).");
    row(
        "person",
        [](Exchange &e) {
            e.extras.edit().holds = {{Start, Start + 700 * Ms}};
        },
        Slowest::Person, "You held it for 700 ms (70 %).");
    row(
        "queue", [](Exchange &e) { e.extras.edit().blockedNs = 1000 * Ms; }, Slowest::Queue,
        "It waited 1.0 s (50 %) behind an earlier request of its connection.");
    row(
        "loop", [](Exchange &e) { e.loopLagNs = 300 * Ms; }, Slowest::Loop,
        "We were late: the loop was busy with others for 300 ms (30 %).");
    row(
        "the largest", [](Exchange &e) { e.diskNs = 300 * Ms, e.extras.edit().throttledNs = 301 * Ms; },
        Slowest::SpeedLimit, "Your speed limit held it back for 301 ms (30 %).");
    row(
        "less than a quarter", [](Exchange &e) { e.diskNs = 249 * Ms; }, Slowest::Nobody);
    row(
        "a quarter", [](Exchange &e) { e.diskNs = 250 * Ms; }, Slowest::Disk,
        "The disk was slow: reading took 250 ms (25 %).");
    row(
        "too short for a word",
        [](Exchange &e) {
            e.timings.finished = Start + 30 * Ms;
            e.diskNs = 20 * Ms;
        },
        Slowest::Nobody);
    row(
        "more than all", [](Exchange &e) { e.extras.edit().stalledNs = 3000 * Ms; }, Slowest::Client,
        "The client read slowly: for 3.0 s (100 %) its buffers were full.");
}

void VerdictTest::blames()
{
    QFETCH(Change, change);
    QFETCH(Slowest, who);
    QFETCH(QString, sentence);
    Exchange exchange = answered();
    change(exchange);
    QCOMPARE(models::slowest(exchange, 0), who);
    const QString verdict = models::verdict(exchange, 0, QLocale::c());
    QVERIFY2(verdict.endsWith(sentence), qPrintable(verdict));
    QCOMPARE(verdict.count(QStringLiteral(". ")), who == Slowest::Nobody ? 0 : 1);
}

void VerdictTest::saysWhatBecameOfIt_data()
{
    QTest::addColumn<Change>("change");
    QTest::addColumn<QString>("sentence");
    const auto row = [](const char *name, Change change, const char *sentence) {
        QTest::newRow(name) << std::move(change) << QString::fromUtf8(sentence);
    };
    row(
        "whole", [](Exchange &) {}, "Delivered whole in 1.0 s.");
    row(
        "304", [](Exchange &e) { e.status = 304; }, "Answered in 1.0 s: the client has it already.");
    row(
        "reset",
        [](Exchange &e) {
            e.outcome = Outcome::Reset;
            e.bodySent = 500;
        },
        "Reset by the client at 50 % (500 of 1,000 bytes), after 1.0 s.");
    row(
        "timed out",
        [](Exchange &e) {
            e.outcome = Outcome::TimedOut;
            e.status = 0;
            e.cause = CloseCause::HeadTimeout;
            e.timings = {Start, 0, 0, 0, Start + 15'000 * Ms, 0};
        },
        "after 15.0 s. The client was slow to ask: its request took 15.0 s (100 %).");
    row(
        "receiving",
        [](Exchange &e) {
            e.outcome = Outcome::InProgress;
            e.status = 0;
            e.timings = {Start, 0, 0, 0, 0, 0};
        },
        "Receiving the request for 4.0 s. The client was slow to ask: its request took 4.0 s (100 %).");
    row(
        "sending",
        [](Exchange &e) {
            e.outcome = Outcome::InProgress;
            e.timings.finished = 0;
        },
        "Being sent for 4.0 s.");
    row(
        "held",
        [](Exchange &e) {
            e.outcome = Outcome::InProgress;
            e.timings.finished = 0;
            e.extras.edit().holds = {{Start + 2000 * Ms, 0}};
        },
        "Held by you, 4.0 s so far. You held it for 2.0 s (50 %).");
}

void VerdictTest::saysWhatBecameOfIt()
{
    QFETCH(Change, change);
    QFETCH(QString, sentence);
    Exchange exchange = answered();
    change(exchange);
    const QString verdict = models::verdict(exchange, Start + 4000 * Ms, QLocale::c());
    QVERIFY2(verdict.endsWith(sentence), qPrintable(verdict));
}

void VerdictTest::endsWithTheRecording_data()
{
    QTest::addColumn<Change>("change");
    QTest::addColumn<QString>("sentence");
    const auto row = [](const char *name, Change change, const char *sentence) {
        QTest::newRow(name) << std::move(change) << QString::fromUtf8(sentence);
    };
    row(
        "receiving", [](Exchange &e) { e.status = 0; },
        "Its request was still coming, after 4.0 s, when the recording ended.");
    row(
        "sending", [](Exchange &) {}, "It was still being sent, after 4.0 s, when the recording ended.");
    row(
        "held",
        [](Exchange &e) {
            e.extras.edit().holds = {{Start + 2000 * Ms, 0}};
        },
        "It was still held by hand, after 4.0 s, when the recording ended.");
}

void VerdictTest::endsWithTheRecording()
{
    QFETCH(Change, change);
    QFETCH(QString, sentence);
    Exchange exchange = answered();
    exchange.outcome = Outcome::InProgress;
    exchange.timings.finished = 0;
    change(exchange);
    const models::Moment end(Start + 4000 * Ms, models::Told::Recorded);
    const QString verdict = models::verdict(exchange, end, QLocale::c());
    QVERIFY2(verdict.startsWith(sentence), qPrintable(verdict));
}

void VerdictTest::whoClosed_data()
{
    QTest::addColumn<CloseCause>("cause");
    QTest::addColumn<qint64>("clientFin");
    QTest::addColumn<qint64>("serverFin");
    QTest::addColumn<QString>("sentence");
    const auto row
        = [](const char *name, CloseCause cause, qint64 clientFin, qint64 serverFin, const char *sentence) {
              QTest::newRow(name) << cause << clientFin << serverFin << QString::fromUtf8(sentence);
          };
    row("open", CloseCause::Open, 0, 0, "Nobody has closed it.");
    row("half closed by the client", CloseCause::Open, 1, 0,
        "The client has closed its half (FIN) and still listens.");
    row("half closed by us", CloseCause::Open, 0, 1, "We have closed our half and wait for the client's.");
    row("client", CloseCause::ClientFin, 1, 0, "The client closed first (FIN).");
    row("client, not seen", CloseCause::ClientFin, 0, 0, "The client closed first (FIN).");
    row("client before us", CloseCause::Finished, 1, 2, "The client closed first (FIN).");
    row("reset", CloseCause::ClientReset, 1, 0, "The client broke it off (RST).");
    row("us", CloseCause::IdleTimeout, 0, 1, "We closed first: idle for too long.");
    row("us, then the client", CloseCause::Finished, 2, 1, "We closed first: the request asked for it.");
}

void VerdictTest::whoClosed()
{
    QFETCH(CloseCause, cause);
    QFETCH(qint64, clientFin);
    QFETCH(qint64, serverFin);
    QFETCH(QString, sentence);
    trace::ConnectionRecord connection;
    connection.state = cause == CloseCause::Open ? trace::State::Idle : trace::State::Closed;
    connection.cause = cause;
    connection.clientFin = clientFin;
    connection.serverFin = serverFin;
    const QString said = models::whoClosed(connection);
    QVERIFY2(said.startsWith(sentence), qPrintable(said));
    QVERIFY(said.endsWith(u'.'));
}

QTEST_APPLESS_MAIN(VerdictTest)
#include "tst_verdict.moc"
