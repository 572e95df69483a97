// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "request.h"
#include "site/replycache.h"
#include "tree.h"

#include <QTest>

#include <functional>

using http::Method;
using site::Reply;
using site::ReplyCache;

Q_DECLARE_METATYPE(Method)

namespace {

constexpr qint64 second = 1'000'000'000;
constexpr qint64 now = 100 * second;
const QByteArray compressed = "Accept-Encoding: gzip";

using Change = std::function<bool(const Tree &)>;

} // namespace

Q_DECLARE_METATYPE(Change)

/// An answer is given again as long as it holds, and not a moment longer.
class TestReplyCache : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void givesItAgain_data();
    void givesItAgain();
    void keepsNoOthers_data();
    void keepsNoOthers();
    void everyPartOfTheQuestionCounts_data();
    void everyPartOfTheQuestionCounts();
    void seesWhatChanged_data();
    void seesWhatChanged();
    void oneLookServesATurn();
    void forgetsAfterASecond();
    void staysWithinItsBudget();

private:
    [[nodiscard]] Reply ask(const http::RequestHead &request) { return m_site->answer(request, m_encoded); }
    /// Asks until the answer can be kept: what was changed just now cannot.
    [[nodiscard]] bool keep(const http::RequestHead &request)
    {
        return QTest::qWaitFor([&] {
            const Reply reply = ask(request);
            m_cache.keep(request, reply, now);
            return !reply.basis.empty();
        });
    }

    std::unique_ptr<Tree> m_tree;
    std::shared_ptr<const site::Site> m_site;
    site::EncodedCache m_encoded;
    ReplyCache m_cache;
};

