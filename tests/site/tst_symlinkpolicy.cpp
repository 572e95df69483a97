// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "openroot.h"
#include "request.h"
#include "site/documentroot.h"
#include "site/site.h"
#include "tree.h"

#include <QTest>

#include <algorithm>

using site::DocumentRoot;
using site::EntryKind;
using site::Reply;
using site::Rule;
using site::Symlinks;
using Resolver = DocumentRoot::Resolver;

Q_DECLARE_METATYPE(EntryKind)
Q_DECLARE_METATYPE(Resolver)

/// A folder in which no symbolic link is followed, wherever it leads.
class TestSymlinkPolicy : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void find_data();
    void find();
    void list_data();
    void list();
    void rootMayBeALink_data();
    void rootMayBeALink();
    void linksLookMissing();
    void nothingStandsIn();

private:
    static void resolvers();
    Tree m_tree;
};

void TestSymlinkPolicy::resolvers()
{
    QTest::addColumn<Resolver>("resolver");
    QTest::newRow("kernel") << Resolver::Kernel;
    QTest::newRow("portable") << Resolver::Portable;
}

void TestSymlinkPolicy::initTestCase()
{
    QVERIFY(m_tree.folder("sub") && m_tree.folder("sub/deep") && m_tree.folder("linked"));
    for (const char *name : {"file.txt", "sub/a.txt", "sub/deep/b.txt", "plain.css", "page.html"})
        QVERIFY(m_tree.file(name, "inside " + QByteArray(1000, 'x')));
    QVERIFY(m_tree.link("file.txt", "link.txt") && m_tree.link("sub", "folder"));
    QVERIFY(m_tree.link("../sub/a.txt", "linked/index.html") && m_tree.link("../file.txt", "sub/up"));
    QVERIFY(m_tree.link("../outside/secret.txt", "leak.txt") && m_tree.link("nowhere", "dangling"));
    QVERIFY(m_tree.link("self", "self") && m_tree.link("link.txt", "chain"));
    QVERIFY(m_tree.link("file.txt", "plain.css.br") && m_tree.link("file.txt", "404.html"));
    QVERIFY(m_tree.link("file.txt", "about.html"));
    QVERIFY(m_tree.link("root", "../served"));
}

void TestSymlinkPolicy::find_data()
{
    QTest::addColumn<Resolver>("resolver");
    QTest::addColumn<QByteArray>("path");
    QTest::addColumn<EntryKind>("kind");
    for (const Resolver resolver : {Resolver::Kernel, Resolver::Portable}) {
        const auto row = [resolver](const char *path, EntryKind kind) {
            QTest::addRow("%s, %s", path, resolver == Resolver::Kernel ? "kernel" : "portable")
                << resolver << QByteArray(path) << kind;
        };
        row("file.txt", EntryKind::File);
        row("sub/deep/b.txt", EntryKind::File);
        row("sub/./deep//b.txt", EntryKind::File);
        row("sub/../file.txt", EntryKind::File);
        row("sub/deep/..", EntryKind::Folder);
        row("", EntryKind::Folder);
        row(".", EntryKind::Folder);
        row("sub", EntryKind::Folder);
        row("no", EntryKind::Missing);
        row("no/file.txt", EntryKind::Missing);
        row("file.txt/more", EntryKind::Missing);
        for (const char *link :
             {"link.txt", "folder", "folder/a.txt", "folder/deep/b.txt", "linked/index.html", "sub/up",
              "leak.txt", "dangling", "self", "self/x", "chain"})
            row(link, EntryKind::LinkNotFollowed);
        row("..", EntryKind::Outside);
        row("../outside/secret.txt", EntryKind::Outside);
        row("sub/../../outside", EntryKind::Outside);
        row("/etc/passwd", EntryKind::Outside);
    }
}

void TestSymlinkPolicy::find()
{
    QFETCH(Resolver, resolver);
    QFETCH(QByteArray, path);
    QFETCH(EntryKind, kind);
    const DocumentRoot root = opened(m_tree.root(), resolver, Symlinks::Never);
    const site::Entry entry = root.find(path);
    QCOMPARE(entry.kind, kind);
    if (kind == EntryKind::File)
        QVERIFY(contentOf(entry).startsWith("inside"));
}

void TestSymlinkPolicy::list_data()
{
    resolvers();
}

void TestSymlinkPolicy::list()
{
    QFETCH(Resolver, resolver);
    const DocumentRoot root = opened(m_tree.root(), resolver, Symlinks::Never);
    const auto entries = root.list("");
    QVERIFY(entries);
    QByteArrayList names;
    for (const site::ListedEntry &entry : *entries)
        names.append(entry.name);
    std::ranges::sort(names);
    QCOMPARE(names, (QByteArrayList{"file.txt", "linked", "page.html", "plain.css", "sub"}));
    QCOMPARE(root.list("folder").error(), EntryKind::LinkNotFollowed);
    QVERIFY(root.names("folder", 10).empty());
}

void TestSymlinkPolicy::rootMayBeALink_data()
{
    resolvers();
}

void TestSymlinkPolicy::rootMayBeALink()
{
    QFETCH(Resolver, resolver);
    const DocumentRoot root = opened(m_tree.base() + "/served", resolver, Symlinks::Never);
    QCOMPARE(root.find("file.txt").kind, EntryKind::File);
}

void TestSymlinkPolicy::linksLookMissing()
{
    site::SiteRules rules;
    rules.symlinks = Symlinks::Never;
    const auto site = openSite(m_tree.root(), rules);
    const auto answered = [&](const QByteArray &target) {
        const Reply reply = site->answer(requestFor(target), scratchCache());
        return QByteArray::number(reply.status) + reply.fields
            + contentOf(reply.body).replace(target, "/PATH");
    };
    for (const char *target : {"/link.txt", "/leak.txt", "/dangling", "/folder/a.txt", "/self"}) {
        QCOMPARE(answered(target), answered("/no.txt"));
        QCOMPARE(site->answer(requestFor(target), scratchCache()).rule, Rule::LinkNotFollowed);
    }
    QCOMPARE(answered("/folder/"), answered("/no/"));
}

/// Neither index file, sibling, error page, clean URL nor fallback is a link.
void TestSymlinkPolicy::nothingStandsIn()
{
    site::SiteRules rules;
    rules.symlinks = Symlinks::Never;
    rules.fallback = QStringLiteral("link.txt");
    rules.listing = false;
    const auto site = openSite(m_tree.root(), rules);
    const auto ask = [&](const QByteArray &target, const QByteArray &fields = {}) {
        return site->answer(requestFor(target, http::Method::Get, fields), scratchCache());
    };
    QCOMPARE(ask("/linked/").rule, Rule::NoIndex);
    QCOMPARE(ask("/about").rule, Rule::NoSuchFile);
    QCOMPARE(ask("/page").rule, Rule::CleanUrl);
    const Reply missing = ask("/no");
    QCOMPARE(missing.rule, Rule::NoSuchFile);
    QVERIFY(!contentOf(missing.body).contains("inside"));
    const Reply style = ask("/plain.css", "Accept-Encoding: br");
    QCOMPARE(stepsOf(style, m_tree.root()), QByteArray("Encoded br, made now"));
}

QTEST_APPLESS_MAIN(TestSymlinkPolicy)
#include "tst_symlinkpolicy.moc"
