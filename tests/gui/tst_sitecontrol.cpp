// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/messagebar.h"
#include "gui/whyview.h"
#include "windowfixture.h"

#include <QCheckBox>
#include <QDialog>
#include <QFile>
#include <QLineEdit>
#include <QListWidget>
#include <QPushButton>
#include <QTabWidget>
#include <QToolButton>

using State = net::Server::State;

/// What the window can do about how the folder is served.
class SiteControlTest : public QObject
{
    Q_OBJECT
private slots:
    void init() { m_fixture.emplace(); }
    void cleanup() { m_fixture.reset(); }

    void fixesANearMiss();
    void tellsOfRules();
    void servesByItsSettings();
    void explainsTheNetworkFirst();

private:
    [[nodiscard]] int rows(const gui::TableView *view) { return view->model()->rowCount(); }
    void press(Qt::Key key, Qt::KeyboardModifiers modifiers = Qt::ControlModifier)
    {
        QTest::keyClick(m_fixture->window.get(), key, modifiers);
    }

    std::optional<WindowFixture> m_fixture;
};

void SiteControlTest::fixesANearMiss()
{
    QVERIFY(m_fixture->start());
    QVERIFY(m_fixture->get("/A.TXT").startsWith("HTTP/1.1 404"));
    QTRY_COMPARE(rows(m_fixture->requests()), 1);
    WindowFixture::click(m_fixture->requests(), 0);
    auto *why = m_fixture->find<gui::WhyView>("why");
    m_fixture->find<QTabWidget>("tabs")->setCurrentWidget(why);

    QPushButton *fix = nullptr;
    for (auto *button : why->findChildren<QPushButton *>())
        if (button->text() == gui::label(gui::Fix::OtherSpellings))
            fix = button;
    QVERIFY(fix);
    QTest::mouseClick(fix, Qt::LeftButton);
    QVERIFY(m_fixture->get("/A.TXT").startsWith("HTTP/1.1 301"));
    auto *bar = m_fixture->find<gui::MessageBar>("messageBar");
    QVERIFY(bar->isVisible());
    auto *undo = m_fixture->find<QPushButton>("actionButton");
    QCOMPARE(undo->text(), QStringLiteral("Undo"));
    QTest::mouseClick(undo, Qt::LeftButton);
    QVERIFY(m_fixture->get("/A.TXT").startsWith("HTTP/1.1 404"));
    QVERIFY(!bar->isVisible());

    // What is on already is not done again, and not undone.
    QTest::mouseClick(fix, Qt::LeftButton);
    QTest::mouseClick(fix, Qt::LeftButton);
    QVERIFY(m_fixture->get("/A.TXT").startsWith("HTTP/1.1 301"));
    QVERIFY(!undo->isVisible());
}

void SiteControlTest::tellsOfRules()
{
    QVERIFY(m_fixture->start());
    auto *bar = m_fixture->find<gui::MessageBar>("messageBar");
    auto *button = m_fixture->find<QPushButton>("actionButton");
    const auto writeRules = [this](const QByteArray &lines) {
        QFile file(m_fixture->folder.filePath(QStringLiteral("_redirects")));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(lines);
    };
    writeRules("/old /new 301\n");
    QTRY_VERIFY(bar->isVisible());
    QVERIFY(!button->isVisible());
    QVERIFY(m_fixture->get("/old").startsWith("HTTP/1.1 301"));

    writeRules("/old /new 301\nnonsense\n/a /b 999\n");
    QTRY_VERIFY(bar->sentence().contains(QStringLiteral("_redirects, line 2")));
    QTest::mouseClick(button, Qt::LeftButton);
    auto *problems = m_fixture->find<QListWidget>("problems");
    QVERIFY(problems->isVisible());
    QCOMPARE(problems->count(), 2);
    QVERIFY(problems->item(1)->text().contains(QStringLiteral("line 3")));
}

void SiteControlTest::servesByItsSettings()
{
    press(Qt::Key_Comma);
    auto *dialog = m_fixture->find<QDialog>("SiteDialog");
    QVERIFY(dialog->isVisible());
    QVERIFY(!dialog->isModal());
    dialog->findChild<QLineEdit *>(QStringLiteral("indexEdit"))->setText(QStringLiteral("a.txt"));
    dialog->close();
    QVERIFY(m_fixture->start());
    QVERIFY(m_fixture->get("/").endsWith("plain text"));
    QVERIFY(m_fixture->server.config().site.root.endsWith(m_fixture->folder.path()));
    m_fixture->window->close();
    QTRY_COMPARE(m_fixture->server.state(), State::Stopped);
    m_fixture->reopen();
    m_fixture->window->setPort(0);
    QVERIFY(m_fixture->start());
    QCOMPARE(m_fixture->server.config().site.indexNames, QStringList{QStringLiteral("a.txt")});
}

void SiteControlTest::explainsTheNetworkFirst()
{
    QVERIFY(m_fixture->start());
    auto *button = m_fixture->find<QToolButton>("networkButton");
    auto *panel = m_fixture->find<QDialog>("NetworkPanel");
    QTest::mouseClick(button, Qt::LeftButton);
    QVERIFY(panel->isVisible());
    QVERIFY(!panel->isModal());
    QVERIFY(!button->isChecked());
    QVERIFY(!m_fixture->server.config().network);

    panel->findChild<QCheckBox *>(QStringLiteral("networkSwitch"))->click();
    QVERIFY(m_fixture->server.config().network);
    QVERIFY(button->isChecked());
    panel->close();
    QTest::mouseClick(button, Qt::LeftButton);
    QVERIFY(!m_fixture->server.config().network);
    QVERIFY(!panel->isVisible());
    QTest::mouseClick(button, Qt::LeftButton);
    QVERIFY(m_fixture->server.config().network);
    QVERIFY(panel->isVisible());
    QCOMPARE(m_fixture->server.state(), State::Listening);
}

QTEST_MAIN(SiteControlTest)
#include "tst_sitecontrol.moc"
