// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "http/target.h"
#include "request.h"
#include "site/site.h"
#include "tree.h"

#include <QTest>

using http::Method;
using site::Reply;
using site::Rule;
using site::Site;

Q_DECLARE_METATYPE(Rule)

namespace {

const QByteArray redirects = "# comments are left out\n"          // 1
                             "/old /file.txt\n"                   // 2
                             "/found https://example.org/x 302\n" // 3
                             "/file.txt /other.txt\n"             // 4: shadowed by the file
                             "/forced.txt /other.txt 303!\n"      // 5
                             "/app/* /index.html 200\n"           // 6
                             "/swap.txt /other.txt 200!\n"        // 7
                             "/gone/* /gone.html 404\n"           // 8
                             "/raw/* /sub/:splat 200\n"           // 9
                             "/up/* /../:splat 200\n"             // 10
                             "/chain /old 200\n"                  // 11
                             "/folder /sub 200\n"                 // 12
                             "/secret /.secret 200\n"             // 13
                             "/rules /_headers 200\n"             // 14
                             "/leaks/* /leak/:splat 200\n"        // 15
                             "/bare /file.txt 307\n"              // 16
                             "/loop /loop\n"                      // 17
                             "/never 200\n";                      // 18: a problem

const QByteArray headers = "/*\n"
                           "  X-All: yes\n"
                           "/file.txt\n"
                           "  Cache-Control: max-age=5\n"
                           "  Content-Type: text/x-own\n"
                           "/sub/*\n"
                           "  ! Cache-Control\n"
                           "  Content-Type: text/x-sub\n"
                           "  Content-Length: 7\n"; // a problem

} // namespace

/// The lines of _redirects and _headers among the other rules, and when they are read anew.
class TestRulesFiles : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void redirects_data();
    void redirects();
    void rewriteIsAFile();
    void headers_data();
    void headers();
    void contentTypeIsForFiles();
    void settingsComeLast();
    void rulesFilesLookMissing();
    void rulesFilesMayBeFiles();
    void problems();
    void isCurrent_data();
    void isCurrent();
    void unreadable();

private:
    [[nodiscard]] Reply ask(const QByteArray &target, const QByteArray &fields = {},
                            Method verb = Method::Get) const
    {
        return m_site->answer(requestFor(target, verb, fields), scratchCache());
    }

    Tree m_tree;
    std::shared_ptr<const Site> m_site;
};

void TestRulesFiles::initTestCase()
{
    QVERIFY(m_tree.folder("sub") && m_tree.folder("bare"));
    for (const char *name : {"index.html", "file.txt", "other.txt", "forced.txt", "swap.txt", "gone.html",
                             "sub/index.html", "sub/a.bin", ".secret", "sub/.secret", "own.html"})
        QVERIFY2(m_tree.file(name, "inside " + QByteArray(name)), name);
    QVERIFY(m_tree.link("../outside", "leak"));
    QVERIFY(m_tree.file("_redirects", ::redirects) && m_tree.file("_headers", ::headers));
    site::SiteRules rules;
    rules.headers = {{"/sub/*", "X-All", "no"}, {"/own", "X-Own", "1"}, {"/own", "Date", "now"}};
    m_site = openSite(m_tree.root(), rules);
}

void TestRulesFiles::redirects_data()
{
    QTest::addColumn<QByteArray>("target");
    QTest::addColumn<int>("status");
    QTest::addColumn<Rule>("rule");
    QTest::addColumn<QByteArray>("answer"); // where to, or the file that is sent; empty: a page of ours
    QTest::addColumn<QByteArray>("step");   // the first
    const auto row = [](const char *target, int status, Rule rule, const char *answer, const char *step) {
        QTest::newRow(target) << QByteArray(target) << status << rule << QByteArray(answer)
                              << QByteArray(step);
    };
    row("/old", 301, Rule::Redirected, "/file.txt", "LookedFor old");
    row("/old?a=b", 301, Rule::Redirected, "/file.txt?a=b", "LookedFor old");
    row("/file.txt", 200, Rule::FileFound, "file.txt", "Headers");
    row("/forced.txt", 303, Rule::Redirected, "/other.txt",
        "Redirected _redirects:5: /forced.txt /other.txt 303!");
    row("/app/users/7", 200, Rule::Rewritten, "index.html", "LookedFor app/users/7");
    row("/swap.txt", 200, Rule::Rewritten, "other.txt", "Rewritten _redirects:7: /swap.txt /other.txt 200!");
    row("/gone/x", 404, Rule::Rewritten, "gone.html", "LookedFor gone/x");
    row("/raw/a.bin", 200, Rule::Rewritten, "sub/a.bin", "LookedFor raw/a.bin");
    row("/raw/", 200, Rule::Rewritten, "sub/index.html", "LookedFor raw/index.html");
    row("/raw/%2e%2e/file.txt", 200, Rule::FileFound, "file.txt", "Decoded /file.txt");
    row("/raw/.secret", 404, Rule::DotFile, "", "Rewritten _redirects:9: /raw/* /sub/:splat 200");
    row("/up/outside/secret.txt", 404, Rule::NoSuchFile, "", "LookedFor up/outside/secret.txt");
    row("/chain", 404, Rule::NoSuchFile, "", "LookedFor chain");
    row("/folder", 200, Rule::Rewritten, "sub/index.html", "LookedFor folder");
    row("/secret", 404, Rule::DotFile, "", "LookedFor secret");
    row("/rules", 404, Rule::RulesFile, "", "LookedFor rules");
    row("/leaks/secret.txt", 404, Rule::OutsideRoot, "", "LookedFor leaks/secret.txt");
    row("/bare", 301, Rule::FolderSlash, "/bare/", "Headers");
    row("/bare/", 307, Rule::Redirected, "/file.txt", "LookedFor bare/index.html");
    row("/loop", 404, Rule::NoSuchFile, "", "LookedFor loop");
}

