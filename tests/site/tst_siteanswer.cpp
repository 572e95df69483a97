// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "request.h"
#include "site/site.h"
#include "tree.h"

#include <QTest>

using http::Fault;
using http::Method;
using site::Reply;
using site::Rule;
using site::Site;

Q_DECLARE_METATYPE(Rule)
Q_DECLARE_METATYPE(Method)

class TestSiteAnswer : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void answer_data();
    void answer();
    void redirect_data();
    void redirect();
    void methods_data();
    void methods();
    void head();
    void smallAndLargeFiles_data();
    void smallAndLargeFiles();
    void validators();
    void secretsLookMissing();
    void pagesShowNoServerPath();
    void wellFormedFields();
    void indexNames();

private:
    [[nodiscard]] Reply get(const QByteArray &target) const
    {
        return m_site->answer(requestFor(target), scratchCache());
    }

    Tree m_tree;
    std::shared_ptr<const Site> m_site;
};

void TestSiteAnswer::initTestCase()
{
    for (const char *name :
         {"sub", "sub/deep", "bare", ".git", ".well-known", ".well-known/.git", "sub/.well-known", "a b",
          "htm", "both", "odd", "odd/index.html", "文件", "pit", "back\\slash", "\\evil.example"})
        QVERIFY2(m_tree.folder(name), name);
    for (const char *name : {"index.html",
                             "file.txt",
                             "empty.css",
                             "sub/index.html",
                             "sub/app.mjs",
                             "bare/file.txt",
                             ".secret",
                             ".git/config",
                             ".well-known/security.txt",
                             ".well-known/.git/config",
                             "sub/.well-known/a",
                             "sub/.env",
                             "a b/100%.txt",
                             "htm/index.htm",
                             "both/index.html",
                             "both/index.htm",
                             "odd/index.htm",
                             "文件/图片.svg",
                             "latin1-\xe9.txt",
                             "..file",
                             "a~b",
                             "C++.txt",
                             "noname."})
        QVERIFY2(m_tree.file(name, "inside " + QByteArray(name)), name);
    QVERIFY(m_tree.link("../outside/secret.txt", "leak.txt") && m_tree.link("../outside", "leak"));
    QVERIFY(m_tree.link("file.txt", "link.txt") && m_tree.link(m_tree.at("sub"), "abs"));
    QVERIFY(m_tree.link("../../outside/secret.txt", "pit/index.html"));
    QVERIFY(m_tree.pipe("pipe"));
    site::SiteRules rules;
    rules.listing = false;
    m_site = openSite(m_tree.root(), rules);
}

