// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "openroot.h"
#include "otheruser.h"
#include "site/documentroot.h"
#include "tree.h"

#include <QMap>
#include <QTest>

#include <sys/stat.h>

using site::DocumentRoot;
using site::EntryKind;
using site::ListedEntry;
using Resolver = DocumentRoot::Resolver;

Q_DECLARE_METATYPE(EntryKind)
Q_DECLARE_METATYPE(Resolver)

namespace {

QMap<QByteArray, ListedEntry> byName(const std::vector<ListedEntry> &entries)
{
    QMap<QByteArray, ListedEntry> map;
    for (const ListedEntry &entry : entries)
        map.insert(entry.name, entry);
    return map;
}

} // namespace

/// What a folder is said to hold, and that nothing outside is ever described.
class TestFolderList : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void names_data();
    void names();
    void whatIsSaid_data() { resolvers(); }
    void whatIsSaid();
    void errors_data();
    void errors();
    void notReadable();
    void rootGone();
    void unchanged();

private:
    static void resolvers();
    Tree m_tree;
};

void TestFolderList::resolvers()
{
    QTest::addColumn<Resolver>("resolver");
    QTest::newRow("kernel") << Resolver::Kernel;
    QTest::newRow("portable") << Resolver::Portable;
}

void TestFolderList::initTestCase()
{
    QVERIFY(m_tree.folder("sub") && m_tree.folder("sub/deep") && m_tree.folder("empty"));
    QVERIFY(m_tree.file("sub/a.txt", "inside a") && m_tree.file("sub/.dot", "inside dot"));
    QVERIFY(m_tree.file("sub/\xff\xfe\n", "inside odd") && m_tree.file("top.txt", "inside top"));
    QVERIFY(m_tree.pipe("sub/pipe") && m_tree.link("pipe", "sub/to-pipe"));
    QVERIFY(m_tree.link("a.txt", "sub/to-file") && m_tree.link("../empty", "sub/to-folder"));
    QVERIFY(m_tree.link(m_tree.at("top.txt"), "sub/abs-inside") && m_tree.link("self", "sub/self"));
    QVERIFY(m_tree.link("..", "sub/to-root"));
    QVERIFY(m_tree.link("../../outside/secret.txt", "sub/out") && m_tree.link("/etc/passwd", "sub/abs-out"));
    QVERIFY(m_tree.link("../../outside", "sub/out-folder") && m_tree.link("nowhere", "sub/dangling"));
    QVERIFY(m_tree.link("sub", "way") && m_tree.link("../outside", "way-out"));
}

void TestFolderList::names_data()
{
    QTest::addColumn<Resolver>("resolver");
    QTest::addColumn<QByteArray>("folder");
    QTest::addColumn<QByteArrayList>("expected");
    const QByteArrayList inSub
        = {".dot", "a.txt", "abs-inside", "deep", "to-file", "to-folder", "to-root", "\xff\xfe\n"};
    for (const Resolver resolver : {Resolver::Kernel, Resolver::Portable}) {
        const char *const name = resolver == Resolver::Kernel ? "kernel" : "portable";
        QTest::addRow("root, %s", name)
            << resolver << QByteArray() << QByteArrayList{"empty", "sub", "top.txt", "way"};
        QTest::addRow("sub, %s", name) << resolver << QByteArray("sub") << inSub;
        QTest::addRow("sub with slash, %s", name) << resolver << QByteArray("sub/") << inSub;
        QTest::addRow("through a link, %s", name) << resolver << QByteArray("way") << inSub;
        QTest::addRow("nothing in it, %s", name) << resolver << QByteArray("empty") << QByteArrayList();
    }
}

void TestFolderList::names()
{
    QFETCH(Resolver, resolver);
    QFETCH(QByteArray, folder);
    QFETCH(QByteArrayList, expected);
    const auto entries = opened(m_tree.root(), resolver).list(folder);
    QVERIFY(entries);
    QCOMPARE(byName(*entries).keys(), expected);
    QCOMPARE(qsizetype(entries->size()), expected.size());
}

