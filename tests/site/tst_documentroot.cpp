// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "openroot.h"
#include "site/documentroot.h"
#include "tree.h"

#include <QTest>

#include <cerrno>
#include <cstring>
#include <ctime>

#include <sys/socket.h>
#include <sys/un.h>

using site::DocumentRoot;
using site::Entry;
using site::EntryKind;
using Resolver = DocumentRoot::Resolver;

Q_DECLARE_METATYPE(EntryKind)
Q_DECLARE_METATYPE(Resolver)

class TestDocumentRoot : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void find_data();
    void find();
    void everyByteInNames();
    void openFails_data();
    void openFails();
    void procIsNoWayOut_data();
    void procIsNoWayOut();
    void rootOfTheSystem();
    void farAwayTimes();
    void readsAnywhere();

private:
    static void resolvers();
    Tree m_tree;
};

void TestDocumentRoot::resolvers()
{
    QTest::addColumn<Resolver>("resolver");
    QTest::newRow("kernel") << Resolver::Kernel;
    QTest::newRow("portable") << Resolver::Portable;
}

void TestDocumentRoot::initTestCase()
{
    QVERIFY(m_tree.file("file.txt", "inside file"));
    QVERIFY(m_tree.file("empty", ""));
    QVERIFY(m_tree.folder("sub") && m_tree.folder("sub/deep"));
    QVERIFY(m_tree.file("sub/a.txt", "inside a") && m_tree.file("sub/deep/b.txt", "inside b"));
    for (const char *name : {"two words", "100%", "%2e%2e", "new\nline", "back\\slash", "文件.txt",
                             "latin1-\xe9", "\xff\xfe", "...", "..hidden", ".dot", "quote\"'", "-rf"})
        QVERIFY2(m_tree.file(name, "inside " + QByteArray(name)), name);

    const QByteArray root = m_tree.root();
    QVERIFY(m_tree.link("file.txt", "rel-inside") && m_tree.link("sub/deep", "rel-folder"));
    QVERIFY(m_tree.link("../file.txt", "sub/up-inside"));
    QVERIFY(m_tree.link("../outside/secret.txt", "rel-outside")
            && m_tree.link("../outside", "rel-outside-folder"));
    QVERIFY(m_tree.link("../root/file.txt", "rel-out-and-back"));
    QVERIFY(m_tree.link(root + "/file.txt", "abs-inside") && m_tree.link(root + "/sub", "abs-folder"));
    QVERIFY(m_tree.link(m_tree.base() + "/outside/secret.txt", "abs-outside")
            && m_tree.link("/etc/passwd", "abs-etc"));
    QVERIFY(m_tree.folder("../root-not") && m_tree.file("../root-not/file.txt", "secret"));
    QVERIFY(m_tree.link(root + "-not/file.txt", "abs-sibling"));
    QVERIFY(m_tree.link("rel-inside", "chain-1") && m_tree.link("chain-1", "chain-2"));
    QVERIFY(m_tree.link("abs-inside", "chain-abs") && m_tree.link("rel-outside", "chain-outside"));
    QVERIFY(m_tree.link("loop-b", "loop-a") && m_tree.link("loop-a", "loop-b")
            && m_tree.link("self", "self"));
    QVERIFY(m_tree.link("nowhere", "dangling") && m_tree.link(root + "/nowhere", "abs-dangling"));
    QVERIFY(m_tree.link("/proc/self/root", "proc-root") && m_tree.link("/proc/self/cwd", "proc-cwd"));
    QVERIFY(m_tree.link("..", "parent") && m_tree.link(".", "here") && m_tree.link(root, "abs-here"));
    QVERIFY(m_tree.pipe("pipe") && m_tree.link("pipe", "to-pipe") && m_tree.link("/dev/null", "to-device"));

    sockaddr_un address{};
    address.sun_family = AF_UNIX;
    const QByteArray path = m_tree.at("socket");
    QVERIFY(path.size() < qsizetype(sizeof address.sun_path));
    std::memcpy(address.sun_path, path.constData(), static_cast<size_t>(path.size()));
    const site::Descriptor listener(::socket(AF_UNIX, SOCK_STREAM, 0));
    QCOMPARE(::bind(listener.number(), reinterpret_cast<const sockaddr *>(&address), sizeof address), 0);
}

