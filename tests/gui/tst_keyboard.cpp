// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/bansdialog.h"
#include "gui/capturewindow.h"
#include "gui/exportdialog.h"
#include "gui/filteredit.h"
#include "gui/headview.h"
#include "gui/liveview.h"
#include "windowfixture.h"

#include <QAbstractButton>
#include <QApplication>
#include <QFileDialog>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QMenu>
#include <QPointer>
#include <QPushButton>
#include <QTabBar>
#include <QTabWidget>

#include <algorithm>

using State = net::Server::State;

namespace {

/// Where a key that is pressed goes.
QWidget *target()
{
    if (QWidget *popup = QApplication::activePopupWidget())
        return popup;
    return QApplication::focusWidget() ? QApplication::focusWidget() : QApplication::activeWindow();
}

void press(Qt::Key key, Qt::KeyboardModifiers modifiers = Qt::NoModifier)
{
    QTest::keyClick(target(), key, modifiers);
}

void type(const QString &text)
{
    QTest::keyClicks(target(), text);
}

QString nameOf(const QWidget *widget)
{
    const QString name = widget->objectName().isEmpty() ? widget->accessibleName() : widget->objectName();
    return QStringLiteral("%1 %2").arg(QLatin1String(widget->metaObject()->className()), name);
}

/// What Tab reaches until it comes back to where it began. A label takes a Tab for each of its links; what
/// keeps the focus for longer is a trap, and then the way does not come back.
QList<QWidget *> round(Qt::Key key)
{
    const QWidget *first = QApplication::focusWidget();
    QList<QWidget *> reached;
    for (int presses = 0; presses < 200 && QApplication::focusWidget(); ++presses) {
        if (!reached.contains(QApplication::focusWidget()))
            reached += QApplication::focusWidget();
        press(key);
        if (QApplication::focusWidget() == first)
            break;
    }
    return reached;
}

/// Everything in the window that Tab should reach.
QString unreached(const QWidget *window, const QList<QWidget *> &reached)
{
    QStringList missed;
    for (auto *widget : window->findChildren<QWidget *>()) {
        const bool wanted = widget->isVisible() && widget->window() == window && widget->isEnabled()
            && (widget->focusPolicy() & Qt::TabFocus) != 0 && !widget->focusProxy()
            && !widget->objectName().startsWith(u"qt_");
        // Of radio buttons, Tab reaches the one that is chosen; the arrows go on.
        const auto *button = qobject_cast<const QAbstractButton *>(widget);
        const bool inGroup = button && button->autoExclusive() && !button->isChecked();
        if (wanted && !inGroup && !reached.contains(widget))
            missed += nameOf(widget);
    }
    return missed.join(u'\n');
}

/// Whether keys go to that window, or will at once.
bool isReached(const QWidget *window)
{
    return QTest::qWaitFor(
        [window] { return QApplication::focusWidget() && QApplication::focusWidget()->window() == window; });
}

/// Those that look the same with the focus as without it. The default button is always marked: Enter presses
/// it from wherever one is.
QString unmarked(const QList<QWidget *> &order)
{
    QStringList same;
    for (QWidget *widget : order) {
        widget->setFocus(Qt::TabFocusReason);
        const QImage with = widget->grab().toImage();
        (widget == order.first() ? order.last() : order.first())->setFocus(Qt::TabFocusReason);
        const auto *button = qobject_cast<const QPushButton *>(widget);
        if (widget->grab().toImage() == with && !(button && button->isDefault()))
            same += nameOf(widget);
    }
    return same.join(u'\n');
}

} // namespace

/// From the start to the end of a session without a mouse.
class KeyboardTest : public QObject
{
    Q_OBJECT
private slots:
    void initTestCase() { QApplication::setCursorFlashTime(0); }
    void init();
    void cleanup() { m_fixture.reset(); }

    void startsAndStops();
    void tabGoesRound_data();
    void tabGoesRound();
    void filtersSelectsAndOpensTheMenu();
    void menuOfALaneAndOfAStatistic();
    void statistics();
    void bansAndLetsInAgain();
    void exports();
    void savesAndOpensACapture();

private:
    /// Tab, until that has the focus.
    [[nodiscard]] static bool tabTo(const QWidget *widget);
    [[nodiscard]] QString path(const QString &name) { return m_fixture->settingsFolder.filePath(name); }

    std::optional<WindowFixture> m_fixture;
};

void KeyboardTest::init()
{
    m_fixture.emplace();
    press(Qt::Key_R, Qt::ControlModifier);
    QCOMPARE(m_fixture->server.state(), State::Listening);
    for (const char *address : {"/", "/missing.png"})
        QVERIFY(!m_fixture->get(address).isEmpty());
    QTRY_COMPARE(m_fixture->requests()->model()->rowCount(), 2);
    press(Qt::Key_L, Qt::ControlModifier);
    QVERIFY(m_fixture->find<gui::FilterEdit>("filterEdit")->hasFocus());
}

