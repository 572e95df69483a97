// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/elidedlabel.h"
#include "gui/filterbar.h"
#include "gui/filteredit.h"
#include "gui/filterhelp.h"
#include "gui/savedfiltersdialog.h"
#include "models/seenvalues.h"

#include <QAction>
#include <QLabel>
#include <QMenu>
#include <QPushButton>
#include <QSettings>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>
#include <QToolButton>
#include <QTreeView>
#include <QTreeWidget>

#include <optional>

namespace {

trace::ExchangePtr exchange(quint64 id, const QByteArray &path)
{
    trace::Exchange made;
    made.id = id;
    made.requestHead = "GET " + path + " HTTP/1.1\r\nHost: localhost:7788\r\n\r\n";
    made.method = {0, 3};
    made.target = {4, quint32(path.size())};
    made.client = {"127.0.0.1", 50000};
    made.status = 200;
    made.outcome = trace::Outcome::Complete;
    return std::make_shared<const trace::Exchange>(made);
}

} // namespace

class FilterBarTest : public QObject
{
    Q_OBJECT
private slots:
    void init();
    void cleanup() { m_bar.reset(); }
    void invalidTextIsNeverApplied();
    void turnsOffAndOn();
    void completesKeysAndValues();
    void completionKeys();
    void history();
    void terms_data();
    void terms();
    void chips();
    void stopped();
    void highlight();
    void savedAndRestored();
    void savedFilters();
    void help();
    void fits();

private:
    template <typename Widget>
    Widget *find(const char *name)
    {
        return m_bar->findChild<Widget *>(QString::fromLatin1(name));
    }
    void type(const char *text) { QTest::keyClicks(m_edit, QString::fromUtf8(text)); }
    QString meaning() { return find<gui::ElidedLabel>("meaningLabel")->text(); }
    QString emitted(const QSignalSpy &spy) { return spy.last().first().value<trace::Filter>().toText(); }
    QTreeView *popup();

    std::optional<gui::FilterBar> m_bar;
    gui::FilterEdit *m_edit = nullptr;
};

void FilterBarTest::init()
{
    QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedStates));
    m_bar.emplace();
    m_bar->resize(1280, m_bar->sizeHint().height());
    m_bar->show();
    m_edit = find<gui::FilterEdit>("filterEdit");
    QApplication::setActiveWindow(&*m_bar);
    m_edit->setFocus();
    QVERIFY(QTest::qWaitForWindowActive(&*m_bar));
}

QTreeView *FilterBarTest::popup()
{
    for (QWidget *widget : QApplication::topLevelWidgets()) {
        if (auto *view = qobject_cast<QTreeView *>(widget); view && view->isVisible())
            return view;
    }
    return nullptr;
}

void FilterBarTest::invalidTextIsNeverApplied()
{
    QSignalSpy spy(&*m_bar, &gui::FilterBar::filterChanged);
    m_bar->setText(QStringLiteral("status-code:404"));
    QCOMPARE(emitted(spy), QStringLiteral("status-code:404"));
    const auto before = spy.size();
    m_bar->setText(QStringLiteral("status-code:abc"));
    QVERIFY(m_edit->isMarked());
    QCOMPARE(spy.size(), before);
    QCOMPARE(m_bar->filter().toText(), QStringLiteral("status-code:404"));
    QVERIFY(meaning().startsWith(QStringLiteral("Not applied: A status is written")));
    QVERIFY(meaning().endsWith(QStringLiteral("Still shown: status is 404")));
    QCOMPARE(m_edit->accessibleDescription(), meaning());
    m_edit->clear();
    QVERIFY(!m_edit->isMarked());
    QCOMPARE(meaning(), QStringLiteral("everything is shown"));
    QVERIFY(m_bar->filter().isEmpty());
}

void FilterBarTest::turnsOffAndOn()
{
    m_bar->setText(QStringLiteral("is:error"));
    QSignalSpy spy(&*m_bar, &gui::FilterBar::filterChanged);
    QTest::keyClick(m_edit, Qt::Key_L, Qt::ControlModifier | Qt::ShiftModifier);
    QCOMPARE(spy.size(), 1);
    QCOMPARE(emitted(spy), QString());
    QCOMPARE(m_bar->text(), QStringLiteral("is:error"));
    QVERIFY(meaning().startsWith(QStringLiteral("Turned off")));
    QVERIFY(!find<QToolButton>("onButton")->isChecked());
    QTest::mouseClick(find<QToolButton>("onButton"), Qt::LeftButton);
    QCOMPARE(emitted(spy), QStringLiteral("is:error"));
    m_bar->toggleAction()->setChecked(false);
    m_bar->setText(QStringLiteral("is:slow")); // whoever gives a filter wants to see it
    QCOMPARE(emitted(spy), QStringLiteral("is:slow"));
}

