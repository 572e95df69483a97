// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "differences.h"

#include <QFile>

Differences readDifferences(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        qFatal("%s cannot be read", qUtf8Printable(path));
    Differences differences;
    QByteArray reason;
    const QList<QByteArray> lines = file.readAll().split('\n');
    for (const QByteArray &line : lines) {
        const qsizetype bar = line.indexOf(" | ");
        if (line.startsWith('['))
            reason = line.sliced(1).chopped(1);
        if (bar < 0 || line.startsWith('#'))
            continue;
        differences.answers.insert(line.first(bar), line.sliced(bar + 3));
        differences.reason.insert(line.first(bar), reason);
    }
    return differences;
}
