// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "http/date.h"
#include "request.h"
#include "site/site.h"
#include "tree.h"

#include <QSet>
#include <QTest>

#include <ctime>

using http::Method;
using site::Reply;
using site::Rule;
using site::Site;

Q_DECLARE_METATYPE(Rule)
Q_DECLARE_METATYPE(Method)

/// How a file that was found is sent: conditions, ranges, validators.
class TestDelivery : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void conditions_data();
    void conditions();
    void notModifiedSaysLittle();
    void ranges_data();
    void ranges();
    void severalRanges();
    void boundariesDiffer();
    void youngFileHasNoValidators();
    void ageDecidesAboutValidators_data();
    void ageDecidesAboutValidators();
    void dateOfYoungFileIsNoStrongOne();
    void cacheControl();
    void mediaTypes();

private:
    /// The answer to a request whose fields may hold TAG and DATE, the validators of digits.bin.
    [[nodiscard]] Reply ask(const QByteArray &target, QByteArray fields, Method verb = Method::Get) const
    {
        fields.replace("TAG", m_tag).replace("DATE", "Sun, 06 Nov 1994 08:49:37 GMT");
        return m_site->answer(requestFor(target, verb, fields), scratchCache());
    }

    Tree m_tree;
    std::shared_ptr<const Site> m_site;
    QByteArray m_tag;
};

