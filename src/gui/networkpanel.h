// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDialog>

#include <memory>

namespace Ui {
class NetworkPanel;
}

namespace net {
class Server;
struct Place;
} // namespace net

namespace gui {

class Choices;

/// Where others in the network reach the folder: the switch, what it exposes, every address, and a QR code
/// for the selected one.
class NetworkPanel : public QDialog
{
    Q_OBJECT
public:
    /// Server and choices must outlive this.
    NetworkPanel(net::Server &server, Choices &choices, QWidget *parent = nullptr);
    ~NetworkPanel() override;

signals:
    void networkChosen(bool on);

private:
    void refresh();
    void fill(const QList<net::Place> &places);
    void showSelected();
    [[nodiscard]] QString hint(const QList<net::Place> &places) const;

    net::Server &m_server;
    Choices &m_choices;
    std::unique_ptr<Ui::NetworkPanel> m_ui;
};

} // namespace gui
