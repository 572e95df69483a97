// SPDX-FileCopyrightText: The Porthole developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/choices.h"
#include "gui/networkpanel.h"
#include "gui/qrview.h"
#include "net/server.h"

#include <QCheckBox>
#include <QClipboard>
#include <QGuiApplication>
#include <QLabel>
#include <QPushButton>
#include <QSettings>
#include <QTemporaryDir>
#include <QTest>
#include <QTreeWidget>

/// The panel on a machine whose networks the test makes up, of loopback addresses.
class NetworkPanelTest : public QObject
{
    Q_OBJECT
private slots:
    void init();
    void cleanup();

    void offShowsWhatThereIs();
    void onShowsUrlsAndACode();
    void followsAddresses();
    void saysWhatItExposes();
    void saysWhatToDo();
    void survivesAnAddressThatIsGone();

private:
    template <typename Widget>
    [[nodiscard]] Widget *find(const char *name)
    {
        return m_panel->findChild<Widget *>(QString::fromLatin1(name));
    }
    [[nodiscard]] QTreeWidget *places() { return find<QTreeWidget>("places"); }
    [[nodiscard]] QString url(const char *address) const
    {
        return QStringLiteral("http://%1:%2/").arg(QString::fromLatin1(address)).arg(m_server->port());
    }
    void start();

    QTemporaryDir m_folder;
    std::optional<QSettings> m_settings;
    QList<net::Place> m_machine;
    std::unique_ptr<net::Server> m_server;
    std::unique_ptr<gui::Choices> m_choices;
    std::unique_ptr<gui::NetworkPanel> m_panel;
};

namespace {

net::Place place(const char *interface, const char *address)
{
    return {QString::fromLatin1(interface), QHostAddress(QString::fromLatin1(address)), {}, false};
}

} // namespace

void NetworkPanelTest::init()
{
    m_settings.emplace(m_folder.filePath(QStringLiteral("porthole.ini")), QSettings::IniFormat);
    m_settings->clear();
    m_machine = {place("eth0", "127.0.0.2"), place("wlan0", "127.0.0.3")};
    m_server = std::make_unique<net::Server>(nullptr, [this] { return m_machine; });
    m_choices = std::make_unique<gui::Choices>(*m_server, *m_settings);
    net::ServerConfig config = m_choices->config();
    config.site.root = m_folder.path();
    config.port = 0;
    QVERIFY(m_choices->change(config));
    m_panel = std::make_unique<gui::NetworkPanel>(*m_server, *m_choices);
    connect(m_panel.get(), &gui::NetworkPanel::networkChosen, this, [this](bool on) {
        net::ServerConfig chosen = m_choices->config();
        chosen.network = on;
        QVERIFY(m_choices->change(chosen));
    });
    m_panel->show();
    QVERIFY(QTest::qWaitForWindowExposed(m_panel.get()));
}

void NetworkPanelTest::cleanup()
{
    m_panel.reset();
    m_choices.reset();
    m_server.reset();
}

void NetworkPanelTest::start()
{
    QVERIFY(m_server->start(m_choices->config()));
}

void NetworkPanelTest::offShowsWhatThereIs()
{
    start();
    QVERIFY(!find<QCheckBox>("networkSwitch")->isChecked());
    QCOMPARE(places()->topLevelItemCount(), 2);
    QCOMPARE(places()->topLevelItem(0)->text(0), QStringLiteral("127.0.0.2"));
    QCOMPARE(places()->topLevelItem(1)->text(1), QStringLiteral("wlan0"));
    QVERIFY(find<gui::QrView>("code")->accessibleDescription().isEmpty());
    QVERIFY(!find<QPushButton>("copyButton")->isEnabled());
}

void NetworkPanelTest::onShowsUrlsAndACode()
{
    start();
    find<QCheckBox>("networkSwitch")->click();
    QVERIFY(m_server->config().network);
    QCOMPARE(places()->topLevelItem(0)->text(0), url("127.0.0.2"));
    QCOMPARE(find<gui::QrView>("code")->accessibleDescription(), url("127.0.0.2"));

    places()->setCurrentItem(places()->topLevelItem(1));
    QCOMPARE(find<gui::QrView>("code")->accessibleDescription(), url("127.0.0.3"));
    find<QPushButton>("copyButton")->click();
    QCOMPARE(QGuiApplication::clipboard()->text(), url("127.0.0.3"));

    find<QCheckBox>("networkSwitch")->click();
    QVERIFY(!m_server->config().network);
    QVERIFY(find<gui::QrView>("code")->accessibleDescription().isEmpty());
}

void NetworkPanelTest::followsAddresses()
{
    start();
    find<QCheckBox>("networkSwitch")->click();
    places()->setCurrentItem(places()->topLevelItem(1));
    m_machine = {place("wlan0", "127.0.0.3"), place("usb0", "127.0.0.4")};
    QTRY_COMPARE(places()->topLevelItem(1)->text(0), url("127.0.0.4"));
    QCOMPARE(places()->topLevelItemCount(), 2);
    QCOMPARE(places()->currentItem()->text(0), url("127.0.0.3"));
}

void NetworkPanelTest::saysWhatItExposes()
{
    auto *exposure = find<QLabel>("exposureLabel");
    QVERIFY(exposure->isVisible());
    QVERIFY(exposure->text().contains(m_folder.path()));
    QVERIFY(exposure->text().contains(QStringLiteral("except hidden")));
    site::SiteRules open = m_choices->config().site;
    open.dotFiles = site::DotFiles::Serve;
    QVERIFY(m_choices->changeRules(open));
    QVERIFY(!exposure->text().contains(QStringLiteral("except hidden")));
}

void NetworkPanelTest::saysWhatToDo()
{
    auto *hint = find<QLabel>("hintLabel");
    QStringList hints{hint->text()};
    find<QCheckBox>("networkSwitch")->click();
    hints += hint->text();
    start();
    hints += hint->text();
    hints.removeDuplicates();
    QCOMPARE(hints.size(), 3);
    m_machine.clear();
    QTRY_COMPARE(places()->topLevelItemCount(), 0);
    QVERIFY(!hints.contains(hint->text()));
}

void NetworkPanelTest::survivesAnAddressThatIsGone()
{
    m_machine = {place("eth0", "192.0.2.77"), place("eth1", "127.0.0.2")};
    start();
    find<QCheckBox>("networkSwitch")->click();
    QCOMPARE(places()->topLevelItem(0)->text(0), QStringLiteral("192.0.2.77"));
    QCOMPARE(places()->topLevelItem(1)->text(0), url("127.0.0.2"));
}

QTEST_MAIN(NetworkPanelTest)
#include "tst_networkpanel.moc"
