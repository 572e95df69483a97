// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/labpage.h"
#include "gui/labresults.h"
#include "gui/labturnview.h"

#include <QAbstractItemView>
#include <QAccessible>
#include <QCheckBox>
#include <QComboBox>
#include <QDoubleSpinBox>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QSettings>
#include <QSignalSpy>
#include <QSpinBox>
#include <QTabWidget>
#include <QTemporaryDir>
#include <QTest>
#include <QTextBrowser>
#include <QToolButton>

namespace {

constexpr int longEnough = 30'000; ///< ms that a small run takes at most on a slow machine

} // namespace

class TestLabPage : public QObject
{
    Q_OBJECT
private slots:
    void init();
    void cleanup();
    void measuresWhatIsChosen();
    void isCancelled();
    void closesWhileItRuns();
    void saysWhatToChange_data();
    void saysWhatToChange();
    void keysReadThePlots();
    void picturesAndNumbersAreSaved_data();
    void picturesAndNumbersAreSaved();
    void whatCannotBeSavedIsExplained();
    void aTurnIsPlayedByKeys();
    void nothingMovesByItselfUnlessWanted();
    void theTextChangesItsLanguage();
    void choicesAreRemembered();
    void everythingIsNamed();

private:
    template <typename T>
    [[nodiscard]] T *find(const char *name) const
    {
        return m_page->findChild<T *>(QString::fromLatin1(name));
    }
    void choose(const QStringList &loops, const QString &idle);
    void showNumbers();
    void recordTurn(int idle);

    std::optional<QTemporaryDir> m_folder;
    std::optional<QSettings> m_settings;
    std::unique_ptr<gui::LabPage> m_page;
};

void TestLabPage::init()
{
    m_folder.emplace();
    m_settings.emplace(m_folder->filePath(QStringLiteral("settings.ini")), QSettings::IniFormat);
    m_page = std::make_unique<gui::LabPage>(*m_settings);
    m_page->resize(1100, 640);
    m_page->show();
    QVERIFY(QTest::qWaitForWindowExposed(m_page.get()));
}

void TestLabPage::cleanup()
{
    m_page.reset();
    m_settings.reset();
    m_folder.reset();
}

/// By their boxes, and as short as it may be.
void TestLabPage::choose(const QStringList &loops, const QString &idle)
{
    for (int i = 0; i < lab::loopCount; ++i) {
        const QString key = QString::fromLatin1(lab::key(lab::Loop(i)));
        m_page->findChild<QCheckBox *>(key)->setChecked(loops.contains(key));
    }
    find<QLineEdit>("idleCounts")->setText(idle);
    find<QSpinBox>("asking")->setValue(2);
    find<QDoubleSpinBox>("seconds")->setValue(0.1);
}

/// As if they had been measured.
void TestLabPage::showNumbers()
{
    auto *results = m_page->findChild<gui::LabResults *>();
    results->begin({});
    for (const int idle : {0, 100, 1000}) {
        lab::Point point;
        point.idle = idle;
        point.responses = 10;
        point.p50Us = 100 + idle;
        point.p99Us = 200 + idle;
        point.cpuUs = 20;
        point.responsesPerSecond = 5000;
        results->add(lab::Loop::Polling, point);
        results->add(lab::Loop::Epoll, point);
    }
}

void TestLabPage::measuresWhatIsChosen()
{
    choose({QStringLiteral("polling"), QStringLiteral("epoll")}, QStringLiteral("0, 20"));
    QTest::mouseClick(find<QPushButton>("run"), Qt::LeftButton);
    QVERIFY(m_page->isRunning());
    QCOMPARE(find<QPushButton>("run")->text(), QStringLiteral("Cancel"));
    QTRY_VERIFY_WITH_TIMEOUT(!m_page->isRunning(), longEnough);
    QVERIFY2(!find<QLabel>("labProblem")->isVisible(), qPrintable(find<QLabel>("labProblem")->text()));
    const auto *numbers = find<QAbstractItemView>("labNumbers")->model();
    QCOMPARE(numbers->rowCount(), 4);
    const lab::Result &result = m_page->findChild<gui::LabResults *>()->result();
    QVERIFY(result.isCorrect());
    QCOMPARE(result.loops.size(), size_t(2));
    QVERIFY(result.loops[1].points[1].responses > 0);
    const QString words = find<QLabel>("labWords")->text();
    QVERIFY2(words.contains(QStringLiteral("20 idle clients as with none")), qPrintable(words));
    QVERIFY(find<QWidget>("labPlots")->isVisible());
    QCOMPARE(find<QPushButton>("run")->text(), QStringLiteral("Run"));
}

