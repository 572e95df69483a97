// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "lab/lab.h"

#include <QDir>
#include <QTest>

#include <cerrno>
#include <cstddef>
#include <iterator>
#include <thread>

#include <linux/filter.h>
#include <linux/seccomp.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <unistd.h>

using namespace lab;
using namespace std::chrono_literals;

namespace {

qsizetype entries(const char *folder)
{
    return QDir(QLatin1String(folder)).entryList(QDir::AllEntries | QDir::NoDotAndDotDot).size();
}
qsizetype descriptors()
{
    return entries("/proc/self/fd");
}
qsizetype threads()
{
    return entries("/proc/self/task");
}

/// Makes seccomp() fail in this thread, as it does in some containers.
bool forbidWatching()
{
    sock_filter program[] = {BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(seccomp_data, nr)),
                             BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, SYS_seccomp, 0, 1),
                             BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ERRNO | EPERM),
                             BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ALLOW)};
    const sock_fprog filter{std::size(program), program};
    return prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == 0
        && syscall(SYS_seccomp, SECCOMP_SET_MODE_FILTER, 0, &filter) == 0;
}

/// A few answers of each loop.
Options few()
{
    Options options;
    options.loops = {Loop::Blocking, Loop::Polling, Loop::Poll, Loop::Epoll};
    options.idle = {0, 120};
    options.duration = 500ms;
    options.mostResponses = 50;
    options.active = 3;
    return options;
}

} // namespace

class TestLab : public QObject
{
    Q_OBJECT
private slots:
    void initTestCase() { m_threads = threads(); } // with that of Qt Test, which looks at the clock
    void keys();
    void runs();
    void countsWhatIsUseless();
    void tellsItsProgress();
    void refusesNothingToDo();
    void stops_data();
    void stops();
    void leavesNothingBehind();
    void withoutTheKernelsHelp();
    void saysWhenThereAreFewDescriptors();

private:
    qsizetype m_threads = 0;
};

void TestLab::keys()
{
    for (int i = 0; i < loopCount; ++i) {
        QVERIFY(loopOf(QString::fromLatin1(key(Loop(i)))) == Loop(i));
        QVERIFY(!name(Loop(i)).isEmpty() && name(Loop(i)).size() <= 18);
    }
    QVERIFY(!loopOf(u"select"));
}

void TestLab::runs()
{
    const auto measured = run(few());
    QVERIFY2(measured, measured ? "" : qUtf8Printable(measured.error()));
    QVERIFY(measured->isCorrect() && !measured->cancelled);
    QCOMPARE(measured->loops.size(), size_t(4));
    for (const Series &series : measured->loops) {
        QCOMPARE(series.points.size(), size_t(2));
        QCOMPARE(series.points[1].idle, 120);
        for (const Point &point : series.points) {
            if (series.loop == Loop::Blocking && point.idle > 0) {
                QCOMPARE(point.responses, 0);
                QCOMPARE(point.unanswered, 3);
                QVERIFY(!point.cpuUs && !point.p50Us && !point.systemCalls && !point.useless);
                continue;
            }
            QCOMPARE(point.responses, 50);
            QCOMPARE(point.unanswered, 0);
            QVERIFY(point.responsesPerSecond > 0 && point.cpuUs > 0.0 && point.p50Us > 0.0);
            QVERIFY(point.p99Us >= point.p50Us);
        }
    }
}

void TestLab::countsWhatIsUseless()
{
    Options options = few();
    options.idle = {0, 300};
    const auto measured = run(options);
    QVERIFY2(measured, measured ? "" : qUtf8Printable(measured.error()));
    QVERIFY(measured->isCorrect());
    const auto point
        = [&measured](Loop loop, size_t index) { return measured->loops[size_t(loop)].points[index]; };
    QCOMPARE(point(Loop::Blocking, 0).systemCalls, std::optional(4.0)); // accept, receive, answer, close
    QCOMPARE(point(Loop::Blocking, 0).useless, std::optional(0.0));
    // At most three clients ask at once, so at most three can be answered in a turn that tries 300 more.
    QVERIFY(point(Loop::Polling, 1).useless >= 100.0);
    QVERIFY(point(Loop::Polling, 1).systemCalls >= 100.0);
    if (!point(Loop::Epoll, 0).systemCalls)
        QSKIP("This system does not let a program watch its own system calls.");
    QVERIFY(point(Loop::Poll, 1).useless >= 100.0);
    for (const size_t index : {0, 1}) {
        QVERIFY(point(Loop::Epoll, index).useless <= 5.0);
        QVERIFY(point(Loop::Epoll, index).systemCalls >= 5.0
                && point(Loop::Epoll, index).systemCalls <= 30.0);
        QVERIFY(point(Loop::Poll, index).systemCalls >= 5.0 && point(Loop::Poll, index).systemCalls <= 30.0);
    }
}

