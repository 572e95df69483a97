// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDialog>

#include <memory>

namespace Ui {
class BansDialog;
}
namespace net {
class Server;
}

namespace gui {

/// The addresses that are not let in: add one, let one in again. What is changed counts at once.
class BansDialog : public QDialog
{
    Q_OBJECT
public:
    /// The server must outlive the dialog.
    explicit BansDialog(net::Server &server, QWidget *parent = nullptr);
    ~BansDialog() override;

private:
    void refresh();
    void add();
    void removeSelected();
    void say(const QString &sentence);

    net::Server &m_server;
    std::unique_ptr<Ui::BansDialog> m_ui;
};

} // namespace gui