void TestSiteAnswer::answer_data()
{
    QTest::addColumn<QByteArray>("target");
    QTest::addColumn<int>("status");
    QTest::addColumn<Rule>("rule");
    QTest::addColumn<QByteArray>("type"); // empty: a page of our own
    QTest::addColumn<QByteArray>("disk"); // relative to the root; "-": none

    const auto row = [](const char *target, int status, Rule rule, const char *type, const char *disk) {
        QTest::newRow(target) << QByteArray(target) << status << rule << QByteArray(type) << QByteArray(disk);
    };
    const char *html = "text/html; charset=utf-8";
    const char *text = "text/plain; charset=utf-8";

    row("/", 200, Rule::FolderIndex, html, "index.html");
    row("/?query", 200, Rule::FolderIndex, html, "index.html");
    row("http://localhost:7788/", 200, Rule::FolderIndex, html, "index.html");
    row("/index.html", 200, Rule::FileFound, html, "index.html");
    row("/file.txt", 200, Rule::FileFound, text, "file.txt");
    row("/file.txt?x=/../../etc", 200, Rule::FileFound, text, "file.txt");
    row("http://localhost/file.txt", 200, Rule::FileFound, text, "file.txt");
    row("/sub/../file.txt", 200, Rule::FileFound, text, "file.txt");
    row("//file.txt", 200, Rule::FileFound, text, "file.txt");
    row("/%66ile.txt", 200, Rule::FileFound, text, "file.txt");
    row("/sub/", 200, Rule::FolderIndex, html, "sub/index.html");
    row("/sub/.", 200, Rule::FolderIndex, html, "sub/index.html");
    row("/sub/deep/..", 200, Rule::FolderIndex, html, "sub/index.html");
    row("/sub/app.mjs", 200, Rule::FileFound, "text/javascript; charset=utf-8", "sub/app.mjs");
    row("/sub%2fapp.mjs", 200, Rule::FileFound, "text/javascript; charset=utf-8", "sub/app.mjs");
    row("/htm/", 200, Rule::FolderIndex, html, "htm/index.htm");
    row("/both/", 200, Rule::FolderIndex, html, "both/index.html");
    row("/odd/", 200, Rule::FolderIndex, html, "odd/index.htm");
    row("/a%20b/100%25.txt", 200, Rule::FileFound, text, "a b/100%.txt");
    row("/%E6%96%87%E4%BB%B6/%E5%9B%BE%E7%89%87.svg", 200, Rule::FileFound, "image/svg+xml", "文件/图片.svg");
    row("/文件/图片.svg", 400, Rule::BadTarget, "", "-"); // not encoded
    row("/a~b", 200, Rule::FileFound, "application/octet-stream", "a~b");
    row("/C++.txt", 200, Rule::FileFound, text, "C++.txt");
    row("/noname.", 200, Rule::FileFound, "application/octet-stream", "noname.");
    row("/link.txt", 200, Rule::FileFound, text, "link.txt");
    row("/abs/", 200, Rule::FolderIndex, html, "abs/index.html");
    row("/abs/app.mjs", 200, Rule::FileFound, "text/javascript; charset=utf-8", "abs/app.mjs");
    row("/.well-known/security.txt", 200, Rule::FileFound, text, ".well-known/security.txt");

    row("/no.txt", 404, Rule::NoSuchFile, "", "no.txt");
    row("/no/", 404, Rule::NoSuchFile, "", "no");
    row("/no/file.txt", 404, Rule::NoSuchFile, "", "no/file.txt");
    row("/file.txt/", 404, Rule::NoSuchFile, "", "file.txt");
    row("/file.txt/more", 404, Rule::NoSuchFile, "", "file.txt/more");
    row("/file.txt%3Fquery", 404, Rule::NoSuchFile, "", "file.txt?query");
    row("/%2566ile.txt", 404, Rule::NoSuchFile, "", "%66ile.txt");
    row("/sub\\app.mjs", 404, Rule::NoSuchFile, "", "sub\\app.mjs");
    row("/bare/", 404, Rule::NoIndex, "", "bare");
    row("/.well-known/", 404, Rule::NoIndex, "", ".well-known");
    row("/leak.txt", 404, Rule::OutsideRoot, "", "leak.txt");
    row("/leak", 404, Rule::OutsideRoot, "", "leak");
    row("/leak/", 404, Rule::OutsideRoot, "", "leak");
    row("/leak/secret.txt", 404, Rule::OutsideRoot, "", "leak/secret.txt");
    row("/pit/", 404, Rule::NoIndex, "", "pit"); // its index file is a link that leaves
    row("/pipe", 404, Rule::NotAFile, "", "pipe");

    row("/.secret", 404, Rule::DotFile, "", "-");
    row("/%2esecret", 404, Rule::DotFile, "", "-");
    row("/.no-such", 404, Rule::DotFile, "", "-");
    row("/.git/", 404, Rule::DotFile, "", "-");
    row("/.git/config", 404, Rule::DotFile, "", "-");
    row("/sub/.env", 404, Rule::DotFile, "", "-");
    row("/..file", 404, Rule::DotFile, "", "-");
    row("/...", 404, Rule::DotFile, "", "-");
    row("/.well-known/.git/config", 404, Rule::DotFile, "", "-");
    row("/.well-knownx", 404, Rule::DotFile, "", "-");
    row("/sub/.well-known/a", 404, Rule::DotFile, "", "-");

    row("/..", 400, Rule::BadTarget, "", "-");
    row("/../outside/secret.txt", 400, Rule::BadTarget, "", "-");
    row("/%2e%2e/outside/secret.txt", 400, Rule::BadTarget, "", "-");
    row("/sub/..%2f..%2foutside/secret.txt", 400, Rule::BadTarget, "", "-");
    row("/file.txt%00.html", 400, Rule::BadTarget, "", "-");
    row("/100%", 400, Rule::BadTarget, "", "-");
    row("/%zz", 400, Rule::BadTarget, "", "-");
    row("*", 400, Rule::BadTarget, "", "-");
    row("file.txt", 400, Rule::BadTarget, "", "-");
    QTest::newRow("encoded Latin-1") << QByteArray("/latin1-%E9.txt") << 200 << Rule::FileFound
                                     << QByteArray(text) << QByteArray("latin1-\xe9.txt");
    const QByteArray longName(4000, 'x');
    QTest::newRow("very long name") << '/' + longName << 404 << Rule::NoSuchFile << QByteArray() << longName;
    QTest::newRow("very long folder")
        << '/' + longName + '/' << 404 << Rule::NoSuchFile << QByteArray() << longName;
}

