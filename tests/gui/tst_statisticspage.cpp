// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/statisticspage.h"
#include "gui/timeplots.h"
#include "gui/toptable.h"
#include "lanescene.h"
#include "trace/filter.h"

#include <QComboBox>
#include <QLabel>
#include <QSettings>
#include <QSignalSpy>
#include <QTabWidget>
#include <QTableView>
#include <QTemporaryDir>
#include <QTest>
#include <QToolButton>
#include <QTreeWidget>
#include <QWheelEvent>

#include <qcustomplot.h>

namespace {

constexpr qint64 second = 1000; ///< in ms of the scene

/// One that ended that many ms after the start.
trace::Exchange asked(quint64 id, double atMs, const QByteArray &target, int status,
                      const QByteArray &referer = {})
{
    trace::Exchange exchange = lanescene::exchange(id, 1 + id % 5, atMs - 1 - double(id % 7), atMs, status);
    exchange.requestHead = "GET " + target + " HTTP/1.1\r\nHost: here:1\r\n";
    if (!referer.isEmpty())
        exchange.requestHead += "Referer: " + referer + "\r\n";
    exchange.requestHead += "\r\n";
    exchange.method = {0, 3};
    exchange.target = {4, quint32(target.size())};
    exchange.requestLine = {0, quint32(target.size()) + 13};
    exchange.responseBytes = 4096;
    return exchange;
}

QTreeWidgetItem *find(QTreeWidget *tree, const QString &start)
{
    for (QTreeWidgetItemIterator item(tree); *item; ++item) {
        if ((*item)->text(0).startsWith(start))
            return *item;
    }
    return nullptr;
}

} // namespace

class TestStatisticsPage : public QObject
{
    Q_OBJECT
private slots:
    void init();
    void cleanup() { m_page.reset(); }
    void aRowFilters();
    void aBarChoosesItsTime();
    void everyNameFilters();
    void draggingChoosesATime();
    void keysReadAndChoose();
    void zoomingShowsLess();
    void theTableSaysTheSame();
    void aBrokenLinkLeadsToItsRequest();
    void theFolderTellsWhatIsNeverAskedFor();
    void aFilterNarrowsTheTables();
    void allRequestsStayInSight();

private:
    QTemporaryDir m_folder;
    std::unique_ptr<trace::Log> m_log;
    std::unique_ptr<gui::StatisticsPage> m_page;
    [[nodiscard]] QTabWidget *tabs() const
    {
        return m_page->findChild<QTabWidget *>(QStringLiteral("statisticsTabs"));
    }
    [[nodiscard]] QWidget *part(const QString &name) const
    {
        for (auto *widget : m_page->findChildren<QWidget *>()) {
            if (widget->accessibleName() == name)
                return widget;
        }
        return nullptr;
    }
};

void TestStatisticsPage::init()
{
    for (const char *name : {"used.html", "unused.html", ".hidden"}) {
        QFile file(m_folder.filePath(QString::fromLatin1(name)));
        QVERIFY(file.open(QFile::WriteOnly));
    }
    m_log = std::make_unique<trace::Log>();
    trace::Batch batch;
    quint64 id = 0;
    for (int at = 1; at <= 120; ++at) {
        for (int i = 0; i < 3 + at % 7; ++i) {
            ++id;
            auto exchange = asked(id, double(at * second + i * 20), "/used.html", id % 9 == 0 ? 304 : 200);
            exchange.diskPath = QDir(m_folder.path()).canonicalPath() + QStringLiteral("/used.html");
            batch.push_back(lanescene::record(exchange));
        }
        if (at % 4 == 0)
            batch.push_back(lanescene::record(
                asked(++id, double(at * second), "/gone.png", 404, "http://here:1/used.html")));
        trace::LoopSample sample;
        sample.at = lanescene::at(double(at * second));
        sample.open = quint32(3 + at % 5);
        batch.push_back(std::make_shared<const trace::LoopSample>(sample));
    }
    m_log->append(batch);
    m_page = std::make_unique<gui::StatisticsPage>(*m_log);
    m_page->setRoot(m_folder.path());
    m_page->resize(1200, 620);
    m_page->show();
    QVERIFY(QTest::qWaitForWindowExposed(m_page.get()));
}

