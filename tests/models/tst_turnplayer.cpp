// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/socketgrid.h"
#include "models/turnplayer.h"
#include "models/turnwords.h"

#include <QTest>

using namespace models;
using Kind = lab::Step::Kind;
using Mark = SocketMark;

namespace {

lab::Step step(Kind kind, bool found, int client, qint64 atNs)
{
    return {kind, found, client, 0, 0, atNs, "call"};
}

lab::Step askKernel(int asked, int ready, qint64 atNs)
{
    return {Kind::AskKernel, ready > 0, -1, asked, ready, atNs, "poll"};
}

/// Two silent clients, and a third that asks.
lab::Turn polling()
{
    lab::Turn turn;
    turn.loop = lab::Loop::Polling;
    turn.idle = 2;
    turn.steps = {step(Kind::Accept, false, -1, 100), step(Kind::Receive, false, 0, 200),
                  step(Kind::Receive, false, 1, 300), step(Kind::Receive, true, 2, 400),
                  step(Kind::Answer, true, 2, 500),   step(Kind::Close, true, 2, 600)};
    return turn;
}

lab::Turn other(QByteArrayView call, int client)
{
    lab::Turn turn;
    turn.steps = {{Kind::Other, true, client, 0, 0, 100, call}};
    return turn;
}

/// For a silent one, for good.
lab::Turn waiting()
{
    lab::Turn turn;
    turn.loop = lab::Loop::Blocking;
    turn.idle = 2;
    turn.answered = false;
    turn.steps = {step(Kind::Accept, true, 0, 100), step(Kind::Receive, false, 0, 100'000'000)};
    return turn;
}

lab::Turn poll()
{
    lab::Turn turn;
    turn.loop = lab::Loop::Poll;
    turn.idle = 2;
    turn.steps = {askKernel(4, 1, 150), step(Kind::Receive, true, 2, 250), step(Kind::Answer, true, 2, 350)};
    return turn;
}

lab::Turn epoll()
{
    lab::Turn turn = poll();
    turn.loop = lab::Loop::Epoll;
    turn.steps[0].asked = 0;
    return turn;
}

QLocale english()
{
    return QLocale(QLocale::English, QLocale::UnitedStates);
}

} // namespace

class TestTurnPlayer : public QObject
{
    Q_OBJECT
private slots:
    void marksFollowTheSteps_data();
    void marksFollowTheSteps();
    void goingBackIsAsIfItHadNotHappened();
    void turnsPlayBesideEachOther();
    void triesInVainAreSkipped();
    void timeIsGiven();
    void anEndlessWaitTakesNoTime();
    void nothingToPlay();
    void whatWasInVainIsCounted();
    void everyStepHasItsSentence_data();
    void everyStepHasItsSentence();
    void everySocketHasItsWords();
    void squaresFit_data();
    void squaresFit();
};

void TestTurnPlayer::marksFollowTheSteps_data()
{
    QTest::addColumn<lab::Turn>("turn");
    QTest::addColumn<int>("steps");
    QTest::addColumn<QList<Mark>>("marks"); // the listening socket first
    const auto none = Mark::Untouched;
    QTest::newRow("before") << polling() << 0 << QList<Mark>{none, none, none, none};
    QTest::newRow("accept in vain") << polling() << 1 << QList<Mark>{Mark::Tried, none, none, none};
    QTest::newRow("half of the list")
        << polling() << 3 << QList<Mark>{Mark::Tried, Mark::Tried, Mark::Tried, none};
    QTest::newRow("found") << polling() << 4
                           << QList<Mark>{Mark::Tried, Mark::Tried, Mark::Tried, Mark::Ready};
    QTest::newRow("closed") << polling() << 6
                            << QList<Mark>{Mark::Tried, Mark::Tried, Mark::Tried, Mark::Closed};
    QTest::newRow("poll: all asked") << poll() << 1
                                     << QList<Mark>{Mark::Asked, Mark::Asked, Mark::Asked, Mark::Asked};
    QTest::newRow("poll: answered") << poll() << 3
                                    << QList<Mark>{Mark::Asked, Mark::Asked, Mark::Asked, Mark::Answered};
    QTest::newRow("epoll: none asked") << epoll() << 1 << QList<Mark>{none, none, none, none};
    QTest::newRow("epoll: received") << epoll() << 2 << QList<Mark>{none, none, none, Mark::Ready};
}

