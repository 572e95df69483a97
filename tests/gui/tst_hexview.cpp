// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/hexview.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QScrollBar>
#include <QShortcut>
#include <QSignalSpy>
#include <QTest>

using gui::HexView;

class HexViewTest : public QObject
{
    Q_OBJECT
private slots:
    void init();

    void asksForWhatIsSeenAlone();
    void movesByKeys_data();
    void movesByKeys();
    void selectsAndCopies();
    void goesBeforeTheWindowsShortcuts();
    void selectsByMouse();
    void marks();
    void speaksOfItsRow();
    void showsNothing();
    void forgetsPartsButNotWhatIsSeen();

private:
    void press(int key, Qt::KeyboardModifiers modifiers = {})
    {
        QTest::keyClick(m_view.get(), Qt::Key(key), modifiers);
    }
    std::unique_ptr<HexView> m_view;
};

namespace {

QByteArray counted(int size)
{
    QByteArray bytes;
    for (int i = 0; i < size; ++i)
        bytes += char(i);
    return bytes;
}

constexpr qint64 GiB = 1'073'741'824;

} // namespace

void HexViewTest::init()
{
    m_view = std::make_unique<HexView>();
    m_view->resize(800, 280);
    m_view->show();
    m_view->activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(m_view.get()));
    m_view->setFocus();
}

void HexViewTest::asksForWhatIsSeenAlone()
{
    QSignalSpy needed(m_view.get(), &HexView::needed);
    m_view->setSize(GiB + 5);
    QCOMPARE(needed.size(), 1);
    QCOMPARE(needed[0][0].toLongLong(), 0);
    QCOMPARE(needed[0][1].toLongLong(), HexView::PartSize);
    m_view->repaint();
    press(Qt::Key_Down);
    QCOMPARE(needed.size(), 1); // not again
    press(Qt::Key_End, Qt::ControlModifier);
    QCOMPARE(m_view->cursor(), GiB + 4);
    m_view->repaint();
    QCOMPARE(needed.last()[0].toLongLong(), GiB);
    QCOMPARE(needed.last()[1].toLongLong(), 5); // the part that is not whole
    QVERIFY(needed.size() <= 3);
    m_view->setPart(GiB, "abcde");
    m_view->repaint();
    QCOMPARE(m_view->selectedBytes(), QByteArray("e"));
}

void HexViewTest::movesByKeys_data()
{
    QTest::addColumn<int>("key");
    QTest::addColumn<bool>("control");
    QTest::addColumn<qint64>("from");
    QTest::addColumn<qint64>("to");
    const auto row = [](const char *name, int key, bool control, qint64 from, qint64 to) {
        QTest::newRow(name) << key << control << from << to;
    };
    row("right", Qt::Key_Right, false, 20, 21);
    row("left", Qt::Key_Left, false, 20, 19);
    row("down", Qt::Key_Down, false, 20, 36);
    row("up", Qt::Key_Up, false, 20, 4);
    row("row's start", Qt::Key_Home, false, 20, 16);
    row("row's end", Qt::Key_End, false, 20, 31);
    row("start", Qt::Key_Home, true, 20, 0);
    row("end", Qt::Key_End, true, 20, 249);
    row("not before the start", Qt::Key_Left, false, 0, 0);
    row("not behind the end", Qt::Key_Right, false, 249, 249);
    row("not behind the end of the last row", Qt::Key_End, false, 245, 249);
    row("a page is at most all", Qt::Key_PageDown, false, 240, 249);
}

void HexViewTest::movesByKeys()
{
    QFETCH(int, key);
    QFETCH(bool, control);
    QFETCH(qint64, from);
    QFETCH(qint64, to);
    m_view->setBytes(counted(250));
    m_view->select(from, 1);
    press(key, control ? Qt::ControlModifier : Qt::NoModifier);
    QCOMPARE(m_view->cursor(), to);
}

