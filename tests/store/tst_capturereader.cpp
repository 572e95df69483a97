// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "oldercapture.h"
#include "store/capturefile.h"
#include "store/capturereader.h"
#include "store/capturewriter.h"
#include "store/columns.h"
#include "store/schema.h"

#include <QDir>
#include <QTemporaryDir>
#include <QTest>

#include <functional>
#include <optional>

using namespace store;
using trace::ConnectionRecord;
using trace::Exchange;

namespace {

/// A record in which no member has its first value, and no two the same.
Exchange full(quint64 id)
{
    Exchange e;
    e.id = id;
    e.connection = 3;
    e.ordinal = 2;
    e.client = {"::1", 40000};
    e.outcome = trace::Outcome::TimedOut;
    e.cause = trace::CloseCause::SendTimeout;
    e.status = 206;
    e.fault = http::Fault::BadHost;
    e.extras.edit().why = QStringLiteral("Because \u4e2d.");
    e.extras.edit().reasons = {{http::Step::NearCase, "/A"}, {http::Step::Index, "/x/\xc3\xa4"}};
    e.extras.edit().forwardedFor = "203.0.113.9";
    e.startedMs = 1'316'387'908'042;
    e.timings = {1000, 2000, 3000, 4000, 2'501'000, 5000, 2500};
    e.requestHead = QByteArray("GET /\0\xff HTTP/1.1\r\n\r\n", 20);
    e.method = {2, 3};
    e.target = {4, 3};
    e.requestLine = {1, 16};
    e.faultOffset = 5;
    e.persistence = http::Persistence::KeepAlive;
    e.extras.edit().requestBodyBytes = 11;
    e.responseHead = "HTTP/1.1 206 Partial Content\r\n\r\n";
    e.contentType = "text/plain";
    e.bodyLength = 5'000'000'000;
    e.bodySent = 4'999'999'999;
    e.extras.edit().bodyAcknowledged = 4'000'000'000;
    e.diskPath = QStringLiteral("/srv/\u00e4.txt");
    e.extras.edit().requestBody = QByteArray("a\0b", 3);
    e.responseBody = "\xff\x00";
    e.responseBytes = 13;
    e.fileOffset = 0;
    e.fileSize = 15;
    e.fileModifiedNs = 1'316'387'908'042'000'001;
    e.extras.edit().transfers
        = {{10, 20, 1, trace::Transfer::Kind::Read}, {11, -1, 4, trace::Transfer::Kind::FullBuffer}};
    e.extras.edit().holds = {{30, 40}, {50, 0}};
    e.diskNs = 16;
    e.extras.edit().stalledNs = 17;
    e.extras.edit().throttledNs = 18;
    e.extras.edit().blockedNs = 19;
    e.loopLagNs = 20;
    e.extras.edit().backlogMax = 21;
    e.extras.edit().tcp = trace::TcpInfo{1, 2, 3, 4, 5, 6, 7, 8, 9, 10, -1};
    return e;
}

ConnectionRecord fullConnection(quint64 id)
{
    ConnectionRecord c;
    c.id = id;
    c.loop = 1;
    c.client = {"192.0.2.1", 5};
    c.server = {"192.0.2.2", 7788};
    c.state = trace::State::Held;
    c.cause = trace::CloseCause::Banned;
    c.acceptedMs = 1'316'387'908'000;
    c.accepted = 77;
    c.stateSince = 78;
    c.lastActivity = 79;
    c.closed = 80;
    c.requests = 81;
    c.currentRequest = "GET /";
    c.bytesIn = 82;
    c.bytesOut = 1'000'000'000'000;
    c.acceptWaitNs = 0;
    c.reads = 84;
    c.writes = 85;
    c.emptyReads = 86;
    c.fullBuffers = 87;
    c.clientFin = 88;
    c.serverFin = 89;
    c.acknowledged = 90;
    c.tcp = trace::TcpInfo{};
    return c;
}

trace::ExchangePtr exchange(quint64 id)
{
    Exchange e = full(id);
    e.timings.firstByte = qint64(id) * 1000;
    return std::make_shared<const Exchange>(e);
}

trace::ConnectionPtr connection(quint64 id)
{
    ConnectionRecord c = fullConnection(id);
    c.state = trace::State::Closed;
    c.accepted = qint64(id) * 1000 - 1;
    c.closed = c.accepted + 10;
    return std::make_shared<const ConnectionRecord>(c);
}

/// What differs between two records, by the columns they are stored in.
template <typename T>
QStringList differences(const T &a, const T &b, std::span<const Column<T>> columns)
{
    QStringList names;
    for (const auto &column : columns) {
        if (column.value(a) != column.value(b))
            names << column.name();
    }
    return names;
}

/// The names of columns whose value is the one of a record that was never filled in: full() is behind.
template <typename T>
QStringList untouched(const T &record, std::span<const Column<T>> columns)
{
    return [&] {
        QStringList names;
        for (const auto &column : columns) {
            if (column.value(record) == column.value(T()))
                names << column.name();
        }
        return names;
    }();
}

/// Until all is within the limits.
std::optional<Evicted> evictAll(CaptureFile &file, qint64 nowMs = 0)
{
    Evicted sum;
    for (quint64 gone = 1; gone > 0;) {
        const auto done = file.evict(nowMs);
        if (!done) {
            qWarning("%s", qUtf8Printable(done.error()));
            return std::nullopt;
        }
        gone = done->records;
        sum.records += gone;
        sum.exchanges += done->exchanges;
    }
    return sum;
}

std::vector<trace::Record> all(CaptureReader &reader, qint64 run = 1, size_t batchSize = 7)
{
    std::vector<trace::Record> records;
    const auto read = reader.read(
        run,
        [&](const trace::Batch &batch) {
            records.insert(records.end(), batch.begin(), batch.end());
            return batch.size() <= batchSize;
        },
        batchSize);
    if (!read)
        qWarning("%s", qUtf8Printable(read.error()));
    return records;
}

} // namespace

