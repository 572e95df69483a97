// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/bytespage.h"
#include "gui/findbar.h"
#include "gui/hexview.h"

#include <QAccessible>
#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QShortcut>
#include <QSignalSpy>
#include <QTest>
#include <QTreeWidget>

/// The page Bytes, and the find bar in it.
class BytesPageTest : public QObject
{
    Q_OBJECT
private slots:
    void init();
    void cleanup() { m_page.reset(); }

    void leadsFromAByteToItsPart_data();
    void leadsFromAByteToItsPart();
    void leadsFromAPartToItsBytes();
    void findsByKeys();
    void findsHexDigits();
    void goesToAnOffset();
    void saysWhatItDoesNotUnderstand_data();
    void saysWhatItDoesNotUnderstand();
    void goesBeforeTheWindowsShortcuts();
    void namesItsControls();

private:
    void writeAndEnter(const QString &text);
    [[nodiscard]] QString status();
    [[nodiscard]] QTreeWidget *tree() { return m_page->findChild<QTreeWidget *>(); }
    [[nodiscard]] gui::HexView *hex() { return m_page->findChild<gui::HexView *>(); }
    [[nodiscard]] gui::FindBar *bar() { return m_page->findChild<gui::FindBar *>(); }

    std::unique_ptr<gui::BytesPage> m_page;
};

void BytesPageTest::init()
{
    m_page = std::make_unique<gui::BytesPage>();
    m_page->resize(900, 300);
    m_page->show();
    m_page->activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(m_page.get()));
    auto exchange = std::make_shared<trace::Exchange>();
    exchange->id = 1;
    exchange->requestHead = "GET /a?b=c HTTP/1.1\r\nHost: here\r\nCookie: x=1; host=2\r\n\r\n";
    exchange->extras.edit().requestBody = "content";
    m_page->setExchange(exchange);
    hex()->setFocus();
}

void BytesPageTest::writeAndEnter(const QString &text)
{
    auto *what = bar()->findChild<QLineEdit *>();
    what->setFocus();
    what->selectAll();
    QTest::keyClicks(what, text);
    QTest::keyClick(what, Qt::Key_Return);
}

QString BytesPageTest::status()
{
    const auto *label = bar()->findChild<QLabel *>();
    return label->isVisible() ? label->text() : QString();
}

void BytesPageTest::leadsFromAByteToItsPart_data()
{
    QTest::addColumn<int>("offset");
    QTest::addColumn<QString>("part"); // empty: none
    QTest::newRow("method") << 1 << QStringLiteral("Method");
    QTest::newRow("between words") << 3 << QStringLiteral("Request line");
    QTest::newRow("parameter") << 7 << QStringLiteral("b");
    QTest::newRow("field") << 22 << QStringLiteral("Host");
    QTest::newRow("end of a line") << 19 << QString();
    QTest::newRow("cookie") << 47 << QStringLiteral("host");
    QTest::newRow("content") << 60 << QString();
}

void BytesPageTest::leadsFromAByteToItsPart()
{
    QFETCH(int, offset);
    QFETCH(QString, part);
    hex()->select(offset - 1, 1);
    QTest::keyClick(hex(), Qt::Key_Right);
    QCOMPARE(hex()->cursor(), offset);
    QCOMPARE(hex()->selectedBytes().size(), 1); // the part does not select back
    const auto *item = tree()->currentItem();
    QCOMPARE(item ? item->text(0) : QString(), part);
}

void BytesPageTest::leadsFromAPartToItsBytes()
{
    tree()->setCurrentItem(tree()->topLevelItem(1));
    QCOMPARE(hex()->selectedBytes(), QByteArray("Host: here"));
}

