// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/connectionpage.h"
#include "gui/details.h"
#include "gui/elidedlabel.h"
#include "gui/headview.h"
#include "gui/hexview.h"
#include "gui/summaryview.h"
#include "gui/timingview.h"

#include <QComboBox>
#include <QLabel>
#include <QMenu>
#include <QPlainTextEdit>
#include <QSettings>
#include <QSignalSpy>
#include <QTabWidget>
#include <QTableView>
#include <QTemporaryDir>
#include <QTest>
#include <QToolButton>
#include <QTreeWidget>

using trace::Exchange;
using trace::Outcome;

class DetailsTest : public QObject
{
    Q_OBJECT
private slots:
    void init();
    void cleanup();

    void everyPageTakesNothing();
    void everyPageTakesTheLeast();
    void timing();
    void timingOfWhatGoesOn();
    void bytes();
    void marksTheOffendingByte();
    void cache();
    void connection();
    void connectionHasItsRequests();
    void followsItsConnection();
    void connectionAloneHasItsPage();
    void watchesWhatIsLookedAt();
    void summaryLeadsToTheReasons();
    void valuesFilter();
    void linesOfHeadsFilter();
    void pageIsRemembered();
    void recordingHasAnEnd();
    void saysHowLongItIsKept();
    void mnemonicsAreUnique();

private:
    [[nodiscard]] QTabWidget *tabs() { return m_details->findChild<QTabWidget *>(); }
    template <typename Page>
    Page *show()
    {
        auto *page = m_details->findChild<Page *>();
        for (QWidget *tab = page; tab; tab = tab->parentWidget())
            if (tabs()->indexOf(tab) >= 0)
                tabs()->setCurrentWidget(tab);
        return page;
    }
    void showPage(const QString &name);
    [[nodiscard]] QTreeWidgetItem *factItem(const QString &name) const;
    [[nodiscard]] QString factOf(const QString &name) const;
    void append(const trace::Record &record) { m_log->append({record}); }

    std::unique_ptr<trace::Log> m_log;
    std::unique_ptr<gui::Details> m_details;
};

namespace {

constexpr qint64 Ms = 1'000'000;

std::shared_ptr<Exchange> answered(quint64 id = 1)
{
    auto exchange = std::make_shared<Exchange>();
    exchange->id = id;
    exchange->connection = 4;
    exchange->client = {"192.0.2.7", 52144};
    exchange->outcome = Outcome::Complete;
    exchange->status = 200;
    exchange->timings = {1000 * Ms, 1001 * Ms, 1001 * Ms, 1002 * Ms, 2000 * Ms, 1003 * Ms};
    exchange->extras.edit().stalledNs = 900 * Ms;
    exchange->requestHead = "GET /a?x=1 HTTP/1.1\r\nHost: a\r\nCookie: k=v\r\n\r\n";
    exchange->method = {0, 3};
    exchange->target = {4, 6};
    exchange->requestLine = {0, 19};
    exchange->responseHead = "HTTP/1.1 200 OK\r\nETag: \"1\"\r\n\r\n";
    exchange->responseBody = "hello";
    exchange->contentType = "text/plain";
    exchange->bodyLength = exchange->bodySent = 5;
    exchange->responseBytes = exchange->responseHead.size() + 5;
    return exchange;
}

std::shared_ptr<trace::ConnectionRecord> its()
{
    auto record = std::make_shared<trace::ConnectionRecord>();
    record->id = 4;
    record->client = {"192.0.2.7", 52144};
    record->server = {"192.0.2.1", 7788};
    record->state = trace::State::Closed;
    record->cause = trace::CloseCause::ClientFin;
    record->accepted = 999 * Ms;
    record->closed = 3000 * Ms;
    record->clientFin = 3000 * Ms;
    record->requests = 1;
    record->reads = record->writes = 1;
    record->bytesIn = 50;
    record->bytesOut = 40;
    return record;
}

} // namespace

