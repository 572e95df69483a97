// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "trace/body.h"

#include <QDateTime>
#include <QFile>
#include <QFileInfo>
#include <QTemporaryDir>
#include <QTest>

using trace::Exchange;
using trace::NoContent;

class BodyTest : public QObject
{
    Q_OBJECT
private slots:
    void unchunks_data();
    void unchunks();
    void unchunksEveryBeginning();
    void knowsChunks_data();
    void knowsChunks();
    void givesWhatIsKept();
    void readsTheFile();
    void readsTheCompressedSibling();
    void tellsWhyThereIsNone();
    void prefersWhatCameWithTheRecord();

private:
    /// Served from a file of that content, all of it sent.
    Exchange fromFile(const QByteArray &content);
    QTemporaryDir m_folder;
};

Exchange BodyTest::fromFile(const QByteArray &content)
{
    QFile file(m_folder.filePath(QStringLiteral("served")));
    if (!file.open(QIODevice::WriteOnly) || file.write(content) != content.size())
        qFatal("cannot write the test's own file");
    file.close();
    const QFileInfo info(file.fileName());
    Exchange exchange;
    exchange.diskPath = info.filePath();
    exchange.fileOffset = 0;
    exchange.fileSize = info.size();
    exchange.fileModifiedNs = info.lastModified().toMSecsSinceEpoch() * 1'000'000;
    exchange.bodyLength = exchange.bodySent = content.size();
    return exchange;
}

void BodyTest::unchunks_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<QByteArray>("content");
    const auto row = [](const char *name, const QByteArray &body, const QByteArray &content) {
        QTest::newRow(name) << body << content;
    };
    row("empty", "", "");
    row("end alone", "0\r\n\r\n", "");
    row("two", "3\r\nabc\r\n2\r\nde\r\n0\r\n\r\n", "abcde");
    row("large digits", "A\r\n0123456789\r\n0\r\n\r\n", "0123456789");
    row("small digits", "00a\r\n0123456789\r\n0\r\n\r\n", "0123456789");
    row("extension", "3;x=\"y\"\r\nabc\r\n0;z\r\n\r\n", "abc");
    row("line ends inside", "4\r\n\r\n\r\n\r\n0\r\n\r\n", "\r\n\r\n");
    row("trailers", "1\r\na\r\n0\r\nX: y\r\n\r\n", "a");
    row("no size", "x\r\nabc\r\n", "");
    row("negative", "-1\r\nabc\r\n", "");
    row("cut in a chunk", "5\r\nab", "ab");
    row("cut behind one", "2\r\nab\r", "ab");
    row("claims the most", "7fffffffffffffff\r\nabc", "abc");
    row("claims more than there is", "ffffffffffffffffff\r\nabc", "");
}

void BodyTest::unchunks()
{
    QFETCH(QByteArray, body);
    QFETCH(QByteArray, content);
    QCOMPARE(trace::dechunked(body), content);
}

void BodyTest::unchunksEveryBeginning()
{
    const QByteArray body = "3;a\r\nabc\r\n10\r\n0123456789012345\r\n0\r\nX: y\r\n\r\n";
    const QByteArray whole = "abc0123456789012345";
    qsizetype last = 0;
    for (qsizetype size = 0; size <= body.size(); ++size) {
        const QByteArray content = trace::dechunked(body.first(size));
        QVERIFY(whole.startsWith(content));
        QVERIFY(content.size() >= last); // more bytes never take any away
        last = content.size();
    }
    QCOMPARE(last, whole.size());
}

void BodyTest::knowsChunks_data()
{
    QTest::addColumn<QByteArray>("field");
    QTest::addColumn<bool>("chunked");
    QTest::newRow("chunked") << QByteArray("transfer-encoding:  Chunked \r\n") << true;
    QTest::newRow("at last") << QByteArray("Transfer-Encoding: gzip, chunked\r\n") << true;
    QTest::newRow("not at last") << QByteArray("Transfer-Encoding: chunked, gzip\r\n") << false;
    QTest::newRow("another field") << QByteArray("X-Transfer-Encoding: chunked\r\n") << false;
    QTest::newRow("empty") << QByteArray("Transfer-Encoding:\r\n") << false;
    QTest::newRow("none") << QByteArray() << false;
}

void BodyTest::knowsChunks()
{
    QFETCH(QByteArray, field);
    QFETCH(bool, chunked);
    QCOMPARE(trace::isChunked("POST / HTTP/1.1\r\nHost: a\r\n" + field + "\r\n"), chunked);
}