class TestCaptureReader : public QObject
{
    Q_OBJECT
private slots:
    void init();
    void everyFieldComesBack();
    void comesInOrderOfTime();
    void readsWhileItIsWritten();
    void readsARunAtATime();
    void readsOlderVersions_data();
    void readsOlderVersions();
    void leavesNothingBehind();
    void readsFromAMomentOn();
    void stopsWhenAsked();
    void refuses_data();
    void refuses();
    void keepsToItsSize();
    void contentsGoWithTheirExchanges();
    void saysWhenAContentCannotBeRead();
    void keepsToItsSizeWithoutRequests_data();
    void keepsToItsSizeWithoutRequests();
    void newRequestsOutliveOldConnections();
    void keepsToItsAge();
    void forgetsOldConnectionsAndSamples();

private:
    void write(const trace::Batch &batch, CaptureLimits limits = {});

    std::unique_ptr<QTemporaryDir> m_directory;
    QString m_path;
};

void TestCaptureReader::init()
{
    m_directory = std::make_unique<QTemporaryDir>();
    m_path = m_directory->filePath(QStringLiteral("a capture?.porthole")); // a name that a URL has to escape
}

void TestCaptureReader::write(const trace::Batch &batch, CaptureLimits limits)
{
    CaptureWriter writer;
    const auto opened = writer.open(m_path, limits);
    QVERIFY2(opened, opened ? "" : qUtf8Printable(opened.error()));
    writer.write(batch);
    writer.close();
    QCOMPARE(writer.lost(), quint64(0));
}

