// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QTest>

#include <csignal>

namespace {

/// `porthole lab` with these arguments, begun.
class Program
{
public:
    explicit Program(const QString &arguments)
    {
        m_process.setReadChannel(QProcess::StandardError); // the one that waitFor() waits for
        m_process.start(QStringLiteral(PORTHOLE_PROGRAM),
                        QStringList{QStringLiteral("lab")} + arguments.split(u' '));
    }

    /// Waits until it says on standard error what it is about to do.
    bool waitFor(const QByteArray &progress)
    {
        while (!m_errors.contains(progress)) {
            if (!m_process.waitForReadyRead(60'000))
                return false;
            m_errors += m_process.readAllStandardError();
        }
        return true;
    }
    bool interrupt() const
    {
        const auto id = pid_t(m_process.processId());
        return id > 0 && ::kill(id, SIGINT) == 0;
    }

    QByteArray output()
    {
        m_process.waitForFinished(60'000);
        return m_process.readAllStandardOutput();
    }
    [[nodiscard]] bool isFine() const
    {
        return m_process.exitStatus() == QProcess::NormalExit && m_process.exitCode() == 0;
    }

private:
    QProcess m_process;
    QByteArray m_errors;
};

QJsonObject object(const QByteArray &json)
{
    return QJsonDocument::fromJson(json).object();
}

QJsonArray points(const QJsonObject &whole, int loop)
{
    return whole.value(u"loops").toArray()[loop].toObject().value(u"points").toArray();
}

} // namespace

class TestLabCommand : public QObject
{
    Q_OBJECT
private slots:
    void measures();
    void printsATable();
    void printsCsv();
    void interrupted();
};

void TestLabCommand::measures()
{
    Program program(QStringLiteral("--json --seconds 1 --active 2 --idle 0,30 --loops blocking,epoll"));
    const QJsonObject whole = object(program.output());
    QVERIFY(program.isFine());
    QVERIFY(whole.value(u"correct").toBool() && !whole.value(u"cancelled").toBool(true));
    QCOMPARE(whole.value(u"active").toInt(), 2);
    QCOMPARE(whole.value(u"duration_ms").toInt(), 1000);
    QCOMPARE(points(whole, 0).size(), 2);
    QCOMPARE(points(whole, 0)[1].toObject().value(u"unanswered").toInt(), 2);
    QCOMPARE(points(whole, 1).size(), 2);
    QVERIFY(points(whole, 1)[1].toObject().value(u"responses").toInt() > 0);
}

void TestLabCommand::printsATable()
{
    Program program(QStringLiteral("--seconds 1 --idle 7 --loops poll"));
    const QByteArray table = program.output();
    QVERIFY(program.isFine());
    QVERIFY2(table.contains("\n     7  Qt's poll loop "), table.constData());
    QVERIFY(table.endsWith("Every answer was right, byte for byte.\n"));
}

void TestLabCommand::printsCsv()
{
    Program program(QStringLiteral("--seconds 1 --idle 7 --loops polling --csv"));
    const QByteArray csv = program.output();
    QVERIFY(program.isFine());
    QVERIFY(csv.startsWith("loop,idle,"));
    QVERIFY(csv.contains("\r\npolling,7,"));
}

void TestLabCommand::interrupted()
{
    Program program(QStringLiteral("--json --seconds 1 --idle 0,1,2,3,4,5,6,7,8,9 --loops epoll"));
    QVERIFY(program.waitFor("2 of 10: "));
    QVERIFY(program.interrupt());
    const QJsonObject whole = object(program.output());
    QVERIFY(program.isFine());
    QVERIFY(whole.value(u"cancelled").toBool());
    const qsizetype finished = points(whole, 0).size();
    QVERIFY2(finished >= 1 && finished < 10, qPrintable(QString::number(finished)));
}

QTEST_GUILESS_MAIN(TestLabCommand)
#include "tst_labcommand.moc"
