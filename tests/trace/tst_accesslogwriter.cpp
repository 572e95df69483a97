// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "trace/accesslogwriter.h"

#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

#ifdef Q_OS_UNIX
#include <csignal>
#include <sys/resource.h>
#endif

using namespace trace;

namespace {

Record record(const QByteArray &target)
{
    auto e = std::make_shared<Exchange>();
    e->client = {"127.0.0.1", 1};
    e->outcome = Outcome::Complete;
    e->status = 200;
    e->requestHead = "GET " + target + " HTTP/1.1\r\n\r\n";
    e->requestLine = {0, quint32(e->requestHead.size() - 4)};
    return std::shared_ptr<const Exchange>(std::move(e));
}

QByteArray contents(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray("cannot be read");
}

} // namespace

class TestAccessLogWriter : public QObject
{
    Q_OBJECT
private slots:
    void appends();
    void followsRotation();
    void refusesWhatCannotBeOpened();
    void keepsTheOldFileWhenTheNewOneFails();
    void countsWhatIsLost();
    void neverCutsALine();

private:
    QTemporaryDir m_directory;
};

void TestAccessLogWriter::appends()
{
    const QString path = m_directory.filePath(QStringLiteral("a.log"));
    for (int run = 0; run < 2; ++run) {
        AccessLogWriter writer(LogFormat::Common);
        QVERIFY(writer.open(path));
        writer.write({record("/1"), std::make_shared<const ConnectionRecord>(), record("/2")});
        QCOMPARE(writer.lost(), quint64(0));
    }
    const QByteArray text = contents(path);
    QCOMPARE(int(text.count('\n')), 4);
    QCOMPARE(int(text.count("\"GET /2 HTTP/1.1\" 200 -\n")), 2);
}

void TestAccessLogWriter::followsRotation()
{
    const QString path = m_directory.filePath(QStringLiteral("b.log"));
    const QString moved = path + QStringLiteral(".1");
    AccessLogWriter writer(LogFormat::Common);
    QVERIFY(writer.reopen()); // nothing is open: nothing happens
    QVERIFY(writer.open(path));
    writer.write({record("/1")});
    QVERIFY(QFile::rename(path, moved));
    writer.write({record("/2")});
    QVERIFY(writer.reopen());
    writer.write({record("/3")});
    QCOMPARE(int(contents(moved).count('\n')), 2);
    QVERIFY(contents(path).contains("/3") && contents(path).count('\n') == 1);
}

void TestAccessLogWriter::refusesWhatCannotBeOpened()
{
    AccessLogWriter writer(LogFormat::Json);
    for (const QString &path :
         {m_directory.path(), m_directory.filePath(QStringLiteral("no/such/folder.log"))}) {
        const auto result = writer.open(path);
        QVERIFY(!result);
        QVERIFY2(result.error().contains(path) && !result.error().contains(u'\n'),
                 qUtf8Printable(result.error()));
    }
}

void TestAccessLogWriter::keepsTheOldFileWhenTheNewOneFails()
{
    const QString folder = m_directory.filePath(QStringLiteral("folder"));
    const QString moved = m_directory.filePath(QStringLiteral("moved"));
    QVERIFY(QDir().mkdir(folder));
    AccessLogWriter writer(LogFormat::Common);
    QVERIFY(writer.open(folder + QStringLiteral("/c.log")));
    QVERIFY(QDir().rename(folder, moved));
    QVERIFY(!writer.reopen());
    writer.write({record("/1")});
    QCOMPARE(int(contents(moved + QStringLiteral("/c.log")).count('\n')), 1);
}

void TestAccessLogWriter::countsWhatIsLost()
{
    const QString full = QStringLiteral("/dev/full");
    if (!QFile::exists(full))
        QSKIP("There is no /dev/full here.");
    AccessLogWriter writer(LogFormat::Common);
    QSignalSpy failed(&writer, &AccessLogWriter::failed);
    QVERIFY(writer.open(full));
    writer.write({record("/1"), record("/2")});
    writer.write({record("/3")});
    QCOMPARE(writer.lost(), quint64(3));
    QCOMPARE(failed.count(), 1);
    QVERIFY(failed[0][0].toString().contains(full));
    QVERIFY(writer.reopen());
    writer.write({record("/4")});
    QCOMPARE(failed.count(), 2);
}

void TestAccessLogWriter::neverCutsALine()
{
#ifdef Q_OS_UNIX
    // A limit on the size of files stands for a disk that fills up in the middle of a line.
    const QString path = m_directory.filePath(QStringLiteral("d.log"));
    AccessLogWriter writer(LogFormat::Common);
    QVERIFY(writer.open(path));
    writer.write({record("/1")});
    const auto lineLength = rlim_t(contents(path).size());

    std::signal(SIGXFSZ, SIG_IGN);
    rlimit before;
    QCOMPARE(getrlimit(RLIMIT_FSIZE, &before), 0);
    const rlimit small{lineLength * 2 + 10, before.rlim_max};
    QCOMPARE(setrlimit(RLIMIT_FSIZE, &small), 0);
    writer.write({record("/2"), record("/3"), record("/4"), record("/5")}); // 3 is cut
    writer.write({record("/6")});
    QCOMPARE(setrlimit(RLIMIT_FSIZE, &before), 0);
    QCOMPARE(quint64(contents(path).size()), quint64(small.rlim_cur));
    QCOMPARE(writer.lost(), quint64(3));

    writer.write({record("/7")});
    QCOMPARE(writer.lost(), quint64(3));
    const auto lines = contents(path).split('\n');
    QCOMPARE(lines.size(), 5); // 1, 2, 3, 7 and what follows the last line end
    for (int i = 0; i < 4; ++i) {
        const QByteArray target = QByteArray("/") + "1237"[i];
        QVERIFY2(lines[i].endsWith("\"GET " + target + " HTTP/1.1\" 200 -"), lines[i].constData());
    }
#else
    QSKIP("Needs a limit on the size of files.");
#endif
}

QTEST_GUILESS_MAIN(TestAccessLogWriter)
#include "tst_accesslogwriter.moc"