void TestCaptureReader::everyFieldComesBack()
{
    QCOMPARE(untouched(full(9), exchangeColumns()), QStringList());
    QCOMPARE(untouched(fullConnection(3), connectionColumns()), QStringList());
    const trace::LoopSample loop{1, 100, 2, 3, 4, 5, 6};
    const trace::TcpSample tcp{3, 101, 7, {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11}};
    write({std::make_shared<const ConnectionRecord>(fullConnection(3)),
           std::make_shared<const Exchange>(full(9)), std::make_shared<const trace::LoopSample>(loop),
           std::make_shared<const trace::TcpSample>(tcp)});

    const auto reader = CaptureReader::open(m_path);
    QVERIFY2(reader, reader ? "" : qUtf8Printable(reader.error()));
    const auto records = all(**reader);
    QCOMPARE(records.size(), size_t(4));
    const auto &c = *std::get<trace::ConnectionPtr>(records[0]);
    QCOMPARE(differences(c, fullConnection(3), connectionColumns()), QStringList());
    QVERIFY(c.client == fullConnection(3).client && c.tcp == fullConnection(3).tcp);
    const auto &l = *std::get<trace::LoopSamplePtr>(records[1]);
    QCOMPARE(differences(l, loop, loopSampleColumns()), QStringList());
    const auto &t = *std::get<trace::TcpSamplePtr>(records[2]);
    QCOMPARE(differences(t, tcp, tcpSampleColumns()), QStringList());
    QCOMPARE(t.tcp.inFlight, 11);
    const auto &e = *std::get<trace::ExchangePtr>(records[3]);
    QCOMPARE(differences(e, full(9), exchangeColumns()), QStringList());
    QVERIFY(e.extras->transfers == full(9).extras->transfers && e.extras->holds == full(9).extras->holds);
    QVERIFY(e.extras->reasons == full(9).extras->reasons && e.extras->tcp == full(9).extras->tcp);
    QCOMPARE(e.requestHead, full(9).requestHead);
    QCOMPARE(e.timings.firstSent, 5000);
}

void TestCaptureReader::comesInOrderOfTime()
{
    trace::Batch batch;
    for (quint64 id = 100; id >= 1; --id) {
        batch.emplace_back(exchange(id));
        batch.emplace_back(connection(id));
        batch.emplace_back(std::make_shared<const trace::LoopSample>(
            trace::LoopSample{0, qint64(101 - id) * 1000 + 1, 0, 0, 0, 0, 0}));
    }
    write(batch);
    const auto reader = CaptureReader::open(m_path);
    QVERIFY(reader);
    const auto records = all(**reader);
    QCOMPARE(records.size(), size_t(300));
    for (size_t i = 0; i < 100; ++i) {
        QCOMPARE(std::get<trace::ConnectionPtr>(records[i * 3])->id, quint64(i + 1));
        QCOMPARE(std::get<trace::ExchangePtr>(records[i * 3 + 1])->id, quint64(i + 1));
        QCOMPARE(std::get<trace::LoopSamplePtr>(records[i * 3 + 2])->at, qint64(i + 1) * 1000 + 1);
    }
}

void TestCaptureReader::readsWhileItIsWritten()
{
    QVERIFY(prepare(m_path));
    auto file = CaptureFile::open(m_path);
    QVERIFY(file && (*file)->write({connection(1), exchange(1)}));
    const auto reader = CaptureReader::open(m_path);
    QVERIFY2(reader, reader ? "" : qUtf8Printable(reader.error()));
    QCOMPARE(all(**reader).size(), size_t(2));
    QCOMPARE((*(*reader)->runs())[0].endedMs, 0);

    QVERIFY((*(*reader)->readNew(1)).empty());
    QVERIFY((*file)->write({exchange(2), exchange(1)})); // a newer record of the first too
    const auto fresh = (*reader)->readNew(1);
    QVERIFY(fresh);
    QCOMPARE(fresh->size(), size_t(2));
    QVERIFY((*(*reader)->readNew(1)).empty());
    QVERIFY((*file)->finish());
}

