// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "net/server.h"

#include <QWidget>

class QCheckBox;

namespace gui {

/// One page of the site settings: shows its part of what was chosen and writes it back.
class SettingsPage : public QWidget
{
    Q_OBJECT
public:
    using QWidget::QWidget;

    virtual void load(const net::ServerConfig &config) = 0;
    /// What cannot be used is left as it was.
    virtual void store(net::ServerConfig &config) const = 0;

signals:
    void edited(); ///< by the person at the window, or by load()
};

/// Check boxes that each stand for one rule.
class RuleSwitches
{
public:
    using Rule = bool site::SiteRules::*;

    /// The page says edited() when this one is switched.
    void add(QCheckBox *box, Rule rule, SettingsPage *page);
    void load(const site::SiteRules &rules) const;
    void store(site::SiteRules &rules) const;

private:
    std::vector<std::pair<QCheckBox *, Rule>> m_switches;
};

} // namespace gui
