// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "openroot.h"
#include "site/encoding.h"
#include "tree.h"

#include <QRandomGenerator>
#include <QTest>

#include <brotli/decode.h>
#include <zlib.h>

#include <sys/stat.h>

using site::ContentError;
using site::EncodedCache;
using site::EncodedKey;
using site::Encoding;

Q_DECLARE_METATYPE(Encoding)

namespace {

std::optional<QByteArray> gunzipped(const QByteArray &encoded, qsizetype size)
{
    QByteArray plain(size + 1, '\0');
    z_stream stream{};
    if (inflateInit2(&stream, MAX_WBITS + 16) != Z_OK)
        return std::nullopt;
    stream.next_in = reinterpret_cast<Bytef *>(const_cast<char *>(encoded.constData()));
    stream.avail_in = static_cast<uInt>(encoded.size());
    stream.next_out = reinterpret_cast<Bytef *>(plain.data());
    stream.avail_out = static_cast<uInt>(plain.size());
    const int result = inflate(&stream, Z_FINISH);
    plain.truncate(static_cast<qsizetype>(stream.total_out));
    const bool whole = result == Z_STREAM_END && stream.avail_in == 0;
    inflateEnd(&stream);
    return whole ? std::optional(plain) : std::nullopt;
}

std::optional<QByteArray> unbrotlied(const QByteArray &encoded, qsizetype size)
{
    QByteArray plain(size + 1, '\0');
    size_t given = static_cast<size_t>(plain.size());
    const auto result = BrotliDecoderDecompress(static_cast<size_t>(encoded.size()),
                                                reinterpret_cast<const uint8_t *>(encoded.constData()),
                                                &given, reinterpret_cast<uint8_t *>(plain.data()));
    plain.truncate(static_cast<qsizetype>(given));
    return result == BROTLI_DECODER_RESULT_SUCCESS ? std::optional(plain) : std::nullopt;
}

std::optional<QByteArray> decoded(Encoding encoding, const QByteArray &encoded, qsizetype size)
{
    return encoding == Encoding::Gzip ? gunzipped(encoded, size) : unbrotlied(encoded, size);
}

QByteArray prose(qsizetype size)
{
    static constexpr const char *words[]
        = {"the ", "sea ", "is ", "wide ", "and ", "deep, ", "said ", "she.\n"};
    QRandomGenerator random(7);
    QByteArray text;
    while (text.size() < size)
        text += words[random.bounded(8)];
    return text.first(size);
}

QByteArray noise(qsizetype size)
{
    QRandomGenerator random(11);
    QByteArray bytes(size, '\0');
    for (char &byte : bytes)
        byte = static_cast<char>(random.bounded(256));
    return bytes;
}

EncodedKey keyOf(const site::OpenFile &file, Encoding encoding)
{
    return {file.device(), file.inode(), file.size(), file.modifiedNs(), encoding};
}

struct Drained
{
    QByteArray whole;
    qsizetype pieces = 0;
    qsizetype largest = 0;
    std::optional<ContentError> error;
};

Drained drained(site::ContentSource &source)
{
    Drained result;
    for (;;) {
        const auto piece = source.next();
        if (!piece) {
            result.error = piece.error();
            return result;
        }
        if (piece->isEmpty())
            return result;
        result.whole += *piece;
        ++result.pieces;
        result.largest = std::max(result.largest, piece->size());
    }
}

void addContents()
{
    QTest::addColumn<Encoding>("encoding");
    QTest::addColumn<QByteArray>("content");
    for (const Encoding encoding : {Encoding::Gzip, Encoding::Brotli}) {
        const QByteArray name = site::codingName(encoding).toByteArray();
        const auto row = [&](const char *what, const QByteArray &content) {
            QTest::addRow("%s, %s", name.constData(), what) << encoding << content;
        };
        row("nothing", {});
        row("a byte", "x");
        row("prose", prose(10'000));
        row("one read", prose(65'536));
        row("one read and a byte", prose(65'537));
        row("four reads", prose(4 * 65'536));
        row("long prose", prose(3'000'000));
        row("zeros", QByteArray(20'000'000, '\0'));
        row("noise", noise(3'000'000));
        row("a little noise", noise(300));
        row("noise, then zeros", noise(1'000'000) + QByteArray(5'000'000, '\0'));
    }
}

} // namespace

class TestEncoding : public QObject
{
    Q_OBJECT

private slots:
    void names();
    void compressible_data();
    void compressible();
    void whole_data() { addContents(); }
    void whole();
    void source_data() { addContents(); }
    void source();
    void sameBytesEachTime();
    void tooLargeForTheCache();
    void changedFile_data();
    void changedFile();

private:
    Tree m_tree;
};

void TestEncoding::names()
{
    QCOMPARE(site::codingName(Encoding::Gzip), QByteArrayView("gzip"));
    QCOMPARE(site::codingName(Encoding::Brotli), QByteArrayView("br"));
    QCOMPARE(site::codingName(Encoding::Identity), QByteArrayView("identity"));
}

void TestEncoding::compressible_data()
{
    QTest::addColumn<QByteArray>("type");
    QTest::addColumn<bool>("expected");
    for (const char *type :
         {"text/html; charset=utf-8", "text/plain", "TEXT/CSS", "text/javascript;charset=utf-8",
          "application/json", "application/ld+json", "image/svg+xml", "application/xhtml+xml",
          "application/wasm", "application/manifest+json", "application/xml", "font/ttf", "font/otf",
          "image/bmp", "image/vnd.microsoft.icon", "application/javascript ; v=1"})
        QTest::newRow(type) << QByteArray(type) << true;
    for (const char *type :
         {"image/png", "image/jpeg", "image/webp", "image/avif", "font/woff", "font/woff2", "video/mp4",
          "audio/mpeg", "application/zip", "application/gzip", "application/pdf", "application/octet-stream",
          "multipart/byteranges; boundary=text/plain", "application/x; q=\"+json\"", "text", ""})
        QTest::newRow(*type ? type : "none") << QByteArray(type) << false;
}

void TestEncoding::compressible()
{
    QFETCH(QByteArray, type);
    QFETCH(bool, expected);
    QCOMPARE(site::isCompressible(type), expected);
}

void TestEncoding::whole()
{
    QFETCH(Encoding, encoding);
    QFETCH(QByteArray, content);
    const auto encoded = site::encodeWhole(encoding, content);
    QVERIFY(encoded);
    QVERIFY(decoded(encoding, *encoded, content.size()) == content);
}

void TestEncoding::source()
{
    QFETCH(Encoding, encoding);
    QFETCH(QByteArray, content);
    QVERIFY(m_tree.file("file", content));
    const auto file = opened(m_tree.root()).find("file").file;
    QVERIFY(file);
    EncodedCache cache(100'000'000);
    const EncodedKey key = keyOf(*file, encoding);
    const auto source = site::encodingSource(file, encoding, cache, key);

    const Drained result = drained(*source);
    QVERIFY(!result.error);
    QVERIFY(decoded(encoding, result.whole, content.size()) == content);
    QVERIFY2(result.largest <= 65'536, QByteArray::number(result.largest).constData());
    // No call takes more of the file than 256 KiB, however well it compresses.
    QVERIFY2(result.pieces >= content.size() / (256 * 1024), QByteArray::number(result.pieces).constData());
    QVERIFY(cache.find(key) == result.whole);
    QCOMPARE(source->next().value(), QByteArray());
}

void TestEncoding::sameBytesEachTime()
{
    for (const Encoding encoding : {Encoding::Gzip, Encoding::Brotli}) {
        const auto first = site::encodeWhole(encoding, prose(1000));
        QVERIFY(first && first->size() < 1000);
        QCOMPARE(site::encodeWhole(encoding, prose(1000)), first);
    }
    const auto gzip = site::encodeWhole(Encoding::Gzip, "x");
    QCOMPARE(gzip->mid(4, 4), QByteArray(4, '\0')); // MTIME (RFC 1952 §2.3)
}

void TestEncoding::tooLargeForTheCache()
{
    const QByteArray content = noise(200'000);
    QVERIFY(m_tree.file("file", content));
    const auto file = opened(m_tree.root()).find("file").file;
    QVERIFY(file);
    EncodedCache cache(400'000); // of which one may take 100,000
    const EncodedKey key = keyOf(*file, Encoding::Gzip);
    const Drained result = drained(*site::encodingSource(file, Encoding::Gzip, cache, key));
    QVERIFY(!result.error);
    QVERIFY(gunzipped(result.whole, content.size()) == content);
    QVERIFY(!cache.find(key));
    QCOMPARE(cache.bytes(), 0);
}

void TestEncoding::changedFile_data()
{
    QTest::addColumn<Encoding>("encoding");
    QTest::addColumn<qsizetype>("newSize");
    for (const Encoding encoding : {Encoding::Gzip, Encoding::Brotli}) {
        const QByteArray name = site::codingName(encoding).toByteArray();
        QTest::addRow("%s, shorter", name.constData()) << encoding << qsizetype(100);
        QTest::addRow("%s, longer", name.constData()) << encoding << qsizetype(600'000);
        QTest::addRow("%s, same size", name.constData()) << encoding << qsizetype(500'000);
        QTest::addRow("%s, empty", name.constData()) << encoding << qsizetype(0);
    }
}

void TestEncoding::changedFile()
{
    QFETCH(Encoding, encoding);
    QFETCH(qsizetype, newSize);
    QVERIFY(m_tree.file("file", noise(500'000)));
    const timespec longAgo[] = {{0, UTIME_OMIT}, {1'000'000'000, 0}};
    QCOMPARE(::utimensat(AT_FDCWD, m_tree.at("file").constData(), longAgo, 0), 0);
    const auto file = opened(m_tree.root()).find("file").file;
    QVERIFY(file);
    EncodedCache cache(100'000'000);
    const auto source = site::encodingSource(file, encoding, cache, keyOf(*file, encoding));
    const auto first = source->next();
    QVERIFY(first && !first->isEmpty());

    QVERIFY(m_tree.file("file", noise(newSize)));
    const Drained rest = drained(*source);
    QCOMPARE(rest.error, std::optional(ContentError::Changed));
    QCOMPARE(cache.bytes(), 0);
    QVERIFY(decoded(encoding, *first + rest.whole, 500'000)
            == std::nullopt); // no client takes it for the whole
}

QTEST_APPLESS_MAIN(TestEncoding)
#include "tst_encoding.moc"
