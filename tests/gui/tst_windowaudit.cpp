// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/elidedlabel.h"
#include "gui/messagebar.h"
#include "windowfixture.h"

#include <QAbstractButton>
#include <QAbstractSpinBox>
#include <QAccessible>
#include <QComboBox>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QToolButton>

/// What must hold for the whole window, whatever it shows.
class WindowAuditTest : public QObject
{
    Q_OBJECT
private slots:
    void init() { m_fixture.emplace(); }
    void cleanup() { m_fixture.reset(); }

    void everyControlIsNamed();
    void nothingIsClipped();
    void measuresFrames();

private:
    std::optional<WindowFixture> m_fixture;
};

void WindowAuditTest::everyControlIsNamed()
{
    QVERIFY(m_fixture->start());
    QVERIFY(!m_fixture->get("/").isEmpty());
    QTRY_COMPARE(m_fixture->requests()->model()->rowCount(), 1);
    WindowFixture::click(m_fixture->requests(), 0);
    m_fixture->find<gui::MessageBar>("messageBar")
        ->say(QStringLiteral("Sentence"), {QStringLiteral("Act"), [] {}});

    int controls = 0;
    for (auto *widget : m_fixture->window->findChildren<QWidget *>()) {
        const bool control = qobject_cast<QAbstractButton *>(widget) || qobject_cast<QLineEdit *>(widget)
            || qobject_cast<QAbstractSpinBox *>(widget) || qobject_cast<QComboBox *>(widget)
            || qobject_cast<QAbstractItemView *>(widget) || qobject_cast<QPlainTextEdit *>(widget);
        const bool partOfQt = widget->objectName().startsWith(QStringLiteral("qt_"))
            || qobject_cast<QHeaderView *>(widget) || widget->inherits("QTableCornerButton");
        if (!control || partOfQt || !widget->isVisible())
            continue;
        ++controls;
        const QString who = QStringLiteral("%1 %2 in %3")
                                .arg(QLatin1String(widget->metaObject()->className()), widget->objectName(),
                                     widget->parentWidget()->objectName());
        QAccessibleInterface *interface = QAccessible::queryAccessibleInterface(widget);
        QVERIFY2(interface && !interface->text(QAccessible::Name).isEmpty(),
                 qPrintable(who + QStringLiteral(" has no name")));
        const bool innerPart = widget->parentWidget()->inherits("QAbstractSpinBox")
            || widget->parentWidget()->inherits("QLineEdit");
        QVERIFY2(innerPart || !widget->toolTip().isEmpty(),
                 qPrintable(who + QStringLiteral(" has no tooltip")));
        QVERIFY2(innerPart || widget->focusPolicy() != Qt::NoFocus,
                 qPrintable(who + QStringLiteral(" cannot be reached by key")));
    }
    QVERIFY(controls >= 15);
}

void WindowAuditTest::nothingIsClipped()
{
    QVERIFY(m_fixture->start());
    for (const QSize size : {QSize(1280, 800), QSize(1920, 1080)}) {
        m_fixture->window->resize(size);
        QCOMPARE(m_fixture->window->size(), size);
        for (const gui::TableView *view : {m_fixture->connections(), m_fixture->requests()})
            QTRY_VERIFY(view->viewport()->height() >= 8 * view->verticalHeader()->defaultSectionSize());
        for (const auto *widget : m_fixture->window->findChildren<QWidget *>()) {
            const bool shrinks = qobject_cast<const gui::ElidedLabel *>(widget);
            const auto *label = qobject_cast<const QLabel *>(widget);
            const bool fixed = qobject_cast<const QToolButton *>(widget) || (label && !label->wordWrap());
            if (!fixed || shrinks || !widget->isVisible())
                continue;
            QTRY_VERIFY2(widget->width() >= widget->minimumSizeHint().width(),
                         qPrintable(widget->objectName()));
            QTRY_VERIFY2(m_fixture->window->rect().contains(
                             QRect(widget->mapTo(m_fixture->window.get(), QPoint()), widget->size())),
                         qPrintable(widget->objectName()));
        }
    }
}

void WindowAuditTest::measuresFrames()
{
    m_fixture->window->resetFrameGap();
    QTest::qSleep(120);
    const qint64 blocked = m_fixture->window->longestFrameGapMs();
    QVERIFY(blocked >= 120);
    QCoreApplication::processEvents();
    QVERIFY(m_fixture->window->longestFrameGapMs() >= blocked);
    m_fixture->window->resetFrameGap();
    QVERIFY(m_fixture->window->longestFrameGapMs() < blocked);
}

QTEST_MAIN(WindowAuditTest)
#include "tst_windowaudit.moc"
