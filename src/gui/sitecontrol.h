// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "gui/sitedialog.h"
#include "gui/why.h"

#include <QObject>

namespace net {
class Server;
}

class QSettings;

namespace gui {

class Choices;
class MessageBar;
class NetworkPanel;

/// What a person can do about how the folder is served while it is: the settings, the network, and the fixes
/// for requests that nearly found something. Lives in the window's thread.
class SiteControl : public QObject
{
    Q_OBJECT
public:
    /// Everything passed in must outlive this; the window is the parent of its dialogs.
    SiteControl(net::Server &server, Choices &choices, MessageBar &messageBar, QSettings &settings,
                QWidget *window);

    void showSettings(SiteDialog::Page page);
    void showNetwork();
    /// Turned on for the first time, it shows first what that exposes.
    void chooseNetwork(bool on);
    /// Applies it at once; the message bar offers to undo it.
    void fix(Fix fix);
    /// Opens an address below the root, spelled as on the disk, in the browser.
    void open(const QByteArray &address) const;

signals:
    void refused(const net::StartFailure &failure); ///< the server goes on as before

private:
    void changeRules(const site::SiteRules &rules);
    void setNetwork(bool on);
    [[nodiscard]] SiteDialog &dialog();
    void showProblems();
    void tellOfProblems(const QStringList &problems);

    net::Server &m_server;
    Choices &m_choices;
    MessageBar &m_messageBar;
    QSettings &m_settings;
    QWidget *m_window;
    SiteDialog *m_dialog = nullptr; ///< none until it is asked for
    NetworkPanel *m_network;
};

} // namespace gui