void FilterBarTest::completesKeysAndValues()
{
    trace::Log log;
    log.append({exchange(1, "/a b.html"), exchange(2, "/index.html"), exchange(3, "/index.html")});
    const models::SeenValues seen(&log);
    m_bar->setSeenValues(&seen);
    type("-pa");
    QVERIFY(popup());
    QCOMPARE(popup()->model()->index(0, 0).data().toString(), QStringLiteral("path:"));
    QVERIFY(!popup()->model()->index(0, 1).data().toString().isEmpty());
    QTest::keyClick(popup(), Qt::Key_Tab);
    QCOMPARE(m_bar->text(), QStringLiteral("-path:"));
    QVERIFY(popup()); // its values, the most frequent first
    QCOMPARE(popup()->model()->index(0, 0).data().toString(), QStringLiteral("/index.html"));
    QTest::keyClick(popup(), Qt::Key_Down);
    QTest::keyClick(popup(), Qt::Key_Down);
    QTest::keyClick(popup(), Qt::Key_Return);
    QCOMPARE(m_bar->text(), QStringLiteral("-path:\"/a b.html\""));
    QVERIFY(!popup());
    QVERIFY(!m_edit->isMarked());
}

void FilterBarTest::completionKeys()
{
    QTest::keyClick(m_edit, Qt::Key_Space, Qt::ControlModifier);
    QVERIFY(popup());
    QVERIFY(popup()->model()->rowCount() > 20);
    QVERIFY(popup()->currentIndex().isValid());
    QTest::keyClick(popup(), Qt::Key_Escape);
    QVERIFY(!popup());
    type("is:ru");
    QVERIFY(popup());
    QVERIFY(!popup()->currentIndex().isValid()); // so Enter is for the field
    QTest::keyClick(popup(), Qt::Key_Return);
    QVERIFY(!popup());
    QCOMPARE(m_bar->text(), QStringLiteral("is:ru"));
    type("n");
    QTest::keyClick(popup(), Qt::Key_Tab);
    QCOMPARE(m_bar->text(), QStringLiteral("is:running"));
    type(" x");
    m_edit->setCursorPosition(5); // in the middle of a word: all of it is replaced
    QTest::keyClick(m_edit, Qt::Key_Space, Qt::ControlModifier);
    QTest::keyClick(popup(), Qt::Key_Return);
    QCOMPARE(m_bar->text(), QStringLiteral("is:running x"));
}

void FilterBarTest::history()
{
    for (const char *text : {"one", "two", "three", "two"}) {
        m_bar->setText(QString::fromUtf8(text));
        QTest::keyClick(m_edit, Qt::Key_Return);
    }
    m_bar->setText(QStringLiteral("dra"));
    type("ft");
    QStringList seen;
    for (int step = 0; step < 4; ++step) {
        QTest::keyClick(m_edit, Qt::Key_Up);
        seen += m_bar->text();
    }
    QCOMPARE(seen,
             QStringList({QStringLiteral("two"), QStringLiteral("three"), QStringLiteral("one"),
                          QStringLiteral("one")}));
    for (int step = 0; step < 3; ++step)
        QTest::keyClick(m_edit, Qt::Key_Down);
    QCOMPARE(m_bar->text(), QStringLiteral("draft"));
    m_bar->setText(QStringLiteral("size:x")); // never applied, so not kept
    QTest::keyClick(m_edit, Qt::Key_Return);
    m_edit->clear();
    QTest::keyClick(m_edit, Qt::Key_Up);
    QCOMPARE(m_bar->text(), QStringLiteral("two"));
}

void FilterBarTest::terms_data()
{
    QTest::addColumn<QString>("before");
    QTest::addColumn<QString>("term");
    QTest::addColumn<QString>("after");
    const auto row = [](const char *before, const char *term, const char *after) {
        QTest::addRow("%s + %s", before, term)
            << QString::fromUtf8(before) << QString::fromUtf8(term) << QString::fromUtf8(after);
    };
    row("", "is:error", "is:error");
    row("path:/a ", "is:error", "path:/a is:error");
    row("path:/a is:error", "is:error", "path:/a is:error");
    row("path:/a is:error", "-is:error", "path:/a -is:error");
    row("-is:error path:/a", "is:error", "path:/a is:error");
    row("path:/a | path:/b", "is:error", "(path:/a | path:/b) is:error");
    row("(path:/a | path:/b)", "is:error", "((path:/a | path:/b)) is:error");
}