void TestStatisticsPage::aRowFilters()
{
    tabs()->setCurrentIndex(1);
    auto *paths = qobject_cast<gui::TopTable *>(part(QStringLiteral("Paths")));
    QVERIFY(paths);
    QCOMPARE(paths->model()->rowCount(), 2);
    QCOMPARE(paths->model()->index(0, 0).data().toString(), QStringLiteral("/used.html"));
    const QSignalSpy chosen(m_page.get(), &gui::StatisticsPage::termChosen);
    paths->setCurrentIndex(paths->model()->index(1, 0));
    QTest::keyClick(paths, Qt::Key_Return);
    QCOMPARE(chosen.size(), 1);
    QCOMPARE(chosen[0][0].toString(), QStringLiteral("path:=/gone.png"));
}

void TestStatisticsPage::draggingChoosesATime()
{
    auto *plots = m_page->findChild<QWidget *>(QStringLiteral("plots"));
    QVERIFY(plots);
    const QSignalSpy chosen(m_page.get(), &gui::StatisticsPage::spanChosen);
    for (const double row : {0.25, 0.75}) {
        for (const double column : {0.25, 0.75}) {
            const auto y = int(plots->height() * row);
            const auto x = int(plots->width() * column);
            QTest::mousePress(plots, Qt::LeftButton, {}, {x - 40, y});
            QTest::mouseMove(plots, {x, y + 20});
            QTest::mouseMove(plots, {x + 40, y + 20});
            QTest::mouseRelease(plots, Qt::LeftButton, {}, {x + 40, y + 20});
        }
    }
    QCOMPARE(chosen.size(), 4);
    const auto spanOf
        = [&chosen](int i) { return chosen[i][0].value<std::optional<trace::TimeSpan>>().value(); };
    for (int i = 0; i < 4; ++i) {
        QVERIFY(spanOf(i).from < spanOf(i).until);
        QVERIFY(spanOf(i).from >= lanescene::at(0));
        QVERIFY(spanOf(i).until <= lanescene::at(122.0 * second));
    }
}

void TestStatisticsPage::keysReadAndChoose()
{
    auto *plots = m_page->findChild<QWidget *>(QStringLiteral("plots"));
    QVERIFY(plots);
    m_page->activateWindow();
    plots->setFocus();
    QTRY_VERIFY(plots->hasFocus());
    const QSignalSpy chosen(m_page.get(), &gui::StatisticsPage::spanChosen);
    const auto span = [&chosen](int i) { return chosen[i][0].value<std::optional<trace::TimeSpan>>(); };
    QTest::keyClick(plots, Qt::Key_Return);
    QCOMPARE(chosen.size(), 0); // nothing is read yet
    QTest::keyClick(plots, Qt::Key_End);
    const QString last = plots->accessibleName();
    QVERIFY(last.contains(QStringLiteral("open")));
    QTest::keyClick(plots, Qt::Key_Return);
    QTest::keyClick(plots, Qt::Key_Left);
    QVERIFY(plots->accessibleName() != last);
    QTest::keyClick(plots, Qt::Key_Return);
    QTest::keyClick(plots, Qt::Key_Return, Qt::ShiftModifier);
    QCOMPARE(chosen.size(), 3);
    QCOMPARE(span(1)->until + 1, span(0)->from);
    QVERIFY(span(2)->from < span(1)->from);
    QCOMPARE(span(2)->until, span(0)->until);
    QTest::keyClick(plots, Qt::Key_0); // not zoomed: the chosen time goes
    QCOMPARE(chosen.size(), 4);
    QVERIFY(!span(3));
}

void TestStatisticsPage::zoomingShowsLess()
{
    auto *plots = m_page->findChild<QWidget *>(QStringLiteral("plots"));
    const QSignalSpy chosen(m_page.get(), &gui::StatisticsPage::spanChosen);
    const auto shown = [&] {
        QTest::keyClick(plots, Qt::Key_Return, Qt::ShiftModifier);
        return chosen.back()[0].value<std::optional<trace::TimeSpan>>().value();
    };
    const auto length = [](trace::TimeSpan span) { return span.until - span.from; };
    const trace::TimeSpan all = shown();
    QTest::keyClick(plots, Qt::Key_Plus);
    const trace::TimeSpan nearer = shown();
    QVERIFY(length(nearer) < length(all));
    QTest::keyClick(plots, Qt::Key_Left, Qt::ControlModifier);
    QVERIFY(shown().from < nearer.from);
    const QPointF at(plots->width() * 0.25, plots->height() * 0.25);
    QWheelEvent turn(at, plots->mapToGlobal(at), {}, {0, 120}, Qt::NoButton, Qt::NoModifier,
                     Qt::NoScrollPhase, false);
    QCoreApplication::sendEvent(plots, &turn);
    QVERIFY(length(shown()) < length(nearer));
    const auto before = chosen.size();
    QTest::mouseDClick(plots, Qt::LeftButton, {}, at.toPoint());
    QCOMPARE(chosen.size(), before); // first the zoom goes
    QCOMPARE(shown(), all);
}

