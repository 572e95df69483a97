// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "oldercapture.h"
#include "store/capturefile.h"
#include "store/capturereader.h"
#include "store/capturewriter.h"
#include "store/columns.h"
#include "store/schema.h"

#include <QDateTime>
#include <QElapsedTimer>
#include <QProcess>
#include <QRandomGenerator>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

#include <chrono>
#include <cstdio>
#include <thread>

#ifdef Q_OS_UNIX
#include <csignal>
#include <sys/resource.h>
#endif

using namespace store;

namespace {

constexpr auto childArgument = "--write-until-killed";
constexpr auto recordArgument = "--record-until-killed";

std::shared_ptr<trace::Exchange> exchange(quint64 id, trace::Outcome outcome = trace::Outcome::Complete)
{
    auto e = std::make_shared<trace::Exchange>();
    e->id = id;
    e->connection = 3;
    e->ordinal = 2;
    e->client = {"::1", 40000};
    e->outcome = outcome;
    e->status = 404;
    e->extras.edit().why = QStringLiteral("There is no such file: \u4e2d.");
    e->startedMs = 1'316'387'908'042;
    e->timings = {1000, 2000, 3000, 4000, 2'501'000};
    e->requestHead = QByteArray("GET /\0\xff HTTP/1.1\r\n\r\n", 20);
    e->method = {0, 3};
    e->target = {4, 3};
    e->requestLine = {0, 16};
    e->responseHead = "HTTP/1.1 404 Not Found\r\n\r\n";
    e->bodyLength = 5'000'000'000;
    e->bodySent = 4'999'999'999;
    return e;
}

std::shared_ptr<trace::ConnectionRecord> connection(quint64 id, trace::State state)
{
    auto c = std::make_shared<trace::ConnectionRecord>();
    c->id = id;
    c->client = {"192.0.2.1", 5};
    c->server = {"192.0.2.2", 7788};
    c->state = state;
    c->accepted = 77;
    c->bytesOut = 1'000'000'000'000;
    return c;
}

/// The first row a query gives, read through a connection of its own.
QVariantList row(const QString &path, const QString &statement)
{
    const auto file = Connection::open(path);
    if (!file)
        return {};
    QSqlQuery query((*file)->database());
    QVariantList values;
    if (!query.exec(statement) || !query.next())
        return {query.lastError().text()};
    for (int i = 0; query.value(i).isValid(); ++i)
        values.append(query.value(i));
    return values;
}

QVariant cell(const QString &path, const QString &statement)
{
    return row(path, statement).value(0);
}

void put(const QString &path, const QByteArray &bytes)
{
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(bytes);
}

/// The child of survivesKill(): says after each commit which exchange is in the file now.
int writeUntilKilled(const QString &path)
{
    if (!prepare(path))
        return 1;
    const auto file = CaptureFile::open(path);
    for (quint64 id = 1; file; ++id) {
        if (!(*file)->write({exchange(id), connection(id, trace::State::Idle)}))
            return 1;
        std::printf("%llu\n", static_cast<unsigned long long>(id));
        std::fflush(stdout);
    }
    return 1;
}

/// A child of losesAtMostASecond(): gives the writer a batch every few milliseconds and says, with the time,
/// which exchange was the last. Two thousand exchanges a second, as five children at once write them together
/// on whatever machine: what the disk cannot take in time is another matter, which is counted.
int recordUntilKilled(const QString &path)
{
    CaptureWriter writer;
    if (!writer.open(path))
        return 1;
    for (quint64 id = 1;;) {
        trace::Batch batch;
        for (int i = 0; i < 10; ++i)
            batch.emplace_back(exchange(id++));
        writer.write(batch);
        std::printf("%llu %lld\n", static_cast<unsigned long long>(id - 1),
                    static_cast<long long>(QDateTime::currentMSecsSinceEpoch()));
        std::fflush(stdout);
        std::this_thread::sleep_for(std::chrono::milliseconds(5)); // the frames of a window are no faster
    }
}

/// The last exchange that was said to be given more than a second before that time.
quint64 lastBefore(const QByteArray &said, qint64 killedMs)
{
    quint64 last = 0;
    for (const QByteArray &line : said.left(said.lastIndexOf('\n')).split('\n')) {
        const QList<QByteArray> words = line.split(' ');
        if (words.size() == 2 && words[1].toLongLong() < killedMs - 1000)
            last = words[0].toULongLong();
    }
    return last;
}

} // namespace

