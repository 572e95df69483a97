// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "request.h"
#include "site/site.h"
#include "tree.h"

#include <QTest>

using http::Method;
using site::Reply;
using site::Rule;

Q_DECLARE_METATYPE(Method)

/// OPTIONS, and what other origins may do.
class TestCrossOrigin : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void options_data();
    void options();
    void origins_data();
    void origins();
    void everyReplySaysIt();
    void isolation_data();
    void isolation();

private:
    Tree m_tree;
};

void TestCrossOrigin::initTestCase()
{
    QVERIFY(m_tree.file("file.txt", "inside") && m_tree.folder("sub"));
}

void TestCrossOrigin::options_data()
{
    QTest::addColumn<QByteArray>("origins");
    QTest::addColumn<QByteArray>("target");
    QTest::addColumn<QByteArray>("fields");
    QTest::addColumn<QByteArray>("answer");
    const auto row = [](const char *name, const char *origins, const char *target, const char *fields,
                        const char *answer) {
        QTest::newRow(name) << QByteArray(origins) << QByteArray(target) << QByteArray(fields)
                            << QByteArray(answer).replace('\n', "\r\n");
    };
    const char *allow = "Allow: GET, HEAD, OPTIONS\n";
    row("§9.3.7 a file", "", "/file.txt", "", allow);
    row("§9.3.7 what is missing", "", "/no", "", allow);
    row("§9.3.7 the server", "", "*", "", allow);
    row("a preflight, and nobody may", "", "/file.txt",
        "Origin: http://a.example\nAccess-Control-Request-Method: PUT", allow);
    row("a preflight", "*", "/file.txt", "Origin: http://a.example\nAccess-Control-Request-Method: GET",
        "Allow: GET, HEAD, OPTIONS\nAccess-Control-Allow-Methods: GET, HEAD, OPTIONS\n"
        "Access-Control-Max-Age: 600\nAccess-Control-Allow-Origin: *\nAccess-Control-Expose-Headers: *\n");
    row("names, and what is none", "*", "/file.txt",
        "Origin: http://a.example\nAccess-Control-Request-Method: GET\n"
        "Access-Control-Request-Headers: x-one, two words,,x-three",
        "Allow: GET, HEAD, OPTIONS\nAccess-Control-Allow-Methods: GET, HEAD, OPTIONS\n"
        "Access-Control-Allow-Headers: x-one, x-three\n"
        "Access-Control-Max-Age: 600\nAccess-Control-Allow-Origin: *\nAccess-Control-Expose-Headers: *\n");
    row("a private network", "http://a.example", "/file.txt",
        "Origin: http://a.example\nAccess-Control-Request-Method: GET\n"
        "Access-Control-Request-Private-Network: true",
        "Allow: GET, HEAD, OPTIONS\nAccess-Control-Allow-Methods: GET, HEAD, OPTIONS\n"
        "Access-Control-Max-Age: 600\nAccess-Control-Allow-Private-Network: true\nVary: Origin\n"
        "Access-Control-Allow-Origin: http://a.example\nAccess-Control-Expose-Headers: *\n");
    row("an origin that may not", "http://a.example", "/file.txt",
        "Origin: http://b.example\nAccess-Control-Request-Method: GET",
        "Allow: GET, HEAD, OPTIONS\nVary: Origin\n");
}

void TestCrossOrigin::options()
{
    QFETCH(QByteArray, origins);
    QFETCH(QByteArray, target);
    QFETCH(QByteArray, fields);
    QFETCH(QByteArray, answer);
    site::SiteRules rules;
    rules.corsOrigin = origins;
    const Reply reply
        = openSite(m_tree.root(), rules)->answer(requestFor(target, Method::Options, fields), scratchCache());
    QCOMPARE(reply.status, 204);
    QCOMPARE(reply.rule, Rule::Options);
    QCOMPARE(reply.fields, answer);
    QVERIFY(std::holds_alternative<std::monostate>(reply.body));
}

