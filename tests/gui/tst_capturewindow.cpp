// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/captureactions.h"
#include "gui/capturelimitsdialog.h"
#include "gui/capturesaver.h"
#include "gui/capturewindow.h"
#include "gui/liveview.h"
#include "gui/messagebar.h"
#include "gui/recording.h"
#include "gui/statisticspage.h"
#include "gui/timeslider.h"
#include "gui/timesliderhandle.h"
#include "store/capturefile.h"
#include "store/capturesave.h"
#include "store/capturewriter.h"
#include "store/schema.h"
#include "trace/collector.h"

#include <QComboBox>
#include <QDir>
#include <QDoubleSpinBox>
#include <QFile>
#include <QLabel>
#include <QSettings>
#include <QSignalSpy>
#include <QTabWidget>
#include <QTableView>
#include <QTemporaryDir>
#include <QTest>
#include <QThreadPool>
#include <QToolButton>

#include <algorithm>
#include <chrono>

namespace {

constexpr qint64 second = 1'000'000'000;

trace::ExchangePtr exchange(quint64 id, trace::Outcome outcome = trace::Outcome::Complete)
{
    trace::Exchange e;
    e.id = id;
    e.connection = 1;
    e.status = id % 10 == 0 ? 404 : 200;
    e.outcome = outcome;
    e.startedMs = 1'700'000'000'000 + qint64(id) * 1000;
    e.timings.firstByte = qint64(id) * second;
    e.timings.finished = qint64(id) * second + 1000;
    e.requestHead = "GET /" + QByteArray::number(id) + " HTTP/1.1\r\n\r\n";
    e.method = {0, 3};
    e.target = {4, quint32(e.requestHead.size() - 17)};
    return std::make_shared<const trace::Exchange>(e);
}

trace::Batch exchanges(quint64 from, quint64 until)
{
    trace::Batch batch;
    for (quint64 id = from; id <= until; ++id)
        batch.emplace_back(exchange(id));
    return batch;
}

/// A HAR of another program.
QByteArray har(int entries)
{
    const QByteArray entry
        = R"({"startedDateTime":"2026-01-01T00:00:00.000Z","time":5,"request":{"method":"GET",)"
          R"("url":"http://host/a","httpVersion":"HTTP/1.1","headers":[]},"response":)"
          R"({"status":200,"httpVersion":"HTTP/1.1","headers":[],"content":{}}})";
    return R"({"log":{"version":"1.2","entries":[)" + (entry + ',').repeated(entries).chopped(1) + "]}}";
}

} // namespace

class TestCaptureWindow : public QObject
{
    Q_OBJECT
private slots:
    void init();
    void knowsCaptures();
    void showsWhatWasRecorded();
    void choosesARun();
    void followsARecording();
    void countsWhatGoesWhileItFollows();
    void saysWhatIsWrong();
    void showsBatches();
    void measuresToItsEnd();
    void readsAHar();
    void cancelsAHar();
    void saysWhatIsWrongWithAHar_data();
    void saysWhatIsWrongWithAHar();
    void narrowsAndSteps();
    void loadsWhatTheSliderShows();
    void hasStatistics();
    void closesWhileItReads();
    void savesWhatTheLogHolds();
    void savingFails();
    void records();
    void recordingFails();
    void limitsWhileItRecords();
    void remembersLimits();

private:
    void write(const trace::Batch &batch);
    void put(const QString &name, const QByteArray &content);
    [[nodiscard]] static QString state(gui::CaptureWindow &window);

    std::unique_ptr<QTemporaryDir> m_directory;
    QString m_path;
};

void TestCaptureWindow::init()
{
    m_directory = std::make_unique<QTemporaryDir>();
    m_path = m_directory->filePath(QStringLiteral("day.porthole"));
}

void TestCaptureWindow::write(const trace::Batch &batch)
{
    store::CaptureWriter writer;
    QVERIFY(writer.open(m_path));
    writer.write(batch);
    writer.close();
}

void TestCaptureWindow::put(const QString &name, const QByteArray &content)
{
    QFile file(m_directory->filePath(name));
    QVERIFY(file.open(QIODevice::WriteOnly) && file.write(content) == content.size());
}