void FilterBarTest::terms()
{
    QFETCH(const QString, before);
    QFETCH(const QString, term);
    m_bar->setText(before);
    m_bar->addTerm(term);
    QTEST(m_bar->text(), "after");
}

void FilterBarTest::chips()
{
    auto *connection = find<QToolButton>("connectionChip");
    auto *span = find<QToolButton>("spanChip");
    QVERIFY(!connection->isVisible());
    QVERIFY(!span->isVisible());
    m_bar->showConnection(4);
    m_bar->showSpan(QStringLiteral("14:03:05 – 14:03:07"));
    QVERIFY(connection->text().contains(QStringLiteral("4")));
    QCOMPARE(span->text(), QStringLiteral("14:03:05 – 14:03:07"));
    QSignalSpy connectionReleased(&*m_bar, &gui::FilterBar::connectionReleased);
    QSignalSpy spanReleased(&*m_bar, &gui::FilterBar::spanReleased);
    QTest::mouseClick(connection, Qt::LeftButton);
    span->setFocus();
    QTest::keyClick(span, Qt::Key_Space);
    QCOMPARE(connectionReleased.size(), 1);
    QCOMPARE(spanReleased.size(), 1);
    m_bar->showSpan({});
    QVERIFY(!span->isVisible());
}

void FilterBarTest::stopped()
{
    m_bar->setText(QStringLiteral("is:error"));
    m_bar->showCounts({37, 1204});
    QCOMPARE(find<QLabel>("countLabel")->text(), QStringLiteral("37 of 1,204"));
    auto *stop = find<QToolButton>("stopButton");
    QVERIFY(!stop->isVisible());

    m_bar->setText(QStringLiteral("is:slow"));
    m_bar->showCounts({37, 1204, 0, true, 43});
    QCOMPARE(find<QLabel>("countLabel")->text(), QStringLiteral("filtering… 43 %"));
    QVERIFY(stop->isVisible());
    QSignalSpy cancelled(&*m_bar, &gui::FilterBar::rebuildCancelled);
    QTest::mouseClick(stop, Qt::LeftButton);
    m_bar->showCounts({37, 1204});
    QCOMPARE(cancelled.size(), 1);
    QVERIFY(meaning().startsWith(QStringLiteral("Stopped")));
    QVERIFY(meaning().endsWith(QStringLiteral("it is an error")));

    QSignalSpy spy(&*m_bar, &gui::FilterBar::filterChanged);
    QTest::keyClick(m_edit, Qt::Key_Return);
    QCOMPARE(emitted(spy), QStringLiteral("is:slow"));
    QCOMPARE(meaning(), QStringLiteral("it is slow"));
}

void FilterBarTest::highlight()
{
    QSignalSpy spy(&*m_bar, &gui::FilterBar::highlightChanged);
    auto *edit = find<gui::FilterEdit>("highlightEdit");
    auto *button = find<QToolButton>("highlightButton");
    QVERIFY(!edit->isVisible());
    QTest::mouseClick(button, Qt::LeftButton);
    QVERIFY(edit->isVisible());
    edit->setText(QStringLiteral("is:slow"));
    QCOMPARE(emitted(spy), QStringLiteral("is:slow"));
    edit->setText(QStringLiteral("is:slo"));
    QCOMPARE(emitted(spy), QStringLiteral("is:slow"));
    QVERIFY(find<gui::ElidedLabel>("highlightMeaning")->text().contains(QStringLiteral("Not applied")));
    QTest::mouseClick(button, Qt::LeftButton);
    QCOMPARE(emitted(spy), QString());
    QVERIFY(!edit->isVisible());
}

void FilterBarTest::savedAndRestored()
{
    QTemporaryDir folder;
    QSettings settings(folder.filePath(QStringLiteral("settings.ini")), QSettings::IniFormat);
    m_bar->setText(QStringLiteral("path:\"a b\" | is:slow"));
    QTest::keyClick(m_edit, Qt::Key_Return);
    m_bar->toggleAction()->setChecked(false);
    find<QToolButton>("highlightButton")->setChecked(true);
    find<gui::FilterEdit>("highlightEdit")->setText(QStringLiteral("is:error"));
    m_bar->save(settings);

    gui::FilterBar other;
    QSignalSpy highlights(&other, &gui::FilterBar::highlightChanged);
    other.restore(settings);
    QCOMPARE(other.text(), QStringLiteral("path:\"a b\" | is:slow"));
    QVERIFY(!other.toggleAction()->isChecked());
    QVERIFY(other.filter().isEmpty());
    QCOMPARE(emitted(highlights), QStringLiteral("is:error"));
    auto *edit = other.findChild<gui::FilterEdit *>(QStringLiteral("filterEdit"));
    edit->clear();
    QTest::keyClick(edit, Qt::Key_Up);
    QCOMPARE(other.text(), QStringLiteral("path:\"a b\" | is:slow"));
}

