// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/followtail.h"

#include <QAbstractItemView>
#include <QScrollBar>

namespace gui {

FollowTail::FollowTail(QAbstractItemView *view)
    : QObject(view)
    , m_view(view)
{
    QScrollBar *bar = view->verticalScrollBar();
    // New rows change the range first and leave the value alone, so a changed value is the person's doing, or
    // ours.
    connect(bar, &QScrollBar::valueChanged, this,
            [this, bar](int value) { m_following = value == bar->maximum(); });
    connect(bar, &QScrollBar::rangeChanged, this, [this, bar](int, int maximum) {
        if (m_following)
            bar->setValue(maximum);
    });
    connect(view->model(), &QAbstractItemModel::rowsRemoved, this,
            [this](const QModelIndex &, int first, int last) { keepPlace(first, last); });
}

void FollowTail::follow()
{
    m_following = true;
    m_view->verticalScrollBar()->setValue(m_view->verticalScrollBar()->maximum());
}

void FollowTail::keepPlace(int first, int last)
{
    QScrollBar *bar = m_view->verticalScrollBar();
    const int top = bar->value();
    if (!m_following && first < top)
        bar->setValue(top - (std::min(last + 1, top) - first));
}

} // namespace gui
