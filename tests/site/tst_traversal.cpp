// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "request.h"
#include "site/documentroot.h"
#include "tree.h"

#include <QTest>

#include <array>
#include <climits>
#include <random>

using site::DocumentRoot;
using site::Entry;
using site::EntryKind;
using Resolver = DocumentRoot::Resolver;

Q_DECLARE_METATYPE(site::Symlinks)

namespace {

/// Where an open file really is, as the system sees it; empty where that cannot be asked.
QByteArray realPathOf(const site::OpenFile &file)
{
    std::array<char, PATH_MAX> path{};
    const QByteArray name = "/proc/self/fd/" + QByteArray::number(file.descriptor());
    const ssize_t length = ::readlink(name.constData(), path.data(), path.size());
    return length < 0 ? QByteArray() : QByteArray(path.data(), length);
}

/// Strings of nasty pieces, the same on every run.
class Nasty
{
public:
    explicit Nasty(std::vector<QByteArray> pieces)
        : m_pieces(std::move(pieces))
    {
    }
    QByteArray next()
    {
        QByteArray text;
        for (size_t count = 1 + m_random() % 5; count > 0; --count) {
            text += m_pieces[m_random() % m_pieces.size()];
            if (m_random() % 4 != 0 && (count > 1 || m_random() % 4 == 0))
                text += '/';
        }
        return text;
    }

private:
    std::mt19937 m_random{7788};
    std::vector<QByteArray> m_pieces;
};

const std::vector<QByteArray> names
    = {"sub",     "deep",   "a.txt",   "file.txt", "index.html", "here", "parent",     "rel-out",
       "abs-out", "abs-in", "proc",    "loop",     "two words",  "root", "outside",    "secret.txt",
       "..",      ".",      ".secret", "...",      "\\",         "..\\", ".well-known"};

/// The names, and what stands between and in place of them in a target.
std::vector<QByteArray> targetPieces()
{
    std::vector<QByteArray> pieces = names;
    for (const char *piece :
         {"%2e",         "%2e%2e", "%2E.", "%2f", "%2F..%2f",   "%5c",          "%5c..%5c", "%00",
          "//",          "///",    "/../", "/./", "%252e%252e", "%c0%ae%c0%ae", "%",        "%2",
          "two%20words", "?",      "#",    ";",   "etc/passwd", "%0d%0a"})
        pieces.emplace_back(piece);
    return pieces;
}

} // namespace

class TestTraversal : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void targets();
    void everyRule_data();
    void everyRule();
    void paths();

private:
    /// True for content and place beneath the root.
    [[nodiscard]] bool isInside(const site::OpenFile &file) const
    {
        QByteArray content(6, '\0');
        const QByteArray place = realPathOf(file);
        return file.read(content.data(), 0, 6) == 6 && content == "inside"
            && (place.isEmpty() || place.startsWith(m_tree.root() + '/'));
    }

    Tree m_tree;
};

void TestTraversal::initTestCase()
{
    for (const char *name : {"sub", "sub/deep", ".well-known", "\\", "..\\", "sub/outside"})
        QVERIFY2(m_tree.folder(name), name);
    for (const char *name :
         {"file.txt", "index.html", "sub/a.txt", "sub/deep/a.txt", "sub/deep/index.html", "two words",
          ".secret", "...", "\\/a.txt", "..\\/file.txt", ".well-known/a.txt", "sub/outside/secret.txt"})
        QVERIFY2(m_tree.file(name, "inside " + QByteArray(name)), name);
    for (const char *place : {"", "sub/", "sub/deep/"}) {
        const QByteArray folder = place;
        QVERIFY(m_tree.link(".", folder + "here") && m_tree.link("..", folder + "parent"));
        QVERIFY(m_tree.link("../outside", folder + "rel-out")
                && m_tree.link(m_tree.base(), folder + "abs-out"));
        QVERIFY(m_tree.link(m_tree.root(), folder + "abs-in")
                && m_tree.link("/proc/self/root", folder + "proc"));
        QVERIFY(m_tree.link("loop", folder + "loop")
                && m_tree.link("../../outside/secret.txt", folder + "root"));
        for (const char *sibling : {"file.txt.br", "a.txt.gz", "index.html.br"})
            QVERIFY(m_tree.link(m_tree.base() + "/outside/deep/secret.txt", folder + sibling));
    }
    QVERIFY(m_tree.file("../only-outside", "secret only-outside"));
    QVERIFY(m_tree.file("../outside/only-outside", "secret only-outside"));
    QVERIFY(m_tree.file("_redirects",
                        "/rewritten/* /:splat 200\n/swapped/* /sub/:splat/../:splat 200!\n"
                        "/gone/* /rel-out/:splat 404\n"));
}