void TestCaptureWindow::knowsCaptures()
{
    const auto isCapture = [this](const char *name) {
        return gui::CaptureActions::isCapture(m_directory->filePath(QString::fromLatin1(name)));
    };
    write(exchanges(1, 2));
    QVERIFY(QFile::copy(m_path, m_directory->filePath(QStringLiteral("renamed.db"))));
    put(QStringLiteral("notes.db"), "not a data base");
    QVERIFY(QDir(m_directory->path()).mkdir(QStringLiteral("folder.porthole")));

    QVERIFY(isCapture("day.porthole"));
    QVERIFY(isCapture("renamed.db"));
    QVERIFY(isCapture("missing.PORTHOLE")); // its window says that it is not there
    QVERIFY(isCapture("missing.har"));
    QVERIFY(!isCapture("notes.db"));
    QVERIFY(!isCapture("missing.db"));
    QVERIFY(!isCapture("folder.porthole"));
}

/// The labels of the status line as one text.
QString TestCaptureWindow::state(gui::CaptureWindow &window)
{
    QStringList texts;
    for (const auto *label : window.findChildren<QLabel *>()) {
        if (label->accessibleName() == u"State" || label->accessibleName() == u"Counts")
            texts << label->text();
    }
    return texts.join(u'|');
}

void TestCaptureWindow::showsWhatWasRecorded()
{
    write(exchanges(1, 5000));
    gui::CaptureWindow window(m_path);
    window.setAttribute(Qt::WA_DeleteOnClose, false);
    window.show();
    QTRY_VERIFY(state(window).contains(u"read to its end"));
    QCOMPARE(window.log().exchanges().size(), 5000);
    QVERIFY2(state(window).contains(u"5,000 requests"), qUtf8Printable(state(window)));
    QCOMPARE(window.timeSlider().bounds(), (trace::TimeSpan{second, 5000 * second + 1000}));
    QCOMPARE(window.lastMoment(), 5000 * second + 1000);
    QVERIFY(window.windowTitle().startsWith(u"day.porthole"));
}

void TestCaptureWindow::choosesARun()
{
    write({exchange(1), exchange(2, trace::Outcome::InProgress)});
    write(exchanges(1, 7));
    gui::CaptureWindow window(m_path);
    window.setAttribute(Qt::WA_DeleteOnClose, false);
    window.show();
    QTRY_COMPARE(window.log().exchanges().size(), 7);
    auto *runs = [&window] {
        for (auto *box : window.findChildren<QComboBox *>()) {
            if (box->accessibleName() == u"Run")
                return box;
        }
        return static_cast<QComboBox *>(nullptr);
    }();
    QVERIFY(runs && runs->isVisible());
    QCOMPARE(runs->count(), 2);
    runs->setCurrentIndex(0);
    emit runs->activated(0);
    QTRY_COMPARE(window.log().exchanges().size(), 2);
    runs->setCurrentIndex(1);
    emit runs->activated(1); // what ran in the first is not in the second
    QTRY_COMPARE(window.log().exchanges().size(), 7);
    QTRY_VERIFY(state(window).contains(u"read to its end"));
    QCOMPARE(window.log().exchanges().size(), 7);
}

void TestCaptureWindow::followsARecording()
{
    store::CaptureWriter writer;
    QVERIFY(writer.open(m_path));
    writer.write(exchanges(1, 3));
    std::unique_ptr<gui::CaptureWindow> window;
    // The run is in the file as soon as the writing thread got to it.
    QTRY_VERIFY([&] {
        window = std::make_unique<gui::CaptureWindow>(m_path);
        window->setAttribute(Qt::WA_DeleteOnClose, false);
        return QTest::qWaitFor([&] { return state(*window).contains(u"following"); }, 1000);
    }());
    QTRY_COMPARE(window->log().exchanges().size(), 3);
    writer.write(exchanges(4, 9));
    QTRY_COMPARE(window->log().exchanges().size(), 9);
    writer.write(exchanges(10, 10));
    writer.close();
    QTRY_VERIFY(state(*window).contains(u"read to its end"));
    QCOMPARE(window->log().exchanges().size(), 10);
}

void TestCaptureWindow::countsWhatGoesWhileItFollows()
{
    QVERIFY(store::prepare(m_path));
    auto file = store::CaptureFile::open(m_path, {.age = std::chrono::seconds(5)});
    QVERIFY(file && (*file)->write(exchanges(1, 30)));
    gui::CaptureWindow window(m_path);
    window.setAttribute(Qt::WA_DeleteOnClose, false);
    QTRY_VERIFY(state(window).contains(u"following"));
    QVERIFY(!state(window).contains(u"evicted"));
    for (quint64 gone = 1; gone > 0;) {
        const auto evicted = (*file)->evict(exchange(20)->startedMs + 5000);
        QVERIFY(evicted);
        gone = evicted->records;
    }
    QTRY_VERIFY2(state(window).contains(u"19 evicted"), qUtf8Printable(state(window)));
    QVERIFY((*file)->finish());
    QTRY_VERIFY(state(window).contains(u"read to its end"));
    QVERIFY(state(window).contains(u"19 evicted"));
}

