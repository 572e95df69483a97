// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/captureactions.h"
#include "gui/capturewindow.h"
#include "gui/elidedlabel.h"
#include "gui/filteredit.h"
#include "gui/headview.h"
#include "gui/lanesview.h"
#include "gui/messagebar.h"
#include "gui/summaryview.h"
#include "models/columns.h"
#include "models/marks.h"
#include "models/roles.h"
#include "windowfixture.h"

#include <QAbstractSpinBox>
#include <QAction>
#include <QApplication>
#include <QClipboard>
#include <QComboBox>
#include <QDropEvent>
#include <QGuiApplication>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QMimeData>
#include <QPushButton>
#include <QSpinBox>
#include <QStatusBar>
#include <QTcpServer>
#include <QTcpSocket>
#include <QToolButton>

using models::ConnectionColumn;
using models::RequestColumn;
using State = net::Server::State;

class MainWindowTest : public QObject
{
    Q_OBJECT
private slots:
    void init() { m_fixture.emplace(); }
    void cleanup() { m_fixture.reset(); }

    void startsAndStops();
    void saysWhatToDo();
    void requestsAreRows();
    void connectionNarrowsRequests();
    void requestShowsItsHeads();
    void lanesSelectRows();
    void spanNarrows();
    void filters();
    void pausesWithoutLoss();
    void clears();
    void offersAnotherPort();
    void folderProblemFocusesTheFolder();
    void servesADroppedFolder();
    void opensADroppedHar();
    void tellsWhenTheFolderVanishes();
    void copiesTheAddress();
    void changesTheme();
    void remembers();
    void resetsTheLayout();
    void closesWhileServing();
    void quitsWithCapturesOpen();

private:
    [[nodiscard]] QString cell(int row, RequestColumn column)
    {
        return m_fixture->requests()->model()->index(row, int(column)).data().toString();
    }
    [[nodiscard]] int rows(const gui::TableView *view) { return view->model()->rowCount(); }
    void press(Qt::Key key, Qt::KeyboardModifiers modifiers = Qt::ControlModifier)
    {
        QTest::keyClick(m_fixture->window.get(), key, modifiers);
    }

    std::optional<WindowFixture> m_fixture;
};

void MainWindowTest::startsAndStops()
{
    auto *button = m_fixture->find<QToolButton>("startButton");
    QCOMPARE(button->text(), QStringLiteral("Start"));
    QVERIFY(m_fixture->start());
    QCOMPARE(button->text(), QStringLiteral("Stop"));
    QVERIFY(m_fixture->find<QLabel>("addressLabel")->text().contains(m_fixture->server.urls().first()));
    QVERIFY(!m_fixture->find<QAbstractSpinBox>("portBox")->isEnabled());

    press(Qt::Key_R);
    QTRY_COMPARE(m_fixture->server.state(), State::Stopped);
    QCOMPARE(button->text(), QStringLiteral("Start"));
    QVERIFY(m_fixture->find<QAbstractSpinBox>("portBox")->isEnabled());
    press(Qt::Key_R);
    QCOMPARE(m_fixture->server.state(), State::Listening);
}

void MainWindowTest::saysWhatToDo()
{
    QVERIFY(m_fixture->requests()->emptyText().contains(QStringLiteral("Start")));
    QVERIFY(m_fixture->start());
    QVERIFY(m_fixture->requests()->emptyText().contains(m_fixture->server.urls().first()));
    QVERIFY(m_fixture->connections()->emptyText().contains(m_fixture->server.urls().first()));
}

void MainWindowTest::requestsAreRows()
{
    QVERIFY(m_fixture->start());
    QVERIFY(m_fixture->get("/").contains("hello"));
    QVERIFY(m_fixture->get("/missing.png").startsWith("HTTP/1.1 404"));
    QTRY_COMPARE(rows(m_fixture->requests()), 2);
    QTRY_COMPARE(rows(m_fixture->connections()), 2);
    QCOMPARE(cell(0, RequestColumn::Path), QStringLiteral("/"));
    QCOMPARE(cell(1, RequestColumn::Path), QStringLiteral("/missing.png"));
    QVERIFY(cell(1, RequestColumn::Status).contains(QStringLiteral("404")));
    const QModelIndex missing = m_fixture->requests()->model()->index(1, int(RequestColumn::Status));
    QCOMPARE(missing.data(models::StatusKindRole).toInt(), int(models::StatusKind::ClientError));
    QTRY_VERIFY(m_fixture->connections()->model()->index(0, 0).data(models::FadedRole).toBool());
}

