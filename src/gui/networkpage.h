// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "gui/settingspage.h"

#include <memory>

namespace Ui {
class NetworkPage;
}

namespace gui {

/// Where the server listens and whom it believes.
class NetworkPage : public SettingsPage
{
    Q_OBJECT
public:
    explicit NetworkPage(QWidget *parent = nullptr);
    ~NetworkPage() override;

    void load(const net::ServerConfig &config) override;
    void store(net::ServerConfig &config) const override;

private:
    std::unique_ptr<Ui::NetworkPage> m_ui;
};

} // namespace gui
