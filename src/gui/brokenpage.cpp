// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/brokenpage.h"

#include "gui/tabular.h"
#include "gui/termmenu.h"
#include "models/format.h"
#include "models/marks.h"
#include "trace/filterwrite.h"

#include <QComboBox>
#include <QHeaderView>
#include <QLabel>
#include <QMenu>
#include <QSet>
#include <QTreeWidget>
#include <QVBoxLayout>

namespace gui {
namespace {

enum Column { Name, Status, Requests, Hint };
constexpr int KeyRole = Qt::UserRole;            ///< QString: names the row for as long as the page lives
constexpr int TermRole = Qt::UserRole + 1;       ///< QString
constexpr int ExchangeRole = Qt::UserRole + 2;   ///< quint64, of a miss
constexpr int ConnectionRole = Qt::UserRole + 3; ///< quint64

QString title(const models::BrokenPage &page)
{
    using Origin = models::BrokenPage::Origin;
    const QString name
        = page.origin == Origin::Page ? models::format::target(page.name) : QString::fromUtf8(page.name);
    switch (page.origin) {
    case Origin::Page: return BrokenPage::tr("%1 misses %n", nullptr, int(page.misses.size())).arg(name);
    case Origin::Elsewhere: return BrokenPage::tr("Linked from %1").arg(name);
    case Origin::Nowhere: return BrokenPage::tr("From no page: typed, a bookmark or a program");
    case Origin::Scanner:
        return BrokenPage::tr("Scanner noise: %1 tried %n paths", nullptr, int(page.misses.size())).arg(name);
    }
    return {};
}

/// The filter term for all that the page asked for; empty when there is none.
QString termOf(const models::BrokenPage &page)
{
    using Origin = models::BrokenPage::Origin;
    switch (page.origin) {
    case Origin::Page:
    case Origin::Elsewhere:
        return QStringLiteral("referer:") + trace::quotedForFilter(QString::fromUtf8(page.name));
    case Origin::Scanner: return trace::exactTerm(trace::FilterKey::Client, page.name);
    case Origin::Nowhere: break;
    }
    return {};
}

/// Every item of the tree with its key.
template <typename Function>
void forEach(QTreeWidget *tree, Function function)
{
    for (QTreeWidgetItemIterator item(tree); *item; ++item)
        function(*item, (*item)->data(Name, KeyRole).toString());
}

} // namespace

BrokenPage::BrokenPage(QWidget *parent)
    : QWidget(parent)
    , m_which(new QComboBox(this))
    , m_tree(new QTreeWidget(this))
{
    m_which->setAccessibleName(tr("Failures shown"));
    m_which->setToolTip(tr("Which answers count as broken"));
    m_which->addItem(tr("Not found (404)"), 404);
    m_which->addItem(tr("All errors (4xx and 5xx)"), 0);
    m_tree->setAccessibleName(tr("Broken pages"));
    m_tree->setToolTip(tr("Enter on a path shows its newest request; the context menu filters"));
    m_tree->setHeaderLabels({tr("Page and what it asked for"), tr("Status"), tr("Requests"), tr("Hint")});
    m_tree->setUniformRowHeights(true);
    m_tree->setAllColumnsShowFocus(true);
    m_tree->setAlternatingRowColors(true);
    m_tree->setFont(tabularFont(font()));
    m_tree->setContextMenuPolicy(Qt::CustomContextMenu);
    m_tree->headerItem()->setTextAlignment(Requests, Qt::AlignRight | Qt::AlignVCenter);
    m_tree->header()->setStretchLastSection(true);
    m_tree->header()->resizeSection(Name, fontMetrics().averageCharWidth() * 45);
    m_tree->header()->resizeSection(Status, fontMetrics().horizontalAdvance(QStringLiteral("MM 8888MM")));
    m_tree->header()->resizeSection(Requests, fontMetrics().horizontalAdvance(QStringLiteral("8,888,888MM")));
    auto *bar = new QHBoxLayout;
    bar->addWidget(m_which);
    auto *words = new QLabel(tr("By the page that linked to it, as the browser told (Referer)."), this);
    words->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    bar->addWidget(words, 1);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(6, 6, 6, 6);
    layout->addLayout(bar);
    layout->addWidget(m_tree, 1);
    connect(m_which, &QComboBox::currentIndexChanged, this, &BrokenPage::fill);
    connect(m_tree, &QWidget::customContextMenuRequested, this, &BrokenPage::openMenu);
    connect(m_tree, &QTreeWidget::itemActivated, this, [this](const QTreeWidgetItem *item) {
        if (const auto exchange = item->data(Name, ExchangeRole); exchange.isValid())
            emit exchangeChosen(exchange.toULongLong(), item->data(Name, ConnectionRole).toULongLong());
    });
    fill();
}

void BrokenPage::show(const models::BrokenPages &broken)
{
    m_broken = broken;
    fill();
}

/// Rows that were open, closed or current stay so.
void BrokenPage::fill()
{
    QSet<QString> known, open;
    forEach(m_tree, [&known, &open](const QTreeWidgetItem *item, const QString &key) {
        known.insert(key);
        if (item->isExpanded())
            open.insert(key);
    });
    const QTreeWidgetItem *was = m_tree->currentItem();
    const QString current = was ? was->data(Name, KeyRole).toString() : QString();
    m_tree->setUpdatesEnabled(false);
    m_tree->clear();
    for (const models::BrokenPage &page : m_broken.pages(m_which->currentData().toInt()))
        addPage(page);
    if (m_tree->topLevelItemCount() == 0) {
        auto *nothing = new QTreeWidgetItem({tr("Nothing is broken so far.")});
        m_tree->addTopLevelItem(nothing);
        nothing->setFirstColumnSpanned(true);
    }
    forEach(m_tree, [&](QTreeWidgetItem *item, const QString &key) {
        const bool isNoise = key.startsWith(QString::number(int(models::BrokenPage::Origin::Scanner)));
        item->setExpanded(known.contains(key) ? open.contains(key) : !isNoise);
        if (!key.isEmpty() && key == current)
            m_tree->setCurrentItem(item);
    });
    m_tree->setUpdatesEnabled(true);
}

void BrokenPage::addPage(const models::BrokenPage &page)
{
    auto *item = new QTreeWidgetItem({title(page), {}, models::format::count(qint64(page.count), QLocale())});
    const QString key = QString::number(int(page.origin)) + QString::fromUtf8(page.name);
    item->setData(Name, KeyRole, key);
    item->setData(Name, TermRole, termOf(page));
    item->setToolTip(Name, item->text(Name));
    item->setTextAlignment(Requests, Qt::AlignRight | Qt::AlignVCenter);
    m_tree->addTopLevelItem(item);
    for (const models::Miss &miss : page.misses) {
        QTreeWidgetItem *child = itemOf(miss);
        child->setData(Name, KeyRole, key + u'\n' + QString::fromUtf8(miss.path));
        item->addChild(child);
    }
    if (page.unlisted > 0)
        item->addChild(new QTreeWidgetItem(
            {tr("more paths"), {}, models::format::count(qint64(page.unlisted), QLocale())}));
}

QTreeWidgetItem *BrokenPage::itemOf(const models::Miss &miss) const
{
    const models::StatusKind kind = models::statusKind(miss.status);
    const QString status = models::glyph(kind) + u' ' + QString::number(miss.status);
    const QString path = models::format::target(miss.path);
    auto *item = new QTreeWidgetItem(
        {path, status, models::format::count(qint64(miss.count), QLocale()), miss.hint});
    item->setForeground(Status, models::colour(kind, palette().color(QPalette::Base)));
    item->setTextAlignment(Requests, Qt::AlignRight | Qt::AlignVCenter);
    item->setData(Name, TermRole, trace::exactTerm(trace::FilterKey::Path, miss.path));
    item->setData(Name, ExchangeRole, miss.exchange);
    item->setData(Name, ConnectionRole, miss.connection);
    item->setToolTip(Name, path);
    item->setToolTip(Hint, miss.hint);
    item->setData(Name, Qt::AccessibleTextRole,
                  tr("%1, %2, %n requests. %3", nullptr, int(miss.count))
                      .arg(path, QString::number(miss.status), miss.hint));
    return item;
}

void BrokenPage::openMenu(const QPoint &position)
{
    const QTreeWidgetItem *item = m_tree->itemAt(position);
    if (!item)
        return;
    popUpTermMenu(this, m_tree->viewport()->mapToGlobal(position), item->data(Name, TermRole).toString(),
                  [this](const QString &term) { emit termChosen(term); });
}

} // namespace gui