void TestLabPage::isCancelled()
{
    choose({QStringLiteral("epoll")}, QStringLiteral("0, 5, 10"));
    find<QDoubleSpinBox>("seconds")->setValue(30);
    QTest::mouseClick(find<QPushButton>("run"), Qt::LeftButton);
    QVERIFY(m_page->isRunning());
    QTest::mouseClick(find<QPushButton>("run"), Qt::LeftButton);
    QVERIFY(!find<QPushButton>("run")->isEnabled());
    QTRY_VERIFY_WITH_TIMEOUT(!m_page->isRunning(), longEnough);
    QVERIFY(find<QLabel>("labWords")->text().contains(QStringLiteral("Cancelled")));
    QVERIFY(find<QLineEdit>("idleCounts")->isEnabled());
}

void TestLabPage::closesWhileItRuns()
{
    choose({QStringLiteral("poll")}, QStringLiteral("50"));
    find<QDoubleSpinBox>("seconds")->setValue(30);
    m_page->run();
    QVERIFY(m_page->isRunning());
    m_page.reset(); // returns: the lab has stopped
}

void TestLabPage::saysWhatToChange_data()
{
    QTest::addColumn<QStringList>("loops");
    QTest::addColumn<QString>("idle");
    QTest::addColumn<QString>("says");
    QTest::newRow("no loop") << QStringList() << QStringLiteral("0")
                             << QStringLiteral("Choose at least one loop.");
    QTest::newRow("no number") << QStringList(QStringLiteral("epoll")) << QStringLiteral("few")
                               << QStringLiteral("“few” is no number");
}

void TestLabPage::saysWhatToChange()
{
    QFETCH(const QStringList, loops);
    QFETCH(const QString, idle);
    QFETCH(const QString, says);
    choose(loops, idle);
    QTest::keyClick(find<QLineEdit>("idleCounts"), Qt::Key_Return);
    QVERIFY(!m_page->isRunning());
    auto *problem = find<QLabel>("labProblem");
    QVERIFY(problem->isVisible());
    QVERIFY2(problem->text().contains(says), qPrintable(problem->text()));
    find<QLineEdit>("idleCounts")->setText(QStringLiteral("0, 1"));
    QVERIFY(!problem->isVisible());
}

void TestLabPage::keysReadThePlots()
{
    showNumbers();
    auto *plots = find<QWidget>("labPlots");
    plots->setFocus();
    QTRY_VERIFY(plots->hasFocus());
    const auto says
        = [plots](const char *words) { return plots->accessibleName().contains(QString::fromUtf8(words)); };
    QTest::keyClick(plots, Qt::Key_Left);
    QVERIFY2(says("Time for an answer with 1,000 idle clients: The article's loop 1.1 ms, p99 1.2 ms"),
             qPrintable(plots->accessibleName()));
    QTest::keyClick(plots, Qt::Key_Home);
    QVERIFY(says("with no idle clients"));
    QTest::keyClick(plots, Qt::Key_Right);
    QVERIFY(says("with 100 idle clients"));
    QTest::keyClick(plots, Qt::Key_Down);
    QVERIFY(says("Answers a second with 100 idle clients: The article's loop 5,000/s"));
    QTest::keyClick(plots, Qt::Key_Up);
    QTest::keyClick(plots, Qt::Key_Up);
    QVERIFY(says("Tries in vain"));
    find<QComboBox>("scale")->setCurrentIndex(1);
    QVERIFY(says("with 100 idle clients"));
}