void FilterBarTest::savedFilters()
{
    m_bar->setText(QStringLiteral("path:/mine"));
    auto *menu = find<QToolButton>("savedButton")->menu();
    const auto entry = [menu](const QString &text) -> QAction * {
        emit menu->aboutToShow();
        for (QAction *action : menu->actions()) {
            if (action->text().remove(u'&') == text)
                return action;
        }
        return nullptr;
    };
    QVERIFY(entry(QStringLiteral("Errors")));
    entry(QStringLiteral("Save This Filter…"))->trigger();
    auto *dialog = m_bar->findChild<gui::SavedFiltersDialog *>();
    QVERIFY(dialog && dialog->isVisible());
    QVERIFY(!dialog->isModal());
    QTest::keyClicks(dialog->findChild<QLineEdit *>(), QStringLiteral("Mine"));
    QTest::keyClick(dialog->findChild<QLineEdit *>(), Qt::Key_Return);
    entry(QStringLiteral("Errors"))->trigger();
    QCOMPARE(m_bar->text(), QStringLiteral("is:error"));
    entry(QStringLiteral("Mine"))->trigger();
    QCOMPARE(m_bar->text(), QStringLiteral("path:/mine"));

    auto *list = dialog->findChild<QTreeWidget *>();
    list->currentItem()->setText(0, QStringLiteral("Yours"));
    QVERIFY(entry(QStringLiteral("Yours")));
    QVERIFY(!entry(QStringLiteral("Mine")));
    list->currentItem()->setText(0, QStringLiteral(" "));
    QVERIFY(entry(QStringLiteral("Yours")));
    const auto press = [dialog](const QString &text) {
        for (auto *button : dialog->findChildren<QPushButton *>()) {
            if (button->text().remove(u'&') == text)
                button->click();
        }
    };
    press(QStringLiteral("Delete"));
    QVERIFY(!entry(QStringLiteral("Yours")));
    press(QStringLiteral("Undo Delete"));
    QVERIFY(entry(QStringLiteral("Yours")));
}

void FilterBarTest::help()
{
    QTest::mouseClick(find<QToolButton>("helpButton"), Qt::LeftButton);
    auto *help = m_bar->findChild<gui::FilterHelp *>();
    QVERIFY(help && help->isVisible());
    auto *list = help->findChild<QTreeWidget *>();
    int terms = 0;
    for (int row = 0; row < list->topLevelItemCount(); ++row) {
        const QString term = list->topLevelItem(row)->text(0);
        QVERIFY2(trace::Filter::parse(term), qPrintable(term));
        ++terms;
    }
    QVERIFY(terms > 50);
    help->findChild<QLineEdit *>()->setText(QStringLiteral("first byte sent"));
    QCOMPARE(list->currentItem()->text(0), QStringLiteral("wait:>50ms"));
    QTest::keyClick(list, Qt::Key_Return);
    QCOMPARE(m_bar->text(), QStringLiteral("wait:>50ms"));
}

/// At 1280 pixels nothing is clipped, whatever is shown, and the usual state has two lines.
void FilterBarTest::fits()
{
    QAction pause(tr("Pause"));
    QAction clear(tr("Clear"));
    m_bar->setActions(&pause, &clear);
    m_bar->setText(QStringLiteral("status-code:404"));
    m_bar->showConnection(12031);
    m_bar->showSpan(QStringLiteral("14:03:05.123 – 14:03:07.456"));
    m_bar->showCounts({999'999, 1'204'000, 12'000, true, 100});
    QVERIFY2(m_bar->minimumSizeHint().width() <= 1280,
             qPrintable(QString::number(m_bar->minimumSizeHint().width())));
    const int line = m_bar->fontMetrics().height();
    QVERIFY2(m_bar->sizeHint().height() <= 2 * line + 30,
             qPrintable(QString::number(m_bar->sizeHint().height())));
}

QTEST_MAIN(FilterBarTest)
#include "tst_filterbar.moc"
