// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "lab/lab.h"
#include "lab/steprecord.h"

#include <QTest>

#include <algorithm>

using namespace lab;

namespace {

using Kind = Step::Kind;

/// "accept+ receive#3- …": what was done, to whom, and whether it found anything.
QString text(const std::vector<Step> &steps)
{
    static const char *const names[] = {"accept", "receive", "answer", "close", "ask", "other"};
    QStringList words;
    for (const Step &step : steps) {
        QString word = QLatin1String(names[size_t(step.kind)]);
        if (step.client >= 0)
            word += u'#' + QString::number(step.client);
        words.append(word + (step.found ? u'+' : u'-'));
    }
    return words.join(u' ');
}

/// The same without what is neither about a client nor a question to the kernel.
QString essence(std::vector<Step> steps)
{
    std::erase_if(steps, [](const Step &step) { return step.kind == Kind::Other; });
    return text(steps);
}

Turn recordedTurn(Loop loop, int idle)
{
    const auto turn = recordTurn(loop, idle);
    if (!turn)
        qFatal("%s", qUtf8Printable(turn.error()));
    return *turn;
}

Recorded step(Kind kind, quint16 port, bool found = true)
{
    Recorded result;
    result.step.kind = kind;
    result.step.found = found;
    result.port = port;
    return result;
}

} // namespace

class TestLabTurn : public QObject
{
    Q_OBJECT
private slots:
    void cutsATurn_data();
    void cutsATurn();
    void polling();
    void pollingPrints();
    void qt_data();
    void qt();
    void blocking();
    void blockingWaits();
    void stops_data();
    void stops();
};

void TestLabTurn::cutsATurn_data()
{
    QTest::addColumn<Loop>("loop");
    QTest::addColumn<std::vector<Recorded>>("all");
    QTest::addColumn<QString>("turn");
    using All = std::vector<Recorded>;
    const Recorded inVain = step(Kind::Accept, 0, false), one = step(Kind::Receive, 1001),
                   oneInVain = step(Kind::Receive, 1001, false), two = step(Kind::Receive, 1002),
                   answer = step(Kind::Answer, 1002), asks = step(Kind::AskKernel, 0);
    QTest::newRow("nothing") << Loop::Polling << All{} << QString();
    QTest::newRow("the turn in the middle")
        << Loop::Polling << All{inVain, oneInVain, inVain, oneInVain, two, answer, inVain, oneInVain}
        << QStringLiteral("accept- receive#0- receive#1+ answer#1+");
    QTest::newRow("somebody else's answer before")
        << Loop::Polling << All{inVain, one, step(Kind::Answer, 1001), inVain, two, answer}
        << QStringLiteral("accept- receive#1+ answer#1+");
    QTest::newRow("the last turn") << Loop::Epoll << All{two, asks, asks, two, answer}
                                   << QStringLiteral("ask+ receive#1+ answer#1+");
    QTest::newRow("begun before") << Loop::Poll << All{two, answer, asks}
                                  << QStringLiteral("receive#1+ answer#1+");
    QTest::newRow("no answer") << Loop::Blocking
                               << All{inVain, step(Kind::Accept, 1001), oneInVain, oneInVain, oneInVain}
                               << QStringLiteral("accept#0+ receive#0-");
    QTest::newRow("not even a client")
        << Loop::Blocking << All{inVain, inVain} << QStringLiteral("accept- accept-");
}

void TestLabTurn::cutsATurn()
{
    QFETCH(Loop, loop);
    QFETCH(std::vector<Recorded>, all);
    QFETCH(QString, turn);
    QCOMPARE(text(turnSteps(loop, all, {1001, 1002}, 1)), turn);
}

void TestLabTurn::polling()
{
    const Turn turn = recordedTurn(Loop::Polling, 4);
    QCOMPARE(turn.idle, 4);
    QCOMPARE(turn.asking, 2);
    QVERIFY(turn.answered);
    QCOMPARE(
        essence(turn.steps),
        QStringLiteral("accept- receive#0- receive#1- receive#2+ answer#2+ close#2+ receive#3- receive#4-"));
    qint64 before = 0;
    for (const Step &step : turn.steps) {
        QVERIFY(step.atNs >= before && !step.call.isEmpty());
        before = step.atNs;
    }
    QVERIFY(turn.steps.front().call.startsWith("accept"));
}

void TestLabTurn::pollingPrints()
{
    const Turn turn = recordedTurn(Loop::Polling, 2);
    QCOMPARE(turn.console.join(u'|'), QStringLiteral("----1|----3|----3|GET / HTTP/1.1|200|----4|----3"));
}

void TestLabTurn::qt_data()
{
    QTest::addColumn<Loop>("loop");
    QTest::addColumn<int>("asked");
    QTest::newRow("poll") << Loop::Poll << 43; // the clients, the listening socket and what wakes the loop
    QTest::newRow("epoll") << Loop::Epoll << 0;
}

void TestLabTurn::qt()
{
    QFETCH(Loop, loop);
    QFETCH(int, asked);
    const Turn turn = recordedTurn(loop, 40);
    QVERIFY(turn.answered);
    QVERIFY(turn.console.isEmpty());
    const Step &first = turn.steps.front();
    QVERIFY(first.kind == Kind::AskKernel && first.found);
    QCOMPARE(first.asked, asked);
    QVERIFY2(first.ready == 1 || first.ready == 2, // the client, and maybe what wakes the loop
             qPrintable(QString::number(first.ready)));
    QCOMPARE(first.atNs, 0);
    QCOMPARE(essence(turn.steps), QStringLiteral("ask+ receive#20+ answer#20+ close#20+"));
}

void TestLabTurn::blocking()
{
    const Turn turn = recordedTurn(Loop::Blocking, 0);
    QVERIFY(turn.answered);
    QCOMPARE(essence(turn.steps), QStringLiteral("accept#0+ receive#0+ answer#0+ close#0+"));
}

void TestLabTurn::blockingWaits()
{
    const Turn turn = recordedTurn(Loop::Blocking, 1);
    QVERIFY(!turn.answered);
    QCOMPARE(turn.asking, 1);
    QCOMPARE(essence(turn.steps), QStringLiteral("accept#0+ receive#0-"));
}

void TestLabTurn::stops_data()
{
    QTest::addColumn<Loop>("loop");
    for (int i = 0; i < loopCount; ++i)
        QTest::newRow(key(Loop(i)).constData()) << Loop(i);
}

void TestLabTurn::stops()
{
    QFETCH(Loop, loop);
    std::stop_source source;
    source.request_stop();
    QVERIFY(!recordTurn(loop, 500, source.get_token()));
}

QTEST_GUILESS_MAIN(TestLabTurn)
#include "tst_labturn.moc"