void TestFolderList::whatIsSaid()
{
    QFETCH(Resolver, resolver);
    const timespec times[] = {{1'000'000'000, 0}, {1'234'567'890, 123'456'789}};
    QCOMPARE(::utimensat(AT_FDCWD, m_tree.at("sub/a.txt").constData(), times, 0), 0);
    QCOMPARE(::utimensat(AT_FDCWD, m_tree.at("empty").constData(), times, 0), 0);
    const auto entries = opened(m_tree.root(), resolver).list("sub");
    QVERIFY(entries);
    const auto map = byName(*entries);
    constexpr qint64 time = 1'234'567'890'123'456'789;
    QCOMPARE(map.value("a.txt"), (ListedEntry{"a.txt", false, 8, time, false}));
    QCOMPARE(map.value("to-file"), (ListedEntry{"to-file", false, 8, time, true}));
    QCOMPARE(map.value("to-folder"), (ListedEntry{"to-folder", true, 0, time, true}));
    QVERIFY(map.value("deep").folder && !map.value("deep").link);
    QCOMPARE(map.value("abs-inside").size, 10);
}

void TestFolderList::errors_data()
{
    QTest::addColumn<QByteArray>("folder");
    QTest::addColumn<EntryKind>("kind");
    QTest::newRow("a file") << QByteArray("top.txt") << EntryKind::File;
    QTest::newRow("a pipe") << QByteArray("sub/pipe") << EntryKind::Special;
    QTest::newRow("missing") << QByteArray("no") << EntryKind::Missing;
    QTest::newRow("a name with NUL") << QByteArray("sub\0x", 5) << EntryKind::Missing;
    QTest::newRow("above") << QByteArray("..") << EntryKind::Outside;
    QTest::newRow("a link outside") << QByteArray("way-out") << EntryKind::Outside;
    QTest::newRow("beneath a link outside") << QByteArray("way-out/deep") << EntryKind::Outside;
    QTest::newRow("absolute, outside") << QByteArray("/etc") << EntryKind::Missing;
}

void TestFolderList::errors()
{
    QFETCH(QByteArray, folder);
    QFETCH(EntryKind, kind);
    for (const Resolver resolver : {Resolver::Kernel, Resolver::Portable}) {
        const auto entries = opened(m_tree.root(), resolver).list(folder);
        QVERIFY(!entries);
        QCOMPARE(entries.error(), kind);
    }
}

void TestFolderList::notReadable()
{
    if (!OtherUser::isPossible())
        QSKIP("run as root, whom no permission stops");
    const Tree tree;
    QVERIFY(tree.folder("closed") && tree.folder("open") && tree.file("open/secret", "inside"));
    QVERIFY(tree.link("secret", "open/to-secret"));
    QCOMPARE(::chmod(tree.at("closed").constData(), 0711), 0);
    QCOMPARE(::chmod(tree.at("open/secret").constData(), 0), 0);
    const DocumentRoot root = opened(tree.root());
    const OtherUser user;
    QCOMPARE(root.list("closed").error(), EntryKind::NotReadable);
    const auto entries = root.list("open"); // the name is there for all to see, what is in it is not
    QVERIFY(entries);
    QCOMPARE(byName(*entries).keys(), QByteArrayList{"secret"});
}

void TestFolderList::rootGone()
{
    const Tree tree;
    QVERIFY(tree.file("a.txt", "inside"));
    const DocumentRoot root = opened(tree.root());
    QVERIFY(tree.remove("a.txt") && tree.remove(""));
    QCOMPARE(root.list("").error(), EntryKind::RootGone);
    QVERIFY(tree.folder("") && tree.file("b.txt", "inside"));
    const auto entries = root.list("");
    QVERIFY(entries);
    QCOMPARE(byName(*entries).keys(), QByteArrayList{"b.txt"});
}

void TestFolderList::unchanged()
{
    const Tree tree;
    QVERIFY(tree.file("a.txt", "inside") && tree.file("b.txt", "inside"));
    const DocumentRoot root = opened(tree.root());
    const auto a = root.find("a.txt").file;
    const auto b = root.find("b.txt").file;
    QVERIFY(a && b && a->isUnchanged() && b->isUnchanged());
    QCOMPARE(a->device(), b->device());
    QVERIFY(a->inode() != b->inode());

    QVERIFY(tree.file("a.txt", "inside, and longer"));
    QVERIFY(!a->isUnchanged());
    const timespec times[] = {{0, UTIME_OMIT}, {1, 0}};
    QCOMPARE(::utimensat(AT_FDCWD, tree.at("b.txt").constData(), times, 0), 0);
    QVERIFY(!b->isUnchanged());
    QVERIFY(root.find("b.txt").file->isUnchanged());
}

QTEST_GUILESS_MAIN(TestFolderList)
#include "tst_folderlist.moc"
