// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "net/bans.h"

#include <QTest>

class BansTest : public QObject
{
    Q_OBJECT
private slots:
    void mayBan_data();
    void mayBan();
    void normalises();
};

void BansTest::mayBan_data()
{
    QTest::addColumn<QString>("address");
    QTest::addColumn<QString>("refusal"); ///< empty: it may be banned
    QTest::newRow("a stranger") << QStringLiteral("192.0.2.7") << QString();
    QTest::newRow("a stranger, IPv6") << QStringLiteral("2001:db8::7") << QString();
    QTest::newRow("loopback") << QStringLiteral("127.0.0.1") << QStringLiteral("this machine");
    QTest::newRow("loopback, another") << QStringLiteral("127.8.0.1") << QStringLiteral("this machine");
    QTest::newRow("loopback, IPv6") << QStringLiteral("::1") << QStringLiteral("this machine");
    QTest::newRow("loopback in IPv6 dress")
        << QStringLiteral("::ffff:127.0.0.1") << QStringLiteral("this machine");
    QTest::newRow("own") << QStringLiteral("192.0.2.1") << QStringLiteral("this machine");
    QTest::newRow("own in IPv6 dress")
        << QStringLiteral("::ffff:192.0.2.1") << QStringLiteral("this machine");
    QTest::newRow("proxy") << QStringLiteral("198.51.100.9") << QStringLiteral("trusted proxy");
    QTest::newRow("proxy in IPv6 dress")
        << QStringLiteral("::ffff:198.51.100.9") << QStringLiteral("trusted proxy");
    QTest::newRow("beside the proxies") << QStringLiteral("198.51.101.9") << QString();
}

void BansTest::mayBan()
{
    QFETCH(QString, address);
    QFETCH(QString, refusal);
    const QList<QHostAddress> own{QHostAddress(QStringLiteral("192.0.2.1"))};
    const std::vector<net::Subnet> proxies{QHostAddress::parseSubnet(QStringLiteral("198.51.100.0/24"))};
    const auto allowed = net::mayBan(QHostAddress(address), own, proxies);
    QCOMPARE(allowed.has_value(), refusal.isEmpty());
    if (!allowed) {
        QVERIFY2(allowed.error().contains(refusal), qPrintable(allowed.error()));
        QVERIFY(allowed.error().endsWith(u'.'));
    }
}

void BansTest::normalises()
{
    const auto address = [](const char *text) { return QHostAddress(QString::fromLatin1(text)); };
    QCOMPARE(net::normalised({address("192.0.2.7"),
                              {},
                              address("::ffff:192.0.2.7"),
                              address("2001:db8::1"),
                              address("2001:DB8:0::1")}),
             (QList<QHostAddress>{address("192.0.2.7"), address("2001:db8::1")}));
    QCOMPARE(net::normalised({}), QList<QHostAddress>());
}

QTEST_APPLESS_MAIN(BansTest)
#include "tst_bans.moc"