void TestTurnPlayer::marksFollowTheSteps()
{
    QFETCH(const lab::Turn, turn);
    QFETCH(const int, steps);
    TurnPlayer player({turn});
    player.goTo(steps);
    const auto &marks = player.marks(0);
    QTEST(QList<Mark>(marks.begin(), marks.end()), "marks");
}

void TestTurnPlayer::goingBackIsAsIfItHadNotHappened()
{
    TurnPlayer player({polling(), poll()});
    for (int position = player.steps(); position >= 0; --position) {
        player.goTo(position);
        TurnPlayer fresh({polling(), poll()});
        for (int once = 0; once < position; ++once)
            fresh.goTo(once + 1);
        QCOMPARE(player.position(), fresh.position());
        QCOMPARE(player.now(), fresh.now());
        for (const size_t turn : {0, 1}) {
            QVERIFY(player.marks(turn) == fresh.marks(turn));
            QCOMPARE(player.tally(turn).inVain, fresh.tally(turn).inVain);
        }
    }
}

void TestTurnPlayer::turnsPlayBesideEachOther()
{
    TurnPlayer player({polling(), epoll()});
    QCOMPARE(player.steps(), 9);
    QCOMPARE(player.lengthNs(), 600);
    QVERIFY(!player.last());
    player.goTo(2);
    QCOMPARE(player.last()->turn, size_t(1)); // 150 ns comes after 100 ns
    QCOMPARE(player.lastOf(0)->kind, Kind::Accept);
    QCOMPARE(player.lastOf(1)->kind, Kind::AskKernel);
    player.goTo(1000);
    QVERIFY(player.isAtEnd());
    player.goTo(-1);
    QCOMPARE(player.position(), 0);
}

void TestTurnPlayer::triesInVainAreSkipped()
{
    TurnPlayer player({polling()});
    QCOMPARE(player.nextTelling(), 4); // the request of client 3
    player.goTo(4);
    QCOMPARE(player.nextTelling(), 5);
    QCOMPARE(player.previousTelling(), 0);
    player.goTo(6);
    QCOMPARE(player.nextTelling(), 6);
    QCOMPARE(player.previousTelling(), 5);
    QCOMPARE(TurnPlayer().nextTelling(), 0);
    QCOMPARE(TurnPlayer().previousTelling(), 0);
}

void TestTurnPlayer::timeIsGiven()
{
    TurnPlayer player({polling()});
    QVERIFY(!player.advance(99));
    QVERIFY(player.advance(1));
    QCOMPARE(player.position(), 1);
    QVERIFY(player.advance(250));
    QCOMPARE(player.position(), 3);
    QCOMPARE(player.now(), 350.0);
    QVERIFY(player.advance(1e9));
    QVERIFY(player.isAtEnd());
    QCOMPARE(player.now(), 600.0);
    QVERIFY(!player.advance(1));
}

void TestTurnPlayer::anEndlessWaitTakesNoTime()
{
    TurnPlayer player({waiting()});
    QCOMPARE(player.lengthNs(), 100);
    QVERIFY(player.advance(100));
    QVERIFY(player.isAtEnd());
}

void TestTurnPlayer::nothingToPlay()
{
    TurnPlayer player;
    QCOMPARE(player.steps(), 0);
    QVERIFY(player.isAtEnd());
    QVERIFY(!player.last());
    QVERIFY(!player.advance(1000));
    player.goTo(3);
    QCOMPARE(player.position(), 0);
}

void TestTurnPlayer::whatWasInVainIsCounted()
{
    TurnPlayer player({polling(), poll(), epoll()});
    player.goTo(player.steps());
    QCOMPARE(sentence(player.tally(0), english()), QStringLiteral("Calls: 6, in vain: 3"));
    QCOMPARE(sentence(player.tally(1), english()), QStringLiteral("Calls: 3, looked at in vain: 3"));
    QCOMPARE(sentence(player.tally(2), english()), QStringLiteral("Calls: 3, in vain: 0"));
    QCOMPARE(sentence(TurnTally(), english()), QStringLiteral("Calls: 0, in vain: 0"));
}

