// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/pagebar.h"

#include <QAction>
#include <QActionGroup>
#include <QPainter>
#include <QStackedWidget>
#include <QToolButton>
#include <QVBoxLayout>

namespace gui {

PageBar::PageBar(QWidget *parent)
    : QWidget(parent)
    , m_actions(new QActionGroup(this))
    , m_layout(new QVBoxLayout(this))
{
    m_layout->setContentsMargins(2, 6, 3, 6);
    m_layout->setSpacing(2);
    m_layout->addStretch();
}

void PageBar::setPages(QStackedWidget *pages)
{
    m_pages = pages;
}

void PageBar::add(QAction *action, QWidget *page)
{
    action->setCheckable(true);
    m_actions->addAction(action);
    auto *button = new QToolButton(this);
    button->setDefaultAction(action);
    button->setAccessibleName(action->iconText());
    button->setToolButtonStyle(Qt::ToolButtonTextUnderIcon);
    button->setFocusPolicy(Qt::StrongFocus);
    QFont small = font();
    small.setPointSizeF(small.pointSizeF() * 0.85); // the tables need the width
    button->setFont(small);
    button->setAutoRaise(true);
    button->setAutoExclusive(true);
    button->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    m_layout->insertWidget(m_layout->count() - 1, button);
    connect(action, &QAction::toggled, page, [this, page](bool on) {
        if (on)
            m_pages->setCurrentWidget(page);
    });
    if (m_pages->currentWidget() == page)
        action->setChecked(true);
}

/// A line towards the page.
void PageBar::paintEvent(QPaintEvent *event)
{
    QWidget::paintEvent(event);
    QPainter painter(this);
    painter.setPen(palette().color(QPalette::Mid));
    painter.drawLine(rect().topRight(), rect().bottomRight());
}

} // namespace gui
