// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/elidedlabel.h"
#include "gui/messagebar.h"
#include "gui/sitedialog.h"
#include "gui/whyview.h"
#include "windowfixture.h"

#include <QAbstractButton>
#include <QAbstractSpinBox>
#include <QAccessible>
#include <QAction>
#include <QComboBox>
#include <QDialog>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QMenuBar>
#include <QPlainTextEdit>
#include <QTabWidget>
#include <QToolButton>

namespace {

/// What a control that is shown lacks: a name, an explanation, or a way to reach it by key.
QStringList lacks(const QWidget *widget)
{
    QStringList found;
    QAccessibleInterface *interface = QAccessible::queryAccessibleInterface(const_cast<QWidget *>(widget));
    if (!interface || interface->text(QAccessible::Name).isEmpty())
        found += QStringLiteral("name");
    const bool innerPart = widget->parentWidget()->inherits("QAbstractSpinBox")
        || widget->parentWidget()->inherits("QLineEdit");
    if (!innerPart && widget->toolTip().isEmpty())
        found += QStringLiteral("tooltip");
    if (!innerPart && widget->focusPolicy() == Qt::NoFocus)
        found += QStringLiteral("focus");
    return found;
}

bool isControl(const QWidget *widget)
{
    const bool control = qobject_cast<const QAbstractButton *>(widget)
        || qobject_cast<const QLineEdit *>(widget) || qobject_cast<const QAbstractSpinBox *>(widget)
        || qobject_cast<const QComboBox *>(widget) || qobject_cast<const QAbstractItemView *>(widget)
        || qobject_cast<const QPlainTextEdit *>(widget);
    const bool partOfQt = widget->objectName().startsWith(QStringLiteral("qt_"))
        || qobject_cast<const QHeaderView *>(widget) || widget->inherits("QTableCornerButton")
        || widget->parentWidget()->inherits("QTabBar");
    return control && !partOfQt && widget->isVisible();
}

/// How many controls a window shows; what they lack goes into faults.
int auditControls(const QWidget *window, QStringList &faults)
{
    int controls = 0;
    for (const auto *widget : window->findChildren<QWidget *>()) {
        if (!isControl(widget))
            continue;
        ++controls;
        for (const QString &lack : lacks(widget))
            faults += QStringLiteral("%1 %2 in %3 has no %4")
                          .arg(QLatin1String(widget->metaObject()->className()), widget->objectName(),
                               widget->parentWidget()->objectName(), lack);
    }
    return controls;
}

/// The letters that Alt reaches something by.
QString mnemonics(const QWidget *window)
{
    QString keys;
    const auto add = [&keys](const QString &text) {
        if (const auto key = QKeySequence::mnemonic(text); !key.isEmpty())
            keys += QChar(key[0].key());
    };
    for (const auto *widget : window->findChildren<QWidget *>()) {
        const auto *button = qobject_cast<const QAbstractButton *>(widget);
        const auto *label = qobject_cast<const QLabel *>(widget);
        if (widget->isVisible() && (button || (label && label->buddy())))
            add(button ? button->text() : label->text());
    }
    return keys;
}

} // namespace

/// What must hold for the whole window, whatever it shows.
class WindowAuditTest : public QObject
{
    Q_OBJECT
private slots:
    void init() { m_fixture.emplace(); }
    void cleanup() { m_fixture.reset(); }

    void everyControlIsNamed();
    void everyStatisticIsNamed();
    void everySettingIsNamed();
    void theNetworkPanelIsNamed();
    void theExportIsNamed();
    void whyIsNamed();
    void theInspectorIsNamed();
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

    QStringList faults;
    QVERIFY(auditControls(m_fixture->window.get(), faults) >= 15);
    QCOMPARE(faults, QStringList());
}

void WindowAuditTest::everyStatisticIsNamed()
{
    m_fixture->find<QAction>("actionStatistics")->trigger();
    auto *tabs = m_fixture->find<QTabWidget>("statisticsTabs");
    QVERIFY(tabs->isVisible());
    QCOMPARE(tabs->count(), 4);
    for (int page = 0; page < tabs->count(); ++page) {
        tabs->setCurrentIndex(page);
        QStringList faults;
        QVERIFY(auditControls(tabs->currentWidget(), faults) >= 2);
        QCOMPARE(faults, QStringList());
    }
    m_fixture->find<QAction>("actionLive")->trigger();
    QVERIFY(!tabs->isVisible());
    QVERIFY(m_fixture->requests()->isVisible());
}

