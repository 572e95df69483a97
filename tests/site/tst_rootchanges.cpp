// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "openroot.h"
#include "otheruser.h"
#include "site/documentroot.h"
#include "tree.h"

#include <QTest>

#include <atomic>
#include <cerrno>
#include <thread>
#include <vector>

#include <sys/resource.h>

using site::DocumentRoot;
using site::Entry;
using site::EntryKind;
using Resolver = DocumentRoot::Resolver;

Q_DECLARE_METATYPE(Resolver)

/// A root that is renamed, removed, closed and attacked while it is asked.
class TestRootChanges : public QObject
{
    Q_OBJECT

private slots:
    void unreadable_data();
    void unreadable();
    void rootMayNotBeEntered();
    void rootGoesAndComesBack();
    void rootThroughLink();
    void outOfDescriptors();
    void swappedFolderNeverLeadsOut_data();
    void swappedFolderNeverLeadsOut();

private:
    static void resolvers();
};

void TestRootChanges::resolvers()
{
    QTest::addColumn<Resolver>("resolver");
    QTest::newRow("kernel") << Resolver::Kernel;
    QTest::newRow("portable") << Resolver::Portable;
}

void TestRootChanges::unreadable_data()
{
    resolvers();
}

void TestRootChanges::unreadable()
{
    if (!OtherUser::isPossible())
        QSKIP("run as root, whom no permission stops");
    QFETCH(Resolver, resolver);
    const Tree tree;
    QVERIFY(tree.file("closed.txt", "inside") && tree.folder("closed")
            && tree.file("closed/a.txt", "inside"));
    QVERIFY(tree.file("open.txt", "inside open"));
    const DocumentRoot root = opened(tree.root(), resolver);
    QCOMPARE(::chmod(tree.at("closed.txt").constData(), 0), 0);
    QCOMPARE(::chmod(tree.at("closed").constData(), 0), 0);
    {
        const OtherUser user;
        QCOMPARE(root.find("closed.txt").kind, EntryKind::NotReadable);
        QCOMPARE(root.find("closed").kind, EntryKind::NotReadable);
        QCOMPARE(root.find("closed/a.txt").kind, EntryKind::NotReadable);
        QCOMPARE(contentOf(root.find("open.txt")), QByteArray("inside open"));
    }
    QCOMPARE(::chmod(tree.at("closed").constData(), 0755), 0); // so that it can be removed
}

void TestRootChanges::rootMayNotBeEntered()
{
    if (!OtherUser::isPossible())
        QSKIP("run as root, whom no permission stops");
    const Tree tree;
    QVERIFY(tree.file("a.txt", "inside"));
    const DocumentRoot root = opened(tree.root());
    QCOMPARE(::chmod(tree.root().constData(), 0), 0);
    {
        const OtherUser user;
        QCOMPARE(root.find("a.txt").kind, EntryKind::RootGone);
        const auto again = DocumentRoot::open(tree.root());
        QVERIFY(!again);
        QCOMPARE(again.error(), EACCES);
    }
    QCOMPARE(::chmod(tree.root().constData(), 0711), 0); // to enter is enough
    const OtherUser user;
    QCOMPARE(contentOf(root.find("a.txt")), QByteArray("inside"));
}

void TestRootChanges::rootGoesAndComesBack()
{
    const Tree tree;
    QVERIFY(tree.file("a.txt", "inside first"));
    const DocumentRoot root = opened(tree.root());
    QCOMPARE(contentOf(root.find("a.txt")), QByteArray("inside first"));

    QVERIFY(tree.remove("a.txt") && tree.remove(""));
    QCOMPARE(root.find("a.txt").kind, EntryKind::RootGone);
    QCOMPARE(root.find("").kind, EntryKind::RootGone);

    QVERIFY(tree.folder("") && tree.file("a.txt", "inside second"));
    QCOMPARE(contentOf(root.find("a.txt")), QByteArray("inside second"));
    QCOMPARE(root.find("b.txt").kind, EntryKind::Missing);
    QCOMPARE(root.find("../outside/secret.txt").kind, EntryKind::Outside);

    const QByteArray away = tree.base() + "/away";
    QCOMPARE(std::rename(tree.root().constData(), away.constData()), 0);
    QCOMPARE(root.find("a.txt").kind, EntryKind::RootGone);

    QFile blocker(QFile::decodeName(tree.root()));
    QVERIFY(blocker.open(QIODevice::WriteOnly));
    QCOMPARE(root.find("a.txt").kind, EntryKind::RootGone);
    QVERIFY(blocker.remove());

    QCOMPARE(std::rename(away.constData(), tree.root().constData()), 0);
    QCOMPARE(contentOf(root.find("a.txt")), QByteArray("inside second"));
}