void TestLab::tellsItsProgress()
{
    Options options = few();
    options.loops = {Loop::Epoll, Loop::Polling, Loop::Epoll};
    options.idle = {5, 0, 5};
    QStringList told;
    const auto measured = run(options, [&told](const Progress &progress) {
        told << QStringLiteral("%1/%2 %3 %4 %5")
                    .arg(progress.done)
                    .arg(progress.of)
                    .arg(QString::fromLatin1(key(progress.loop)))
                    .arg(progress.idle)
                    .arg(progress.finished ? progress.finished->responses : -1);
    });
    QVERIFY2(measured, measured ? "" : qUtf8Printable(measured.error()));
    QCOMPARE(told.join(u'\n'),
             QStringLiteral("0/4 epoll 5 -1\n1/4 epoll 5 50\n1/4 epoll 0 -1\n2/4 epoll 0 50\n"
                            "2/4 polling 5 -1\n3/4 polling 5 50\n3/4 polling 0 -1\n4/4 polling 0 50"));
}

void TestLab::refusesNothingToDo()
{
    Options options;
    options.idle.clear();
    QVERIFY(!run(options));
    options = {};
    options.loops.clear();
    QVERIFY(!run(options));
}

void TestLab::stops_data()
{
    QTest::addColumn<int>("loop");
    QTest::addColumn<int>("idle");
    for (int loop = 0; loop < loopCount; ++loop) {
        for (const int idle : {0, 1000}) {
            QTest::addRow("%s, %d idle", key(Loop(loop)).constData(), idle) << loop << idle;
        }
    }
}

void TestLab::stops()
{
    QFETCH(int, loop);
    QFETCH(int, idle);
    Options options;
    options.loops = {Loop(loop)};
    options.idle = {0, idle + 1}; // the first point is finished before it stops
    options.duration = 1h;
    options.mostResponses = 20;
    std::stop_source source;
    std::thread stopper;
    const auto measured = run(
        options,
        [&](const Progress &progress) {
            if (progress.done == 1 && !progress.finished)
                stopper = std::thread([&source] { source.request_stop(); });
        },
        source.get_token());
    stopper.join();
    QVERIFY2(measured, measured ? "" : qUtf8Printable(measured.error()));
    QVERIFY(measured->cancelled && measured->isCorrect());
    QCOMPARE(measured->loops[0].points.size(), size_t(1));
    QCOMPARE(measured->loops[0].points[0].responses, 20);
}

void TestLab::leavesNothingBehind()
{
    QVERIFY(run(few())); // what Qt opens once and keeps is there now
    const qsizetype before = descriptors();
    const auto measured = run(few());
    QVERIFY(measured && measured->isCorrect());
    for (int i = 0; i < loopCount; ++i)
        QVERIFY(recordTurn(Loop(i), 20));
    QCOMPARE(descriptors(), before);
    QTRY_COMPARE(threads(), m_threads); // the kernel lists one for a moment after it has been joined
}

void TestLab::withoutTheKernelsHelp()
{
    Options options = few();
    options.idle = {30};
    tl::expected<Result, QString> measured;
    tl::expected<Turn, QString> turn;
    bool isForbidden = false;
    std::thread([&] { // and those that it starts, for nobody else
        isForbidden = forbidWatching();
        measured = run(options);
        turn = recordTurn(Loop::Epoll, 5);
    })
        .join();
    if (!isForbidden)
        QSKIP("This system does not let a program forbid itself a call.");
    QVERIFY2(measured, measured ? "" : qUtf8Printable(measured.error()));
    QVERIFY(measured->isCorrect());
    const auto point = [&measured](Loop loop) { return measured->loops[size_t(loop)].points[0]; };
    QVERIFY(point(Loop::Polling).systemCalls && point(Loop::Polling).useless);
    QVERIFY(!point(Loop::Poll).systemCalls && !point(Loop::Poll).useless);
    QVERIFY(!point(Loop::Epoll).systemCalls && !point(Loop::Epoll).useless);
    QCOMPARE(measured->remarks.filter(QStringLiteral("seccomp_unotify")).size(), 1);
    QVERIFY(!turn && turn.error().contains(u"seccomp_unotify"));
}

void TestLab::saysWhenThereAreFewDescriptors()
{
    rlimit before;
    QCOMPARE(getrlimit(RLIMIT_NOFILE, &before), 0);
    if (before.rlim_max < 300)
        QSKIP("There are fewer descriptors already.");
    // Lowered for good, for the limit cannot be raised again without rights: this is the last test.
    const rlimit limit{264, 264};
    QCOMPARE(setrlimit(RLIMIT_NOFILE, &limit), 0);
    Options options;
    options.idle = {0, 5000};
    options.mostResponses = 10;
    const auto measured = run(options);
    QVERIFY2(measured, measured ? "" : qUtf8Printable(measured.error()));
    QVERIFY(measured->isCorrect());
    QCOMPARE(measured->loops[0].points[1].idle, 92);
    QCOMPARE(measured->remarks.filter(QStringLiteral("At most 92 idle clients")).size(), 1);
}

QTEST_GUILESS_MAIN(TestLab)
#include "tst_lab.moc"
