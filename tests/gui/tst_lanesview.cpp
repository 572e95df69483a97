// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/lanesview.h"
#include "gui/theme.h"
#include "lanescene.h"

#include <QAccessible>
#include <QContextMenuEvent>
#include <QLabel>
#include <QMenu>
#include <QScrollBar>
#include <QSettings>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>
#include <QToolButton>
#include <QWheelEvent>

using lanescene::at;

class LanesViewTest : public QObject
{
    Q_OBJECT
private slots:
    void init();
    void cleanup();

    void selectsByKeys();
    void selectsByClick();
    void movesTimeByKeys();
    void dragsASpan();
    void zoomsByWheel();
    void tellsWhatIsWatched();
    void paused();
    void menuOffersTerms();
    void speaksToScreenReaders();
    void saysWhatToDoWhenEmpty();
    void growsWithTheFont();
    void drawsInBothThemes_data();
    void drawsInBothThemes();
    void survivesAClearedLog();
    void remembersItsOptions();

private:
    [[nodiscard]] gui::LaneCanvas *canvas() const { return m_view->canvas(); }
    [[nodiscard]] QWidget *viewport() const { return canvas()->viewport(); }
    /// Where that moment on that row is drawn.
    [[nodiscard]] QPoint place(size_t row, trace::SteadyNs moment) const;
    void press(int key, Qt::KeyboardModifiers modifiers = {}) const
    {
        QTest::keyClick(canvas(), Qt::Key(key), modifiers);
    }

    std::optional<trace::Log> m_log;
    std::unique_ptr<gui::LanesView> m_view;
};

void LanesViewTest::init()
{
    m_log.emplace();
    m_log->append(lanescene::everything());
    m_view = std::make_unique<gui::LanesView>(*m_log);
    m_view->resize(1280, 400);
    m_view->show();
    QVERIFY(QTest::qWaitForWindowExposed(m_view.get()));
    m_view->showAll();
    canvas()->setFocus();
}

void LanesViewTest::cleanup()
{
    m_view.reset();
    m_log.reset();
}

QPoint LanesViewTest::place(size_t row, trace::SteadyNs moment) const
{
    const double left = viewport()->width() - canvas()->axis().width();
    return {int(left + canvas()->axis().x(moment)), canvas()->rowRect(row).center().y()};
}

void LanesViewTest::selectsByKeys()
{
    const QSignalSpy connections(canvas(), &gui::LaneCanvas::connectionChosen);
    const QSignalSpy exchanges(m_view.get(), &gui::LanesView::exchangeChosen);
    m_view->setSelected(1, 1);
    QCOMPARE(connections.size() + exchanges.size(), 0); // told, not chosen
    press(Qt::Key_Period);
    QCOMPARE(canvas()->exchange(), 2U);
    press(Qt::Key_Period, Qt::ShiftModifier); // the next error
    QCOMPARE(canvas()->exchange(), 3U);
    press(Qt::Key_Comma, Qt::ShiftModifier); // none before it
    QCOMPARE(canvas()->exchange(), 3U);
    press(Qt::Key_Comma);
    QCOMPARE(canvas()->exchange(), 2U);
    QCOMPARE(exchanges.size(), 3);
    QCOMPARE(exchanges.last().value(1).toULongLong(), 1U);
    press(Qt::Key_Down);
    QCOMPARE(canvas()->connection(), 2U);
    QVERIFY(!canvas()->exchange());
    QCOMPARE(connections.size(), 1);
    press(Qt::Key_Up);
    press(Qt::Key_Up);
    QCOMPARE(canvas()->connection(), 1U);
}

void LanesViewTest::selectsByClick()
{
    const QSignalSpy exchanges(m_view.get(), &gui::LanesView::exchangeChosen);
    const QSignalSpy connections(m_view.get(), &gui::LanesView::connectionChosen);
    QTest::mouseClick(viewport(), Qt::LeftButton, {}, place(1, at(3500)));
    QCOMPARE(canvas()->exchange(), 10U);
    QCOMPARE(exchanges.size(), 1);
    QTest::mouseClick(viewport(), Qt::LeftButton, {}, QPoint(60, canvas()->rowRect(3).center().y()));
    QCOMPARE(canvas()->connection(), 4U);
    QCOMPARE(connections.size(), 1);
}