void MainWindowTest::connectionNarrowsRequests()
{
    QVERIFY(m_fixture->start());
    auto *chip = m_fixture->find<QToolButton>("connectionChip");
    for (const char *target : {"/", "/a.txt", "/missing"})
        QVERIFY(!m_fixture->get(target).isEmpty());
    QTRY_COMPARE(rows(m_fixture->requests()), 3);
    QTRY_COMPARE(rows(m_fixture->connections()), 3);
    QVERIFY(!chip->isVisible());

    WindowFixture::click(m_fixture->connections(), 1);
    QTRY_COMPARE(rows(m_fixture->requests()), 1);
    QCOMPARE(cell(0, RequestColumn::Path), QStringLiteral("/a.txt"));
    QVERIFY(chip->isVisible());

    QTest::mouseClick(chip, Qt::LeftButton);
    QTRY_COMPARE(rows(m_fixture->requests()), 3);
    QVERIFY(!chip->isVisible());

    WindowFixture::click(m_fixture->connections(), 2);
    QTRY_COMPARE(rows(m_fixture->requests()), 1);
    QTest::keyClick(m_fixture->connections(), Qt::Key_Escape);
    QTRY_COMPARE(rows(m_fixture->requests()), 3);
}

void MainWindowTest::requestShowsItsHeads()
{
    QVERIFY(m_fixture->start());
    const QByteArray answer = m_fixture->get("/missing");
    QTRY_COMPARE(rows(m_fixture->requests()), 1);
    WindowFixture::click(m_fixture->requests(), 0);

    QCOMPARE(m_fixture->find<gui::HeadView>("requestHead")->head(), WindowFixture::headFor("/missing"));
    QCOMPARE(m_fixture->find<gui::HeadView>("responseHead")->head(),
             answer.first(answer.indexOf("\r\n\r\n") + 4));
    QVERIFY(m_fixture->find<gui::ElidedLabel>("headlineLabel")
                ->text()
                .startsWith(QStringLiteral("404 Not Found")));
    QVERIFY(!m_fixture->find<QLabel>("whyLabel")->text().isEmpty());
    QVERIFY(m_fixture->find<QLabel>("whyLabel")->text().contains(QStringLiteral("Delivered whole")));
    const auto *facts = m_fixture->find<gui::SummaryView>("summaryPage");
    const auto hungUp = facts->findItems(QStringLiteral("Hung up"), Qt::MatchExactly);
    QCOMPARE(hungUp.size(), 1);
    QTRY_VERIFY(hungUp[0]->text(1).contains(QStringLiteral("closed first")));

    QTest::keyClick(m_fixture->requests(), Qt::Key_Escape);
    QVERIFY(m_fixture->find<gui::HeadView>("requestHead")->head().isEmpty());
}

/// A mark on the lanes is a row in the tables, and what the inspector shows.
void MainWindowTest::lanesSelectRows()
{
    QVERIFY(m_fixture->start());
    for (const char *target : {"/", "/a.txt"})
        QVERIFY(!m_fixture->get(target).isEmpty());
    auto *canvas = m_fixture->window->findChild<gui::LaneCanvas *>();
    QTRY_COMPARE(canvas->rows().size(), size_t(2));
    QTRY_COMPARE(rows(m_fixture->requests()), 2);

    const auto moment
        = m_fixture->log.exchanges().at(m_fixture->log.exchanges().first() + 1)->timings.firstByte;
    canvas->setFocus();
    QTest::keyClick(canvas, Qt::Key_Space); // follows no more: the mark stays where it is
    const double left = canvas->viewport()->width() - canvas->axis().width();
    QTest::mouseClick(canvas->viewport(), Qt::LeftButton, {},
                      {int(left + canvas->axis().x(moment)), canvas->rowRect(1).center().y()});
    QCOMPARE(m_fixture->requests()->selectedId(), 2U);
    QVERIFY(m_fixture->find<gui::HeadView>("requestHead")->head().startsWith("GET /a.txt "));
    QTest::keyClick(canvas, Qt::Key_Comma); // the request before is on another lane or there is none
    QTest::keyClick(canvas, Qt::Key_Up);
    QCOMPARE(canvas->connection(), 1U);
    QTRY_COMPARE(m_fixture->connections()->selectedId(), 1U);
    QTRY_COMPARE(rows(m_fixture->requests()), 1); // those of that connection

    WindowFixture::click(m_fixture->requests(), 0);
    QCOMPARE(canvas->exchange(), 1U); // and back
}