void DetailsTest::init()
{
    m_log = std::make_unique<trace::Log>();
    m_details = std::make_unique<gui::Details>(*m_log);
    m_details->resize(800, 280);
    m_details->show();
    QVERIFY(QTest::qWaitForWindowExposed(m_details.get()));
}

void DetailsTest::cleanup()
{
    m_details.reset();
    m_log.reset();
}

void DetailsTest::showPage(const QString &name)
{
    for (int i = 0; i < tabs()->count(); ++i)
        if (QString(tabs()->tabText(i)).remove(u'&') == name)
            tabs()->setCurrentIndex(i);
}

QTreeWidgetItem *DetailsTest::factItem(const QString &name) const
{
    const auto items = m_details->findChild<gui::SummaryView *>()->findItems(name, Qt::MatchExactly);
    return items.size() == 1 ? items[0] : nullptr;
}

QString DetailsTest::factOf(const QString &name) const
{
    const QTreeWidgetItem *item = factItem(name);
    return item ? item->text(1) : QString();
}

void DetailsTest::everyPageTakesNothing()
{
    append(its());
    append(answered());
    for (const bool before : {false, true}) {
        if (before)
            m_details->setExchange(answered());
        for (int i = 0; i < tabs()->count(); ++i) {
            tabs()->setCurrentIndex(i);
            m_details->setExchange(nullptr);
            m_details->tick();
            m_details->grab();
            QVERIFY(!m_details->exchange());
        }
    }
}

/// What came and was never understood: no head, no answer, no connection in the log.
void DetailsTest::everyPageTakesTheLeast()
{
    auto least = std::make_shared<Exchange>();
    least->id = 7;
    least->connection = 99;
    least->outcome = Outcome::Aborted;
    for (int i = 0; i < tabs()->count(); ++i) {
        tabs()->setCurrentIndex(i);
        m_details->setExchange(least);
        m_details->tick();
        m_details->grab();
    }
    QVERIFY(m_details->findChild<gui::ElidedLabel *>(QStringLiteral("headlineLabel"))
                ->text()
                .startsWith(QStringLiteral("No response")));
}

void DetailsTest::timing()
{
    auto *view = show<gui::TimingView>();
    m_details->setExchange(answered());
    QStringList names;
    for (int i = 0; i < view->topLevelItemCount(); ++i)
        names << view->topLevelItem(i)->text(0);
    QCOMPARE(names,
             (QStringList{QStringLiteral("Head"), QStringLiteral("Deciding"), QStringLiteral("First byte"),
                          QStringLiteral("Sending"), QStringLiteral("Total")}));
    const QTreeWidgetItem *sending = view->topLevelItem(3);
    QCOMPARE(sending->childCount(), 1);
    QVERIFY(sending->isExpanded());
    QVERIFY(sending->child(0)->text(0).contains(QStringLiteral("client")));
    QVERIFY(sending->child(0)->data(0, Qt::AccessibleTextRole).toString().contains(QStringLiteral("900 ms")));
    m_details->grab(); // every kind of bar is drawn
    const auto *why = m_details->findChild<QLabel *>(QStringLiteral("whyLabel"));
    QVERIFY(why->text().contains(QStringLiteral("Delivered whole in 1.0 s. The client read slowly")));
}

void DetailsTest::timingOfWhatGoesOn()
{
    auto *view = show<gui::TimingView>();
    auto running = answered();
    running->outcome = Outcome::InProgress;
    running->timings.finished = 0;
    m_details->setExchange(running);
    QCOMPARE(view->topLevelItem(3)->text(0), QStringLiteral("Sending …"));
    view->setCurrentItem(view->topLevelItem(1));
    m_details->tick();
    QCOMPARE(view->indexOfTopLevelItem(view->currentItem()), 1); // the place is kept
}

