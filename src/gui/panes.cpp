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

void Panes::fill(QWidget *lanes, QWidget *connections, QWidget *requests, QWidget *details, QWidget *console)
{
    m_docks = {add(QStringLiteral("lanes"), tr("Lanes"), lanes),
               add(QStringLiteral("connections"), tr("Connections"), connections),
               add(QStringLiteral("requests"), tr("Requests"), requests),
               add(QStringLiteral("details"), tr("Inspector"), details),
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
    enum { Lanes, Connections, Requests, Inspector, Console };
    addDockWidget(Qt::TopDockWidgetArea, m_docks[Lanes]);
    splitDockWidget(m_docks[Lanes], m_docks[Connections], Qt::Vertical);
    splitDockWidget(m_docks[Connections], m_docks[Requests], Qt::Horizontal);
    addDockWidget(Qt::BottomDockWidgetArea, m_docks[Inspector]);
    splitDockWidget(m_docks[Inspector], m_docks[Console], Qt::Horizontal);
    for (QDockWidget *dock : std::as_const(m_docks))
        dock->show();
    resizeDocks({m_docks[Connections], m_docks[Requests]}, {46, 54}, Qt::Horizontal);
    resizeDocks({m_docks[Inspector], m_docks[Console]}, {70, 30}, Qt::Horizontal);
    const int room = height(); // in pixels: shares are rounded up to what a pane needs at least
    resizeDocks({m_docks[Lanes], m_docks[Connections], m_docks[Inspector]},
                {room * 24 / 100, room * 38 / 100, room * 38 / 100}, Qt::Vertical);
}

} // namespace gui