bool KeyboardTest::tabTo(const QWidget *widget)
{
    for (int i = 0; i < 100 && !widget->hasFocus(); ++i)
        press(Qt::Key_Tab);
    return widget->hasFocus();
}

void KeyboardTest::startsAndStops()
{
    press(Qt::Key_R, Qt::ControlModifier);
    QTRY_COMPARE(m_fixture->server.state(), State::Stopped);
    QVERIFY(tabTo(m_fixture->find<QWidget>("startButton")));
    press(Qt::Key_Space);
    QCOMPARE(m_fixture->server.state(), State::Listening);
}

void KeyboardTest::tabGoesRound_data()
{
    QTest::addColumn<int>("page");
    QTest::addColumn<bool>("selected");
    QTest::newRow("live") << int(Qt::Key_1) << false;
    QTest::newRow("live, a request in the inspector") << int(Qt::Key_1) << true;
    QTest::newRow("statistics") << int(Qt::Key_2) << false;
}

/// It reaches everything, keeps nothing, goes the same way back, and is seen wherever it is.
void KeyboardTest::tabGoesRound()
{
    QFETCH(const int, page);
    QFETCH(const bool, selected);
    if (selected) {
        QVERIFY(tabTo(m_fixture->requests()));
        press(Qt::Key_Down);
    }
    press(Qt::Key(page), Qt::AltModifier);
    QList<QWidget *> order = round(Qt::Key_Tab);
    QVERIFY(order.size() > 10);
    QCOMPARE(QApplication::focusWidget(), order.first());
    QCOMPARE(unreached(m_fixture->window.get(), order), QString());
    QList<QWidget *> back = round(Qt::Key_Backtab);
    std::reverse(back.begin() + 1, back.end());
    QCOMPARE(back, order);
    QCOMPARE(unmarked(order), QString());
}

void KeyboardTest::filtersSelectsAndOpensTheMenu()
{
    type(QStringLiteral("status-code:404"));
    press(Qt::Key_Escape); // the proposals
    QTRY_COMPARE(m_fixture->requests()->model()->rowCount(), 1);
    QVERIFY(tabTo(m_fixture->requests()));
    press(Qt::Key_Down);
    QCOMPARE(m_fixture->requests()->selectedId(), 2U);
    QVERIFY(m_fixture->find<gui::HeadView>("requestHead")->head().startsWith("GET /missing.png "));

    press(Qt::Key_F10, Qt::ShiftModifier);
    auto *menu = qobject_cast<QMenu *>(QApplication::activePopupWidget());
    QVERIFY(menu);
    QVERIFY(menu->actions().size() > 3);
    press(Qt::Key_Down);
    QVERIFY(menu->activeAction());
    press(Qt::Key_Escape);
    QVERIFY(!QApplication::activePopupWidget());
    QVERIFY(m_fixture->requests()->hasFocus());

    press(Qt::Key_Escape); // no request is selected
    QTRY_VERIFY(m_fixture->find<gui::HeadView>("requestHead")->head().isEmpty());
    press(Qt::Key_L, Qt::ControlModifier);
    press(Qt::Key_A, Qt::ControlModifier);
    press(Qt::Key_Delete);
    QTRY_COMPARE(m_fixture->requests()->model()->rowCount(), 2);
}

void KeyboardTest::menuOfALaneAndOfAStatistic()
{
    for (const char *name : {"Lanes", "Connections"}) {
        const auto widgets = m_fixture->window->findChildren<QWidget *>();
        const auto named = std::find_if(widgets.begin(), widgets.end(), [name](const QWidget *widget) {
            return widget->accessibleName() == QLatin1String(name)
                && (widget->focusPolicy() & Qt::TabFocus) != 0;
        });
        QVERIFY2(named != widgets.end() && tabTo(*named), name);
        press(Qt::Key_Down);
        press(Qt::Key_F10, Qt::ShiftModifier);
        QVERIFY2(qobject_cast<QMenu *>(QApplication::activePopupWidget()), name);
        press(Qt::Key_Escape);
        QVERIFY2((*named)->hasFocus(), name);
    }
}

void KeyboardTest::statistics()
{
    press(Qt::Key_2, Qt::AltModifier);
    auto *tabs = m_fixture->find<QTabWidget>("statisticsTabs");
    QVERIFY(tabs->isVisible());
    QVERIFY(tabTo(tabs->tabBar()));
    for (int page = 1; page < tabs->count(); ++page) {
        press(Qt::Key_Right);
        QCOMPARE(tabs->currentIndex(), page);
        QVERIFY(tabs->tabBar()->hasFocus());
        QVERIFY(round(Qt::Key_Tab).size() > 5);
        QVERIFY(tabs->tabBar()->hasFocus());
    }
    press(Qt::Key_1, Qt::AltModifier);
    QVERIFY(m_fixture->requests()->isVisible());
}

