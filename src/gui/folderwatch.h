// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFileSystemWatcher>
#include <QObject>

namespace gui {

/// Notices when a folder vanishes and when it is back. Lives in the window's thread.
class FolderWatch : public QObject
{
    Q_OBJECT
public:
    explicit FolderWatch(QObject *parent = nullptr);

    /// Watches that folder from now on; an empty path watches nothing.
    void watch(const QString &folder);

signals:
    void vanished(const QString &folder);
    void returned(const QString &folder);

private:
    void look();
    void watchPaths();

    QFileSystemWatcher m_watcher;
    QString m_folder;
    bool m_there = false;
};

} // namespace gui