void TestTurnPlayer::everyStepHasItsSentence_data()
{
    QTest::addColumn<lab::Turn>("turn");
    QTest::addColumn<int>("step");
    QTest::addColumn<QString>("says");
    QTest::newRow("accept") << polling() << 0 << QStringLiteral("is there a new client? No: in vain.");
    QTest::newRow("receive") << polling() << 2 << QStringLiteral("has client 2 sent something? No: in vain.");
    QTest::newRow("found") << polling() << 3
                           << QStringLiteral("has client 3 sent something? Yes, its request.");
    QTest::newRow("answer") << polling() << 4 << QStringLiteral("client 3 has its answer.");
    QTest::newRow("close") << polling() << 5 << QStringLiteral("the connection of client 3 is closed.");
    QTest::newRow("bytes") << other("ioctl", 4) << 0 << QStringLiteral("how many bytes has client 5 sent?");
    QTest::newRow("list") << other("epoll_ctl", -1) << 0 << QStringLiteral("the kernel’s list");
    QTest::newRow("wake-up") << other("write", -1) << 0 << QStringLiteral("it wakes itself");
    QTest::newRow("another call") << other("getsockopt", 2) << 0
                                  << QStringLiteral("another system call, getsockopt.");
    QTest::newRow("waiting") << waiting() << 1 << QStringLiteral("it waits for client 1, which says nothing");
    QTest::newRow("poll") << poll() << 0 << QStringLiteral("the list of all 4 sockets goes to the kernel");
    QTest::newRow("epoll") << epoll() << 0 << QStringLiteral("It hands over 1 and looks at no other.");
}

void TestTurnPlayer::everyStepHasItsSentence()
{
    QFETCH(const lab::Turn, turn);
    QFETCH(const int, step);
    QFETCH(const QString, says);
    const QString sentence = models::sentence(turn, turn.steps[size_t(step)], english());
    QVERIFY2(sentence.startsWith(lab::name(turn.loop) + u':') && sentence.contains(says),
             qPrintable(sentence));
}

void TestTurnPlayer::everySocketHasItsWords()
{
    QCOMPARE(socketWords(0, Mark::Tried, english()), QStringLiteral("listening socket: tried in vain"));
    QCOMPARE(socketWords(1200, Mark::Untouched, english()), QStringLiteral("client 1,200: left alone"));
    QCOMPARE(slowness(20'000, english()), QStringLiteral("20,000 × slower"));
}

void TestTurnPlayer::squaresFit_data()
{
    QTest::addColumn<QRectF>("room");
    QTest::addColumn<int>("sockets");
    QTest::newRow("few") << QRectF(10, 20, 300, 200) << 3;
    QTest::newRow("several hundred") << QRectF(0, 0, 280, 240) << 302;
    QTest::newRow("a thousand") << QRectF(5, 5, 220, 260) << 1002;
    QTest::newRow("flat") << QRectF(0, 0, 600, 30) << 100;
    QTest::newRow("one") << QRectF(0, 0, 30, 30) << 1;
}

void TestTurnPlayer::squaresFit()
{
    QFETCH(const QRectF, room);
    QFETCH(const int, sockets);
    const SocketGrid grid(room, size_t(sockets));
    QVERIFY(room.contains(grid.extent()));
    for (int socket = 0; socket < sockets; ++socket) {
        const QRectF square = grid.square(size_t(socket));
        QVERIFY(grid.extent().contains(square));
        QCOMPARE(grid.at(square.center()).value_or(0), size_t(socket));
        QVERIFY(socket == 0 || !square.intersects(grid.square(size_t(socket) - 1)));
    }
    QVERIFY(!grid.at(room.topLeft() - QPointF(1, 1)));
    QVERIFY(!grid.at(grid.extent().bottomRight() + QPointF(1, 1)));
}

QTEST_GUILESS_MAIN(TestTurnPlayer)
#include "tst_turnplayer.moc"
