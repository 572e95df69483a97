// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/headmap.h"

#include <QTest>

using models::HeadPart;

class HeadMapTest : public QObject
{
    Q_OBJECT
private slots:
    void reads_data();
    void reads();
    void survivesEveryCut();
};

namespace {

/// Each part in a line, "name=value [its bytes]", those of a part two spaces further in.
QByteArray text(QByteArrayView head, const std::vector<HeadPart> &parts, int depth = 0)
{
    QByteArray lines;
    for (const HeadPart &part : parts)
        lines += QByteArray(depth * 2, ' ') + part.name.toUtf8() + '=' + part.value.toUtf8() + " ["
            + head.sliced(part.offset, part.length).toByteArray() + "]\n" + text(head, part.parts, depth + 1);
    return lines;
}

bool isInside(QByteArrayView head, const std::vector<HeadPart> &parts)
{
    return std::all_of(parts.begin(), parts.end(), [&](const HeadPart &part) {
        return part.offset >= 0 && part.length >= 0 && part.offset + part.length <= head.size()
            && isInside(head, part.parts);
    });
}

} // namespace

void HeadMapTest::reads_data()
{
    QTest::addColumn<QByteArray>("head");
    QTest::addColumn<QByteArray>("expected");
    const QByteArray get = "Request line=GET / HTTP/1.1 [GET / HTTP/1.1]\n"
                           "  Method=GET [GET]\n"
                           "  Target=/ [/]\n"
                           "  Version=HTTP/1.1 [HTTP/1.1]\n";
    QTest::newRow("nothing") << QByteArray() << QByteArray();
    QTest::newRow("no fields") << QByteArray("GET / HTTP/1.1\r\n\r\n") << get;
    QTest::newRow("empty lines before")
        << QByteArray("\r\n\r\nGET / HTTP/1.1\r\nA: b\r\n\r\n") << get + "A=b [A: b]\n";
    QTest::newRow("line feeds alone") << QByteArray("GET / HTTP/1.1\nA: b\n\n") << get + "A=b [A: b]\n";
    QTest::newRow("fields") << QByteArray("GET / HTTP/1.1\r\nA:  b \r\na:\r\nodd\r\n: c\r\n\r\n")
                            << get + "A=b [A:  b ]\na= [a:]\nodd= [odd]\n=c [: c]\n";
    QTest::newRow("cookies") << QByteArray("GET / HTTP/1.1\r\ncookie: a=1; b=x=y;  c\r\n\r\n")
                             << get
            + "cookie=a=1; b=x=y;  c [cookie: a=1; b=x=y;  c]\n"
              "  a=1 [a=1]\n  b=x=y [b=x=y]\n  c= [c]\n";
    QTest::newRow("status") << QByteArray("HTTP/1.1 404 Not Found\r\n\r\n")
                            << QByteArray("Status line=HTTP/1.1 404 Not Found [HTTP/1.1 404 Not Found]\n"
                                          "  Version=HTTP/1.1 [HTTP/1.1]\n"
                                          "  Status=404 [404]\n"
                                          "  Reason=Not Found [Not Found]\n");
    QTest::newRow("query") << QByteArray("\r\nGET /s?q=a+b%20c&x&&e=%C3%A9 HTTP/1.1\r\n\r\n")
                           << QByteArray("Request line=GET /s?q=a+b%20c&x&&e=%C3%A9 HTTP/1.1 "
                                         "[GET /s?q=a+b%20c&x&&e=%C3%A9 HTTP/1.1]\n"
                                         "  Method=GET [GET]\n"
                                         "  Target=/s?q=a+b%20c&x&&e=%C3%A9 [/s?q=a+b%20c&x&&e=%C3%A9]\n"
                                         "    q=a b c [q=a+b%20c]\n"
                                         "    x= [x]\n"
                                         "    e=é [e=%C3%A9]\n"
                                         "  Version=HTTP/1.1 [HTTP/1.1]\n");
    QTest::newRow("no sense") << QByteArray("\x16\x03\x01")
                              << QByteArray("Request line=\x16\x03\x01 [\x16\x03\x01]\n"
                                            "  Method=\x16\x03\x01 [\x16\x03\x01]\n");
}

void HeadMapTest::reads()
{
    QFETCH(QByteArray, head);
    QFETCH(QByteArray, expected);
    QCOMPARE(text(head, models::headMap(head)), expected);
}

void HeadMapTest::survivesEveryCut()
{
    const QByteArray head = "\r\nGET /a?b=c&d=e HTTP/1.1\r\nCookie: a=1; b=2\r\nX: y\r\n\r\n";
    for (qsizetype size = 0; size <= head.size(); ++size)
        QVERIFY(isInside(head.first(size), models::headMap(head.first(size))));
}

QTEST_APPLESS_MAIN(HeadMapTest)
#include "tst_headmap.moc"