void TestCaptureReader::readsARunAtATime()
{
    write({exchange(1)});
    write({exchange(1), exchange(2), connection(1)});
    const auto reader = CaptureReader::open(m_path);
    QVERIFY(reader);
    const auto runs = (*reader)->runs();
    QVERIFY(runs);
    QCOMPARE(runs->size(), size_t(2));
    QCOMPARE(runs->at(1).exchanges, quint64(2));
    QCOMPARE(runs->at(1).connections, quint64(1));
    QVERIFY(runs->at(1).endedMs >= runs->at(1).startedMs && runs->at(1).program.startsWith(u"Porthole"));
    QCOMPARE(all(**reader, 1).size(), size_t(1));
    QCOMPARE(all(**reader, 2).size(), size_t(3));
    QCOMPARE(all(**reader, 3).size(), size_t(0));
}

void TestCaptureReader::readsOlderVersions_data()
{
    QTest::addColumn<int>("version");
    QTest::newRow("1") << 1;
    QTest::newRow("2") << 2;
    QTest::newRow("3") << 3;
    QTest::newRow("4") << 4;
}

void TestCaptureReader::readsOlderVersions()
{
    QFETCH(int, version);
    write({connection(1), exchange(1)});
    QVERIFY(makeOlder(m_path, version));
    const QByteArray before = [this] {
        QFile file(m_path);
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }();
    {
        const auto reader = CaptureReader::open(m_path);
        QVERIFY2(reader, reader ? "" : qUtf8Printable(reader.error()));
        const auto records = all(**reader);
        QCOMPARE(records.size(), size_t(2));
        const auto &e = *std::get<trace::ExchangePtr>(records[1]);
        QCOMPARE(e.status, 206);
        QCOMPARE(e.extras->forwardedFor.isEmpty(), version < 2);
        QCOMPARE(e.extras->transfers.empty(), version < 3);
        QCOMPARE(e.fileOffset == -1, version < 3);
        QCOMPARE((*(*reader)->runs())[0].evicted, quint64(0));
    }
    QFile file(m_path);
    QVERIFY(file.open(QIODevice::ReadOnly));
    QVERIFY2(file.readAll() == before, "reading changed it");

    write({exchange(2)}); // written to, it is brought up to date
    const auto reader = CaptureReader::open(m_path);
    QVERIFY(reader);
    QCOMPARE(all(**reader, 1).size(), size_t(2));
    QCOMPARE(std::get<trace::ExchangePtr>(all(**reader, 2)[0])->extras->transfers.size(), size_t(2));
}

void TestCaptureReader::leavesNothingBehind()
{
    write({exchange(1)});
    {
        const auto reader = CaptureReader::open(m_path);
        QVERIFY(reader);
        QCOMPARE(all(**reader).size(), size_t(1));
        QCOMPARE(QDir(m_directory->path()).entryList(QDir::Files).size(), 1);
    }
    QCOMPARE(QDir(m_directory->path()).entryList(QDir::Files).size(), 1);
}

/// With what was going on then: a download that had begun before, a connection that is still open.
void TestCaptureReader::readsFromAMomentOn()
{
    const auto ended = [](quint64 id, qint64 finished) {
        Exchange e = full(id);
        e.timings.firstByte = qint64(id) * 1000;
        e.timings.finished = finished;
        return std::make_shared<const Exchange>(e);
    };
    ConnectionRecord open = fullConnection(2);
    open.accepted = 1;
    open.closed = 0;
    write({ended(1, 1500), ended(2, 9000), ended(3, 3500), ended(4, 4500), ended(5, 0), connection(1),
           std::make_shared<const ConnectionRecord>(open),
           std::make_shared<const trace::LoopSample>(trace::LoopSample{.at = 3999}),
           std::make_shared<const trace::LoopSample>(trace::LoopSample{.at = 4000})});
    QStringList got;
    const auto reader = CaptureReader::open(m_path);
    const auto take = [&got](const trace::Batch &batch) {
        for (const trace::Record &record : batch) {
            if (const auto *exchange = std::get_if<trace::ExchangePtr>(&record))
                got << QStringLiteral("exchange %1").arg((*exchange)->id);
            else if (const auto *connection = std::get_if<trace::ConnectionPtr>(&record))
                got << QStringLiteral("connection %1").arg((*connection)->id);
            else if (const auto *sample = std::get_if<trace::LoopSamplePtr>(&record))
                got << QStringLiteral("sample %1").arg((*sample)->at);
        }
        return true;
    };
    QVERIFY((*reader)->read(1, take, 1000, 4000));
    QCOMPARE(got.join(u','), QStringLiteral("connection 2,exchange 2,exchange 4,sample 4000,exchange 5"));
}

