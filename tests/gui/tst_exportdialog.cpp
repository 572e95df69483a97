// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/capturewindow.h"
#include "gui/exportdialog.h"
#include "gui/filterbar.h"
#include "gui/liveview.h"
#include "gui/tableview.h"

#include <QAction>
#include <QCheckBox>
#include <QComboBox>
#include <QDir>
#include <QFileDialog>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QLabel>
#include <QProgressBar>
#include <QPushButton>
#include <QRadioButton>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

#include <sys/resource.h>

#include <csignal>

using trace::ExportFormat;

namespace {

trace::ExchangePtr exchange(quint64 id, trace::Outcome outcome = trace::Outcome::Complete)
{
    trace::Exchange e;
    e.id = id;
    e.connection = 1 + id % 2;
    e.client = {"192.0.2.7", quint16(5000 + e.connection)};
    e.status = id % 10 == 0 ? 404 : 200;
    e.outcome = outcome;
    e.startedMs = 1'700'000'000'000 + qint64(id);
    e.timings.firstByte = e.timings.headComplete = e.timings.requestComplete = qint64(id) * 1000;
    e.timings.finished = outcome == trace::Outcome::InProgress ? 0 : qint64(id) * 1000 + 500;
    const QByteArray path = '/' + QByteArray::number(id);
    e.requestHead = "GET " + path + " HTTP/1.1\r\nHost: a\r\nCookie: id=tellnobody\r\n\r\n";
    e.method = {0, 3};
    e.target = {4, quint32(path.size())};
    e.requestLine = {0, quint32(path.size() + 13)};
    e.responseHead = "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\n";
    e.responseBody = "hello";
    e.bodyLength = e.bodySent = 5;
    e.responseBytes = e.responseHead.size() + 5;
    return std::make_shared<const trace::Exchange>(e);
}

trace::Batch exchanges(quint64 until)
{
    trace::Batch batch;
    for (quint64 id = 1; id <= until; ++id)
        batch.emplace_back(exchange(id));
    return batch;
}

QByteArray contents(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

QJsonArray entries(const QByteArray &har)
{
    return QJsonDocument::fromJson(har).object()[u"log"][u"entries"].toArray();
}

} // namespace

/// The dialog over the view of a window that shows a hundred requests, every tenth of them a 404.
class TestExportDialog : public QObject
{
    Q_OBJECT
private slots:
    void init();
    void cleanup();
    void everyFormat_data();
    void everyFormat();
    void whatTheFilterShows();
    void theSelectedOne();
    void secretsAndBodies();
    void withoutWhatStillRuns();
    void cancelLeavesNothing();
    void closingMeanwhileLeavesNothing();
    void cannotBeWritten_data();
    void cannotBeWritten();
    void diskIsFull_data() { everyFormat_data(); }
    void diskIsFull();
    void nothingToExport();
    void asksForTheFile();
    void byKeyAlone();

private:
    void show(const trace::Batch &batch);
    [[nodiscard]] QString path(const QString &name) const { return m_directory->filePath(name); }
    [[nodiscard]] QStringList files() const { return QDir(m_directory->path()).entryList(QDir::Files); }
    template <typename Widget>
    [[nodiscard]] Widget *find(const char *name) const
    {
        return m_dialog->findChild<Widget *>(QLatin1StringView(name));
    }
    [[nodiscard]] QString result() const { return find<QLabel>("result")->text(); }
    void choose(ExportFormat format) const;
    void exportTo(const QString &name);

    std::unique_ptr<QTemporaryDir> m_directory;
    std::unique_ptr<gui::CaptureWindow> m_window;
    gui::ExportDialog *m_dialog = nullptr;
};

void TestExportDialog::init()
{
    m_directory = std::make_unique<QTemporaryDir>();
    show(exchanges(100));
}

void TestExportDialog::cleanup()
{
    m_window.reset();
}

/// The window with those records, and its dialog got by the menu.
void TestExportDialog::show(const trace::Batch &batch)
{
    m_window = std::make_unique<gui::CaptureWindow>(QStringLiteral("test"), std::vector<trace::Batch>{batch});
    m_window->setAttribute(Qt::WA_DeleteOnClose, false);
    m_window->show();
    QTRY_COMPARE(m_window->log().exchanges().size(), qsizetype(batch.size()));
    for (QAction *action : m_window->findChildren<QAction *>()) {
        if (action->shortcut() == QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_S))
            action->trigger();
    }
    m_dialog = m_window->findChild<gui::ExportDialog *>();
    QVERIFY(m_dialog && m_dialog->isVisible() && !m_dialog->isModal());
}

void TestExportDialog::choose(ExportFormat format) const
{
    auto *formats = find<QComboBox>("format");
    formats->setCurrentIndex(formats->findData(int(format)));
}

void TestExportDialog::exportTo(const QString &name)
{
    m_dialog->exportTo(path(name));
    QTRY_VERIFY(!result().isEmpty());
}