void DetailsTest::bytes()
{
    showPage(QStringLiteral("Bytes"));
    m_details->setExchange(answered());
    QWidget *page = tabs()->currentWidget();
    auto *parts = page->findChild<QTreeWidget *>();
    auto *hex = page->findChild<gui::HexView *>();
    QCOMPARE(parts->topLevelItemCount(), 3);
    parts->setCurrentItem(parts->topLevelItem(0)->child(1)->child(0)); // line, target, query
    QCOMPARE(hex->selectedBytes(), QByteArray("x=1"));
    parts->setCurrentItem(parts->topLevelItem(2)->child(0));
    QCOMPARE(hex->selectedBytes(), QByteArray("k=v"));
    m_details->setExchange(answered()); // it only went on: the place is kept
    QCOMPARE(hex->selectedBytes(), QByteArray("k=v"));
    page->findChild<QComboBox *>()->setCurrentIndex(1);
    QCOMPARE(hex->size(), answered()->responseBytes);
    parts->setCurrentItem(parts->topLevelItem(1));
    QCOMPARE(hex->selectedBytes(), QByteArray("ETag: \"1\""));
}

void DetailsTest::marksTheOffendingByte()
{
    showPage(QStringLiteral("Bytes"));
    auto malformed = answered();
    malformed->status = 400;
    malformed->faultOffset = 25;
    malformed->fault = http::Fault::BadHost;
    m_details->setExchange(malformed);
    QWidget *page = tabs()->currentWidget();
    QCOMPARE(page->findChild<gui::HexView *>()->cursor(), 25);
    QVERIFY(page->findChild<gui::ElidedLabel *>()->text().startsWith(QStringLiteral("Byte 25 is wrong: ")));
    m_details->setExchange(answered(2));
    QVERIFY(page->findChild<gui::ElidedLabel *>()->text().isEmpty());
}

void DetailsTest::cache()
{
    showPage(QStringLiteral("Cache"));
    append(answered(1));
    append(answered(2));
    const auto *label = qobject_cast<QLabel *>(tabs()->currentWidget());
    QVERIFY(label);
    m_details->setExchange(answered(2));
    QVERIFY(label->text().contains(QStringLiteral("fetched all of it again")));
    m_details->setExchange(answered(1));
    QVERIFY(label->text().contains(QStringLiteral("has not asked for it before")));
    auto other = answered(3);
    other->client.address = "192.0.2.8";
    m_details->setExchange(other);
    QVERIFY(label->text().contains(QStringLiteral("has not asked for it before")));
}

void DetailsTest::connection()
{
    append(its());
    append(answered());
    auto *page = show<gui::ConnectionPage>();
    m_details->setExchange(answered());
    QCOMPARE(page->connection(), 4U);
    QStringList texts;
    for (const auto *label : page->findChildren<QLabel *>())
        texts << label->text();
    const QString all = texts.join(u'\n');
    QVERIFY2(all.contains(QStringLiteral("Connection 4 · 192.0.2.7:52144 to 192.0.2.1:7788")),
             qPrintable(all));
    QVERIFY(all.contains(QStringLiteral("The client closed first (FIN).")));
    QVERIFY(!page->findChild<QLabel *>()->accessibleName().isEmpty());
}

void DetailsTest::connectionHasItsRequests()
{
    append(its());
    append(answered());
    auto *page = show<gui::ConnectionPage>();
    m_details->show();
    m_details->setExchange(answered());
    auto *table = page->findChild<QTableView *>(QStringLiteral("connectionRequests"));
    QCOMPARE(table->model()->rowCount(), 1);
    QCOMPARE(table->selectionModel()->selectedRows().size(), 1); // the one that is looked at
    const QSignalSpy chosen(m_details.get(), &gui::Details::exchangeChosen);
    table->setCurrentIndex(table->model()->index(0, 0));
    QTest::keyClick(table, Qt::Key_Return);
    QCOMPARE(chosen.size(), 1);
    QCOMPARE(chosen[0], (QVariantList{answered()->id, quint64(4)}));
    const QSignalSpy all(m_details.get(), &gui::Details::connectionChosen);
    page->findChild<QToolButton *>()->click();
    QCOMPARE(all.size(), 1);
}

