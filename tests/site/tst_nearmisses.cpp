// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "request.h"
#include "site/site.h"
#include "tree.h"

#include <QTest>

using http::Method;
using site::Reply;
using site::Rule;
using site::Site;
using site::SiteRules;

Q_DECLARE_METATYPE(SiteRules)

static const SiteRules plain = withoutListings([](SiteRules &) {});

/// What the person at the window is told after a 404, and the client is not.
class TestNearMisses : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void steps_data();
    void steps();
    void clientLearnsNothing();
    void atMostFive();
    void noneWhenSomethingIsSent();
    void hugeFolder();

private:
    Tree m_tree;
};

void TestNearMisses::initTestCase()
{
    for (const char *name : {"Img", "img2", "sub", "sub/deep", "bare", ".git", "Straße", "pit"})
        QVERIFY2(m_tree.folder(name), name);
    for (const char *name :
         {"index.html", "Img/Logo.png", "about.html", "logo.svg", "sub/style.css", "sub/deep/index.html",
          ".git/config", "Straße/Äpfel.txt", "Case.txt", "CASE.txt", "_redirects"})
        QVERIFY2(m_tree.file(name, "inside " + QByteArray(name)), name);
    QVERIFY(m_tree.link("../outside/secret.txt", "leak.txt") && m_tree.link("logo.svg", "link.svg"));
    QVERIFY(m_tree.link("../../outside/secret.txt", "pit/index.html"));
    QVERIFY(m_tree.link("../outside", "LEAK"));
}

void TestNearMisses::steps_data()
{
    QTest::addColumn<SiteRules>("rules");
    QTest::addColumn<QByteArray>("target");
    QTest::addColumn<QByteArray>("fields");
    QTest::addColumn<QByteArray>("misses"); // without LookedFor and Decoded
    const auto row = [](const char *name, const SiteRules &rules, const char *target, const char *misses,
                        const char *fields = "") {
        QTest::newRow(name) << rules << QByteArray(target) << QByteArray(fields) << QByteArray(misses);
    };
    const SiteRules noClean = withoutListings([](SiteRules &rules) { rules.cleanUrls = false; });
    const SiteRules noLinks
        = withoutListings([](SiteRules &rules) { rules.symlinks = site::Symlinks::Never; });

    row("nothing is near", plain, "/x.png", "");
    row("case of the name", plain, "/Img/logo.png", "NearCase /Img/Logo.png");
    row("case of the folder", plain, "/img/Logo.png", "NearCase /Img/Logo.png");
    row("case of all", plain, "/IMG/LOGO.PNG", "NearCase /Img/Logo.png");
    row("case of a folder alone", plain, "/IMG", "NearCase /Img/\nNearPage /index.html");
    row("case beyond ASCII", plain, "/STRA%C3%9Fe/%C3%A4PFEL.txt", "NearCase /Straße/Äpfel.txt");
    row("two would do", plain, "/case.txt", "NearCase /CASE.txt");
    row("case leads outside", plain, "/leak/secret.txt", "");
    row("one folder up", plain, "/sub/logo.svg", "NearAbove /logo.svg");
    row("up to the root", plain, "/no/no/no/logo.svg", "NearAbove /logo.svg");
    row("up to a folder between", plain, "/sub/deep/style.css", "NearAbove /sub/style.css");
    row("a folder above", plain, "/sub/deep/Img/", "NearAbove /Img/\nNearPage /index.html");
    row("with .html", noClean, "/about", "NearHtml /about.html\nNearPage /index.html");
    row("hidden", plain, "/.git/config", "NearHidden /.git/config");
    row("hidden folder", plain, "/.git/", "NearHidden /.git/");
    row("nothing hidden", plain, "/.no", "");
    row("rules file", plain, "/_redirects", "");
    row("link that leaves", plain, "/leak.txt", "NearOutside /leak.txt");
    row("index link that leaves", plain, "/pit/",
        "NearOutside /pit/index.html\nNearListing /pit/\nNearPage /index.html");
    row("no link is followed", noLinks, "/link.svg", "NearLink /link.svg");
    row("listings are off", plain, "/bare/", "NearListing /bare/\nNearPage /index.html");
    row("a page", plain, "/users/7", "NearPage /index.html");
    row("a page, for a browser", plain, "/users/7", "NearPage /index.html",
        "Accept: text/html,application/xml;q=0.9,*/*;q=0.8");
    row("no page for a script", plain, "/users/7", "", "Accept: application/json");
    row("no page is named so", plain, "/users/7.json", "");
}

