// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/commandline.h"
#include "cli/help.h"
#include "lab/lab.h"
#include "net/limits.h"
#include "site/siterules.h"

#include <QTest>

using namespace cli;
using namespace std::chrono_literals;

namespace {

QStringList words(const QString &line)
{
    return QStringList{QStringLiteral("porthole")} + line.split(u' ', Qt::SkipEmptyParts);
}

template <typename T>
T parsed(const QString &line)
{
    const auto result = parse(words(line));
    if (result)
        return std::get<T>(*result);
    qFatal("%s", qUtf8Printable(result.error().sentence));
}

} // namespace

class TestCommandLine : public QObject
{
    Q_OBJECT
private slots:
    void window();
    void serveDefaultsAreTheServers();
    void serveDefaultsAreTheSites();
    void serveTakesEveryOption();
    void serveTakesEverySiteRule();
    void serveTakesEveryLimit();
    void valuesAndFolders_data();
    void valuesAndFolders();
    void emptyWords();
    void exports();
    void lab();
    void wrongUsage_data();
    void wrongUsage();
    void help_data();
    void help();
    void version();
    void whoOpensAWindow_data();
    void whoOpensAWindow();
};

void TestCommandLine::window()
{
    const auto bare = parsed<Window>({});
    QVERIFY(bare.folder.isEmpty());
    QVERIFY(!bare.choose);
    QVERIFY(!bare.start);
    QVERIFY(!bare.port);

    const auto full = parsed<Window>(QStringLiteral("pages --start --port 0"));
    QCOMPARE(full.folder, QStringLiteral("pages"));
    QVERIFY(full.start);
    QCOMPARE(full.port.value(), quint16(0));
    QVERIFY(parsed<Window>(QStringLiteral("--choose")).choose);

    QCOMPARE(parsed<Window>(QStringLiteral("./serve")).folder, QStringLiteral("./serve"));
    QCOMPARE(parsed<Window>(QStringLiteral("-- --start")).folder, QStringLiteral("--start"));
}

void TestCommandLine::serveDefaultsAreTheServers()
{
    const auto serve = parsed<Serve>(QStringLiteral("serve"));
    const net::Limits limits;
    QCOMPARE(serve.port, quint16(7788));
    QCOMPARE(serve.addresses, QStringList{QStringLiteral("127.0.0.1")});
    QCOMPARE(serve.loops, 1);
    QCOMPARE(serve.logFormat, QByteArrayLiteral("combined"));
    QVERIFY(serve.accessLog.isEmpty() && serve.capture.isEmpty() && serve.folder.isEmpty());
    QVERIFY(serve.idle == limits.idle && serve.head == limits.head);
    QVERIFY(serve.body == limits.body && serve.send == limits.send);
    QCOMPARE(serve.maxConnections, limits.connections);
    QCOMPARE(serve.maxHead, limits.parser.head);
    QCOMPARE(serve.maxBody, limits.parser.body);
    QCOMPARE(serve.maxRequestLine, limits.parser.requestLine);
    QCOMPARE(serve.maxFields, limits.parser.fields);
    QCOMPARE(serve.recordBody, qint64(limits.recordBody));
    QVERIFY(serve.bans.isEmpty());
    QCOMPARE(serve.maxPerAddress, limits.perAddress);
    QCOMPARE(serve.maxRequests, limits.requests);
    QCOMPARE(serve.minHeadRate, limits.headRate);
    QCOMPARE(serve.minSendRate, limits.sendRate);
    QCOMPARE(serve.maxSpeed, limits.speed);
    QCOMPARE(serve.maxConnectionSpeed, limits.connectionSpeed);
}

void TestCommandLine::serveDefaultsAreTheSites()
{
    const auto serve = parsed<Serve>(QStringLiteral("serve"));
    const site::SiteRules rules;
    QCOMPARE(serve.indexNames, rules.indexNames);
    QVERIFY(serve.listing == rules.listing && serve.zip == rules.zip && serve.cleanUrls == rules.cleanUrls);
    QCOMPARE(serve.fallback, rules.fallback);
    QCOMPARE(serve.ignoreCase, rules.ignoreCase);
    QCOMPARE(serve.errorPages, rules.errorPages);
    QCOMPARE(serve.rulesFiles, rules.rulesFiles);
    QVERIFY(serve.headers.isEmpty() && rules.headers.isEmpty());
    QCOMPARE(serve.cacheControl, rules.cacheControl);
    QCOMPARE(serve.mediaTypes, rules.mediaTypes);
    QCOMPARE(serve.corsOrigin, rules.corsOrigin);
    QCOMPARE(serve.isolation, rules.isolation);
    QVERIFY(serve.dotFiles == "hide" && rules.dotFiles == site::DotFiles::Hide);
    QVERIFY(serve.symlinks == "inside" && rules.symlinks == site::Symlinks::Inside);
    QVERIFY(serve.precompressed == rules.precompressed && serve.compress == rules.compress);
    QCOMPARE(serve.cacheBytes, rules.cacheBytes);
}

