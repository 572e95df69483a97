// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/tableview.h"

#include "gui/followtail.h"
#include "models/roles.h"
#include "models/rowsmodel.h"

#include <QClipboard>
#include <QEvent>
#include <QGuiApplication>
#include <QHeaderView>
#include <QKeyEvent>
#include <QPainter>

#include <utility>

namespace gui {
namespace {

constexpr int RowPadding = 6;

} // namespace

TableView::TableView(QWidget *parent)
    : QTableView(parent)
{
    setSelectionBehavior(SelectRows);
    setSelectionMode(SingleSelection);
    setAlternatingRowColors(true);
    setShowGrid(false);
    setWordWrap(false);
    setTabKeyNavigation(false);
    setEditTriggers(NoEditTriggers);
    setVerticalScrollMode(ScrollPerItem);
    setHorizontalScrollMode(ScrollPerPixel);
    setContextMenuPolicy(Qt::CustomContextMenu);
    verticalHeader()->hide();
    verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    horizontalHeader()->setHighlightSections(false);
    horizontalHeader()->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    setRowHeight();
}

void TableView::setModel(QAbstractItemModel *model)
{
    QTableView::setModel(model);
    m_tableModel = qobject_cast<models::TableModel *>(model);
    m_followTail = new FollowTail(this);
    connect(selectionModel(), &QItemSelectionModel::selectionChanged, this,
            [this](const QItemSelection &selected) {
                if (!selected.isEmpty())
                    setSelected(selected.indexes().first().data(models::IdRole).toULongLong());
                else // the person let go of the row, or it is just being removed: known when that is over
                    QMetaObject::invokeMethod(this, &TableView::noticeRelease, Qt::QueuedConnection);
            });
}

void TableView::setSelected(std::optional<quint64> id)
{
    if (std::exchange(m_selected, id) != id)
        emit selectedIdChanged();
}

/// A selected row that left the view stays the one selected: the person did not let go of it.
void TableView::noticeRelease()
{
    const bool left = m_selected && m_tableModel && m_tableModel->rowOf(*m_selected) < 0;
    if (!left && !selectionModel()->hasSelection())
        setSelected(std::nullopt);
}

void TableView::setEmptyText(const QString &text)
{
    if (std::exchange(m_emptyText, text) != text)
        viewport()->update();
    setAccessibleDescription(model() && model()->rowCount() > 0 ? QString() : text);
}

std::optional<quint64> TableView::selectedId() const
{
    return m_selected;
}

void TableView::selectAgain()
{
    if (!m_selected || !m_tableModel)
        return;
    const int row = m_tableModel->rowOf(*m_selected);
    if (row >= 0) {
        const QItemSelection whole(model()->index(row, 0), model()->index(row, model()->columnCount() - 1));
        selectionModel()->select(whole, QItemSelectionModel::ClearAndSelect);
        selectionModel()->setCurrentIndex(model()->index(row, 0), QItemSelectionModel::NoUpdate);
    }
}

/// What is hidden stays selected all the same, until it is back.
void TableView::select(quint64 id)
{
    setSelected(id);
    selectAgain();
    if (const int row = m_tableModel ? m_tableModel->rowOf(id) : -1; row >= 0)
        scrollTo(model()->index(row, 0));
}

QString TableView::rowText(int row) const
{
    QStringList cells;
    const QHeaderView *header = horizontalHeader();
    for (int place = 0; place < header->count(); ++place) {
        const int column = header->logicalIndex(place);
        if (!header->isSectionHidden(column))
            cells += model()->index(row, column).data().toString();
    }
    return cells.join(u'\t');
}

void TableView::copyRow() const
{
    if (currentIndex().isValid())
        QGuiApplication::clipboard()->setText(rowText(currentIndex().row()));
}

void TableView::deselect()
{
    clearSelection();
    selectionModel()->setCurrentIndex({}, QItemSelectionModel::NoUpdate);
    setSelected(std::nullopt);
}

void TableView::setRowHeight()
{
    verticalHeader()->setMinimumSectionSize(1);
    verticalHeader()->setDefaultSectionSize(fontMetrics().height() + RowPadding);
}

/// The view would make the neighbour of a current row that goes the current one and select it. Nobody asked
/// for that row, least of all while old rows go one after the other.
void TableView::rowsAboutToBeRemoved(const QModelIndex &parent, int start, int end)
{
    if (currentIndex().row() >= start && currentIndex().row() <= end)
        selectionModel()->setCurrentIndex({}, QItemSelectionModel::NoUpdate);
    QTableView::rowsAboutToBeRemoved(parent, start, end);
}

void TableView::keyPressEvent(QKeyEvent *event)
{
    if (event->matches(QKeySequence::Copy)) {
        copyRow();
        return;
    }
    if (event->key() == Qt::Key_Escape && event->modifiers() == Qt::NoModifier && m_selected) {
        deselect();
        return;
    }
    // Tab makes a row the current one and selects none: the first step is onto it, not past it.
    const bool isStep = event->key() == Qt::Key_Down || event->key() == Qt::Key_Up;
    if (isStep && currentIndex().isValid() && !selectionModel()->hasSelection()) {
        selectRow(currentIndex().row());
        return;
    }
    QTableView::keyPressEvent(event);
}

void TableView::changeEvent(QEvent *event)
{
    QTableView::changeEvent(event);
    if (event->type() == QEvent::FontChange || event->type() == QEvent::StyleChange)
        setRowHeight();
}

void TableView::paintEvent(QPaintEvent *event)
{
    QTableView::paintEvent(event);
    if (!model() || model()->rowCount() > 0)
        return;
    QPainter painter(viewport());
    painter.setPen(palette().color(QPalette::PlaceholderText));
    const QRect room = viewport()->rect().adjusted(24, 12, -24, -12);
    painter.drawText(room, Qt::AlignCenter | Qt::TextWordWrap, m_emptyText);
}

} // namespace gui