/// The connection ends after its last request did.
void DetailsTest::followsItsConnection()
{
    auto open = its();
    open->state = trace::State::Idle;
    open->cause = trace::CloseCause::Open;
    open->clientFin = open->closed = 0;
    append(open);
    m_details->setExchange(answered());
    QCOMPARE(factOf(QStringLiteral("Hung up")), QStringLiteral("Nobody has closed it."));
    append(its());
    m_details->tick();
    QCOMPARE(factOf(QStringLiteral("Hung up")), QStringLiteral("The client closed first (FIN)."));
}

void DetailsTest::connectionAloneHasItsPage()
{
    append(its());
    append(answered());
    m_details->setExchange(answered());
    show<gui::TimingView>();
    const QWidget *timing = tabs()->currentWidget();
    m_details->setConnection(4);
    QCOMPARE(tabs()->currentWidget(), timing); // the request is still what is shown
    m_details->setExchange(nullptr);
    QVERIFY(qobject_cast<gui::ConnectionPage *>(tabs()->currentWidget()));
    QVERIFY(tabs()->isVisible());
    m_details->setExchange(answered());
    QCOMPARE(tabs()->currentWidget(), timing);
    m_details->setConnection(0);
    m_details->setExchange(nullptr);
    QVERIFY(!tabs()->isVisible());
}

void DetailsTest::watchesWhatIsLookedAt()
{
    append(its());
    const QSignalSpy watched(m_details.get(), &gui::Details::watched);
    m_details->setExchange(answered());
    QCOMPARE(watched.size(), 0);
    show<gui::ConnectionPage>();
    QCOMPARE(watched.size(), 1);
    QCOMPARE(watched[0][0].toULongLong(), 4U);
    m_details->setExchange(answered());
    QCOMPARE(watched.size(), 1); // the same one still
    show<gui::TimingView>();
    QCOMPARE(watched.size(), 2);
    QCOMPARE(watched[1][0].toULongLong(), 0U);
}

/// By Enter and by a click on the link; the row that is selected stays when the facts are said anew.
void DetailsTest::summaryLeadsToTheReasons()
{
    auto *view = show<gui::SummaryView>();
    append(its());
    m_details->setExchange(answered());
    QCOMPARE(factOf(QStringLiteral("Status")), QStringLiteral("● 200 OK, success"));
    QCOMPARE(factOf(QStringLiteral("Sent")), QStringLiteral("5 B of content, all of it"));
    view->setCurrentItem(factItem(QStringLiteral("Took")));
    m_details->setExchange(answered());
    QCOMPARE(view->currentItem(), factItem(QStringLiteral("Took")));
    QTest::keyClick(view, Qt::Key_Return);
    QVERIFY(qobject_cast<gui::TimingView *>(tabs()->currentWidget()));
    show<gui::SummaryView>();
    const QRect link = view->visualRect(
        view->model()->index(view->indexOfTopLevelItem(factItem(QStringLiteral("Connection"))), 2));
    QTest::mouseClick(view->viewport(), Qt::LeftButton, {}, link.center());
    QVERIFY(qobject_cast<gui::ConnectionPage *>(tabs()->currentWidget()));
}

void DetailsTest::valuesFilter()
{
    auto *view = show<gui::SummaryView>();
    m_details->setExchange(answered());
    const QSignalSpy chosen(m_details.get(), &gui::Details::termChosen);
    view->setCurrentItem(factItem(QStringLiteral("Status")));
    QContextMenuEvent event(QContextMenuEvent::Keyboard, {}, view->mapToGlobal(QPoint()));
    QCoreApplication::sendEvent(view->viewport(), &event);
    const auto *menu = view->findChild<QMenu *>();
    QVERIFY(menu);
    QCOMPARE(menu->actions().size(), 6); // copy, two terms, reasons, and separators
    for (QAction *action : menu->actions())
        if (action->text().contains(QStringLiteral("status-code")))
            action->trigger();
    QCOMPARE(chosen.size(), 2);
    QCOMPARE(chosen[0][0].toString(), QStringLiteral("status-code:200"));
    QCOMPARE(chosen[1][0].toString(), QStringLiteral("-status-code:200"));
}