void BodyTest::givesWhatIsKept()
{
    Exchange exchange;
    exchange.bodySent = 10;
    exchange.responseBody = "012345";
    QCOMPARE(trace::contentKept(exchange), 6);
    QCOMPARE(trace::responseContent(exchange, 2, 3), QByteArray("234"));
    QCOMPARE(trace::responseContent(exchange, 4, 100), QByteArray("45"));
    QCOMPARE(trace::responseContent(exchange, 6, 1).error(), NoContent::NotKept);
    QCOMPARE(trace::responseContent(exchange, 10, 1), QByteArray());

    exchange.responseHead = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n";
    exchange.responseBody = "3\r\nabc\r\n2\r\nde\r\n0\r\n\r\n";
    exchange.bodySent = 5;
    QCOMPARE(trace::contentKept(exchange), 5);
    QCOMPARE(trace::responseContent(exchange, 2, 2), QByteArray("cd"));

    exchange.requestHead = "POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n";
    exchange.extras.edit().requestBody = "2\r\nhi\r\n";
    QCOMPARE(trace::requestContent(exchange), QByteArray("hi"));
    exchange.requestHead = "POST / HTTP/1.1\r\n\r\n";
    QCOMPARE(trace::requestContent(exchange), exchange.extras->requestBody);
}

void BodyTest::readsTheFile()
{
    Exchange exchange = fromFile("0123456789");
    QCOMPARE(trace::contentKept(exchange), 10);
    QCOMPARE(trace::responseContent(exchange, 3, 4), QByteArray("3456"));
    exchange.fileOffset = 5; // a part of it was asked for, and not all of that was sent
    exchange.bodyLength = 4;
    exchange.bodySent = 3;
    QCOMPARE(trace::contentKept(exchange), 3);
    QCOMPARE(trace::responseContent(exchange, 0, 100), QByteArray("567"));
    QCOMPARE(trace::responseContent(exchange, 3, 1), QByteArray());
}

/// The record names the file that was asked for; what was sent stands beside it.
void BodyTest::readsTheCompressedSibling()
{
    Exchange exchange = fromFile("packed");
    const QString asked = m_folder.filePath(QStringLiteral("asked.svg"));
    for (const auto &[coding, ending] : {std::pair("br", ".br"), std::pair("gzip", ".gz")}) {
        QVERIFY(QFile::copy(exchange.diskPath, asked + QLatin1StringView(ending)));
        Exchange sibling = exchange;
        sibling.diskPath = asked;
        sibling.responseHead = "HTTP/1.1 200 OK\r\nContent-Encoding: " + QByteArray(coding) + "\r\n\r\n";
        sibling.fileModifiedNs
            = QFileInfo(asked + QLatin1StringView(ending)).lastModified().toMSecsSinceEpoch() * 1'000'000;
        const auto content = responseContent(sibling, 0, 100);
        QVERIFY2(content, content ? "" : qUtf8Printable(sentence(content.error())));
        QCOMPARE(*content, QByteArray("packed"));
    }
}

void BodyTest::tellsWhyThereIsNone()
{
    Exchange exchange = fromFile("0123456789");
    Exchange larger = exchange;
    larger.fileSize = 11;
    QCOMPARE(trace::responseContent(larger, 0, 1).error(), NoContent::Changed);
    Exchange older = exchange;
    older.fileModifiedNs -= 1'000'000;
    QCOMPARE(trace::responseContent(older, 0, 1).error(), NoContent::Changed);
    QVERIFY(QFile::remove(exchange.diskPath));
    QCOMPARE(trace::responseContent(exchange, 0, 1).error(), NoContent::Gone);

    Exchange folder = exchange;
    const QFileInfo info(m_folder.path());
    folder.diskPath = info.filePath();
    folder.fileSize = info.size();
    folder.fileModifiedNs = info.lastModified().toMSecsSinceEpoch() * 1'000'000;
    QCOMPARE(trace::responseContent(folder, 0, 1).error(), NoContent::Unreadable);
    for (const auto why : {NoContent::NotKept, NoContent::Gone, NoContent::Changed, NoContent::Unreadable})
        QVERIFY(trace::sentence(why).endsWith(u'.'));
}

void BodyTest::prefersWhatCameWithTheRecord()
{
    Exchange exchange = fromFile("on this disk");
    exchange.responseBody = "in the file that was opened";
    QCOMPARE(trace::responseContent(exchange, 0, 6), QByteArray("in the"));
}

QTEST_APPLESS_MAIN(BodyTest)
#include "tst_body.moc"
