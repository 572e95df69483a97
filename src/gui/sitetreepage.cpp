// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/sitetreepage.h"

#include "gui/tabular.h"
#include "gui/termmenu.h"
#include "models/format.h"
#include "models/marks.h"
#include "trace/filterwrite.h"

#include <QComboBox>
#include <QFileInfo>
#include <QHeaderView>
#include <QLabel>
#include <QMenu>
#include <QPainter>
#include <QSet>
#include <QStyledItemDelegate>
#include <QToolButton>
#include <QTreeWidget>
#include <QVBoxLayout>

#include <algorithm>

namespace gui {
namespace {

using Kind = models::SiteNode::Kind;

enum Column { Name, Heat, Requests, Errors, Bytes, Note };
enum class By { Requests, Bytes, Errors };
constexpr int ShareRole = Qt::UserRole;    ///< double, 0 to 1
constexpr int TermRole = Qt::UserRole + 1; ///< QString
constexpr int KeyRole = Qt::UserRole + 2;  ///< QString: the path below the root
constexpr QRgb heatHue = 0xffd55e00;       // Okabe and Ito's vermillion

/// A bar as long as the share.
class HeatDelegate : public QStyledItemDelegate
{
public:
    using QStyledItemDelegate::QStyledItemDelegate;

    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override
    {
        QStyledItemDelegate::paint(painter, option, index);
        const double share = index.data(ShareRole).toDouble();
        if (share <= 0)
            return;
        const QRectF room = QRectF(option.rect).adjusted(4, 4, -4, -4);
        const bool selected = option.state.testFlag(QStyle::State_Selected);
        QColor hue = models::readable(QColor::fromRgb(heatHue),
                                      option.palette.color(selected ? QPalette::Highlight : QPalette::Base));
        painter->fillRect(QRectF(room.left(), room.top(), std::max(2.0, share * room.width()), room.height()),
                          hue);
    }
};

QString termOf(const models::SiteNode &node)
{
    using trace::FilterKey;
    switch (node.kind) {
    case Kind::Absent: return trace::exactTerm(FilterKey::Path, node.key);
    case Kind::File: return trace::exactTerm(FilterKey::File, node.key);
    case Kind::Folder:
        if (!node.key.isEmpty())
            return QStringLiteral("file:") + trace::quotedForFilter(QString::fromUtf8(node.key) + u'/');
    }
    return {};
}

} // namespace

SiteTreePage::SiteTreePage(QWidget *parent)
    : QWidget(parent)
    , m_by(new QComboBox(this))
    , m_note(new QLabel(this))
    , m_tree(new QTreeWidget(this))
{
    makeControls();
    m_tree->setAccessibleName(tr("Folder"));
    m_tree->setToolTip(tr("Enter or the context menu filters by a file or folder"));
    m_tree->setHeaderLabels({tr("Name"), tr("Share"), tr("Requests"), tr("Errors"), tr("Bytes"), QString()});
    m_tree->setUniformRowHeights(true);
    m_tree->setAllColumnsShowFocus(true);
    m_tree->setExpandsOnDoubleClick(false);
    m_tree->setFont(tabularFont(font()));
    m_tree->setItemDelegateForColumn(Heat, new HeatDelegate(m_tree));
    m_tree->setContextMenuPolicy(Qt::CustomContextMenu);
    m_tree->header()->resizeSection(Name, fontMetrics().averageCharWidth() * 32);
    m_tree->header()->resizeSection(Heat, 110);
    for (const Column column : {Requests, Errors, Bytes}) {
        m_tree->header()->resizeSection(column, fontMetrics().horizontalAdvance(QStringLiteral("888,888MM")));
        m_tree->headerItem()->setTextAlignment(column, Qt::AlignRight | Qt::AlignVCenter);
    }
    connect(m_tree, &QWidget::customContextMenuRequested, this, &SiteTreePage::openMenu);
    connect(m_tree, &QTreeWidget::itemActivated, this, [this](const QTreeWidgetItem *item) {
        if (const QString term = item->data(Name, TermRole).toString(); !term.isEmpty())
            emit termChosen(term);
    });
    connect(&m_walk, &SiteWalk::finished, this,
            [this](const std::vector<models::SiteEntry> &entries, bool isWhole) {
                m_entries = entries;
                m_isWhole = isWhole;
                fill();
            });
    fill();
}

void SiteTreePage::makeControls()
{
    m_by->setAccessibleName(tr("Bars by"));
    m_by->setToolTip(tr("What the bars are of"));
    m_by->addItem(tr("Bars by requests"), int(By::Requests));
    m_by->addItem(tr("Bars by bytes"), int(By::Bytes));
    m_by->addItem(tr("Bars by errors"), int(By::Errors));
    m_note->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    auto *again = new QToolButton(this);
    again->setText(tr("List Again"));
    again->setAccessibleName(tr("List the folder again"));
    again->setToolTip(tr("Look again at what is in the folder"));
    again->setFocusPolicy(Qt::StrongFocus);
    auto *bar = new QHBoxLayout;
    bar->addWidget(m_by);
    bar->addWidget(again);
    bar->addSpacing(8);
    bar->addWidget(m_note, 1);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(6, 6, 6, 6);
    layout->addLayout(bar);
    layout->addWidget(m_tree, 1);
    connect(m_by, &QComboBox::currentIndexChanged, this, &SiteTreePage::fill);
    connect(again, &QToolButton::clicked, this, &SiteTreePage::rescan);
}

void SiteTreePage::setRoot(const QString &folder)
{
    const QString root = QFileInfo(folder).canonicalFilePath();
    if (root == m_root)
        return;
    m_root = root;
    m_entries.clear();
    fill();
    rescan();
}

void SiteTreePage::rescan()
{
    if (!m_root.isEmpty())
        m_walk.start(m_root);
}

void SiteTreePage::show(const models::Tally &tally, bool isNarrowed)
{
    m_isNarrowed = isNarrowed;
    m_tally = tally;
    fill();
}

quint64 SiteTreePage::amount(const models::Counts &counts) const
{
    switch (By(m_by->currentData().toInt())) {
    case By::Bytes: return counts.bytes;
    case By::Errors: return counts.errors;
    case By::Requests: break;
    }
    return counts.requests;
}

/// Folders that were open or closed stay so, and the current row stays current.
void SiteTreePage::fill()
{
    QSet<QString> closed;
    for (QTreeWidgetItemIterator item(m_tree, QTreeWidgetItemIterator::HasChildren); *item; ++item) {
        if (!(*item)->isExpanded())
            closed.insert((*item)->data(Name, KeyRole).toString());
    }
    const QTreeWidgetItem *was = m_tree->currentItem();
    const QString current = was ? was->data(Name, KeyRole).toString() : QString();
    const models::SiteNode site = models::siteTree(m_entries, m_root, m_tally);
    m_tree->setUpdatesEnabled(false);
    m_tree->clear();
    addChildren(m_tree->invisibleRootItem(), site, double(std::max<quint64>(amount(site.counts), 1)));
    for (QTreeWidgetItemIterator item(m_tree); *item; ++item) {
        const QString key = (*item)->data(Name, KeyRole).toString();
        (*item)->setExpanded(!closed.contains(key) && (was || (*item)->childCount() < 100));
        if (!current.isEmpty() && key == current)
            m_tree->setCurrentItem(*item);
    }
    m_tree->setUpdatesEnabled(true);
    m_note->setText(m_root.isEmpty()        ? tr("Choose a folder to serve: it is shown here.")
                        : !m_isWhole        ? tr("The folder is large: only a part of it is listed.")
                        : m_entries.empty() ? tr("The folder is empty.")
                                            : QString());
}

void SiteTreePage::addChildren(QTreeWidgetItem *parent, const models::SiteNode &node, double most)
{
    for (const auto &[name, child] : node.children) {
        QTreeWidgetItem *item = itemOf(name, child, most);
        item->setData(Name, KeyRole, parent->data(Name, KeyRole).toString() + u'/' + name);
        parent->addChild(item);
        addChildren(item, child, most);
    }
}

QTreeWidgetItem *SiteTreePage::itemOf(const QString &name, const models::SiteNode &node, double most) const
{
    const QLocale locale;
    const models::Counts &counts = node.counts;
    const QString shown = node.kind == Kind::Folder ? name + u'/' : name;
    auto *item = new QTreeWidgetItem({shown,
                                      {},
                                      models::format::count(qint64(counts.requests), locale),
                                      models::format::count(qint64(counts.errors), locale),
                                      models::format::bytes(qint64(counts.bytes), locale),
                                      note(node)});
    for (const Column column : {Requests, Errors, Bytes})
        item->setTextAlignment(column, Qt::AlignRight | Qt::AlignVCenter);
    item->setData(Heat, ShareRole, double(amount(counts)) / most);
    item->setData(Name, TermRole, termOf(node));
    item->setToolTip(Name, QString::fromUtf8(node.key));
    item->setToolTip(Bytes, models::format::exactBytes(qint64(counts.bytes), locale));
    item->setData(Name, Qt::AccessibleTextRole,
                  tr("%1: %2 requests, %3 errors. %4")
                      .arg(shown, item->text(Requests), item->text(Errors), note(node)));
    const QColor base = palette().color(QPalette::Base);
    if (node.kind == Kind::Absent) {
        QFont slanted = m_tree->font();
        slanted.setItalic(true);
        item->setFont(Name, slanted);
        item->setForeground(Note, models::colour(models::StatusKind::ClientError, base));
    } else if (counts.requests == 0) {
        for (int column = Name; column <= Note; ++column)
            item->setForeground(column, models::faded(palette().color(QPalette::Text), base));
    }
    return item;
}

/// A file without a count was never asked for only if nothing was left out and no name was forgotten.
QString SiteTreePage::note(const models::SiteNode &node) const
{
    if (node.kind == Kind::Absent)
        return tr("✕ asked for, but absent");
    if (node.counts.requests > 0)
        return {};
    if (m_isNarrowed)
        return tr("○ not in these requests");
    const bool forgotten = m_tally.top(models::TopKind::File).others().requests > 0;
    return forgotten ? tr("○ not among the most requested") : tr("○ never requested");
}

void SiteTreePage::openMenu(const QPoint &position)
{
    const QTreeWidgetItem *item = m_tree->itemAt(position);
    if (!item)
        return;
    popUpTermMenu(this, m_tree->viewport()->mapToGlobal(position), item->data(Name, TermRole).toString(),
                  [this](const QString &term) { emit termChosen(term); });
}

} // namespace gui