void TestDocumentRoot::find_data()
{
    QTest::addColumn<QByteArray>("name");
    QTest::addColumn<EntryKind>("kind");
    QTest::addColumn<QByteArray>("content");

    const auto file = [](const char *name, const char *content) {
        QTest::newRow(name) << QByteArray(name) << EntryKind::File << QByteArray(content);
    };
    const auto other = [](const char *name, EntryKind kind) {
        QTest::newRow(name) << QByteArray(name) << kind << QByteArray();
    };

    QTest::newRow("the root") << QByteArray() << EntryKind::Folder << QByteArray();
    other(".", EntryKind::Folder);
    other("sub", EntryKind::Folder);
    other("sub/deep", EntryKind::Folder);
    file("file.txt", "inside file");
    file("empty", "");
    file("sub/a.txt", "inside a");
    file("sub/deep/b.txt", "inside b");
    file("sub/../file.txt", "inside file");
    file("./sub/./deep/../a.txt", "inside a");
    other("no", EntryKind::Missing);
    other("no/file.txt", EntryKind::Missing);
    other("no/../file.txt", EntryKind::Missing);
    other("file.txt/", EntryKind::Missing);
    other("file.txt/more", EntryKind::Missing);
    other("FILE.TXT", EntryKind::Missing);

    for (const char *name : {"two words", "100%", "%2e%2e", "new\nline", "back\\slash", "文件.txt",
                             "latin1-\xe9", "\xff\xfe", "...", "..hidden", ".dot", "quote\"'", "-rf"})
        file(name, QByteArray("inside " + QByteArray(name)).constData());
    other("latin1-\xc3\xa9", EntryKind::Missing);

    file("rel-inside", "inside file");
    other("rel-folder", EntryKind::Folder);
    file("rel-folder/b.txt", "inside b");
    file("sub/up-inside", "inside file");
    file("rel-out-and-back", "inside file");
    file("abs-inside", "inside file");
    other("abs-folder", EntryKind::Folder);
    file("abs-folder/deep/b.txt", "inside b");
    file("abs-folder/../file.txt", "inside file");
    file("chain-2", "inside file");
    file("chain-abs", "inside file");
    other("here", EntryKind::Folder);
    other("abs-here", EntryKind::Folder);
    file("here/here/abs-here/here/file.txt", "inside file");
    file("parent/root/file.txt", "inside file");

    other("..", EntryKind::Outside);
    other("../outside/secret.txt", EntryKind::Outside);
    other("sub/../../outside/secret.txt", EntryKind::Outside);
    other("rel-outside", EntryKind::Outside);
    other("rel-outside-folder", EntryKind::Outside);
    other("rel-outside-folder/secret.txt", EntryKind::Outside);
    other("rel-outside-folder/deep/secret.txt", EntryKind::Outside);
    other("rel-folder/../../../outside/secret.txt", EntryKind::Outside);
    other("abs-outside", EntryKind::Outside);
    other("abs-etc", EntryKind::Outside);
    other("abs-sibling", EntryKind::Outside);
    other("chain-outside", EntryKind::Outside);
    other("parent", EntryKind::Outside);
    other("parent/outside/secret.txt", EntryKind::Outside);
    other("proc-root", EntryKind::Outside);
    other("proc-root/etc/passwd", EntryKind::Outside);
    other("/etc/passwd", EntryKind::Missing); // read as root/etc/passwd

    other("loop-a", EntryKind::Missing);
    other("loop-a/file.txt", EntryKind::Missing);
    other("self", EntryKind::Missing);
    other("dangling", EntryKind::Missing);
    other("abs-dangling", EntryKind::Missing);

    other("pipe", EntryKind::Special);
    other("to-pipe", EntryKind::Special);
    other("socket", EntryKind::Special);
    other("to-device", EntryKind::Outside);

    QTest::newRow("NUL") << QByteArray("file.txt\0.html", 14) << EntryKind::Missing << QByteArray();
    QTest::newRow("NUL alone") << QByteArray(1, '\0') << EntryKind::Missing << QByteArray();
    QTest::newRow("long name") << QByteArray(255, 'x') << EntryKind::Missing << QByteArray();
    QTest::newRow("too long name") << QByteArray(256, 'x') << EntryKind::Missing << QByteArray();
    QTest::newRow("too long path") << QByteArray(8000, 'x') << EntryKind::Missing << QByteArray();
    QTest::newRow("deep path") << QByteArray("d/").repeated(4000) << EntryKind::Missing << QByteArray();
    QTest::newRow("long way around") << QByteArray("sub/../").repeated(300) + "file.txt" << EntryKind::File
                                     << QByteArray("inside file");
}