void HexViewTest::selectsAndCopies()
{
    m_view->setBytes("GET /\xc3\xa9 HTTP/1.1\r\n\r\n");
    m_view->select(4, 3);
    QCOMPARE(m_view->selectedBytes(), QByteArray("/\xc3\xa9"));
    press(Qt::Key_C, Qt::ControlModifier);
    QCOMPARE(QGuiApplication::clipboard()->text(), QStringLiteral("2f c3 a9"));
    press(Qt::Key_C, Qt::ControlModifier | Qt::ShiftModifier);
    QCOMPARE(QGuiApplication::clipboard()->text(), QStringLiteral("/é"));
    m_view->select(0, 1);
    press(Qt::Key_Right, Qt::ShiftModifier);
    press(Qt::Key_Right, Qt::ShiftModifier);
    QCOMPARE(m_view->selectedBytes(), QByteArray("GET"));
    press(Qt::Key_Right);
    QCOMPARE(m_view->selectedBytes(), QByteArray(" "));
    press(Qt::Key_A, Qt::ControlModifier);
    QCOMPARE(m_view->selectedBytes().size(), m_view->size());
}

void HexViewTest::goesBeforeTheWindowsShortcuts()
{
    QWidget window;
    auto *view = new HexView(&window);
    QShortcut shortcut(QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_C), &window);
    const QSignalSpy activated(&shortcut, &QShortcut::activated);
    view->resize(600, 200);
    window.show();
    window.activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(&window));
    view->setBytes("abc");
    view->setFocus();
    view->select(0, 3);
    QTest::keyClick(view, Qt::Key_C, Qt::ControlModifier | Qt::ShiftModifier);
    QCOMPARE(activated.size(), 0);
    QCOMPARE(QGuiApplication::clipboard()->text(), QStringLiteral("abc"));
}

void HexViewTest::selectsByMouse()
{
    m_view->setBytes(counted(250));
    QWidget *viewport = m_view->viewport();
    QTest::mouseClick(viewport, Qt::LeftButton, {}, {viewport->width() / 2, 2});
    QVERIFY(m_view->cursor() < 16);
    QTest::mouseClick(viewport, Qt::LeftButton, Qt::ShiftModifier, {viewport->width() - 2, 60});
    QVERIFY(m_view->cursor() >= 16);
    QVERIFY(m_view->selectedBytes().size() > 16);
    QTest::mouseClick(viewport, Qt::LeftButton, {}, {2, viewport->height() / 4});
    QCOMPARE(m_view->cursor() % 16, 0); // on the offset: the first of its row
}

void HexViewTest::marks()
{
    m_view->setBytes(counted(4096));
    m_view->setMark(4000);
    QCOMPARE(m_view->cursor(), 4000);
    QVERIFY(m_view->verticalScrollBar()->value() > 0); // it is in sight
    m_view->setMark(-1);
    QCOMPARE(m_view->cursor(), 4000);
}

void HexViewTest::speaksOfItsRow()
{
    m_view->setBytes("GET / HTTP/1.1\r\nHost: a\r\n");
    m_view->select(17, 1);
    QVERIFY(m_view->rowText().contains(QStringLiteral("48 6f 73 74")));
    QVERIFY(m_view->rowText().contains(QStringLiteral("Host: a..")));
    QVERIFY(m_view->rowText().contains(QStringLiteral("17 of 25")));
    QCOMPARE(m_view->accessibleDescription(), m_view->rowText());
}

void HexViewTest::showsNothing()
{
    QSignalSpy needed(m_view.get(), &HexView::needed);
    m_view->setEmptyText(QStringLiteral("Nothing was sent."));
    m_view->setSize(0);
    m_view->repaint();
    for (const int key : {Qt::Key_Right, Qt::Key_End, Qt::Key_PageDown, Qt::Key_Up})
        press(key, Qt::ShiftModifier);
    press(Qt::Key_A, Qt::ControlModifier);
    QTest::mouseClick(m_view->viewport(), Qt::LeftButton);
    QCOMPARE(m_view->cursor(), 0);
    QVERIFY(m_view->selectedBytes().isEmpty());
    QCOMPARE(needed.size(), 0);
}

void HexViewTest::forgetsPartsButNotWhatIsSeen()
{
    connect(m_view.get(), &HexView::needed, this, [this](qint64 offset, qint64 length) {
        m_view->setPart(offset, QByteArray(length, char('a' + offset / HexView::PartSize % 26)));
    });
    m_view->setSize(GiB);
    for (qint64 part = 0; part < 100; ++part) {
        m_view->select(part * HexView::PartSize, 1);
        m_view->repaint();
        QCOMPARE(m_view->selectedBytes(), QByteArray(1, char('a' + part % 26)));
    }
    m_view->select(0, 1);
    m_view->repaint();
    QCOMPARE(m_view->selectedBytes(), QByteArray("a")); // asked for again
}

QTEST_MAIN(HexViewTest)
#include "tst_hexview.moc"
