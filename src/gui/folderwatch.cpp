// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/folderwatch.h"

#include <QFileInfo>

namespace gui {

FolderWatch::FolderWatch(QObject *parent)
    : QObject(parent)
{
    connect(&m_watcher, &QFileSystemWatcher::directoryChanged, this, &FolderWatch::look);
}

void FolderWatch::watch(const QString &folder)
{
    m_folder = folder;
    m_there = QFileInfo(m_folder).isDir();
    watchPaths();
}

void FolderWatch::look()
{
    const bool there = QFileInfo(m_folder).isDir();
    if (there == m_there)
        return;
    m_there = there;
    watchPaths();
    if (there)
        emit returned(m_folder);
    else
        emit vanished(m_folder);
}

/// A folder that is gone cannot be watched: its nearest ancestor tells when it is back.
void FolderWatch::watchPaths()
{
    if (!m_watcher.directories().isEmpty())
        m_watcher.removePaths(m_watcher.directories());
    if (m_folder.isEmpty())
        return;
    if (m_there)
        m_watcher.addPath(m_folder);
    QString ancestor = QFileInfo(m_folder).absolutePath();
    while (!QFileInfo(ancestor).isDir() && QFileInfo(ancestor).absolutePath() != ancestor)
        ancestor = QFileInfo(ancestor).absolutePath();
    m_watcher.addPath(ancestor);
}

} // namespace gui