void TestCaptureReader::stopsWhenAsked()
{
    trace::Batch batch;
    for (quint64 id = 1; id <= 50; ++id)
        batch.emplace_back(exchange(id));
    write(batch);
    const auto reader = CaptureReader::open(m_path);
    QVERIFY(reader);
    int batches = 0;
    QVERIFY((*reader)->read(
        1, [&](const trace::Batch &) { return ++batches < 3; }, 10));
    QCOMPARE(batches, 3);
}

void TestCaptureReader::refuses_data()
{
    QTest::addColumn<QString>("what");
    QTest::addColumn<QString>("sentence");
    QTest::newRow("nothing") << "missing"
                             << "There is no file";
    QTest::newRow("folder") << "folder"
                            << "is a folder";
    QTest::newRow("empty") << "empty"
                           << "is not a capture";
    QTest::newRow("text") << "text"
                          << "is not a capture";
    QTest::newRow("newer") << "newer"
                           << "newer Porthole";
    QTest::newRow("cut off") << "cut"
                             << "is damaged";
}

void TestCaptureReader::refuses()
{
    QFETCH(QString, what);
    QFETCH(QString, sentence);
    const auto fill = [this](const QByteArray &bytes) {
        QFile file(m_path);
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(bytes);
    };
    if (what == u"folder")
        QVERIFY(QDir().mkdir(m_path));
    if (what == u"empty" || what == u"text")
        fill(what == u"text" ? QByteArray("Dear diary, ").repeated(500) : QByteArray());
    if (what == u"newer" || what == u"cut") {
        trace::Batch batch;
        for (quint64 id = 1; id <= 200; ++id)
            batch.emplace_back(exchange(id));
        write(batch);
    }
    if (what == u"newer")
        QVERIFY((*Connection::open(m_path))->run(QStringLiteral("PRAGMA user_version = 99")));
    if (what == u"cut")
        QVERIFY(QFile::resize(m_path, QFileInfo(m_path).size() / 2));
    const auto reader = CaptureReader::open(m_path);
    QVERIFY(!reader);
    QVERIFY2(reader.error().contains(sentence) && reader.error().contains(m_path),
             qUtf8Printable(reader.error()));
}