void TestDelivery::initTestCase()
{
    QVERIFY(m_tree.file("digits.bin", "0123456789") && m_tree.touch("digits.bin", 784'111'777));
    QVERIFY(m_tree.file("empty.bin", "") && m_tree.file("large.bin", QByteArray(100'000, 'x')));
    QVERIFY(m_tree.file("412.html", "inside our 412"));
    site::SiteRules rules;
    rules.errorPages.insert(412, QStringLiteral("412.html"));
    m_site = openSite(m_tree.root(), rules);
    m_tag = fieldOf(ask("/digits.bin", {}), "ETag");
    QVERIFY(m_tag.size() > 2);
}

void TestDelivery::conditions_data()
{
    QTest::addColumn<Method>("verb");
    QTest::addColumn<QByteArray>("fields");
    QTest::addColumn<int>("status");
    QTest::addColumn<QByteArray>("steps");
    const auto row = [](const char *name, const char *fields, int status, const char *steps = "",
                        Method verb = Method::Get) {
        QTest::newRow(name) << verb << QByteArray(fields) << status << QByteArray(steps);
    };
    row("§13.1.2 same tag", "If-None-Match: TAG", 304, "Condition If-None-Match");
    row("§13.1.2 HEAD", "If-None-Match: TAG", 304, "Condition If-None-Match", Method::Head);
    row("§13.1.2 weak comparison", "If-None-Match: W/TAG", 304, "Condition If-None-Match");
    row("§13.1.2 in a list", "If-None-Match: \"x\", TAG", 304, "Condition If-None-Match");
    row("§13.1.2 any", "If-None-Match: *", 304, "Condition If-None-Match");
    row("§13.1.2 other tag", "If-None-Match: \"x\"", 200);
    row("§13.1.2 other tag, same date", "If-None-Match: \"x\"\nIf-Modified-Since: DATE", 200);
    row("§13.1.3 same date", "If-Modified-Since: DATE", 304, "Condition If-Modified-Since");
    row("§13.1.3 earlier", "If-Modified-Since: Sun, 06 Nov 1994 08:49:36 GMT", 200);
    row("§13.1.3 no date", "If-Modified-Since: yesterday", 200);
    row("§13.1.1 same tag", "If-Match: TAG", 200);
    row("§13.1.1 other tag", "If-Match: \"x\"", 412, "Condition If-Match\nErrorPage 412.html");
    row("§13.1.1 strong comparison", "If-Match: W/TAG", 412, "Condition If-Match\nErrorPage 412.html");
    row("§13.1.4 earlier", "If-Unmodified-Since: Sun, 06 Nov 1994 08:49:36 GMT", 412,
        "Condition If-Unmodified-Since\nErrorPage 412.html");
    row("§13.1.4 same date", "If-Unmodified-Since: DATE", 200);
    row("§13.2.2 before Range", "If-None-Match: TAG\nRange: bytes=0-1", 304, "Condition If-None-Match");
}

void TestDelivery::conditions()
{
    QFETCH(Method, verb);
    QFETCH(QByteArray, fields);
    QFETCH(int, status);
    QFETCH(QByteArray, steps);
    const Reply reply = ask("/digits.bin", fields, verb);
    QCOMPARE(reply.status, status);
    QCOMPARE(stepsOf(reply, m_tree.root()), steps);
    QCOMPARE(reply.rule,
             status == 304       ? Rule::NotModified
                 : status == 412 ? Rule::PreconditionFailed
                                 : Rule::FileFound);
    QCOMPARE(reply.diskPath, QFile::decodeName(m_tree.at("digits.bin")));
    const QByteArray body = contentOf(reply.body);
    QCOMPARE(body, QByteArray(status == 304 ? "" : status == 412 ? "inside our 412" : "0123456789"));
    QCOMPARE(fieldOf(reply, "ETag"), status == 412 ? QByteArray() : m_tag);
}

/// RFC 9110 §15.4.5.
void TestDelivery::notModifiedSaysLittle()
{
    const Reply reply = ask("/digits.bin", "If-None-Match: TAG");
    QCOMPARE(reply.fields, "ETag: " + m_tag + "\r\nCache-Control: no-cache\r\n");
}

void TestDelivery::ranges_data()
{
    QTest::addColumn<QByteArray>("target");
    QTest::addColumn<QByteArray>("fields");
    QTest::addColumn<int>("status");
    QTest::addColumn<QByteArray>("contentRange");
    QTest::addColumn<QByteArray>("body"); // empty: not looked at
    const auto row = [](const char *name, const char *target, const char *fields, int status,
                        const char *contentRange, const char *body) {
        QTest::newRow(name) << QByteArray(target) << QByteArray(fields) << status << QByteArray(contentRange)
                            << QByteArray(body);
    };
    row("§14.1.2 closed", "/digits.bin", "Range: bytes=2-4", 206, "bytes 2-4/10", "234");
    row("§14.1.2 open", "/digits.bin", "Range: bytes=7-", 206, "bytes 7-9/10", "789");
    row("§14.1.2 suffix", "/digits.bin", "Range: bytes=-3", 206, "bytes 7-9/10", "789");
    row("§14.1.2 beyond the end", "/digits.bin", "Range: bytes=8-99", 206, "bytes 8-9/10", "89");
    row("§14.1.2 nothing there", "/digits.bin", "Range: bytes=10-", 416, "bytes */10", "");
    row("§14.1.2 empty file", "/empty.bin", "Range: bytes=0-", 416, "bytes */0", "");
    row("§14.2 another unit", "/digits.bin", "Range: lines=1-2", 200, "", "0123456789");
    row("§14.2 malformed", "/digits.bin", "Range: bytes=4-2", 200, "", "0123456789");
    row("§13.1.5 same tag", "/digits.bin", "Range: bytes=2-4\nIf-Range: TAG", 206, "bytes 2-4/10", "234");
    row("§13.1.5 other tag", "/digits.bin", "Range: bytes=2-4\nIf-Range: \"x\"", 200, "", "0123456789");
    row("§13.1.5 weak tag", "/digits.bin", "Range: bytes=2-4\nIf-Range: W/TAG", 200, "", "0123456789");
    row("§13.1.5 same date", "/digits.bin", "Range: bytes=2-4\nIf-Range: DATE", 206, "bytes 2-4/10", "234");
    row("§13.1.5 other date", "/digits.bin", "Range: bytes=2-4\nIf-Range: Sun, 06 Nov 1994 08:49:38 GMT", 200,
        "", "0123456789");
    row("§13.1.5 beyond the end, other tag", "/digits.bin", "Range: bytes=10-\nIf-Range: \"x\"", 200, "",
        "0123456789");
    row("§13.2.2 condition holds", "/digits.bin", "Range: bytes=2-4\nIf-Match: TAG", 206, "bytes 2-4/10",
        "234");
    row("large file", "/large.bin", "Range: bytes=99998-", 206, "bytes 99998-99999/100000", "xx");
    row("not of a page of ours", "/no.bin", "Range: bytes=0-1", 404, "", "");
}

void TestDelivery::ranges()
{
    QFETCH(QByteArray, target);
    QFETCH(QByteArray, fields);
    QFETCH(int, status);
    QFETCH(QByteArray, contentRange);
    QFETCH(QByteArray, body);
    const Reply reply = ask(target, fields);
    QCOMPARE(reply.status, status);
    QCOMPARE(fieldOf(reply, "Content-Range"), contentRange);
    if (!body.isEmpty()) {
        QCOMPARE(contentOf(reply.body), body);
        QCOMPARE(reply.bodyLength(), body.size());
        QCOMPARE(fieldOf(reply, "Accept-Ranges"), QByteArray("bytes"));
    }
    const QByteArray steps = stepsOf(reply, m_tree.root());
    if (status == 206 || status == 416)
        QVERIFY2(steps.startsWith("Range bytes="), steps.constData());
    if (status == 416)
        QCOMPARE(reply.rule, Rule::RangeNotSatisfiable);
    // Range is for GET alone (RFC 9110 §14.2).
    if (status != 404)
        QCOMPARE(ask(target, fields, Method::Head).status, 200);
}

/// RFC 9110 §14.6.
void TestDelivery::severalRanges()
{
    const Reply reply = ask("/digits.bin", "Range: bytes=0-1,-2,4-4");
    QCOMPARE(reply.status, 206);
    QVERIFY(fieldOf(reply, "Content-Range").isEmpty());
    QCOMPARE(reply.contentType, fieldOf(reply, "Content-Type"));
    const QByteArray start = "multipart/byteranges; boundary=";
    QVERIFY(reply.contentType.startsWith(start));
    const QByteArray boundary = reply.contentType.sliced(start.size());
    QVERIFY(boundary.size() >= 32 && boundary.size() <= 70); // RFC 2046 §5.1.1
    const auto part = [&](const QByteArray &range, const QByteArray &content) {
        return "--" + boundary + "\r\nContent-Type: application/octet-stream\r\nContent-Range: bytes " + range
            + "/10\r\n\r\n" + content + "\r\n";
    };
    const QByteArray body = contentOf(reply.body);
    QCOMPARE(body, part("0-1", "01") + part("8-9", "89") + part("4-4", "4") + "--" + boundary + "--\r\n");
    QCOMPARE(reply.bodyLength(), body.size());
}

void TestDelivery::boundariesDiffer()
{
    QSet<QByteArray> types;
    for (int i = 0; i < 100; ++i)
        types.insert(ask("/digits.bin", "Range: bytes=0-1,8-9").contentType);
    QCOMPARE(types.size(), 100);
}

void TestDelivery::youngFileHasNoValidators()
{
    QVERIFY(m_tree.write("young.txt", "inside"));
    // It gets them once its clock tick is over, and keeps those for good.
    Reply reply;
    QTRY_VERIFY(!fieldOf(reply = ask("/young.txt", {}), "ETag").isEmpty());
    QVERIFY(!fieldOf(reply, "Last-Modified").isEmpty());
    QCOMPARE(ask("/young.txt", {}).fields, reply.fields);
}

void TestDelivery::ageDecidesAboutValidators_data()
{
    QTest::addColumn<qint64>("age"); // ms
    QTest::addColumn<bool>("has");
    QTest::newRow("ten seconds old") << qint64(10'000) << true;
    QTest::newRow("a second ahead: a server's clock differs") << qint64(-1'000) << false;
    QTest::newRow("an hour ahead: it was set by someone") << qint64(-3'600'000) << true;
}

void TestDelivery::ageDecidesAboutValidators()
{
    QFETCH(qint64, age);
    QFETCH(bool, has);
    timespec now{};
    ::clock_gettime(CLOCK_REALTIME, &now);
    QVERIFY(m_tree.file("aged", QByteArray(1000, 'x'))
            && m_tree.touch("aged", now.tv_sec - age / 1000, now.tv_nsec));
    const Reply reply = ask("/aged", {});
    QCOMPARE(!fieldOf(reply, "ETag").isEmpty(), has);
    QCOMPARE(!fieldOf(reply, "Last-Modified").isEmpty(), has);
}

/// RFC 9110 §8.8.2.2: it may have changed twice within the second.
void TestDelivery::dateOfYoungFileIsNoStrongOne()
{
    timespec now{};
    ::clock_gettime(CLOCK_REALTIME, &now);
    const time_t ahead = now.tv_sec + 3600;
    QVERIFY(m_tree.file("ahead", "0123456789") && m_tree.touch("ahead", ahead));
    const Reply first = ask("/ahead", {});
    const QByteArray byDate = "Range: bytes=0-1\nIf-Range: " + fieldOf(first, "Last-Modified");
    QCOMPARE(ask("/ahead", byDate).status, 200);
    QCOMPARE(ask("/ahead", "Range: bytes=0-1\nIf-Range: " + fieldOf(first, "ETag")).status, 206);
}

void TestDelivery::cacheControl()
{
    QCOMPARE(fieldOf(ask("/digits.bin", {}), "Cache-Control"), QByteArray("no-cache"));
    QCOMPARE(fieldOf(ask("/no", {}), "Cache-Control"), QByteArray());
    site::SiteRules rules;
    rules.cacheControl = "max-age=60";
    const auto dated = openSite(m_tree.root(), rules);
    QCOMPARE(fieldOf(dated->answer(requestFor("/digits.bin"), scratchCache()), "Cache-Control"),
             QByteArray("max-age=60"));
    rules.cacheControl.clear();
    const auto silent = openSite(m_tree.root(), rules);
    QVERIFY(!silent->answer(requestFor("/digits.bin"), scratchCache()).fields.contains("Cache-Control"));
}

void TestDelivery::mediaTypes()
{
    for (const char *name : {"a.tar.gz", "a.gz", "a.GLB", "a.b.txt"})
        QVERIFY(m_tree.file(name, "inside"));
    site::SiteRules rules;
    rules.mediaTypes = {{QStringLiteral("tar.gz"), "application/x-tar-gz"},
                        {QStringLiteral("gz"), "application/x-gz"},
                        {QStringLiteral("glb"), "model/gltf-binary"}};
    const auto site = openSite(m_tree.root(), rules);
    const auto typeOf = [&](const char *target) {
        return fieldOf(site->answer(requestFor(target), scratchCache()), "Content-Type");
    };
    QCOMPARE(typeOf("/a.tar.gz"), QByteArray("application/x-tar-gz"));
    QCOMPARE(typeOf("/a.gz"), QByteArray("application/x-gz"));
    QCOMPARE(typeOf("/a.GLB"), QByteArray("model/gltf-binary"));
    QCOMPARE(typeOf("/a.b.txt"), QByteArray("text/plain; charset=utf-8"));
}

QTEST_APPLESS_MAIN(TestDelivery)
#include "tst_delivery.moc"
