// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/columnmemory.h"
#include "gui/followtail.h"
#include "gui/rowdelegate.h"
#include "gui/rowmenu.h"
#include "gui/tableview.h"
#include "gui/theme.h"
#include "models/marks.h"
#include "models/requestsmodel.h"
#include "trace/log.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QHeaderView>
#include <QImage>
#include <QMenu>
#include <QPainter>
#include <QScrollBar>
#include <QSettings>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using models::RequestColumn;

class ViewsTest : public QObject
{
    Q_OBJECT
private slots:
    void init();
    void cleanup();

    void followsOnlyAtTheBottom();
    void keepsThePlaceWhileOldRowsGo();
    void thirdClickIsNaturalOrder();
    void remembersColumns();
    void selectionComesBackAfterAFilter();
    void paintsMarksReadably_data();
    void paintsMarksReadably();
    void menuOffersTerms();

private:
    void append(int count, int status = 200);

    std::optional<trace::Log> m_log;
    std::optional<models::RequestsModel> m_model;
    std::unique_ptr<gui::TableView> m_view;
    gui::ColumnMemory *m_columns = nullptr;
    quint64 m_lastId = 0;
};

void ViewsTest::init()
{
    m_lastId = 0;
    m_log.emplace(256 * 1024);
    m_model.emplace(&*m_log);
    m_view = std::make_unique<gui::TableView>();
    m_view->setModel(&*m_model);
    m_view->setItemDelegate(
        new gui::RowDelegate(gui::RowDelegate::Mark::Status, int(RequestColumn::Status), m_view.get()));
    m_columns
        = new gui::ColumnMemory(m_view.get(), {{}, int(RequestColumn::Path), {int(RequestColumn::Client)}});
    m_view->resize(800, 400);
    m_view->show();
    QVERIFY(QTest::qWaitForWindowExposed(m_view.get()));
}

void ViewsTest::cleanup()
{
    m_view.reset();
    m_model.reset();
    m_log.reset();
}

void ViewsTest::append(int count, int status)
{
    trace::Batch batch;
    for (int i = 0; i < count; ++i) {
        auto exchange = std::make_shared<trace::Exchange>();
        exchange->id = ++m_lastId;
        exchange->connection = 1;
        exchange->outcome = trace::Outcome::Complete;
        exchange->status = status;
        exchange->bodySent = qint64(1000 - m_lastId);
        exchange->requestHead = "GET /" + QByteArray::number(m_lastId) + " HTTP/1.1\r\n\r\n";
        exchange->method = {0, 3};
        exchange->target = {4, quint32(exchange->requestHead.indexOf(" HTTP") - 4)};
        exchange->requestLine = {0, quint32(exchange->requestHead.indexOf("\r\n"))};
        batch.emplace_back(std::move(exchange));
    }
    m_log->append(batch);
}

void ViewsTest::followsOnlyAtTheBottom()
{
    const QScrollBar *bar = m_view->verticalScrollBar();
    append(100);
    QTRY_VERIFY(bar->maximum() > 0 && bar->value() == bar->maximum());

    m_view->verticalScrollBar()->setValue(10);
    append(50);
    QTRY_VERIFY(bar->maximum() >= 100);
    QCOMPARE(bar->value(), 10);
    QVERIFY(!m_view->followTail()->isFollowing());

    m_view->verticalScrollBar()->setValue(bar->maximum());
    const int before = bar->maximum();
    append(50);
    QTRY_COMPARE(bar->maximum(), before + 50);
    QCOMPARE(bar->value(), bar->maximum());
}

void ViewsTest::keepsThePlaceWhileOldRowsGo()
{
    append(400);
    QTRY_VERIFY(m_view->verticalScrollBar()->maximum() > 0);
    m_view->verticalScrollBar()->setValue(200);
    const auto topId = [this] { return m_model->exchange(m_view->rowAt(0))->id; };
    const quint64 before = topId();
    while (m_log->evicted() < 100)
        append(10);
    QTRY_VERIFY(m_model->exchange(0)->id > 100);
    QCoreApplication::processEvents();
    QCOMPARE(topId(), before);
}

void ViewsTest::thirdClickIsNaturalOrder()
{
    append(10);
    QHeaderView *header = m_view->horizontalHeader();
    const auto click = [header] {
        const int x = header->sectionViewportPosition(int(RequestColumn::Size)) + 10;
        QTest::mouseClick(header->viewport(), Qt::LeftButton, {}, {x, header->height() / 2});
    };
    const auto firstId = [this] { return m_model->exchange(0)->id; };
    QCOMPARE(firstId(), quint64(1));
    click();
    QTRY_COMPARE(firstId(), quint64(10));
    click();
    QTRY_COMPARE(firstId(), quint64(1));
    QCOMPARE(header->sortIndicatorSection(), int(RequestColumn::Size));
    click();
    QCOMPARE(header->sortIndicatorSection(), -1);
    QCOMPARE(firstId(), quint64(1));
}

