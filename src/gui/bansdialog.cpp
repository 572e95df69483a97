// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/bansdialog.h"

#include "net/server.h"
#include "ui_bansdialog.h"

#include <algorithm>

namespace gui {

BansDialog::BansDialog(net::Server &server, QWidget *parent)
    : QDialog(parent)
    , m_server(server)
    , m_ui(std::make_unique<Ui::BansDialog>())
{
    m_ui->setupUi(this);
    connect(m_ui->addButton, &QPushButton::clicked, this, &BansDialog::add);
    connect(m_ui->addressEdit, &QLineEdit::returnPressed, this, &BansDialog::add);
    connect(m_ui->addressEdit, &QLineEdit::textChanged, this, [this] {
        m_ui->addButton->setEnabled(!m_ui->addressEdit->text().trimmed().isEmpty());
        say({});
    });
    connect(m_ui->removeButton, &QPushButton::clicked, this, &BansDialog::removeSelected);
    connect(m_ui->addresses, &QListWidget::itemSelectionChanged, this,
            [this] { m_ui->removeButton->setEnabled(m_ui->addresses->currentItem() != nullptr); });
    connect(&server, &net::Server::bansChanged, this, &BansDialog::refresh);
    m_ui->addButton->setEnabled(false);
    m_ui->emptyLabel->setForegroundRole(QPalette::PlaceholderText);
    say({});
    refresh();
}

BansDialog::~BansDialog() = default;

void BansDialog::refresh()
{
    const int row = m_ui->addresses->currentRow();
    m_ui->addresses->clear();
    const QList<QHostAddress> bans = m_server.bans();
    for (const QHostAddress &address : bans)
        m_ui->addresses->addItem(address.toString());
    m_ui->addresses->setCurrentRow(std::min(std::max(row, 0), m_ui->addresses->count() - 1));
    m_ui->removeButton->setEnabled(m_ui->addresses->currentItem() != nullptr);
    m_ui->emptyLabel->setVisible(bans.isEmpty());
    m_ui->addresses->setVisible(!bans.isEmpty());
}

void BansDialog::add()
{
    const QString text = m_ui->addressEdit->text().trimmed();
    const QHostAddress address(text);
    // "1" would be read as 0.0.0.1.
    const bool isWhole = text.contains(u':') || text.count(u'.') == 3;
    if (address.isNull() || !isWhole)
        return say(tr("“%1” is not an address. Write one such as 192.168.1.7 or fe80::1.").arg(text));
    if (const auto done = m_server.ban(address); !done)
        return say(done.error());
    m_ui->addressEdit->clear();
}

void BansDialog::removeSelected()
{
    if (const QListWidgetItem *item = m_ui->addresses->currentItem())
        m_server.unban(QHostAddress(item->text()));
}

void BansDialog::say(const QString &sentence)
{
    m_ui->problemLabel->setText(sentence);
    m_ui->problemLabel->setVisible(!sentence.isEmpty());
}

} // namespace gui
