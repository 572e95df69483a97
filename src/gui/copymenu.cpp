// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/copymenu.h"

#include "trace/copyas.h"

#include <QClipboard>
#include <QCoreApplication>
#include <QGuiApplication>
#include <QMenu>

namespace gui {

void addCopyAs(QMenu *menu, const trace::ExchangePtr &exchange, const QUrl &base)
{
    QMenu *formats = menu->addMenu(QCoreApplication::translate("gui", "Copy A&s"));
    formats->setAccessibleName(QCoreApplication::translate("gui", "Copy as"));
    formats->setEnabled(exchange != nullptr);
    if (!exchange)
        return;
    const QByteArray address = base.isValid() ? base.toEncoded() : QByteArray();
    for (const trace::CopyFormat format : trace::copyFormats) {
        QAction *action = formats->addAction(trace::title(format));
        action->setEnabled(trace::canCopy(*exchange, address, format));
        QObject::connect(action, &QAction::triggered, formats, [exchange, address, format] {
            QGuiApplication::clipboard()->setText(trace::copyText(*exchange, address, format));
        });
        if (format == trace::CopyFormat::Wget)
            formats->addSeparator();
    }
}

} // namespace gui