void TestSiteAnswer::answer()
{
    QFETCH(QByteArray, target);
    QFETCH(int, status);
    QFETCH(Rule, rule);
    QFETCH(QByteArray, type);
    QFETCH(QByteArray, disk);
    const Reply reply = get(target);
    QCOMPARE(reply.status, status);
    QCOMPARE(reply.rule, rule);
    QCOMPARE(reply.fault, Fault::None);
    QCOMPARE(reply.diskPath, disk == "-" ? QString() : QFile::decodeName(m_tree.at(disk)));
    const QByteArray body = contentOf(reply.body);
    QCOMPARE(reply.bodyLength(), body.size());
    QCOMPARE(reply.contentType, fieldOf(reply, "Content-Type"));
    if (status == 200) {
        QCOMPARE(reply.contentType, type);
        QVERIFY(body.startsWith("inside"));
        QVERIFY(!fieldOf(reply, "ETag").isEmpty() && !fieldOf(reply, "Last-Modified").isEmpty());
        QVERIFY(fieldOf(reply, "X-Content-Type-Options").isEmpty());
        return;
    }
    QCOMPARE(reply.contentType, QByteArray("text/html; charset=utf-8"));
    QCOMPARE(fieldOf(reply, "X-Content-Type-Options"), QByteArray("nosniff"));
    QCOMPARE(body.contains("<h1>sorry, file not found</h1>"), status == 404);
    QVERIFY(!body.contains("secret deep"));
}

void TestSiteAnswer::redirect_data()
{
    QTest::addColumn<QByteArray>("target");
    QTest::addColumn<QByteArray>("location");
    QTest::newRow("plain") << QByteArray("/sub") << QByteArray("/sub/");
    QTest::newRow("deep") << QByteArray("/sub/deep") << QByteArray("/sub/deep/");
    QTest::newRow("without an index") << QByteArray("/bare") << QByteArray("/bare/");
    QTest::newRow("through a link") << QByteArray("/abs") << QByteArray("/abs/");
    QTest::newRow("query is kept") << QByteArray("/sub?a=1&b=%2F/?") << QByteArray("/sub/?a=1&b=%2F/?");
    QTest::newRow("query as it came") << QByteArray("/sub?\"<%0d%0a>") << QByteArray("/sub/?\"<%0d%0a>");
    QTest::newRow("absolute form stays here") << QByteArray("http://evil.example/sub") << QByteArray("/sub/");
    QTest::newRow("space") << QByteArray("/a%20b") << QByteArray("/a%20b/");
    QTest::newRow("Chinese") << QByteArray("/%e6%96%87%E4%BB%B6") << QByteArray("/%E6%96%87%E4%BB%B6/");
    QTest::newRow("normalised") << QByteArray("/sub/../sub/./deep") << QByteArray("/sub/deep/");
    QTest::newRow("no network path") << QByteArray("//sub") << QByteArray("/sub/");
    QTest::newRow("no network path, slashes") << QByteArray("///sub//deep") << QByteArray("/sub/deep/");
    QTest::newRow("no network path, encoded") << QByteArray("/%2Fsub") << QByteArray("/sub/");
    QTest::newRow("no network path, dots") << QByteArray("/.//sub") << QByteArray("/sub/");
    QTest::newRow("no network path, backslash")
        << QByteArray("/\\evil.example") << QByteArray("/%5Cevil.example/");
    QTest::newRow("backslash in a name") << QByteArray("/back%5cslash") << QByteArray("/back%5Cslash/");
}

