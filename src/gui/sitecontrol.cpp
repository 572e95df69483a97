// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/sitecontrol.h"

#include "gui/choices.h"
#include "gui/messagebar.h"

#include <QDesktopServices>
#include <QUrl>

namespace gui {

SiteControl::SiteControl(net::Server &server, Choices &choices, MessageBar &messageBar, QWidget *window)
    : QObject(window)
    , m_server(server)
    , m_choices(choices)
    , m_messageBar(messageBar)
    , m_dialog(new SiteDialog(choices, window))
{
    connect(m_dialog, &SiteDialog::refused, this, &SiteControl::refused);
    connect(&server, &net::Server::stateChanged, m_dialog, &SiteDialog::showState);
}

void SiteControl::showSettings(SiteDialog::Page page)
{
    m_dialog->showPage(page);
}

void SiteControl::fix(Fix fix)
{
    const site::SiteRules before = m_choices.config().site;
    const site::SiteRules fixed = withFix(before, fix);
    MessageBar::Offer undo;
    if (fixed != before)
        undo = {tr("Undo"), [this, fix] { change(withoutFix(m_choices.config().site, fix)); }};
    m_messageBar.say(sentence(fix), std::move(undo), MessageBar::Tone::Notice);
    change(fixed);
}

void SiteControl::open(const QByteArray &address) const
{
    if (const QStringList urls = m_server.urls(); !urls.isEmpty())
        QDesktopServices::openUrl(QUrl(urls.first()).resolved(QUrl::fromEncoded(address)));
}

void SiteControl::change(const site::SiteRules &rules)
{
    if (const auto changed = m_choices.changeRules(rules); !changed)
        emit refused(changed.error());
}

} // namespace gui
