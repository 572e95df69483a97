// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "defaultfolder.h"

#include <QCoreApplication>
#include <QDir>

QString defaultFolder()
{
    const QDir program(QCoreApplication::applicationDirPath());
    for (const char *place : {"../share/porthole/html", "../../html"}) {
        const QDir folder(program.filePath(QLatin1String(place)));
        if (folder.exists())
            return folder.canonicalPath();
    }
    return {};
}