void TestNearMisses::steps()
{
    QFETCH(SiteRules, rules);
    QFETCH(QByteArray, target);
    QFETCH(QByteArray, fields);
    QFETCH(QByteArray, misses);
    const auto site = openSite(m_tree.root(), rules);
    Reply reply = site->answer(requestFor(target, Method::Get, fields), scratchCache());
    QCOMPARE(reply.status, 404);
    std::erase_if(reply.reasons, [](const http::Reason &reason) {
        return reason.step == http::Step::LookedFor || reason.step == http::Step::Decoded;
    });
    QCOMPARE(stepsOf(reply, m_tree.root()), misses);
}

void TestNearMisses::clientLearnsNothing()
{
    const auto site = openSite(m_tree.root(), plain);
    const auto answered = [&](const QByteArray &target) {
        const Reply reply = site->answer(requestFor(target), scratchCache());
        return reply.fields + contentOf(reply.body).replace(target, "/PATH");
    };
    for (const char *target : {"/Img/logo.png", "/sub/logo.svg", "/.git/config", "/leak.txt", "/_redirects"})
        QCOMPARE(answered(target), answered("/nothing.png"));
}

void TestNearMisses::atMostFive()
{
    SiteRules rules = plain;
    rules.indexNames.clear();
    for (int i = 0; i < 10; ++i) {
        const QByteArray name = "index" + QByteArray::number(i);
        QVERIFY(m_tree.link("../../outside/secret.txt", "bare/" + name));
        rules.indexNames.append(QString::fromLatin1(name));
    }
    const auto site = openSite(m_tree.root(), rules);
    const Reply reply = site->answer(requestFor("/bare/"), scratchCache());
    const QByteArray steps = stepsOf(reply, {});
    QCOMPARE(steps.count("Near"), 5);
}

void TestNearMisses::noneWhenSomethingIsSent()
{
    SiteRules rules = plain;
    rules.fallback = QStringLiteral("index.html");
    const auto site = openSite(m_tree.root(), rules);
    const Reply reply = site->answer(requestFor("/IMG"), scratchCache());
    QCOMPARE(reply.status, 200);
    QVERIFY(!stepsOf(reply, m_tree.root()).contains("Near"));
}

/// Names beyond the bound are not looked at, and nothing else goes wrong.
void TestNearMisses::hugeFolder()
{
    const Tree tree;
    for (int i = 0; i < 10'500; ++i)
        QVERIFY(tree.write("File" + QByteArray::number(i), {}));
    const auto site = openSite(tree.root(), plain);
    int found = 0;
    for (int i = 0; i < 10'500; i += 100) {
        const QByteArray name = QByteArray::number(i);
        const Reply reply = site->answer(requestFor("/file" + name + "/"), scratchCache());
        QCOMPARE(reply.status, 404);
        found += stepsOf(reply, tree.root()).contains("NearCase /File" + name);
    }
    QVERIFY2(found == 0, "a file is not a folder");
    for (int i = 0; i < 10'500; i += 100) {
        const QByteArray name = QByteArray::number(i);
        const Reply reply = site->answer(requestFor("/file" + name), scratchCache());
        found += stepsOf(reply, tree.root()).contains("NearCase /File" + name);
    }
    QVERIFY2(found > 50 && found <= 105, qPrintable(QString::number(found)));
}

QTEST_APPLESS_MAIN(TestNearMisses)
#include "tst_nearmisses.moc"
