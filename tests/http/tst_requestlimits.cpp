// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "script.h"

#include <QRandomGenerator>
#include <QTest>

using namespace http;

using Step = RequestParser::Step;

/// Sizes at, below and above the limits, and pieces of any size.
class TestRequestLimits : public QObject
{
    Q_OBJECT

private slots:
    void limits_data();
    void limits();
    void limitOfRequestLineShowsAtOnce();
    void manyPiecesOfOneHead();
    void anyCutOfAnyMixture();
};

void TestRequestLimits::limits_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<ParserLimits>("limits");
    QTest::addColumn<Fault>("above");        ///< the fault when the limit is one lower
    QTest::addColumn<qsizetype>("consumed"); ///< by then

    const QByteArray line = "GET /1234 HTTP/1.0";
    const QByteArray head = line + "\r\nA: b\r\nC: d\r\n\r\n";
    const QByteArray length = line + "\r\nContent-Length: 5\r\n\r\nhello";
    const QByteArray chunked = "PUT / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n";
    const QByteArray chunks = chunked + "3\r\nabc\r\n2\r\nde\r\n0\r\n\r\n";
    const QByteArray trailer = chunked + "0\r\n" + QByteArray("A: b\r\n").repeated(20) + "\r\n";
    const QByteArray extended = chunked + "1;" + QByteArray("x").repeated(130) + "\r\na\r\n0\r\n\r\n";

    QTest::newRow("request line") << head << ParserLimits{.requestLine = line.size()}
                                  << Fault::RequestLineTooLong << line.size();
    QTest::newRow("head") << head << ParserLimits{.head = head.size()} << Fault::HeadTooLarge
                          << head.size() - 1;
    QTest::newRow("head, within the request line")
        << line + "\r\n\r\n"
        << ParserLimits{.head = line.size() + 4} << Fault::HeadTooLarge << line.size() + 3;
    QTest::newRow("fields") << head << ParserLimits{.fields = 2} << Fault::TooManyFields << line.size() + 9;
    QTest::newRow("content") << length << ParserLimits{.body = 5} << Fault::BodyTooLarge << length.size() - 5;
    QTest::newRow("content in chunks")
        << chunks << ParserLimits{.body = 5} << Fault::BodyTooLarge << chunked.size() + 11;
    QTest::newRow("trailers") << trailer << ParserLimits{.head = 122} << Fault::HeadTooLarge
                              << trailer.size() - 1;
    QTest::newRow("trailer fields") << trailer << ParserLimits{.fields = 20} << Fault::TooManyFields
                                    << trailer.size() - 8;
    QTest::newRow("extensions") << extended << ParserLimits{.head = 116} << Fault::MalformedChunk
                                << extended.size() - 9;
}

void TestRequestLimits::limits()
{
    QFETCH(QByteArray, bytes);
    QFETCH(ParserLimits, limits);
    QFETCH(Fault, above);
    QFETCH(qsizetype, consumed);

    const auto moved = [&limits](int by) {
        ParserLimits other = limits;
        const ParserLimits usual;
        for (const auto member : {&ParserLimits::requestLine, &ParserLimits::head, &ParserLimits::fields})
            other.*member += limits.*member == usual.*member ? 0 : by;
        other.body += limits.body == usual.body ? 0 : by;
        return other;
    };
    QCOMPARE(readWhole(bytes, limits).fault, Fault::None);
    QCOMPARE(readWhole(bytes, limits).consumed, bytes.size());
    QCOMPARE(readWhole(bytes, moved(1)).transcript(), readWhole(bytes, limits).transcript());
    const Reading refused = readWhole(bytes, moved(-1));
    QCOMPARE(refused.fault, above);
    QCOMPARE(refused.consumed, consumed);
    for (const int by : {-1, 0, 1})
        QCOMPARE(differenceWhenCut(bytes, moved(by)), QByteArray());
}

void TestRequestLimits::limitOfRequestLineShowsAtOnce()
{
    RequestParser parser({.requestLine = 16});
    QCOMPARE(parser.feed("GET /89abcdef").step, Step::NeedMore);
    QCOMPARE(parser.feed("012").step, Step::NeedMore);
    QCOMPARE(parser.feed("3").step, Step::Failed);
    QCOMPARE(parser.fault(), Fault::RequestLineTooLong);
    QCOMPARE(parser.faultOffset(), 16);
    QCOMPARE(parser.head().bytes, "GET /89abcdef0123");
    QCOMPARE(parser.head().method, (Span{0, 3}));
}

void TestRequestLimits::manyPiecesOfOneHead()
{
    const ParserLimits wide{.requestLine = 1 << 20, .head = 1 << 22, .fields = 1 << 16, .body = 1 << 20};
    const QByteArray head = "GET /" + QByteArray("x").repeated(1 << 19) + " HTTP/1.0\r\n"
        + QByteArray("Name: value\r\n").repeated(1 << 15) + "\r\n";
    const Reading reading = readByteByByte(head, wide);
    QCOMPARE(reading.fault, Fault::None);
    QCOMPARE(reading.consumed, head.size());
    QVERIFY(reading.messages.startsWith("GET /xxx"));
}

/// Pieces of requests, put together and spoilt at random: however the bytes are cut, the reading is the same.
void TestRequestLimits::anyCutOfAnyMixture()
{
    static const QByteArrayList pieces{"GET / HTTP/1.1\r\n",
                                       "POST /a HTTP/1.1\r\n",
                                       "GET / HTTP/1.0\r\n",
                                       "Host: a\r\n",
                                       "Content-Length: 5\r\n",
                                       "Content-Length:",
                                       "Transfer-Encoding: chunked\r\n",
                                       "Transfer-Encoding: ",
                                       "Connection: close\r\n",
                                       "Expect: 100-continue\r\n",
                                       "A: b\r\n",
                                       "A:\r\n",
                                       "Upgrade: x\r\n",
                                       "\r\n",
                                       "\r\n\r\n",
                                       "\r",
                                       "\n",
                                       " ",
                                       "\t",
                                       ":",
                                       ",",
                                       ";",
                                       "=",
                                       "\"",
                                       "5\r\nhello\r\n",
                                       "5;a=b\r\nhello\r\n",
                                       "0\r\n\r\n",
                                       "0\r\n",
                                       "hello",
                                       QByteArray(1, '\0'),
                                       "\xff"};
    static const QByteArrayList starts{"", "GET / HTTP/1.1\r\nHost: a\r\n",
                                       "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n",
                                       "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 9\r\n"};
    QRandomGenerator random(7788);
    const auto oneOf
        = [&random](const QByteArrayList &list) { return list.at(random.bounded(int(list.size()))); };
    const ParserLimits limits{.requestLine = 40, .head = 160, .fields = 5, .body = 20};
    for (int round = 0; round < 20'000; ++round) {
        QByteArray bytes = oneOf(starts);
        for (int count = random.bounded(8); count > 0; --count)
            bytes += oneOf(pieces);
        const QByteArray whole = readWhole(bytes, limits).transcript();
        QCOMPARE(readByteByByte(bytes, limits).transcript(), whole);
        const Cut anyhow = [&random](qsizetype, qsizetype left) -> qsizetype {
            return left > 1 ? random.bounded(1, int(left) + 1) : left;
        };
        QCOMPARE(read(bytes, anyhow, limits).transcript(), whole);
    }
}

QTEST_APPLESS_MAIN(TestRequestLimits)
#include "tst_requestlimits.moc"
