// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "gui/settingspage.h"

#include <memory>

namespace Ui {
class FolderPage;
}

namespace gui {

/// Which file answers for an address.
class FolderPage : public SettingsPage
{
    Q_OBJECT
public:
    explicit FolderPage(QWidget *parent = nullptr);
    ~FolderPage() override;

    void load(const net::ServerConfig &config) override;
    void store(net::ServerConfig &config) const override;

private:
    [[nodiscard]] QStringList indexNames() const;
    /// Marks what cannot be used.
    void judge();

    std::unique_ptr<Ui::FolderPage> m_ui;
    RuleSwitches m_switches;
};

} // namespace gui