void TestDocumentRoot::find()
{
    QFETCH(QByteArray, name);
    QFETCH(EntryKind, kind);
    QFETCH(QByteArray, content);
    for (const Resolver resolver : {Resolver::Kernel, Resolver::Portable}) {
        const Entry entry = opened(m_tree.root(), resolver).find(name);
        QCOMPARE(entry.kind, kind);
        QCOMPARE(entry.file != nullptr, kind == EntryKind::File);
        QCOMPARE(contentOf(entry), content);
        QCOMPARE(entry.diskPath, name.isEmpty() ? m_tree.root() : m_tree.at(name));
    }
}

void TestDocumentRoot::everyByteInNames()
{
    const Tree tree;
    const DocumentRoot root = opened(tree.root());
    for (int byte = 1; byte < 256; ++byte) {
        if (byte == '/')
            continue;
        const QByteArray name = "n" + QByteArray(1, static_cast<char>(byte));
        if (!tree.file(name, "inside " + name))
            continue; // a file system that wants text
        const Entry entry = root.find(name);
        QCOMPARE(contentOf(entry), "inside " + name);
    }
}

void TestDocumentRoot::openFails_data()
{
    QTest::addColumn<QByteArray>("path");
    QTest::addColumn<int>("error");
    QTest::newRow("missing") << m_tree.at("no") << ENOENT;
    QTest::newRow("a file") << m_tree.at("file.txt") << ENOTDIR;
    QTest::newRow("a pipe") << m_tree.at("pipe") << ENOTDIR;
    QTest::newRow("links in a circle") << m_tree.at("self") << ELOOP;
    QTest::newRow("empty") << QByteArray() << ENOENT;
}

void TestDocumentRoot::openFails()
{
    QFETCH(QByteArray, path);
    QFETCH(int, error);
    const auto root = DocumentRoot::open(path);
    QVERIFY(!root);
    QCOMPARE(root.error(), error);
}

void TestDocumentRoot::procIsNoWayOut_data()
{
    resolvers();
}

void TestDocumentRoot::procIsNoWayOut()
{
    QFETCH(Resolver, resolver);
    const auto root = DocumentRoot::open("/proc/self", resolver);
    if (!root)
        QSKIP("no /proc here");
    for (const char *name : {"root/etc/passwd", "root", "cwd", "exe", "fd/0"})
        QVERIFY2(!root->find(name).file, name);
}

void TestDocumentRoot::rootOfTheSystem()
{
    for (const Resolver resolver : {Resolver::Kernel, Resolver::Portable}) {
        const DocumentRoot root = opened("/", resolver);
        const QByteArray path = m_tree.at("abs-inside").sliced(1);
        QCOMPARE(contentOf(root.find(path)), QByteArray("inside file"));
        QCOMPARE(root.find(path).diskPath, m_tree.at("abs-inside"));
        QCOMPARE(root.find("").kind, EntryKind::Folder);
    }
}

void TestDocumentRoot::farAwayTimes()
{
    const Tree tree;
    QVERIFY(tree.file("a", "inside"));
    const DocumentRoot root = opened(tree.root());
    const auto stamped = [&](time_t seconds) {
        const timespec times[2] = {{seconds, 5}, {seconds, 5}};
        return ::utimensat(AT_FDCWD, tree.at("a").constData(), times, 0) == 0
            ? root.find("a").file->modifiedNs()
            : -1;
    };
    QCOMPARE(stamped(1'700'000'000), 1'700'000'000'000'000'005);
    QCOMPARE(stamped(-5), -4'999'999'995);
    const time_t year3000 = 32'503'680'000;
    QVERIFY(stamped(year3000) > 9'000'000'000'000'000'000);
}

void TestDocumentRoot::readsAnywhere()
{
    const Entry entry = opened(m_tree.root()).find("file.txt");
    QCOMPARE(entry.file->size(), 11);
    QByteArray bytes(64, '\0');
    QCOMPARE(entry.file->read(bytes.data(), 7, 64), 4);
    QCOMPARE(bytes.first(4), QByteArray("file"));
    QCOMPARE(entry.file->read(bytes.data(), 0, 6), 6);
    QCOMPARE(bytes.first(6), QByteArray("inside"));
    QCOMPARE(entry.file->read(bytes.data(), 11, 64), 0);
    QCOMPARE(entry.file->read(bytes.data(), 1'000'000, 64), 0);
    QCOMPARE(entry.file->read(bytes.data(), -1, 64), -1);
    QCOMPARE(errno, EINVAL);
}

QTEST_APPLESS_MAIN(TestDocumentRoot)
#include "tst_documentroot.moc"
