// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/timingview.h"

#include "gui/tabular.h"
#include "models/format.h"
#include "models/marks.h"
#include "models/phases.h"

#include <QHeaderView>
#include <QPainter>
#include <QStyledItemDelegate>

#include <array>

namespace gui {
namespace {

enum Column { Name, Time, Share, Bar };
constexpr int StartRole = Qt::UserRole; ///< doubles from 0 to 1
constexpr int LengthRole = Qt::UserRole + 1;
constexpr int KindRole = Qt::UserRole + 2;
constexpr int PartKind = -1; ///< of a phase

// Okabe and Ito, and a pattern each, in the order of models::PhaseKind.
constexpr std::array hues{0xff808080, 0xff808080, 0xff0072b2, 0xff56b4e9,
                          0xffe69f00, 0xffd55e00, 0xff009e73, 0xffcc79a7};
constexpr std::array patterns{Qt::BDiagPattern, Qt::FDiagPattern,     Qt::Dense4Pattern, Qt::Dense5Pattern,
                              Qt::SolidPattern, Qt::DiagCrossPattern, Qt::SolidPattern,  Qt::Dense6Pattern};

/// Draws the bar of a phase at its place in the whole.
class BarDelegate : public QStyledItemDelegate
{
public:
    using QStyledItemDelegate::QStyledItemDelegate;

    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override
    {
        QStyledItemDelegate::paint(painter, option, index);
        const double start = index.data(StartRole).toDouble(), length = index.data(LengthRole).toDouble();
        const int kind = index.data(KindRole).toInt();
        const QRectF room = QRectF(option.rect).adjusted(4, 4, -6, -4);
        const QRectF bar(room.left() + start * room.width(), room.top(), std::max(2.0, length * room.width()),
                         room.height());
        const bool selected = option.state.testFlag(QStyle::State_Selected);
        const QColor ground = option.palette.color(selected ? QPalette::Highlight : QPalette::Base);
        const QColor hue
            = models::readable(QColor::fromRgb(kind < 0 ? 0xff808080 : QRgb(hues[size_t(kind)])), ground);
        painter->save();
        painter->setPen(hue);
        painter->setBrush(QBrush(hue, kind < 0 ? Qt::NoBrush : patterns[size_t(kind)]));
        painter->drawRect(bar);
        painter->restore();
    }
};

} // namespace

TimingView::TimingView(QWidget *parent)
    : QTreeWidget(parent)
{
    setColumnCount(4);
    setHeaderLabels({tr("Phase"), tr("Time"), tr("Share"), tr("When")});
    setItemDelegateForColumn(Bar, new BarDelegate(this));
    setRootIsDecorated(true);
    setUniformRowHeights(true);
    setAllColumnsShowFocus(true);
    setFont(tabularFont(font()));
    header()->setSectionResizeMode(QHeaderView::ResizeToContents);
    header()->setSectionResizeMode(Bar, QHeaderView::Stretch);
    setToolTip(tr("Where the time went, phase by phase"));
}

void TimingView::addRow(QTreeWidgetItem *parent, const QString &name, const QString &explanation,
                        qint64 start, qint64 ns, qint64 whole, int kind)
{
    const QLocale locale;
    auto *item = new QTreeWidgetItem;
    const double all = double(std::max<qint64>(1, whole));
    const QString share = locale.toString(double(ns) * 100 / all, 'f', 1) + QStringLiteral(" %");
    item->setText(Name, name);
    // Stamps within one turn of the loop are the same: too short to be told apart.
    item->setText(Time, ns > 0 ? models::format::duration(ns, locale) : tr("in the same turn"));
    item->setText(Share, share);
    item->setTextAlignment(Time, Qt::AlignRight | Qt::AlignVCenter);
    item->setTextAlignment(Share, Qt::AlignRight | Qt::AlignVCenter);
    item->setToolTip(Name, explanation);
    item->setToolTip(Time, models::format::exactDuration(ns, locale));
    item->setData(Name, Qt::AccessibleTextRole, tr("%1: %2, %3").arg(name, item->text(Time), share));
    item->setData(Name, Qt::AccessibleDescriptionRole, explanation);
    item->setData(Bar, StartRole, double(start) / all);
    item->setData(Bar, LengthRole, double(ns) / all);
    item->setData(Bar, KindRole, kind);
    if (parent)
        parent->addChild(item);
    else
        addTopLevelItem(item);
}

void TimingView::show(const trace::Exchange &exchange, const trace::ConnectionRecord *connection,
                      trace::SteadyNs now)
{
    const int row = indexOfTopLevelItem(currentItem());
    clear();
    const auto list = models::phases(exchange, connection, now);
    const qint64 whole = models::total(list);
    for (const models::Phase &phase : list) {
        const QString name
            = phase.running ? tr("%1 …").arg(models::heading(phase.kind)) : models::heading(phase.kind);
        addRow(nullptr, name, models::explanation(phase.kind), phase.startNs, phase.ns, whole,
               int(phase.kind));
        if (phase.kind != models::PhaseKind::Sending)
            continue;
        QTreeWidgetItem *sending = topLevelItem(topLevelItemCount() - 1);
        const auto shares = models::sendingShares(exchange, now);
        for (const models::SendingShare &share : shares)
            addRow(sending, share.label, tr("Part of the time of sending."), phase.startNs, share.ns, whole,
                   PartKind);
        sending->setExpanded(true);
    }
    addRow(nullptr, tr("Total"), tr("All phases together."), 0, whole, whole, PartKind);
    if (row >= 0 && row < topLevelItemCount())
        setCurrentItem(topLevelItem(row));
}

} // namespace gui