void TestRulesFiles::redirects()
{
    QFETCH(QByteArray, target);
    QFETCH(int, status);
    QFETCH(Rule, rule);
    QFETCH(QByteArray, answer);
    QFETCH(QByteArray, step);
    const Reply reply = ask(target);
    const QByteArray steps = stepsOf(reply, m_tree.root());
    QCOMPARE(reply.status, status);
    QCOMPARE(reply.rule, rule);
    QVERIFY2(steps.startsWith(step), steps.constData());
    const QByteArray body = contentOf(reply.body);
    QVERIFY(!body.startsWith("secret"));
    if (status == 200 || (status == 404 && !answer.isEmpty())) {
        QCOMPARE(body, "inside " + answer);
    } else {
        QCOMPARE(fieldOf(reply, "Location"), answer);
        QVERIFY(body.startsWith("<!DOCTYPE html>"));
    }
    if (rule == Rule::Redirected)
        QVERIFY2(steps.contains("Redirected _redirects:"), steps.constData());
    if (rule == Rule::Rewritten)
        QVERIFY2(steps.contains("Rewritten _redirects:"), steps.constData());
    const Reply head = ask(target, {}, Method::Head);
    QCOMPARE(head.fields, reply.fields);
    QCOMPARE(head.bodyLength(), reply.bodyLength());
}

/// With all that belongs to one: but what answers with 404 has no ranges and no conditions.
void TestRulesFiles::rewriteIsAFile()
{
    const Reply reply = ask("/raw/a.bin");
    QCOMPARE(ask("/raw/a.bin", "If-None-Match: " + fieldOf(reply, "ETag")).status, 304);
    QCOMPARE(ask("/raw/a.bin", "Range: bytes=0-1").status, 206);
    for (const char *fields : {"Range: bytes=0-1", "If-None-Match: *", "If-Match: \"x\""}) {
        const Reply gone = ask("/gone/x", fields);
        QCOMPARE(gone.status, 404);
        QCOMPARE(contentOf(gone.body), QByteArray("inside gone.html"));
    }
}

void TestRulesFiles::headers_data()
{
    QTest::addColumn<QByteArray>("target");
    QTest::addColumn<QByteArray>("name");
    QTest::addColumn<QByteArray>("value");
    const auto row = [](const char *target, const char *name, const char *value) {
        QTest::addRow("%s %s", target, name) << QByteArray(target) << QByteArray(name) << QByteArray(value);
    };
    row("/other.txt", "X-All", "yes");
    row("/other.txt", "Cache-Control", "no-cache");
    row("/no", "X-All", "yes");         // 404
    row("/forced.txt", "X-All", "yes"); // 303
    row("/bare", "X-All", "yes");       // 301
    row("/file.txt", "Cache-Control", "max-age=5");
    row("/file.txt", "Content-Type", "text/x-own");
    row("/sub/a.bin", "Cache-Control", "");
    row("/sub/a.bin", "Content-Type", "text/x-sub");
    row("/raw/a.bin", "Content-Type", "application/octet-stream"); // by the address that was asked for
    row("/own", "X-Own", "1");
    row("/own", "Date", "");
}

void TestRulesFiles::headers()
{
    QFETCH(QByteArray, target);
    QFETCH(QByteArray, name);
    QFETCH(QByteArray, value);
    const Reply reply = ask(target);
    QCOMPARE(fieldOf(reply, name), value);
    QCOMPARE(reply.contentType, fieldOf(reply, "Content-Type"));
    QVERIFY(stepsOf(reply, m_tree.root()).contains("Headers _headers:1: /*"));
}