void TestLabPage::picturesAndNumbersAreSaved_data()
{
    QTest::addColumn<QString>("ending");
    QTest::addColumn<QByteArray>("begins");
    QTest::newRow("picture") << QStringLiteral("png") << QByteArray("\x89PNG");
    QTest::newRow("drawing") << QStringLiteral("svg") << QByteArray("<?xml");
    QTest::newRow("table") << QStringLiteral("csv") << QByteArray("loop,idle,responses");
    QTest::newRow("JSON") << QStringLiteral("json") << QByteArray("{");
}

void TestLabPage::picturesAndNumbersAreSaved()
{
    QFETCH(const QString, ending);
    QFETCH(const QByteArray, begins);
    showNumbers();
    const QString path = m_folder->filePath(QStringLiteral("out.") + ending);
    const auto saved = m_page->findChild<gui::LabResults *>()->saveTo(path);
    QVERIFY2(saved, qPrintable(saved ? QString() : saved.error()));
    QFile file(path);
    QVERIFY(file.open(QFile::ReadOnly));
    const QByteArray content = file.readAll();
    QVERIFY2(content.startsWith(begins), content.left(80).constData());
    if (ending == QStringLiteral("svg"))
        QVERIFY(content.contains("The article's loop p99"));
    if (ending == QStringLiteral("csv"))
        QVERIFY(content.contains("\npolling,1000,10,") || content.contains("\r\npolling,1000,10,"));
    if (ending == QStringLiteral("json"))
        QCOMPARE(QJsonDocument::fromJson(content).object()[QStringLiteral("loops")].toArray().size(), 3);
}

void TestLabPage::whatCannotBeSavedIsExplained()
{
    showNumbers();
    auto *results = m_page->findChild<gui::LabResults *>();
    for (const char *name : {"no/such/folder.png", "no/such/folder.csv"}) {
        const auto saved = results->saveTo(m_folder->filePath(QString::fromLatin1(name)));
        QVERIFY(!saved);
        QVERIFY2(saved.error().contains(QStringLiteral("cannot be written")), qPrintable(saved.error()));
    }
    const auto saved = results->saveTo(m_folder->filePath(QStringLiteral("out.gif")));
    QVERIFY(!saved);
    QVERIFY(saved.error().contains(QStringLiteral(".png or .svg")));
}

void TestLabPage::recordTurn(int idle)
{
    choose({QStringLiteral("polling"), QStringLiteral("poll"), QStringLiteral("epoll")}, QStringLiteral("0"));
    find<QSpinBox>("turnIdle")->setValue(idle);
    m_page->record(idle);
    QTRY_VERIFY_WITH_TIMEOUT(!m_page->isRunning(), longEnough);
    if (find<QLabel>("labProblem")->isVisible())
        QSKIP(qPrintable(find<QLabel>("labProblem")->text()));
}

void TestLabPage::aTurnIsPlayedByKeys()
{
    recordTurn(20);
    if (QTest::currentTestFailed())
        return;
    const auto *view = m_page->findChild<gui::LabTurnView *>();
    auto *canvas = find<QWidget>("turnCanvas");
    const auto *caption = find<QLabel>("caption");
    QCOMPARE(view->player().turns().size(), size_t(3));
    find<QToolButton>("english")->click();
    const QString text = find<QTextBrowser>("articleText")->toPlainText();
    QVERIFY2(text.contains(QStringLiteral("----3 before recv · 21 × this turn")), qPrintable(text));
    QVERIFY(view->player().steps() > 20);
    QTest::keyClick(canvas, Qt::Key_Home);
    QVERIFY(!view->isPlaying());
    QCOMPARE(view->player().position(), 0);
    QTest::keyClick(canvas, Qt::Key_Right);
    QTest::keyClick(canvas, Qt::Key_Right);
    QCOMPARE(view->player().position(), 2);
    QVERIFY2(caption->text().startsWith(QStringLiteral("2 of ")), qPrintable(caption->text()));
    QTest::keyClick(canvas, Qt::Key_Left);
    QCOMPARE(view->player().position(), 1);
    QTest::keyClick(canvas, Qt::Key_End);
    QVERIFY(view->player().isAtEnd());
    QVERIFY2(canvas->accessibleDescription().contains(QStringLiteral("The article's loop: Calls:")),
             qPrintable(canvas->accessibleDescription()));
    QTest::keyClick(canvas, Qt::Key_Space); // from the beginning again
    QVERIFY(view->isPlaying());
    QTRY_VERIFY(view->player().position() > 0);
    QTest::keyClick(canvas, Qt::Key_Space);
    QVERIFY(!view->isPlaying());
    QTest::keyClick(canvas, Qt::Key_Home);
    QTest::keyClick(canvas, Qt::Key_Right, Qt::ControlModifier);
    QVERIFY(view->player().position() > 0);
}