/// Request targets through everything: escapes, query, absolute form.
void TestTraversal::targets()
{
    site::SiteRules rules;
    rules.listing = false;
    Nasty nasty(targetPieces());
    const auto site = openSite(m_tree.root(), rules);
    int sent = 0;
    for (int i = 0; i < 20'000; ++i) {
        const QByteArray target = (i % 16 == 0 ? "http://x/" : "/") + nasty.next();
        // HEAD gives the file itself, whatever its size.
        const site::Reply head = site->answer(requestFor(target, http::Method::Head), scratchCache());
        const site::Reply reply = site->answer(requestFor(target), scratchCache());
        QCOMPARE(reply.status, head.status);
        const QByteArray location = fieldOf(reply, "Location").split('?').first();
        QVERIFY2(!location.startsWith("//") && !location.contains('\\'), target.constData());
        if (reply.status != 200) {
            QVERIFY2(!contentOf(reply.body).contains("secret deep"), target.constData());
            continue;
        }
        ++sent;
        QVERIFY2(contentOf(reply.body).startsWith("inside"), target.constData());
        QVERIFY2(isInside(*std::get<site::FileSlice>(head.body).file), target.constData());
    }
    QVERIFY2(sent > 500, qPrintable(QString::number(sent)));
}

/// The same with every rule that looks at the disk, and the fields that lead to other files.
void TestTraversal::everyRule()
{
    QFETCH(site::Symlinks, symlinks);
    QFETCH(bool, hide);
    site::SiteRules rules;
    rules.symlinks = symlinks;
    rules.dotFiles = hide ? site::DotFiles::Hide : site::DotFiles::Serve;
    rules.ignoreCase = true;
    rules.fallback = QStringLiteral("sub/root");
    rules.errorPages = {{404, QStringLiteral("rel-out/secret.txt")}, {400, QStringLiteral("root")}};
    rules.indexNames = {QStringLiteral("root"), QStringLiteral("index.html")};
    Nasty nasty(targetPieces());
    const auto site = openSite(m_tree.root(), rules);
    const QByteArray fields = "Accept-Encoding: gzip, br\nAccept: text/html";
    int sent = 0;
    for (int i = 0; i < 10'000; ++i) {
        const QByteArray prefix
            = std::array<const char *, 4>{"/", "/rewritten/", "/swapped/", "/gone/"}[i % 4];
        const QByteArray target = prefix + nasty.next() + (i % 8 == 0 ? "?zip" : "");
        const site::Reply reply = site->answer(requestFor(target, http::Method::Get, fields), scratchCache());
        const QByteArray body = contentOf(reply.body);
        // A page of ours may show the word in an address, but not at its start.
        QVERIFY2(!body.startsWith("secret") && !body.contains("secret deep"), target.constData());
        // What stands beside the root, and in its folders, has names that nothing inside has.
        QVERIFY2(!body.contains("only-outside"), target.constData());
        sent += body.startsWith("inside");
    }
    QVERIFY2(sent > 200, qPrintable(QString::number(sent)));
}

void TestTraversal::everyRule_data()
{
    QTest::addColumn<site::Symlinks>("symlinks");
    QTest::addColumn<bool>("hide");
    QTest::newRow("links inside, dot-files hidden") << site::Symlinks::Inside << true;
    QTest::newRow("links inside, dot-files served") << site::Symlinks::Inside << false;
    QTest::newRow("no links, dot-files hidden") << site::Symlinks::Never << true;
}

/// Raw paths with ".." left in them, straight to the disk; both ways of resolving agree.
void TestTraversal::paths()
{
    Nasty nasty(names);
    const auto kernel = DocumentRoot::open(m_tree.root(), Resolver::Kernel);
    const auto portable = DocumentRoot::open(m_tree.root(), Resolver::Portable);
    QVERIFY(kernel && portable);
    int opened = 0;
    for (int i = 0; i < 20'000; ++i) {
        const QByteArray path = nasty.next();
        const Entry one = kernel->find(path);
        const Entry other = portable->find(path);
        QVERIFY2(one.kind == other.kind, path.constData());
        if (one.kind != EntryKind::File)
            continue;
        ++opened;
        QVERIFY2(isInside(*one.file) && isInside(*other.file), path.constData());
        QCOMPARE(one.file->inode(), other.file->inode());
    }
    QVERIFY2(opened > 500, qPrintable(QString::number(opened)));
}

QTEST_APPLESS_MAIN(TestTraversal)
#include "tst_traversal.moc"