void TestCaptureWindow::saysWhatIsWrong()
{
    gui::CaptureWindow window(m_path);
    window.setAttribute(Qt::WA_DeleteOnClose, false);
    auto *bar = window.findChild<gui::MessageBar *>();
    window.show();
    QTRY_VERIFY(bar->sentence().contains(u"There is no file"));
    for (const auto *box : window.findChildren<QComboBox *>())
        QVERIFY2(box->accessibleName() != u"Run" || !box->isVisible(), "there is none to choose");
    QVERIFY(state(window).contains(u"could not be read"));
}

void TestCaptureWindow::showsBatches()
{
    gui::CaptureWindow window(QStringLiteral("imported.har"), {exchanges(1, 10), exchanges(11, 20)});
    window.setAttribute(Qt::WA_DeleteOnClose, false);
    QTRY_VERIFY(state(window).contains(u"read to its end"));
    QCOMPARE(window.log().exchanges().size(), 20);
    QCOMPARE(window.windowTitle(), QStringLiteral("imported.har"));
}

/// What never ended is measured by the recording, not by the clock of this machine.
void TestCaptureWindow::measuresToItsEnd()
{
    trace::Exchange running = *exchange(1, trace::Outcome::InProgress);
    running.timings.finished = 0;
    const auto last = std::make_shared<trace::LoopSample>();
    last->at = 4 * second;
    gui::CaptureWindow window(QStringLiteral("recorded"),
                              {{std::make_shared<const trace::Exchange>(running)}, {last}});
    window.setAttribute(Qt::WA_DeleteOnClose, false);
    window.show();
    QTRY_COMPARE(window.view().shownCount(), 1);
    window.view().chooseExchange(1, 1);
    QTRY_VERIFY(window.view().selectedExchange());
    const auto *why = window.findChild<QLabel *>(QStringLiteral("whyLabel"));
    QTRY_VERIFY(why->text().contains(u"after 3.0 s, when the recording ended."));
}

void TestCaptureWindow::readsAHar()
{
    put(QStringLiteral("day.har"), har(3000));
    gui::CaptureWindow window(m_directory->filePath(QStringLiteral("day.har")));
    window.setAttribute(Qt::WA_DeleteOnClose, false);
    QVERIFY(state(window).contains(u"reading"));
    QTRY_VERIFY(state(window).contains(u"read to its end"));
    QCOMPARE(window.log().exchanges().size(), 3000);
    QVERIFY(window.findChild<gui::MessageBar *>()->sentence().contains(u"Another program"));
    QVERIFY(window.windowTitle().contains(u"day.har"));
}

