// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/sitecontrol.h"

#include "gui/choices.h"
#include "gui/messagebar.h"
#include "gui/networkpanel.h"
#include "net/server.h"

#include <QDesktopServices>
#include <QSettings>
#include <QUrl>

namespace gui {

SiteControl::SiteControl(net::Server &server, Choices &choices, MessageBar &messageBar, QSettings &settings,
                         QWidget *window)
    : QObject(window)
    , m_server(server)
    , m_choices(choices)
    , m_messageBar(messageBar)
    , m_settings(settings)
    , m_window(window)
    , m_network(new NetworkPanel(server, choices, window))
{
    connect(m_network, &NetworkPanel::networkChosen, this, &SiteControl::setNetwork);
    connect(&choices, &Choices::changed, this, &SiteControl::showProblems);
    connect(&server, &net::Server::stateChanged, this, [this](net::Server::State state) {
        showProblems();
        if (state == net::Server::State::Listening)
            tellOfProblems(m_server.siteProblems());
    });
    connect(&server, &net::Server::siteReloaded, this, [this](const QStringList &problems) {
        showProblems();
        m_messageBar.say(tr("The rules in _redirects and _headers were read anew."), {},
                         MessageBar::Tone::Notice);
        tellOfProblems(problems);
    });
}

/// Made when it is needed: it is a sixth of what the window would take to appear.
SiteDialog &SiteControl::dialog()
{
    if (!m_dialog) {
        m_dialog = new SiteDialog(m_choices, m_window);
        connect(m_dialog, &SiteDialog::refused, this, &SiteControl::refused);
        connect(&m_server, &net::Server::stateChanged, m_dialog, &SiteDialog::showState);
        showProblems();
    }
    return *m_dialog;
}

void SiteControl::showSettings(SiteDialog::Page page)
{
    dialog().showPage(page);
}

void SiteControl::showNetwork()
{
    m_settings.setValue(QStringLiteral("network/explained"), true);
    m_network->show();
    m_network->raise();
    m_network->activateWindow();
}

void SiteControl::chooseNetwork(bool on)
{
    const bool explained = m_settings.value(QStringLiteral("network/explained")).toBool();
    if (on)
        showNetwork();
    if (!on || explained)
        setNetwork(on);
}

void SiteControl::setNetwork(bool on)
{
    net::ServerConfig config = m_choices.config();
    config.network = on;
    if (const auto changed = m_choices.change(config); !changed)
        emit refused(changed.error());
}

void SiteControl::showProblems()
{
    if (m_dialog)
        m_dialog->setProblems(m_server.siteProblems());
}

void SiteControl::tellOfProblems(const QStringList &problems)
{
    if (!problems.isEmpty())
        m_messageBar.say(problems.first(),
                         {tr("Show All…"), [this] { showSettings(SiteDialog::Page::Rules); }});
}

void SiteControl::fix(Fix fix)
{
    const site::SiteRules before = m_choices.config().site;
    const site::SiteRules fixed = withFix(before, fix);
    if (fixed == before) {
        m_messageBar.say(tr("“%1” is on already.").arg(label(fix)), {}, MessageBar::Tone::Notice);
        return;
    }
    m_messageBar.say(sentence(fix),
                     {tr("Undo"), [this, fix] { changeRules(withoutFix(m_choices.config().site, fix)); }},
                     MessageBar::Tone::Notice);
    changeRules(fixed);
}

void SiteControl::open(const QByteArray &address) const
{
    if (const QStringList urls = m_server.urls(); !urls.isEmpty())
        QDesktopServices::openUrl(
            QUrl::fromEncoded(urls.first().toLatin1() + address.mid(1).toPercentEncoding("/")));
}

void SiteControl::changeRules(const site::SiteRules &rules)
{
    if (const auto changed = m_choices.changeRules(rules); !changed)
        emit refused(changed.error());
}

} // namespace gui
