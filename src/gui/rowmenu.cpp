// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/rowmenu.h"

#include "gui/tableview.h"
#include "gui/termmenu.h"

#include <QClipboard>
#include <QDesktopServices>
#include <QGuiApplication>
#include <QMenu>

namespace gui {
namespace {

void addCopy(QMenu *menu, const QString &label, const QString &text)
{
    QAction *action = menu->addAction(label);
    action->setEnabled(!text.isEmpty());
    QObject::connect(action, &QAction::triggered, menu,
                     [text] { QGuiApplication::clipboard()->setText(text); });
}

} // namespace

RowMenu::RowMenu(TableView *view, Offers offers)
    : QObject(view)
    , m_view(view)
    , m_offers(std::move(offers))
{
    connect(view, &QWidget::customContextMenuRequested, this, [this](const QPoint &place) {
        const QModelIndex index = m_view->indexAt(place);
        if (!index.isValid())
            return;
        auto *menu = new QMenu(m_view);
        menu->setAttribute(Qt::WA_DeleteOnClose);
        menu->setAccessibleName(tr("Row"));
        fill(menu, index);
        menu->popup(m_view->viewport()->mapToGlobal(place));
    });
}

void RowMenu::fill(QMenu *menu, const QModelIndex &index)
{
    addCopy(menu, tr("&Copy Cell"), index.data().toString());
    addCopy(menu, tr("Copy &Row"), m_view->rowText(index.row()));
    if (m_offers.url)
        addUrl(menu, index);
    if (m_offers.filterTerm)
        addTerms(menu, m_offers.filterTerm(index), [this](const QString &term) { emit termChosen(term); });
    if (m_offers.more)
        m_offers.more(menu, index);
}

void RowMenu::addUrl(QMenu *menu, const QModelIndex &index)
{
    const QUrl url = m_offers.url(index);
    addCopy(menu, tr("Copy &Address"), QString::fromLatin1(url.toEncoded()));
    if (m_offers.copyAs)
        m_offers.copyAs(menu, index);
    QAction *open = menu->addAction(tr("Open in &Browser"));
    open->setEnabled(url.isValid());
    connect(open, &QAction::triggered, menu, [url] { QDesktopServices::openUrl(url); });
}

} // namespace gui