void TestExportDialog::everyFormat_data()
{
    QTest::addColumn<int>("format");
    QTest::addColumn<QByteArray>("beginning");
    QTest::newRow("har") << int(ExportFormat::Har) << QByteArray("{\"log\":{");
    QTest::newRow("pcapng") << int(ExportFormat::Pcapng) << QByteArray("\x0a\x0d\x0d\x0a");
    QTest::newRow("csv") << int(ExportFormat::Csv) << QByteArray("exchange,connection,");
    QTest::newRow("jsonl") << int(ExportFormat::JsonLines) << QByteArray("{\"time\":\"2023-11-14T");
    QTest::newRow("combined") << int(ExportFormat::Combined) << QByteArray("192.0.2.7 - - [");
}

void TestExportDialog::everyFormat()
{
    QFETCH(const int, format);
    QFETCH(const QByteArray, beginning);
    choose(ExportFormat(format));
    QVERIFY(!find<QLabel>("formatText")->text().isEmpty());
    QVERIFY(!find<QPushButton>("showButton")->isVisible());
    exportTo(QStringLiteral("out"));
    QCOMPARE(result(), QStringLiteral("100 requests in out"));
    const QByteArray written = contents(path(QStringLiteral("out")));
    QVERIFY2(written.startsWith(beginning), written.first(40).constData());
    for (int id = 1; id <= 100; ++id)
        QVERIFY(written.contains("/" + QByteArray::number(id)));
    QVERIFY(!written.contains("tellnobody"));
    QVERIFY(find<QPushButton>("showButton")->isVisible());
    QCOMPARE(files(), QStringList{QStringLiteral("out")});
}

void TestExportDialog::whatTheFilterShows()
{
    m_window->findChild<gui::FilterBar *>()->setText(QStringLiteral("status-code:404 | path:=/7"));
    QTRY_COMPARE(m_window->view().shownCount(), 11);
    find<QRadioButton>("shown")->click();
    QVERIFY2(find<QRadioButton>("shown")->text().contains(u"(11)"),
             qUtf8Printable(find<QRadioButton>("shown")->text()));
    QVERIFY(find<QRadioButton>("all")->text().contains(u"(100)"));
    exportTo(QStringLiteral("some.har"));
    QCOMPARE(result(), QStringLiteral("11 requests in some.har"));
    const QByteArray har = contents(path(QStringLiteral("some.har")));
    QCOMPARE(entries(har).size(), 11);
    QCOMPARE(entries(har)[0][u"request"][u"url"].toString(), QStringLiteral("http://a/7"));
    QVERIFY(har.contains("status-code:404 | path:=/7"));
}

void TestExportDialog::theSelectedOne()
{
    QVERIFY(!find<QRadioButton>("selected")->isEnabled());
    for (auto *table : m_window->findChildren<gui::TableView *>()) {
        if (table->accessibleName() == u"Requests")
            table->select(42);
    }
    QTRY_VERIFY(find<QRadioButton>("selected")->isEnabled());
    QVERIFY(find<QRadioButton>("selected")->text().contains(u"GET /42"));
    find<QRadioButton>("selected")->click();
    exportTo(QStringLiteral("one.har"));
    QCOMPARE(result(), QStringLiteral("1 request in one.har"));
    const QJsonArray written = entries(contents(path(QStringLiteral("one.har"))));
    QCOMPARE(written.size(), 1);
    QCOMPARE(written[0][u"_exchange"].toInt(), 42);
}

void TestExportDialog::secretsAndBodies()
{
    QVERIFY(!find<QCheckBox>("secrets")->isChecked());
    const QString before = find<QLabel>("secretsText")->text();
    find<QCheckBox>("secrets")->click();
    QVERIFY(find<QLabel>("secretsText")->text() != before);
    exportTo(QStringLiteral("a.har"));
    QVERIFY(contents(path(QStringLiteral("a.har"))).contains("id=tellnobody"));
    QVERIFY(contents(path(QStringLiteral("a.har"))).contains("\"text\":\"hello\""));

    find<QCheckBox>("bodies")->click();
    exportTo(QStringLiteral("b.har"));
    QVERIFY(!contents(path(QStringLiteral("b.har"))).contains("hello"));

    choose(ExportFormat::Csv);
    QVERIFY(!find<QCheckBox>("bodies")->isEnabled());
}

void TestExportDialog::withoutWhatStillRuns()
{
    show({exchange(1), exchange(2, trace::Outcome::InProgress)});
    choose(ExportFormat::Combined);
    exportTo(QStringLiteral("a.log"));
    QCOMPARE(result(), QStringLiteral("1 request in a.log"));
    QCOMPARE(contents(path(QStringLiteral("a.log"))).count('\n'), 1);
    choose(ExportFormat::Har);
    exportTo(QStringLiteral("a.har"));
    QCOMPARE(result(), QStringLiteral("2 requests in a.har"));
}

