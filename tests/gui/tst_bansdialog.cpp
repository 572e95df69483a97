// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/bansdialog.h"
#include "net/server.h"

#include <QHostAddress>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QPushButton>
#include <QTest>

class BansDialogTest : public QObject
{
    Q_OBJECT
private slots:
    void init();

    void bans();
    void explainsWhatIsNoAddress_data();
    void explainsWhatIsNoAddress();
    void letsInAgain();
    void followsTheServer();

private:
    template <typename Widget>
    [[nodiscard]] Widget *find(const char *name)
    {
        return m_dialog->findChild<Widget *>(QString::fromLatin1(name));
    }
    void type(const QString &address)
    {
        auto *edit = find<QLineEdit>("addressEdit");
        edit->clear();
        QTest::keyClicks(edit, address);
        QTest::keyClick(edit, Qt::Key_Return);
    }
    std::unique_ptr<net::Server> m_server;
    std::unique_ptr<gui::BansDialog> m_dialog;
};

void BansDialogTest::init()
{
    m_dialog.reset();
    m_server = std::make_unique<net::Server>(nullptr, [] { return QList<net::Place>(); });
    m_dialog = std::make_unique<gui::BansDialog>(*m_server);
    m_dialog->show();
    m_dialog->activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(m_dialog.get()));
}

void BansDialogTest::bans()
{
    QVERIFY(find<QLabel>("emptyLabel")->isVisible());
    QVERIFY(!find<QPushButton>("addButton")->isEnabled());
    QVERIFY(!find<QPushButton>("removeButton")->isEnabled());
    QTest::keyClicks(find<QLineEdit>("addressEdit"), QStringLiteral("192.0.2.7"));
    QTest::mouseClick(find<QPushButton>("addButton"), Qt::LeftButton);
    QCOMPARE(m_server->bans(), QList<QHostAddress>{QHostAddress(QStringLiteral("192.0.2.7"))});
    QCOMPARE(find<QListWidget>("addresses")->count(), 1);
    QVERIFY(!find<QLabel>("emptyLabel")->isVisible());
    QVERIFY(find<QLineEdit>("addressEdit")->text().isEmpty());
    type(QStringLiteral(" ::ffff:192.0.2.7 ")); // the same
    type(QStringLiteral("2001:DB8::7"));
    QCOMPARE(find<QListWidget>("addresses")->count(), 2);
    QVERIFY(m_dialog->isVisible()); // Return does not close it
}

void BansDialogTest::explainsWhatIsNoAddress_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("words");
    for (const char *text : {"localhost", "192.0.2", "1", "192.0.2.700", "192.0.2.0/24", "x::"})
        QTest::newRow(text) << QString::fromLatin1(text) << QStringLiteral("is not an address");
    QTest::newRow("this machine") << QStringLiteral("127.0.0.1") << QStringLiteral("shut yourself out");
}

void BansDialogTest::explainsWhatIsNoAddress()
{
    QFETCH(QString, text);
    QFETCH(QString, words);
    type(text);
    const auto *problem = find<QLabel>("problemLabel");
    QVERIFY(problem->isVisible());
    QVERIFY2(problem->text().contains(words), qPrintable(problem->text()));
    QVERIFY(m_server->bans().isEmpty());
    QCOMPARE(find<QLineEdit>("addressEdit")->text(), text); // it can be mended
    QTest::keyClick(find<QLineEdit>("addressEdit"), Qt::Key_Backspace);
    QVERIFY(!problem->isVisible());
}

void BansDialogTest::letsInAgain()
{
    type(QStringLiteral("192.0.2.7"));
    type(QStringLiteral("192.0.2.8"));
    auto *list = find<QListWidget>("addresses");
    list->setFocus();
    QTest::keyClick(list, Qt::Key_End);
    QVERIFY(find<QPushButton>("removeButton")->isEnabled());
    QTest::mouseClick(find<QPushButton>("removeButton"), Qt::LeftButton);
    QCOMPARE(m_server->bans(), QList<QHostAddress>{QHostAddress(QStringLiteral("192.0.2.7"))});
    QTest::mouseClick(find<QPushButton>("removeButton"), Qt::LeftButton);
    QVERIFY(m_server->bans().isEmpty());
    QVERIFY(find<QLabel>("emptyLabel")->isVisible());
    QVERIFY(!find<QPushButton>("removeButton")->isEnabled());
}

void BansDialogTest::followsTheServer()
{
    QVERIFY(m_server->ban(QHostAddress(QStringLiteral("192.0.2.9"))));
    QCOMPARE(find<QListWidget>("addresses")->count(), 1);
    m_server->unban(QHostAddress(QStringLiteral("192.0.2.9")));
    QCOMPARE(find<QListWidget>("addresses")->count(), 0);
}

QTEST_MAIN(BansDialogTest)
#include "tst_bansdialog.moc"
