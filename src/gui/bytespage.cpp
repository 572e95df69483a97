// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/bytespage.h"

#include "gui/elidedlabel.h"
#include "gui/findbar.h"
#include "gui/hexview.h"
#include "http/failure.h"
#include "models/headmap.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QSignalBlocker>
#include <QSplitter>
#include <QTreeWidget>
#include <QVBoxLayout>

namespace gui {
namespace {

enum Which { Request, Response };
constexpr int OffsetRole = Qt::UserRole;
constexpr int LengthRole = Qt::UserRole + 1;

void add(QTreeWidgetItem *parent, const models::HeadPart &part)
{
    auto *item = new QTreeWidgetItem(parent, {part.name, part.value});
    item->setData(0, OffsetRole, part.offset);
    item->setData(0, LengthRole, part.length);
    item->setToolTip(1, part.value);
    for (const models::HeadPart &child : part.parts)
        add(item, child);
}

/// The innermost part that holds all of these bytes; null without one.
QTreeWidgetItem *partWith(QTreeWidgetItem *parent, qint64 offset, qint64 length)
{
    for (int i = 0; i < parent->childCount(); ++i) {
        QTreeWidgetItem *item = parent->child(i);
        const qint64 begin = item->data(0, OffsetRole).toLongLong();
        if (offset < begin || offset + length > begin + item->data(0, LengthRole).toLongLong())
            continue;
        QTreeWidgetItem *inner = partWith(item, offset, length);
        return inner ? inner : item;
    }
    return nullptr;
}

} // namespace

BytesPage::BytesPage(QWidget *parent)
    : QWidget(parent)
    , m_which(new QComboBox)
    , m_note(new ElidedLabel)
    , m_parts(new QTreeWidget)
    , m_bytes(new HexView)
    , m_find(new FindBar)
{
    m_bytes->setAccessibleName(tr("Bytes"));
    m_find->attachTo(m_bytes);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 4, 0, 0);
    layout->setSpacing(4);
    layout->addLayout(makeBar());
    layout->addWidget(makeViews(), 1);
    layout->addWidget(m_find);
    connectViews();
}

QLayout *BytesPage::makeBar()
{
    m_which->addItems({tr("Request"), tr("Response")});
    m_which->setAccessibleName(tr("Bytes of"));
    m_which->setAccessibleDescription(tr("Whose bytes are shown: the request's or the response's"));
    m_which->setToolTip(tr("Whose bytes are shown"));
    // Where names come from relations, a combo box is told apart by its label alone.
    auto *label = new QLabel(tr("Bytes of:"));
    label->setBuddy(m_which);
    m_note->setAccessibleName(tr("What is shown"));
    auto *bar = new QHBoxLayout;
    bar->addWidget(label);
    bar->addWidget(m_which);
    bar->addWidget(m_note, 1);
    return bar;
}

QWidget *BytesPage::makeViews()
{
    m_parts->setHeaderLabels({tr("Part"), tr("Value")});
    m_parts->header()->setSectionResizeMode(0, QHeaderView::ResizeToContents);
    m_parts->setUniformRowHeights(true);
    m_parts->setAccessibleName(tr("Parts of the head"));
    m_parts->setToolTip(tr("Select a part to mark its bytes, or a byte to find its part"));
    auto *splitter = new QSplitter;
    splitter->addWidget(m_parts);
    splitter->addWidget(m_bytes);
    splitter->setStretchFactor(0, 1);
    splitter->setStretchFactor(1, 3);
    splitter->setChildrenCollapsible(false);
    return splitter;
}

void BytesPage::connectViews()
{
    connect(m_which, &QComboBox::currentIndexChanged, this, [this] {
        m_shown = {};
        fill();
    });
    connect(m_parts, &QTreeWidget::currentItemChanged, this, [this](const QTreeWidgetItem *item) {
        if (item)
            m_bytes->select(item->data(0, OffsetRole).toLongLong(), item->data(0, LengthRole).toLongLong());
    });
    connect(m_bytes, &HexView::moved, this, &BytesPage::selectPart);
    connect(m_find, &FindBar::found, this, [this](qint64 offset, qint64 length) {
        m_bytes->select(offset, length);
        selectPart();
    });
}

/// The part of the selected bytes; these stay as they are.
void BytesPage::selectPart()
{
    QTreeWidgetItem *part
        = partWith(m_parts->invisibleRootItem(), m_bytes->selectionStart(), m_bytes->selectionLength());
    const QSignalBlocker blocker(m_parts); // the page alone listens
    m_parts->setCurrentItem(part);
    if (part)
        m_parts->scrollToItem(part);
    else
        m_parts->clearSelection();
}

void BytesPage::setExchange(trace::ExchangePtr exchange)
{
    const bool other = !exchange || !m_exchange || exchange->id != m_exchange->id;
    m_exchange = std::move(exchange);
    if (other)
        m_shown = {};
    fill();
}

void BytesPage::fill()
{
    const bool request = m_which->currentIndex() == Request;
    m_bytes->setEmptyText(!m_exchange   ? tr("Select a request to see its bytes.")
                              : request ? tr("The client has sent nothing.")
                                        : tr("No response was sent."));
    const QByteArray head = !m_exchange ? QByteArray()
        : request                       ? m_exchange->requestHead
                                        : m_exchange->responseHead;
    const QByteArray body = !m_exchange ? QByteArray()
        : request                       ? m_exchange->extras->requestBody
                                        : m_exchange->responseBody;
    if (head + body == m_shown && !m_shown.isEmpty())
        return;
    m_shown = head + body;
    m_bytes->setBytes(m_shown);
    m_find->setTarget({[source = sourceOf(m_shown)] { return source; },
                       [this] { return m_bytes->selectionStart(); },
                       {},
                       true});
    m_parts->clear();
    for (const models::HeadPart &part : models::headMap(head))
        add(m_parts->invisibleRootItem(), part);
    m_parts->expandAll();
    QString note;
    if (m_exchange && request && m_exchange->faultOffset >= 0) {
        m_bytes->setMark(m_exchange->faultOffset);
        note = tr("Byte %1 is wrong: %2").arg(m_exchange->faultOffset).arg(http::sentence(m_exchange->fault));
    } else if (m_exchange && !request && m_exchange->fileOffset >= 0 && m_exchange->bodySent > 0) {
        note = tr("The content is part of a file: see the page Body.");
    }
    m_note->setFullText(note);
}

} // namespace gui
