// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/settingspage.h"

#include <QCheckBox>

namespace gui {

void RuleSwitches::add(QCheckBox *box, Rule rule, SettingsPage *page)
{
    m_switches.emplace_back(box, rule);
    QObject::connect(box, &QCheckBox::toggled, page, &SettingsPage::edited);
}

void RuleSwitches::load(const site::SiteRules &rules) const
{
    for (const auto &[box, rule] : m_switches)
        box->setChecked(rules.*rule);
}

void RuleSwitches::store(site::SiteRules &rules) const
{
    for (const auto &[box, rule] : m_switches)
        rules.*rule = box->isChecked();
}

} // namespace gui