void TestLabPage::nothingMovesByItselfUnlessWanted()
{
    const bool wanted = QApplication::isEffectEnabled(Qt::UI_General);
    QApplication::setEffectEnabled(Qt::UI_General, false);
    recordTurn(5);
    QApplication::setEffectEnabled(Qt::UI_General, wanted);
    if (QTest::currentTestFailed())
        return;
    const auto *view = m_page->findChild<gui::LabTurnView *>();
    QVERIFY(view->player().steps() > 0);
    QVERIFY(!view->isPlaying());
    QCOMPARE(view->player().position(), 0);
}

void TestLabPage::theTextChangesItsLanguage()
{
    find<QTabWidget>("labTabs")->setCurrentIndex(1);
    const auto *text = find<QTextBrowser>("articleText");
    find<QToolButton>("english")->click();
    QVERIFY(text->toPlainText().contains(QStringLiteral("----3 before recv")));
    find<QToolButton>("chinese")->click();
    QVERIFY(text->toPlainText().contains(QString::fromUtf8("----3 recv 之前")));
    m_page.reset();
    m_page = std::make_unique<gui::LabPage>(*m_settings);
    QVERIFY(find<QToolButton>("chinese")->isChecked());
}

void TestLabPage::choicesAreRemembered()
{
    choose({QStringLiteral("blocking"), QStringLiteral("epoll")}, QStringLiteral("3, 33"));
    find<QComboBox>("scale")->setCurrentIndex(1);
    find<QTabWidget>("labTabs")->setCurrentIndex(1);
    m_page.reset();
    m_page = std::make_unique<gui::LabPage>(*m_settings);
    QVERIFY(find<QCheckBox>("blocking")->isChecked());
    QVERIFY(!find<QCheckBox>("polling")->isChecked());
    QCOMPARE(find<QLineEdit>("idleCounts")->text(), QStringLiteral("3, 33"));
    QCOMPARE(find<QSpinBox>("asking")->value(), 2);
    QCOMPARE(find<QDoubleSpinBox>("seconds")->value(), 0.1);
    QCOMPARE(find<QComboBox>("scale")->currentIndex(), 1);
    QCOMPARE(find<QTabWidget>("labTabs")->currentIndex(), 1);
}

void TestLabPage::everythingIsNamed()
{
    showNumbers();
    int controls = 0;
    for (int tab = 0; tab < 2; ++tab) {
        find<QTabWidget>("labTabs")->setCurrentIndex(tab);
        for (auto *widget : m_page->findChildren<QWidget *>()) {
            if (!(widget->focusPolicy() & Qt::TabFocus) || !widget->isVisible()
                || widget->objectName().startsWith(QStringLiteral("qt_")) || widget->inherits("QTabBar")
                || widget->inherits("QTabWidget"))
                continue;
            ++controls;
            const QString what
                = QString::fromLatin1(widget->metaObject()->className()) + u' ' + widget->objectName();
            QAccessibleInterface *interface = QAccessible::queryAccessibleInterface(widget);
            QVERIFY2(interface && !interface->text(QAccessible::Name).isEmpty(), qPrintable(what));
            QVERIFY2(!widget->toolTip().isEmpty(), qPrintable(what));
        }
    }
    QVERIFY(controls > 20);
}

QTEST_MAIN(TestLabPage)
#include "tst_labpage.moc"
