// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "exchanges.h"
#include "trace/decode.h"
#include "trace/ipaddress.h"
#include "trace/wire.h"

#include <QTest>

using namespace trace;

namespace {

/// A device that is full after so many bytes.
class FullDevice : public QIODevice
{
public:
    explicit FullDevice(qint64 room)
        : m_room(room)
    {
        open(WriteOnly | Unbuffered);
    }

protected:
    qint64 readData(char * /*data*/, qint64 /*size*/) override { return -1; }
    qint64 writeData(const char * /*data*/, qint64 size) override
    {
        if (size > m_room) {
            setErrorString(QStringLiteral("No space left on device"));
            return -1;
        }
        m_room -= size;
        return size;
    }

private:
    qint64 m_room;
};

} // namespace

class ExportTest : public QObject
{
    Q_OBJECT
private slots:
    void names_data();
    void names();
    void fullDisk_data();
    void fullDisk();
    void logs();
    void addresses_data();
    void addresses();
    void decoding();
    void wireFollowsTransfers();
    void wireWithoutTransfers();
    void wireOfAFile();
};

void ExportTest::names_data()
{
    QTest::addColumn<ExportFormat>("format");
    for (const ExportFormat format : exportFormats)
        QTest::newRow(word(format).data()) << format;
}

void ExportTest::names()
{
    QFETCH(ExportFormat, format);
    QVERIFY(exportFormat(word(format)) == format);
    QVERIFY(!title(format).isEmpty() && !fileSuffix(format).isEmpty());
    QVERIFY(!exportFormat("xml"));
}

void ExportTest::fullDisk_data()
{
    names_data();
}

void ExportTest::fullDisk()
{
    QFETCH(ExportFormat, format);
    FullDevice device(0);
    const auto exporter = makeExporter(format, device);
    Written written = exporter->begin();
    if (written)
        written = exporter->add(made::exchange("GET / HTTP/1.1"), nullptr);
    QVERIFY(!written);
    QCOMPARE(written.error(), QStringLiteral("The export cannot be written: No space left on device."));
}

void ExportTest::logs()
{
    Exchange running = made::exchange("GET /b HTTP/1.1");
    running.outcome = Outcome::InProgress;
    const std::vector<Exchange> both = {made::exchange("GET /a HTTP/1.1"), running};
    const QByteArray combined = made::exported(ExportFormat::Combined, both);
    QVERIFY(combined.startsWith("192.0.2.7 - - [")
            && combined.endsWith("\"GET /a HTTP/1.1\" 200 - \"-\" \"-\"\n"));
    QCOMPARE(combined.count('\n'), 1);
    const QByteArray json = made::exported(ExportFormat::JsonLines, both);
    QVERIFY(json.startsWith("{\"time\":\"2011-09-18T23:18:28.042Z\""));
    QCOMPARE(json.count('\n'), 1);
}

void ExportTest::addresses_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QByteArray>("hex");
    const auto row = [](const char *text, const char *hex) {
        QTest::newRow(text) << QByteArray(text) << QByteArray(hex);
    };
    row("127.0.0.1", "7f000001");
    row("::1", "00000000000000000000000000000001");
    row("::", "00000000000000000000000000000000");
    row("fe80::1%eth0", "fe800000000000000000000000000001");
    row("2001:db8:1:2:3:4:5:6", "20010db8000100020003000400050006");
    row("::ffff:192.0.2.1", "00000000000000000000ffffc0000201");
    row("256.0.0.1", "");
    row("1.2.3", "");
    row("1:2", "");
    row("1:2:3:4:5:6:7:8:9", "");
    row("x::", "");
    row("", "");
}

void ExportTest::addresses()
{
    QFETCH(QByteArray, text);
    QFETCH(QByteArray, hex);
    QCOMPARE(ipBytes(text).toHex(), hex);
}

void ExportTest::decoding()
{
    // "hello" by gzip and by brotli.
    const auto gzip = QByteArray::fromHex("1f8b08000000000002ffcb48cdc9c9070086a6103605000000");
    QCOMPARE(decoded(gzip, "gzip", 100).value_or("failed"), QByteArray("hello"));
    QVERIFY(!decoded(gzip, "gzip", 4));
    QVERIFY(!decoded(gzip.chopped(9), "gzip", 100));
    QCOMPARE(decoded(QByteArray::fromHex("0b028068656c6c6f03"), "br", 100).value_or("failed"),
             QByteArray("hello"));
    QVERIFY(!decoded("hello", "br", 100));
    QVERIFY(!decoded("hello", "zstd", 100));
}

void ExportTest::wireFollowsTransfers()
{
    Exchange e
        = made::exchange("GET / HTTP/1.1", "Host: a\r\n", "HTTP/1.1 200 OK\r\n", QByteArray(40'000, 'x'));
    e.extras.edit().transfers
        = {{1'000, 10, 1, Transfer::Kind::Read},       {1'500, 0, 1, Transfer::Kind::EmptyRead},
           {2'000, 19, 1, Transfer::Kind::Read},       {5'000, 20'000, 1, Transfer::Kind::Write},
           {5'500, -1, 1, Transfer::Kind::FullBuffer}, {6'000, 20'000, 2, Transfer::Kind::Write}};
    const auto segments = wireSegments(e, true);
    QByteArray in;
    QByteArray out;
    QList<qint64> times;
    QList<qint64> sizes;
    for (const Segment &segment : segments) {
        (segment.kind == Segment::Kind::FromClient ? in : out) += segment.bytes;
        QCOMPARE(qsizetype(segment.length), segment.bytes.size());
        times += segment.at;
        sizes += segment.length;
    }
    QCOMPARE(in, e.requestHead);
    QCOMPARE(out, e.responseHead + e.responseBody);
    QCOMPARE(times, (QList<qint64>{1'000, 2'000, 5'000, 5'000, 6'000, 6'000, 1'236'000}));
    QCOMPARE(sizes, (QList<qint64>{10, 17, 16'384, 3'616, 16'384, 3'616, 19}));
}

void ExportTest::wireWithoutTransfers()
{
    const Exchange e = made::exchange("GET / HTTP/1.1", "Host: a\r\n", "HTTP/1.1 200 OK\r\n", "hello");
    const auto segments = wireSegments(e, false);
    QCOMPARE(segments.size(), size_t(2));
    QCOMPARE(segments[0].at, 3'000);
    QCOMPARE(segments[0].bytes, e.requestHead);
    QCOMPARE(segments[1].at, 5'000);
    QCOMPARE(segments[1].bytes, e.responseHead);
    QCOMPARE(qsizetype(segments[1].length), e.responseHead.size() + 5);
}

void ExportTest::wireOfAFile()
{
    Exchange e = made::exchange("GET / HTTP/1.1");
    e.diskPath = QStringLiteral("/srv/a");
    e.fileOffset = 100;
    e.fileSize = 50'000;
    e.bodySent = 20'000;
    e.responseBytes = e.responseHead.size() + 20'000;
    const auto segments = wireSegments(e, true);
    QCOMPARE(segments.size(), size_t(3));
    QCOMPARE(segments[1].bytes, e.responseHead);
    QCOMPARE(segments[1].fileOffset, 100);
    QCOMPARE(segments[2].fileOffset, 100 + 16'384 - e.responseHead.size());
    QCOMPARE(qsizetype(segments[2].length), e.responseHead.size() + 20'000 - 16'384);
}

QTEST_GUILESS_MAIN(ExportTest)
#include "tst_export.moc"