void TestRootChanges::rootThroughLink()
{
    const Tree tree;
    QVERIFY(tree.folder("v1") && tree.folder("v2") && tree.file("v1/a", "inside 1")
            && tree.file("v2/a", "inside 2"));
    QVERIFY(tree.link("v1", "current"));
    QVERIFY(tree.link(tree.at("current/a"), "v1/abs") && tree.link(tree.at("v1/a"), "v2/abs"));
    const DocumentRoot root = opened(tree.at("current"));
    QCOMPARE(contentOf(root.find("a")), QByteArray("inside 1"));
    QCOMPARE(contentOf(root.find("abs")), QByteArray("inside 1"));

    QVERIFY(tree.link("v2", "next") && tree.rename("next", "current"));
    QCOMPARE(contentOf(root.find("a")), QByteArray("inside 2"));
    QCOMPARE(root.find("abs").kind, EntryKind::Outside);
}

void TestRootChanges::outOfDescriptors()
{
    const Tree tree;
    QVERIFY(tree.file("file.txt", "inside"));
    const DocumentRoot root = opened(tree.root());
    rlimit before{};
    QCOMPARE(::getrlimit(RLIMIT_NOFILE, &before), 0);
    const rlimit low{64, before.rlim_max};
    QCOMPARE(::setrlimit(RLIMIT_NOFILE, &low), 0);
    std::vector<Entry> open;
    do {
        open.push_back(root.find("file.txt"));
    } while (open.back().file);
    const EntryKind kind = open.back().kind;
    open.clear();
    const Entry after = root.find("file.txt");
    QCOMPARE(::setrlimit(RLIMIT_NOFILE, &before), 0);
    QCOMPARE(kind, EntryKind::TooManyDescriptors);
    QCOMPARE(after.kind, EntryKind::File);
}

void TestRootChanges::swappedFolderNeverLeadsOut_data()
{
    resolvers();
}

void TestRootChanges::swappedFolderNeverLeadsOut()
{
    QFETCH(Resolver, resolver);
    const Tree tree;
    QVERIFY(tree.folder("real") && tree.file("real/secret.txt", "inside") && tree.folder("real/deep"));
    QVERIFY(tree.file("real/deep/secret.txt", "inside deep"));
    QVERIFY(tree.link(tree.base() + "/outside", "evil") && tree.link(tree.at("swap/secret.txt"), "abs"));
    const DocumentRoot root = opened(tree.root(), resolver);

    // "swap" is by turns the folder, nothing, and a link that leads out.
    std::atomic<bool> stop = false;
    std::thread swapper([&] {
        while (!stop) {
            tree.rename("real", "swap");
            tree.rename("swap", "real");
            tree.rename("evil", "swap");
            tree.rename("swap", "evil");
        }
    });
    int inside = 0;
    int leaked = 0;
    for (int i = 0; i < 5'000; ++i) {
        for (const char *name :
             {"swap/secret.txt", "swap/deep/../secret.txt", "swap/deep/secret.txt", "abs"}) {
            const QByteArray content = contentOf(root.find(name));
            inside += content.startsWith("inside");
            leaked += content.startsWith("secret");
        }
    }
    stop = true;
    swapper.join();
    QCOMPARE(leaked, 0);
    QVERIFY(inside > 0);
}

QTEST_APPLESS_MAIN(TestRootChanges)
#include "tst_rootchanges.moc"