void TestCrossOrigin::origins_data()
{
    QTest::addColumn<QByteArray>("origins");
    QTest::addColumn<QByteArray>("origin");
    QTest::addColumn<QByteArray>("allowed");
    QTest::addColumn<QByteArray>("vary");
    const auto row = [](const char *name, const char *origins, const char *origin, const char *allowed,
                        const char *vary) {
        QTest::newRow(name) << QByteArray(origins) << QByteArray(origin) << QByteArray(allowed)
                            << QByteArray(vary);
    };
    row("off", "", "http://a.example", "", "Accept-Encoding");
    row("any", "*", "http://a.example", "*", "Accept-Encoding");
    row("any, no origin", "*", "", "*", "Accept-Encoding");
    row("listed", "http://b.example http://a.example", "http://a.example", "http://a.example",
        "Accept-Encoding, Origin");
    row("not listed", "http://a.example", "http://a.example.evil", "", "Accept-Encoding, Origin");
    row("listed, no origin", "http://a.example", "", "", "Accept-Encoding, Origin");
    row("port counts", "http://a.example", "http://a.example:8080", "", "Accept-Encoding, Origin");
}

void TestCrossOrigin::origins()
{
    QFETCH(QByteArray, origins);
    QFETCH(QByteArray, origin);
    QFETCH(QByteArray, allowed);
    QFETCH(QByteArray, vary);
    site::SiteRules rules;
    rules.corsOrigin = origins;
    const QByteArray fields = origin.isEmpty() ? QByteArray() : "Origin: " + origin;
    const Reply reply = openSite(m_tree.root(), rules)
                            ->answer(requestFor("/file.txt", Method::Get, fields), scratchCache());
    QCOMPARE(fieldOf(reply, "Access-Control-Allow-Origin"), allowed);
    QCOMPARE(fieldOf(reply, "Access-Control-Expose-Headers"), QByteArray(allowed.isEmpty() ? "" : "*"));
    QCOMPARE(fieldOf(reply, "Vary"), vary);
    QCOMPARE(reply.fields.count("Vary:"), 1);
}

void TestCrossOrigin::everyReplySaysIt()
{
    site::SiteRules rules;
    rules.corsOrigin = "*";
    rules.isolation = true;
    const auto site = openSite(m_tree.root(), rules);
    const QByteArray tag = fieldOf(site->answer(requestFor("/file.txt"), scratchCache()), "ETag");
    const auto check = [&](int status, const QByteArray &target, const QByteArray &fields = {},
                           Method verb = Method::Get) {
        const Reply reply = site->answer(requestFor(target, verb, fields), scratchCache());
        QCOMPARE(reply.status, status);
        QCOMPARE(fieldOf(reply, "Access-Control-Allow-Origin"), QByteArray("*"));
        QCOMPARE(fieldOf(reply, "Cross-Origin-Embedder-Policy"), QByteArray("require-corp"));
    };
    check(200, "/file.txt");
    check(204, "/file.txt", {}, Method::Options);
    check(206, "/file.txt", "Range: bytes=0-1");
    check(301, "/sub");
    check(304, "/file.txt", "If-None-Match: " + tag);
    check(400, "/..");
    check(404, "/no");
    check(405, "/file.txt", {}, Method::Post);
    check(412, "/file.txt", "If-Match: \"x\"");
    check(416, "/file.txt", "Range: bytes=99-");
}

void TestCrossOrigin::isolation_data()
{
    QTest::addColumn<bool>("isolation");
    QTest::addColumn<QByteArray>("origins");
    QTest::addColumn<QByteArray>("opener");
    QTest::addColumn<QByteArray>("embedder");
    QTest::addColumn<QByteArray>("resource");
    QTest::newRow("off") << false << QByteArray() << QByteArray() << QByteArray() << QByteArray();
    QTest::newRow("on") << true << QByteArray() << QByteArray("same-origin") << QByteArray("require-corp")
                        << QByteArray("same-origin");
    QTest::newRow("with other origins") << true << QByteArray("*") << QByteArray("same-origin")
                                        << QByteArray("require-corp") << QByteArray("cross-origin");
}

void TestCrossOrigin::isolation()
{
    QFETCH(bool, isolation);
    QFETCH(QByteArray, origins);
    QFETCH(QByteArray, opener);
    QFETCH(QByteArray, embedder);
    QFETCH(QByteArray, resource);
    site::SiteRules rules;
    rules.isolation = isolation;
    rules.corsOrigin = origins;
    const Reply reply = openSite(m_tree.root(), rules)->answer(requestFor("/file.txt"), scratchCache());
    QCOMPARE(fieldOf(reply, "Cross-Origin-Opener-Policy"), opener);
    QCOMPARE(fieldOf(reply, "Cross-Origin-Embedder-Policy"), embedder);
    QCOMPARE(fieldOf(reply, "Cross-Origin-Resource-Policy"), resource);
}

QTEST_APPLESS_MAIN(TestCrossOrigin)
#include "tst_crossorigin.moc"