class TestCapture : public QObject
{
    Q_OBJECT
private slots:
    void init();
    void roundTrip();
    void whatIsSharedStandsThereOnce();
    void whatWasNotWrittenIsNotReferredTo();
    void newerRecordsReplaceOlder();
    void writerWritesEverything();
    void runsAreKeptApart();
    void isAWriteAheadLogThatOthersRead();
    void olderCapturesAreBroughtUpToDate_data();
    void olderCapturesAreBroughtUpToDate();
    void everyColumnIsDocumented();
    void isKnownByItsFirstBytes();
    void refuses_data();
    void refuses();
    void refusedFilesAreLeftAlone();
    void emptyFileBecomesACapture();
    void survivesKill();
    void losesAtMostASecond();
    void saysOnceThatTheDiskIsFull();

private:
    std::unique_ptr<QTemporaryDir> m_directory;
    QString m_path;
};

void TestCapture::init()
{
    m_directory = std::make_unique<QTemporaryDir>();
    m_path = m_directory->filePath(QStringLiteral("a capture.porthole"));
}

void TestCapture::roundTrip()
{
    QVERIFY(prepare(m_path));
    auto file = CaptureFile::open(m_path);
    QVERIFY(file);
    QVERIFY((*file)->write({connection(3, trace::State::Closed), exchange(9)}));
    QVERIFY((*file)->finish());

    QCOMPARE(row(m_path,
                 QStringLiteral("SELECT connection, client_address, client_port, server_port, state, cause, "
                                "accepted_ns, bytes_out FROM connections")),
             (QVariantList{3, QStringLiteral("192.0.2.1"), 5, 7788, QStringLiteral("closed"),
                           QStringLiteral("open"), 77, qint64(1'000'000'000'000)}));
    QCOMPARE(row(m_path,
                 QStringLiteral("SELECT exchange, connection, ordinal, outcome, status, fault, why, "
                                "finished_ns, request_head, response_head, body_length, body_sent, "
                                "persistence FROM exchanges")),
             (QVariantList{9, 3, 2, QStringLiteral("complete"), 404, QStringLiteral("none"),
                           exchange(9)->extras->why, 2'501'000, exchange(9)->requestHead,
                           exchange(9)->responseHead, qint64(5'000'000'000), qint64(4'999'999'999),
                           QStringLiteral("close")}));
    QVERIFY(cell(m_path, QStringLiteral("SELECT closed_ns FROM connections")).isNull());
    QVERIFY(cell(m_path, QStringLiteral("SELECT fault_offset FROM exchanges")).isNull());
    QCOMPARE(row(m_path, QStringLiteral("SELECT time, client, method, ms FROM requests")),
             (QVariantList{QStringLiteral("2011-09-18 23:18:28.042"), QStringLiteral("::1"),
                           QStringLiteral("GET"), 2.5}));
    QVERIFY(cell(m_path, QStringLiteral("SELECT ended_ms >= started_ms FROM runs")).toBool());
}

