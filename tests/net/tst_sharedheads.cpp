// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "net/sharedheads.h"

#include <QTest>

using net::SharedHeads;

namespace {

/// Not the memory of a literal, which is shared by itself.
QByteArray own(const char *text)
{
    return QByteArray(text, qsizetype(qstrlen(text)));
}

using Change = void (*)(http::ResponseHead &);

http::ResponseHead head(QByteArrayView fields)
{
    return {.status = 200,
            .persistence = http::Persistence::KeepAlive,
            .contentLength = 5,
            .date = "Sun, 06 Nov 1994 08:49:37 GMT",
            .fields = fields};
}

} // namespace

/// What is the same is there once, and what is not the same is never taken for it.
class TestSharedHeads : public QObject
{
    Q_OBJECT

private slots:
    void sharesTheSameRequest();
    void keepsRequestsApart();
    void doesNotHoldLongRequests();
    void sharesTheSameResponse();
    void keepsResponsesApart_data();
    void keepsResponsesApart();
    void writesAnewWithAnotherDate();

private:
    SharedHeads m_heads;
};

void TestSharedHeads::sharesTheSameRequest()
{
    const QByteArray first = m_heads.request(own("GET / HTTP/1.1\r\n\r\n"));
    const QByteArray second = m_heads.request(own("GET / HTTP/1.1\r\n\r\n"));
    QCOMPARE(second, first);
    QCOMPARE(second.constData(), first.constData());
}

void TestSharedHeads::keepsRequestsApart()
{
    for (int i = 0; i < 5000; ++i) { // many to each place
        const QByteArray bytes = "GET /" + QByteArray::number(i % 700) + " HTTP/1.1\r\n\r\n";
        QCOMPARE(m_heads.request(bytes), bytes);
    }
}

void TestSharedHeads::doesNotHoldLongRequests()
{
    const QByteArray bytes(5000, 'x');
    QVERIFY(m_heads.request(bytes).isSharedWith(bytes));
    const QByteArray again(5000, 'x');
    QVERIFY(m_heads.request(again).isSharedWith(again));
}

void TestSharedHeads::sharesTheSameResponse()
{
    const QByteArray fields = own("ETag: \"1\"\r\n");
    const QByteArray first = m_heads.response(head(fields), fields);
    QCOMPARE(first, http::write(head(fields)));
    QVERIFY(m_heads.response(head(fields), fields).isSharedWith(first));
}

void TestSharedHeads::keepsResponsesApart_data()
{

    QTest::addColumn<Change>("change");
    const auto row = [](const char *name, Change change) { QTest::newRow(name) << change; };
    row("status", [](http::ResponseHead &h) { h.status = 206; });
    row("length", [](http::ResponseHead &h) { h.contentLength = 6; });
    row("no length", [](http::ResponseHead &h) { h.contentLength.reset(); });
    row("closing", [](http::ResponseHead &h) { h.persistence = http::Persistence::Close; });
    row("HTTP/1.0", [](http::ResponseHead &h) { h.minorVersion = 0; });
    row("chunked", [](http::ResponseHead &h) {
        h.contentLength.reset();
        h.chunked = true;
    });
}

void TestSharedHeads::keepsResponsesApart()
{
    QFETCH(Change, change);
    const QByteArray fields = own("ETag: \"1\"\r\n");
    http::ResponseHead other = head(fields);
    change(other);
    QCOMPARE(m_heads.response(head(fields), fields), http::write(head(fields)));
    QCOMPARE(m_heads.response(other, fields), http::write(other));
    QCOMPARE(m_heads.response(head(fields), fields), http::write(head(fields)));
    const QByteArray fewer = own("ETag: \"2\"\r\n"); // elsewhere in memory
    QCOMPARE(m_heads.response(head(fewer), fewer), http::write(head(fewer)));
}

void TestSharedHeads::writesAnewWithAnotherDate()
{
    const QByteArray fields = own("ETag: \"1\"\r\n");
    (void)m_heads.response(head(fields), fields);
    http::ResponseHead later = head(fields);
    later.date = "Sun, 06 Nov 1994 08:49:38 GMT";
    m_heads.forgetResponses();
    QCOMPARE(m_heads.response(later, fields), http::write(later));
}

QTEST_GUILESS_MAIN(TestSharedHeads)
#include "tst_sharedheads.moc"
