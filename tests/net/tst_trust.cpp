// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "http/parser.h"
#include "net/trust.h"

#include <QTest>

/// Whose word about the client is taken, and which.
class TestTrust : public QObject
{
    Q_OBJECT

private slots:
    void trusts_data();
    void trusts();
    void tellsTheClient_data();
    void tellsTheClient();

private:
    const std::vector<net::Subnet> m_proxies = {QHostAddress::parseSubnet(QStringLiteral("10.0.0.0/8")),
                                                QHostAddress::parseSubnet(QStringLiteral("fd00::/16"))};
};

void TestTrust::trusts_data()
{
    QTest::addColumn<QString>("address");
    QTest::addColumn<bool>("trusted");
    QTest::newRow("inside") << "10.1.2.3" << true;
    QTest::newRow("mapped") << "::ffff:10.1.2.3" << true;
    QTest::newRow("outside") << "11.1.2.3" << false;
    QTest::newRow("IPv6 inside") << "fd00::1" << true;
    QTest::newRow("IPv6 outside") << "fd01::1" << false;
    QTest::newRow("loopback") << "127.0.0.1" << false;
}

void TestTrust::trusts()
{
    QFETCH(QString, address);
    QFETCH(bool, trusted);
    QCOMPARE(net::isTrusted(QHostAddress(address), m_proxies), trusted);
    QVERIFY(!net::isTrusted(QHostAddress(address), {}));
}

void TestTrust::tellsTheClient_data()
{
    QTest::addColumn<QByteArray>("fields");
    QTest::addColumn<QByteArray>("client");
    const auto row = [](const char *name, QByteArray fields, QByteArray client) {
        QTest::newRow(name) << fields << client;
    };
    row("none", "", "");
    row("one", "X-Forwarded-For: 192.0.2.7\r\n", "192.0.2.7");
    row("the last that is no proxy", "X-Forwarded-For: 192.0.2.1, 192.0.2.7, 10.0.0.3\r\n", "192.0.2.7");
    row("only proxies", "X-Forwarded-For: 10.0.0.2, 10.0.0.3\r\n", "");
    row("what was told before is the client's own word", "X-Forwarded-For: 10.9.9.9, 192.0.2.7\r\n",
        "192.0.2.7");
    row("nobody", "X-Forwarded-For: 192.0.2.1, unknown, 10.0.0.3\r\n", "");
    row("no address", "X-Forwarded-For: <script>\r\n", "");
    row("mapped", "X-Forwarded-For: ::ffff:192.0.2.7\r\n", "192.0.2.7");
    row("RFC 7239 4", "Forwarded: for=192.0.2.1, for=\"[2001:db8::1]:4711\", for=10.0.0.9\r\n",
        "2001:db8::1");
    row("RFC 7239 6.3", "Forwarded: for=192.0.2.1, for=_hidden\r\n", "");
}

void TestTrust::tellsTheClient()
{
    QFETCH(QByteArray, fields);
    QFETCH(QByteArray, client);
    http::RequestParser parser;
    const auto progress = parser.feed("GET / HTTP/1.1\r\nHost: a\r\n" + fields + "\r\n");
    QCOMPARE(progress.step, http::RequestParser::Step::HeadComplete);
    QCOMPARE(net::toldClient(parser.head(), m_proxies), client);
}

QTEST_GUILESS_MAIN(TestTrust)
#include "tst_trust.moc"
