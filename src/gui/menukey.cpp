// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/menukey.h"

#include <QAbstractItemView>
#include <QContextMenuEvent>
#include <QCoreApplication>
#include <QShortcut>

namespace gui {
namespace {

void openMenuOf(QWidget *widget)
{
    const QPoint place = widget->inputMethodQuery(Qt::ImCursorRectangle).toRect().center();
    const auto *view = qobject_cast<const QAbstractItemView *>(widget); // which counts from its viewport
    QContextMenuEvent event(QContextMenuEvent::Keyboard, place,
                            (view ? view->viewport() : widget)->mapToGlobal(place), Qt::NoModifier);
    QCoreApplication::sendEvent(widget, &event);
}

} // namespace

void addMenuKey(QWidget *window)
{
    auto *key = new QShortcut(QKeySequence(Qt::SHIFT | Qt::Key_F10), window);
    QObject::connect(key, &QShortcut::activated, window, [window] {
        if (QWidget *focused = window->focusWidget())
            openMenuOf(focused);
    });
}

} // namespace gui