void TestCaptureWindow::cancelsAHar()
{
    put(QStringLiteral("day.har"), har(20'000));
    gui::CaptureWindow window(m_directory->filePath(QStringLiteral("day.har")));
    window.setAttribute(Qt::WA_DeleteOnClose, false);
    window.show();
    auto *cancel = [&window] {
        for (auto *button : window.findChildren<QToolButton *>()) {
            if (button->text() == u"Cancel")
                return button;
        }
        return static_cast<QToolButton *>(nullptr);
    }();
    QVERIFY(cancel && cancel->isVisible());
    cancel->click();
    QVERIFY(state(window).contains(u"cancelled"));
    QVERIFY(!cancel->isVisible());
    QVERIFY(QThreadPool::globalInstance()->waitForDone());
    QCoreApplication::processEvents();
    QCOMPARE(window.log().exchanges().size(), 0);
    QVERIFY(state(window).contains(u"cancelled"));

    auto *closed = new gui::CaptureWindow(m_directory->filePath(QStringLiteral("day.har")));
    delete closed; // while it reads
    QVERIFY(QThreadPool::globalInstance()->waitForDone());
}

void TestCaptureWindow::saysWhatIsWrongWithAHar_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<QByteArray>("content");
    QTest::addColumn<QString>("sentence");
    QTest::newRow("cut off") << "cut.har" << har(5).chopped(20) << "not a whole HAR";
    QTest::newRow("empty") << "empty.har" << QByteArray() << "not a whole HAR";
    QTest::newRow("something else") << "else.har" << QByteArray("{}") << "no log";
    QTest::newRow("missing") << "missing.har" << QByteArray("-") << "cannot be opened";
    QTest::newRow("a folder") << "folder.har" << QByteArray("/") << "is a folder";
}

void TestCaptureWindow::saysWhatIsWrongWithAHar()
{
    QFETCH(QString, name);
    QFETCH(QByteArray, content);
    QFETCH(QString, sentence);
    if (content == "/")
        QVERIFY(QDir(m_directory->path()).mkdir(name));
    else if (content != "-")
        put(name, content);
    gui::CaptureWindow window(m_directory->filePath(name));
    window.setAttribute(Qt::WA_DeleteOnClose, false);
    auto *bar = window.findChild<gui::MessageBar *>();
    QTRY_VERIFY2(bar->sentence().contains(sentence), qUtf8Printable(bar->sentence()));
    QVERIFY(state(window).contains(u"could not be read"));
}

void TestCaptureWindow::narrowsAndSteps()
{
    gui::CaptureWindow window(QStringLiteral("x"), {exchanges(1, 20)});
    window.setAttribute(Qt::WA_DeleteOnClose, false);
    QTRY_VERIFY(state(window).contains(u"read to its end"));
    QSignalSpy changed(&window, &gui::CaptureWindow::spanChanged);
    gui::TimeSlider &slider = window.timeSlider();
    slider.setSpan({second, 5 * second + second / 2});
    const auto handles = slider.findChildren<gui::TimeSliderHandle *>();
    QTest::keyClick(handles[1], Qt::Key_Period);
    QCOMPARE(slider.span()->until, 6 * second);
    QTest::keyClick(handles[1], Qt::Key_Comma);
    QCOMPARE(slider.span()->until, 5 * second);
    for (int i = 0; i < 10; ++i)
        QTest::keyClick(handles[1], Qt::Key_Comma);
    QCOMPARE(slider.span()->until, second);
    QCOMPARE(changed.size(), 7); // nothing more happened at the end
}

/// A capture that is larger than what is kept in memory.
void TestCaptureWindow::loadsWhatTheSliderShows()
{
    write(exchanges(1, 10'000));
    const qint64 budget = 3500 * std::get<trace::ExchangePtr>(exchanges(9000, 9000)[0])->footprint();
    gui::CaptureWindow window(m_path, nullptr, budget);
    window.setAttribute(Qt::WA_DeleteOnClose, false);
    window.show();
    QTRY_VERIFY(state(window).contains(u"read to its end"));
    const auto &rows = window.log().exchanges();
    const auto first = [&rows] { return rows.size() == 0 ? 0 : rows.at(rows.first())->id; };
    const auto last = [&rows] { return rows.size() == 0 ? 0 : rows.at(rows.end() - 1)->id; };
    QCOMPARE(last(), 10'000);
    QVERIFY(first() > 5000);
    auto *bar = window.findChild<gui::MessageBar *>();
    QVERIFY2(bar->sentence().contains(u"are not loaded"), qUtf8Printable(bar->sentence()));
    const trace::TimeSpan bounds = window.timeSlider().bounds();

    window.timeSlider().setSpan({2000 * second, 2500 * second}); // fits
    QTRY_COMPARE(first(), 2000);
    QTRY_VERIFY(state(window).contains(u"until the memory was full"));
    QVERIFY(last() >= 2500);
    QVERIFY(!bar->isVisible()); // all that is shown is there
    window.timeSlider().setSpan({2000 * second, 9500 * second});
    QVERIFY(bar->isVisible() && bar->sentence().contains(u"is not loaded"));
    window.timeSlider().setSpan({2000 * second, 2500 * second});
    QVERIFY(!bar->isVisible());
    QCOMPARE(window.timeSlider().bounds(), bounds);
    QTRY_COMPARE(window.view().shownCount(), 501);
    QVERIFY2(state(window).contains(u"a part of the time"), qUtf8Printable(state(window)));

    window.timeSlider().setSpan({500 * second, 9000 * second}); // does not
    QTRY_COMPARE(first(), 500);
    QTRY_VERIFY(state(window).contains(u"until the memory was full"));
    QVERIFY(last() < 9000);
    QVERIFY2(bar->sentence().contains(u"is not loaded"), qUtf8Printable(bar->sentence()));
    QVERIFY(window.log().footprint() <= budget);

    window.timeSlider().setSpan(bounds); // as at first
    QTRY_COMPARE(last(), 10'000);
    QTRY_VERIFY(state(window).contains(u"read to its end"));
    QCOMPARE(window.timeSlider().bounds(), bounds);
    QVERIFY(!window.timeSlider().span());
    QVERIFY(!state(window).contains(u"a part of the time"));
}

/// The page of the live window, by the time that the slider shows and the other way round.
void TestCaptureWindow::hasStatistics()
{
    write(exchanges(1, 100));
    gui::CaptureWindow window(m_path);
    window.setAttribute(Qt::WA_DeleteOnClose, false);
    window.show();
    QVERIFY(QTest::qWaitForWindowActive(&window)); // a shortcut is for the window that has the focus
    QTRY_VERIFY(state(window).contains(u"read to its end"));
    auto *page = window.findChild<gui::StatisticsPage *>();
    QVERIFY(page && !page->isVisible());
    QTest::keyClick(&window, Qt::Key_2, Qt::AltModifier);
    QVERIFY(page->isVisible());
    auto *tabs = page->findChild<QTabWidget *>(QStringLiteral("statisticsTabs"));
    tabs->setCurrentIndex(1);
    const auto tables = page->findChildren<QTableView *>();
    const auto found = std::find_if(tables.begin(), tables.end(), [](const QTableView *table) {
        return table->accessibleName() == u"Paths";
    });
    QVERIFY(found != tables.end());
    const QTableView *paths = *found;
    QTRY_COMPARE(paths->model()->rowCount(), 100);

    window.timeSlider().setSpan({second, 10 * second});
    QTRY_COMPARE(paths->model()->rowCount(), 10);
    emit page->spanChosen(trace::TimeSpan{5 * second, 7 * second});
    QTRY_COMPARE(paths->model()->rowCount(), 3);
    QCOMPARE(window.timeSlider().span(), std::optional(trace::TimeSpan{5 * second, 7 * second}));
    emit page->spanChosen(std::nullopt);
    QTRY_COMPARE(paths->model()->rowCount(), 100);

    emit page->exchangeChosen(42, 1);
    QVERIFY(!page->isVisible());
    QTRY_VERIFY(window.view().selectedExchange());
    QCOMPARE(window.view().selectedExchange()->id, 42);
}

void TestCaptureWindow::closesWhileItReads()
{
    write(exchanges(1, 30'000));
    auto *window = new gui::CaptureWindow(m_path);
    QSignalSpy gone(window, &QObject::destroyed);
    window->show();
    QTRY_VERIFY(window->log().exchanges().size() > 0);
    window->close();
    QTRY_COMPARE(gone.size(), 1);
}

void TestCaptureWindow::savesWhatTheLogHolds()
{
    write(exchanges(1, 3)); // is replaced
    trace::Log log;
    log.append(exchanges(1, 6000));
    gui::CaptureSaver saver;
    QSignalSpy saved(&saver, &gui::CaptureSaver::saved);
    QSignalSpy progressed(&saver, &gui::CaptureSaver::progressed);
    saver.save(log, m_path);
    QTRY_COMPARE(saved.size(), 1);
    QVERIFY(!saver.isRunning() && !progressed.empty());
    QCOMPARE(QDir(m_directory->path()).entryList(QDir::Files), QStringList(QStringLiteral("day.porthole")));
    const auto reader = store::CaptureReader::open(m_path);
    const auto runs = (*reader)->runs();
    QCOMPARE(runs->size(), size_t(1));
    QCOMPARE(runs->front().exchanges, quint64(6000));
    QCOMPARE(runs->front().startedMs, 1'700'000'001'000);

    QSignalSpy cancelled(&saver, &gui::CaptureSaver::cancelled);
    saver.save(log, m_path);
    saver.cancel();
    QTRY_COMPARE(cancelled.size(), 1); // the one before is as it was
    QCOMPARE(QDir(m_directory->path()).entryList(QDir::Files), QStringList(QStringLiteral("day.porthole")));
    QVERIFY(store::CaptureReader::open(m_path));
}

void TestCaptureWindow::savingFails()
{
    trace::Log log;
    log.append(exchanges(1, 3));
    gui::CaptureSaver saver;
    QSignalSpy failed(&saver, &gui::CaptureSaver::failed);
    saver.save(log, m_directory->filePath(QStringLiteral("no/such/folder")));
    QTRY_COMPARE(failed.size(), 1);
    QVERIFY(failed[0][0].toString().contains(u"cannot be written"));
}

void TestCaptureWindow::records()
{
    trace::Collector collector(5);
    auto ring = std::make_shared<trace::Ring>();
    collector.setRings({ring});
    gui::Recording recording(collector);
    QSignalSpy changed(&recording, &gui::Recording::onChanged);
    ring->push(exchange(1));
    collector.drain(); // before it is on
    QVERIFY(recording.start(m_path) && recording.isOn());
    ring->push(exchange(2));
    ring->push(exchange(3));
    recording.stop(); // takes what has not been drained
    QVERIFY(!recording.isOn());
    QCOMPARE(recording.exchanges(), quint64(2));
    QCOMPARE(recording.lost(), quint64(0));
    QCOMPARE(changed.size(), 2);
    QVERIFY(recording.state().isEmpty());
    QCOMPARE((*(*store::CaptureReader::open(m_path))->runs())[0].exchanges, quint64(2));
    QVERIFY(recording.start(m_path));
    QCOMPARE(recording.exchanges(), quint64(0));
    QVERIFY(recording.state().contains(u"day.porthole"));
}

void TestCaptureWindow::recordingFails()
{
    trace::Collector collector;
    gui::Recording recording(collector);
    const auto started = recording.start(m_directory->path());
    QVERIFY(!started && started.error().contains(u"folder"));
    QVERIFY(!recording.isOn());
}

void TestCaptureWindow::limitsWhileItRecords()
{
    trace::Collector collector(5);
    auto ring = std::make_shared<trace::Ring>();
    collector.setRings({ring});
    gui::Recording recording(collector);
    gui::CaptureLimitsDialog dialog(recording);
    dialog.show();
    const auto boxes = dialog.findChildren<QDoubleSpinBox *>();
    const auto named
        = [&boxes](QStringView name) { return *std::ranges::find(boxes, name, &QWidget::accessibleName); };
    QLabel *now = nullptr;
    for (auto *label : dialog.findChildren<QLabel *>())
        now = label->accessibleName() == u"Size now" ? label : now;
    QVERIFY(now && now->text().contains(u"nothing"));
    QCOMPARE(named(u"Largest size")->text(), QStringLiteral("no limit"));

    QVERIFY(recording.start(m_path));
    for (quint64 id = 1; id <= 20; ++id)
        ring->push(exchange(id)); // of 2023
    collector.drain();
    QTRY_VERIFY(recording.fileBytes() > 0);
    QTRY_VERIFY2(now->text().contains(u"B in day.porthole"), qUtf8Printable(now->text()));
    QCOMPARE(recording.evicted(), quint64(0));
    named(u"Largest size")->setValue(250);
    named(u"Greatest age")->setValue(1.5);
    QCOMPARE(recording.limits().bytes, 250'000'000);
    QCOMPARE(recording.limits().age, std::chrono::seconds(5400));
    quint64 id = 21;
    QTRY_VERIFY([&] { // the limits are looked at when something is written
        ring->push(exchange(id++));
        collector.drain();
        return recording.evicted() >= 20;
    }());
}

void TestCaptureWindow::remembersLimits()
{
    trace::Collector collector;
    const trace::Log log;
    QSettings settings(m_directory->filePath(QStringLiteral("settings.ini")), QSettings::IniFormat);
    const auto restored = [&] {
        QWidget window;
        gui::MessageBar bar;
        gui::CaptureActions actions(collector, log, bar, &window);
        actions.restoreLimits(settings);
        actions.saveLimits(settings);
        const store::CaptureLimits limits = actions.recording().limits();
        return std::pair(limits.bytes, qint64(limits.age.count()));
    };
    QCOMPARE(restored(), std::pair(qint64(0), qint64(0)));
    settings.setValue(QStringLiteral("recording/mostBytes"), qlonglong(5'000'000'000));
    settings.setValue(QStringLiteral("recording/mostSeconds"), 90);
    QCOMPARE(restored(), std::pair(qint64(5'000'000'000), qint64(90)));
    QCOMPARE(restored(), std::pair(qint64(5'000'000'000), qint64(90)));
    settings.setValue(QStringLiteral("recording/mostBytes"), QStringLiteral("much"));
    settings.setValue(QStringLiteral("recording/mostSeconds"), -5);
    QCOMPARE(restored(), std::pair(qint64(0), qint64(0)));
}

QTEST_MAIN(TestCaptureWindow)
#include "tst_capturewindow.moc"
