// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/networkpanel.h"

#include "gui/choices.h"
#include "gui/icons.h"
#include "net/server.h"
#include "ui_networkpanel.h"

#include <QClipboard>
#include <QDir>
#include <QGuiApplication>
#include <QHeaderView>

namespace gui {
namespace {

/// The URL of a row that can be reached; empty when it cannot.
constexpr int UrlRole = Qt::UserRole;
constexpr int AddressRole = Qt::UserRole + 1;

QString exposure(const site::SiteRules &rules)
{
    const QString sentence = rules.dotFiles == site::DotFiles::Hide
        ? NetworkPanel::tr(
            "Everybody in the same network can read every file in %1 (except hidden ones) and can "
            "see that it is there. Nothing can be changed.")
        : NetworkPanel::tr(
            "Everybody in the same network can read every file in %1, hidden ones too, and can "
            "see that it is there. Nothing can be changed.");
    return sentence.arg(QDir::toNativeSeparators(rules.root));
}

} // namespace

NetworkPanel::NetworkPanel(net::Server &server, Choices &choices, QWidget *parent)
    : QDialog(parent)
    , m_server(server)
    , m_choices(choices)
    , m_ui(std::make_unique<Ui::NetworkPanel>())
{
    m_ui->setupUi(this);
    m_ui->copyButton->setIcon(paletteIcon(QStringLiteral("copy")));
    m_ui->places->header()->setStretchLastSection(false);
    m_ui->places->header()->setSectionResizeMode(QHeaderView::ResizeToContents);
    m_ui->places->header()->setSectionResizeMode(0, QHeaderView::Stretch);
    connect(m_ui->networkSwitch, &QCheckBox::clicked, this, &NetworkPanel::networkChosen);
    connect(m_ui->places, &QTreeWidget::itemSelectionChanged, this, &NetworkPanel::showSelected);
    connect(m_ui->copyButton, &QPushButton::clicked, this, [this] {
        if (const QTreeWidgetItem *item = m_ui->places->currentItem())
            QGuiApplication::clipboard()->setText(item->data(0, UrlRole).toString());
    });
    connect(&choices, &Choices::changed, this, &NetworkPanel::refresh);
    connect(&server, &net::Server::addressesChanged, this, &NetworkPanel::refresh);
    connect(&server, &net::Server::stateChanged, this, &NetworkPanel::refresh);
    refresh();
}

NetworkPanel::~NetworkPanel() = default;

void NetworkPanel::refresh()
{
    const QList<net::Place> places = m_server.places();
    m_ui->networkSwitch->setChecked(m_choices.config().network);
    m_ui->exposureLabel->setText(exposure(m_choices.config().site));
    fill(places);
    m_ui->hintLabel->setText(hint(places));
    showSelected();
}

void NetworkPanel::fill(const QList<net::Place> &places)
{
    const QTreeWidgetItem *before = m_ui->places->currentItem();
    const QString selected = before ? before->data(0, AddressRole).toString() : QString();
    const QSignalBlocker still(m_ui->places);
    m_ui->places->clear();
    for (const net::Place &place : places) {
        auto *item
            = new QTreeWidgetItem(m_ui->places,
                                  {place.listening ? place.url : place.address.toString(), place.interface,
                                   place.listening ? tr("● reachable") : tr("– off")});
        item->setData(0, UrlRole, place.listening ? place.url : QString());
        item->setData(0, AddressRole, place.address.toString());
        if (!m_ui->places->currentItem() || place.address.toString() == selected)
            m_ui->places->setCurrentItem(item);
    }
}

void NetworkPanel::showSelected()
{
    const QTreeWidgetItem *item = m_ui->places->currentItem();
    const QString url = item ? item->data(0, UrlRole).toString() : QString();
    m_ui->code->setText(url);
    m_ui->copyButton->setEnabled(!url.isEmpty());
}

QString NetworkPanel::hint(const QList<net::Place> &places) const
{
    if (places.isEmpty())
        return tr("This machine is in no network now: connect it, and its addresses appear here.");
    if (!m_choices.config().network)
        return tr("Turn it on to open the folder on a phone or another computer here.");
    if (m_server.state() != net::Server::State::Listening)
        return tr("Press Start in the window: nothing is served yet.");
    return tr("Point the camera of a phone at the code, or type the address.");
}

} // namespace gui
