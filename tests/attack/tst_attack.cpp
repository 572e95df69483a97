// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "../net/client.h"
#include "../served.h"

#include <QElapsedTimer>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QTest>

#include <algorithm>

namespace {

constexpr int Seconds = 15;
constexpr qint64 BoundKiB = PORTHOLE_MEMORY_KIB;

/// What ordinary clients met while something else went on.
struct Ordinary
{
    std::vector<qint64> times; ///< of the answered ones, in µs
    int failed = 0;
    qint64 largestKiB = 0; ///< memory of the server

    [[nodiscard]] qint64 median()
    {
        std::sort(times.begin(), times.end());
        return times.empty() ? 0 : times[times.size() / 2];
    }
};

void askOnce(const Served &served, Ordinary &ordinary)
{
    QElapsedTimer timer;
    timer.start();
    const Answer answer = Client(served.port()).get("/small.txt");
    if (answer.status == 200 && answer.body == "small")
        ordinary.times.push_back(timer.nsecsElapsed() / 1000);
    else
        ++ordinary.failed;
    ordinary.largestKiB = std::max(ordinary.largestKiB, served.residentKiB());
}

/// The largest number of connections that slowhttptest says it had open. It says so in colours.
int connectionsIn(QString report)
{
    static const QRegularExpression colour(QStringLiteral("\x1b\\[[0-9;]*[A-Za-z]"));
    static const QRegularExpression line(QStringLiteral("connected:\\s+(\\d+)"));
    report.remove(colour);
    int most = 0;
    for (auto found = line.globalMatch(report); found.hasNext();)
        most = std::max(most, found.next().captured(1).toInt());
    return most;
}

} // namespace

/// The four attacks of slowhttptest, each with 300 connections for a while, beside ordinary clients.
class TestAttack : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void ordinaryClientsAreAnswered_data();
    void ordinaryClientsAreAnswered();

private:
    void put(const QString &name, const QByteArray &content);

    QString m_attacker = QStandardPaths::findExecutable(QStringLiteral("slowhttptest"));
    QTemporaryDir m_folder;
};

void TestAttack::initTestCase()
{
    if (m_attacker.isEmpty())
        QSKIP("slowhttptest is not installed");
    put(QStringLiteral("small.txt"), "small");
    put(QStringLiteral("large.bin"), QByteArray(16 * 1024 * 1024, 'x'));
}

void TestAttack::put(const QString &name, const QByteArray &content)
{
    QFile file(m_folder.filePath(name));
    QVERIFY(file.open(QIODevice::WriteOnly));
    QCOMPARE(file.write(content), content.size());
}

void TestAttack::ordinaryClientsAreAnswered_data()
{
    QTest::addColumn<QString>("options");
    QTest::addColumn<int>("open"); ///< connections that stay open meanwhile, at least

    QTest::newRow("heads that do not end") << QStringLiteral("-H -i 2 -x 24") << 200;
    QTest::newRow("content that does not end") << QStringLiteral("-B -i 2 -s 8192 -x 10") << 200;
    QTest::newRow("thousands of ranges") << QStringLiteral("-R -t GET -a 10 -b 3000") << 0;
    QTest::newRow("answers that nobody reads") << QStringLiteral("-X -w 512 -y 1024 -n 5 -z 32 -k 3") << 200;
}

void TestAttack::ordinaryClientsAreAnswered()
{
    QFETCH(QString, options);
    QFETCH(int, open);
    const Served served(m_folder.path());
    Ordinary before;
    for (int i = 0; i < 100; ++i)
        askOnce(served, before);

    QProcess attack;
    attack.start(m_attacker,
                 options.split(u' ')
                     + QStringList{QStringLiteral("-c"), QStringLiteral("300"), QStringLiteral("-r"),
                                   QStringLiteral("300"), QStringLiteral("-l"), QString::number(Seconds),
                                   QStringLiteral("-p"), QStringLiteral("3"), QStringLiteral("-u"),
                                   served.url(QStringLiteral("/large.bin"))});
    QVERIFY(attack.waitForStarted());
    Ordinary meanwhile;
    while (!attack.waitForFinished(20)) // this is how often others come
        askOnce(served, meanwhile);
    const QString report = QString::fromUtf8(attack.readAllStandardOutput());

    qInfo("median %lld us before, %lld us meanwhile (%zu requests); memory at most %lld KiB", before.median(),
          meanwhile.median(), meanwhile.times.size(), meanwhile.largestKiB);
    QVERIFY2(connectionsIn(report) >= open, qUtf8Printable(report));
    QCOMPARE(before.failed, 0);
    QCOMPARE(meanwhile.failed, 0);
    QVERIFY(!meanwhile.times.empty());
    QVERIFY2(meanwhile.largestKiB < BoundKiB, "the server takes too much memory");
}

QTEST_GUILESS_MAIN(TestAttack)
#include "tst_attack.moc"
