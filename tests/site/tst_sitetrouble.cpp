// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "http/date.h"
#include "otheruser.h"
#include "request.h"
#include "site/descriptor.h"
#include "site/site.h"
#include "tree.h"

#include <QDir>
#include <QTest>

#include <atomic>
#include <ctime>
#include <thread>
#include <vector>

#include <sys/resource.h>

using site::Reply;
using site::Rule;
using site::Site;

/// What the disk and the system may do to a site while it is served.
class TestSiteTrouble : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void notReadable();
    void folderVanishes();
    void outOfDescriptors();
    void fileThatCannotBeReadWhole();
    void fileThatKeepsChanging();
    void futureFileIsDatedNow();
    void openFails_data();
    void openFails();
    void relativeRoot();

private:
    [[nodiscard]] Reply get(const QByteArray &target) const
    {
        return m_site->answer(requestFor(target), scratchCache());
    }

    Tree m_tree;
    std::shared_ptr<const Site> m_site;
};

void TestSiteTrouble::initTestCase()
{
    QVERIFY(m_tree.folder("sub") && m_tree.file("sub/app.mjs", "inside"));
    QVERIFY(m_tree.file("index.html", "inside") && m_tree.file("file.txt", "inside"));
    m_site = openSite(m_tree.root());
}

void TestSiteTrouble::notReadable()
{
    if (!OtherUser::isPossible())
        QSKIP("run as root, whom no permission stops");
    QVERIFY(m_tree.file("closed.txt", "inside"));
    QCOMPARE(::chmod(m_tree.at("closed.txt").constData(), 0), 0);
    const OtherUser user;
    const Reply reply = get("/closed.txt");
    QCOMPARE(reply.status, 403);
    QCOMPARE(reply.rule, Rule::NotReadable);
    QCOMPARE(reply.diskPath, QFile::decodeName(m_tree.at("closed.txt")));
}

void TestSiteTrouble::folderVanishes()
{
    const Tree tree;
    QVERIFY(tree.folder("served") && tree.file("served/a.txt", "inside first"));
    const auto site = openSite(tree.at("served"));
    QCOMPARE(site->answer(requestFor("/a.txt"), scratchCache()).status, 200);
    QVERIFY(tree.rename("served", "away"));
    for (const char *target : {"/a.txt", "/", "/no/"}) {
        const Reply reply = site->answer(requestFor(target), scratchCache());
        QCOMPARE(reply.status, 503);
        QCOMPARE(reply.rule, Rule::RootGone);
    }
    QVERIFY(tree.folder("served") && tree.file("served/a.txt", "inside second"));
    QCOMPARE(contentOf(site->answer(requestFor("/a.txt"), scratchCache()).body), QByteArray("inside second"));
}

void TestSiteTrouble::outOfDescriptors()
{
    rlimit before{};
    QCOMPARE(::getrlimit(RLIMIT_NOFILE, &before), 0);
    const rlimit low{64, before.rlim_max};
    QCOMPARE(::setrlimit(RLIMIT_NOFILE, &low), 0);
    std::vector<site::Descriptor> taken;
    do {
        taken.emplace_back(::open("/dev/null", O_RDONLY | O_CLOEXEC));
    } while (taken.back());
    const Reply full = get("/file.txt");
    const Reply index = get("/");
    taken.clear();
    const Reply after = get("/file.txt");
    QCOMPARE(::setrlimit(RLIMIT_NOFILE, &before), 0);
    QCOMPARE(full.status, 503);
    QCOMPARE(full.rule, Rule::OutOfDescriptors);
    QCOMPARE(index.rule, Rule::OutOfDescriptors);
    QCOMPARE(after.status, 200);
}

void TestSiteTrouble::fileThatCannotBeReadWhole()
{
    // Files in sysfs say they have 4096 bytes and give fewer.
    struct stat status
    {
    };
    if (::stat("/sys/kernel/mm/transparent_hugepage/enabled", &status) != 0 || status.st_size != 4096)
        QSKIP("no sysfs here");
    const auto site = openSite("/sys/kernel/mm/transparent_hugepage");
    const Reply reply = site->answer(requestFor("/enabled"), scratchCache());
    QCOMPARE(reply.status, 500);
    QCOMPARE(reply.rule, Rule::ReadFailed);
}

void TestSiteTrouble::fileThatKeepsChanging()
{
    QVERIFY(m_tree.file("changing", QByteArray(60'000, 'x')));
    std::atomic<bool> stop = false;
    std::thread writer([&] {
        for (int i = 0; !stop; ++i) {
            if (::truncate(m_tree.at("changing").constData(), i % 2 ? 60'000 : 100) != 0)
                return;
        }
    });
    int odd = 0;
    for (int i = 0; i < 5'000; ++i) {
        const Reply reply = get("/changing");
        const bool whole = reply.status == 200 && (reply.bodyLength() == 60'000 || reply.bodyLength() == 100);
        odd += !whole && reply.rule != Rule::ReadFailed;
    }
    stop = true;
    writer.join();
    QCOMPARE(odd, 0);
}

void TestSiteTrouble::futureFileIsDatedNow()
{
    QVERIFY(m_tree.file("future", "inside"));
    const timespec times[2] = {{32'503'680'000, 0}, {32'503'680'000, 0}};
    QCOMPARE(::utimensat(AT_FDCWD, m_tree.at("future").constData(), times, 0), 0);
    const qint64 before = std::time(nullptr);
    const Reply reply = get("/future");
    const qint64 after = std::time(nullptr);
    const QByteArray date = fieldOf(reply, "Last-Modified");
    bool fits = false;
    for (qint64 second = before; second <= after; ++second)
        fits = fits || date == http::formatDate(second);
    QVERIFY2(fits, date.constData());
}

void TestSiteTrouble::openFails_data()
{
    QTest::addColumn<QString>("path");
    QTest::addColumn<QString>("part");
    QTest::newRow("none") << QString() << QStringLiteral("choose");
    QTest::newRow("missing") << QFile::decodeName(m_tree.at("no-such %1 %2"))
                             << QStringLiteral("does not exist");
    QTest::newRow("a file") << QFile::decodeName(m_tree.at("file.txt")) << QStringLiteral("is not a folder");
    QTest::newRow("too long") << QStringLiteral("/%1").arg(QString(5000, u'x'))
                              << QStringLiteral("does not exist");
}

void TestSiteTrouble::openFails()
{
    QFETCH(QString, path);
    QFETCH(QString, part);
    site::SiteRules rules;
    rules.root = path;
    const auto site = Site::open(rules);
    QVERIFY(!site);
    QVERIFY2(site.error().sentence.contains(part), qPrintable(site.error().sentence));
    QVERIFY(site.error().sentence.contains(path));
}

void TestSiteTrouble::relativeRoot()
{
    const QString before = QDir::currentPath();
    QVERIFY(QDir::setCurrent(QFile::decodeName(m_tree.root())));
    site::SiteRules rules;
    rules.root = QStringLiteral("sub/");
    const auto site = Site::open(rules);
    QVERIFY(QDir::setCurrent(before));
    QVERIFY(site);
    QCOMPARE((*site)->rules().root, QFile::decodeName(m_tree.at("sub")));
    QCOMPARE((*site)->answer(requestFor("/app.mjs"), scratchCache()).diskPath,
             QFile::decodeName(m_tree.at("sub/app.mjs")));
}

QTEST_APPLESS_MAIN(TestSiteTrouble)
#include "tst_sitetrouble.moc"
