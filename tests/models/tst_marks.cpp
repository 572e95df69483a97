// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/marks.h"

#include <QSet>
#include <QTest>

using namespace models;
using trace::CloseCause;
using trace::Outcome;
using trace::State;

namespace {

/// Bases of the light and dark palettes, their alternates, and highlights that rows are selected with.
const QList<QColor> backgrounds{
    QColor(0xff, 0xff, 0xff), QColor(0xf0, 0xf0, 0xf0), QColor(0xf7, 0xf7, 0xf7), QColor(0x1e, 0x1e, 0x1e),
    QColor(0x2b, 0x2b, 0x2b), QColor(0x00, 0x00, 0x00), QColor(0x30, 0x8c, 0xc6), QColor(0x80, 0x80, 0x80),
};

constexpr int statusKinds = int(StatusKind::InProgress) + 1;
constexpr int stateKinds = int(StateKind::ClosedByRst) + 1;

} // namespace

class TestMarks : public QObject
{
    Q_OBJECT
private slots:
    void statuses_data();
    void statuses();
    void states_data();
    void states();
    void shapesAndWordsDiffer();
    void contrastIsThatOfWcag();
    void everyColourIsReadable_data();
    void everyColourIsReadable();
};

void TestMarks::statuses_data()
{
    QTest::addColumn<int>("status");
    QTest::addColumn<Outcome>("outcome");
    QTest::addColumn<StatusKind>("kind");
    QTest::addColumn<QString>("glyph");
    const auto row = [](int status, Outcome outcome, StatusKind kind, const char *glyph) {
        QTest::addRow("%d/%d", status, int(outcome)) << status << outcome << kind << QString::fromUtf8(glyph);
    };
    row(200, Outcome::Complete, StatusKind::Success, "●");
    row(206, Outcome::Complete, StatusKind::Success, "●");
    row(304, Outcome::Complete, StatusKind::Redirection, "◐");
    row(404, Outcome::Complete, StatusKind::ClientError, "▲");
    row(400, Outcome::Refused, StatusKind::ClientError, "▲");
    row(501, Outcome::Refused, StatusKind::ServerError, "◆");
    row(500, Outcome::Complete, StatusKind::ServerError, "◆");
    row(200, Outcome::Aborted, StatusKind::Broken, "✕");
    row(200, Outcome::Reset, StatusKind::Broken, "✕");
    row(200, Outcome::TimedOut, StatusKind::Broken, "✕");
    row(200, Outcome::FileFailed, StatusKind::Broken, "✕");
    row(0, Outcome::Aborted, StatusKind::Broken, "✕");
    row(0, Outcome::TimedOut, StatusKind::Broken, "✕");
    row(408, Outcome::TimedOut, StatusKind::ClientError, "▲");
    row(0, Outcome::InProgress, StatusKind::InProgress, "…");
    row(200, Outcome::InProgress, StatusKind::InProgress, "…");
}

void TestMarks::statuses()
{
    QFETCH(const int, status);
    QFETCH(const Outcome, outcome);
    QFETCH(const StatusKind, kind);
    trace::Exchange exchange;
    exchange.status = status;
    exchange.outcome = outcome;
    QCOMPARE(statusKind(exchange), kind);
    QTEST(glyph(kind), "glyph");
}