void MainWindowTest::spanNarrows()
{
    QVERIFY(m_fixture->start());
    QVERIFY(!m_fixture->get("/").isEmpty());
    QTRY_COMPARE(rows(m_fixture->requests()), 1);
    const auto middle = m_fixture->log.exchanges().at(m_fixture->log.exchanges().first())->timings.finished;
    QVERIFY(middle > 0);
    QVERIFY(!m_fixture->get("/a.txt").isEmpty());
    QTRY_COMPARE(rows(m_fixture->requests()), 2);
    QTRY_COMPARE(rows(m_fixture->connections()), 2);

    auto *chip = m_fixture->find<QToolButton>("spanChip");
    auto *lanes = m_fixture->window->findChild<gui::LanesView *>();
    QVERIFY(!chip->isVisible());
    emit lanes->spanChosen(trace::TimeSpan{0, middle});
    QTRY_COMPARE(rows(m_fixture->requests()), 1);
    QCOMPARE(cell(0, RequestColumn::Path), QStringLiteral("/"));
    QTRY_COMPARE(rows(m_fixture->connections()), 1);
    QVERIFY(chip->isVisible());
    QVERIFY(lanes->canvas()->span().has_value());

    QTest::mouseClick(chip, Qt::LeftButton);
    QTRY_COMPARE(rows(m_fixture->requests()), 2);
    QTRY_COMPARE(rows(m_fixture->connections()), 2);
    QVERIFY(!chip->isVisible());
    QVERIFY(!lanes->canvas()->span().has_value());
}

void MainWindowTest::filters()
{
    QVERIFY(m_fixture->start());
    for (const char *target : {"/", "/a.txt", "/missing"})
        QVERIFY(!m_fixture->get(target).isEmpty());
    QTRY_COMPARE(rows(m_fixture->requests()), 3);

    auto *edit = m_fixture->find<gui::FilterEdit>("filterEdit");
    auto *meaning = m_fixture->find<gui::ElidedLabel>("meaningLabel");
    press(Qt::Key_L);
    QVERIFY(edit->hasFocus());
    QTest::keyClicks(edit, QStringLiteral("status-code:404"));
    QTRY_COMPARE(rows(m_fixture->requests()), 1);
    QCOMPARE(m_fixture->find<QLabel>("countLabel")->text(), QStringLiteral("1 of 3"));
    QCOMPARE(meaning->text(), QStringLiteral("status is 404"));

    edit->insert(QStringLiteral(" nokey:1"));
    QVERIFY(edit->isMarked());
    QVERIFY(meaning->text().contains(QStringLiteral("nokey")));
    QCOMPARE(rows(m_fixture->requests()), 1);

    edit->clear();
    QVERIFY(!edit->isMarked());
    QTRY_COMPARE(rows(m_fixture->requests()), 3);
}

void MainWindowTest::pausesWithoutLoss()
{
    QVERIFY(m_fixture->start());
    QVERIFY(!m_fixture->get("/").isEmpty());
    QTRY_COMPARE(rows(m_fixture->requests()), 1);
    press(Qt::Key_P);
    QCOMPARE(m_fixture->find<QToolButton>("pauseButton")->text(), QStringLiteral("Resume"));
    QVERIFY(!m_fixture->get("/a.txt").isEmpty());
    QTRY_COMPARE(m_fixture->log.exchanges().size(), 2);
    QCOMPARE(rows(m_fixture->requests()), 1);
    QVERIFY(m_fixture->find<QLabel>("countLabel")->text().contains(QStringLiteral("1 waiting")));
    press(Qt::Key_P);
    QTRY_COMPARE(rows(m_fixture->requests()), 2);
}

void MainWindowTest::clears()
{
    QVERIFY(m_fixture->start());
    QVERIFY(!m_fixture->get("/").isEmpty());
    QTRY_COMPARE(rows(m_fixture->requests()), 1);
    QTRY_VERIFY(m_fixture->connections()->model()->index(0, 0).data(models::FadedRole).toBool());
    WindowFixture::click(m_fixture->requests(), 0);
    QTest::mouseClick(m_fixture->find<QToolButton>("clearButton"), Qt::LeftButton);
    QTRY_COMPARE(rows(m_fixture->requests()), 0);
    QCOMPARE(rows(m_fixture->connections()), 0);
    QCOMPARE(rows(m_fixture->find<gui::TableView>("lines")), 0);
    QVERIFY(m_fixture->find<gui::HeadView>("requestHead")->head().isEmpty());
}