void KeyboardTest::bansAndLetsInAgain()
{
    press(Qt::Key_C, Qt::AltModifier);
    QVERIFY(qobject_cast<QMenu *>(QApplication::activePopupWidget()));
    press(Qt::Key_B);
    auto *dialog = m_fixture->window->findChild<gui::BansDialog *>();
    QVERIFY(dialog && isReached(dialog));
    type(QStringLiteral("192.0.2.9"));
    press(Qt::Key_Return);
    QCOMPARE(m_fixture->server.bans(), QList{QHostAddress(QStringLiteral("192.0.2.9"))});
    const QList<QWidget *> order = round(Qt::Key_Tab);
    QCOMPARE(unreached(dialog, order), QString());
    QCOMPARE(unmarked(order), QString());

    QVERIFY(tabTo(dialog->findChild<QListWidget *>(QStringLiteral("addresses"))));
    press(Qt::Key_Down);
    QVERIFY(tabTo(dialog->findChild<QWidget *>(QStringLiteral("removeButton"))));
    press(Qt::Key_Space);
    QVERIFY(m_fixture->server.bans().isEmpty());
    QVERIFY(QApplication::focusWidget() && QApplication::focusWidget()->isEnabled());
    press(Qt::Key_Escape);
    QVERIFY(!dialog->isVisible());
}

void KeyboardTest::exports()
{
    press(Qt::Key_S, Qt::ControlModifier | Qt::ShiftModifier);
    auto *dialog = m_fixture->window->findChild<gui::ExportDialog *>();
    QVERIFY(dialog && isReached(dialog));
    const QList<QWidget *> order = round(Qt::Key_Tab);
    QCOMPARE(unreached(dialog, order), QString());
    QCOMPARE(unmarked(order), QString());
    press(Qt::Key_E, Qt::AltModifier);
    QTRY_VERIFY(dialog->findChild<QFileDialog *>()); // a key presses a button for a moment
    QVERIFY(isReached(dialog->findChild<QFileDialog *>()));
    press(Qt::Key_A, Qt::ControlModifier);
    type(path(QStringLiteral("out.har")));
    press(Qt::Key_Return);
    QTRY_COMPARE(dialog->findChild<QLabel *>(QStringLiteral("result"))->text(),
                 QStringLiteral("2 requests in out.har"));
    QVERIFY(QFile::exists(path(QStringLiteral("out.har"))));
    if (QGuiApplication::platformName() == u"offscreen")
        dialog->activateWindow();
    QVERIFY(isReached(dialog));
    press(Qt::Key_Escape);
    QVERIFY(!dialog->isVisible());
}

void KeyboardTest::savesAndOpensACapture()
{
    if (QGuiApplication::platformName() == u"offscreen")
        QSKIP("Which of two windows is active is for a window manager to say");
    const QString capture = path(QStringLiteral("day.porthole"));
    for (const auto &[key, modifiers] :
         {std::pair(Qt::Key_S, Qt::KeyboardModifiers(Qt::ControlModifier)),
          std::pair(Qt::Key_O, Qt::KeyboardModifiers(Qt::ControlModifier | Qt::ShiftModifier))}) {
        QVERIFY(isReached(m_fixture->window.get()));
        press(key, modifiers);
        QTRY_VERIFY(qobject_cast<QFileDialog *>(QApplication::activeWindow()));
        QVERIFY(isReached(QApplication::activeWindow()));
        press(Qt::Key_A, Qt::ControlModifier);
        type(capture);
        press(Qt::Key_Return);
        QTRY_VERIFY(QFile::exists(capture));
        QTRY_VERIFY(!qobject_cast<QFileDialog *>(QApplication::activeWindow()));
    }
    QTRY_VERIFY(qobject_cast<gui::CaptureWindow *>(QApplication::activeWindow()));
    QVERIFY(isReached(QApplication::activeWindow()));
    QPointer<gui::CaptureWindow> window(qobject_cast<gui::CaptureWindow *>(QApplication::activeWindow()));
    QTRY_COMPARE(window->view().shownCount(), 2);
    const QList<QWidget *> order = round(Qt::Key_Tab);
    QCOMPARE(unreached(window, order), QString());
    QCOMPARE(unmarked(order), QString());
    press(Qt::Key_W, Qt::ControlModifier);
    QTRY_VERIFY(!window);
    QTRY_VERIFY(m_fixture->window->isActiveWindow());
}

QTEST_MAIN(KeyboardTest)
#include "tst_keyboard.moc"