void TestCaptureReader::keepsToItsSize()
{
    constexpr qint64 limit = 4 * 1024 * 1024;
    QVERIFY(prepare(m_path));
    auto file = CaptureFile::open(m_path, {.bytes = limit});
    QVERIFY(file);
    quint64 evicted = 0;
    for (quint64 id = 1; id <= 20'000;) {
        trace::Batch batch;
        for (int i = 0; i < 1000; ++i, ++id) {
            batch.emplace_back(connection(id));
            batch.emplace_back(exchange(id));
        }
        QVERIFY((*file)->write(batch));
        const auto gone = evictAll(**file);
        QVERIFY(gone);
        evicted += gone->exchanges;
    }
    QVERIFY((*file)->finish());
    QVERIFY(evicted > 1000);
    QVERIFY2(QFileInfo(m_path).size() <= limit + limit / 4,
             QByteArray::number(QFileInfo(m_path).size()).constData());

    const auto reader = CaptureReader::open(m_path);
    QVERIFY(reader);
    QCOMPARE((*(*reader)->runs())[0].evicted, evicted);
    QCOMPARE((*(*reader)->runs())[0].exchanges, 20'000 - evicted);
    const auto records = all(**reader);
    const auto firstExchange = std::find_if(records.begin(), records.end(), [](const trace::Record &record) {
        return std::holds_alternative<trace::ExchangePtr>(record);
    });
    QCOMPARE(std::get<trace::ExchangePtr>(*firstExchange)->id, evicted + 1);     // the oldest went
    QVERIFY(std::get<trace::ConnectionPtr>(records.front())->id + 2 >= evicted); // and their connections
}

/// What exchanges have in common goes when none is left that refers to it, and not before.
void TestCaptureReader::contentsGoWithTheirExchanges()
{
    QVERIFY(prepare(m_path));
    auto file = CaptureFile::open(m_path, {.bytes = 4 * 1024 * 1024});
    QVERIFY(file);
    QByteArray head;
    for (quint64 id = 1; id <= 30'000;) {
        trace::Batch batch;
        for (int i = 0; i < 1000; ++i, ++id) {
            if (id % 3000 == 1)
                head = "HTTP/1.1 200 OK\r\nX: " + QByteArray::number(id).rightJustified(100, '0');
            Exchange e = full(id);
            e.responseHead = head;
            batch.emplace_back(std::make_shared<const Exchange>(e));
        }
        QVERIFY((*file)->write(batch));
        QVERIFY(evictAll(**file));
    }
    QVERIFY((*file)->finish());
    const auto reader = CaptureReader::open(m_path);
    QVERIFY(reader);
    const auto records = all(**reader);
    QVERIFY(records.size() > 1000 && records.size() < 29'000);
    for (const trace::Record &record : records) {
        const Exchange &e = *std::get<trace::ExchangePtr>(record);
        const quint64 since = e.id - (e.id - 1) % 3000;
        QVERIFY(e.responseHead.endsWith(QByteArray::number(since).rightJustified(100, '0')));
    }
    const auto connection = Connection::open(m_path);
    QVERIFY(connection);
    QVERIFY((*connection)->run(QStringLiteral("SELECT count(*) FROM contents"))->toInt() < 25);
}

void TestCaptureReader::saysWhenAContentCannotBeRead()
{
    const auto withHead = [](quint64 id) {
        static const QByteArray head(200, 'h');
        Exchange e = full(id);
        e.responseHead = head;
        return std::make_shared<const Exchange>(e);
    };
    write({withHead(1), withHead(2)});
    {
        const auto file = Connection::open(m_path);
        QVERIFY(file && (*file)->run(QStringLiteral("DROP VIEW requests")));
        QVERIFY((*file)->run(QStringLiteral("DROP TABLE contents")));
    }
    const auto reader = CaptureReader::open(m_path);
    QVERIFY(reader);
    const auto read = (*reader)->read(1, [](const trace::Batch &) { return true; });
    QVERIFY(!read); // not an exchange without a head
    QVERIFY2(read.error().contains(u"cannot be read"), qUtf8Printable(read.error()));
}

void TestCaptureReader::keepsToItsSizeWithoutRequests_data()
{
    using Make = std::function<trace::Record(quint64)>;
    QTest::addColumn<Make>("make");
    QTest::newRow("connections") << Make([](quint64 id) { return connection(id); });
    QTest::newRow("loop samples") << Make([](quint64 id) {
        return std::make_shared<const trace::LoopSample>(trace::LoopSample{.at = qint64(id) * 1000});
    });
    QTest::newRow("TCP samples") << Make([](quint64 id) {
        return std::make_shared<const trace::TcpSample>(
            trace::TcpSample{.connection = id, .at = qint64(id) * 1000, .tcp = trace::TcpInfo{}});
    });
}

void TestCaptureReader::keepsToItsSizeWithoutRequests()
{
    using Make = std::function<trace::Record(quint64)>;
    QFETCH(Make, make);
    constexpr qint64 limit = 512 * 1024;
    constexpr quint64 written = 40'000;
    QVERIFY(prepare(m_path));
    auto file = CaptureFile::open(m_path, {.bytes = limit});
    QVERIFY(file);
    quint64 evicted = 0;
    for (quint64 id = 1; id <= written;) {
        trace::Batch batch;
        for (int i = 0; i < 2000; ++i)
            batch.emplace_back(make(id++));
        QVERIFY((*file)->write(batch));
        const auto gone = evictAll(**file);
        QVERIFY(gone);
        QCOMPARE(gone->exchanges, quint64(0));
        evicted += gone->records;
    }
    QVERIFY((*file)->finish());
    QVERIFY2(QFileInfo(m_path).size() <= limit + limit / 4,
             QByteArray::number(QFileInfo(m_path).size()).constData());
    QVERIFY(evicted > 1000);
    const auto reader = CaptureReader::open(m_path);
    QCOMPARE((*(*reader)->runs())[0].evicted, quint64(0)); // of exchanges
    QCOMPARE(all(**reader).size(), size_t(written - evicted));
}

/// A scan fills the file with connections; the few requests after it are newer than most of them.
void TestCaptureReader::newRequestsOutliveOldConnections()
{
    QVERIFY(prepare(m_path));
    auto file = CaptureFile::open(m_path, {.bytes = 1024 * 1024});
    QVERIFY(file);
    trace::Batch batch;
    for (quint64 id = 1; id <= 10'000; ++id)
        batch.emplace_back(connection(id));
    for (quint64 id = 10'001; id <= 10'010; ++id)
        batch.emplace_back(exchange(id));
    QVERIFY((*file)->write(batch));
    const auto gone = evictAll(**file);
    QVERIFY(gone);
    QCOMPARE(gone->exchanges, quint64(0));
    QVERIFY(gone->records > 1000);
    const auto records = all(*CaptureReader::open(m_path).value());
    QCOMPARE(std::get<trace::ConnectionPtr>(records.front())->id, gone->records + 1);
    QCOMPARE(std::get<trace::ExchangePtr>(records.back())->id, 10'010);
}

/// Also when there is no request by which their age could be told.
void TestCaptureReader::forgetsOldConnectionsAndSamples()
{
    constexpr qint64 epochMs = 1'700'000'000'000, nsPerMs = 1'000'000;
    const auto closedAt = [](quint64 id, qint64 ms) {
        ConnectionRecord c = fullConnection(id);
        c.state = trace::State::Closed;
        c.acceptedMs = epochMs;
        c.accepted = 5 * nsPerMs;
        c.closed = (5 + ms) * nsPerMs;
        return std::make_shared<const ConnectionRecord>(c);
    };
    const auto sampleAt = [](qint64 ms) {
        return std::make_shared<const trace::LoopSample>(trace::LoopSample{.at = (5 + ms) * nsPerMs});
    };
    QVERIFY(prepare(m_path));
    auto file = CaptureFile::open(m_path, {.age = std::chrono::seconds(60)});
    QVERIFY(file);
    QVERIFY((*file)->write(
        {closedAt(1, 10), closedAt(2, 90'000), sampleAt(20), sampleAt(39'999), sampleAt(90'000)}));
    QCOMPARE(*evictAll(**file, epochMs + 100'000), (Evicted{0, 3}));
    QCOMPARE(all(*CaptureReader::open(m_path).value()).size(), size_t(2));
    QCOMPARE(*evictAll(**file, epochMs + 200'000'000), (Evicted{0, 2}));
}

void TestCaptureReader::keepsToItsAge()
{
    QVERIFY(prepare(m_path));
    auto file = CaptureFile::open(m_path, {.age = std::chrono::seconds(60)});
    QVERIFY(file);
    const auto at = [](quint64 id, qint64 ms) {
        Exchange e = full(id);
        e.startedMs = ms;
        return std::make_shared<const Exchange>(e);
    };
    QVERIFY((*file)->write({at(1, 1000), at(2, 50'000), at(3, 100'000)}));
    QCOMPARE(evictAll(**file, 100'000)->exchanges, quint64(1));
    QCOMPARE(evictAll(**file, 100'000)->exchanges, quint64(0));
    QVERIFY((*file)->finish());
    const auto reader = CaptureReader::open(m_path);
    QCOMPARE((*(*reader)->runs())[0].exchanges, quint64(2));
}

QTEST_GUILESS_MAIN(TestCaptureReader)
#include "tst_capturereader.moc"