void BytesPageTest::findsByKeys()
{
    QVERIFY(!bar()->isVisible());
    QTest::keyClick(hex(), Qt::Key_F, Qt::ControlModifier);
    QVERIFY(bar()->isVisible());
    writeAndEnter(QStringLiteral("HOST"));
    QTRY_COMPARE(hex()->selectionStart(), 21);
    QCOMPARE(hex()->selectedBytes(), QByteArray("Host"));
    QCOMPARE(tree()->currentItem()->text(0), QStringLiteral("Host"));
    QTest::keyClick(hex(), Qt::Key_F3);
    QTRY_COMPARE(hex()->selectionStart(), 46);
    QTest::keyClick(hex(), Qt::Key_F3);
    QTRY_COMPARE(hex()->selectionStart(), 21);
    QVERIFY2(status().contains(QStringLiteral("other end")), qPrintable(status()));
    QTest::keyClick(hex(), Qt::Key_F3, Qt::ShiftModifier);
    QTRY_COMPARE(hex()->selectionStart(), 46);
    writeAndEnter(QStringLiteral("nowhere"));
    QTRY_VERIFY2(status().contains(QStringLiteral("Not found")), qPrintable(status()));
    QCOMPARE(hex()->selectionStart(), 46);
    QTest::keyClick(bar()->findChild<QLineEdit *>(), Qt::Key_Escape);
    QVERIFY(!bar()->isVisible());
    QVERIFY(hex()->hasFocus());
}

void BytesPageTest::findsHexDigits()
{
    QTest::keyClick(hex(), Qt::Key_F, Qt::ControlModifier);
    bar()->findChild<QComboBox *>()->setCurrentIndex(1);
    writeAndEnter(QStringLiteral("0d 0a 0d 0a"));
    QTRY_COMPARE(hex()->selectedBytes(), QByteArray("\r\n\r\n"));
}

void BytesPageTest::goesToAnOffset()
{
    QTest::keyClick(hex(), Qt::Key_G, Qt::ControlModifier);
    QVERIFY(bar()->isVisible());
    writeAndEnter(QStringLiteral("0x15"));
    QCOMPARE(hex()->cursor(), 21);
    writeAndEnter(QStringLiteral("4"));
    QCOMPARE(hex()->cursor(), 4);
    QCOMPARE(status(), QString());
}

void BytesPageTest::saysWhatItDoesNotUnderstand_data()
{
    QTest::addColumn<int>("kind");
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("words");
    QTest::newRow("hex") << 1 << QStringLiteral("xy") << QStringLiteral("in pairs");
    QTest::newRow("offset") << 2 << QStringLiteral("xy") << QStringLiteral("Write an offset");
    QTest::newRow("behind the end") << 2 << QStringLiteral("100000") << QStringLiteral("The last byte is");
}

void BytesPageTest::saysWhatItDoesNotUnderstand()
{
    QFETCH(int, kind);
    QFETCH(QString, text);
    QFETCH(QString, words);
    QTest::keyClick(hex(), Qt::Key_F, Qt::ControlModifier);
    bar()->findChild<QComboBox *>()->setCurrentIndex(kind);
    writeAndEnter(text);
    QVERIFY2(status().contains(words), qPrintable(status()));
    QCOMPARE(hex()->cursor(), 0);
}

void BytesPageTest::goesBeforeTheWindowsShortcuts()
{
    QShortcut shortcut(QKeySequence::Find, m_page.get());
    const QSignalSpy activated(&shortcut, &QShortcut::activated);
    tree()->setFocus();
    QTest::keyClick(tree(), Qt::Key_F, Qt::ControlModifier);
    QCOMPARE(activated.size(), 1); // elsewhere it is the window's
    hex()->setFocus();
    QTest::keyClick(hex(), Qt::Key_F, Qt::ControlModifier);
    QCOMPARE(activated.size(), 1);
    QVERIFY(bar()->isVisible());
}

/// Where names come from relations, the name of a combo box is that of its label.
void BytesPageTest::namesItsControls()
{
    auto *which = m_page->findChild<QComboBox *>();
    const auto relations = QAccessible::queryAccessibleInterface(which)->relations(QAccessible::Label);
    QCOMPARE(relations.size(), 1);
    QCOMPARE(relations[0].first->text(QAccessible::Name), QStringLiteral("Bytes of:"));
}

QTEST_MAIN(BytesPageTest)
#include "tst_bytespage.moc"