void TestReplyCache::init()
{
    m_tree = std::make_unique<Tree>();
    QVERIFY(m_tree->file("a.txt", "inside a") && m_tree->file("index.html", "inside index"));
    QVERIFY(m_tree->file("large.bin", QByteArray(100'000, 'x'))
            && m_tree->file("about.html", "inside about"));
    QVERIFY(m_tree->file("text.txt", QByteArray(1000, 't')) && m_tree->folder("empty"));
    QVERIFY(m_tree->file("both.css", QByteArray(1000, 'c')) && m_tree->file("both.css.gz", "inside packed"));
    QVERIFY(m_tree->folder("old") && m_tree->file("old/index.htm", "inside second"));
    QVERIFY(m_tree->folder("way") && m_tree->file("way/b.txt", "inside b"));
    site::SiteRules rules;
    rules.fallback = QStringLiteral("index.html");
    rules.indexNames = {QStringLiteral("index.html"), QStringLiteral("index.htm")};
    m_site = openSite(m_tree->root(), rules);
    m_encoded = site::EncodedCache(1'000'000);
    m_cache = {};
}

void TestReplyCache::givesItAgain_data()
{
    QTest::addColumn<QByteArray>("target");
    QTest::addColumn<Method>("verb");
    QTest::addColumn<QByteArray>("fields");
    QTest::addColumn<int>("status");
    QTest::newRow("file") << QByteArray("/a.txt") << Method::Get << QByteArray() << 200;
    QTest::newRow("query") << QByteArray("/a.txt?x=1") << Method::Get << QByteArray() << 200;
    QTest::newRow("index") << QByteArray("/") << Method::Get << QByteArray() << 200;
    QTest::newRow("HEAD") << QByteArray("/a.txt") << Method::Head << QByteArray() << 200;
    QTest::newRow("large file") << QByteArray("/large.bin") << Method::Get << QByteArray() << 200;
    QTest::newRow("compressed") << QByteArray("/text.txt") << Method::Get << compressed << 200;
    QTest::newRow("compressed beside it") << QByteArray("/both.css") << Method::Get << compressed << 200;
    QTest::newRow("not modified") << QByteArray("/a.txt") << Method::Get << QByteArray("If-None-Match: *")
                                  << 304;
}

void TestReplyCache::givesItAgain()
{
    QFETCH(QByteArray, target);
    QFETCH(Method, verb);
    QFETCH(QByteArray, fields);
    QFETCH(int, status);
    const auto request = requestFor(target, verb, fields);
    QVERIFY(!m_cache.find(request, now));
    QVERIFY(keep(request));
    const Reply reply = ask(request);
    QCOMPARE(reply.status, status);
    for (int i = 0; i < 2; ++i) {
        const auto again = m_cache.find(request, now);
        QVERIFY(again);
        QCOMPARE(again->status, reply.status);
        QCOMPARE(again->fields, reply.fields);
        QCOMPARE(contentOf(again->body), contentOf(reply.body));
        QCOMPARE(again->contentType, reply.contentType);
        QCOMPARE(again->diskPath, reply.diskPath);
        QCOMPARE(again->rule, reply.rule);
        QCOMPARE(stepsOf(*again, m_tree->root()), stepsOf(reply, m_tree->root()));
    }
}

void TestReplyCache::keepsNoOthers_data()
{
    QTest::addColumn<QByteArray>("target");
    QTest::addColumn<Method>("verb");
    QTest::addColumn<QByteArray>("fields");
    const auto row
        = [](const char *name, const char *target, const char *fields = "", Method verb = Method::Get) {
              QTest::newRow(name) << QByteArray(target) << verb << QByteArray(fields);
          };
    row("nothing there", "/nowhere.png");
    row("fallback", "/nowhere", "Accept: text/html");
    row("clean address", "/about");
    row("second index", "/old/");
    row("folder without slash", "/empty");
    row("listing", "/empty/");
    row("zip", "/empty/?zip");
    row("other method", "/a.txt", "", Method::Post);
    row("OPTIONS", "/a.txt", "", Method::Options);
    row("no target", "a.txt");
    row("failed condition", "/a.txt", "If-Match: \"x\"");
    row("range", "/a.txt", "Range: bytes=0-1");
    row("If-Range", "/a.txt", "If-Range: \"x\"");
}

void TestReplyCache::keepsNoOthers()
{
    QFETCH(QByteArray, target);
    QFETCH(Method, verb);
    QFETCH(QByteArray, fields);
    QVERIFY(keep(requestFor("/a.txt"))); // all is settled by now
    const auto request = requestFor(target, verb, fields);
    m_cache.keep(request, ask(request), now);
    QVERIFY(!m_cache.find(request, now));
    QCOMPARE(m_cache.size(), 1);
}

void TestReplyCache::everyPartOfTheQuestionCounts_data()
{
    QTest::addColumn<QByteArray>("target");
    QTest::addColumn<Method>("verb");
    QTest::addColumn<QByteArray>("fields");
    QTest::addColumn<bool>("same");
    const auto row = [](const char *name, const char *target, const char *fields = "", bool same = false,
                        Method verb = Method::Get) {
        QTest::newRow(name) << QByteArray(target) << verb << QByteArray(fields) << same;
    };
    row("the same", "/a.txt", "Accept-Encoding: x", true);
    row("in other case", "/a.txt", "accept-ENCODING: x", true);
    row("what does not matter", "/a.txt", "User-Agent: curl\nAccept-Encoding: x\nHost: b", true);
    row("target", "/b.txt", "Accept-Encoding: x");
    row("method", "/a.txt", "Accept-Encoding: x", false, Method::Head);
    row("coding", "/a.txt", "Accept-Encoding: y");
    row("no coding", "/a.txt");
    for (const char *name : {"Range", "If-None-Match", "If-Match", "If-Modified-Since", "If-Unmodified-Since",
                             "Origin", "If-Range"})
        QTest::newRow(name) << QByteArray("/a.txt") << Method::Get
                            << "Accept-Encoding: x\n" + QByteArray(name) + ": x" << false;
}

void TestReplyCache::everyPartOfTheQuestionCounts()
{
    QFETCH(QByteArray, target);
    QFETCH(Method, verb);
    QFETCH(QByteArray, fields);
    QFETCH(bool, same);
    QVERIFY(keep(requestFor("/a.txt", Method::Get, "Accept-Encoding: x")));
    QCOMPARE(m_cache.find(requestFor(target, verb, fields), now).has_value(), same);
}

void TestReplyCache::seesWhatChanged_data()
{
    QTest::addColumn<QByteArray>("target");
    QTest::addColumn<QByteArray>("fields");
    QTest::addColumn<Change>("change");
    const auto row = [](const char *name, const char *target, Change change, const QByteArray &fields = {}) {
        QTest::newRow(name) << QByteArray(target) << fields << change;
    };
    row("written", "/a.txt", [](const Tree &tree) { return tree.write("a.txt", "inside longer"); });
    row("written, its size and time as before", "/a.txt", [](const Tree &tree) {
        struct stat before
        {
        };
        return ::stat(tree.at("a.txt").constData(), &before) == 0 && tree.write("a.txt", "inside b")
            && tree.touch("a.txt", before.st_mtim.tv_sec, before.st_mtim.tv_nsec);
    });
    row("replaced", "/a.txt",
        [](const Tree &tree) { return tree.file("new", "inside b") && tree.rename("new", "a.txt"); });
    row("removed", "/a.txt", [](const Tree &tree) { return tree.remove("a.txt"); });
    row("barred", "/a.txt", [](const Tree &tree) { return ::chmod(tree.at("a.txt").constData(), 0) == 0; });
    row("now a folder", "/a.txt",
        [](const Tree &tree) { return tree.remove("a.txt") && tree.folder("a.txt"); });
    row("folder renamed", "/way/b.txt", [](const Tree &tree) { return tree.rename("way", "gone"); });
    row("index written", "/", [](const Tree &tree) { return tree.write("index.html", "inside other"); });
    row("large file written", "/large.bin",
        [](const Tree &tree) { return tree.write("large.bin", "inside"); });
    row("root replaced", "/a.txt", [](const Tree &tree) {
        return std::rename(tree.root().constData(), (tree.base() + "/before").constData()) == 0
            && ::mkdir(tree.root().constData(), 0755) == 0 && tree.file("a.txt", "inside a");
    });
    row(
        "compressed beside it is written", "/both.css",
        [](const Tree &tree) { return tree.write("both.css.gz", "inside"); }, compressed);
    row(
        "file beside compressed is written", "/both.css",
        [](const Tree &tree) { return tree.write("both.css", "inside"); }, compressed);
}

void TestReplyCache::seesWhatChanged()
{
    QFETCH(QByteArray, target);
    QFETCH(QByteArray, fields);
    QFETCH(Change, change);
    const auto request = requestFor(target, Method::Get, fields);
    QVERIFY(keep(request));
    QVERIFY(m_cache.find(request, now));
    QVERIFY(change(*m_tree));
    QVERIFY(!m_cache.find(request, now));
    QCOMPARE(m_cache.size(), 0);
}

void TestReplyCache::oneLookServesATurn()
{
    const auto request = requestFor("/a.txt");
    m_cache.nextTurn();
    QVERIFY(keep(request));
    QVERIFY(m_tree->write("a.txt", "inside longer"));
    QVERIFY(m_cache.find(request, now + second / 1000 - 1));
    QVERIFY(!m_cache.find(request, now + second / 1000)); // a long turn looks again

    QVERIFY(keep(request));
    QVERIFY(m_tree->write("a.txt", "inside"));
    m_cache.nextTurn();
    QVERIFY(!m_cache.find(request, now));
}

void TestReplyCache::forgetsAfterASecond()
{
    const auto request = requestFor("/a.txt");
    QVERIFY(keep(request));
    QVERIFY(m_cache.find(request, now + second - 1));
    QVERIFY(!m_cache.find(request, now + second));
    QVERIFY(keep(request));
    m_cache.expire(now + second - 1);
    QCOMPARE(m_cache.size(), 1);
    m_cache.expire(now + second);
    QCOMPARE(m_cache.size(), 0);
    QVERIFY(keep(request));
    m_cache.clear();
    QVERIFY(!m_cache.find(request, now));
}

void TestReplyCache::staysWithinItsBudget()
{
    QVERIFY(m_tree->file("full.bin", QByteArray(65'536, 'x')));
    QVERIFY(keep(requestFor("/full.bin?")));
    for (int i = 0; i < 300; ++i)
        QVERIFY(keep(requestFor("/full.bin?" + QByteArray::number(i))));
    QCOMPARE(m_cache.size(), 256); // 16 MiB
    QVERIFY(!m_cache.find(requestFor("/full.bin?0"), now));
    QVERIFY(m_cache.find(requestFor("/full.bin?299"), now));
    for (int i = 0; i < 1100; ++i)
        QVERIFY(keep(requestFor("/a.txt?" + QByteArray::number(i))));
    QCOMPARE(m_cache.size(), 1024);
    QVERIFY(keep(requestFor("/a.txt?" + QByteArray(4000, 'x'))));
    const auto tooLong = requestFor("/a.txt?" + QByteArray(5000, 'x'));
    QVERIFY(keep(tooLong));
    QVERIFY(!m_cache.find(tooLong, now));
}

QTEST_GUILESS_MAIN(TestReplyCache)
#include "tst_replycache.moc"