void DetailsTest::linesOfHeadsFilter()
{
    auto *head = m_details->findChild<gui::HeadView *>(QStringLiteral("requestHead"));
    show<gui::HeadView>();
    m_details->setExchange(answered());
    const QSignalSpy chosen(m_details.get(), &gui::Details::termChosen);
    QTextCursor cursor = head->textCursor();
    cursor.movePosition(QTextCursor::Down); // Host: a
    const QPoint place = head->cursorRect(cursor).center();
    emit head->customContextMenuRequested(place);
    const auto *menu = head->findChild<QMenu *>();
    QVERIFY(menu);
    menu->actions().constLast()->trigger();
    QCOMPARE(chosen.size(), 1);
    QCOMPARE(chosen[0][0].toString(), QStringLiteral("-request-header:=\"Host: a\""));
}

void DetailsTest::pageIsRemembered()
{
    const QTemporaryDir folder;
    QSettings settings(folder.filePath(QStringLiteral("s.ini")), QSettings::IniFormat);
    m_details->setExchange(answered());
    show<gui::TimingView>();
    append(its());
    m_details->setConnection(4);
    m_details->setExchange(nullptr); // the connection's page takes its place for a while
    m_details->savePage(settings);
    gui::Details next(*m_log);
    auto *nextTabs = next.findChild<QTabWidget *>();
    QCOMPARE(nextTabs->currentIndex(), 0);
    next.restorePage(settings);
    QVERIFY(qobject_cast<gui::TimingView *>(nextTabs->currentWidget()));
    settings.setValue(QStringLiteral("inspector/page"), QStringLiteral("no such page"));
    next.restorePage(settings);
    QVERIFY(qobject_cast<gui::TimingView *>(nextTabs->currentWidget()));
}

void DetailsTest::recordingHasAnEnd()
{
    auto running = answered();
    running->outcome = Outcome::InProgress;
    running->timings.finished = 0;
    running->bodySent = 2;
    m_details->setEnd(1500 * Ms);
    m_details->setExchange(running);
    const auto *why = m_details->findChild<QLabel *>(QStringLiteral("whyLabel"));
    QVERIFY2(why->text().contains(u"It was still being sent, after 500 ms, when the recording ended."),
             qPrintable(why->text()));
    QCOMPARE(factOf(QStringLiteral("Took")), QStringLiteral("500 ms until the recording ended"));
    QCOMPARE(factOf(QStringLiteral("Sent")), QStringLiteral("2 B of 5 B of content (40 %)"));
    m_details->setEnd(1600 * Ms); // more was read
    QVERIFY(why->text().contains(QStringLiteral("600 ms")));
}

void DetailsTest::saysHowLongItIsKept()
{
    auto open = its();
    open->state = trace::State::Idle;
    open->cause = trace::CloseCause::Open;
    open->clientFin = open->closed = 0;
    open->stateSince = trace::steadyNow();
    append(open);
    m_details->setLimits({3600'000 * Ms, 100});
    m_details->setExchange(answered());
    auto *page = show<gui::ConnectionPage>();
    const auto labels = page->findChildren<QLabel *>();
    const auto kept = std::find_if(labels.begin(), labels.end(), [](const QLabel *label) {
        return label->accessibleName() == u"How long it is kept";
    });
    QVERIFY(kept != labels.end());
    QVERIFY((*kept)->isVisible() && (*kept)->text().startsWith(u"Closes in "));
    QVERIFY((*kept)->text().endsWith(u"Request 1 of 100."));
    append(its());
    m_details->tick();
    QVERIFY(!(*kept)->isVisible());
}

void DetailsTest::mnemonicsAreUnique()
{
    QSet<QString> keys;
    for (int i = 0; i < tabs()->count(); ++i) {
        const QString key = QKeySequence::mnemonic(tabs()->tabText(i)).toString();
        QVERIFY2(!key.isEmpty() && !keys.contains(key), qPrintable(tabs()->tabText(i)));
        keys << key;
    }
}

QTEST_MAIN(DetailsTest)
#include "tst_details.moc"
