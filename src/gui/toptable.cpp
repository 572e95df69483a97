// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/toptable.h"

#include "gui/tabular.h"
#include "gui/termmenu.h"

#include <QContextMenuEvent>
#include <QHeaderView>
#include <QMenu>
#include <QPainter>

namespace gui {
TopTable::TopTable(const QString &name, QWidget *parent)
    : QTableView(parent)
{
    setAccessibleName(name);
    setToolTip(tr("Enter or the context menu filters by a row; a click on a heading sorts"));
    setModel(&m_model);
    setSelectionBehavior(SelectRows);
    setSelectionMode(SingleSelection);
    setShowGrid(false);
    setAlternatingRowColors(true);
    setTabKeyNavigation(false);
    setWordWrap(false);
    setFont(tabularFont(font()));
    verticalHeader()->hide();
    verticalHeader()->setDefaultSectionSize(fontMetrics().height() + 6);
    horizontalHeader()->setHighlightSections(false);
    horizontalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    horizontalHeader()->setSectionResizeMode(int(models::TopColumn::Name), QHeaderView::Stretch);
    horizontalHeader()->setMinimumSectionSize(40);
    const char *const samples[]
        = {"", "8,888,888", "100.0 %M", "888,888", "888.8 MBM", "888.8 msM", "888.8 msM"};
    for (int column = 1; column < m_model.columnCount(); ++column) {
        const QString heading = m_model.headerData(column, Qt::Horizontal, Qt::DisplayRole).toString();
        setColumnWidth(column,
                       std::max(fontMetrics().horizontalAdvance(QLatin1String(samples[column])),
                                fontMetrics().horizontalAdvance(heading + QStringLiteral("MMM"))));
    }
    sortByColumn(int(models::TopColumn::Requests), Qt::DescendingOrder);
    setSortingEnabled(true);
    connect(this, &QTableView::activated, this, [this](const QModelIndex &index) {
        if (const QString term = m_model.term(index.row()); !term.isEmpty())
            emit termChosen(term);
    });
}

void TopTable::show(const models::TopCounts &counts, models::TopKind kind)
{
    m_model.show(counts, kind);
    viewport()->update();
}

void TopTable::contextMenuEvent(QContextMenuEvent *event)
{
    const bool byKey = event->reason() == QContextMenuEvent::Keyboard;
    const QModelIndex index = byKey ? currentIndex() : indexAt(event->pos());
    if (!index.isValid())
        return;
    popUpTermMenu(this, byKey ? viewport()->mapToGlobal(visualRect(index).center()) : event->globalPos(),
                  m_model.term(index.row()), [this](const QString &term) { emit termChosen(term); });
}

void TopTable::paintEvent(QPaintEvent *event)
{
    QTableView::paintEvent(event);
    if (m_model.rowCount() > 0)
        return;
    QPainter painter(viewport());
    painter.setPen(palette().color(QPalette::PlaceholderText));
    painter.drawText(viewport()->rect(), Qt::AlignCenter | Qt::TextWordWrap, tr("Nothing was counted yet."));
}

} // namespace gui