void TestCommandLine::serveTakesEverySiteRule()
{
    const auto result = parse({QStringLiteral("porthole"),
                               QStringLiteral("serve"),
                               QStringLiteral("--no-listing"),
                               QStringLiteral("--no-zip"),
                               QStringLiteral("--no-clean-urls"),
                               QStringLiteral("--fallback=app.html"),
                               QStringLiteral("--ignore-case"),
                               QStringLiteral("--error-page=404="),
                               QStringLiteral("--error-page=500=oops.html"),
                               QStringLiteral("--no-rules-files"),
                               QStringLiteral("--dot-files=serve"),
                               QStringLiteral("--symlinks=never"),
                               QStringLiteral("--header=/a/* X-One:  1 "),
                               QStringLiteral("--header=X-Two:"),
                               QStringLiteral("--cache-control="),
                               QStringLiteral("--type=.ABC=text/abc"),
                               QStringLiteral("--cors=*"),
                               QStringLiteral("--isolation"),
                               QStringLiteral("--no-precompressed"),
                               QStringLiteral("--no-compression"),
                               QStringLiteral("--compression-cache=2M"),
                               QStringLiteral("--network"),
                               QStringLiteral("--trust-proxy=10.0.0.0/8")});
    QVERIFY(result);
    const auto &serve = std::get<Serve>(*result);
    QVERIFY(!serve.listing && !serve.zip && !serve.cleanUrls && serve.ignoreCase && !serve.rulesFiles);
    QCOMPARE(serve.fallback, QStringLiteral("app.html"));
    QCOMPARE(serve.errorPages, (QMap<int, QString>{{500, QStringLiteral("oops.html")}}));
    QCOMPARE(serve.dotFiles, QByteArray("serve"));
    QCOMPARE(serve.symlinks, QByteArray("never"));
    QCOMPARE(serve.headers, (QList<HeaderLine>{{"/a/*", "X-One", "1"}, {"/*", "X-Two", ""}}));
    QVERIFY(serve.cacheControl.isEmpty());
    QCOMPARE(serve.mediaTypes, (QMap<QString, QByteArray>{{QStringLiteral("abc"), "text/abc"}}));
    QCOMPARE(serve.corsOrigin, QByteArray("*"));
    QVERIFY(serve.isolation && !serve.precompressed && !serve.compress && serve.network);
    QCOMPARE(serve.cacheBytes, qint64(2 * 1024 * 1024));
    QCOMPARE(serve.trustedProxies, QStringList{QStringLiteral("10.0.0.0/8")});
}

void TestCommandLine::serveTakesEveryLimit()
{
    const auto serve = parsed<Serve>(QStringLiteral(
        "serve --max-per-address 3 --max-requests 4 --max-request-line 1K --max-fields 5 --min-head-rate 6 "
        "--min-send-rate 0 --max-speed 1g --max-speed-each 500k --max-head 1M"));
    QCOMPARE(serve.maxPerAddress, 3);
    QCOMPARE(serve.maxRequests, quint64(4));
    QCOMPARE(serve.maxRequestLine, qint64(1024));
    QCOMPARE(serve.maxFields, 5);
    QCOMPARE(serve.minHeadRate, qint64(6));
    QCOMPARE(serve.minSendRate, qint64(0));
    QCOMPARE(serve.maxSpeed, qint64(1024 * 1024 * 1024));
    QCOMPARE(serve.maxConnectionSpeed, qint64(500 * 1024));
    QCOMPARE(serve.maxHead, qint64(1024 * 1024));
}