void LanesViewTest::movesTimeByKeys()
{
    const auto before = canvas()->axis();
    press(Qt::Key_W);
    QVERIFY(canvas()->axis().lengthNs() < before.lengthNs());
    press(Qt::Key_S);
    QVERIFY(std::abs(canvas()->axis().lengthNs() - before.lengthNs()) < 1000);
    press(Qt::Key_D);
    QVERIFY(canvas()->axis().span().from > before.span().from);
    press(Qt::Key_A);
    press(Qt::Key_Space);
    QVERIFY(canvas()->isFollowing());
    QVERIFY(canvas()->axis().span().until >= at(10'000));
    press(Qt::Key_Home);
    QVERIFY(!canvas()->isFollowing());
    QVERIFY(canvas()->axis().span().overlaps(at(100), at(100)));
    m_view->setSelected(2, 10);
    press(Qt::Key_F);
    QVERIFY(canvas()->axis().span().from > at(0));
    QVERIFY(canvas()->axis().span().until < at(9000));
}

void LanesViewTest::dragsASpan()
{
    const QSignalSpy spans(m_view.get(), &gui::LanesView::spanChosen);
    const auto drag = [this](trace::SteadyNs from, trace::SteadyNs until) {
        QTest::mousePress(viewport(), Qt::LeftButton, {}, place(1, from));
        QTest::mouseMove(viewport(), place(1, (from + until) / 2));
        QTest::mouseMove(viewport(), place(1, until));
        QTest::mouseRelease(viewport(), Qt::LeftButton, {}, place(1, until));
    };
    drag(at(2000), at(4000));
    QCOMPARE(spans.size(), 1);
    QVERIFY(canvas()->span());
    const qint64 pixel = qint64(canvas()->axis().nsPerPixel()) + 1;
    QVERIFY(std::abs(canvas()->span()->from - at(2000)) <= pixel);
    QVERIFY(std::abs(canvas()->span()->until - at(4000)) <= pixel);
    drag(at(4000), at(6000)); // its edge
    QVERIFY(std::abs(canvas()->span()->from - at(2000)) <= pixel);
    QVERIFY(std::abs(canvas()->span()->until - at(6000)) <= pixel);
    QTest::mouseDClick(viewport(), Qt::LeftButton, {}, place(1, at(3000)));
    QVERIFY(canvas()->axis().span().from > at(1500));
    press(Qt::Key_Escape);
    QVERIFY(!canvas()->span());
    QVERIFY(!spans.last().value(0).value<std::optional<trace::TimeSpan>>());
}

void LanesViewTest::zoomsByWheel()
{
    const auto before = canvas()->axis();
    const QPoint here = place(2, at(2000));
    QWheelEvent wheel(here, viewport()->mapToGlobal(here), {}, {0, 120}, Qt::NoButton, Qt::ControlModifier,
                      Qt::NoScrollPhase, false);
    QCoreApplication::sendEvent(viewport(), &wheel);
    QVERIFY(canvas()->axis().lengthNs() < before.lengthNs());
    QVERIFY(std::abs(canvas()->axis().x(at(2000)) - before.x(at(2000))) <= 1); // what is under it stays
}

void LanesViewTest::tellsWhatIsWatched()
{
    std::vector<quint64> told;
    connect(m_view.get(), &gui::LanesView::watched, this,
            [&](const std::vector<quint64> &ids) { told = ids; });
    m_log->append({lanescene::record(lanescene::connection(20, 9000))});
    QCOMPARE(told, (std::vector<quint64>{3, 4, 5, 6, 7, 8, 9, 20})); // 1 and 2 are closed
    m_view->hide();
    m_view->setPaused(false);
    QVERIFY(told.empty());
}

void LanesViewTest::paused()
{
    m_view->setPaused(true);
    m_log->append({lanescene::record(lanescene::connection(20, 9000))});
    m_log->clear();
    QCOMPARE(canvas()->rows().size(), 9U);
    QVERIFY(!m_view->grab().isNull());
    m_view->setPaused(false);
    QCOMPARE(canvas()->rows().back().lane->id, 20U);
}

void LanesViewTest::menuOffersTerms()
{
    const QSignalSpy terms(m_view.get(), &gui::LanesView::termChosen);
    connect(m_view.get(), &gui::LanesView::contextRequested, this,
            [](quint64 connection, std::optional<quint64>, QMenu *menu) {
                menu->addAction(QStringLiteral("more on %1").arg(connection));
            });
    m_view->setSelected(3, 21);
    QContextMenuEvent event(QContextMenuEvent::Keyboard, {}, {});
    QCoreApplication::sendEvent(canvas(), &event);
    QMenu *menu = nullptr;
    for (QMenu *each : m_view->findChildren<QMenu *>(Qt::FindDirectChildrenOnly))
        if (each->accessibleName() == QStringLiteral("Mark"))
            menu = each;
    QVERIFY(menu);
    QCOMPARE(menu->actions().last()->text(), QStringLiteral("more on 3"));
    QStringList offered;
    for (QMenu *sub : menu->findChildren<QMenu *>())
        for (QAction *action : sub->actions()) {
            offered << action->text();
            if (action->text() == QStringLiteral("-status-code:404"))
                action->trigger();
        }
    QVERIFY(offered.contains(QStringLiteral("path:=/21.html")));
    QCOMPARE(terms.size(), 1);
    QCOMPARE(terms[0][0].toString(), QStringLiteral("-status-code:404"));
    menu->close();
}

void LanesViewTest::speaksToScreenReaders()
{
    QAccessible::setActive(true);
    QAccessibleInterface *list = QAccessible::queryAccessibleInterface(canvas());
    QVERIFY(list);
    QCOMPARE(list->role(), QAccessible::List);
    QCOMPARE(list->childCount(), 9);
    QCOMPARE(list->text(QAccessible::Name), QStringLiteral("Lanes"));
    m_view->setSelected(3, 21);
    QAccessibleInterface *row = list->child(2);
    QVERIFY(row->text(QAccessible::Name).startsWith(QStringLiteral("GET /21.html HTTP/1.1, 404")));
    QVERIFY(row->state().selected);
    QVERIFY(!list->child(1)->state().selected);
    QVERIFY(
        list->child(4)->text(QAccessible::Name).startsWith(QStringLiteral("Connection 5 from 192.0.2.2")));
    QCOMPARE(list->indexOfChild(row), 2);
    for (const auto *tool : m_view->findChildren<QToolButton *>())
        QVERIFY(!tool->accessibleName().isEmpty());
}

void LanesViewTest::saysWhatToDoWhenEmpty()
{
    trace::Log log;
    gui::LanesView view(log);
    view.resize(800, 160);
    view.show();
    QVERIFY(QTest::qWaitForWindowExposed(&view));
    const auto *label = view.findChild<QLabel *>();
    QVERIFY(label->isVisible());
    QVERIFY(label->text().contains(QStringLiteral("Start")));
    view.setServing(true);
    QVERIFY(label->text().contains(QStringLiteral("browser")));
    log.append(lanescene::everything());
    QVERIFY(!label->isVisible());
}

void LanesViewTest::growsWithTheFont()
{
    const int before = canvas()->rowRect(0).height();
    QFont large = m_view->font();
    large.setPointSizeF(large.pointSizeF() * 2);
    m_view->setFont(large);
    QVERIFY(canvas()->rowRect(0).height() > before * 3 / 2);
    QVERIFY(canvas()->axis().width() > 100);
    QVERIFY(!m_view->grab().isNull());
}

void LanesViewTest::drawsInBothThemes_data()
{
    QTest::addColumn<gui::Theme>("theme");
    QTest::newRow("light") << gui::Theme::Light;
    QTest::newRow("dark") << gui::Theme::Dark;
}

/// A request that is sent, the decision before it and the ground below each have a colour of their own.
void LanesViewTest::drawsInBothThemes()
{
    QFETCH(gui::Theme, theme);
    gui::ThemeSwitch themes;
    themes.apply(theme);
    const QImage picture = viewport()->grab().toImage();
    const auto colour = [&](trace::SteadyNs moment) { return picture.pixelColor(place(1, moment)); };
    const QColor ground = m_view->palette().color(QPalette::Base);
    QVERIFY(models::contrast(colour(at(3600)), ground) >= models::textContrast); // deciding is solid
    QVERIFY(colour(at(3600)) != colour(at(7000)));
    QVERIFY(colour(at(7000)) != ground);
    themes.apply(gui::Theme::System);
}

void LanesViewTest::survivesAClearedLog()
{
    m_view->setSelected(1, 1);
    m_log->clear();
    press(Qt::Key_Down);
    press(Qt::Key_Period);
    press(Qt::Key_F);
    QVERIFY(!m_view->grab().isNull());
    QCOMPARE(canvas()->rows().size(), 7U); // what runs is still there
}

void LanesViewTest::remembersItsOptions()
{
    const QTemporaryDir place;
    QSettings settings(place.filePath(QStringLiteral("lanes.ini")), QSettings::IniFormat);
    const auto *menu = m_view->findChild<QMenu *>();
    const auto flip = [menu](const QString &text) {
        for (QAction *action : menu->actions())
            if (action->text() == text)
                action->trigger();
    };
    const models::LaneOrder before = canvas()->order();
    flip(QStringLiteral("&Hide What Does Not Match the Filter"));
    flip(QStringLiteral("&Group by Client"));
    flip(QStringLiteral("&Low Lanes"));
    QVERIFY(canvas()->order() != before);
    m_view->save(settings, QStringLiteral("lanes"));

    gui::LanesView other(*m_log);
    other.restore(settings, QStringLiteral("lanes"));
    QCOMPARE(other.canvas()->order(), canvas()->order());
    QCOMPARE(other.canvas()->laneHeight(), gui::LaneHeight::Low);
    settings.setValue(QStringLiteral("lanes/height"), 77);
    other.restore(settings, QStringLiteral("lanes"));
    QCOMPARE(other.canvas()->laneHeight(), gui::LaneHeight::Low);
    m_view->setFilter(*trace::Filter::parse(QStringLiteral("status-code:404")));
    QTRY_VERIFY(std::all_of(canvas()->rows().begin(), canvas()->rows().end(),
                            [](const auto &row) { return !row.lane || row.lane->isWanted(); }));
    QVERIFY(!canvas()->rows().empty());
}

QTEST_MAIN(LanesViewTest)
#include "tst_lanesview.moc"