void WindowAuditTest::everySettingIsNamed()
{
    m_fixture->find<QAction>("actionSiteSettings")->trigger();
    auto *dialog = m_fixture->find<gui::SiteDialog>("SiteDialog");
    auto *list = dialog->findChild<QListWidget *>(QStringLiteral("list"));
    QVERIFY(list->count() == 7);
    for (int page = 0; page < list->count(); ++page) {
        list->setCurrentRow(page);
        QStringList faults;
        QVERIFY(auditControls(dialog, faults) >= 5);
        QCOMPARE(faults, QStringList());
        const QString keys = mnemonics(dialog);
        QVERIFY(keys.size() > 2);
        for (const QChar key : keys)
            QVERIFY2(
                keys.count(key) == 1,
                qPrintable(QStringLiteral("%1: Alt+%2 is there twice").arg(list->item(page)->text(), key)));
    }
}

void WindowAuditTest::theNetworkPanelIsNamed()
{
    m_fixture->find<QAction>("actionNetworkPanel")->trigger();
    QStringList faults;
    QVERIFY(auditControls(m_fixture->find<QDialog>("NetworkPanel"), faults) >= 4);
    QCOMPARE(faults, QStringList());
}

void WindowAuditTest::theExportIsNamed()
{
    m_fixture->find<QAction>("actionExport")->trigger();
    auto *dialog = m_fixture->find<QDialog>("ExportDialog");
    QStringList faults;
    QCOMPARE(auditControls(dialog, faults), 8); // format, three choices, two switches, two buttons
    QCOMPARE(faults, QStringList());
    const QString keys = mnemonics(dialog);
    QCOMPARE(keys.size(), 8);
    for (const QChar key : keys)
        QVERIFY2(keys.count(key) == 1, qPrintable(QStringLiteral("Alt+%1 is there twice").arg(key)));
}

void WindowAuditTest::whyIsNamed()
{
    auto missed = std::make_shared<trace::Exchange>();
    missed->id = 1;
    missed->status = 404;
    missed->fault = http::Fault::HeadTooLarge;
    missed->extras.edit().reasons = {{http::Step::NearCase, "/A.txt"}, {http::Step::NearAbove, "/a.txt"}};
    m_fixture->log.append({trace::ExchangePtr(missed)});
    QTRY_COMPARE(m_fixture->requests()->model()->rowCount(), 1);
    WindowFixture::click(m_fixture->requests(), 0);
    auto *tabs = m_fixture->find<QTabWidget>("tabs");
    tabs->setCurrentWidget(m_fixture->find<gui::WhyView>("why"));
    QStringList faults;
    QCOMPARE(auditControls(tabs->currentWidget(), faults), 4); // a fix, two addresses, the limits
    QCOMPARE(faults, QStringList());
}

/// On every page, whatever is shown there; and no letter of the window reaches two things.
void WindowAuditTest::theInspectorIsNamed()
{
    QVERIFY(m_fixture->start());
    QVERIFY(!m_fixture->get("/a.txt").isEmpty());
    QTRY_COMPARE(m_fixture->requests()->model()->rowCount(), 1);
    WindowFixture::click(m_fixture->requests(), 0);
    auto *tabs = m_fixture->find<QTabWidget>("tabs");
    QCOMPARE(tabs->count(), 8);
    QString shared;
    for (int i = 0; i < tabs->count(); ++i)
        shared += QChar(QKeySequence::mnemonic(tabs->tabText(i))[0].key());
    for (const QAction *menu : m_fixture->window->menuBar()->actions())
        if (const auto key = QKeySequence::mnemonic(menu->text()); !key.isEmpty())
            shared += QChar(key[0].key());
    for (int i = 0; i < tabs->count(); ++i) {
        tabs->setCurrentIndex(i);
        QStringList faults;
        auditControls(m_fixture->window.get(), faults);
        QCOMPARE(faults, QStringList());
        const QString keys = shared + mnemonics(m_fixture->window.get());
        for (const QChar key : keys)
            QVERIFY2(keys.count(key) == 1,
                     qPrintable(QStringLiteral("%1: Alt+%2 is there twice").arg(tabs->tabText(i), key)));
    }
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
