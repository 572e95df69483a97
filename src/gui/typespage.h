// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "gui/settingspage.h"

#include <memory>

namespace Ui {
class TypesPage;
}

namespace gui {

/// Media types by file name ending.
class TypesPage : public SettingsPage
{
    Q_OBJECT
public:
    explicit TypesPage(QWidget *parent = nullptr);
    ~TypesPage() override;

    void load(const net::ServerConfig &config) override;
    void store(net::ServerConfig &config) const override;

private:
    std::unique_ptr<Ui::TypesPage> m_ui;
};

} // namespace gui