void MainWindowTest::offersAnotherPort()
{
    QTcpServer other;
    QVERIFY(other.listen(QHostAddress(QHostAddress::LocalHost), 0));
    m_fixture->window->setPort(other.serverPort());
    QVERIFY(!m_fixture->start());
    auto *bar = m_fixture->find<gui::MessageBar>("messageBar");
    QVERIFY(bar->isVisible());
    QVERIFY(bar->sentence().contains(QString::number(other.serverPort())));

    auto *button = m_fixture->find<QPushButton>("actionButton");
    QVERIFY(button->text().startsWith(QStringLiteral("Use Port")));
    QTest::mouseClick(button, Qt::LeftButton);
    QCOMPARE(m_fixture->server.state(), State::Listening);
    QVERIFY(m_fixture->server.port() != other.serverPort());
    QVERIFY(!bar->isVisible());
    QVERIFY(!m_fixture->get("/").isEmpty());
}

void MainWindowTest::folderProblemFocusesTheFolder()
{
    const QString missing = m_fixture->folder.filePath(QStringLiteral("not here"));
    m_fixture->window->openFolder(missing);
    QVERIFY(!m_fixture->start());
    QVERIFY(m_fixture->find<gui::MessageBar>("messageBar")->isVisible());
    auto *edit = m_fixture->find<QComboBox>("folderBox")->lineEdit();
    QVERIFY(edit->hasFocus());

    QTest::keyClicks(edit, m_fixture->folder.path());
    QTest::keyClick(edit, Qt::Key_Return);
    QVERIFY(m_fixture->start());
    QVERIFY(!m_fixture->find<gui::MessageBar>("messageBar")->isVisible());
}