void TestExportDialog::cancelLeavesNothing()
{
    show(exchanges(20'000));
    m_dialog->exportTo(path(QStringLiteral("all.har")));
    QVERIFY(find<QProgressBar>("progress")->isVisible());
    QVERIFY(!find<QPushButton>("exportButton")->isEnabled());
    QTest::keyClick(m_dialog, Qt::Key_Escape);
    QVERIFY(m_dialog->isVisible());
    QTRY_COMPARE(result(), QStringLiteral("Cancelled: nothing was written."));
    QCOMPARE(files(), QStringList());
    QVERIFY(!find<QProgressBar>("progress")->isVisible());
    exportTo(QStringLiteral("again.har"));
    QCOMPARE(result(), QStringLiteral("20,000 requests in again.har"));
}

void TestExportDialog::closingMeanwhileLeavesNothing()
{
    show(exchanges(20'000));
    m_dialog->exportTo(path(QStringLiteral("all.pcapng")));
    m_window.reset();
    QCOMPARE(files(), QStringList());
}

void TestExportDialog::cannotBeWritten_data()
{
    QTest::addColumn<QString>("name");
    QTest::newRow("no such folder") << QStringLiteral("nowhere/a.har");
    QTest::newRow("a folder") << QStringLiteral(".");
}

void TestExportDialog::cannotBeWritten()
{
    QFETCH(const QString, name);
    exportTo(name);
    QVERIFY2(result().contains(u"cannot be written"), qUtf8Printable(result()));
    QVERIFY(!find<QPushButton>("showButton")->isVisible());
    QCOMPARE(files(), QStringList());
    QVERIFY(find<QPushButton>("exportButton")->isEnabled());
}

/// Said where it was asked for, with the file that was there before left as it was. A limit on the size of
/// files stands in for the disk.
void TestExportDialog::diskIsFull()
{
    QFETCH(const int, format);
    QFile before(path(QStringLiteral("out")));
    QVERIFY(before.open(QIODevice::WriteOnly) && before.write("before") == 6);
    before.close();
    rlimit limit{};
    QCOMPARE(getrlimit(RLIMIT_FSIZE, &limit), 0);
    const rlimit small{4096, limit.rlim_max};
    std::signal(SIGXFSZ, SIG_IGN);
    QCOMPARE(setrlimit(RLIMIT_FSIZE, &small), 0);
    choose(ExportFormat(format));
    exportTo(QStringLiteral("out"));
    QCOMPARE(setrlimit(RLIMIT_FSIZE, &limit), 0);
    QVERIFY2(result().contains(u"out cannot be written") && result().endsWith(u"Choose another place."),
             qUtf8Printable(result()));
    QCOMPARE(contents(path(QStringLiteral("out"))), QByteArray("before"));
    QCOMPARE(files(), QStringList{QStringLiteral("out")});
    QVERIFY(find<QPushButton>("exportButton")->isEnabled());
}

void TestExportDialog::nothingToExport()
{
    show({});
    QVERIFY(!find<QPushButton>("exportButton")->isEnabled());
}

void TestExportDialog::asksForTheFile()
{
    choose(ExportFormat::Combined);
    find<QPushButton>("exportButton")->click();
    auto *asked = m_dialog->findChild<QFileDialog *>();
    QVERIFY(asked);
    QCOMPARE(asked->acceptMode(), QFileDialog::AcceptSave);
    QCOMPARE(asked->defaultSuffix(), QStringLiteral("log"));
    emit asked->fileSelected(path(QStringLiteral("chosen.log")));
    asked->close();
    QTRY_COMPARE(result(), QStringLiteral("100 requests in chosen.log"));
}

/// Tab reaches every control that can be used, and Esc closes.
void TestExportDialog::byKeyAlone()
{
    QVERIFY(QTest::qWaitForWindowActive(m_dialog));
    QSet<QString> reached;
    for (int i = 0; i < 20; ++i) {
        reached += m_dialog->focusWidget()->objectName();
        QTest::keyClick(m_dialog->focusWidget(), Qt::Key_Tab);
    }
    for (const char *name : {"format", "all", "bodies", "secrets", "exportButton", "closeButton"})
        QVERIFY2(reached.contains(QLatin1StringView(name)), name);
    for (const auto *widget : m_dialog->findChildren<QWidget *>()) {
        const bool isControl = widget->isVisible() && widget->focusPolicy() != Qt::NoFocus
            && !widget->objectName().startsWith(u"qt_") && widget->parentWidget() == m_dialog;
        QVERIFY2(!isControl || !widget->toolTip().isEmpty(), qUtf8Printable(widget->objectName()));
    }
    QTest::keyClick(m_dialog, Qt::Key_Escape);
    QVERIFY(!m_dialog->isVisible());
}

QTEST_MAIN(TestExportDialog)
#include "tst_exportdialog.moc"