/// A click on what is there shows only that time; one on nothing does nothing.
void TestStatisticsPage::aBarChoosesItsTime()
{
    auto *plots = m_page->findChild<QCustomPlot *>(QStringLiteral("plots"));
    plots->replot(QCustomPlot::rpImmediateRefresh);
    const QSignalSpy chosen(m_page.get(), &gui::StatisticsPage::spanChosen);
    const QCPAxisRect *rect = plots->axisRect(0);
    QTest::mouseClick(plots, Qt::LeftButton, {}, {rect->center().x(), rect->bottom() - 3});
    QCOMPARE(chosen.size(), 1);
    const auto span = chosen[0][0].value<std::optional<trace::TimeSpan>>();
    QVERIFY(span && span->until - span->from < 10'000'000'000);
    m_log->clear();
    m_page->clear();
    plots->replot(QCustomPlot::rpImmediateRefresh);
    QTest::mouseClick(plots, Qt::LeftButton, {}, rect->center());
    QCOMPARE(chosen.size(), 1);
}

void TestStatisticsPage::everyNameFilters()
{
    auto *plots = m_page->findChild<QCustomPlot *>(QStringLiteral("plots"));
    QVERIFY(plots);
    plots->replot(QCustomPlot::rpImmediateRefresh); // each name has its place
    const QSignalSpy chosen(m_page.get(), &gui::StatisticsPage::termChosen);
    int terms = 0;
    for (auto *legend : plots->findChildren<QCPLegend *>()) {
        for (int i = 0; i < legend->itemCount(); ++i) {
            auto *of = qobject_cast<QCPPlottableLegendItem *>(legend->item(i))->plottable();
            const bool filters = qobject_cast<QCPBars *>(of) || of->name().startsWith(u'p');
            terms += filters ? 1 : 0;
            QTest::mouseClick(plots, Qt::LeftButton, {}, legend->item(i)->outerRect().center());
            QCOMPARE(chosen.size(), terms);
        }
    }
    QVERIFY(terms >= 8);
    for (const auto &term : chosen) {
        const auto filter = trace::Filter::parse(term[0].toString());
        QVERIFY2(filter && !filter->isEmpty(), qPrintable(term[0].toString()));
    }
}

void TestStatisticsPage::theTableSaysTheSame()
{
    auto *button = qobject_cast<QToolButton *>(part(QStringLiteral("Table")));
    auto *table = qobject_cast<QTableView *>(part(QStringLiteral("Numbers over time")));
    QVERIFY(button && table);
    button->click();
    QVERIFY(table->isVisible());
    QVERIFY(table->model()->rowCount() >= 100);
    const QSignalSpy chosen(m_page.get(), &gui::StatisticsPage::spanChosen);
    table->setCurrentIndex(table->model()->index(0, 0));
    QTest::keyClick(table, Qt::Key_Return);
    QCOMPARE(chosen.size(), 1);
}

void TestStatisticsPage::aBrokenLinkLeadsToItsRequest()
{
    tabs()->setCurrentIndex(2);
    auto *tree = qobject_cast<QTreeWidget *>(part(QStringLiteral("Broken pages")));
    QVERIFY(tree);
    QTreeWidgetItem *gone = find(tree, QStringLiteral("/gone.png"));
    QVERIFY(gone && gone->parent());
    QVERIFY(gone->parent()->text(0).startsWith(QStringLiteral("/used.html")));
    QCOMPARE(gone->text(2), QStringLiteral("30"));
    const QSignalSpy chosen(m_page.get(), &gui::StatisticsPage::exchangeChosen);
    tree->setCurrentItem(gone);
    QTest::keyClick(tree, Qt::Key_Return);
    QCOMPARE(chosen.size(), 1);
    QVERIFY(m_log->exchanges().find(chosen[0][0].toULongLong()));
}

void TestStatisticsPage::theFolderTellsWhatIsNeverAskedFor()
{
    tabs()->setCurrentIndex(3);
    auto *tree = qobject_cast<QTreeWidget *>(part(QStringLiteral("Folder")));
    QVERIFY(tree);
    QTRY_VERIFY(find(tree, QStringLiteral("unused.html")));
    QVERIFY(find(tree, QStringLiteral("unused.html"))->text(5).contains(QStringLiteral("never requested")));
    QVERIFY(find(tree, QStringLiteral("gone.png"))->text(5).contains(QStringLiteral("absent")));
    QCOMPARE(find(tree, QStringLiteral("used.html"))->text(5), QString());
    QVERIFY(!find(tree, QStringLiteral(".hidden")));
    // What a filter leaves out was not necessarily never asked for.
    m_page->setFilter(trace::Filter::parse(QStringLiteral("status-code:404")).value());
    QTRY_VERIFY(find(tree, QStringLiteral("used.html"))->text(5).contains(QStringLiteral("not in these")));
    m_page->setFilter({});
    QTRY_COMPARE(find(tree, QStringLiteral("used.html"))->text(5), QString());
    const QSignalSpy chosen(m_page.get(), &gui::StatisticsPage::termChosen);
    tree->setCurrentItem(find(tree, QStringLiteral("used.html")));
    QTest::keyClick(tree, Qt::Key_Return);
    QCOMPARE(chosen.size(), 1);
    const auto filter = trace::Filter::parse(chosen[0][0].toString());
    QVERIFY(filter.has_value());
    QVERIFY(filter->matches(*m_log->exchanges().at(m_log->exchanges().first())));
}

void TestStatisticsPage::aFilterNarrowsTheTables()
{
    tabs()->setCurrentIndex(1);
    auto *paths = qobject_cast<gui::TopTable *>(part(QStringLiteral("Paths")));
    m_page->setFilter(trace::Filter::parse(QStringLiteral("status-code:404")).value());
    QTRY_COMPARE(paths->model()->rowCount(), 1);
    QCOMPARE(paths->model()->index(0, 0).data().toString(), QStringLiteral("/gone.png"));
    m_page->setFilter({});
    QTRY_COMPARE(paths->model()->rowCount(), 2);
}

void TestStatisticsPage::allRequestsStayInSight()
{
    tabs()->setCurrentIndex(1);
    auto *paths = qobject_cast<gui::TopTable *>(part(QStringLiteral("Paths")));
    auto *choice = qobject_cast<QComboBox *>(part(QStringLiteral("Requests counted")));
    auto *sentence = m_page->findChild<QLabel *>(QStringLiteral("scopeSentence"));
    QVERIFY(paths && choice && sentence);
    QVERIFY(sentence->text().contains(QStringLiteral("nothing is filtered")));
    m_page->setFilter(trace::Filter::parse(QStringLiteral("status-code:404")).value());
    QTRY_COMPARE(paths->model()->rowCount(), 1);
    QVERIFY(sentence->text().contains(QStringLiteral("match")));
    choice->setCurrentIndex(1);
    QCOMPARE(paths->model()->rowCount(), 2);
    QVERIFY(sentence->text().contains(QStringLiteral("left aside")));
    m_page->setSpan(trace::TimeSpan{lanescene::at(0), lanescene::at(0.1)});
    QTRY_VERIFY(sentence->text().contains(QStringLiteral("left aside")));
    QCOMPARE(paths->model()->rowCount(), 2);
    // It is remembered, and what was set meanwhile counts when it is turned back.
    QTemporaryDir folder;
    QSettings settings(folder.filePath(QStringLiteral("s.ini")), QSettings::IniFormat);
    m_page->save(settings);
    choice->setCurrentIndex(0);
    QTRY_COMPARE(paths->model()->rowCount(), 0);
    m_page->restore(settings);
    QCOMPARE(choice->currentIndex(), 1);
    QCOMPARE(paths->model()->rowCount(), 2);
}

QTEST_MAIN(TestStatisticsPage)
#include "tst_statisticspage.moc"