void TestSiteAnswer::redirect()
{
    QFETCH(QByteArray, target);
    QFETCH(QByteArray, location);
    const Reply reply = get(target);
    QCOMPARE(reply.status, 301);
    QCOMPARE(reply.rule, Rule::FolderSlash);
    QCOMPARE(fieldOf(reply, "Location"), location);
    const QByteArray escaped = QString::fromLatin1(location).toHtmlEscaped().toUtf8();
    QVERIFY(contentOf(reply.body).contains("<a href=\"" + escaped + "\">"));
    QVERIFY(!reply.diskPath.isEmpty());
}

void TestSiteAnswer::methods_data()
{
    QTest::addColumn<Method>("verb");
    QTest::addColumn<int>("status");
    QTest::newRow("GET") << Method::Get << 200;
    QTest::newRow("HEAD") << Method::Head << 200;
    QTest::newRow("POST") << Method::Post << 405;
    QTest::newRow("PUT") << Method::Put << 405;
    QTest::newRow("DELETE") << Method::Delete << 405;
    QTest::newRow("CONNECT") << Method::Connect << 405;
    QTest::newRow("TRACE") << Method::Trace << 405;
    QTest::newRow("PATCH") << Method::Patch << 405;
    QTest::newRow("other") << Method::Other << 405;
}

void TestSiteAnswer::methods()
{
    QFETCH(Method, verb);
    QFETCH(int, status);
    for (const char *target : {"/file.txt", "/no.txt", "/sub", "*", "localhost:80", "/../.."}) {
        const Reply reply = m_site->answer(requestFor(target, verb), scratchCache());
        if (status == 405 || target == QByteArray("/file.txt"))
            QCOMPARE(reply.status, status);
        QCOMPARE(fieldOf(reply, "Allow"), QByteArray(status == 405 ? "GET, HEAD, OPTIONS" : ""));
        QCOMPARE(reply.rule == Rule::MethodNotAllowed, status == 405);
    }
}

void TestSiteAnswer::head()
{
    for (const char *target :
         {"/", "/file.txt", "/empty.css", "/no.txt", "/sub", "/bare/", "/.secret", "/.."}) {
        const Reply got = get(target);
        const Reply reply = m_site->answer(requestFor(target, Method::Head), scratchCache());
        QCOMPARE(reply.status, got.status);
        QCOMPARE(reply.fields, got.fields);
        QCOMPARE(reply.bodyLength(), got.bodyLength());
        QCOMPARE(reply.diskPath, got.diskPath);
    }
}

void TestSiteAnswer::smallAndLargeFiles_data()
{
    QTest::addColumn<int>("size");
    QTest::addColumn<bool>("inMemory");
    QTest::newRow("empty") << 0 << true;
    QTest::newRow("one byte") << 1 << true;
    QTest::newRow("64 KiB") << 65536 << true;
    QTest::newRow("one more") << 65537 << false;
    QTest::newRow("3 MB") << 3'000'000 << false;
}

void TestSiteAnswer::smallAndLargeFiles()
{
    QFETCH(int, size);
    QFETCH(bool, inMemory);
    QByteArray content(size, '\0');
    for (qsizetype i = 0; i < content.size(); ++i)
        content[i] = static_cast<char>(i * 7 + i / 251);
    QVERIFY(m_tree.file("sized.bin", content));
    const Reply reply = get("/sized.bin");
    QCOMPARE(reply.status, 200);
    QCOMPARE(reply.bodyLength(), size);
    QCOMPARE(std::holds_alternative<QByteArray>(reply.body), inMemory);
    QVERIFY(contentOf(reply.body) == content);
    QVERIFY(m_tree.remove("sized.bin"));
    QVERIFY(contentOf(reply.body) == content); // what is being sent stays whole
}

