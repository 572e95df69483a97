// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/graphicaccess.h"

#include <QAccessibleWidget>
#include <QWidget>

namespace gui {

namespace {

constexpr char mark[] = "isGraphic";

QAccessibleInterface *make(const QString &, QObject *object)
{
    auto *widget = qobject_cast<QWidget *>(object);
    return widget && widget->property(mark).toBool() ? new QAccessibleWidget(widget, QAccessible::Graphic)
                                                     : nullptr;
}

} // namespace

void makeGraphic(QWidget *widget, const QString &name)
{
    QAccessible::installFactory(make); // a factory that is there already is not added again
    widget->setProperty(mark, true);
    widget->setAccessibleName(name);
}

} // namespace gui
