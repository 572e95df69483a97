// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/filtercompletion.h"

#include "gui/filteredit.h"
#include "models/filterproposals.h"

#include <QAbstractItemView>
#include <QCompleter>
#include <QHeaderView>
#include <QKeyEvent>
#include <QScrollBar>
#include <QStandardItemModel>
#include <QTreeView>

namespace gui {
namespace {

constexpr int linesShown = 10;
constexpr int widestValue = 360; ///< pixels; longer ones are cut
constexpr int widest = 760;

/// What a proposal puts in, beside what it shows.
constexpr int textRole = Qt::UserRole + 1;

} // namespace

FilterCompletion::FilterCompletion(FilterEdit *edit)
    : QObject(edit)
    , m_edit(edit)
    , m_completer(new QCompleter(this))
    , m_popup(new QTreeView)
    , m_model(new QStandardItemModel(0, 2, this))
{
    m_popup->setRootIsDecorated(false);
    m_popup->setHeaderHidden(true);
    m_popup->setUniformRowHeights(true);
    m_popup->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_popup->setAllColumnsShowFocus(true);
    m_popup->setTextElideMode(Qt::ElideRight);
    m_popup->setAccessibleName(tr("Proposals"));
    m_completer->setModel(m_model);
    m_completer->setCompletionMode(QCompleter::UnfilteredPopupCompletion);
    m_completer->setMaxVisibleItems(linesShown);
    m_completer->setPopup(m_popup); // owns it
    m_completer->setWidget(edit);
    m_popup->header()->setStretchLastSection(true);
    connect(m_completer, qOverload<const QModelIndex &>(&QCompleter::activated), this,
            &FilterCompletion::accept);
    connect(edit, &QLineEdit::textEdited, this, &FilterCompletion::propose);
    edit->installEventFilter(this);
    m_popup->installEventFilter(this); // after the completer's own, so asked before it
}

bool FilterCompletion::isOpen() const
{
    return m_popup->isVisible();
}

void FilterCompletion::open()
{
    propose();
    if (m_model->rowCount() == 0)
        return;
    show();
    m_popup->setCurrentIndex(m_popup->model()->index(0, 0));
}

/// While one writes: behind white space nobody has begun anything.
void FilterCompletion::propose()
{
    const models::Proposals proposals = models::proposalsAt(m_edit->text(), m_edit->cursorPosition(), m_seen);
    m_from = proposals.from;
    m_length = proposals.length;
    m_model->removeRows(0, m_model->rowCount());
    for (const models::Proposal &proposal : proposals.list) {
        auto *text = new QStandardItem(proposal.shown);
        text->setData(proposal.text, textRole);
        text->setData(tr("%1: %2").arg(proposal.shown, proposal.explanation), Qt::AccessibleTextRole);
        auto *explanation = new QStandardItem(proposal.explanation);
        explanation->setForeground(m_edit->palette().brush(QPalette::PlaceholderText));
        m_model->appendRow({text, explanation});
    }
    const QString word = m_edit->text().mid(m_from, m_length);
    const bool saysNothingNew = proposals.list.size() == 1 && proposals.list.front().text == word;
    if (word.isEmpty() || proposals.list.empty() || saysNothingNew) {
        m_popup->hide();
        return;
    }
    show();
    m_popup->setCurrentIndex({}); // so that Enter is for the field
}

void FilterCompletion::show()
{
    m_popup->resizeColumnToContents(0);
    m_popup->setColumnWidth(0, std::min(m_popup->columnWidth(0) + 16, widestValue));
    int explanations = 0;
    for (int row = 0; row < m_model->rowCount(); ++row)
        explanations
            = std::max(explanations, m_popup->fontMetrics().horizontalAdvance(m_model->item(row, 1)->text()));
    const int beside = m_popup->verticalScrollBar()->sizeHint().width() + 24;
    const int width = m_popup->columnWidth(0) + explanations + beside;
    QRect place = m_edit->cursorRect();
    const int back = m_edit->fontMetrics().horizontalAdvance(
        m_edit->text().mid(m_from, m_edit->cursorPosition() - m_from));
    place.moveLeft(std::max(0, place.left() - back));
    place.setWidth(std::min(width, widest));
    m_completer->setCompletionPrefix({});
    m_completer->complete(place);
}

void FilterCompletion::accept(const QModelIndex &index)
{
    const QString text = index.siblingAtColumn(0).data(textRole).toString();
    m_popup->hide();
    m_edit->setSelection(int(m_from), int(m_length));
    m_edit->insert(text);
    if (text.endsWith(u':'))
        propose(); // its values
}

bool FilterCompletion::popupKey(int key)
{
    const QModelIndex chosen = m_popup->currentIndex();
    switch (key) {
    case Qt::Key_Tab: accept(chosen.isValid() ? chosen : m_popup->model()->index(0, 0)); return true;
    case Qt::Key_Return:
    case Qt::Key_Enter:
        if (chosen.isValid()) {
            accept(chosen);
            return true;
        }
        m_popup->hide(); // and the field hears of it
        return false;
    default: return false;
    }
}

bool FilterCompletion::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() != QEvent::KeyPress)
        return QObject::eventFilter(watched, event);
    const auto *key = static_cast<QKeyEvent *>(event);
    if (watched == m_popup)
        return popupKey(key->key()) || QObject::eventFilter(watched, event);
    if (key->key() == Qt::Key_Space && key->modifiers() == Qt::ControlModifier) {
        open();
        return true;
    }
    return QObject::eventFilter(watched, event);
}

} // namespace gui
