// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/panes.h"

#include <QAction>
#include <QDockWidget>

namespace gui {

Panes::Panes(QWidget *parent)
    : QMainWindow(parent)
{
    setWindowFlags(Qt::Widget); // it makes itself a window of its own otherwise
    setDockNestingEnabled(true);
    setContextMenuPolicy(Qt::NoContextMenu);
}

void Panes::fill(QWidget *connections, QWidget *requests, QWidget *details, QWidget *console)
{
    m_docks = {add(QStringLiteral("connections"), tr("Connections"), connections),
               add(QStringLiteral("requests"), tr("Requests"), requests),
               add(QStringLiteral("details"), tr("Details"), details),
               add(QStringLiteral("console"), tr("Console"), console)};
    reset();
}

QDockWidget *Panes::add(const QString &name, const QString &title, QWidget *content)
{
    auto *dock = new QDockWidget(title, this);
    dock->setObjectName(name);
    dock->setAccessibleName(title);
    dock->setWidget(content);
    dock->toggleViewAction()->setToolTip(tr("Shows or hides the pane %1").arg(title));
    return dock;
}

QList<QAction *> Panes::toggles() const
{
    QList<QAction *> actions;
    for (QDockWidget *dock : m_docks)
        actions += dock->toggleViewAction();
    return actions;
}

void Panes::reset()
{
    for (QDockWidget *dock : std::as_const(m_docks)) {
        dock->setFloating(false);
        removeDockWidget(dock);
    }
    addDockWidget(Qt::TopDockWidgetArea, m_docks[0]);
    splitDockWidget(m_docks[0], m_docks[1], Qt::Horizontal);
    addDockWidget(Qt::BottomDockWidgetArea, m_docks[2]);
    splitDockWidget(m_docks[2], m_docks[3], Qt::Horizontal);
    for (QDockWidget *dock : std::as_const(m_docks))
        dock->show();
    resizeDocks({m_docks[0], m_docks[1]}, {50, 50}, Qt::Horizontal);
    resizeDocks({m_docks[2], m_docks[3]}, {66, 34}, Qt::Horizontal);
    resizeDocks({m_docks[0], m_docks[2]}, {56, 44}, Qt::Vertical);
}

} // namespace gui