void MainWindowTest::servesADroppedFolder()
{
    QVERIFY(m_fixture->start());
    QTemporaryDir dropped;
    QFile file(dropped.filePath(QStringLiteral("only here.txt")));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write("dropped");
    file.close();

    QMimeData data;
    data.setUrls({QUrl::fromLocalFile(dropped.path())});
    QDragEnterEvent enter({100, 100}, Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
    QCoreApplication::sendEvent(m_fixture->window.get(), &enter);
    QVERIFY(enter.isAccepted());
    QDropEvent drop({100, 100}, Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
    QCoreApplication::sendEvent(m_fixture->window.get(), &drop);
    QCOMPARE(m_fixture->window->folder(), dropped.path());
    QTRY_VERIFY(m_fixture->get("/only%20here.txt").endsWith("dropped"));
}

void MainWindowTest::opensADroppedHar()
{
    const QString served = m_fixture->window->folder();
    QTemporaryDir folder;
    const auto drop = [&](const QString &name, const QByteArray &content) {
        QFile file(folder.filePath(name));
        if (!file.open(QIODevice::WriteOnly) || file.write(content) != content.size())
            qFatal("the test cannot write its file");
        file.close();
        QMimeData data;
        data.setUrls({QUrl::fromLocalFile(file.fileName())});
        QDragEnterEvent enter({100, 100}, Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
        enter.ignore();
        QCoreApplication::sendEvent(m_fixture->window.get(), &enter);
        QDropEvent event({100, 100}, Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
        if (enter.isAccepted())
            QCoreApplication::sendEvent(m_fixture->window.get(), &event);
        return enter.isAccepted();
    };
    const auto opened = [] {
        gui::CaptureWindow *found = nullptr;
        for (QWidget *widget : QApplication::topLevelWidgets())
            found = found ? found : qobject_cast<gui::CaptureWindow *>(widget);
        return found;
    };
    QVERIFY(!drop(QStringLiteral("note.txt"), "no capture"));
    const QByteArray har = R"({"log":{"entries":[{"request":{"method":"GET","url":"http://a.test/x"}}]}})";
    QVERIFY(drop(QStringLiteral("a.HAR"), har));
    QTRY_VERIFY(opened() && opened()->log().exchanges().size() == 1);
    QVERIFY(opened()->windowTitle().startsWith(QStringLiteral("a.HAR")));
    delete opened();

    QVERIFY(drop(QStringLiteral("bad.har"), "{"));
    QVERIFY(opened() && opened()->windowTitle().startsWith(QStringLiteral("bad.har")));
    const auto *bar = opened()->findChild<gui::MessageBar *>();
    QTRY_VERIFY(bar->sentence().contains(QStringLiteral("not a whole HAR")));
    delete opened();
    QCOMPARE(m_fixture->window->folder(), served);
}

void MainWindowTest::tellsWhenTheFolderVanishes()
{
    QVERIFY(m_fixture->start());
    auto *bar = m_fixture->find<gui::MessageBar>("messageBar");
    const QString away = m_fixture->folder.path() + QStringLiteral(".away");
    QVERIFY(QDir().rename(m_fixture->folder.path(), away));
    QTRY_VERIFY(bar->isVisible());
    QVERIFY(bar->sentence().contains(m_fixture->folder.path()));
    QVERIFY(QDir().rename(away, m_fixture->folder.path()));
    QTRY_VERIFY(!bar->isVisible());
}

void MainWindowTest::copiesTheAddress()
{
    QVERIFY(m_fixture->start());
    press(Qt::Key_C, Qt::ControlModifier | Qt::ShiftModifier);
    QCOMPARE(QGuiApplication::clipboard()->text(), m_fixture->server.urls().first());
    QVERIFY(!m_fixture->get("/a.txt").isEmpty());
    QTRY_COMPARE(rows(m_fixture->requests()), 1);
    WindowFixture::click(m_fixture->requests(), 0);
    QTest::keyClick(m_fixture->requests(), Qt::Key_C, Qt::ControlModifier);
    QVERIFY(QGuiApplication::clipboard()->text().contains(QStringLiteral("\t/a.txt\t")));
}

void MainWindowTest::changesTheme()
{
    const auto trigger = [this](const char *name) { m_fixture->find<QAction>(name)->trigger(); };
    trigger("actionThemeDark");
    QTRY_VERIFY(m_fixture->window->palette().color(QPalette::Window).lightness() < 80);
    trigger("actionThemeLight");
    QTRY_VERIFY(m_fixture->window->palette().color(QPalette::Window).lightness() > 200);
    trigger("actionThemeSystem");
    QVERIFY(m_fixture->find<QAction>("actionThemeSystem")->isChecked());
}

void MainWindowTest::remembers()
{
    m_fixture->window->setPort(7799);
    m_fixture->requests()->horizontalHeader()->setSectionHidden(int(RequestColumn::Type), true);
    m_fixture->requests()->horizontalHeader()->moveSection(0, 3);
    m_fixture->window->close();
    m_fixture->reopen();
    QCOMPARE(m_fixture->window->folder(), m_fixture->folder.path());
    QCOMPARE(m_fixture->find<QSpinBox>("portBox")->value(), 7799);
    QVERIFY(m_fixture->requests()->isColumnHidden(int(RequestColumn::Type)));
    QCOMPARE(m_fixture->requests()->horizontalHeader()->visualIndex(0), 3);
}

void MainWindowTest::resetsTheLayout()
{
    press(Qt::Key_5); // the console
    QTRY_VERIFY(!m_fixture->find<gui::TableView>("lines")->isVisible());
    m_fixture->requests()->setColumnHidden(int(RequestColumn::Type), true);
    press(Qt::Key_0);
    QTRY_VERIFY(m_fixture->find<gui::TableView>("lines")->isVisible());
    QVERIFY(!m_fixture->requests()->isColumnHidden(int(RequestColumn::Type)));
}

void MainWindowTest::closesWhileServing()
{
    QVERIFY(m_fixture->start());
    QTcpSocket idle;
    idle.connectToHost(QHostAddress(QHostAddress::LocalHost), m_fixture->server.port());
    QTRY_COMPARE(rows(m_fixture->connections()), 1);
    m_fixture->window->close();
    QTRY_COMPARE(m_fixture->server.state(), State::Stopped);
    QTRY_VERIFY(!m_fixture->window->isVisible());
}

/// No window of a capture may keep the program alive.
void MainWindowTest::quitsWithCapturesOpen()
{
    const auto captures = [] {
        const QWidgetList windows = QApplication::topLevelWidgets();
        return std::count_if(windows.begin(), windows.end(), [](const QWidget *window) {
            return qobject_cast<const gui::CaptureWindow *>(window) && window->isVisible();
        });
    };
    m_fixture->window->captures().open(QStringLiteral("/nowhere/one"));
    m_fixture->window->captures().open(QStringLiteral("/nowhere/two"));
    QCOMPARE(captures(), 2);
    press(Qt::Key_Q);
    QTRY_COMPARE(captures(), 0);
    QTRY_VERIFY(!m_fixture->window->isVisible());
}

QTEST_MAIN(MainWindowTest)
#include "tst_mainwindow.moc"