void TestSiteAnswer::validators()
{
    const auto stamp = [this](time_t seconds, long ns) {
        const timespec times[2] = {{seconds, ns}, {seconds, ns}};
        return ::utimensat(AT_FDCWD, m_tree.at("dated").constData(), times, 0) == 0;
    };
    QVERIFY(m_tree.file("dated", "inside") && stamp(784'111'777, 0));
    const Reply first = get("/dated");
    QCOMPARE(fieldOf(first, "Last-Modified"), QByteArray("Sun, 06 Nov 1994 08:49:37 GMT"));
    const QByteArray tag = fieldOf(first, "ETag");
    QVERIFY(tag.size() > 2 && tag.startsWith('"') && tag.endsWith('"'));
    QVERIFY(tag.indexOf('"', 1) == tag.size() - 1);
    QCOMPARE(fieldOf(get("/dated"), "ETag"), tag);

    QVERIFY(stamp(784'111'777, 1)); // a nanosecond later
    QVERIFY(fieldOf(get("/dated"), "ETag") != tag);
    QVERIFY(m_tree.file("dated", "inside and longer") && stamp(784'111'777, 0));
    QVERIFY(fieldOf(get("/dated"), "ETag") != tag);
    QVERIFY(m_tree.file("other", "inside") && m_tree.rename("other", "dated") && stamp(784'111'777, 0));
    QVERIFY(fieldOf(get("/dated"), "ETag") != tag);
}

void TestSiteAnswer::secretsLookMissing()
{
    const auto pageFor = [this](const QByteArray &target) {
        const Reply reply = get(target);
        return QByteArray::number(reply.status) + reply.fields
            + contentOf(reply.body).replace(target, "/PATH");
    };
    const QByteArray missing = pageFor("/no.txt");
    for (const char *target :
         {"/.secret", "/.no-such", "/leak.txt", "/leak/secret.txt", "/pipe", "/.git/config"})
        QCOMPARE(pageFor(target), missing);
}

void TestSiteAnswer::pagesShowNoServerPath()
{
    for (const char *target :
         {"/no.txt", "/.secret", "/leak.txt", "/pipe", "/bare/", "/sub", "/..", "/%00"}) {
        const Reply reply = get(target);
        QVERIFY2(!contentOf(reply.body).contains(m_tree.base()), target);
        QVERIFY2(!reply.fields.contains(m_tree.base()), target);
    }
}

void TestSiteAnswer::wellFormedFields()
{
    for (const char *target :
         {"/", "/file.txt", "/no.txt", "/sub?\r\nEvil: yes", "/a%0d%0aEvil:%20yes", "/..", "/bare"}) {
        const Reply reply = get(target);
        QVERIFY(reply.fields.endsWith("\r\n"));
        const QList<QByteArray> lines = reply.fields.chopped(2).split('\n');
        for (const QByteArray &line : lines) {
            QVERIFY(line.indexOf(": ") > 0);
            QVERIFY(!line.startsWith("Evil"));
        }
        QCOMPARE(reply.fields.count('\n'), reply.fields.count("\r\n"));
    }
}

void TestSiteAnswer::indexNames()
{
    site::SiteRules rules;
    rules.listing = false;
    rules.indexNames = {QStringLiteral("file.txt"), QStringLiteral("图片.svg")};
    const auto site = openSite(m_tree.root(), rules);
    QCOMPARE(site->answer(requestFor("/"), scratchCache()).diskPath,
             QFile::decodeName(m_tree.at("file.txt")));
    QCOMPARE(site->answer(requestFor("/%E6%96%87%E4%BB%B6/"), scratchCache()).diskPath,
             QFile::decodeName(m_tree.at("文件/图片.svg")));
    QCOMPARE(site->answer(requestFor("/sub/"), scratchCache()).rule, Rule::NoIndex);

    rules.indexNames = {};
    QCOMPARE(openSite(m_tree.root(), rules)->answer(requestFor("/"), scratchCache()).rule, Rule::NoIndex);
    rules.indexNames = {QStringLiteral("../outside/secret.txt"), QStringLiteral("index.html")};
    QCOMPARE(openSite(m_tree.root(), rules)->answer(requestFor("/"), scratchCache()).diskPath,
             QFile::decodeName(m_tree.at("index.html")));
}

QTEST_APPLESS_MAIN(TestSiteAnswer)
#include "tst_siteanswer.moc"
