// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/networkpage.h"

#include "gui/fieldchecks.h"
#include "gui/sitesettings.h"
#include "ui_networkpage.h"

namespace gui {

NetworkPage::NetworkPage(QWidget *parent)
    : SettingsPage(parent)
    , m_ui(std::make_unique<Ui::NetworkPage>())
{
    m_ui->setupUi(this);
    m_ui->loopsBox->setMaximum(SiteSettings::mostLoops);
    m_ui->addresses->setColumns(
        {{tr("Address"), tr("IPv4 or IPv6, like 127.0.0.1 or ::1")}},
        [](const QStringList &row, int) { return fieldchecks::address(row[0]); }, TableEdit::Order::Counts);
    m_ui->proxies->setColumns(
        {{tr("Address or network"), tr("Like 127.0.0.1 or 10.0.0.0/8")}},
        [](const QStringList &row, int) { return fieldchecks::network(row[0]); },
        TableEdit::Order::DoesNotMatter);
    for (TableEdit *table : {m_ui->addresses, m_ui->proxies})
        connect(table, &TableEdit::edited, this, &SettingsPage::edited);
    connect(m_ui->addresses, &TableEdit::edited, this, [this] {
        m_ui->addressesNote->setProblem(m_ui->addresses->rows().isEmpty()
                                            ? tr("Write at least one address: the last ones stay until then.")
                                            : QString());
    });
    for (QSpinBox *box : {m_ui->portBox, m_ui->loopsBox})
        connect(box, &QSpinBox::valueChanged, this, &SettingsPage::edited);
    connect(m_ui->networkBox, &QCheckBox::toggled, this, &SettingsPage::edited);
}

NetworkPage::~NetworkPage() = default;

void NetworkPage::load(const net::ServerConfig &config)
{
    QList<QStringList> addresses;
    for (const QHostAddress &address : config.addresses)
        addresses.append({address.toString()});
    QList<QStringList> proxies;
    for (const net::Subnet &proxy : config.trustedProxies)
        proxies.append({networkText(proxy)});
    m_ui->addresses->setRows(addresses);
    m_ui->proxies->setRows(proxies);
    m_ui->networkBox->setChecked(config.network);
    m_ui->portBox->setValue(config.port);
    m_ui->loopsBox->setValue(config.loops);
}

void NetworkPage::store(net::ServerConfig &config) const
{
    // Without any address there would be nothing to listen on.
    if (const QList<QStringList> rows = m_ui->addresses->rows(); !rows.isEmpty()) {
        config.addresses.clear();
        for (const QStringList &row : rows)
            config.addresses.emplace_back(row[0]);
    }
    config.trustedProxies.clear();
    for (const QStringList &row : m_ui->proxies->rows())
        config.trustedProxies.push_back(QHostAddress::parseSubnet(row[0]));
    config.network = m_ui->networkBox->isChecked();
    config.port = quint16(m_ui->portBox->value());
    config.loops = m_ui->loopsBox->value();
}

} // namespace gui
