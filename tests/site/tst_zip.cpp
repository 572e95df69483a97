// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "openroot.h"
#include "otheruser.h"
#include "site/zipsource.h"
#include "tree.h"
#include "unpack.h"

#include <QRandomGenerator>
#include <QTest>

#include <sys/stat.h>

using site::ContentError;
using site::DocumentRoot;
using site::DotFiles;
using site::RulesFiles;
using site::ZipFilter;

namespace {

struct Packed
{
    QByteArray zip;
    qsizetype largest = 0; ///< piece
    std::optional<ContentError> error;
};

Packed packed(site::ContentSource &source)
{
    Packed result;
    for (;;) {
        const auto piece = source.next();
        if (!piece) {
            result.error = piece.error();
            return result;
        }
        if (piece->isEmpty())
            return result;
        result.zip += *piece;
        result.largest = std::max(result.largest, piece->size());
    }
}

std::shared_ptr<const DocumentRoot> shared(const Tree &tree)
{
    return std::make_shared<const DocumentRoot>(opened(tree.root()));
}

Packed packed(const Tree &tree, const QByteArray &folder = {}, ZipFilter filter = {})
{
    return packed(*site::zipSource(shared(tree), folder, filter));
}

QByteArrayList namesIn(const Packed &packed)
{
    return unpacked(packed.zip, false).value_or(QMap<QByteArray, Unpacked>()).keys();
}

} // namespace

/// What is packed is unpacked again and compared.
class TestZip : public QObject
{
    Q_OBJECT

private slots:
    void contentAndTimes_data();
    void contentAndTimes();
    void part();
    void filters_data();
    void filters();
    void oddNames();
    void linksStayInside();
    void unreadableIsListed();
    void noteGivesWay();
    void deepFolders();
    void nothingInIt();
    void rootGone();
    void changesWhileRead_data();
    void changesWhileRead();
    void piecesAreSmall();
    void manyEntries();
    void droppedHalfway();
    void names_data();
    void names();
};

void TestZip::contentAndTimes_data()
{
    QTest::addColumn<bool>("streamed");
    QTest::newRow("by its directory") << false;
    QTest::newRow("from front to back") << true;
}

