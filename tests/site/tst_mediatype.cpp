// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "site/mediatype.h"

#include <QTest>

#include <array>
#include <thread>

class TestMediaType : public QObject
{
    Q_OBJECT

private slots:
    void type_data();
    void type();
    void moreNamesThanAreKept();
    void manyThreads();
};

void TestMediaType::type_data()
{
    QTest::addColumn<QByteArray>("name");
    QTest::addColumn<QByteArray>("type");
    const auto row = [](const char *name, const char *type) {
        QTest::newRow(name) << QByteArray(name) << QByteArray(type);
    };
    row("index.html", "text/html; charset=utf-8");
    row("INDEX.HTM", "text/html; charset=utf-8");
    row("style.css", "text/css; charset=utf-8");
    row("app.js", "text/javascript; charset=utf-8");
    row("app.min.JS", "text/javascript; charset=utf-8");
    row("module.mjs", "text/javascript; charset=utf-8");
    row("data.json", "application/json");
    row("app.js.map", "application/json");
    row("site.webmanifest", "application/manifest+json");
    row("code.wasm", "application/wasm");
    row("logo.svg", "image/svg+xml");
    row("photo.jpg", "image/jpeg");
    row("photo.JPEG", "image/jpeg");
    row("photo.png", "image/png");
    row("photo.webp", "image/webp");
    row("photo.avif", "image/avif");
    row("photo.gif", "image/gif");
    row("favicon.ico", "image/vnd.microsoft.icon");
    row("letters.woff2", "font/woff2");
    row("letters.woff", "font/woff");
    row("letters.ttf", "font/ttf");
    row("film.mp4", "video/mp4");
    row("film.webm", "video/webm");
    row("song.mp3", "audio/mpeg");
    row("feed.xml", "application/xml");
    row("feed.atom", "application/atom+xml");
    row("paper.pdf", "application/pdf");
    row("notes.txt", "text/plain; charset=utf-8");
    row("notes.md", "text/markdown; charset=utf-8");
    row("table.csv", "text/csv; charset=utf-8");
    row("archive.zip", "application/zip");
    row("archive.tar.gz", "application/gzip");
    row("文件.txt", "text/plain; charset=utf-8");
    row("latin1-\xe9.txt", "text/plain; charset=utf-8");
    // by the database
    row("page.tex", "text/x-tex; charset=utf-8");
    row("letter.odt", "application/vnd.oasis.opendocument.text");
    row("archive.7z", "application/x-7z-compressed");
    row("Makefile", "text/x-makefile; charset=utf-8");
    // known to nobody
    row("", "application/octet-stream");
    row(".", "application/octet-stream");
    row("html", "application/octet-stream");
    row("noname.", "application/octet-stream");
    row("file.no-such-suffix", "application/octet-stream");
    row("file.html ", "application/octet-stream");
    row("file.\xff\xfe", "application/octet-stream");
}

void TestMediaType::type()
{
    QFETCH(QByteArray, name);
    QFETCH(QByteArray, type);
    QCOMPARE(site::mediaType(name), type);
    QCOMPARE(site::mediaType(name), type); // as it was kept
}

void TestMediaType::moreNamesThanAreKept()
{
    for (int i = 0; i < 2'000; ++i)
        QCOMPARE(site::mediaType("file.zz" + QByteArray::number(i)), QByteArray("application/octet-stream"));
    QCOMPARE(site::mediaType("page.tex"), QByteArray("text/x-tex; charset=utf-8"));
}

void TestMediaType::manyThreads()
{
    std::array<int, 4> wrong{};
    std::array<std::thread, 4> threads;
    for (size_t t = 0; t < threads.size(); ++t) {
        threads[t] = std::thread([&failures = wrong[t]] {
            for (int i = 0; i < 2'000; ++i) {
                failures += site::mediaType("page.tex") != "text/x-tex; charset=utf-8";
                failures += site::mediaType("a.css") != "text/css; charset=utf-8";
                failures += site::mediaType("file.zz" + QByteArray::number(i)) != "application/octet-stream";
            }
        });
    }
    for (std::thread &thread : threads)
        thread.join();
    QCOMPARE(wrong, (std::array<int, 4>{}));
}

QTEST_APPLESS_MAIN(TestMediaType)
#include "tst_mediatype.moc"