void TestCapture::whatIsSharedStandsThereOnce()
{
    QVERIFY(prepare(m_path));
    auto file = CaptureFile::open(m_path);
    QVERIFY(file);
    trace::Batch batch;
    const QByteArray head = "GET /" + QByteArray(100, 'a') + " HTTP/1.1\r\n\r\n";
    for (quint64 id = 1; id <= 20'002; ++id) {
        auto e = exchange(id);
        e->requestHead = head;
        e->target = {4, 101};
        batch.emplace_back(std::move(e));
    }
    QVERIFY((*file)->write(batch));
    // In the row of the first; then by a number, which serves ten thousand.
    QCOMPARE(cell(m_path, QStringLiteral("SELECT count(*) FROM contents")).toInt(), 2);
    QCOMPARE(cell(m_path,
                  QStringLiteral("SELECT group_concat(exchange) FROM exchanges WHERE typeof(request_head) = "
                                 "'blob'"))
                 .toString(),
             QStringLiteral("1"));
    QCOMPARE(cell(m_path, QStringLiteral("SELECT count(DISTINCT target) FROM requests")).toInt(), 1);

    const auto reader = CaptureReader::open(m_path);
    QVERIFY(reader);
    int seen = 0;
    QVERIFY((*reader)->read(1, [&](const trace::Batch &read) {
        seen += int(std::ranges::count_if(read, [&](const trace::Record &record) {
            return std::get<trace::ExchangePtr>(record)->requestHead == head;
        }));
        return true;
    }));
    QCOMPARE(seen, 20'002);
}

void TestCapture::whatWasNotWrittenIsNotReferredTo()
{
    QVERIFY(prepare(m_path));
    auto file = CaptureFile::open(m_path);
    QVERIFY(file);
    const auto some = [](quint64 id) {
        auto e = exchange(id);
        static const QByteArray head(200, 'h');
        e->responseHead = head;
        return e;
    };
    QVERIFY((*file)->write({some(1)}));
    {
        const auto other = Connection::open(m_path);
        QVERIFY(other && (*other)->run(QStringLiteral("BEGIN IMMEDIATE")));
        QVERIFY((*other)->run(QStringLiteral("DROP TABLE loop_samples")));
        QVERIFY((*other)->run(QStringLiteral("COMMIT")));
    }
    const auto sample = std::make_shared<const trace::LoopSample>();
    QVERIFY(!(*file)->write({some(2), sample})); // and the content that came with it is not there either
    QVERIFY((*file)->write({some(3), some(4)}));
    QCOMPARE(cell(m_path,
                  QStringLiteral("SELECT count(*) FROM exchanges WHERE typeof(response_head) = 'integer' AND "
                                 "response_head NOT IN (SELECT content FROM contents)"))
                 .toInt(),
             0);
    QCOMPARE(cell(m_path, QStringLiteral("SELECT count(*) FROM exchanges")).toInt(), 3);
}

void TestCapture::newerRecordsReplaceOlder()
{
    QVERIFY(prepare(m_path));
    auto file = CaptureFile::open(m_path);
    QVERIFY(file);
    QVERIFY((*file)->write({exchange(1, trace::Outcome::InProgress), connection(1, trace::State::Receiving),
                            connection(1, trace::State::Responding)}));
    QVERIFY((*file)->write({exchange(1), connection(1, trace::State::Closed)}));
    QCOMPARE(row(m_path, QStringLiteral("SELECT count(*), max(outcome) FROM exchanges")),
             (QVariantList{1, QStringLiteral("complete")}));
    QCOMPARE(row(m_path, QStringLiteral("SELECT count(*), max(state) FROM connections")),
             (QVariantList{1, QStringLiteral("closed")}));
}

void TestCapture::writerWritesEverything()
{
    CaptureWriter writer;
    QSignalSpy failed(&writer, &CaptureWriter::failed);
    writer.close(); // nothing is open: nothing happens
    QVERIFY(writer.open(m_path));
    for (quint64 id = 1; id <= 2000; id += 2)
        writer.write({exchange(id), exchange(id + 1)});
    writer.close();
    QCOMPARE(cell(m_path, QStringLiteral("SELECT count(*) FROM exchanges")).toInt(), 2000);
    QCOMPARE(writer.lost(), quint64(0));
    QCOMPARE(failed.count(), 0);
    QVERIFY2(!QFile::exists(m_path + QStringLiteral("-wal")), "close() moves the log into the file");
}

void TestCapture::runsAreKeptApart()
{
    CaptureWriter writer;
    for (int i = 0; i < 3; ++i) {
        QVERIFY(writer.open(m_path));
        writer.write({exchange(1)});
        writer.close();
    }
    QCOMPARE(row(m_path, QStringLiteral("SELECT count(*), count(ended_ms), max(run) FROM runs")),
             (QVariantList{3, 3, 3}));
    QCOMPARE(cell(m_path, QStringLiteral("SELECT count(DISTINCT run) FROM exchanges")).toInt(), 3);
}

void TestCapture::isAWriteAheadLogThatOthersRead()
{
    QVERIFY(prepare(m_path));
    auto file = CaptureFile::open(m_path);
    QVERIFY(file);
    QVERIFY((*file)->write({exchange(1)}));
    QCOMPARE(cell(m_path, QStringLiteral("PRAGMA journal_mode")).toString(), QStringLiteral("wal"));
    QCOMPARE(cell(m_path, QStringLiteral("PRAGMA application_id")).toInt(), applicationId);
    QCOMPARE(cell(m_path, QStringLiteral("PRAGMA user_version")).toInt(), schemaVersion);
    QCOMPARE(cell(m_path, QStringLiteral("SELECT count(*) FROM exchanges")).toInt(), 1);
}

void TestCapture::olderCapturesAreBroughtUpToDate_data()
{
    QTest::addColumn<int>("version");
    for (int version = 1; version < schemaVersion; ++version)
        QTest::addRow("version %d", version) << version;
}

/// A capture as an older version made it gets the columns it lacks and keeps its rows.
void TestCapture::olderCapturesAreBroughtUpToDate()
{
    QFETCH(int, version);
    {
        CaptureWriter writer;
        QVERIFY(writer.open(m_path));
        writer.write({exchange(1)});
    }
    QVERIFY(makeOlder(m_path, version));

    auto e = exchange(2);
    e->extras.edit().forwardedFor = "203.0.113.9";
    e->extras.edit().reasons = {{http::Step::NearCase, "/A"}};
    {
        CaptureWriter writer;
        const auto opened = writer.open(m_path);
        QVERIFY2(opened, opened ? "" : qUtf8Printable(opened.error()));
        writer.write({e});
    }
    QCOMPARE(cell(m_path, QStringLiteral("PRAGMA user_version")).toInt(), schemaVersion);
    QCOMPARE(cell(m_path, QStringLiteral("SELECT count(*) FROM exchanges")).toInt(), 2);
    QCOMPARE(cell(m_path, QStringLiteral("SELECT reasons FROM exchanges WHERE run = 2")).toString(),
             QStringLiteral("[{\"step\":\"near-case\",\"text\":\"/A\"}]"));
    QCOMPARE(cell(m_path, QStringLiteral("SELECT group_concat(method) FROM requests")).toString(),
             QStringLiteral("GET,GET"));
    QCOMPARE(cell(m_path, QStringLiteral("SELECT forwarded_for FROM exchanges WHERE run = 2")).toString(),
             QStringLiteral("203.0.113.9"));
}

void TestCapture::everyColumnIsDocumented()
{
    // The table in the file against the list in schema.h.
    QFile header(QFINDTESTDATA("../../src/store/schema.h"));
    QVERIFY(header.open(QIODevice::ReadOnly));
    const QByteArray text = header.readAll();
    const auto check = [&text](auto columns) {
        for (const auto &column : columns) {
            const QByteArray name = QByteArray(column.definition).split(' ').constFirst();
            QVERIFY2(text.contains(' ' + name + ',') || text.contains(' ' + name + '\n'), name.constData());
        }
    };
    check(connectionColumns());
    check(exchangeColumns());
    check(loopSampleColumns());
    check(tcpSampleColumns());
}

void TestCapture::isKnownByItsFirstBytes()
{
    QVERIFY(!looksLikeCapture(m_path)); // there is none
    QVERIFY(!looksLikeCapture(m_directory->path()));
    put(m_path, QByteArray());
    QVERIFY(!looksLikeCapture(m_path));

    QVERIFY(prepare(m_path));
    QVERIFY(looksLikeCapture(m_path));
    const QString renamed = m_directory->filePath(QStringLiteral("day.db"));
    QVERIFY(QFile::copy(m_path, renamed));
    QVERIFY(looksLikeCapture(renamed));

    const QString foreign = m_directory->filePath(QStringLiteral("foreign.porthole"));
    cell(foreign, QStringLiteral("CREATE TABLE notes(text)"));
    QVERIFY(QFile::exists(foreign));
    QVERIFY(!looksLikeCapture(foreign));
}

void TestCapture::refuses_data()
{
    QTest::addColumn<QString>("file");     // made by refuses()
    QTest::addColumn<QString>("sentence"); // part of it
    QTest::newRow("a folder") << "folder"
                              << "it is a folder";
    QTest::newRow("no such folder") << "nowhere/x"
                                    << "cannot be written";
    QTest::newRow("text") << "text"
                          << "is not a capture";
    QTest::newRow("another program's database") << "foreign"
                                                << "is not a capture";
    QTest::newRow("newer") << "newer"
                           << "newer Porthole";
    QTest::newRow("cut off") << "cut"
                             << "is damaged";
    QTest::newRow("overwritten inside") << "smashed"
                                        << "is damaged";
}

void TestCapture::refuses()
{
    QFETCH(QString, file);
    QFETCH(QString, sentence);
    const QString path = m_directory->filePath(file);
    if (file == u"folder")
        QVERIFY(QDir().mkdir(path));
    if (file == u"text")
        put(path, QByteArray("Dear diary, ").repeated(500));
    if (file == u"foreign")
        QVERIFY(!cell(path, QStringLiteral("CREATE TABLE notes(text)")).isValid() || QFile::exists(path));
    if (file == u"newer" || file == u"cut" || file == u"smashed") {
        CaptureWriter writer;
        QVERIFY(writer.open(path));
        for (quint64 id = 1; id < 200; ++id)
            writer.write({exchange(id)});
    }
    if (file == u"newer")
        (void)cell(path, QStringLiteral("PRAGMA user_version = %1").arg(schemaVersion + 1));
    QFile damage(path);
    if (file == u"cut")
        QVERIFY(damage.resize(damage.size() / 2));
    if (file == u"smashed") {
        QVERIFY(damage.open(QIODevice::ReadWrite) && damage.seek(4096 * 4));
        damage.write(QByteArray(4096 * 4, '\xa5'));
        damage.close();
    }

    CaptureWriter writer;
    const auto opened = writer.open(path);
    QVERIFY(!opened);
    QVERIFY(!writer.isOpen());
    QVERIFY2(opened.error().contains(sentence) && opened.error().contains(path),
             qUtf8Printable(opened.error()));
    QVERIFY(!opened.error().contains(u'\n'));
}

void TestCapture::refusedFilesAreLeftAlone()
{
    const QByteArray diary = QByteArray("Dear diary, ").repeated(500);
    put(m_path, diary);
    QVERIFY(!CaptureWriter().open(m_path));
    QFile file(m_path);
    QVERIFY(file.open(QIODevice::ReadOnly));
    QCOMPARE(file.readAll(), diary);
    QCOMPARE(QDir(m_directory->path()).entryList(QDir::Files).size(), 1);
}

void TestCapture::emptyFileBecomesACapture()
{
    put(m_path, {});
    QVERIFY(prepare(m_path));
    QCOMPARE(cell(m_path, QStringLiteral("PRAGMA application_id")).toInt(), applicationId);
}

void TestCapture::survivesKill()
{
    QProcess child;
    child.start(QCoreApplication::applicationFilePath(), {QLatin1StringView(childArgument), m_path});
    QByteArray said;
    while (said.count('\n') < 20) {
        QVERIFY(child.waitForReadyRead(30'000));
        said += child.readAllStandardOutput();
    }
    child.kill();
    QVERIFY(child.waitForFinished());
    QCOMPARE(child.exitStatus(), QProcess::CrashExit);
    said += child.readAllStandardOutput();
    const auto lines = said.left(said.lastIndexOf('\n')).split('\n');

    CaptureWriter writer;
    QVERIFY(writer.open(m_path));
    writer.write({exchange(1)});
    writer.close();
    QVERIFY(cell(m_path, QStringLiteral("SELECT max(exchange) FROM exchanges WHERE run = 1")).toInt()
            >= lines.constLast().toInt());
    QVERIFY(cell(m_path, QStringLiteral("SELECT ended_ms FROM runs WHERE run = 1")).isNull());
    QVERIFY(!cell(m_path, QStringLiteral("SELECT ended_ms FROM runs WHERE run = 2")).isNull());
    QCOMPARE(cell(m_path, QStringLiteral("PRAGMA integrity_check")).toString(), QStringLiteral("ok"));
}

/// Killed twenty times under load, each time at another moment.
void TestCapture::losesAtMostASecond()
{
    QRandomGenerator random(4);
    for (int round = 0; round < 4; ++round) {
        std::vector<std::unique_ptr<QProcess>> children;
        for (int i = 0; i < 5; ++i) {
            children.push_back(std::make_unique<QProcess>());
            const QString path = m_directory->filePath(QStringLiteral("%1-%2").arg(round).arg(i));
            children.back()->setProperty("path", path);
            children.back()->start(QCoreApplication::applicationFilePath(),
                                   {QLatin1StringView(recordArgument), path});
        }
        for (const auto &child : children) {
            QByteArray said;
            QElapsedTimer running; // at least so long that there is something more than a second old
            running.start();
            const int time = 1200 + random.bounded(400);
            while (!running.hasExpired(time) || lastBefore(said, QDateTime::currentMSecsSinceEpoch()) == 0) {
                (void)child->waitForReadyRead(20);
                said += child->readAllStandardOutput();
                QVERIFY(!running.hasExpired(30'000));
            }
            const qint64 killedMs = QDateTime::currentMSecsSinceEpoch();
            child->kill();
            QVERIFY(child->waitForFinished());
            said += child->readAllStandardOutput();
            const auto reader = CaptureReader::open(child->property("path").toString());
            QVERIFY2(reader, reader ? "" : qUtf8Printable(reader.error()));
            quint64 next = 1;
            const auto read = (*reader)->read(1, [&next](const trace::Batch &batch) {
                for (const trace::Record &record : batch)
                    next += std::get<trace::ExchangePtr>(record)->id == next ? 1 : 0;
                return true;
            });
            QVERIFY2(read, read ? "" : qUtf8Printable(read.error()));
            QVERIFY2(next > lastBefore(said, killedMs),
                     (QByteArray::number(next - 1) + " are there, wanted "
                      + QByteArray::number(lastBefore(said, killedMs)))
                         .constData());
        }
    }
}

void TestCapture::saysOnceThatTheDiskIsFull()
{
#ifdef Q_OS_UNIX
    CaptureWriter writer;
    QSignalSpy failed(&writer, &CaptureWriter::failed);
    QVERIFY(writer.open(m_path));
    writer.write({exchange(1)});
    QTRY_COMPARE(cell(m_path, QStringLiteral("SELECT count(*) FROM exchanges")).toInt(), 1);

    // A limit on the size of files stands for a full disk.
    std::signal(SIGXFSZ, SIG_IGN);
    rlimit before;
    QCOMPARE(getrlimit(RLIMIT_FSIZE, &before), 0);
    const rlimit small{64 * 1024, before.rlim_max};
    QCOMPARE(setrlimit(RLIMIT_FSIZE, &small), 0);
    auto big = exchange(2);
    big->requestHead = QByteArray(256 * 1024, 'x');
    writer.write({big, exchange(3)});
    QTRY_COMPARE(writer.lost(), quint64(2));
    writer.write({big});
    QTRY_COMPARE(writer.lost(), quint64(3));
    QCOMPARE(setrlimit(RLIMIT_FSIZE, &before), 0);

    writer.write({exchange(4)});
    writer.close();
    QCOMPARE(failed.count(), 1);
    QVERIFY(failed[0][0].toString().contains(m_path));
    QCOMPARE(row(m_path, QStringLiteral("SELECT count(*), min(exchange), max(exchange) FROM exchanges")),
             (QVariantList{2, 1, 4}));
#else
    QSKIP("Needs a limit on the size of files.");
#endif
}

int main(int argc, char **argv)
{
    QCoreApplication app(argc, argv);
    const QStringList arguments = app.arguments();
    if (arguments.value(1) == QLatin1StringView(childArgument))
        return writeUntilKilled(arguments.value(2));
    if (arguments.value(1) == QLatin1StringView(recordArgument))
        return recordUntilKilled(arguments.value(2));
    TestCapture test;
    return QTest::qExec(&test, argc, argv);
}

#include "tst_capture.moc"
