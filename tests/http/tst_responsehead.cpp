// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "http/responsehead.h"

#include <QTest>

using namespace http;

class TestResponseHead : public QObject
{
    Q_OBJECT

private slots:
    void writes_data()
    {
        QTest::addColumn<ResponseHead>("head");
        QTest::addColumn<QByteArray>("bytes");
        const QByteArrayView date = "Sun, 06 Nov 1994 08:49:37 GMT";
        const QByteArray common = "Server: Porthole\r\nDate: Sun, 06 Nov 1994 08:49:37 GMT\r\n";
        using enum Persistence;

        QTest::newRow("RFC 9112 §9.3: kept alive, as is usual")
            << ResponseHead{200, 1, KeepAlive, 5, date, "A: b\r\n"}
            << "HTTP/1.1 200 OK\r\n" + common + "A: b\r\nContent-Length: 5\r\n\r\n";
        QTest::newRow("RFC 9112 §9.6: closed")
            << ResponseHead{404, 1, Close, 0, date, {}}
            << "HTTP/1.1 404 Not Found\r\n" + common + "Content-Length: 0\r\nConnection: close\r\n\r\n";
        QTest::newRow("RFC 9112 §9.3: HTTP/1.0, kept alive")
            << ResponseHead{200, 0, KeepAlive, 5, date, {}}
            << "HTTP/1.1 200 OK\r\n" + common + "Content-Length: 5\r\nConnection: keep-alive\r\n\r\n";
        QTest::newRow("RFC 9110 §8.6: no content, no length")
            << ResponseHead{304, 1, KeepAlive, {}, date, {}}
            << "HTTP/1.1 304 Not Modified\r\n" + common + "\r\n";
        QTest::newRow("RFC 9112 §7.1: in chunks")
            << ResponseHead{200, 1, KeepAlive, {}, date, "A: b\r\n", true}
            << "HTTP/1.1 200 OK\r\n" + common + "A: b\r\nTransfer-Encoding: chunked\r\n\r\n";
        QTest::newRow("RFC 9112 §7.1: in chunks, closed")
            << ResponseHead{200, 1, Close, {}, date, {}, true}
            << "HTTP/1.1 200 OK\r\n" + common + "Transfer-Encoding: chunked\r\nConnection: close\r\n\r\n";
    }

    void writes()
    {
        QFETCH(ResponseHead, head);
        QFETCH(QByteArray, bytes);
        QCOMPARE(write(head), bytes);
    }
};

QTEST_APPLESS_MAIN(TestResponseHead)
#include "tst_responsehead.moc"
