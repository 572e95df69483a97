// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "gui/settingspage.h"

#include <memory>

namespace Ui {
class HeadersPage;
}

namespace gui {

/// The header fields that are sent with files.
class HeadersPage : public SettingsPage
{
    Q_OBJECT
public:
    explicit HeadersPage(QWidget *parent = nullptr);
    ~HeadersPage() override;

    void load(const net::ServerConfig &config) override;
    void store(net::ServerConfig &config) const override;

private:
    /// Marks what cannot be used.
    void judge();

    std::unique_ptr<Ui::HeadersPage> m_ui;
    RuleSwitches m_switches;
};

} // namespace gui
