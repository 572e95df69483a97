// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/capturereader.h"
#include "store/capturewriter.h"
#include "store/schema.h"
#include "tools.h"

#include <QDir>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

namespace {

struct Ran
{
    int code = -1;
    QByteArray out;
    QByteArray errors;
};

trace::ExchangePtr exchange(quint64 id)
{
    trace::Exchange e;
    e.id = id;
    e.connection = 1 + (id - 1) / 10;
    e.ordinal = quint32((id - 1) % 10 + 1);
    e.client = {"192.0.2.7", quint16(50'000 + e.connection)};
    e.status = id % 10 == 0 ? 404 : 200;
    e.outcome = trace::Outcome::Complete;
    e.persistence = http::Persistence::KeepAlive;
    e.startedMs = 1'700'000'000'000 + qint64(id);
    const qint64 began = qint64(id) * 1'000'000;
    e.timings = {began, began, began, began + 100, began + 300, began + 200};
    const QByteArray path = "/page-" + QByteArray::number(id);
    e.requestHead = "GET " + path + " HTTP/1.1\r\nHost: a.test\r\nCookie: id=tellnobody\r\n\r\n";
    e.method = {0, 3};
    e.target = {4, quint32(path.size())};
    e.requestLine = {0, quint32(path.size() + 13)};
    e.contentType = "text/plain";
    e.responseHead = (e.status == 404 ? "HTTP/1.1 404 Not Found" : "HTTP/1.1 200 OK")
        + QByteArray("\r\nContent-Type: text/plain\r\nContent-Length: 9\r\n\r\n");
    e.responseBody = "the body\n";
    e.bodyLength = e.bodySent = e.responseBody.size();
    e.responseBytes = e.responseHead.size() + e.responseBody.size();
    return std::make_shared<const trace::Exchange>(e);
}

trace::ConnectionPtr connection(quint64 id)
{
    trace::ConnectionRecord c;
    c.id = id;
    c.client = {"192.0.2.7", quint16(50'000 + id)};
    c.server = {"127.0.0.1", 7788};
    c.state = trace::State::Closed;
    c.cause = trace::CloseCause::ClientFin;
    c.accepted = qint64(id - 1) * 10'000'000 + 900'000;
    c.closed = c.accepted + 11'000'000;
    c.acceptedMs = 1'700'000'000'000;
    c.requests = 10;
    return std::make_shared<const trace::ConnectionRecord>(c);
}

trace::Batch records(quint64 from, quint64 until)
{
    trace::Batch batch;
    for (quint64 id = from; id <= until; ++id) {
        if (id % 10 == 1)
            batch.emplace_back(connection(1 + id / 10));
        batch.emplace_back(exchange(id));
    }
    return batch;
}

QByteArray contents(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

/// How many requests an export holds, as its own lines tell.
qsizetype count(const QByteArray &exported)
{
    return exported.count("GET /page-");
}

} // namespace

/// `porthole export` as it is run: what it writes, what it says and how it ends.
class ExportCommandTest : public QObject
{
    Q_OBJECT
private slots:
    void init();
    void everyFormat_data();
    void everyFormat();
    void ofTheFilter();
    void ofARun();
    void secrets();
    void bodies();
    void refusals_data();
    void refusals();
    void damaged();
    void nothingInIt();
    void standardOutputIsFull();
    void whileItIsRecorded();

private:
    void record(const trace::Batch &batch) const;
    [[nodiscard]] QString path(const char *name) const { return m_folder->filePath(QLatin1StringView(name)); }
    [[nodiscard]] QString capture() const { return path("day.porthole"); }
    [[nodiscard]] Ran run(const QStringList &arguments, const QString &output = {}) const;
    [[nodiscard]] Ran exported(const char *format, const QStringList &more = {}) const;

    std::unique_ptr<QTemporaryDir> m_folder;
};

void ExportCommandTest::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    record(records(1, 100));
}

void ExportCommandTest::record(const trace::Batch &batch) const
{
    store::CaptureWriter writer;
    QVERIFY(writer.open(capture()));
    writer.write(batch);
    writer.close();
    QCOMPARE(writer.lost(), quint64(0));
}

Ran ExportCommandTest::run(const QStringList &arguments, const QString &output) const
{
    QProcess process;
    process.setWorkingDirectory(m_folder->path());
    if (!output.isEmpty())
        process.setStandardOutputFile(output);
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    environment.insert(QStringLiteral("LC_ALL"), QStringLiteral("C.UTF-8"));
    process.setProcessEnvironment(environment);
    process.start(QStringLiteral(PORTHOLE_PROGRAM), QStringList{QStringLiteral("export")} + arguments);
    if (!process.waitForFinished(60'000) || process.exitStatus() != QProcess::NormalExit)
        return {};
    return {process.exitCode(), process.readAllStandardOutput(), process.readAllStandardError()};
}

Ran ExportCommandTest::exported(const char *format, const QStringList &more) const
{
    return run(QStringList{capture(), QStringLiteral("--to"), QLatin1StringView(format)} + more);
}

void ExportCommandTest::everyFormat_data()
{
    QTest::addColumn<QByteArray>("beginning");
    QTest::addColumn<int>("lines"); // 0: it has none
    QTest::newRow("har") << QByteArray("{\"log\":{\"version\":\"1.2\"") << 0;
    QTest::newRow("pcapng") << QByteArray("\x0a\x0d\x0d\x0a") << 0;
    QTest::newRow("csv") << QByteArray("exchange,connection,request,time,") << 101;
    QTest::newRow("jsonl") << QByteArray("{\"time\":\"2023-11-14T22:13:20.001Z\"") << 100;
    QTest::newRow("combined") << QByteArray("192.0.2.7 - - [") << 100;
}

/// To standard output and into a file it is the same.
void ExportCommandTest::everyFormat()
{
    QFETCH(const QByteArray, beginning);
    QFETCH(const int, lines);
    const char *format = QTest::currentDataTag();
    const Ran printed = exported(format);
    QCOMPARE(printed.code, 0);
    QCOMPARE(printed.errors, QByteArray());
    QVERIFY2(printed.out.startsWith(beginning), printed.out.first(60).constData());
    for (int id = 1; id <= 100; ++id)
        QVERIFY2(printed.out.contains("/page-" + QByteArray::number(id)), QByteArray::number(id).constData());
    QVERIFY(!printed.out.contains("tellnobody"));
    if (lines > 0)
        QCOMPARE(printed.out.count('\n'), lines);

    const Ran written = exported(format, {QStringLiteral("--output"), path("out")});
    QCOMPARE(written.code, 0);
    QCOMPARE(written.out, "Exported 100 exchanges to " + path("out").toUtf8() + ".\n");
    QCOMPARE(contents(path("out")), printed.out);
    if (qstrcmp(format, "har") == 0)
        QCOMPARE(tools::entriesOfHar(path("out")), 100);
    if (qstrcmp(format, "pcapng") == 0)
        QCOMPARE(
            tools::tshark(path("out"), {QStringLiteral("-Y"), QStringLiteral("http.request")}).count('\n'),
            100);
}

void ExportCommandTest::ofTheFilter()
{
    const auto filter = [](const char *text) {
        return QStringList{QStringLiteral("--filter"), QString::fromLatin1(text)};
    };
    QCOMPARE(count(exported("combined", filter("status-code:404")).out), 10);
    QCOMPARE(count(exported("combined", filter("path:=/page-7 | -status-code:200")).out), 11);
    const Ran none = exported("combined", filter("path:nowhere"));
    QCOMPARE(none.code, 0);
    QCOMPARE(none.out, QByteArray());
    const Ran har = exported("har", filter("status-code:404"));
    QCOMPARE(QJsonDocument::fromJson(har.out).object()[u"log"][u"entries"].toArray().size(), 10);
    QVERIFY(har.out.contains("Only what matches: status-code:404."));
}

void ExportCommandTest::ofARun()
{
    record(records(1, 30));
    QCOMPARE(count(exported("combined").out), 30);
    QCOMPARE(count(exported("combined", {QStringLiteral("--run"), QStringLiteral("1")}).out), 100);
    QCOMPARE(count(exported("combined", {QStringLiteral("--run"), QStringLiteral("2")}).out), 30);
}

void ExportCommandTest::secrets()
{
    for (const char *format : {"har", "pcapng"}) {
        const Ran ran = exported(format, {QStringLiteral("--with-secrets")});
        QCOMPARE(ran.code, 0);
        QCOMPARE(ran.out.count("Cookie: id=tellnobody"), ran.out.startsWith('{') ? 0 : 100);
        QVERIFY(ran.out.count("id=tellnobody") >= 100);
        QVERIFY(ran.out.contains("Secrets are included."));
    }
}

void ExportCommandTest::bodies()
{
    for (const char *format : {"har", "pcapng"}) {
        QCOMPARE(exported(format).out.count("the body"), 100);
        QCOMPARE(exported(format, {QStringLiteral("--without-bodies")}).out.count("the body"), 0);
    }
}

/// CAPTURE and OUT stand for the paths.
void ExportCommandTest::refusals_data()
{
    QTest::addColumn<QString>("arguments");
    QTest::addColumn<int>("code");
    QTest::addColumn<QByteArray>("says");
    const auto row = [](const char *name, const char *arguments, int code, const char *says) {
        QTest::newRow(name) << QString::fromLatin1(arguments) << code << QByteArray(says);
    };
    row("no capture named", "--to har", 2, "Name the capture");
    row("no format", "CAPTURE", 2, "Add --to and one of har, pcapng");
    row("unknown format", "CAPTURE --to xml", 2, "xml");
    row("unknown option", "CAPTURE --to har --slowly", 2, "slowly");
    row("wrong filter", "CAPTURE --to har --output OUT --filter status-code:", 2,
        "The filter is not right: ");
    row("no bodies to leave out", "CAPTURE --to csv --without-bodies", 2, "Only har and pcapng have bodies");
    row("run 0", "CAPTURE --to har --run 0", 2, "--run");
    row("no such file", "nowhere.porthole --to har --output OUT", 1, "nowhere.porthole");
    row("not a capture", "text --to har --output OUT", 1, "text");
    row("no such run", "CAPTURE --to har --run 7 --output OUT", 1, "has no run 7; its last one is 1.");
    row("no such folder", "CAPTURE --to har --output nowhere/OUT", 1, "cannot be written");
    row("a folder", "CAPTURE --to har --output .", 1, "cannot be written");
}

void ExportCommandTest::refusals()
{
    QFETCH(QString, arguments);
    QFETCH(const int, code);
    QFETCH(const QByteArray, says);
    QFile text(path("text"));
    QVERIFY(text.open(QIODevice::WriteOnly) && text.write("Nothing of that kind.\n") > 0);
    text.close();
    const QStringList before = QDir(m_folder->path()).entryList(QDir::Files);
    arguments.replace(QStringLiteral("CAPTURE"), capture())
        .replace(QStringLiteral("OUT"), QStringLiteral("out"));
    const Ran ran = run(arguments.split(u' '));
    QCOMPARE(ran.code, code);
    QCOMPARE(ran.out, QByteArray());
    QVERIFY2(ran.errors.startsWith("porthole: ") && ran.errors.contains(says), ran.errors.constData());
    QCOMPARE(ran.errors.count('\n'), code == 2 ? 2 : 1); // the sentence, and how it is used
    QCOMPARE(QDir(m_folder->path()).entryList(QDir::Files), before);
}

/// What was there stays when the capture cannot be read to its end.
void ExportCommandTest::damaged()
{
    record(records(1, 5000));
    QFile file(capture());
    QVERIFY(file.open(QIODevice::ReadWrite));
    QVERIFY(file.seek(file.size() / 2));
    QCOMPARE(file.write(QByteArray(200'000, '\xff')), 200'000);
    file.close();
    QFile old(path("out"));
    QVERIFY(old.open(QIODevice::WriteOnly) && old.write("of yesterday") > 0);
    old.close();
    const Ran ran = exported("jsonl", {QStringLiteral("--output"), path("out")});
    QCOMPARE(ran.code, 1);
    QVERIFY2(ran.errors.startsWith("porthole: ") && ran.errors.contains("damaged"), ran.errors.constData());
    QCOMPARE(contents(path("out")), QByteArray("of yesterday"));
    QVERIFY(QDir(m_folder->path()).entryList({QStringLiteral("out.*")}, QDir::Files).isEmpty());
}

void ExportCommandTest::nothingInIt()
{
    QVERIFY(store::prepare(path("empty.porthole")));
    const Ran ran = run({path("empty.porthole"), QStringLiteral("--to"), QStringLiteral("csv")});
    QCOMPARE(ran.code, 1);
    QVERIFY2(ran.errors.contains("There is nothing in the capture"), ran.errors.constData());
}

void ExportCommandTest::standardOutputIsFull()
{
    if (!QFile::exists(QStringLiteral("/dev/full")))
        QSKIP("There is no device that is always full.");
    for (const char *format : {"har", "pcapng", "csv", "jsonl", "combined"}) {
        const Ran ran = run({capture(), QStringLiteral("--to"), QLatin1StringView(format)},
                            QStringLiteral("/dev/full"));
        QCOMPARE(ran.code, 1);
        QVERIFY2(ran.errors.contains("cannot be written: No space left"), ran.errors.constData());
    }
}

void ExportCommandTest::whileItIsRecorded()
{
    store::CaptureWriter writer;
    QVERIFY(writer.open(capture()));
    quint64 until = 0;
    for (const quint64 more : {50, 150}) {
        writer.write(records(until + 1, until + more));
        until += more;
        const auto written = [this] {
            const auto reader = store::CaptureReader::open(capture());
            const auto runs = (*reader)->runs();
            return runs ? runs->back().exchanges : 0;
        };
        QTRY_COMPARE(written(), until);
        const Ran ran = exported("combined");
        QCOMPARE(ran.code, 0);
        QCOMPARE(count(ran.out), qsizetype(until));
    }
    writer.close();
    QCOMPARE(count(exported("combined").out), 200);
    QCOMPARE(count(exported("combined", {QStringLiteral("--run"), QStringLiteral("1")}).out), 100);
}

QTEST_GUILESS_MAIN(ExportCommandTest)
#include "tst_exportcommand.moc"
