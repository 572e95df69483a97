// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/rowdelegate.h"

#include "gui/tabular.h"
#include "models/marks.h"
#include "models/roles.h"

#include <QApplication>
#include <QPainter>

namespace gui {
namespace {

constexpr int Padding = 4;

/// What is drawn in a mark's cell.
struct MarkLook
{
    QString glyph;
    QString word; ///< where the cell has no text of its own and room for all of it
    QColor colour;
    bool loud = false; ///< stands out by a wash of its colour behind it
};

MarkLook statusLook(models::StatusKind kind, const QColor &background)
{
    using enum models::StatusKind;
    const bool loud = kind == ClientError || kind == ServerError || kind == Broken;
    return {models::glyph(kind), models::word(kind), models::colour(kind, background), loud};
}

MarkLook stateLook(models::StateKind kind, const QColor &background)
{
    return {models::glyph(kind), models::word(kind), models::colour(kind, background),
            kind == models::StateKind::ClosedByRst};
}

} // namespace

RowDelegate::RowDelegate(Mark mark, int markColumn, QObject *parent)
    : QStyledItemDelegate(parent)
    , m_mark(mark)
    , m_markColumn(markColumn)
{
}

void RowDelegate::initStyleOption(QStyleOptionViewItem *option, const QModelIndex &index) const
{
    QStyledItemDelegate::initStyleOption(option, index);
    if (option->displayAlignment & Qt::AlignRight)
        option->font = tabularFont(option->font);
    if (index.data(models::HighlightRole).toBool())
        option->font.setBold(true);
}

void RowDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    if (index.column() == m_markColumn)
        paintMark(painter, option, index);
    else
        QStyledItemDelegate::paint(painter, option, index);
    if (index.column() == 0 && index.data(models::HighlightRole).toBool())
        painter->fillRect(QRect(option.rect.topLeft(), QSize(3, option.rect.height())),
                          option.palette.color(QPalette::Text));
}

void RowDelegate::paintMark(QPainter *painter, const QStyleOptionViewItem &option,
                            const QModelIndex &index) const
{
    QStyleOptionViewItem item = option;
    initStyleOption(&item, index);
    const QString text = std::exchange(item.text, QString());
    const QWidget *widget = item.widget;
    const QStyle *style = widget ? widget->style() : QApplication::style();
    style->drawControl(QStyle::CE_ItemViewItem, &item, painter, widget);

    const bool selected = item.state & QStyle::State_Selected;
    const QColor background = item.palette.color(selected ? QPalette::Highlight : QPalette::Base);
    const MarkLook look = m_mark == Mark::Status
        ? statusLook(models::StatusKind(index.data(models::StatusKindRole).toInt()), background)
        : stateLook(models::StateKind(index.data(models::StateKindRole).toInt()), background);

    painter->save();
    if (look.loud && !selected) {
        QColor wash = look.colour;
        wash.setAlphaF(0.14F);
        painter->fillRect(item.rect, wash);
    }
    painter->setFont(item.font);
    painter->setPen(look.colour);
    const int box = item.fontMetrics.height();
    const QRect glyphBox(item.rect.left() + Padding, item.rect.top(), box, item.rect.height());
    painter->drawText(glyphBox, Qt::AlignCenter, look.glyph);
    const QRect textBox = item.rect.adjusted(Padding + box + Padding / 2, 0, -Padding, 0);
    QString shown = item.fontMetrics.elidedText(text, Qt::ElideRight, textBox.width());
    if (text.isEmpty() && item.fontMetrics.horizontalAdvance(look.word) <= textBox.width())
        shown = look.word;
    painter->drawText(textBox, Qt::AlignLeft | Qt::AlignVCenter, shown);
    painter->restore();
}

} // namespace gui
