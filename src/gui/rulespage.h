// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "gui/settingspage.h"

#include <memory>

namespace Ui {
class RulesPage;
}

namespace gui {

/// Error pages, and the files of rules that a folder can hold.
class RulesPage : public SettingsPage
{
    Q_OBJECT
public:
    explicit RulesPage(QWidget *parent = nullptr);
    ~RulesPage() override;

    void load(const net::ServerConfig &config) override;
    void store(net::ServerConfig &config) const override;

    /// What is wrong in the folder's rules files, line by line.
    void setProblems(const QStringList &problems);

private:
    std::unique_ptr<Ui::RulesPage> m_ui;
    RuleSwitches m_switches;
};

} // namespace gui
