// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/phases.h"

#include <QTest>

using models::PhaseKind;
using trace::Exchange;
using trace::Outcome;
using trace::Timings;

class PhasesTest : public QObject
{
    Q_OBJECT
private slots:
    void follow_data();
    void follow();
    void haveNoGap();
    void belongToTheConnection_data();
    void belongToTheConnection();
    void sharesOfSending();
    void everyPhaseHasWords();
};

namespace {

constexpr trace::SteadyNs Now = 9'000;

/// "Head 100, Body 200…": the ellipsis for what goes on.
QString text(const std::vector<models::Phase> &phases)
{
    QStringList list;
    for (const models::Phase &phase : phases)
        list << QStringLiteral("%1 %2%3")
                    .arg(models::heading(phase.kind))
                    .arg(phase.ns)
                    .arg(phase.running ? QStringLiteral("…") : QString());
    return list.join(QStringLiteral(", "));
}

} // namespace

Q_DECLARE_METATYPE(trace::Timings)

void PhasesTest::follow_data()
{
    QTest::addColumn<Timings>("timings");
    QTest::addColumn<Outcome>("outcome");
    QTest::addColumn<qint64>("body");
    QTest::addColumn<qint64>("blocked");
    QTest::addColumn<QString>("expected");
    const auto row = [](const char *name, Timings timings, Outcome outcome, qint64 body, qint64 blocked,
                        const char *expected) {
        QTest::newRow(name) << timings << outcome << body << blocked << QString::fromUtf8(expected);
    };
    // firstByte, headComplete, requestComplete, responseStart, finished, firstSent
    row("whole", {1000, 1100, 1100, 1300, 2000, 1400}, Outcome::Complete, 0, 0,
        "Head 100, Deciding 200, First byte 100, Sending 600");
    row("with a body", {1000, 1100, 1500, 1600, 2000, 1700}, Outcome::Complete, 5, 0,
        "Head 100, Body 400, Deciding 100, First byte 100, Sending 300");
    row("in one turn", {1000, 1000, 1000, 1000, 1000, 1000}, Outcome::Complete, 0, 0,
        "Head 0, Deciding 0, First byte 0, Sending 0");
    row("had to wait", {1000, 1000, 1000, 1300, 2000, 1400}, Outcome::Complete, 0, 70,
        "Waiting its turn 70, Head 0, Deciding 300, First byte 100, Sending 600");
    row("head comes", {1000, 0, 0, 0, 0, 0}, Outcome::InProgress, 0, 0, "Head 8000…");
    row("body comes", {1000, 1100, 0, 0, 0, 0}, Outcome::InProgress, 5, 0, "Head 100, Body 7900…");
    row("decides", {1000, 1100, 1100, 0, 0, 0}, Outcome::InProgress, 0, 0, "Head 100, Deciding 7900…");
    row("waits for the kernel", {1000, 1100, 1100, 1200, 0, 0}, Outcome::InProgress, 0, 0,
        "Head 100, Deciding 100, First byte 7800…");
    row("is sent", {1000, 1100, 1100, 1200, 0, 1300}, Outcome::InProgress, 0, 0,
        "Head 100, Deciding 100, First byte 100, Sending 7700…");
    row("broken off in the head", {1000, 0, 0, 0, 1500, 0}, Outcome::Aborted, 0, 0, "Head 500");
    row("broken off in the body", {1000, 1100, 0, 0, 1500, 0}, Outcome::Reset, 5, 0, "Head 100, Body 400");
    row("broken off before a byte", {1000, 1100, 1100, 1200, 1500, 0}, Outcome::Reset, 0, 0,
        "Head 100, Deciding 100, First byte 300");
    row("broken off while sent", {1000, 1100, 1100, 1200, 1500, 1300}, Outcome::Aborted, 0, 0,
        "Head 100, Deciding 100, First byte 100, Sending 200");
    row("head timed out, answered", {1000, 0, 0, 6000, 6100, 6100}, Outcome::TimedOut, 0, 0,
        "Head 5000, Deciding 0, First byte 100, Sending 0");
    row("body timed out, answered", {1000, 1100, 0, 6100, 6200, 6200}, Outcome::TimedOut, 5, 0,
        "Head 100, Body 5000, Deciding 0, First byte 100, Sending 0");
}

