// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "gui/settingspage.h"

#include <memory>

namespace Ui {
class CompressionPage;
}

namespace gui {

/// What is sent compressed.
class CompressionPage : public SettingsPage
{
    Q_OBJECT
public:
    explicit CompressionPage(QWidget *parent = nullptr);
    ~CompressionPage() override;

    void load(const net::ServerConfig &config) override;
    void store(net::ServerConfig &config) const override;

private:
    std::unique_ptr<Ui::CompressionPage> m_ui;
    RuleSwitches m_switches;
};

} // namespace gui