void TestRulesFiles::contentTypeIsForFiles()
{
    const QByteArray html = "text/html; charset=utf-8";
    QCOMPARE(fieldOf(ask("/sub/no"), "Content-Type"), html);
    const Reply parts = ask("/sub/a.bin", "Range: bytes=0-1,4-5");
    QVERIFY(fieldOf(parts, "Content-Type").startsWith("multipart/byteranges; boundary="));
    QCOMPARE(fieldOf(ask("/sub/a.bin", "Range: bytes=0-1"), "Content-Type"), QByteArray("text/x-sub"));
    const Reply same = ask("/sub/a.bin", "If-None-Match: *");
    QCOMPARE(same.status, 304);
    QCOMPARE(fieldOf(same, "Content-Type"), QByteArray());
    QCOMPARE(fieldOf(same, "X-All"), fieldOf(ask("/sub/a.bin"), "X-All"));
}

void TestRulesFiles::settingsComeLast()
{
    const Reply reply = ask("/sub/a.bin");
    QCOMPARE(fieldOf(reply, "X-All"), QByteArray("yes, no"));
    QVERIFY(stepsOf(reply, m_tree.root()).endsWith("Headers /sub/* X-All"));
}

void TestRulesFiles::rulesFilesLookMissing()
{
    const auto answered = [this](const QByteArray &target) {
        const Reply reply = ask(target);
        return QByteArray::number(reply.status) + reply.fields
            + contentOf(reply.body).replace(target, "/PATH");
    };
    for (const char *target :
         {"/_redirects", "/_headers", "/%5Fheaders", "//_redirects", "/sub/../_headers"}) {
        QCOMPARE(answered(target).replace(http::parseTarget(target)->path, "/PATH"), answered("/nothing"));
        QCOMPARE(ask(target).rule, Rule::RulesFile);
    }
}

void TestRulesFiles::rulesFilesMayBeFiles()
{
    site::SiteRules rules;
    rules.rulesFiles = false;
    const auto site = openSite(m_tree.root(), rules);
    QCOMPARE(contentOf(site->answer(requestFor("/_redirects"), scratchCache()).body), ::redirects);
    QCOMPARE(site->answer(requestFor("/old"), scratchCache()).status, 404);
    QVERIFY(!site->answer(requestFor("/file.txt"), scratchCache()).fields.contains("X-All"));
    QVERIFY(site->problems().isEmpty());
    QVERIFY(m_tree.file("_new", "") && site->isCurrent());
}

void TestRulesFiles::problems()
{
    QByteArrayList places;
    for (const site::RulesProblem &problem : m_site->problems()) {
        QVERIFY(!problem.sentence.isEmpty());
        places.append(problem.file.toUtf8() + ':' + QByteArray::number(problem.line));
    }
    QCOMPARE(places, (QByteArrayList{"_redirects:10", "_redirects:18", "_headers:9", ":0"}));
}

void TestRulesFiles::isCurrent_data()
{
    QTest::addColumn<QByteArray>("name");
    QTest::newRow("_redirects") << QByteArray("_redirects");
    QTest::newRow("_headers") << QByteArray("_headers");
}

void TestRulesFiles::isCurrent()
{
    QFETCH(QByteArray, name);
    const Tree tree;
    const auto isStill = [&tree](const auto &change) {
        const auto site = openSite(tree.root());
        const bool before = site->isCurrent();
        return change() && before && site->isCurrent();
    };
    const auto isNoMore = [&tree](const auto &change) {
        const auto site = openSite(tree.root());
        const bool before = site->isCurrent();
        return change() && before && !site->isCurrent();
    };
    QVERIFY(isStill([&] { return tree.file("index.html", "inside"); }));
    QVERIFY(isNoMore([&] { return tree.file(name, "/a\n"); }));                                   // appeared
    QVERIFY(isNoMore([&] { return tree.file(name, "/a\n  X: y\n") && tree.touch(name, 1000); })); // size
    QVERIFY(isStill([&] { return tree.touch(name, 1000); }));
    QVERIFY(isNoMore([&] { return tree.touch(name, 1000, 1); })); // time
    QVERIFY(tree.file("other", "/b\n  X: y\n") && tree.touch("other", 1000, 1));
    QVERIFY(isNoMore([&] { return tree.rename("other", name); })); // another file
    QVERIFY(isNoMore([&] { return tree.remove(name); }));          // vanished
    QVERIFY(isStill([&] { return tree.rename("index.html", "index.htm"); }));
    // One so young that it may change unseen is read once more, until it is old enough.
    QVERIFY(tree.write(name, "/c\n"));
    QTRY_VERIFY(openSite(tree.root())->isCurrent());
}

void TestRulesFiles::unreadable()
{
    const Tree tree;
    QVERIFY(tree.folder("_redirects") && tree.link("../outside/secret.txt", "_headers"));
    const auto site = openSite(tree.root());
    QCOMPARE(site->problems().size(), 2);
    QVERIFY(site->problems().first().sentence.contains(QStringLiteral("_redirects")));
    QCOMPARE(site->answer(requestFor("/no"), scratchCache()).status, 404);
    QVERIFY(site->isCurrent());
}

QTEST_APPLESS_MAIN(TestRulesFiles)
#include "tst_rulesfiles.moc"