void TestMarks::states_data()
{
    QTest::addColumn<State>("state");
    QTest::addColumn<CloseCause>("cause");
    QTest::addColumn<QByteArray>("current");
    QTest::addColumn<qint64>("lastActivity"); // the state began at 10
    QTest::addColumn<StateKind>("kind");
    const auto open = CloseCause::Open;
    QTest::newRow("silent") << State::Receiving << open << QByteArray() << qint64(10) << StateKind::Listening;
    QTest::newRow("half a head") << State::Receiving << open << QByteArray("GET") << qint64(12)
                                 << StateKind::Reading;
    QTest::newRow("no byte out") << State::Responding << open << QByteArray("GET /") << qint64(10)
                                 << StateKind::Thinking;
    QTest::newRow("bytes out") << State::Responding << open << QByteArray("GET /") << qint64(11)
                               << StateKind::Sending;
    QTest::newRow("idle") << State::Idle << open << QByteArray() << qint64(10) << StateKind::Idle;
    QTest::newRow("draining") << State::Draining << open << QByteArray() << qint64(10) << StateKind::Draining;
    QTest::newRow("held") << State::Held << open << QByteArray() << qint64(10) << StateKind::Held;
    QTest::newRow("fin") << State::Closed << CloseCause::ClientFin << QByteArray() << qint64(10)
                         << StateKind::ClosedByFin;
    QTest::newRow("we closed") << State::Closed << CloseCause::IdleTimeout << QByteArray() << qint64(10)
                               << StateKind::ClosedByFin;
    QTest::newRow("rst") << State::Closed << CloseCause::ClientReset << QByteArray() << qint64(10)
                         << StateKind::ClosedByRst;
}

void TestMarks::states()
{
    trace::ConnectionRecord connection;
    QFETCH(const State, state);
    QFETCH(const CloseCause, cause);
    QFETCH(const QByteArray, current);
    QFETCH(const qint64, lastActivity);
    connection.state = state;
    connection.cause = cause;
    connection.currentRequest = current;
    connection.stateSince = 10;
    connection.lastActivity = lastActivity;
    QTEST(stateKind(connection), "kind");
}

void TestMarks::shapesAndWordsDiffer()
{
    QSet<QString> glyphs;
    QSet<QString> words;
    for (int kind = 0; kind < statusKinds; ++kind) {
        glyphs.insert(glyph(StatusKind(kind)));
        words.insert(word(StatusKind(kind)));
        QCOMPARE(glyph(StatusKind(kind)).size(), 1);
    }
    QCOMPARE(glyphs.size(), statusKinds);
    QCOMPARE(words.size(), statusKinds);

    glyphs.clear();
    words.clear();
    for (int kind = 0; kind < stateKinds; ++kind) {
        glyphs.insert(glyph(StateKind(kind)));
        words.insert(word(StateKind(kind)));
        QCOMPARE(glyph(StateKind(kind)).size(), 1);
    }
    QCOMPARE(glyphs.size(), stateKinds);
    QCOMPARE(words.size(), stateKinds);
}

void TestMarks::contrastIsThatOfWcag()
{
    const QColor black(Qt::black);
    const QColor white(Qt::white);
    QVERIFY(qFuzzyCompare(contrast(black, white), 21.0));
    QVERIFY(qFuzzyCompare(contrast(white, black), 21.0));
    QVERIFY(qFuzzyCompare(contrast(white, white), 1.0));
    // #767676 is the lightest grey that may be text on white, by every published table.
    QVERIFY(contrast(QColor(0x76, 0x76, 0x76), white) >= 4.5);
    QVERIFY(contrast(QColor(0x77, 0x77, 0x77), white) < 4.5);
}

void TestMarks::everyColourIsReadable_data()
{
    QTest::addColumn<QColor>("background");
    for (const QColor &background : backgrounds)
        QTest::newRow(qPrintable(background.name())) << background;
}

void TestMarks::everyColourIsReadable()
{
    QFETCH(const QColor, background);
    for (int kind = 0; kind < statusKinds; ++kind)
        QVERIFY(contrast(colour(StatusKind(kind), background), background) >= textContrast);
    for (int kind = 0; kind < stateKinds; ++kind)
        QVERIFY(contrast(colour(StateKind(kind), background), background) >= textContrast);
    const QColor text
        = contrast(Qt::black, background) > contrast(Qt::white, background) ? Qt::black : Qt::white;
    QVERIFY(contrast(faded(text, background), background) >= textContrast);
}

QTEST_GUILESS_MAIN(TestMarks)
#include "tst_marks.moc"
