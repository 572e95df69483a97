// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "request.h"
#include "site/encoding.h"
#include "site/site.h"
#include "tree.h"

#include <QTest>

using http::Method;
using site::EncodedCache;
using site::Encoding;
using site::Reply;
using site::Site;

namespace {

/// As a browser sends it.
const QByteArray browser = "Accept-Encoding: gzip, deflate, br";

QByteArray text(qsizetype size)
{
    return QByteArray("inside and inside again ").repeated(size / 24 + 1).first(size);
}

} // namespace

/// Which coding a file is sent in, and what that does to its fields.
class TestCodings : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void choice_data();
    void choice();
    void tagsDiffer();
    void conditionsAskForTheFormThatWouldBeSent();
    void rangesAreOfTheFileItself();
    void headSaysTheSame();
    void largeFileIsKept();
    void olderSiblingIsNotSent();
    void siblingThatLeavesIsNotSent();
    void rulesSwitchItOff();
    void notModifiedVaries();

private:
    [[nodiscard]] Reply ask(const QByteArray &target, const QByteArray &fields = {},
                            Method verb = Method::Get)
    {
        return m_site->answer(requestFor(target, verb, fields), m_cache);
    }

    Tree m_tree;
    std::shared_ptr<const Site> m_site;
    EncodedCache m_cache{1024 * 1024};
};