void TestZip::contentAndTimes()
{
    QFETCH(bool, streamed);
    QRandomGenerator random(3);
    QByteArray noise(300'000, '\0');
    for (char &byte : noise)
        byte = static_cast<char>(random.bounded(256));
    const QByteArray text = QByteArray("the sea is wide\n").repeated(20'000);

    const Tree tree;
    QVERIFY(tree.folder("a") && tree.folder("a/deep") && tree.folder("none"));
    QVERIFY(tree.file("top.html", "<p>inside</p>") && tree.file("empty", ""));
    QVERIFY(tree.file("a/noise.png", noise) && tree.file("a/noise.txt", noise));
    QVERIFY(tree.file("a/deep/text.txt", text) && tree.file("z.bin", text));
    const timespec times[] = {{0, UTIME_OMIT}, {1'234'567'891, 0}}; // odd: DOS times are even
    for (const char *name : {"top.html", "none"})
        QCOMPARE(::utimensat(AT_FDCWD, tree.at(name).constData(), times, 0), 0);

    const Packed result = packed(tree);
    QVERIFY(!result.error);
    const auto entries = unpacked(result.zip, streamed);
    QVERIFY(entries);
    QCOMPARE(entries->keys(),
             (QByteArrayList{"a/", "a/deep/", "a/deep/text.txt", "a/noise.png", "a/noise.txt", "empty",
                             "none/", "top.html", "z.bin"}));
    QCOMPARE(entries->value("top.html").content, QByteArray("<p>inside</p>"));
    QCOMPARE(entries->value("top.html").modified, 1'234'567'891);
    QCOMPARE(entries->value("none/").modified, 1'234'567'891);
    QVERIFY(entries->value("none/").folder && !entries->value("empty").folder);
    QCOMPARE(entries->value("empty").content, QByteArray());
    QVERIFY(entries->value("a/noise.png").content == noise && entries->value("a/noise.txt").content == noise);
    QVERIFY(entries->value("a/deep/text.txt").content == text && entries->value("z.bin").content == text);
    // Twice the noise and one of the texts as they are, the other text to next to nothing.
    QVERIFY(result.zip.size() > 2 * noise.size() + text.size());
    QVERIFY(result.zip.size() < 2 * noise.size() + text.size() + 20'000);
}

void TestZip::part()
{
    const Tree tree;
    QVERIFY(tree.folder("a") && tree.folder("a/b") && tree.file("a/b/x", "inside")
            && tree.file("top", "inside"));
    QCOMPARE(namesIn(packed(tree, "a")), (QByteArrayList{"b/", "b/x"}));
    QCOMPARE(namesIn(packed(tree, "a/")), (QByteArrayList{"b/", "b/x"}));
    QCOMPARE(namesIn(packed(tree, "a/b")), QByteArrayList{"x"});
}

void TestZip::filters_data()
{
    QTest::addColumn<QByteArray>("folder");
    QTest::addColumn<DotFiles>("dotFiles");
    QTest::addColumn<RulesFiles>("rulesFiles");
    QTest::addColumn<QByteArrayList>("expected");
    QTest::newRow("public only") << QByteArray() << DotFiles::Hide << RulesFiles::Hide
                                 << QByteArrayList{".well-known/", ".well-known/x", "a", "sub/",
                                                   "sub/_headers"};
    QTest::newRow("dot-names") << QByteArray() << DotFiles::Serve << RulesFiles::Hide
                               << QByteArrayList{".git/",          ".git/config",      ".well-known/",
                                                 ".well-known/.y", ".well-known/x",    "a",
                                                 "sub/",           "sub/.well-known/", "sub/.well-known/z",
                                                 "sub/_headers"};
    QTest::newRow("rules files") << QByteArray() << DotFiles::Hide << RulesFiles::Serve
                                 << QByteArrayList{
                                        ".well-known/", ".well-known/x", "_headers", "_redirects", "a",
                                        "sub/",         "sub/_headers"};
    QTest::newRow("further down") << QByteArray("sub") << DotFiles::Hide << RulesFiles::Hide
                                  << QByteArrayList{"_headers"};
}

void TestZip::filters()
{
    QFETCH(QByteArray, folder);
    QFETCH(DotFiles, dotFiles);
    QFETCH(RulesFiles, rulesFiles);
    QFETCH(QByteArrayList, expected);
    const Tree tree;
    QVERIFY(tree.folder(".git") && tree.file(".git/config", "inside") && tree.file("a", "inside"));
    QVERIFY(tree.folder(".well-known") && tree.file(".well-known/x", "inside"));
    QVERIFY(tree.file(".well-known/.y", "inside") && tree.file("_redirects", "inside"));
    QVERIFY(tree.file("_headers", "inside") && tree.folder("sub") && tree.file("sub/_headers", "inside"));
    QVERIFY(tree.folder("sub/.well-known") && tree.file("sub/.well-known/z", "inside"));
    QCOMPARE(namesIn(packed(tree, folder, {dotFiles, rulesFiles})), expected);
}

void TestZip::oddNames()
{
    const Tree tree;
    const QByteArrayList names = {"two words", "100%", "文件.txt", "quote\"'", "-rf", "con:colon"};
    for (const QByteArray &name : names)
        QVERIFY2(tree.file(name, "inside " + name), name.constData());
    QVERIFY(tree.file("latin1-\xe9", "inside latin1") && tree.file("a\\..\\evil", "inside evil"));
    QVERIFY(tree.file("new\nline", "inside line"));
    const auto entries = unpacked(packed(tree).zip, false);
    QVERIFY(entries);
    for (const QByteArray &name : names)
        QCOMPARE(entries->value(name).content, "inside " + name);
    QCOMPARE(entries->value("latin1-%E9").content, QByteArray("inside latin1"));
    QCOMPARE(entries->value("a%5C..%5Cevil").content, QByteArray("inside evil"));
    QCOMPARE(entries->value("new%0Aline").content, QByteArray("inside line"));
    QCOMPARE(entries->size(), names.size() + 3);

    // Decomposed stays decomposed; libarchive would compose it when it unpacks.
    QVERIFY(tree.file("e\xcc\x81", "inside"));
    QVERIFY(packed(tree).zip.contains("e\xcc\x81"));

    // General purpose bit 11 says that a name is UTF-8 (APPNOTE 4.4.4), in its local header too.
    const QByteArray zip = packed(tree).zip;
    const qsizetype at = zip.indexOf("文件.txt");
    QVERIFY(at > 30);
    QCOMPARE(zip.mid(at - 30, 4), QByteArray("PK\3\4"));
    QVERIFY(zip.at(at - 30 + 7) & 0x08);
}

void TestZip::linksStayInside()
{
    const Tree tree;
    QVERIFY(tree.folder("a") && tree.file("a/x", "inside x"));
    QVERIFY(tree.link("a/x", "to-file") && tree.link("../outside/secret.txt", "out"));
    QVERIFY(tree.link("/etc/passwd", "abs-out") && tree.link("../outside", "out-folder"));
    QVERIFY(tree.link("..", "a/up") && tree.link(".", "a/here") && tree.link("a", "to-folder"));
    QVERIFY(tree.pipe("pipe"));
    const Packed result = packed(tree);
    QVERIFY(!result.error);
    const auto entries = unpacked(result.zip, false);
    QVERIFY(entries);
    QCOMPARE(entries->keys(), (QByteArrayList{"NOT INCLUDED.txt", "a/", "a/x", "to-file"}));
    QCOMPARE(entries->value("to-file").content, QByteArray("inside x"));
    const QByteArray note = entries->value("NOT INCLUDED.txt").content;
    for (const char *line : {"\na/up/: ", "\na/here/: ", "\nto-folder/: "})
        QVERIFY2(note.contains(line), note.constData());
    QVERIFY2(!note.contains("out") && !note.contains("secret"), note.constData());
}

void TestZip::unreadableIsListed()
{
    if (!OtherUser::isPossible())
        QSKIP("run as root, whom no permission stops");
    const Tree tree;
    QVERIFY(tree.folder("closed") && tree.file("closed/x", "inside") && tree.file("secret", "inside"));
    QVERIFY(tree.file("open", "inside open"));
    QCOMPARE(::chmod(tree.at("closed").constData(), 0), 0);
    QCOMPARE(::chmod(tree.at("secret").constData(), 0), 0);
    const auto root = shared(tree);
    std::optional<QMap<QByteArray, Unpacked>> entries;
    {
        const OtherUser user;
        entries = unpacked(packed(*site::zipSource(root, {}, {})).zip, false);
    }
    QVERIFY(entries);
    QCOMPARE(entries->keys(), (QByteArrayList{"NOT INCLUDED.txt", "closed/", "open"}));
    const QByteArray note = entries->value("NOT INCLUDED.txt").content;
    QVERIFY2(note.contains("\nclosed/: it may not be read\n"), note.constData());
    QVERIFY2(note.contains("\nsecret: it may not be read\n"), note.constData());
    QVERIFY2(!note.contains("open:"), note.constData());
}

void TestZip::noteGivesWay()
{
    const Tree tree;
    QVERIFY(tree.file("NOT INCLUDED.txt", "inside 1") && tree.file("_NOT INCLUDED.txt", "inside 2"));
    QVERIFY(tree.folder("sub") && tree.file("sub/__NOT INCLUDED.txt", "inside 3") && tree.link(".", "up"));
    const auto entries = unpacked(packed(tree).zip, false);
    QVERIFY(entries);
    QCOMPARE(entries->value("NOT INCLUDED.txt").content, QByteArray("inside 1"));
    QCOMPARE(entries->value("_NOT INCLUDED.txt").content, QByteArray("inside 2"));
    QVERIFY(entries->value("__NOT INCLUDED.txt").content.contains("\nup/: "));
}

void TestZip::deepFolders()
{
    const Tree tree;
    QByteArray path = "d";
    for (int depth = 1; depth <= 70; ++depth, path += "/d")
        QVERIFY(tree.folder(path));
    const auto entries = unpacked(packed(tree).zip, false);
    QVERIFY(entries);
    QCOMPARE(entries->size(), 64 + 1); // the root is the first of 64 that are looked into
    const QByteArray cut = QByteArray("d/").repeated(64);
    QVERIFY(entries->contains(cut));
    QVERIFY(entries->value("NOT INCLUDED.txt").content.contains('\n' + cut + ": too many"));
}

void TestZip::nothingInIt()
{
    const Tree tree;
    const Packed result = packed(tree);
    QVERIFY(!result.error);
    QCOMPARE(result.zip, "PK\5\6" + QByteArray(18, '\0')); // no more than the end (APPNOTE 4.3.16)
}

void TestZip::rootGone()
{
    const Tree tree;
    const auto source = site::zipSource(shared(tree), {}, {});
    QVERIFY(tree.remove(""));
    const auto entries = unpacked(packed(*source).zip, false);
    QVERIFY(entries);
    QCOMPARE(entries->keys(), QByteArrayList{"NOT INCLUDED.txt"});
    QVERIFY(entries->value("NOT INCLUDED.txt").content.contains("\n.: it was gone"));
}

void TestZip::changesWhileRead_data()
{
    QTest::addColumn<qsizetype>("newSize");
    QTest::newRow("shorter") << qsizetype(10);
    QTest::newRow("longer") << qsizetype(600'000);
    QTest::newRow("same size") << qsizetype(500'000);
}

void TestZip::changesWhileRead()
{
    QFETCH(qsizetype, newSize);
    const Tree tree;
    QVERIFY(tree.file("a.bin", QByteArray(500'000, 'a')));
    const timespec longAgo[] = {{0, UTIME_OMIT}, {1'000'000'000, 0}};
    QCOMPARE(::utimensat(AT_FDCWD, tree.at("a.bin").constData(), longAgo, 0), 0);
    const auto source = site::zipSource(shared(tree), {}, {});
    const auto first = source->next();
    QVERIFY(first && !first->isEmpty());
    QVERIFY(tree.file("a.bin", QByteArray(newSize, 'b')));
    const Packed rest = packed(*source);
    QCOMPARE(rest.error, std::optional(ContentError::Changed));
    QVERIFY(!unpacked(*first + rest.zip, false));
}

void TestZip::piecesAreSmall()
{
    const Tree tree;
    QVERIFY(tree.folder("sub"));
    constexpr qint64 size = 64 * 1024 * 1024;
    for (const char *name : {"sub/stored.bin", "sub/stored.txt", "sub/deflated.txt"}) {
        QVERIFY(tree.file(name, "inside"));
        const qint64 most = QByteArray(name) == "sub/deflated.txt" ? size / 8 : size;
        QCOMPARE(::truncate(tree.at(name).constData(), most), 0);
    }
    const Packed result = packed(tree);
    QVERIFY(!result.error);
    QVERIFY2(result.largest <= 256 * 1024, QByteArray::number(result.largest).constData());
    const auto entries = unpacked(result.zip, false);
    QVERIFY(entries);
    QCOMPARE(entries->size(), 4);
    const QByteArray expected = "inside" + QByteArray(size - 6, '\0');
    QVERIFY(entries->value("sub/stored.bin").content == expected);
    QVERIFY(entries->value("sub/stored.txt").content == expected);
    QVERIFY(entries->value("sub/deflated.txt").content == expected.first(size / 8));
}

/// More than 65,535 need ZIP64 (APPNOTE 4.3.14), and their directory is much larger than a piece.
void TestZip::manyEntries()
{
    const Tree tree;
    constexpr int count = 66'000;
    for (int number = 0; number < count; ++number)
        QVERIFY(tree.file(QByteArray::number(number) + ".bin", ""));
    const Packed result = packed(tree);
    QVERIFY(!result.error);
    QVERIFY2(result.largest <= 256 * 1024, QByteArray::number(result.largest).constData());
    QVERIFY(result.zip.contains("PK\6\6"));
    QCOMPARE(namesIn(result).size(), count);
}

void TestZip::droppedHalfway()
{
    const Tree tree;
    QVERIFY(tree.file("a.bin", QByteArray(1'000'000, 'a')));
    auto source = site::zipSource(shared(tree), {}, {});
    QVERIFY(source->next().has_value());
    source.reset(); // what it holds is let go: the sanitizers look on
    QVERIFY(!source);
}

void TestZip::names_data()
{
    QTest::addColumn<QByteArray>("folder");
    QTest::addColumn<QByteArray>("value");
    QTest::newRow("root") << QByteArray() << QByteArray("attachment; filename=\"files.zip\"");
    QTest::newRow("plain") << QByteArray("a/photos/") << QByteArray("attachment; filename=\"photos.zip\"");
    QTest::newRow("words") << QByteArray("two words") << QByteArray("attachment; filename=\"two words.zip\"");
    QTest::newRow("UTF-8") << QByteArray("x/Zoë")
                           << QByteArray("attachment; filename=\"Zo__.zip\"; filename*=UTF-8''Zo%C3%AB.zip");
    QTest::newRow("quote") << QByteArray("a\"b\\")
                           << QByteArray("attachment; filename=\"a_b_.zip\"; filename*=UTF-8''a%22b%5C.zip");
    QTest::newRow("lines") << QByteArray("a\r\nSet-Cookie: b")
                           << QByteArray("attachment; filename=\"a__Set-Cookie_ b.zip\"; "
                                         "filename*=UTF-8''a%0D%0ASet-Cookie%3A%20b.zip");
    QTest::newRow("not UTF-8") << QByteArray("\xff")
                               << QByteArray("attachment; filename=\"___.zip\"; "
                                             "filename*=UTF-8''%EF%BF%BD.zip");
}

void TestZip::names()
{
    QFETCH(QByteArray, folder);
    QFETCH(QByteArray, value);
    QCOMPARE(site::zipName(folder), value);
}

QTEST_GUILESS_MAIN(TestZip)
#include "tst_zip.moc"
