// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/harreader.h"

#include <QFile>

namespace gui {

HarReader::HarReader(QObject *parent)
    : QObject(parent)
{
    m_thread.setMaxThreadCount(1);
}

HarReader::~HarReader()
{
    m_thread.clear();
    m_thread.waitForDone();
}

void HarReader::read(const QString &path)
{
    m_thread.start([this, path] { run(path); });
}

// The reading thread. It shares nothing with the window's: what it read is handed over whole, and this
// outlives it.
void HarReader::run(const QString &path)
{
    QFile file(path);
    auto imported = file.open(QIODevice::ReadOnly)
        ? trace::importHar(file)
        : tl::expected<trace::Imported, QString>(
            tl::unexpect, tr("The file cannot be opened: %1.").arg(file.errorString()));
    QMetaObject::invokeMethod(
        this,
        [this, path, imported = std::move(imported)] {
            if (imported)
                emit finished(path, *imported);
            else
                emit failed(path, imported.error());
        },
        Qt::QueuedConnection);
}

} // namespace gui
