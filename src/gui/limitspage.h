// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "gui/limitfields.h"
#include "gui/settingspage.h"

#include <memory>
#include <vector>

class QDoubleSpinBox;
namespace Ui {
class LimitsPage;
}

namespace gui {

/// How long and how much a client may.
class LimitsPage : public SettingsPage
{
    Q_OBJECT
public:
    explicit LimitsPage(QWidget *parent = nullptr);
    ~LimitsPage() override;

    void load(const net::ServerConfig &config) override;
    void store(net::ServerConfig &config) const override;

private:
    void addGroup(LimitGroup group);
    void addField(const LimitField &field);

    std::unique_ptr<Ui::LimitsPage> m_ui;
    std::vector<QDoubleSpinBox *> m_boxes; ///< in the order of limitFields()
};

} // namespace gui