void TestCommandLine::serveTakesEveryOption()
{
    const auto serve = parsed<Serve>(QStringLiteral(
        "serve pages --port=8080 --bind ::1 --bind=0.0.0.0 --loops 64 --index a.html,b.html --access-log - "
        "--log-format json --capture run.porthole --idle-timeout 1.5 --head-timeout 0.1 --body-timeout 86400 "
        "--send-timeout 2 --max-connections 7 --max-head 4096 --max-body 0"));
    QCOMPARE(serve.folder, QStringLiteral("pages"));
    QCOMPARE(serve.port, quint16(8080));
    QCOMPARE(serve.addresses, (QStringList{QStringLiteral("::1"), QStringLiteral("0.0.0.0")}));
    QCOMPARE(serve.loops, 64);
    QCOMPARE(serve.indexNames, (QStringList{QStringLiteral("a.html"), QStringLiteral("b.html")}));
    QCOMPARE(serve.accessLog, QStringLiteral("-"));
    QCOMPARE(serve.logFormat, QByteArrayLiteral("json"));
    QCOMPARE(serve.capture, QStringLiteral("run.porthole"));
    QVERIFY(serve.idle == 1500ms && serve.head == 100ms && serve.body == 24h && serve.send == 2s);
    QCOMPARE(serve.maxConnections, 7);
    QCOMPARE(serve.maxHead, qint64(4096));
    QCOMPARE(serve.maxBody, qint64(0));
}

void TestCommandLine::valuesAndFolders_data()
{
    QTest::addColumn<QString>("line");
    QTest::addColumn<QString>("folder");
    QTest::addColumn<int>("port");
    QTest::newRow("options after the folder") << "serve a --port 1"
                                              << "a" << 1;
    QTest::newRow("options before the folder") << "serve --port 65535 a"
                                               << "a" << 65535;
    QTest::newRow("equals sign") << "serve --port=0"
                                 << "" << 0;
    QTest::newRow("the last one counts") << "serve --port 1 --port 2"
                                         << "" << 2;
    QTest::newRow("two dashes end the options") << "serve --port 3 -- --port"
                                                << "--port" << 3;
    QTest::newRow("a folder called like the command") << "serve serve"
                                                      << "serve" << 7788;
    QTest::newRow("a folder called help") << "serve help"
                                          << "help" << 7788;
}

void TestCommandLine::valuesAndFolders()
{
    QFETCH(QString, line);
    QFETCH(QString, folder);
    QFETCH(int, port);
    const auto serve = parsed<Serve>(line);
    QCOMPARE(serve.folder, folder);
    QCOMPARE(int(serve.port), port);
}

void TestCommandLine::emptyWords()
{
    QVERIFY(!parse({QStringLiteral("porthole"), QString()}));
    QVERIFY(!parse(
        {QStringLiteral("porthole"), QStringLiteral("serve"), QStringLiteral("--capture"), QString()}));
}

void TestCommandLine::exports()
{
    const auto bare = parsed<Export>(QStringLiteral("export run.porthole --to har"));
    QCOMPARE(bare.capture, QStringLiteral("run.porthole"));
    QCOMPARE(bare.format, QByteArrayLiteral("har"));
    QVERIFY(bare.filter.isEmpty() && bare.output.isEmpty() && bare.run == 0);
    QVERIFY(bare.withBodies && !bare.withSecrets);

    const auto full
        = parsed<Export>(QStringLiteral("export --to=pcapng --filter status-code:404 --output x.pcapng "
                                        "--run 2 --with-secrets --without-bodies a"));
    QCOMPARE(full.format, QByteArrayLiteral("pcapng"));
    QCOMPARE(full.filter, QStringLiteral("status-code:404"));
    QCOMPARE(full.output, QStringLiteral("x.pcapng"));
    QCOMPARE(full.run, 2);
    QVERIFY(full.withSecrets && !full.withBodies);
}