void ViewsTest::remembersColumns()
{
    QTemporaryDir folder;
    QSettings settings(folder.filePath(QStringLiteral("s.ini")), QSettings::IniFormat);
    QHeaderView *header = m_view->horizontalHeader();
    QVERIFY(header->isSectionHidden(int(RequestColumn::Client)));

    QMenu menu;
    m_columns->fillMenu(&menu);
    const auto entry = [&menu](const QString &text) {
        const auto all = menu.actions();
        return *std::find_if(all.begin(), all.end(),
                             [&text](QAction *action) { return action->text() == text; });
    };
    entry(QStringLiteral("Client"))->trigger();
    QVERIFY(!header->isSectionHidden(int(RequestColumn::Client)));
    header->moveSection(header->visualIndex(int(RequestColumn::Status)), 0);
    header->resizeSection(int(RequestColumn::Method), 111);
    m_columns->save(settings, QStringLiteral("requests"));

    entry(QStringLiteral("Reset columns"))->trigger();
    QVERIFY(header->isSectionHidden(int(RequestColumn::Client)));
    QCOMPARE(header->logicalIndex(0), int(RequestColumn::Id));

    m_columns->restore(settings, QStringLiteral("requests"));
    QVERIFY(!header->isSectionHidden(int(RequestColumn::Client)));
    QCOMPARE(header->logicalIndex(0), int(RequestColumn::Status));
    QCOMPARE(header->sectionSize(int(RequestColumn::Method)), 111);
}

void ViewsTest::selectionComesBackAfterAFilter()
{
    append(5);
    m_view->selectRow(2);
    QCOMPARE(m_view->selectedId(), std::optional<quint64>(3));
    QSignalSpy changes(m_view.get(), &gui::TableView::selectedIdChanged);

    m_model->setFilter(*trace::Filter::parse(QStringLiteral("path:/5")));
    QTRY_COMPARE(m_model->rowCount(), 1);
    QCOMPARE(m_view->selectedId(), std::optional<quint64>(3));
    m_model->setFilter({});
    QTRY_COMPARE(m_model->rowCount(), 5);
    m_view->selectAgain();
    QVERIFY(m_view->selectionModel()->isRowSelected(2));
    QCOMPARE(changes.size(), 0);

    m_view->deselect();
    QCOMPARE(m_view->selectedId(), std::nullopt);
    QCOMPARE(changes.size(), 1);
}

void ViewsTest::paintsMarksReadably_data()
{
    QTest::addColumn<QPalette>("palette");
    QTest::addColumn<int>("status");
    for (const int status : {200, 304, 404, 503}) {
        QTest::addRow("light %d", status) << gui::lightPalette() << status;
        QTest::addRow("dark %d", status) << gui::darkPalette() << status;
    }
}

/// Somewhere in the cell stands a pixel of the very colour that models::marks gives, which is readable by
/// contract.
void ViewsTest::paintsMarksReadably()
{
    QFETCH(QPalette, palette);
    QFETCH(int, status);
    append(1, status);
    m_view->setPalette(palette);

    const QModelIndex index = m_model->index(0, int(RequestColumn::Status));
    QImage image(120, 24, QImage::Format_RGB32);
    image.fill(palette.color(QPalette::Base));
    QPainter painter(&image);
    QStyleOptionViewItem option;
    option.initFrom(m_view.get());
    option.palette = palette;
    option.font = m_view->font();
    option.fontMetrics = QFontMetrics(option.font);
    option.rect = image.rect();
    option.state = QStyle::State_Enabled | QStyle::State_Active;
    m_view->itemDelegate()->paint(&painter, option, index);
    painter.end();

    const QRgb wanted = models::colour(models::statusKind(status), palette.color(QPalette::Base)).rgb();
    bool found = false;
    for (int y = 0; y < image.height() && !found; ++y)
        for (int x = 0; x < image.width() && !found; ++x)
            found = image.pixel(x, y) == wanted;
    QVERIFY(found);
}

void ViewsTest::menuOffersTerms()
{
    append(1, 404);
    gui::RowMenu rowMenu(m_view.get(),
                         {[](const QModelIndex &) { return QStringLiteral("status-code:404"); }, {}, {}, {}});
    QSignalSpy terms(&rowMenu, &gui::RowMenu::termChosen);
    QMenu menu;
    rowMenu.fill(&menu, m_model->index(0, int(RequestColumn::Status)));
    for (QAction *action : menu.actions())
        if (action->isEnabled())
            action->trigger();
    QCOMPARE(terms.size(), 2);
    QCOMPARE(terms.at(0).at(0).toString(), QStringLiteral("status-code:404"));
    QCOMPARE(terms.at(1).at(0).toString(), QStringLiteral("-status-code:404"));
    QCOMPARE(QGuiApplication::clipboard()->text(), m_view->rowText(0));
}

QTEST_MAIN(ViewsTest)
#include "tst_views.moc"
