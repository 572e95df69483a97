// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "http/forwarded.h"

#include "head.h"

#include <QList>
#include <QTest>

using namespace http;

class TestForwarded : public QObject
{
    Q_OBJECT

private slots:
    void reads_data();
    void reads();
};

void TestForwarded::reads_data()
{
    QTest::addColumn<QByteArray>("lines");
    QTest::addColumn<QList<QByteArray>>("clients");
    const auto row = [](const char *name, const QByteArray &lines, const QList<QByteArray> &clients) {
        QTest::newRow(name) << lines << clients;
    };
    row("nothing said", "Host: a\r\n", {});

    row("RFC 7239 §4: an address", "Forwarded: for=192.0.2.43\r\n", {"192.0.2.43"});
    row("RFC 7239 §4: an obfuscated one", "Forwarded: for=\"_gazonk\"\r\n", {"_gazonk"});
    row("RFC 7239 §4: IPv6 with a port", "Forwarded: For=\"[2001:db8:cafe::17]:4711\"\r\n",
        {"2001:db8:cafe::17"});
    row("RFC 7239 §4: with other parameters", "Forwarded: for=192.0.2.60;proto=http;by=203.0.113.43\r\n",
        {"192.0.2.60"});
    row("RFC 7239 §4: two hops", "Forwarded: for=192.0.2.43, for=198.51.100.17\r\n",
        {"192.0.2.43", "198.51.100.17"});
    row("RFC 7239 §4: in two lines", "Forwarded: for=192.0.2.43\r\nForwarded: for=198.51.100.17\r\n",
        {"192.0.2.43", "198.51.100.17"});
    row("RFC 7239 §6: IPv4 with a port", "Forwarded: for=\"192.0.2.43:47011\"\r\n", {"192.0.2.43"});
    row("RFC 7239 §6: an obfuscated port", "Forwarded: for=\"192.0.2.43:_p\"\r\n", {"192.0.2.43"});
    row("RFC 7239 §6: IPv6 without a port", "Forwarded: for=\"[::1]\"\r\n", {"::1"});
    row("RFC 7239 §6.2: unknown", "Forwarded: for=unknown, for=192.0.2.1\r\n", {"unknown", "192.0.2.1"});
    row("RFC 7239 §4: a hop that does not say for whom", "Forwarded: for=192.0.2.1, by=_me;proto=https\r\n",
        {"192.0.2.1", "unknown"});
    row("RFC 9110 §5.6.4: a backslash in quotes", "Forwarded: for=\"192\\.0.2.1\"\r\n", {"192.0.2.1"});
    row("RFC 9110 §5.6.4: separators in quotes", "Forwarded: for=192.0.2.1;x=\"a, b;for=10.0.0.1\"\r\n",
        {"192.0.2.1"});
    row("RFC 9110 §5.6.1: empty members", "Forwarded: , for=192.0.2.1;, ;\r\n", {"192.0.2.1", "unknown"});
    row("IPv6 without quotes", "Forwarded: for=[2001:db8::1]:80\r\n", {"2001:db8::1"});

    row("malformed: no value", "Forwarded: for\r\n", {"for"});
    row("malformed: an empty value", "Forwarded: for=\r\n", {"for="});
    row("malformed: a bracket never closed", "Forwarded: for=\"[::1\"\r\n", {"[::1"});
    row("malformed: no port behind the bracket", "Forwarded: for=\"[::1]x\"\r\n", {"[::1]x"});
    row("malformed: no number for a port", "Forwarded: for=\"192.0.2.1:http\"\r\n", {"192.0.2.1:http"});
    row("an open quote hides no hop", "Forwarded: for=\"10.0.0.1, for=192.0.2.1\r\n",
        {"for=\"10.0.0.1", "192.0.2.1"});
    row("an open quote closed by the next hop's speaks for nobody",
        "Forwarded: for=10.0.0.1;x=\"\r\nForwarded: for=\"[::1]:80\"\r\n",
        {"for=10.0.0.1;x=\", for=\"[::1]:80\""});
    row("Forwarded comes first", "X-Forwarded-For: 10.0.0.1\r\nForwarded: for=192.0.2.1\r\n", {"192.0.2.1"});
    row("an empty Forwarded says nothing", "X-Forwarded-For: 10.0.0.1\r\nForwarded: \r\n", {});

    row("X-Forwarded-For: one", "X-Forwarded-For: 192.0.2.1\r\n", {"192.0.2.1"});
    row("X-Forwarded-For: several", "x-forwarded-for: 192.0.2.1,198.51.100.17 ,\t10.0.0.1\r\n",
        {"192.0.2.1", "198.51.100.17", "10.0.0.1"});
    row("X-Forwarded-For: in two lines", "X-Forwarded-For: 192.0.2.1\r\nX-Forwarded-For: 10.0.0.1\r\n",
        {"192.0.2.1", "10.0.0.1"});
    row("X-Forwarded-For: with a port", "X-Forwarded-For: 192.0.2.1:8080\r\n", {"192.0.2.1"});
    row("X-Forwarded-For: IPv6", "X-Forwarded-For: 2001:db8::1, [2001:db8::2], [2001:db8::3]:80, ::1\r\n",
        {"2001:db8::1", "2001:db8::2", "2001:db8::3", "::1"});
    row("X-Forwarded-For: unknown", "X-Forwarded-For: unknown, 10.0.0.1\r\n", {"unknown", "10.0.0.1"});
    row("X-Forwarded-For: anything", "X-Forwarded-For: <b>, 10.0.0.1\r\n", {"<b>", "10.0.0.1"});
    row("X-Forwarded-For: an open quote hides nobody", "X-Forwarded-For: \"evil, 10.0.0.1\r\n",
        {"\"evil", "10.0.0.1"});
    row("X-Forwarded-For: empty members", "X-Forwarded-For: , 10.0.0.1,,\r\n", {"10.0.0.1"});
}

void TestForwarded::reads()
{
    QFETCH(QByteArray, lines);
    QFETCH(QList<QByteArray>, clients);
    const std::vector<QByteArray> found = forwardedFor(headWith(lines));
    QCOMPARE(QList<QByteArray>(found.begin(), found.end()), clients);
}

QTEST_APPLESS_MAIN(TestForwarded)
#include "tst_forwarded.moc"