void TestCodings::initTestCase()
{
    QVERIFY(m_tree.file("app.js", text(1000)) && m_tree.file("large.js", text(200'000)));
    QVERIFY(m_tree.file("255.txt", text(255)) && m_tree.file("256.txt", text(256)));
    QVERIFY(m_tree.file("photo.png", text(1000)));
    QVERIFY(m_tree.file("both.css", text(1000)) && m_tree.file("both.css.br", "made before, br"));
    QVERIFY(m_tree.file("both.css.gz", "made before, gz"));
    QVERIFY(m_tree.file("gz.css", text(100)) && m_tree.file("gz.css.gz", "made before, gz"));
    m_site = openSite(m_tree.root());
}

void TestCodings::choice_data()
{
    QTest::addColumn<QByteArray>("target");
    QTest::addColumn<QByteArray>("fields");
    QTest::addColumn<QByteArray>("coding"); // empty: as it is
    QTest::addColumn<QByteArray>("steps");
    const auto row = [](const char *name, const char *target, const QByteArray &fields, const char *coding,
                        const char *steps) {
        QTest::newRow(name) << QByteArray(target) << fields << QByteArray(coding) << QByteArray(steps);
    };
    row("nothing is said", "/256.txt", "", "", "");
    row("br and gzip alike", "/256.txt", browser, "br", "Encoded br, made now");
    row("only gzip", "/256.txt", "Accept-Encoding: gzip", "gzip", "Encoded gzip, made now");
    row("§8.4.1.3 x-gzip", "/256.txt", "Accept-Encoding: x-gzip", "gzip", "Encoded gzip, made now");
    row("§12.4.2 gzip rather", "/256.txt", "Accept-Encoding: br;q=0.5, gzip;q=0.8", "gzip",
        "Encoded gzip, made now");
    row("§12.5.3 br forbidden", "/256.txt", "Accept-Encoding: br;q=0, gzip", "gzip",
        "Encoded gzip, made now");
    row("§12.5.3 anything", "/256.txt", "Accept-Encoding: *", "br", "Encoded br, made now");
    row("§12.5.3 identity rather", "/256.txt", "Accept-Encoding: identity, br;q=0.5", "", "");
    row("§12.5.3 nothing suits", "/256.txt", "Accept-Encoding: identity;q=0", "", "");
    row("§12.5.3 several lines", "/256.txt", "Accept-Encoding: deflate\nAccept-Encoding: gzip", "gzip",
        "Encoded gzip, made now");
    row("too small to gain", "/255.txt", browser, "", "");
    row("a picture", "/photo.png", browser, "", "");
    row("sibling, br", "/both.css", browser, "br", "Encoded br, from both.css.br");
    row("sibling, gzip", "/both.css", "Accept-Encoding: gzip", "gzip", "Encoded gzip, from both.css.gz");
    row("the sibling there is", "/gz.css", browser, "gzip", "Encoded gzip, from gz.css.gz");
    row("sibling, no coding", "/both.css", "", "", "");
    row("large", "/large.js", browser, "br", "Encoded br, made now");
    row("a page of ours", "/no.html", browser, "", "LookedFor no.html\nLookedFor no.html.html");
}

void TestCodings::choice()
{
    QFETCH(QByteArray, target);
    QFETCH(QByteArray, fields);
    QFETCH(QByteArray, coding);
    QFETCH(QByteArray, steps);
    m_cache = EncodedCache(1024 * 1024);
    const Reply reply = ask(target, fields);
    QCOMPARE(fieldOf(reply, "Content-Encoding"), coding);
    QCOMPARE(stepsOf(reply, m_tree.root()), steps);
    if (reply.status != 200)
        return;
    const Reply plain = ask(target);
    QCOMPARE(fieldOf(reply, "Content-Type"), fieldOf(plain, "Content-Type"));
    QCOMPARE(fieldOf(reply, "Vary"), QByteArray(target == "/photo.png" ? "" : "Accept-Encoding"));
    QCOMPARE(fieldOf(plain, "Vary"), fieldOf(reply, "Vary"));
    QCOMPARE(fieldOf(reply, "Accept-Ranges"), QByteArray(coding.isEmpty() ? "bytes" : ""));
    const QByteArray body = contentOf(reply.body);
    if (steps.contains(", from "))
        QCOMPARE(body, coding == "br" ? QByteArray("made before, br") : QByteArray("made before, gz"));
    else if (coding.isEmpty())
        QCOMPARE(body, contentOf(plain.body));
    else if (target == "/256.txt")
        QCOMPARE(body, *encodeWhole(coding == "br" ? Encoding::Brotli : Encoding::Gzip, text(256)));
}

void TestCodings::tagsDiffer()
{
    const QByteArray plain = fieldOf(ask("/app.js"), "ETag");
    QCOMPARE(fieldOf(ask("/app.js", browser), "ETag"), plain.chopped(1) + "-br\"");
    QCOMPARE(fieldOf(ask("/app.js", "Accept-Encoding: gzip"), "ETag"), plain.chopped(1) + "-gz\"");
    const QByteArray sibling = fieldOf(ask("/both.css.br"), "ETag");
    QCOMPARE(fieldOf(ask("/both.css", browser), "ETag"), sibling.chopped(1) + "-br\"");
}

void TestCodings::conditionsAskForTheFormThatWouldBeSent()
{
    for (const char *target : {"/app.js", "/both.css", "/large.js"}) {
        const QByteArray plain = "If-None-Match: " + fieldOf(ask(target), "ETag");
        const QByteArray encoded = "If-None-Match: " + fieldOf(ask(target, browser), "ETag");
        QVERIFY(plain != encoded);
        QCOMPARE(ask(target, plain).status, 304);
        QCOMPARE(ask(target, plain + '\n' + browser).status, 200);
        QCOMPARE(ask(target, encoded + '\n' + browser).status, 304);
        QCOMPARE(ask(target, encoded).status, 200);
    }
}

void TestCodings::rangesAreOfTheFileItself()
{
    const Reply reply = ask("/both.css", browser + "\nRange: bytes=0-5");
    QCOMPARE(reply.status, 206);
    QCOMPARE(fieldOf(reply, "Content-Encoding"), QByteArray());
    QCOMPARE(fieldOf(reply, "Vary"), QByteArray("Accept-Encoding"));
    QCOMPARE(contentOf(reply.body), QByteArray("inside"));
}

void TestCodings::headSaysTheSame()
{
    for (const char *target : {"/app.js", "/both.css", "/256.txt", "/photo.png"}) {
        for (const QByteArray &fields : {QByteArray(), browser}) {
            const Reply got = ask(target, fields);
            const Reply head = ask(target, fields, Method::Head);
            QCOMPARE(head.fields, got.fields);
            QCOMPARE(head.bodyLength(), got.bodyLength());
        }
    }
}

void TestCodings::largeFileIsKept()
{
    QVERIFY(m_tree.file("kept.js", text(150'000)));
    const Reply first = ask("/kept.js", browser);
    QVERIFY(!first.bodyLength());
    const Reply head = ask("/kept.js", browser, Method::Head);
    QCOMPARE(head.fields, first.fields);
    QVERIFY(!head.bodyLength());
    const QByteArray content = contentOf(first.body);
    QVERIFY(!content.isEmpty() && content.size() < 150'000);
    const Reply second = ask("/kept.js", browser);
    QCOMPARE(stepsOf(second, m_tree.root()), QByteArray("Encoded br, kept from before"));
    QCOMPARE(second.fields, first.fields);
    QCOMPARE(second.bodyLength(), content.size());
    QCOMPARE(contentOf(second.body), content);
}

void TestCodings::olderSiblingIsNotSent()
{
    QVERIFY(m_tree.file("old.css", text(1000)) && m_tree.file("old.css.br", "of another time"));
    QVERIFY(m_tree.touch("old.css", 2'000'000) && m_tree.touch("old.css.br", 1'999'999));
    QCOMPARE(stepsOf(ask("/old.css", browser), m_tree.root()), QByteArray("Encoded br, made now"));
    QVERIFY(m_tree.touch("old.css.br", 2'000'000));
    QCOMPARE(stepsOf(ask("/old.css", browser), m_tree.root()), QByteArray("Encoded br, from old.css.br"));
}

void TestCodings::siblingThatLeavesIsNotSent()
{
    QVERIFY(m_tree.file("leak.css", text(1000)) && m_tree.link("../outside/secret.txt", "leak.css.br"));
    QVERIFY(m_tree.link("../outside/deep", "leak.css.gz"));
    const Reply reply = ask("/leak.css", browser);
    QCOMPARE(stepsOf(reply, m_tree.root()), QByteArray("Encoded br, made now"));
    QVERIFY(!contentOf(reply.body).contains("secret"));
}

void TestCodings::rulesSwitchItOff()
{
    site::SiteRules rules;
    rules.compress = false;
    auto site = openSite(m_tree.root(), rules);
    QCOMPARE(stepsOf(site->answer(requestFor("/app.js", Method::Get, browser), m_cache), {}), QByteArray());
    QCOMPARE(
        fieldOf(site->answer(requestFor("/both.css", Method::Get, browser), m_cache), "Content-Encoding"),
        QByteArray("br"));
    rules.compress = true;
    rules.precompressed = false;
    site = openSite(m_tree.root(), rules);
    QCOMPARE(stepsOf(site->answer(requestFor("/both.css", Method::Get, browser), m_cache), {}),
             QByteArray("Encoded br, made now"));
    rules.compress = false;
    site = openSite(m_tree.root(), rules);
    const Reply plain = site->answer(requestFor("/both.css", Method::Get, browser), m_cache);
    QCOMPARE(fieldOf(plain, "Content-Encoding"), QByteArray());
    QCOMPARE(fieldOf(plain, "Vary"), QByteArray());
}

void TestCodings::notModifiedVaries()
{
    const QByteArray tag = fieldOf(ask("/app.js", browser), "ETag");
    const Reply reply = ask("/app.js", browser + "\nIf-None-Match: " + tag);
    QCOMPARE(reply.status, 304);
    QCOMPARE(fieldOf(reply, "Vary"), QByteArray("Accept-Encoding"));
    QCOMPARE(fieldOf(reply, "ETag"), tag);
    QCOMPARE(fieldOf(reply, "Content-Encoding"), QByteArray());
}

QTEST_APPLESS_MAIN(TestCodings)
#include "tst_codings.moc"
