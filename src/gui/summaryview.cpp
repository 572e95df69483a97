// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/summaryview.h"

#include "gui/tabular.h"
#include "gui/termmenu.h"
#include "models/marks.h"

#include <QClipboard>
#include <QContextMenuEvent>
#include <QGuiApplication>
#include <QHeaderView>
#include <QMenu>

#include <algorithm>

namespace gui {
namespace {

enum Column { Name, Value, Link };
constexpr int Gap = 16; ///< pixels between a value and its link

QString linkText(FactPage page)
{
    switch (page) {
    case FactPage::None: return {};
    case FactPage::Why: return SummaryView::tr("Why ›");
    case FactPage::Timing: return SummaryView::tr("Timing ›");
    case FactPage::Body: return SummaryView::tr("Body ›");
    case FactPage::Cache: return SummaryView::tr("Cache ›");
    case FactPage::Connection: return SummaryView::tr("Connection ›");
    }
    Q_UNREACHABLE();
}

} // namespace

SummaryView::SummaryView(QWidget *parent)
    : QTreeWidget(parent)
{
    setColumnCount(3);
    setHeaderHidden(true);
    setRootIsDecorated(false);
    setUniformRowHeights(true);
    setAllColumnsShowFocus(true);
    setFrameShape(QFrame::NoFrame);
    setFont(tabularFont(font()));
    setToolTip(tr("Enter goes to the page with the reasons; the context menu filters by a value"));
    header()->setStretchLastSection(false);
    header()->setSectionResizeMode(QHeaderView::ResizeToContents);
    header()->setSectionResizeMode(Value, QHeaderView::Fixed);
    connect(this, &QTreeWidget::itemActivated, this, [this](QTreeWidgetItem *item) { follow(item); });
    connect(this, &QTreeWidget::itemClicked, this, [this](QTreeWidgetItem *item, int column) {
        if (column == Link)
            follow(item);
    });
}

void SummaryView::setFacts(const std::vector<Fact> &facts)
{
    if (facts == m_facts)
        return;
    m_facts = facts;
    while (topLevelItemCount() > int(facts.size()))
        delete takeTopLevelItem(topLevelItemCount() - 1);
    while (topLevelItemCount() < int(facts.size()))
        addTopLevelItem(new QTreeWidgetItem);
    for (int row = 0; row < topLevelItemCount(); ++row)
        showFact(topLevelItem(row), facts[size_t(row)]);
    fit();
}

/// The links stand beside the values, and are never pushed out by a long one.
void SummaryView::fit()
{
    const int room = viewport()->width() - sizeHintForColumn(Name) - sizeHintForColumn(Link);
    header()->resizeSection(Value, std::clamp(sizeHintForColumn(Value) + Gap, 0, std::max(0, room)));
}

void SummaryView::resizeEvent(QResizeEvent *event)
{
    QTreeWidget::resizeEvent(event);
    fit();
}

void SummaryView::showFact(QTreeWidgetItem *item, const Fact &fact)
{
    const QString link = linkText(fact.page);
    item->setText(Name, fact.name);
    item->setText(Value, fact.value);
    item->setText(Link, link);
    item->setToolTip(Value, fact.value);
    item->setForeground(Name,
                        models::faded(palette().color(QPalette::Text), palette().color(QPalette::Base)));
    item->setForeground(Link,
                        models::readable(palette().color(QPalette::Link), palette().color(QPalette::Base)));
    item->setData(Name, Qt::AccessibleTextRole, tr("%1: %2").arg(fact.name, fact.value));
    item->setData(Link, Qt::AccessibleTextRole,
                  link.isEmpty() ? QString() : tr("To the page %1").arg(link.chopped(2)));
}

void SummaryView::follow(QTreeWidgetItem *item)
{
    const int row = indexOfTopLevelItem(item);
    if (row >= 0 && m_facts[size_t(row)].page != FactPage::None)
        emit pageChosen(m_facts[size_t(row)].page);
}

void SummaryView::contextMenuEvent(QContextMenuEvent *event)
{
    const bool byKey = event->reason() == QContextMenuEvent::Keyboard;
    QTreeWidgetItem *const item = byKey ? currentItem() : itemAt(event->pos());
    if (!item)
        return;
    const Fact &fact = m_facts[size_t(indexOfTopLevelItem(item))];
    auto *menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    menu->setAccessibleName(fact.name);
    connect(menu->addAction(tr("&Copy")), &QAction::triggered, menu,
            [text = fact.value] { QGuiApplication::clipboard()->setText(text); });
    addTerms(menu, fact.term, [this](const QString &term) { emit termChosen(term); });
    if (fact.page != FactPage::None) {
        menu->addSeparator();
        connect(menu->addAction(tr("Show the &Reasons")), &QAction::triggered, this,
                [this, page = fact.page] { emit pageChosen(page); });
    }
    menu->popup(byKey ? viewport()->mapToGlobal(visualItemRect(item).center()) : event->globalPos());
}

/// The colours are those of the moment.
void SummaryView::changeEvent(QEvent *event)
{
    QTreeWidget::changeEvent(event);
    if (event->type() != QEvent::PaletteChange)
        return;
    for (int row = 0; row < topLevelItemCount(); ++row)
        showFact(topLevelItem(row), m_facts[size_t(row)]);
}

} // namespace gui