void TestCommandLine::lab()
{
    const auto bare = parsed<Lab>(QStringLiteral("lab"));
    const lab::Options defaults;
    QCOMPARE(bare.idle, defaults.idle);
    QVERIFY(std::chrono::seconds(bare.seconds) == defaults.duration);
    QCOMPARE(bare.active, defaults.active);
    QVERIFY(bare.format == LabFormat::Table);
    QStringList keys;
    for (const lab::Loop loop : defaults.loops)
        keys.append(QString::fromLatin1(lab::key(loop)));
    QCOMPARE(bare.loops, keys);

    const auto full
        = parsed<Lab>(QStringLiteral("lab --json --idle 0,7 --seconds=3 --active 64 --loops epoll,blocking"));
    QCOMPARE(full.idle, (std::vector<int>{0, 7}));
    QCOMPARE(full.seconds, 3);
    QCOMPARE(full.active, 64);
    QCOMPARE(full.loops, (QStringList{QStringLiteral("epoll"), QStringLiteral("blocking")}));
    QVERIFY(full.format == LabFormat::Json);
    QVERIFY(parsed<Lab>(QStringLiteral("lab --csv")).format == LabFormat::Csv);
    for (const QString &key : labLoops())
        QVERIFY2(lab::loopOf(key), qUtf8Printable(key));
    QCOMPARE(labLoops().size(), lab::loopCount);
}

void TestCommandLine::wrongUsage_data()
{
    QTest::addColumn<QString>("line");
    QTest::addColumn<QString>("sentence"); // part of it
    QTest::addColumn<QString>("usage");    // part of it
    const auto row = [](const char *line, const char *sentence, const char *usage) {
        QTest::newRow(line) << QString::fromUtf8(line) << QString::fromUtf8(sentence)
                            << QString::fromUtf8(usage);
    };
    row("--nope", "no option --nope", "porthole [FOLDER |");
    row("-x", "no option -x", "porthole [FOLDER |");
    row("a b", "not “a” and “b” too", "porthole [FOLDER |");
    row("--to har x", "no option --to", "porthole [FOLDER |");
    row("export --to har", "Name the capture", "porthole export");
    row("export a b --to har", "One capture", "porthole export");
    row("export a", "Add --to", "porthole export");
    row("export a --to xml", "one of har, pcapng, csv, jsonl, combined", "porthole export");
    row("export a --to har --run 0", "1 to", "porthole export");
    row("export a --to har --output=", "--output needs a value", "porthole export");
    row("export a --to csv --without-bodies", "har and pcapng", "porthole export");
    row("export a --to har --port 1", "no option --port", "porthole export");
    row("--port 80 serve", "Write “serve” before", "porthole [FOLDER |");
    row("--port", "--port", "porthole [FOLDER |");
    row("--start=yes", "--start", "porthole [FOLDER |");
    row("--loops 2", "no option --loops", "porthole [FOLDER |");
    row("serve --start", "no option --start", "porthole serve");
    row("serve a b", "One folder", "porthole serve");
    row("serve --port 65536", "0 to 65535, not “65536”", "porthole serve");
    row("serve --port -1", "not “-1”", "porthole serve");
    row("serve --port 7788x", "not “7788x”", "porthole serve");
    row("serve --loops 0", "1 to 64", "porthole serve");
    row("serve --loops 65", "1 to 64", "porthole serve");
    row("serve --idle-timeout 0", "seconds from 0.1", "porthole serve");
    row("serve --idle-timeout nan", "seconds from 0.1", "porthole serve");
    row("serve --idle-timeout inf", "seconds from 0.1", "porthole serve");
    row("serve --head-timeout 15s", "not “15s”", "porthole serve");
    row("serve --capture-size 1G", "add --capture FILE", "porthole serve");
    row("serve --max-body -5", "--max-body takes bytes, 0 at least", "porthole serve");
    row("serve --max-body 5X", "not “5X”", "porthole serve");
    row("serve --max-body 9999999999G", "not “9999999999G”", "porthole serve");
    row("serve --max-head K", "not “K”", "porthole serve");
    row("serve --error-page 200=x.html", "a status from 400 to 599", "porthole serve");
    row("serve --error-page 404", "a status from 400 to 599", "porthole serve");
    row("serve --header nothing", "takes a line like", "porthole serve");
    row("serve --header (x):1", "takes a line like", "porthole serve");
    row("serve --type html", "takes a line like", "porthole serve");
    row("serve --type .a/b=c/d", "takes a line like", "porthole serve");
    row("serve --dot-files show", "one of hide, serve", "porthole serve");
    row("serve --symlinks all", "one of inside, never", "porthole serve");
    row("serve --fallback=", "--fallback needs a value", "porthole serve");
    row("serve --max-head 255", "--max-head", "porthole serve");
    row("serve --max-connections 0", "--max-connections", "porthole serve");
    row("serve --index a,,b", "file names separated by commas", "porthole serve");
    row("serve --index ../x", "file names separated by commas", "porthole serve");
    row("serve --access-log - --log-format apache", "one of combined, common, json, console",
        "porthole serve");
    row("serve --log-format json", "add --access-log", "porthole serve");
    row("lab pages", "no folder", "porthole lab");
    row("lab --idle 1,x", "separated by commas", "porthole lab");
    row("lab --idle 10001", "from 0 to 10000", "porthole lab");
    row("lab --seconds 0", "1 to 60", "porthole lab");
    row("lab --active 65", "1 to 64", "porthole lab");
    row("lab --loops poll,glib", "some of blocking, polling, poll, epoll", "porthole lab");
    row("lab --json --csv", "Choose one", "porthole lab");
}

