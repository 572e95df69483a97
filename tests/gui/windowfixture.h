// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "gui/mainwindow.h"
#include "gui/tableview.h"
#include "net/server.h"
#include "trace/collector.h"
#include "trace/log.h"

#include <QSettings>
#include <QTemporaryDir>
#include <QTest>

#include <optional>

/// A real window on a real server with a folder and settings of its own; nothing of the user's is touched.
class WindowFixture
{
public:
    WindowFixture();

    /// A control or view of the window by its object name.
    template <typename Widget>
    [[nodiscard]] Widget *find(const char *name)
    {
        return window->findChild<Widget *>(QString::fromLatin1(name));
    }
    [[nodiscard]] gui::TableView *requests() { return table("Requests"); }
    [[nodiscard]] gui::TableView *connections() { return table("Connections"); }

    /// Presses Start with the mouse; true when the server listens.
    [[nodiscard]] bool start();
    /// Sends those bytes over a connection of its own and returns all that comes back until the server
    /// closes.
    [[nodiscard]] QByteArray exchange(const QByteArray &request);
    /// GET with Connection: close.
    [[nodiscard]] QByteArray get(const QByteArray &target);
    /// The head that get() sends.
    [[nodiscard]] static QByteArray headFor(const QByteArray &target);
    /// Clicks into that row of a table.
    static void click(gui::TableView *view, int row, int column = 0);
    /// Another window on the same server, log and settings.
    void reopen();

    QTemporaryDir folder;
    QTemporaryDir settingsFolder;
    QSettings settings;
    net::Server server; ///< on a machine with one network, which is loopback in truth
    trace::Collector collector;
    trace::Log log;
    std::unique_ptr<gui::MainWindow> window;

private:
    [[nodiscard]] gui::TableView *table(const char *accessibleName);
};