void PhasesTest::follow()
{
    QFETCH(Timings, timings);
    QFETCH(Outcome, outcome);
    Exchange exchange;
    exchange.timings = timings;
    exchange.outcome = outcome;
    QFETCH(qint64, body);
    exchange.extras.edit().requestBodyBytes = body;
    QFETCH(qint64, blocked);
    exchange.extras.edit().blockedNs = blocked;
    QFETCH(QString, expected);
    QCOMPARE(text(models::phases(exchange, nullptr, Now)), expected);
}

void PhasesTest::haveNoGap()
{
    Exchange exchange;
    exchange.outcome = Outcome::Complete;
    exchange.extras.edit().requestBodyBytes = 1;
    exchange.timings = {1000, 1100, 1500, 1600, 2000, 1700};
    exchange.extras.edit().blockedNs = 10;
    const auto phases = models::phases(exchange, nullptr, Now);
    qint64 end = 0;
    for (const models::Phase &phase : phases) {
        QCOMPARE(phase.startNs, end);
        end += phase.ns;
    }
    QCOMPARE(models::total(phases), end);
    QCOMPARE(end, 1010);
    QCOMPARE(models::total({}), 0);
}

void PhasesTest::belongToTheConnection_data()
{
    QTest::addColumn<quint32>("ordinal");
    QTest::addColumn<quint64>("requests");
    QTest::addColumn<qint64>("acceptWait");
    QTest::addColumn<qint64>("acknowledged");
    QTest::addColumn<QString>("expected");
    const QString own = QStringLiteral("Head 0, Deciding 0, First byte 0, Sending 1000");
    QTest::newRow("first and last") << 1U << quint64(1) << qint64(50) << qint64(2300)
                                    << QStringLiteral("Accept wait 50, %1, Drained 300").arg(own);
    QTest::newRow("second and last") << 2U << quint64(2) << qint64(50) << qint64(2300)
                                     << QStringLiteral("%1, Drained 300").arg(own);
    QTest::newRow("first of two") << 1U << quint64(2) << qint64(50) << qint64(2300)
                                  << QStringLiteral("Accept wait 50, %1").arg(own);
    QTest::newRow("unknown") << 1U << quint64(1) << qint64(-1) << qint64(0) << own;
    QTest::newRow("confirmed before") << 1U << quint64(1) << qint64(0) << qint64(1500) << own;
}

void PhasesTest::belongToTheConnection()
{
    QFETCH(quint32, ordinal);
    QFETCH(quint64, requests);
    QFETCH(qint64, acceptWait);
    QFETCH(qint64, acknowledged);
    QFETCH(QString, expected);
    Exchange exchange;
    exchange.ordinal = ordinal;
    exchange.outcome = Outcome::Complete;
    exchange.timings = {1000, 1000, 1000, 1000, 2000, 1000};
    trace::ConnectionRecord connection;
    connection.requests = requests;
    connection.acceptWaitNs = acceptWait;
    connection.acknowledged = acknowledged;
    QCOMPARE(text(models::phases(exchange, &connection, Now)), expected);
}

void PhasesTest::sharesOfSending()
{
    Exchange exchange;
    QVERIFY(models::sendingShares(exchange, Now).empty());
    exchange.extras.edit().stalledNs = 1;
    exchange.diskNs = 2;
    exchange.extras.edit().throttledNs = 3;
    exchange.extras.edit().holds = {{1000, 1400}, {8000, 0}};
    const auto shares = models::sendingShares(exchange, Now);
    QCOMPARE(shares.size(), size_t(4));
    QCOMPARE(shares[0].ns, 1);
    QCOMPARE(shares[1].ns, 2);
    QCOMPARE(shares[2].ns, 3);
    QCOMPARE(shares[3].ns, 1400); // one that is over, one that goes on
    QCOMPARE(models::heldNs(exchange, Now), 1400);
}

void PhasesTest::everyPhaseHasWords()
{
    QSet<QString> words;
    for (int kind = 0; kind <= int(PhaseKind::Drained); ++kind) {
        words << models::heading(PhaseKind(kind)) << models::explanation(PhaseKind(kind));
        QVERIFY(models::explanation(PhaseKind(kind)).endsWith(u'.'));
    }
    QCOMPARE(words.size(), 2 * (int(PhaseKind::Drained) + 1));
}

QTEST_APPLESS_MAIN(PhasesTest)
#include "tst_phases.moc"