void TestCommandLine::wrongUsage()
{
    QFETCH(QString, line);
    QFETCH(QString, sentence);
    QFETCH(QString, usage);
    const auto result = parse(words(line));
    QVERIFY(!result);
    QVERIFY2(result.error().sentence.contains(sentence), qUtf8Printable(result.error().sentence));
    QVERIFY2(result.error().usage.contains(usage), qUtf8Printable(result.error().usage));
    QVERIFY(!result.error().sentence.contains(u'\n') && !result.error().usage.contains(u'\n'));
}

void TestCommandLine::help_data()
{
    QTest::addColumn<QString>("line");
    QTest::addColumn<int>("lines");        // at most
    QTest::addColumn<QString>("contains"); // parts between bars
    QTest::newRow("top") << "--help" << 24 << "porthole serve|porthole lab|--start|--version";
    QTest::newRow("short") << "-h" << 24 << "--start";
    QTest::newRow("serve") << "serve --help" << 92
                           << "Where to listen:|--port N|--bind ADDR|(127.0.0.1)|--access-log FILE|"
                              "--idle-timeout SECONDS|(15)|--max-body BYTES|(1M)|--fallback "
                              "FILE|--max-per-address N|(1024)|--cors ORIGINS|--network";
    QTest::newRow("export") << "export --help" << 24
                            << "--to FORMAT|har, pcapng, csv, jsonl, combined|--filter EXPR|--with-secrets";
    QTest::newRow("lab") << "lab --help" << 24
                         << "--idle LIST|(0,100,1000,5000)|--loops LIST|(polling,poll,epoll)|--json|--csv";
    QTest::newRow("wins over mistakes") << "serve --port x --nope --help" << 92 << "--port N";
}

void TestCommandLine::help()
{
    QFETCH(QString, line);
    QFETCH(int, lines);
    QFETCH(QString, contains);
    const QString text = parsed<Text>(line).text;
    QVERIFY(text.startsWith(u"Usage: porthole"));
    QVERIFY(text.endsWith(u'\n'));
    QVERIFY2(text.count(u'\n') <= lines, qUtf8Printable(text));
    for (const QString &row : text.split(u'\n'))
        QVERIFY2(row.size() <= 80, qUtf8Printable(row));
    for (const QString &part : contains.split(u'|'))
        QVERIFY2(text.contains(part), qUtf8Printable(part));
}

void TestCommandLine::version()
{
    QCOMPARE(parsed<Text>(QStringLiteral("--version")).text,
             QStringLiteral("Porthole " PORTHOLE_VERSION "\n"));
    QCOMPARE(parsed<Text>(QStringLiteral("serve -v")).text,
             QStringLiteral("Porthole " PORTHOLE_VERSION "\n"));
}

void TestCommandLine::whoOpensAWindow_data()
{
    QTest::addColumn<QString>("line");
    QTest::addColumn<bool>("opens");
    QTest::newRow("nothing") << "" << true;
    QTest::newRow("folder") << "pages --start" << true;
    QTest::newRow("the platform's options") << "-platform offscreen" << true;
    QTest::newRow("serve") << "serve" << false;
    QTest::newRow("export") << "export a --to har" << false;
    QTest::newRow("lab") << "lab --json" << false;
    QTest::newRow("help") << "pages --help" << false;
    QTest::newRow("version") << "-v" << false;
    QTest::newRow("a folder called --help") << "-- --help" << true;
}

void TestCommandLine::whoOpensAWindow()
{
    QFETCH(QString, line);
    QFETCH(bool, opens);
    QCOMPARE(opensWindow(words(line)), opens);
}

QTEST_APPLESS_MAIN(TestCommandLine)
#include "tst_commandline.moc"
